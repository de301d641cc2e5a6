// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointments.h"

// What the feature adds to shared/rules/appointment_states.h: the clinic's clock, the way back
// through a history, and when a state may be marked. Pure and thread-safe.
namespace alcove::appointments {

using api::appointments::Appointment;
using api::appointments::AppointmentState;
using api::appointments::HistoryEntry;
using api::appointments::MeetingId;

// How far back something may still be written down: a day on paper, a week of flu.
inline constexpr std::chrono::days kMaxBookBehind{31};

// Puts start, length and everything computed from them into the appointment. Errors: kOutOfRange,
// field "start" or "minutes".
Result<void> set_time(Appointment& appointment, LocalDateTime start, std::int64_t minutes,
                      const Zone& zone, UtcTime now);

// The states that an appointment came through and that were not undone, the newest last.
struct Standing {
  AppointmentState state;
  UtcTime since;
  std::optional<RoomId> room{};  // in which the visit was last while it was in that state
  friend bool operator==(const Standing&, const Standing&) = default;
};
std::vector<Standing> standing_states(const std::vector<HistoryEntry>& history);

// Whether the state may be marked now. Errors: kWrongState, kMissingField (reason), kOutOfRange (a
// state that is not marked but has a route of its own).
Result<void> may_mark(const Appointment& appointment, AppointmentState to,
                      const std::string& reason, UtcTime now, const Zone& zone);

// Of the visit that another one was moved to. Nothing is left to be taken out, or it may be: nobody
// was expected otherwise since. Whether something refers to it is not asked here.
bool is_gone_for_good(AppointmentState state);
bool may_take_out_successor(const Appointment& moved);

// Whether the transition is one of the ways on, with its reason where it needs one.
Result<void> may_go_on(AppointmentState from, AppointmentState to, const std::string& reason);

// "from 10:00 to 10:55", with the dates where they are not `day`; and the same with "taken" first.
std::string from_to_words(LocalDateTime start, LocalDateTime end, LocalDate day);
std::string taken_sentence(LocalDateTime start, LocalDateTime end, LocalDate day);

// While the client waits: from the arrival to the session.
std::optional<std::int64_t> minutes_waiting(const Appointment& appointment, UtcTime now);

// Where a page ends, as an opaque word: start and id of its last row.
struct PageEnd {
  UtcTime start;
  AppointmentId id;
};
std::string format_page_end(const PageEnd& end);
Result<PageEnd> parse_page_end(const std::string& word);

}  // namespace alcove::appointments
