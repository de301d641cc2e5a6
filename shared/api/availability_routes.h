// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/availability.h"

// The routes of availability.h. Who sees the book sees when its people work; nothing here is about
// a client. Whoever keeps the book (the front desk, a supervisor) changes everybody's; a clinician
// changes their own hours and time off.
namespace alcove::api::availability {

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> look_route(std::string_view path) {
  return {.method = wire::Method::kGet,
          .path = path,
          .permission = wire::Permission::kScheduleRead,
          .audit = wire::AuditClass::kNone,
          .stations = wire::kStaffStations,
          .when_locked = wire::WhenLocked::kRefuse};
}

struct OfClinicianRequest {
  StaffId clinician;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("clinician", self.clinician);
  }
};

// As everything stands now, by its beginning; what was withdrawn or cancelled too.
struct OfClinicianReply {
  std::vector<Hours> hours;
  std::vector<TimeOff> times_off;
  Cap cap;  // revision 0: none was ever set

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("hours", self.hours, wire::at_most(kMaxHoursSets));
    visit("times_off", self.times_off, wire::at_most(kMaxTimesOff));
    visit("cap", self.cap);
  }
};
// Refusals: kNotFound (nobody who can be booked has that id).
inline constexpr auto of_clinician =
    look_route<OfClinicianRequest, OfClinicianReply>("/v1/availability/of_clinician");

struct ClosedDaysReply {
  std::vector<ClosedDay> items;  // by day; those reopened too

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxClosedDays));
  }
};
inline constexpr auto closed_days =
    look_route<wire::Nothing, ClosedDaysReply>("/v1/availability/closed_days");

struct HistoryRequest {
  RecordId record;  // of hours, time off, a closed day; of a cap, the clinician

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("record", self.record);
  }
};

// Every revision, the first one first. Only the list of what the record is holds any.
struct HistoryReply {
  std::vector<Hours> hours;
  std::vector<TimeOff> times_off;
  std::vector<ClosedDay> closed_days;
  std::vector<Cap> caps;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("hours", self.hours, wire::at_most(kMaxRevisions));
    visit("times_off", self.times_off, wire::at_most(kMaxRevisions));
    visit("closed_days", self.closed_days, wire::at_most(kMaxRevisions));
    visit("caps", self.caps, wire::at_most(kMaxRevisions));
  }
};
inline constexpr auto history =
    look_route<HistoryRequest, HistoryReply>("/v1/availability/history");

template <class Record>
constexpr wire::Route<Record, Record> set_route(std::string_view path) {
  return {.method = wire::Method::kPost,
          .path = path,
          .permission = wire::Permission::kScheduleWrite,
          .audit = wire::AuditClass::kWrite,
          .stations = wire::kStaffStations,
          .when_locked = wire::WhenLocked::kRefuse};
}

// Adds with revision 0, or changes the revision that the person saw; the reply is the record with
// its new revision. What is booked already stays booked.
// Refusals: kConflict (somebody else changed it first), kForbidden, kNotFound (the clinician),
// kOutOfRange (by its field), kAlreadyExists (field "from": other hours hold on one of those
// days; field "day": the day is closed already), kTooMany, kWrongState
// (the clinician or the day of a record does not change).
inline constexpr auto set_hours = set_route<Hours>("/v1/availability/set_hours");
inline constexpr auto set_time_off = set_route<TimeOff>("/v1/availability/set_time_off");
inline constexpr auto set_closed_day = set_route<ClosedDay>("/v1/availability/set_closed_day");
inline constexpr auto set_cap = set_route<Cap>("/v1/availability/set_cap");

}  // namespace alcove::api::availability
