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

// A year of nightly tries that all failed.
constexpr std::int64_t kTriesLookedAt = 400;

// Runs one look; what stops it is a finding like any other.
template <class Look>
std::optional<Error> caught(const Look& look) {
  try {
    const Result<void> done = look();
    if (!done) return done.error();
  } catch (const Fault& fault) {
    return fault.error();
  }
  return std::nullopt;
}

void look_at_store(Box& box, BoxFindings& found) {
  const std::optional<Error> trouble = caught([&]() -> Result<void> {
    ALCOVE_TRY(box.store().read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
      found.schema = schema_number(txn);
      found.backups = standing_of(newest_backup_tries(txn, kTriesLookedAt));
      if (const std::optional<BoxFacts> facts = find_box(txn)) {
        found.backup_limit = std::chrono::hours(facts->backup_within_hours);
      }
      found.terminal_stopped = newest_unknown_head_at(txn, found.now - kStoppedTerminalTold);
      if (const std::optional<audit::NewestEpoch> restored = unchecked_restore(txn)) {
        found.restore_unchecked = restored->facts.backup_taken_at;
      }
      found.unconfirmed = unconfirmed_terminals(txn);
      found.clinic_certificate_until = access::clinic_certificate_end(txn);
      const std::map<DeviceId, UtcTime> full = box.terminals_keeping_nothing();
      const std::map<DeviceId, UtcTime> damaged = box.terminals_with_damage();
      for (const access::DeviceRecord& device : access::list_devices(txn)) {
        if (device.revoked_at) continue;
        found.keeping_nothing.add(full, device.id, device.name);
        found.kept_damaged.add(damaged, device.id, device.name);
        if (!device.certificate_until) continue;
        found.terminal_certificates.push_back({device.name, *device.certificate_until});
      }
      found.set_aside = spool::set_aside(txn);
      return true;
    }));
    return {};
  });
  if (trouble) found.store_trouble = trouble->detail;
}

void look_at_head_copy(Box& box, BoxFindings& found) {
  found.head_copy_failing = box.ledger().head_copy_failing();
  const auto say = [&](HeadCopyState state, std::string detail) {
    found.head_copy = state;
    found.head_copy_detail = std::move(detail);
  };
  if (const std::optional<Error>& problem = box.head_copy_problem()) {
    const bool damaged = problem->code == ErrorCode::kCorrupt;
    return say(damaged ? HeadCopyState::kDamaged : HeadCopyState::kBehind, problem->detail);
  }
  if (box.head_copy_was_missing()) return say(HeadCopyState::kMissing, {});
  const audit::HeadCopy copy(box.paths().head_copy, box.ledger().audit_key());
  const Result<std::optional<audit::Head>> seen = copy.load();
  if (!seen && seen.error().code == ErrorCode::kCorrupt) {
    return say(HeadCopyState::kDamaged, seen.error().detail);
  }
  if (!seen) found.head_copy_failing = true;
  if (!seen || !*seen) return;
  // What is in the way here is the store's own trouble, and told as that.
  const std::optional<Error> trouble = caught([&]() -> Result<void> {
    ALCOVE_ASSIGN(const bool known, box.ledger().knows(**seen));
    if (!known) say(HeadCopyState::kBehind, "the chain does not hold the head that was seen last");
    return {};
  });
  if (trouble && !found.store_trouble) found.store_trouble = trouble->detail;
}

std::size_t keys_outside(const keys::KeySlots& keys) {
  return static_cast<std::size_t>(
      std::ranges::count_if(keys.slots(), is_held_by_person, &keys::Slot::kind));
}

void look_at_keys(Box& box, BoxFindings& found) {
  found.keys_outside = keys_outside(box.key_slots());
  const Result<keys::KeySlots> slots = load_key_slots(box.paths());
  if (!slots) {
    found.key_file = KeyFileState::kUnreadable;
    found.key_file_detail = slots.error().detail;
  } else if (!slots->authentic(box.record_key())) {
    found.key_file = KeyFileState::kAltered;
  } else if (box.keys_rolled_back() || slots->generation() < box.key_slots().generation()) {
    found.key_file = KeyFileState::kOlder;
  }
}

struct DiskFacts {
  std::int64_t free_bytes = 0;
  dev_t device{};
};
std::optional<DiskFacts> disk_of(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.parent_path();
  struct statvfs room {};
  struct stat facts {};
  if (statvfs(folder.c_str(), &room) != 0 || stat(folder.c_str(), &facts) != 0) return std::nullopt;
  return DiskFacts{.free_bytes = static_cast<std::int64_t>(room.f_bavail) *
                                 static_cast<std::int64_t>(room.f_frsize),
                   .device = facts.st_dev};
}

// Why nothing can be written there, or nothing. A full disk is told apart. Nothing is left behind:
// the file has no name, and where a file system has none such, nothing is known.
std::optional<std::string> unwritable(const std::filesystem::path& folder) {
  const Descriptor probe(open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
  if (probe.valid()) return std::nullopt;
  const auto words = [](std::string_view why) {
    return fmt::format(
        "the disk of the records cannot be written: {}. Nothing that was saved is lost. Nothing "
        "new can be recorded, so records are not shown either. Look at dmesg, stop the server, "
        "have the disk checked, start it",
        why);
  };
  switch (errno) {
    case EROFS:
      return words("it has become read-only, as Linux makes a disk on which it finds faults");
    case EIO:
    case ENODEV:
    case ENXIO:
      return words("it does not answer");
    default:
      return std::nullopt;
  }
}

// A server keeps a reserve; alcovectl on a stopped one's store does not.
void look_at_disks(Box& box, BoxFindings& found) {
  const std::optional<DiskFacts> records = disk_of(box.paths().store());
  const std::optional<DiskFacts> head_copy = disk_of(box.paths().head_copy);
  found.disk_unwritable = unwritable(box.paths().store().parent_path());
  if (records) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(box.paths().store(), missing);
    const std::int64_t store_bytes = missing ? 0 : static_cast<std::int64_t>(size);
    const store::DiskReserve* const reserve = box.ledger().reserve();
    found.records_disk = {.free_bytes = records->free_bytes,
                          .low_bytes = std::max(kRecordsDiskLow, store_bytes),
                          .floor_bytes = reserve == nullptr ? 0 : reserve->state().needed_bytes};
  }
  if (head_copy && (!records || head_copy->device != records->device)) {
    found.head_copy_disk = {.free_bytes = head_copy->free_bytes, .low_bytes = kHeadCopyDiskLow};
  }
}

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

void judge_time(const BoxFindings& found, Findings& out) {
  for (const ClockTrouble& trouble : found.clock) {
    const bool machine = trouble.kind == ClockTrouble::Kind::kSystem;
    out.add({.code = ConditionCode::kClockWrong,
             .at = trouble.since,
             .subject = machine ? api::box::kMachineClock : api::box::kTerminalClocks,
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

BoxFindings look_at(Box& box) {
  BoxFindings found{.now = box.clock().now(), .created = box.facts().created};
  found.clock = box.clock_troubles();
  look_at_store(box, found);
  look_at_keys(box, found);
  look_at_head_copy(box, found);
  look_at_disks(box, found);
  return found;
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
