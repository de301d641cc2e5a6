// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/widgets/ui.h"
#include "shared/base/result.h"

// Pictures with the OpenGL context that is current.
namespace alcove::platform {

// Draws what the Ui drew in its last frame over a page of the theme's paper.
void draw_picture(ui::Ui& ui);

// Reads the frame buffer back. kUnavailable when the file cannot be written.
Result<void> write_png(const std::string& path, int width, int height);

}  // namespace alcove::platform
