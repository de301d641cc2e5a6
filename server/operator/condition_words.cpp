// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/operator/conditions.h"

namespace alcove::operation {
namespace {

std::string time_words(const Condition& condition) {
  return condition.at ? format_utc(*condition.at) : "an unknown time";
}

std::string detail_words(const Condition& condition) {
  return condition.detail.value_or("nothing more is known");
}

std::string overdue_words(const Condition& condition) {
  const std::int64_t days = condition.number.value_or(0);
  const std::string age = days == 1 ? "more than a day" : fmt::format("{} days", days);
  if (!condition.at) {
    return fmt::format(
        "backups: none was ever taken, and the box is {} old. Take one now: alcovectl backup TO",
        age);
  }
  return fmt::format(
      "backups: the last good one is {} old (of {}). Take one now: alcovectl backup TO", age,
      time_words(condition));
}

std::string failed_words(const Condition& condition, std::string_view then) {
  return fmt::format(
      "backups: the last try, at {}, came to nothing: {}. Older ones are untouched. "
      "{}",
      time_words(condition), detail_words(condition), then);
}

std::string disk_words(const Condition& condition) {
  const std::string_view disk = condition.subject == api::box::kHeadCopyDisk
                                    ? "the disk of the second copy of the audit head"
                                    : "the disk of the records";
  const std::int64_t free = condition.number.value_or(0);
  if (condition.code == ConditionCode::kDiskNearlyFull) {
    return fmt::format("{} is nearly full: {} MiB are free. Nothing is refused yet. Make room",
                       disk, free);
  }
  return fmt::format(
      "{} is full: {} MiB are free, and they are kept for signing out, alerts and the audit. New "
      "writes are refused, nothing that was saved is lost. Make room: it goes on by itself",
      disk, free);
}

std::string clock_words(const Condition& condition) {
  std::string words = "clock: " + detail_words(condition);
  if (condition.subject == api::box::kMachineClock) {
    words +=
        ". The box goes on with its own time, so that nobody is signed out and no code lives "
        "longer. If the machine's clock is right: alcovectl clock confirm. If not, set it right";
  } else if (condition.subject == api::box::kTerminalClocks) {
    words += ". Look at a clock on the wall: if the box is wrong, set its clock";
  }
  return words;
}

std::string ending_words(const Condition& condition) {
  const std::string end = time_words(condition);
  const bool ended = condition.severity == Severity::kProblem;
  if (condition.code == ConditionCode::kClinicCertificateEnding) {
    return fmt::format(
        "certificates: the clinic's own {} at {}. It is renewed by itself each night while the "
        "server runs. See alcovectl certificates list",
        ended ? "ended" : "ends", end);
  }
  const std::string name = condition.subject.value_or("");
  if (ended) {
    return fmt::format(
        "certificates: that of the terminal \"{}\" ended at {}: it cannot connect. Enrol it anew "
        "under another name: alcovectl terminal enrol. What waits on it comes home then; only "
        "afterwards take the old entry away: alcovectl terminal revoke",
        name, end);
  }
  return fmt::format(
      "certificates: that of the terminal \"{}\" ends at {}. It renews by itself while it is "
      "switched on and connected: switch it on for a few minutes",
      name, end);
}

std::string restored_words(const Condition& condition) {
  return fmt::format(
      "restore: this box was restored from the backup of {}. Whoever was locked out, reset or "
      "given other roles after that, and every terminal that was taken out of service after it, "
      "counts again as then. Look through alcovectl staff list and alcovectl terminal list, put "
      "it right, then say so: alcovectl restore-checked",
      time_words(condition));
}

std::string unconfirmed_words(const Condition& condition) {
  const std::int64_t number = condition.number.value_or(0);
  return fmt::format(
      "terminals: {} not confirmed since the restore of {}: {}. What was written there after the "
      "backup, also a call for help or an answer about not wanting to live, lies there, sealed, "
      "and comes back only then. Switch on what is off, and touch \"Go on with the restored box\" "
      "on each. One that is broken or gone: alcovectl terminal revoke",
      number == 1 ? "1 was" : fmt::format("{} were", number), time_words(condition),
      detail_words(condition));
}

// Of the terminals that are named.
std::string of_them(const Condition& condition) {
  const std::int64_t number = condition.number.value_or(0);
  return number == 1 ? "one of them" : fmt::format("{} of them", number);
}

std::string keeps_nothing_words(const Condition& condition) {
  return fmt::format(
      "terminals: since {} the disk of {} takes nothing: {}. Everything is saved on the box as "
      "always; but a box that is restored gets nothing back from there, and what is typed there "
      "while the box is away is kept nowhere. Make room on that disk, or give it another one",
      time_words(condition), of_them(condition), detail_words(condition));
}

std::string kept_damaged_words(const Condition& condition) {
  return fmt::format(
      "terminals: since {} it is known that something that was kept on the disk of {} cannot be "
      "read: {}. What was typed there while the box was away may be missing. Ask who worked there; "
      "the guide terminals.md says where the damaged file lies, and how this line ends",
      time_words(condition), of_them(condition), detail_words(condition));
}

std::string set_aside_words(const Condition& condition) {
  const std::int64_t number = condition.number.value_or(0);
  return fmt::format(
      "terminals: {} came from terminals and could not be put into the records, the last at {}. "
      "Nothing is lost: it is kept apart, and in every backup. The privacy officer reads and "
      "settles "
      "it at a terminal, under their name, \"Set aside\". See alcovectl terminal set-aside",
      number == 1 ? "1 thing" : fmt::format("{} things", number), time_words(condition));
}

std::string stopped_words(const Condition& condition) {
  return fmt::format(
      "terminals: a terminal stopped, last at {}, because it had seen a state which this store "
      "does not hold. See alcovectl audit, terminal.head_unknown",
      time_words(condition));
}

}  // namespace

std::string sentence_of(const Condition& condition) {
  switch (condition.code) {
    case ConditionCode::kStoreUnreadable:
    case ConditionCode::kDiskUnwritable:
      return "the store: " + detail_words(condition);
    case ConditionCode::kStoreMissing:
      return "there is a key file but no store beside it";
    case ConditionCode::kRolledBack:
    case ConditionCode::kHeadCopyDamaged:
      return "second copy of the head: " + detail_words(condition);
    case ConditionCode::kHeadCopyMissing:
      return "second copy of the head: it was not there when the box was opened, so an older copy "
             "of the store would not have been noticed. If nobody moved it, compare the audit head "
             "with the newest backup's";
    case ConditionCode::kHeadCopyFailing:
      return "the second copy of the audit head cannot be read or written: check the disk it lies "
             "on";
    case ConditionCode::kTerminalStopped:
      return stopped_words(condition);
    case ConditionCode::kRestoreUnchecked:
      return restored_words(condition);
    case ConditionCode::kRestoreUnconfirmed:
      return unconfirmed_words(condition);
    case ConditionCode::kTerminalKeepsNothing:
      return keeps_nothing_words(condition);
    case ConditionCode::kTerminalKeptDamaged:
      return kept_damaged_words(condition);
    case ConditionCode::kKeyFileUnreadable:
      return "key slots: " + detail_words(condition);
    case ConditionCode::kKeyFileAltered:
      return "key slots: the key file was altered by someone who does not hold the key. Put the "
             "file 'keys' back from a backup";
    case ConditionCode::kKeyFileOlder:
      return "key slots: an older key file was put back: slots that were removed may open the "
             "store again. See alcovectl keys list, remove what should not be there, then "
             "alcovectl keys rotate";
    case ConditionCode::kOneKeySlotLeft:
      return "key slots: only one is left that opens the records when this box is dead. If its "
             "secret is lost, every record is lost for good, and nobody can help. Add another: "
             "alcovectl keys add recovery";
    case ConditionCode::kBackupOverdue:
      return overdue_words(condition);
    case ConditionCode::kBackupFailed:
      return failed_words(condition, "Then: systemctl start alcove-backup");
    case ConditionCode::kBackupPlaceFull:
      return failed_words(condition, "Put in a larger stick, or keep fewer");
    case ConditionCode::kBackupPlaceGone:
      return failed_words(condition, "Put the stick in, then: systemctl start alcove-backup");
    case ConditionCode::kDiskNearlyFull:
    case ConditionCode::kDiskFull:
      return disk_words(condition);
    case ConditionCode::kClockWrong:
      return clock_words(condition);
    case ConditionCode::kClinicCertificateEnding:
    case ConditionCode::kTerminalCertificateEnding:
      return ending_words(condition);
    case ConditionCode::kSetAside:
      return set_aside_words(condition);
  }
  return {};
}

}  // namespace alcove::operation
