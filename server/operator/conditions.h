// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "server/features/spool/spool.h"
#include "server/operator/backup_tries.h"
#include "server/operator/box.h"
#include "server/operator/restore_check.h"
#include "shared/api/box_condition.h"

// What is not as it should be with a box, in one place: `alcovectl status`, `alcovectl verify` and
// the administrators' screens say what stands here. Looking gathers findings; the rules over them
// are pure.
namespace alcove::operation {

using api::box::Condition;
using api::box::ConditionCode;
using api::box::Severity;

inline constexpr std::chrono::hours kBackupLimit{26};        // for one every night
inline constexpr std::chrono::days kStoppedTerminalTold{7};  // how long it is spoken of
inline constexpr std::int64_t kMebibyte = 1024 * 1024;
// Bytes free below which a disk is nearly full. The records' disk also when there is no room for a
// copy of the store, in which the next backup is proven.
inline constexpr std::int64_t kRecordsDiskLow = 1024 * kMebibyte;
inline constexpr std::int64_t kHeadCopyDiskLow = 16 * kMebibyte;

enum class KeyFileState : std::uint8_t { kGood, kUnreadable, kAltered, kOlder };
enum class HeadCopyState : std::uint8_t { kGood, kMissing, kDamaged, kBehind };

// Whether a person keeps the secret. A key file is the box's own, and is gone with it.
constexpr bool is_held_by_person(keys::SlotKind kind) {
  return kind != keys::SlotKind::kKeyFile;
}

std::size_t keys_outside(const keys::KeySlots& keys);

struct DiskFindings {
  std::int64_t free_bytes = 0;
  std::int64_t low_bytes = 0;    // below it the disk is called nearly full
  std::int64_t floor_bytes = 0;  // below it ordinary writes are refused
};

struct TerminalCertificate {
  std::string terminal;
  UtcTime until;
};
inline constexpr std::chrono::days kCertificateWarning{60};
inline constexpr std::size_t kMaxEndingTold = 8;  // terminals, those that end first
inline constexpr std::size_t kMaxNamesTold = 30;  // of terminals, in one condition

// In service, of which the same is told.
struct ToldTerminals {
  UtcTime since;  // of the first of them
  std::vector<std::string> names;

  void add(const std::map<DeviceId, UtcTime>& ill, const DeviceId& id, const std::string& name) {
    const auto it = ill.find(id);
    if (it == ill.end()) return;
    since = names.empty() ? it->second : std::min(since, it->second);
    names.push_back(name);
  }
};

// What was found, nothing judged. The first members are there for a box that is open.
struct BoxFindings {
  UtcTime now;
  UtcTime created;
  std::optional<std::int64_t> schema{};
  std::optional<std::string> disk_unwritable{};  // why nothing can be written beside the store
  std::optional<std::string> store_trouble{};    // what the disk said when the store was read
  KeyFileState key_file = KeyFileState::kGood;
  std::string key_file_detail{};
  std::size_t keys_outside = 2;  // whose secret a person holds
  HeadCopyState head_copy = HeadCopyState::kGood;
  std::string head_copy_detail{};
  bool head_copy_failing = false;
  std::optional<UtcTime> terminal_stopped{};   // the last one that did
  std::optional<UtcTime> restore_unchecked{};  // when its backup was taken
  UnconfirmedTerminals unconfirmed{};
  ToldTerminals keeping_nothing{};  // whose own disk takes nothing
  ToldTerminals kept_damaged{};     // on which something that was kept cannot be read
  BackupStanding backups{};
  std::chrono::hours backup_limit = kBackupLimit;
  std::optional<DiskFindings> records_disk{};
  std::optional<DiskFindings> head_copy_disk{};  // where it is another file system
  std::vector<ClockTrouble> clock{};
  std::optional<UtcTime> clinic_certificate_until{};         // of what ends first
  std::vector<TerminalCertificate> terminal_certificates{};  // of terminals in service
  spool::SetAside set_aside{};                               // what nobody has settled
};

BoxFindings look_at(Box& box);

// Pure. In the order of the enum, at most api::box::kMaxConditions.
std::vector<Condition> conditions_of(const BoxFindings& findings);
inline std::vector<Condition> conditions_of(Box& box) {
  return conditions_of(look_at(box));
}

// What can be said without a key, of a stopped or locked box.
std::vector<Condition> conditions_from_outside(const BoxPaths& paths);
// A box that waits until a person confirms its clock.
Condition clock_condition(const Error& problem);

bool any_problem(const std::vector<Condition>& conditions);

// The sentence for the operator: what it is, and what to do.
std::string sentence_of(const Condition& condition);

}  // namespace alcove::operation
