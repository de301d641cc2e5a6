// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace alcove::app {

// The whole life of alcove-server: options, lock, key, doors, the wait for the end. Gives the exit
// code (server/operator/exit_code.h).
int run_server(int count, char** values);

}  // namespace alcove::app
