// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/waitlist_reading.h"

// How long people waited: from the first contact to the first offered and to the first kept visit,
// against the clinic's own standards. No names: numbers of each service and month.
namespace alcove::api::waitlist {

inline constexpr std::size_t kMaxReportRows = 2600;  // thirteen months of every service
inline constexpr std::int64_t kMaxReportDays = 366;
inline constexpr std::size_t kMaxCsvBytes = 512UL * 1024;

// By when a first visit is wanted. What a new clinic begins with are the access standards of
// certified community behavioural health clinics (SAMHSA): 3 hours, 48 hours, 10 business days.
struct Standards {
  std::int64_t emergent_hours = 3;
  std::int64_t urgent_hours = 48;
  // Mondays to Fridays on which the clinic is not closed, after the day of the first contact.
  std::int64_t routine_business_days = 10;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("emergent_hours", self.emergent_hours, wire::range(1, 24 * 7));
    visit("urgent_hours", self.urgent_hours, wire::range(1, 24 * 30));
    visit("routine_business_days", self.routine_business_days, wire::range(1, 90));
  }
  friend bool operator==(const Standards&, const Standards&) = default;
};

inline constexpr wire::Route<wire::Nothing, Standards> read_standards{
    .method = wire::Method::kGet,
    .path = "/v1/waitlist/standards",
    .permission = wire::Permission::kSignedIn,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

// The administrator's, as the clinic's other rules.
inline constexpr wire::Route<Standards, Standards> set_standards{
    .method = wire::Method::kPost,
    .path = "/v1/waitlist/set_standards",
    .permission = wire::Permission::kStaffManage,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

struct ReportRequest {
  LocalDate from{};   // of the first contact, as the last day
  LocalDate until{};  // counts

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("from", self.from);
    visit("until", self.until);
  }
};

// Of an offered or a kept visit.
struct Reach {
  std::int64_t reached = 0;
  std::int64_t within = 0;  // of those that are judged
  // Reached, or the standard's time is over: who may still be in time is not judged yet, nor who
  // stopped waiting before.
  std::int64_t judged = 0;
  std::optional<std::int64_t> median_minutes{};  // of those reached

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("reached", self.reached, wire::range(0, INT64_MAX));
    visit("within", self.within, wire::range(0, INT64_MAX));
    visit("judged", self.judged, wire::range(0, INT64_MAX));
    visit("median_minutes", self.median_minutes, wire::range(0, INT64_MAX));
  }
  friend bool operator==(const Reach&, const Reach&) = default;
};

struct ReportRow {
  LocalDate month{};  // its first day
  std::string service_name{};
  std::int64_t contacts = 0;
  Reach offered{};
  Reach kept{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("month", self.month);
    visit("service_name", self.service_name, wire::line(1, 60));
    visit("contacts", self.contacts, wire::range(0, INT64_MAX));
    visit("offered", self.offered);
    visit("kept", self.kept);
  }
};

struct ReportReply {
  Standards standards{};
  std::vector<ReportRow> items{};  // by month, then by the name of the service
  Bytes csv{};                     // the same, RFC 4180, to print or save

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("standards", self.standards);
    visit("items", self.items, wire::at_most(kMaxReportRows));
    visit("csv", self.csv, wire::bytes(1, kMaxCsvBytes));
  }
};
// Refusals: kOutOfRange, field "until" (before `from`, or more than kMaxReportDays after it).
inline constexpr auto report =
    appointments::look_route<ReportRequest, ReportReply>("/v1/waitlist/report");

}  // namespace alcove::api::waitlist
