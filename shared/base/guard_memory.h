// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a process that holds keys or what people typed asks of the system: no core dumps, no
// debugger of another user, and memory kept out of swap where the limits allow it. Call it first in
// main.
namespace alcove {

void guard_memory();

// Standard input, output and error that the caller closed, before anything is opened: the next file
// would get their numbers, and what is printed would be written into it. An output that was closed
// takes nothing (/dev/full), so that who prints hears of it; for the other two there is /dev/null.
void keep_standard_streams();

}  // namespace alcove
