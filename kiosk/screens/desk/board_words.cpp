// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/board_words.h"

#include <algorithm>

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/text/meetings_messages.h"
#include "shared/base/check.h"
#include "shared/rules/name_folding.h"
#include "shared/rules/one_typo.h"

namespace alcove::screens::desk {
namespace {

using api::appointments::Modality;
using State = AppointmentState;
using api::appointments::Appointment;

constexpr std::int64_t kHour = 60;
constexpr std::int64_t kDay = 24 * kHour;

Saying say_waiting(const text::DeskMessages& say, const BoardRow& row, UtcTime now) {
  const UtcTime since = row.appointment.arrived_at.value_or(row.appointment.state_since);
  const auto minutes =
      std::max<std::int64_t>(0, std::chrono::floor<std::chrono::minutes>(now - since).count());
  if (minutes >= kWaitingLongFromMinutes)
    return {say.state_waiting_long(minutes), ui::Tone::kAlarm};
  if (minutes >= kWaitingFromMinutes) return {say.state_waiting(minutes), ui::Tone::kCare};
  if (minutes == 0) return {std::string(say.state_arrived_now()), ui::Tone::kGood};
  return {say.state_arrived(minutes), ui::Tone::kGood};
}

bool says_nobody_there(Flag flag) {
  return flag == Flag::kClinicianAway || flag == Flag::kClinicClosed;
}

std::int64_t minutes_after_start(const BoardRow& row, UtcTime at) {
  return std::chrono::floor<std::chrono::minutes>(at - row.appointment.start_time).count();
}

// On a day that is past nobody counts the hours. Who would meet nobody is no no-show.
Saying say_expected(text::Language language, const BoardRow& row, UtcTime now) {
  const text::DeskMessages say(language);
  if (const auto nobody = nobody_there(row)) return say_flag(language, row, *nobody);
  if (!rules::suggests_no_show(row.appointment.state, row.grace_until, now)) {
    return {state_word(language, row.appointment.state), ui::Tone::kNeutral};
  }
  const std::int64_t minutes = minutes_after_start(row, now);
  if (minutes >= kDay) return {std::string(say.state_no_show_asked_plain()), ui::Tone::kCare};
  if (minutes >= 2 * kHour) {
    return {say.state_no_show_asked_hours({.hours = std::to_string(minutes / kHour),
                                           .minutes = std::to_string(minutes % kHour)}),
            ui::Tone::kCare};
  }
  return {say.state_no_show_asked(minutes), ui::Tone::kCare};
}

Saying say_cancelled(text::Language language, const BoardRow& row) {
  const text::DeskMessages say(language);
  const bool late = row.appointment.state == State::kLateCancelled;
  if (!row.appointment.notice_minutes) {
    return {
        std::string(late ? say.state_cancelled_late_plain() : say.state_cancelled_client_plain()),
        ui::Tone::kAlarm};
  }
  const std::string notice = say_notice(language, *row.appointment.notice_minutes);
  return {late ? say.state_cancelled_late(notice) : say.state_cancelled_client(notice),
          ui::Tone::kAlarm};
}

}  // namespace

std::string say_notice(text::Language language, std::int64_t minutes) {
  const text::DeskMessages say(language);
  if (minutes < 0) return std::string(say.notice_after());
  if (minutes < 2 * kHour) return say.notice_minutes(minutes);
  if (minutes < 2 * kDay) return say.notice_hours(minutes / kHour);
  return say.notice_days(minutes / kDay);
}

std::optional<Flag> nobody_there(const BoardRow& row) {
  const auto said = std::ranges::find_if(row.flags, says_nobody_there);
  return said == row.flags.end() ? std::nullopt : std::optional(*said);
}

Saying say_state(text::Language language, const BoardRow& row, UtcTime now) {
  const text::DeskMessages say(language);
  switch (row.appointment.state) {
    case State::kArrived:
      return say_waiting(say, row, now);
    case State::kRoomed:
    case State::kInSession:
      return {state_word(language, row.appointment.state), ui::Tone::kPrimary};
    case State::kCancelledByClient:
    case State::kLateCancelled:
      if (row.appointment.meeting) {  // as its attendance calls it
        return {std::string(text::MeetingsMessages(language).attendance_excused()),
                ui::Tone::kNeutral};
      }
      return say_cancelled(language, row);
    case State::kCancelledByClinic:
    case State::kNoShow:
      return {state_word(language, row.appointment.state), ui::Tone::kAlarm};
    case State::kLeftWithoutBeingSeen:
      return {state_word(language, row.appointment.state), ui::Tone::kCare};
    case State::kScheduled:
    case State::kConfirmed:
      return say_expected(language, row, now);
    case State::kCheckedOut:
    case State::kEnteredInError:
    case State::kRescheduled:
      return {state_word(language, row.appointment.state), ui::Tone::kNeutral};
  }
  return {};
}

std::optional<std::int64_t> minutes_late(const BoardRow& row) {
  const Appointment& visit = row.appointment;
  if (visit.late_minutes) return visit.late_minutes;
  if (!visit.arrived_at || visit.walk_in) return std::nullopt;
  if (!rules::came_late(*visit.arrived_at, row.grace_until)) return std::nullopt;
  return minutes_after_start(row, *visit.arrived_at);
}

std::string state_word(text::Language language, AppointmentState state) {
  const text::DeskMessages say(language);
  switch (state) {
    case State::kScheduled:
      return std::string(say.state_scheduled());
    case State::kConfirmed:
      return std::string(say.state_confirmed());
    case State::kArrived:
      return std::string(say.step_arrived());
    case State::kRoomed:
      return std::string(say.state_roomed());
    case State::kInSession:
      return std::string(say.state_in_session());
    case State::kCheckedOut:
      return std::string(say.state_checked_out());
    case State::kCancelledByClient:
      return std::string(say.state_cancelled_client_plain());
    case State::kLateCancelled:
      return std::string(say.state_cancelled_late_plain());
    case State::kCancelledByClinic:
      return std::string(say.state_cancelled_clinic());
    case State::kNoShow:
      return std::string(say.state_no_show());
    case State::kLeftWithoutBeingSeen:
      return std::string(say.state_left());
    case State::kEnteredInError:
      return std::string(say.state_mistake());
    case State::kRescheduled:
      return std::string(say.state_moved());
  }
  return {};
}

std::string clock_change_words(text::Language language, LocalDateTime said) {
  return text::GridMessages(language).grid_shifted(text::clock_time(language, said));
}

Saying say_flag(text::Language language, const BoardRow& row, Flag flag) {
  const text::DeskMessages say(language);
  switch (flag) {
    case Flag::kAlert:
      return {std::string(say.flag_alert()), ui::Tone::kAlarm};
    case Flag::kHelpAsked:
      return {std::string(say.flag_help()), ui::Tone::kCare};
    case Flag::kProposedChanges:
      return {std::string(say.flag_changes()), ui::Tone::kNote};
    case Flag::kWantsToTalk:
      return {std::string(say.flag_talk_first()), ui::Tone::kNote};
    case Flag::kFormsDue:
      return {std::string(say.flag_forms_due()), ui::Tone::kNeutral};
    case Flag::kPartialAnswers:
      return {std::string(say.flag_partial()), ui::Tone::kCare};
    case Flag::kTimeShifted: {
      const LocalDateTime said = row.appointment.start;
      return {.words = say.moved_by_clock(text::clock_time(language, said)),
              .tone = ui::Tone::kCare,
              .shorter = clock_change_words(language, said)};
    }
    case Flag::kInterpreter:
      return {say.flag_interpreter(spoken_language(language, row.language)), ui::Tone::kNote,
              ui::Icon::kSpeak};
    case Flag::kClinicianAway:
      return {std::string(say.flag_clinician_away()), ui::Tone::kCare};
    case Flag::kClinicClosed:
      return {std::string(say.flag_clinic_closed()), ui::Tone::kCare};
  }
  return {};
}

std::vector<Flag> most_pressing_first(std::vector<Flag> flags) {
  std::erase_if(flags, says_nobody_there);
  constexpr Flag kOrder[] = {Flag::kAlert,       Flag::kHelpAsked,      Flag::kWantsToTalk,
                             Flag::kInterpreter, Flag::kPartialAnswers, Flag::kProposedChanges,
                             Flag::kFormsDue,    Flag::kTimeShifted};
  const auto rank = [&](Flag flag) { return std::find(kOrder, std::end(kOrder), flag); };
  std::stable_sort(flags.begin(), flags.end(),
                   [&](Flag one, Flag other) { return rank(one) < rank(other); });
  return flags;
}

std::string_view modality_word(text::Language language, Modality modality) {
  const text::DeskMessages say(language);
  switch (modality) {
    case Modality::kInClinic:
      return say.in_clinic();
    case Modality::kVideo:
      return say.by_video();
    case Modality::kPhone:
      return say.by_phone();
  }
  return {};
}

std::vector<std::string> modality_words(text::Language language) {
  std::vector<std::string> all;
  for (const auto& way : wire::EnumWords<Modality>::words) {
    all.emplace_back(modality_word(language, way.value));
  }
  return all;
}

Modality modality_at(std::size_t index) {
  ALCOVE_CHECK(index < std::size(wire::EnumWords<Modality>::words));
  return wire::EnumWords<Modality>::words[index].value;
}

ui::Icon modality_icon(Modality modality) {
  switch (modality) {
    case Modality::kInClinic:
      return ui::Icon::kNone;
    case Modality::kVideo:
      return ui::Icon::kVideo;
    case Modality::kPhone:
      return ui::Icon::kCall;
  }
  return ui::Icon::kNone;
}

std::optional<AppointmentState> next_state(const api::appointments::Appointment& visit,
                                           bool is_today) {
  switch (visit.state) {
    case State::kScheduled:
      return is_today ? State::kArrived : State::kConfirmed;
    case State::kConfirmed:
      if (!is_today) return std::nullopt;
      return State::kArrived;
    case State::kArrived:
      return api::appointments::is_telehealth(visit.modality) ? State::kInSession : State::kRoomed;
    case State::kRoomed:
      return State::kInSession;
    case State::kInSession:
      return State::kCheckedOut;
    case State::kCheckedOut:
    case State::kCancelledByClient:
    case State::kLateCancelled:
    case State::kCancelledByClinic:
    case State::kNoShow:
    case State::kLeftWithoutBeingSeen:
    case State::kEnteredInError:
    case State::kRescheduled:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string_view step_word(text::Language language, AppointmentState to) {
  const text::DeskMessages say(language);
  if (to == State::kConfirmed) return say.step_confirm();
  if (to == State::kArrived) return say.step_arrived();
  if (to == State::kRoomed) return say.step_bring_to_room();
  if (to == State::kInSession) return say.step_in_session();
  return say.step_check_out();
}

std::string marked_words(text::Language language, AppointmentState to, std::string_view name) {
  const text::DeskMessages say(language);
  switch (to) {
    case State::kScheduled:
    case State::kConfirmed:
      return say.marked_confirmed(name);
    case State::kArrived:
      return say.marked_arrived(name);
    case State::kRoomed:
      return say.marked_roomed(name);
    case State::kInSession:
      return say.marked_in_session(name);
    case State::kCheckedOut:
      return say.marked_checked_out(name);
    case State::kNoShow:
      return say.marked_no_show(name);
    case State::kLeftWithoutBeingSeen:
      return say.marked_left(name);
    case State::kCancelledByClient:
    case State::kLateCancelled:
    case State::kCancelledByClinic:
    case State::kEnteredInError:
    case State::kRescheduled:
      return say.marked_cancelled(name);
  }
  return {};
}

const BoardRow* find_row(const std::vector<BoardRow>& rows,
                         const std::optional<AppointmentId>& visit) {
  for (const BoardRow& row : rows) {
    if (row.appointment.id == visit) return &row;
  }
  return nullptr;
}

const std::string& card_name(const BoardRow& row) {
  return row.card_name.empty() ? row.client_name : row.card_name;
}

std::string spoken_name(std::string_view list_name) {
  std::string_view called;
  if (const std::size_t open = list_name.rfind(" (");
      open != std::string_view::npos && list_name.ends_with(')')) {
    called = list_name.substr(open + 2, list_name.size() - open - 3);
    list_name = list_name.substr(0, open);
  }
  const std::size_t comma = list_name.find(", ");
  if (comma == std::string_view::npos) return std::string(list_name);
  const std::string_view given = called.empty() ? list_name.substr(comma + 2) : called;
  return std::string(given) + " " + std::string(list_name.substr(0, comma));
}

namespace {

std::string surname(std::string_view list_name) {
  return rules::fold_name(list_name.substr(0, list_name.find(", ")));
}

bool twins(const NamedRecord& one, const NamedRecord& other) {
  return one.birth_date == other.birth_date && surname(one.list_name) == surname(other.list_name);
}

}  // namespace

std::vector<Saying> flags_of(text::Language language, const BoardRow& row) {
  std::vector<Saying> flags;
  for (const Flag flag : most_pressing_first(row.flags))
    flags.push_back(say_flag(language, row, flag));
  const auto late = minutes_late(row);
  if (late && !rules::is_ended(row.appointment.state)) {
    flags.push_back({text::DeskMessages(language).note_late(*late), ui::Tone::kCare});
  }
  return flags;
}

std::vector<bool> like_named(const std::vector<NamedRecord>& people) {
  std::vector<std::string> folded;  // as they stand in a list, and as they are spoken
  std::vector<std::string> spoken;
  for (const NamedRecord& one : people) {
    folded.push_back(rules::fold_name(one.list_name));
    spoken.push_back(rules::fold_name(spoken_name(one.list_name)));
  }
  std::vector<bool> like(people.size(), false);
  for (std::size_t i = 0; i < people.size(); ++i) {
    for (std::size_t j = i + 1; j < people.size(); ++j) {
      if (people[i].record_number == people[j].record_number) continue;
      const bool alike = rules::within_one_typo(folded[i], folded[j]) ||
                         rules::within_one_typo(spoken[i], spoken[j]);
      if (!alike && !twins(people[i], people[j])) continue;
      like[i] = like[j] = true;
    }
  }
  return like;
}

}  // namespace alcove::screens::desk
