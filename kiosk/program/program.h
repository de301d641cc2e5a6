// SPDX-License-Identifier: Apache-2.0
#pragma once

// The program alcove-kiosk: reads how it was started, opens the window, and turns the frame loop
// until it is asked to end. Returns the exit code that --help names.
namespace alcove::program {

int run_kiosk(int count, char** values);

}  // namespace alcove::program
