// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace alcove::tests {

// What a window manager sends when somebody presses a close button, to every window of the display
// that DISPLAY names. False when there is none. In a file of its own: X11's macros fit no test.
bool ask_all_windows_to_close();

}  // namespace alcove::tests
