// SPDX-License-Identifier: Apache-2.0
#include "server/operator/backup_tries.h"

#include <fmt/format.h>

#include <array>

namespace alcove::operation {
namespace {

struct StepWord {
  BackupStep step;
  std::string_view word;
};
constexpr std::array kStepWords{
    StepWord{BackupStep::kFolder, "folder"},   StepWord{BackupStep::kCopying, "copying"},
    StepWord{BackupStep::kWriting, "writing"}, StepWord{BackupStep::kReadingBack, "reading_back"},
    StepWord{BackupStep::kProving, "proving"}, StepWord{BackupStep::kNaming, "naming"}};

// The value of "name=value" among words with spaces between.
std::string_view value_of(std::string_view detail, std::string_view name) {
  for (std::size_t at = 0; at < detail.size();) {
    const std::size_t end = std::min(detail.find(' ', at), detail.size());
    const std::string_view word = detail.substr(at, end - at);
    if (word.starts_with(name) && word.substr(name.size()).starts_with("=")) {
      return word.substr(name.size() + 1);
    }
    at = end + 1;
  }
  return {};
}

BackupTry try_of(const audit::StoredEvent& event) {
  return {
      .at = event.at,
      .refusal = error_code_from_word(value_of(event.event.detail, "error"))
                     .value_or(ErrorCode::kStorageFault),
      .step = step_from_word(value_of(event.event.detail, "step")).value_or(BackupStep::kCopying)};
}

}  // namespace

std::string_view step_word(BackupStep step) {
  for (const StepWord& known : kStepWords) {
    if (known.step == step) return known.word;
  }
  return {};
}

std::optional<BackupStep> step_from_word(std::string_view word) {
  for (const StepWord& known : kStepWords) {
    if (known.word == word) return known.step;
  }
  return std::nullopt;
}

std::string failure_detail(ErrorCode refusal, BackupStep step) {
  return fmt::format("error={} step={}", error_code_word(refusal), step_word(step));
}

BackupStanding standing_of(const std::vector<audit::StoredEvent>& newest_first) {
  BackupStanding standing;
  std::size_t undone = 0;
  for (const audit::StoredEvent& event : newest_first) {
    if (event.event.outcome == "done") {
      if (undone == 0) {
        standing.last_good = event.at;
        return standing;
      }
      --undone;
      continue;
    }
    const BackupTry failed = try_of(event);
    if (failed.step == BackupStep::kNaming) ++undone;
    if (!standing.failed) standing.failed = failed;
  }
  return standing;
}

BackupCause cause_of(ErrorCode refusal, BackupStep step) {
  switch (step) {
    case BackupStep::kCopying:
    case BackupStep::kProving:
      return refusal == ErrorCode::kNoSpace ? BackupCause::kBoxFull : BackupCause::kOther;
    case BackupStep::kFolder:
    case BackupStep::kWriting:
    case BackupStep::kReadingBack:
    case BackupStep::kNaming:
      break;
  }
  if (refusal == ErrorCode::kUnavailable) return BackupCause::kBrokenOff;
  if (refusal == ErrorCode::kNoSpace) return BackupCause::kPlaceFull;
  if (refusal == ErrorCode::kNotFound || refusal == ErrorCode::kStorageFault) {
    return BackupCause::kPlaceGone;
  }
  return refusal == ErrorCode::kCorrupt ? BackupCause::kPlaceBroken : BackupCause::kOther;
}

std::string cause_words(BackupCause cause, std::string_view own_words) {
  switch (cause) {
    case BackupCause::kPlaceGone:
      return "the stick or folder for it is not there, was pulled out, or is there for reading "
             "only";
    case BackupCause::kPlaceFull:
      return "the stick or folder for it is full";
    case BackupCause::kPlaceBroken:
      return "what was read back from the stick is not what was written: use another stick";
    case BackupCause::kBoxFull:
      return "the box's own disk has no room for the copy in which a backup is proven";
    case BackupCause::kBrokenOff:
      return "it was broken off: alcovectl, or the unit that runs it, ended before the backup had "
             "its name";
    case BackupCause::kOther:
      break;
  }
  return std::string(own_words);
}

}  // namespace alcove::operation
