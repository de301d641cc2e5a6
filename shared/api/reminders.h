// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/day_board.h"
#include "shared/api/reminder_row.h"

// Whom to remind of the visits of a day, by which way, and who tried. Of the front desk alone, at
// its own terminals: the rows hold phones and addresses.
namespace alcove::api::reminders {

inline constexpr std::size_t kMaxRows = 100;  // of a page

struct DayRequest {
  LocalDate day{};
  std::optional<std::string> next{};  // of the page before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
    visit("next", self.next, appointments::kNext);
  }
};

// The counts are of the whole day.
struct DayReply {
  LocalDate day{};
  std::int64_t clients = 0;
  std::int64_t to_call = 0;  // of those still to be reminded
  std::int64_t to_write = 0;
  std::int64_t unreachable = 0;
  // Visits that are not listed: whoever came would meet nobody, and it is not decided yet what
  // becomes of them (a time off or a closed day came after the booking).
  std::int64_t undecided = 0;
  std::vector<Row> items{};  // by the time of their first visit
  std::optional<std::string> next{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
    visit("clients", self.clients, wire::range(0, kMaxDayVisits));
    visit("to_call", self.to_call, wire::range(0, kMaxDayVisits));
    visit("to_write", self.to_write, wire::range(0, kMaxDayVisits));
    visit("unreachable", self.unreachable, wire::range(0, kMaxDayVisits));
    visit("undecided", self.undecided, wire::range(0, kMaxDayVisits));
    visit("items", self.items, wire::at_most(kMaxRows));
    visit("next", self.next, appointments::kNext);
  }
};

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> desk_route(std::string_view path) {
  return {.method = wire::Method::kGet,
          .path = path,
          .permission = wire::Permission::kDayListPrint,
          .audit = wire::AuditClass::kRead,
          .stations = wire::kFrontDeskOnly,
          .when_locked = wire::WhenLocked::kRefuse};
}
// Refusals: kTooMany (more visits than kMaxDayVisits), kMalformed (next).
inline constexpr auto day = desk_route<DayRequest, DayReply>("/v1/reminders/day");

struct TryRequest {
  ReminderTryId reminder_try{};
  ClientId client{};
  LocalDate day{};
  std::vector<AppointmentId> visits{};  // of which the client was, or would have been, told
  Way way = Way::kPhone;
  Outcome outcome = Outcome::kReached;
  std::string note{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("reminder_try", self.reminder_try);
    visit("client", self.client);
    visit("day", self.day);
    visit("visits", self.visits, wire::at_most(kMaxDayVisits));
    visit("way", self.way);
    visit("outcome", self.outcome);
    visit("note", self.note, waitlist::kNote);
  }
};
// A try is kept for good. It tells of those visits alone: one that is moved afterwards is another,
// and the client is to be reminded of it. Refusals: kNotFound (field "visits": one is not of that
// client and day), kMissingField (no visit), kAlreadyExists (the id; a visit named twice),
// kTooMany.
inline constexpr wire::Route<TryRequest, ReminderTry> log_try{
    .method = wire::Method::kPost,
    .path = "/v1/reminders/log_try",
    .permission = wire::Permission::kScheduleWrite,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kFrontDeskOnly,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::reminders
