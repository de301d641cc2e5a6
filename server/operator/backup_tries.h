// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/audit/event.h"
#include "shared/base/error.h"

// What the tries to take a backup came to, as the audit chain holds them: each is an event
// "box.backup", done or failed, and a failed one says in its detail how far it came.
namespace alcove::operation {

enum class BackupStep : std::uint8_t {
  kFolder,       // the stick or folder: nothing there, nothing mounted, nothing can be made in it
  kCopying,      // a snapshot, on the box's own disk
  kWriting,      // onto the stick
  kReadingBack,  // from the stick
  kProving,      // restoring it into scratch space on the box's own disk, and comparing
  kNaming,       // the last step, after the box has called it good
};
std::string_view step_word(BackupStep step);
std::optional<BackupStep> step_from_word(std::string_view word);

struct BackupTry {
  UtcTime at;
  ErrorCode refusal = ErrorCode::kStorageFault;
  BackupStep step = BackupStep::kWriting;
};

std::string failure_detail(ErrorCode refusal, BackupStep step);

struct BackupStanding {
  std::optional<UtcTime> last_good{};
  std::optional<BackupTry> failed{};  // the newest try, if it came to nothing
};

// Pure, over the newest events "box.backup", newest first. A failure in naming undoes the event
// before it, which called that backup good.
BackupStanding standing_of(const std::vector<audit::StoredEvent>& newest_first);

enum class BackupCause : std::uint8_t {
  kPlaceGone,
  kPlaceFull,
  kPlaceBroken,
  kBoxFull,
  kBrokenOff,  // whoever asked for it went away
  kOther,
};
BackupCause cause_of(ErrorCode refusal, BackupStep step);

// The sentence for whoever asked, for the journal of the unit and for `alcovectl status`; without a
// full stop. `own_words` is what stopped it, for kOther.
std::string cause_words(BackupCause cause, std::string_view own_words);

}  // namespace alcove::operation
