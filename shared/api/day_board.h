// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/board_row.h"
#include "shared/api/meeting_record.h"
#include "shared/wire/route.h"

// Reading the book: a day, a clinician's own day, a client's appointments, one with its history.
namespace alcove::api::appointments {

inline constexpr std::size_t kMaxPage = 200;
inline constexpr wire::Text kNext = wire::line(1, 64);

struct DayRequest {
  std::optional<LocalDate> day;     // left out: today on the clinic's clock
  std::optional<std::string> next;  // of the page before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
    visit("next", self.next, kNext);
  }
};

// That the desk closed the day (day_close.h): who last did, and when.
struct DayClosed {
  std::string person_name{};
  UtcTime at{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("person_name", self.person_name, wire::line(0, 100));
    visit("at", self.at);
  }
  friend bool operator==(const DayClosed&, const DayClosed&) = default;
};

struct DayReply {
  LocalDate day;
  UtcTime server_time;
  std::int64_t count = 0;       // of the whole day
  std::vector<BoardRow> items;  // by time, then in the order in which they were booked
  std::optional<std::string> next;
  // Every one of the day, on each page; by time. Their places are among the items of the pages.
  std::vector<MeetingCard> meetings{};
  std::optional<DayClosed> closed{};           // left out: it is open
  std::optional<std::string> clinic_closed{};  // the clinic is: why, as availability.h names it

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
    visit("server_time", self.server_time);
    visit("count", self.count, wire::range(0, INT64_MAX));
    visit("items", self.items, wire::at_most(kMaxPage));
    visit("next", self.next, kNext);
    visit("meetings", self.meetings, wire::at_most(kMaxMeetingsADay));
    visit("closed", self.closed);
    visit("clinic_closed", self.clinic_closed, wire::line(1, 60));
  }
};

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> look_route(std::string_view path) {
  return {.method = wire::Method::kGet,
          .path = path,
          .permission = wire::Permission::kScheduleRead,
          .audit = wire::AuditClass::kRead,
          .stations = wire::kStaffStations,
          .when_locked = wire::WhenLocked::kRefuse};
}

// Opening a day is one event of the session; its further pages and asking again when something
// changed are covered by it.
inline constexpr auto day = look_route<DayRequest, DayReply>("/v1/appointments/day");
// The same with only the appointments of the person who asks.
inline constexpr auto my_day = look_route<DayRequest, DayReply>("/v1/appointments/my_day");

struct OfClientRequest {
  ClientId client;
  std::optional<std::string> next;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("next", self.next, kNext);
  }
};

struct OfClientReply {
  std::vector<BoardRow> items;  // the latest first
  std::optional<std::string> next;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxPage));
    visit("next", self.next, kNext);
  }
};

inline constexpr auto of_client =
    look_route<OfClientRequest, OfClientReply>("/v1/appointments/of_client");

struct OpenRequest {
  AppointmentId appointment;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
  }
};

struct OpenReply {
  BoardRow row;
  std::vector<HistoryEntry> history;  // the oldest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("row", self.row);
    visit("history", self.history, wire::at_most(kMaxHistory));
  }
};

inline constexpr auto open = look_route<OpenRequest, OpenReply>("/v1/appointments/open");

}  // namespace alcove::api::appointments
