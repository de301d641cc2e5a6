// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "server/operator/box_paths.h"

// After an unclean end (a kill, loss of power) a start reads everything before it serves. The log
// that tells of such an end goes with the first opening, also with one that only looks or that
// refuses: what it told is kept in a file beside the store until a start has found all good.
namespace alcove::operation {

// To be asked before the store is opened: the bytes of the write-ahead logs that programs left
// which were killed, since a start last found all good; 0 when every one was closed. On a full disk
// the note takes of the reserve. kNoSpace, kStorageFault: no note can be kept. The store may not be
// opened then, because the log goes with that and nothing would tell of the end any more.
Result<std::int64_t> note_unclean_end(const BoxPaths& paths);

// All was read and found good, or another store takes the place of the one that was here.
void forget_unclean_end(const BoxPaths& paths);

}  // namespace alcove::operation
