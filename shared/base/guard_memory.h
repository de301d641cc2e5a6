// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a process that holds keys or what people typed asks of the system: no core dumps, no
// debugger of another user, and memory kept out of swap where the limits allow it. Call it first in
// main.
namespace alcove {

void guard_memory();

}  // namespace alcove
