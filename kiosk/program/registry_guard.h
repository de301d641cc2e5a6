// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/result.h"

// ALCOVE_KIOSK_REGISTRY (kiosk/app/registry_dump.h) has the kiosk write what stands on its screen
// to a file, for demonstrations. In a clinic that must not happen, not even by a variable that was
// left somewhere: with it the kiosk refuses to start, unless the file is to lie on a memory file
// system, and the kiosk runs in an ordinary window and not as the clinic's unit (which hands it a
// credential).
namespace alcove::program {

enum class Shown : std::uint8_t { kWindow, kFullScreen };

// Whether the screen will be written to a file. kForbidden with a sentence when the variable is set
// and may not be.
Result<bool> registry_is_written(Shown shown);

}  // namespace alcove::program
