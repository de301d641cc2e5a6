// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/wire/fields.h"

// What is not as it should be with the box: told by `alcovectl status` and on every administrator's
// screen. Each side has its own sentence for each code; nothing in here names a client.
namespace alcove::api::box {

enum class ConditionCode : std::uint8_t {
  // Whether what is stored is what was stored.
  kStoreUnreadable,  // detail: what the disk said
  kStoreMissing,     // a key file, and no store beside it
  kRolledBack,       // the store is older than its head that was seen; detail
  kHeadCopyMissing,  // so that an older store would not have been noticed
  kHeadCopyDamaged,  // detail
  kHeadCopyFailing,  // it cannot be written now
  kTerminalStopped,  // at: one had seen a state that this store does not hold
  // Who was locked out after the backup may come in again, and nobody has said that they looked.
  kRestoreUnchecked,  // at: when that backup was taken
  // Terminals that nobody has let go on since the restore. at: of the restore; number: how many;
  // detail: their names.
  kRestoreUnconfirmed,
  // Terminals whose own disk takes nothing: a restored box would not get back from them what it
  // lacks. at: the first of them since; number: how many; detail: their names.
  kTerminalKeepsNothing,
  // Terminals on whose own disk something that was kept cannot be read: words may be missing. at:
  // since when the box knows of the first of them; number: how many; detail: their names.
  kTerminalKeptDamaged,
  // Keys.
  kKeyFileUnreadable,  // detail
  kKeyFileAltered,
  kKeyFileOlder,    // slots that were removed may open the store again
  kOneKeySlotLeft,  // lose that secret and everything is lost
  // Backups. at: of the last good one (none: never); number: whole days since then, or since the
  // box was made.
  kBackupOverdue,
  // The last try, after the last good one. at: of the try.
  kBackupFailed,     // detail: what it was refused with
  kBackupPlaceFull,  // stick or folder
  kBackupPlaceGone,  // not there: the stick is not in, or was pulled out
  // Disks. number: MiB that are free; subject: kRecordsDisk or kHeadCopyDisk.
  kDiskNearlyFull,  // nothing is refused yet
  kDiskFull,        // ordinary writes are refused
  kDiskUnwritable,  // of the records: read-only, or it does not answer; detail
  // Time. at: since when; subject: kMachineClock, kTerminalClocks or kWaitsForClock; detail.
  kClockWrong,
  // Certificates that end in less than sixty days, or have ended. at: their end.
  kClinicCertificateEnding,    // the clinic's own, or the server's
  kTerminalCertificateEnding,  // subject: the terminal's name
  // Things that terminals brought and that could not be put into the records, in the last thirty
  // days. at: the last of them; number: how many.
  kSetAside,
};

inline constexpr const char* kRecordsDisk = "records";
inline constexpr const char* kHeadCopyDisk = "head_copy";
inline constexpr const char* kMachineClock = "machine";      // set while the box works
inline constexpr const char* kTerminalClocks = "terminals";  // most of them have another time
inline constexpr const char* kWaitsForClock = "waits";       // set back: the box does not open

enum class Severity : std::uint8_t {
  kWarning,  // all works; something is to be done in the next days
  kProblem,  // something is wrong now: `alcovectl status` ends with 1
};

struct Condition {
  ConditionCode code = ConditionCode::kStoreUnreadable;
  Severity severity = Severity::kProblem;
  std::optional<UtcTime> at{};
  std::optional<std::int64_t> number{};
  std::optional<std::string> subject{};  // a word, or the name of what it is about
  std::optional<std::string> detail{};   // a plain English sentence for the operator's tool

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("code", self.code);
    visit("severity", self.severity);
    visit("at", self.at);
    visit("number", self.number, wire::range(0, INT64_MAX));
    visit("subject", self.subject, wire::line(1, 120));
    visit("detail", self.detail, wire::prose(1, 4000));
  }
};

inline constexpr std::size_t kMaxConditions = 32;

}  // namespace alcove::api::box

namespace alcove::wire {

template <>
struct EnumWords<api::box::ConditionCode> {
  using Code = api::box::ConditionCode;
  static constexpr EnumWord<Code> words[] = {
      {Code::kStoreUnreadable, "store_unreadable"},
      {Code::kStoreMissing, "store_missing"},
      {Code::kRolledBack, "rolled_back"},
      {Code::kHeadCopyMissing, "head_copy_missing"},
      {Code::kHeadCopyDamaged, "head_copy_damaged"},
      {Code::kHeadCopyFailing, "head_copy_failing"},
      {Code::kTerminalStopped, "terminal_stopped"},
      {Code::kRestoreUnchecked, "restore_unchecked"},
      {Code::kRestoreUnconfirmed, "restore_unconfirmed"},
      {Code::kTerminalKeepsNothing, "terminal_keeps_nothing"},
      {Code::kTerminalKeptDamaged, "terminal_kept_damaged"},
      {Code::kKeyFileUnreadable, "key_file_unreadable"},
      {Code::kKeyFileAltered, "key_file_altered"},
      {Code::kKeyFileOlder, "key_file_older"},
      {Code::kOneKeySlotLeft, "one_key_slot_left"},
      {Code::kBackupOverdue, "backup_overdue"},
      {Code::kBackupFailed, "backup_failed"},
      {Code::kBackupPlaceFull, "backup_place_full"},
      {Code::kBackupPlaceGone, "backup_place_gone"},
      {Code::kDiskNearlyFull, "disk_nearly_full"},
      {Code::kDiskFull, "disk_full"},
      {Code::kDiskUnwritable, "disk_unwritable"},
      {Code::kClockWrong, "clock_wrong"},
      {Code::kClinicCertificateEnding, "clinic_certificate_ending"},
      {Code::kTerminalCertificateEnding, "terminal_certificate_ending"},
      {Code::kSetAside, "set_aside"}};
};

template <>
struct EnumWords<api::box::Severity> {
  static constexpr EnumWord<api::box::Severity> words[] = {
      {api::box::Severity::kWarning, "warning"}, {api::box::Severity::kProblem, "problem"}};
};

}  // namespace alcove::wire
