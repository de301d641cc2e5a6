// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/operator/backup.h"
#include "server/operator/contract_restore.h"

namespace alcove::operation {

inline constexpr std::int64_t kMaxLostEpoch = 1'000'000'000'000;

// What whoever restores says of the machine's clock. A restore begins with its time: one that lies
// before the backup's newest entry is refused until a person has said that it is right.
enum class ClockWord : std::uint8_t { kNothing, kIsRight };

struct RestoreOrder {
  std::filesystem::path backup;
  // The head copy of the store that was lost; without it the one at the box's usual place.
  std::optional<std::filesystem::path> lost_head_copy{};
  // The highest epoch that a stopped terminal has shown (terminal.head_unknown, seen=EPOCH/): where
  // the box before this one was restored with a clock that was ahead of today's.
  std::optional<std::int64_t> lost_epoch{};
  std::string system_user;
  ClockWord clock = ClockWord::kNothing;
};

// Brings a backup back into a folder without a store. Nothing of the file is believed before its
// MAC was checked over every byte, and nothing is put in place before pages, rows and chain were
// checked. Begins a new epoch, whose signed event names what is known to be lost, and ends every
// session of the backup. Errors:
// kWrongKey, kAlreadyExists, kCorrupt, kNewerVersion, kInUse, kNoSpace, kWrongState with
// kClockField; the folder holds no store then.
Result<RestoreReply> restore_backup(const BoxPaths& paths, const RestoreOrder& order,
                                    const keys::KeySecret& secret, const Clock& clock,
                                    RandomSource& random, const Progress& progress);

}  // namespace alcove::operation
