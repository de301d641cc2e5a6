// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/box_words.h"
#include "kiosk/screens/administration/lines.h"
#include "kiosk/text/administration_messages.h"
#include "kiosk/text/dates.h"

namespace alcove::screens::administration {
namespace {

using Code = api::box::ConditionCode;
using Say = text::AdministrationMessages;

ConditionWords words(std::string_view what, std::string_view way_out) {
  return {std::string(what), std::string(way_out)};
}

ConditionWords key_words(const Say& say, Code code) {
  if (code == Code::kKeyFileAltered)
    return words(say.box_keys_altered(), say.box_keys_altered_do());
  if (code == Code::kKeyFileOlder) return words(say.box_keys_older(), say.box_keys_older_do());
  if (code == Code::kOneKeySlotLeft) return words(say.box_one_slot(), say.box_one_slot_do());
  return words(say.box_keys_unreadable(), say.box_keys_unreadable_do());
}

ConditionWords overdue_words(const Say& say, const Condition& condition) {
  if (!condition.at) return words(say.box_backup_never(), say.box_backup_overdue_do());
  return words(say.box_backup_overdue(condition.number.value_or(0)), say.box_backup_overdue_do());
}

ConditionWords disk_low_words(const Say& say, const Condition& condition) {
  const std::string free = std::to_string(condition.number.value_or(0));
  if (condition.subject == api::box::kHeadCopyDisk) {
    return words(say.box_head_disk_low(free), say.box_head_disk_low_do());
  }
  return words(say.box_disk_low(free), say.box_disk_low_do());
}

ConditionWords clock_words(const Say& say, const Condition& condition) {
  if (condition.subject == api::box::kTerminalClocks) {
    return words(say.box_clock_terminals(), say.box_clock_terminals_do());
  }
  if (condition.subject == api::box::kWaitsForClock) {
    return words(say.box_clock_waits(), say.box_clock_waits_do());
  }
  return words(say.box_clock_machine(), say.box_clock_machine_do());
}

// A problem has ended already; a warning is about to.
ConditionWords ending_words(const Say& say, const Condition& condition, const std::string& date) {
  const bool ended = condition.severity == api::box::Severity::kProblem;
  if (condition.code == Code::kClinicCertificateEnding) {
    return words(ended ? say.box_ca_ended(date) : say.box_ca_ends(date), say.box_ca_do());
  }
  const std::string name = condition.subject.value_or("");
  if (ended) {
    return words(say.box_terminal_ended({.name = name, .date = date}), say.box_terminal_ended_do());
  }
  return words(say.box_terminal_ends({.name = name, .date = date}), say.box_terminal_ends_do());
}

Pill severity_pill(const Say& say, api::box::Severity severity) {
  switch (severity) {
    case api::box::Severity::kWarning:
      return {std::string(say.box_warning()), ui::Tone::kNote};
    case api::box::Severity::kProblem:
      return {std::string(say.box_problem()), ui::Tone::kCare};
  }
  return {};
}

// "1,204": so in both languages as they are spoken where the clinic is.
std::string by_thousands(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace

ConditionWords condition_words(text::Language language, const Zone& zone, UtcTime now,
                               const Condition& condition) {
  const Say say(language);
  const std::string when = when_words(language, zone, now, condition.at.value_or(now));
  switch (condition.code) {
    case Code::kStoreUnreadable:
    case Code::kStoreMissing:
    case Code::kHeadCopyDamaged:
      return words(say.box_trust(), say.box_trust_do());
    case Code::kRolledBack:
      return words(say.box_rolled_back(), say.box_rolled_back_do());
    case Code::kHeadCopyMissing:
      return words(say.box_head_missing(), say.box_head_missing_do());
    case Code::kHeadCopyFailing:
      return words(say.box_head_failing(), say.box_head_failing_do());
    case Code::kTerminalStopped:
      return words(say.box_terminal_stopped(when), say.box_terminal_stopped_do());
    case Code::kRestoreUnchecked:
      return words(say.box_restored(when), say.box_restored_do());
    case Code::kRestoreUnconfirmed:
      return words(say.box_unconfirmed(condition.number.value_or(0)),
                   say.box_unconfirmed_do(condition.detail.value_or("")));
    case Code::kTerminalKeepsNothing:
      return words(
          say.box_terminal_full(condition.number.value_or(0)),
          say.box_terminal_full_do({.when = when, .names = condition.detail.value_or("")}));
    case Code::kTerminalKeptDamaged:
      return words(
          say.box_terminal_damaged(condition.number.value_or(0)),
          say.box_terminal_damaged_do({.when = when, .names = condition.detail.value_or("")}));
    case Code::kKeyFileUnreadable:
    case Code::kKeyFileAltered:
    case Code::kKeyFileOlder:
    case Code::kOneKeySlotLeft:
      return key_words(say, condition.code);
    case Code::kBackupOverdue:
      return overdue_words(say, condition);
    case Code::kBackupFailed:
      return words(say.box_backup_failed(when), say.box_backup_failed_do());
    case Code::kBackupPlaceFull:
      return words(say.box_backup_full(), say.box_backup_full_do());
    case Code::kBackupPlaceGone:
      return words(say.box_backup_gone(), say.box_backup_gone_do());
    case Code::kDiskNearlyFull:
      return disk_low_words(say, condition);
    case Code::kDiskFull:
      return words(say.box_disk_full(), say.box_disk_full_do());
    case Code::kDiskUnwritable:
      return words(say.box_disk_unwritable(), say.box_disk_unwritable_do());
    case Code::kClockWrong:
      return clock_words(say, condition);
    case Code::kClinicCertificateEnding:
    case Code::kTerminalCertificateEnding:
      return ending_words(
          say, condition,
          text::full_date(language, date_of(zone.to_local(condition.at.value_or(now)))));
    case Code::kSetAside:
      return words(say.box_set_aside(condition.number.value_or(0)), say.box_set_aside_do(when));
  }
  return {};
}

std::string started_words(text::Language language, const Zone& zone, UtcTime now,
                          const api::administration::StartedAgain& started) {
  const Say say(language);
  const std::int64_t seconds = started.milliseconds / 1000;
  return say.box_started(
      {.when = when_words(language, zone, now, started.at),
       .pages = by_thousands(started.pages),
       .events = by_thousands(started.events),
       .took = seconds == 0 ? std::string(say.box_took_moment()) : say.box_took(seconds)});
}

std::vector<Line> box_lines(const PageModel& model) {
  const Say say(model.language);
  std::vector<Line> lines;
  for (std::size_t i = 0; i < model.box.all.size(); ++i) {
    const Condition& condition = model.box.all[i];
    lines.push_back(
        {.name = "condition_" + std::to_string(i),
         .title = condition_words(model.language, model.zone, model.now, condition).what,
         .below = {},
         .pill = severity_pill(say, condition.severity)});
  }
  return lines;
}

Side condition_side(const PageModel& model, const Condition& condition) {
  const Say say(model.language);
  ConditionWords both = condition_words(model.language, model.zone, model.now, condition);
  Side side{.title = std::move(both.what), .below = std::string(say.box_do())};
  side.pills.push_back(severity_pill(say, condition.severity));
  side.texts.push_back(std::move(both.way_out));
  return side;
}

}  // namespace alcove::screens::administration
