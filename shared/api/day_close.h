// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/availability.h"
#include "shared/api/day_board.h"

// The end of a day at the desk: what is still open on it, and that somebody says it is done. A day
// cannot be closed while any safety alert waits for an answer, or while visits are to come on it;
// whatever else is open asks for a reason. The next day opens whether or not this one was closed,
// and a closed day can be opened again. Closing changes nothing in the book and refuses nothing
// there.
namespace alcove::api::day_close {

using availability::Made;

inline constexpr std::size_t kMaxOpen = 400;  // further ones are counted and left out
inline constexpr std::size_t kMaxRevisions = 100;
inline constexpr std::int64_t kMaxDaysBehind = 366;
inline constexpr std::int64_t kLookBackDays = 14;

enum class OpenKind : std::uint8_t {
  kNoOutcome,      // its time is over, and nobody said what became of it
  kNotCheckedOut,  // the client is in the house, as far as the board knows
  kNoNote,         // seen, and nothing is written about it
  kNoteInDraft,    // written, not signed
};

struct OpenThing {
  OpenKind kind = OpenKind::kNoOutcome;
  AppointmentId appointment{};
  std::string client_name{};  // as on the board
  std::int64_t record_number = 0;
  std::string clinician_name{};
  LocalDateTime start{};
  appointments::AppointmentState state = appointments::AppointmentState::kScheduled;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("kind", self.kind);
    visit("appointment", self.appointment);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("clinician_name", self.clinician_name, wire::line(1, 100));
    visit("start", self.start);
    visit("state", self.state);
  }
};

// What somebody said of a day. Each is a revision.
struct Closing {
  LocalDate day{};
  std::int64_t revision = 0;  // 0: nobody ever closed it
  bool closed = false;
  std::string reason{};        // why although something was open; why it was opened again
  std::int64_t left_open = 0;  // things that were open when it was closed
  std::optional<Made> made{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
    visit("revision", self.revision, wire::range(0, INT64_MAX));
    visit("closed", self.closed);
    visit("reason", self.reason, appointments::kReason);
    visit("left_open", self.left_open, wire::range(0, INT64_MAX));
    visit("made", self.made);
  }
};

struct LookRequest {
  std::optional<LocalDate> day{};  // left out: today on the clinic's clock

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
  }
};

struct LookReply {
  Closing closing{};
  std::int64_t alerts = 0;         // of any client, without an answer
  std::int64_t count = 0;          // of all that is open
  std::vector<OpenThing> items{};  // by time
  // The latest of the days before, kLookBackDays at most, that had visits and is not closed.
  std::optional<LocalDate> not_closed_before{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("closing", self.closing);
    visit("alerts", self.alerts, wire::range(0, INT64_MAX));
    visit("count", self.count, wire::range(0, INT64_MAX));
    visit("items", self.items, wire::at_most(kMaxOpen));
    visit("not_closed_before", self.not_closed_before);
  }
};
// Refusals: kOutOfRange, field "day" (later than today, or more than kMaxDaysBehind ago).
inline constexpr auto look = appointments::look_route<LookRequest, LookReply>("/v1/day_close/look");

struct ChangeRequest {
  LocalDate day{};
  std::int64_t base_revision = 0;
  std::string reason{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
    visit("base_revision", self.base_revision, wire::range(0, INT64_MAX));
    visit("reason", self.reason, appointments::kReason);
  }
};

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> keep_route(std::string_view path) {
  return {.method = wire::Method::kPost,
          .path = path,
          .permission = wire::Permission::kScheduleWrite,
          .audit = wire::AuditClass::kWrite,
          .stations = wire::kStaffStations,
          .when_locked = wire::WhenLocked::kRefuse};
}
// Of the front desk and supervisors (kForbidden for others). Refusals: kWrongState, field "alerts"
// (so many wait for an answer; the detail says how many), field "day" (closed already, or visits
// are to come: the detail says how many);
// kMissingField, field "reason" (something else is open); kConflict, kOutOfRange, kTooMany.
inline constexpr auto close = keep_route<ChangeRequest, Closing>("/v1/day_close/close");
// kMissingField, field "reason" (always); kWrongState, field "day" (it is not closed).
inline constexpr auto reopen = keep_route<ChangeRequest, Closing>("/v1/day_close/reopen");

}  // namespace alcove::api::day_close

namespace alcove::wire {

template <>
struct EnumWords<api::day_close::OpenKind> {
  using Kind = api::day_close::OpenKind;
  static constexpr EnumWord<Kind> words[] = {{Kind::kNoOutcome, "no_outcome"},
                                             {Kind::kNotCheckedOut, "not_checked_out"},
                                             {Kind::kNoNote, "no_note"},
                                             {Kind::kNoteInDraft, "note_in_draft"}};
};

}  // namespace alcove::wire
