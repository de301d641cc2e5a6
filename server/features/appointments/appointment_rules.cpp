// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointment_rules.h"

#include <fmt/format.h>

#include <charconv>

namespace alcove::appointments {
namespace {

using api::appointments::Step;
using rules::Transition;

enum class Marking : std::uint8_t {
  kOnTheDay,    // from the day on, on the clinic's clock
  kAfterStart,  // nobody has failed to come before then
  kAnyTime,
  kOwnRoute,
};

Marking marking_of(AppointmentState state) {
  switch (state) {
    case AppointmentState::kArrived:
    case AppointmentState::kRoomed:
    case AppointmentState::kInSession:
    case AppointmentState::kCheckedOut:
    case AppointmentState::kLeftWithoutBeingSeen:
      return Marking::kOnTheDay;
    case AppointmentState::kNoShow:
      return Marking::kAfterStart;
    case AppointmentState::kConfirmed:
    case AppointmentState::kEnteredInError:
      return Marking::kAnyTime;
    case AppointmentState::kScheduled:
    case AppointmentState::kCancelledByClient:
    case AppointmentState::kLateCancelled:
    case AppointmentState::kCancelledByClinic:
    case AppointmentState::kRescheduled:
      return Marking::kOwnRoute;
  }
  ALCOVE_CHECK(false);
  return Marking::kOwnRoute;
}

std::string clock_words(LocalDateTime time, LocalDate day) {
  const std::string text = format_local(time);
  const std::string hour = text.substr(text.find('T') + 1);
  return date_of(time) == day ? hour : format_date(date_of(time)) + " " + hour;
}

}  // namespace

Result<void> set_time(Appointment& appointment, LocalDateTime start, std::int64_t minutes,
                      const Zone& zone, UtcTime now) {
  ALCOVE_ASSIGN(const rules::TimeSlot slot, rules::make_slot(zone.to_utc(start), minutes, now));
  if (slot.start < now - kMaxBookBehind) {
    return Error{ErrorCode::kOutOfRange, "start", "the book is open for a month behind"};
  }
  appointment.start = start;
  appointment.minutes = minutes;
  appointment.zone = zone.name();
  appointment.start_time = slot.start;
  appointment.end_time = slot.end;
  appointment.time_shifted = !zone.exists(start);
  return {};
}

std::vector<Standing> standing_states(const std::vector<HistoryEntry>& history) {
  std::vector<Standing> standing;
  for (const HistoryEntry& entry : history) {
    switch (entry.step) {
      case Step::kBook:
      case Step::kWalkIn:
      case Step::kMark:
      case Step::kCancel:
      case Step::kMove:
        standing.push_back({entry.to, entry.at, entry.room});
        break;
      case Step::kUndo:
        standing.pop_back();
        break;
      case Step::kAssign:
        standing.back().room = entry.room;
        break;
      case Step::kLate:
        break;
    }
  }
  return standing;
}

Result<void> may_go_on(AppointmentState from, AppointmentState to, const std::string& reason) {
  switch (rules::transition(from, to)) {
    case Transition::kFree:
      return {};
    case Transition::kWithReason:
      if (!reason.empty()) return {};
      return Error{ErrorCode::kMissingField, "reason", "somebody will ask why"};
    case Transition::kNever:
    case Transition::kUndo:
      return Error{ErrorCode::kWrongState, "appointment",
                   fmt::format("{} does not follow {}", wire::word_of(to), wire::word_of(from))};
  }
  ALCOVE_CHECK(false);
  return {};
}

Result<void> may_mark(const Appointment& appointment, AppointmentState to,
                      const std::string& reason, UtcTime now, const Zone& zone) {
  const Marking marking = marking_of(to);
  if (marking == Marking::kOwnRoute) {
    return Error{ErrorCode::kOutOfRange, "state", "that state is not marked: it has its own way"};
  }
  ALCOVE_TRY(may_go_on(appointment.state, to, reason));
  if (marking == Marking::kOnTheDay && date_of(zone.to_local(now)) < date_of(appointment.start)) {
    return Error{ErrorCode::kWrongState, "appointment", "the appointment is on a later day"};
  }
  if (marking == Marking::kAfterStart && now < appointment.start_time) {
    return Error{ErrorCode::kWrongState, "appointment", "the appointment has not begun yet"};
  }
  return {};
}

bool is_gone_for_good(AppointmentState state) {
  return !rules::holds_time(state) && state != AppointmentState::kRescheduled;
}

bool may_take_out_successor(const Appointment& moved) {
  return rules::is_open(moved.state) && !moved.meeting && !moved.arrived_at;
}

std::string from_to_words(LocalDateTime start, LocalDateTime end, LocalDate day) {
  return fmt::format("from {} to {}", clock_words(start, day), clock_words(end, day));
}

std::string taken_sentence(LocalDateTime start, LocalDateTime end, LocalDate day) {
  return "taken " + from_to_words(start, end, day);
}

std::optional<std::int64_t> minutes_waiting(const Appointment& appointment, UtcTime now) {
  const bool waits = appointment.state == AppointmentState::kArrived ||
                     appointment.state == AppointmentState::kRoomed;
  if (!waits || !appointment.arrived_at) return std::nullopt;
  const auto waited = std::chrono::floor<std::chrono::minutes>(now - *appointment.arrived_at);
  return std::max<std::int64_t>(0, waited.count());
}

std::string format_page_end(const PageEnd& end) {
  return fmt::format("{}_{}", end.start.time_since_epoch().count(), end.id.text());
}

Result<PageEnd> parse_page_end(const std::string& word) {
  const Error malformed{ErrorCode::kMalformed, "next", "not the word of an earlier reply"};
  std::int64_t milliseconds = 0;
  const char* const end = word.data() + word.size();
  const auto number = std::from_chars(word.data(), end, milliseconds);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != '_') return malformed;
  const Result<AppointmentId> id = AppointmentId::parse({number.ptr + 1, end});
  if (!id) return malformed;
  return PageEnd{UtcTime(std::chrono::milliseconds(milliseconds)), *id};
}

}  // namespace alcove::appointments
