// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/command_table.h"
#include "server/operator/names.h"

namespace alcove::operation {

// Every command of every room, as the server answers them and alcovectl runs them on a stopped
// server's store. A room that has commands of its own adds them in all_commands.cpp.
CommandTable all_commands();

// What the rooms call clients, people and terminals.
Names all_names();

}  // namespace alcove::operation
