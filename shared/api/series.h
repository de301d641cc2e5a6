// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/day_board.h"
#include "shared/api/series_change.h"

// Looking at series, and deciding about dates that could not be booked. Changing: series_change.h.
namespace alcove::api::series {

inline constexpr std::size_t kMaxShown = 400;       // dates of one series
inline constexpr std::size_t kMaxCollisions = 200;  // of the list; it says how many there are

// A date of a series.
struct DateView {
  LocalDateTime date;              // by the rule: what `from` of a change names
  std::int64_t place_in_rule = 0;  // 1 is the start of the terms; 0: of earlier terms, or added
  Standing standing = Standing::kBooked;
  Touch touch = Touch::kNone;
  std::optional<AppointmentId> appointment{};  // that stands for it now, wherever it was moved to
  std::optional<LocalDateTime> start{};
  std::optional<rules::AppointmentState> state{};
  // Of a date that was kept out: what takes its time now, else what stood in its way then.
  std::optional<Obstacle> obstacle{};
  std::string reason;  // why it was skipped

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("date", self.date);
    visit("place_in_rule", self.place_in_rule, wire::range(0, INT64_MAX));
    visit("standing", self.standing);
    visit("touch", self.touch);
    visit("appointment", self.appointment);
    visit("start", self.start);
    visit("state", self.state);
    visit("obstacle", self.obstacle);
    visit("reason", self.reason, appointments::kReason);
  }
};

struct OpenRequest {
  std::optional<SeriesId> series{};  // one of the two
  std::optional<AppointmentId> appointment{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("series", self.series);
    visit("appointment", self.appointment);
  }
};

struct OpenReply {
  std::optional<Series> series;         // none: the appointment is of no series
  std::optional<LocalDateTime> date{};  // of the appointment that was asked for
  std::vector<DateView> dates;          // from a month ago on
  std::vector<Series> history;          // every revision, the first one first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("series", self.series);
    visit("date", self.date);
    visit("dates", self.dates, wire::at_most(kMaxShown));
    visit("history", self.history, wire::at_most(static_cast<std::size_t>(kMaxRevisions)));
  }
};

// Refusals: kNotFound, kMissingField (neither of the two).
inline constexpr auto open = appointments::look_route<OpenRequest, OpenReply>("/v1/series/open");

struct OfClientRequest {
  ClientId client;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
  }
};

struct OfClientReply {
  std::vector<Series> items;  // the newest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxSeriesOfClient));
  }
};
inline constexpr auto of_client =
    appointments::look_route<OfClientRequest, OfClientReply>("/v1/series/of_client");

// A date that waits for a decision.
struct CollisionRow {
  SeriesId series;
  std::int64_t revision = 0;
  LocalDateTime date;
  Obstacle obstacle;
  std::optional<LocalDateTime> kept_at{};  // a visit of the time before stands still
  std::string client_name;
  std::int64_t record_number = 0;
  std::string clinician_name;
  Terms terms;
  ServiceId service;
  ClientId client;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("series", self.series);
    visit("revision", self.revision, wire::range(1, kMaxRevisions));
    visit("date", self.date);
    visit("obstacle", self.obstacle);
    visit("kept_at", self.kept_at);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(0, INT64_MAX));
    visit("clinician_name", self.clinician_name, wire::line(1, 100));
    visit("terms", self.terms);
    visit("service", self.service);
    visit("client", self.client);
  }
};

struct CollisionsReply {
  std::int64_t count = 0;
  std::vector<CollisionRow> items;  // by date; the earliest where there are more

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("count", self.count, wire::range(0, INT64_MAX));
    visit("items", self.items, wire::at_most(kMaxCollisions));
  }
};
// Dates from today on. Those that have passed are left out: nobody can decide them any more.
inline constexpr auto collisions =
    appointments::look_route<wire::Nothing, CollisionsReply>("/v1/series/collisions");

}  // namespace alcove::api::series
