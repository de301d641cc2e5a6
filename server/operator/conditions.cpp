// SPDX-License-Identifier: Apache-2.0
#include "server/operator/conditions.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>

#include "server/access/authority.h"
#include "server/access/device_store.h"
#include "server/operator/commands.h"
#include "server/operator/restore_check.h"
#include "shared/base/descriptor.h"

namespace alcove::operation {
namespace {

struct Findings {
  std::vector<Condition> conditions;
  void add(Condition condition) { conditions.push_back(std::move(condition)); }
};

std::optional<std::string> words(const std::string& detail) {
  return detail.empty() ? std::nullopt : std::optional(detail);
}

// Of at least one.
std::string names_told(const std::vector<std::string>& names) {
  const std::size_t told = std::min(names.size(), kMaxNamesTold);
  std::string out = names.front();
  for (std::size_t i = 1; i < told; ++i) out += ", " + names[i];
  return told == names.size() ? out : out + ", …";
}

void add_terminals(const ToldTerminals& told, ConditionCode code, Severity severity,
                   Findings& out) {
  if (told.names.empty()) return;
  out.add({.code = code,
           .severity = severity,
           .at = told.since,
           .number = static_cast<std::int64_t>(told.names.size()),
           .detail = names_told(told.names)});
}

void judge_truth(const BoxFindings& found, Findings& out) {
  // First of all, and in words of its own: nothing is wrong with what is stored.
  if (found.disk_unwritable) {
    out.add({.code = ConditionCode::kDiskUnwritable, .detail = words(*found.disk_unwritable)});
  }
  if (found.store_trouble) {
    out.add({.code = ConditionCode::kStoreUnreadable, .detail = words(*found.store_trouble)});
  }
  switch (found.head_copy) {
    case HeadCopyState::kGood:
      break;
    case HeadCopyState::kBehind:
      out.add({.code = ConditionCode::kRolledBack, .detail = words(found.head_copy_detail)});
      break;
    case HeadCopyState::kMissing:
      out.add({.code = ConditionCode::kHeadCopyMissing});
      break;
    case HeadCopyState::kDamaged:
      out.add({.code = ConditionCode::kHeadCopyDamaged, .detail = words(found.head_copy_detail)});
      break;
  }
  if (found.head_copy_failing) out.add({.code = ConditionCode::kHeadCopyFailing});
  if (found.terminal_stopped) {
    out.add({.code = ConditionCode::kTerminalStopped, .at = found.terminal_stopped});
  }
  if (found.restore_unchecked) {
    out.add({.code = ConditionCode::kRestoreUnchecked, .at = found.restore_unchecked});
  }
  if (const std::vector<std::string>& waiting = found.unconfirmed.names; !waiting.empty()) {
    out.add({.code = ConditionCode::kRestoreUnconfirmed,
             .at = found.unconfirmed.restored_at,
             .number = static_cast<std::int64_t>(waiting.size()),
             .detail = names_told(waiting)});
  }
  add_terminals(found.keeping_nothing, ConditionCode::kTerminalKeepsNothing, Severity::kWarning,
                out);
  add_terminals(found.kept_damaged, ConditionCode::kTerminalKeptDamaged, Severity::kProblem, out);
}

void judge_keys(const BoxFindings& found, Findings& out) {
  switch (found.key_file) {
    case KeyFileState::kGood:
      break;
    case KeyFileState::kUnreadable:
      out.add({.code = ConditionCode::kKeyFileUnreadable, .detail = words(found.key_file_detail)});
      break;
    case KeyFileState::kAltered:
      out.add({.code = ConditionCode::kKeyFileAltered});
      break;
    case KeyFileState::kOlder:
      out.add({.code = ConditionCode::kKeyFileOlder});
      break;
  }
  if (found.keys_outside <= 1) {
    out.add({.code = ConditionCode::kOneKeySlotLeft, .severity = Severity::kWarning});
  }
}

std::int64_t whole_days(std::chrono::milliseconds span) {
  return std::chrono::floor<std::chrono::days>(span).count();
}

ConditionCode condition_of(BackupCause cause) {
  switch (cause) {
    case BackupCause::kPlaceGone:
      return ConditionCode::kBackupPlaceGone;
    case BackupCause::kPlaceFull:
      return ConditionCode::kBackupPlaceFull;
    case BackupCause::kPlaceBroken:
    case BackupCause::kBoxFull:
    case BackupCause::kBrokenOff:
    case BackupCause::kOther:
      break;
  }
  return ConditionCode::kBackupFailed;
}

// Where the place of the backup is not known to be at fault.
std::string what_stopped(const BackupTry& last) {
  if (last.refusal != ErrorCode::kStorageFault) {
    return fmt::format("what was copied is not as it should be ({}): alcovectl verify",
                       error_code_word(last.refusal));
  }
  if (last.step == BackupStep::kCopying) return "the box's own disk cannot be read or written";
  return "the stick was pulled out, or the box's own disk cannot be written";
}

void judge_backups(const BoxFindings& found, Findings& out) {
  const UtcTime since = found.backups.last_good.value_or(found.created);
  const bool known = !found.store_trouble && !found.disk_unwritable;
  if (known && found.now - since > found.backup_limit) {
    out.add({.code = ConditionCode::kBackupOverdue,
             .at = found.backups.last_good,
             .number = std::max<std::int64_t>(0, whole_days(found.now - since))});
  }
  if (!found.backups.failed) return;
  const BackupTry& last = *found.backups.failed;
  const BackupCause cause = cause_of(last.refusal, last.step);
  const std::string words = cause_words(cause, what_stopped(last));
  Condition failed{
      .code = condition_of(cause), .subject = std::string(step_word(last.step)), .detail = words};
  failed.at = last.at;
  out.add(std::move(failed));
}

void judge_disk(const std::optional<DiskFindings>& disk, const char* name, Findings& out) {
  if (!disk) return;
  Condition condition{
      .code = ConditionCode::kDiskFull, .number = disk->free_bytes / kMebibyte, .subject = name};
  if (disk->free_bytes >= disk->floor_bytes) {
    if (disk->free_bytes >= disk->low_bytes) return;
    condition.code = ConditionCode::kDiskNearlyFull;
    condition.severity = Severity::kWarning;
  }
  out.add(std::move(condition));
}

const char* subject_of(ClockTrouble::Kind kind) {
  switch (kind) {
    case ClockTrouble::Kind::kSystem:
      return api::box::kMachineClock;
    case ClockTrouble::Kind::kTerminals:
      return api::box::kTerminalClocks;
    case ClockTrouble::Kind::kWaits:
      break;
  }
  return api::box::kWaitsForClock;
}

void judge_time(const BoxFindings& found, Findings& out) {
  for (const ClockTrouble& trouble : found.clock) {
    out.add({.code = ConditionCode::kClockWrong,
             .at = trouble.since,
             .subject = subject_of(trouble.kind),
             .detail = words(trouble.detail)});
  }
  const auto severity = [&](UtcTime until) {
    return until <= found.now ? Severity::kProblem : Severity::kWarning;
  };
  const std::optional<UtcTime>& clinic = found.clinic_certificate_until;
  if (clinic && *clinic <= found.now + kCertificateWarning) {
    out.add({.code = ConditionCode::kClinicCertificateEnding,
             .severity = severity(*clinic),
             .at = *clinic});
  }
  std::vector<TerminalCertificate> ending = found.terminal_certificates;
  std::erase_if(ending, [&](const TerminalCertificate& one) {
    return one.until > found.now + kCertificateWarning;
  });
  std::sort(ending.begin(), ending.end(),
            [](const auto& one, const auto& other) { return one.until < other.until; });
  if (ending.size() > kMaxEndingTold) ending.resize(kMaxEndingTold);
  for (const TerminalCertificate& one : ending) {
    out.add({.code = ConditionCode::kTerminalCertificateEnding,
             .severity = severity(one.until),
             .at = one.until,
             .subject = one.terminal});
  }
}

}  // namespace

Condition clock_condition(const Error& problem) {
  return {.code = ConditionCode::kClockWrong,
          .subject = api::box::kWaitsForClock,
          .detail = words(problem.detail)};
}

std::vector<Condition> conditions_of(const BoxFindings& findings) {
  Findings out;
  judge_truth(findings, out);
  judge_keys(findings, out);
  judge_backups(findings, out);
  judge_disk(findings.records_disk, api::box::kRecordsDisk, out);
  judge_disk(findings.head_copy_disk, api::box::kHeadCopyDisk, out);
  judge_time(findings, out);
  if (findings.set_aside.count > 0) {
    out.add({.code = ConditionCode::kSetAside,
             .severity = Severity::kWarning,
             .at = findings.set_aside.newest,
             .number = findings.set_aside.count});
  }
  return std::move(out.conditions);
}

std::vector<Condition> conditions_from_outside(const BoxPaths& paths) {
  Findings out;
  std::error_code missing;
  if (!std::filesystem::exists(paths.store(), missing)) {
    out.add({.code = ConditionCode::kStoreMissing});
  }
  const Result<keys::KeySlots> slots = load_key_slots(paths);
  if (slots && keys_outside(*slots) <= 1) {
    out.add({.code = ConditionCode::kOneKeySlotLeft, .severity = Severity::kWarning});
  }
  return std::move(out.conditions);
}

bool any_problem(const std::vector<Condition>& conditions) {
  return std::any_of(conditions.begin(), conditions.end(), [](const Condition& condition) {
    return condition.severity == Severity::kProblem;
  });
}

}  // namespace alcove::operation
