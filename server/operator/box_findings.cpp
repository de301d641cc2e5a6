// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>

#include "server/access/authority.h"
#include "server/access/device_store.h"
#include "server/operator/commands.h"
#include "server/operator/conditions.h"
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

}  // namespace

std::size_t keys_outside(const keys::KeySlots& keys) {
  return static_cast<std::size_t>(
      std::ranges::count_if(keys.slots(), is_held_by_person, &keys::Slot::kind));
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

}  // namespace alcove::operation
