// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "kiosk/widgets/draw.h"

namespace alcove::screens::desk {

// Old struck through, then the new one, cut off the top of `flow`; below each other where they do
// not fit beside.
void old_and_new(ui::Ui& ui, ui::Rect& flow, std::string_view before, std::string_view after);

}  // namespace alcove::screens::desk
