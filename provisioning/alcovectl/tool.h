// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace alcove::ctl {

// The whole of alcovectl: finds the command, runs it, prints what it says, gives the exit code.
int run_tool(int count, char** values);

}  // namespace alcove::ctl
