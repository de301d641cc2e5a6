// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/audit/ledger.h"
#include "server/operator/box_paths.h"

// A restore writes the head of its new epoch beside the copy that lies there, and puts it in that
// place only when the store is in its own: one that fails or is killed before leaves the lost box's
// head for the next try. One that is killed in between is finished by whoever opens the box.
namespace alcove::operation {

enum class OldHead : std::uint8_t {
  kEvidence,  // of what is lost, or not to be read: kept under a name that nothing has
  kKnown,     // the new history goes on from it
};

// A disk that refuses is told of when the box is opened: then there is no second copy.
void write_next_head(const BoxPaths& paths, const audit::Ledger& ledger, const audit::Head& head);
// Errors: kStorageFault.
Result<void> put_next_head(const BoxPaths& paths, OldHead old);
// Where a next head waits that this store holds, puts it; one that it does not hold is of a restore
// that came to nothing, and is removed. Errors: kStorageFault.
Result<void> finish_next_head(const BoxPaths& paths, audit::Ledger& ledger);

}  // namespace alcove::operation
