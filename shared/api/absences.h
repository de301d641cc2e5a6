// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/absence_edit.h"
#include "shared/api/free_time.h"

// Somebody is ill or leaves, or the clinic stays closed for a day: what becomes of the visits that
// are booked then: cancelled, given to a colleague, moved or left. First a preview that names every
// one of them, then that very list with its token, done in one write or not at all. Whom to call
// afterwards: absence_calls.h.
namespace alcove::api::absences {

// A visit that is booked then, and what will become of it.
struct Line {
  AppointmentId appointment{};
  std::int64_t revision = 0;
  std::optional<MeetingId> meeting{};  // of several clients: their lines stand one after another
  ClientId client{};
  std::string client_name{};
  std::int64_t record_number = 0;
  StaffId clinician{};
  std::string clinician_name{};  // of a session, who leads it
  api::appointments::ServiceId service{};
  std::string service_name{};
  std::optional<RoomId> room{};
  LocalDateTime start{};
  std::int64_t minutes = 0;
  Fate fate = Fate::kStays;
  std::optional<Frozen> frozen{};  // why, with that fate
  std::optional<StaffId> to{};     // with reassign, move and not_free
  std::string to_name{};
  std::optional<LocalDateTime> to_start{};         // with move, and not_free where that was wished
  std::optional<RoomId> to_room{};                 // the same
  std::optional<appointments::Collision> taken{};  // with not_free
  std::vector<rules::ConflictKind> against{};      // the same

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("revision", self.revision, wire::range(1, INT64_MAX));
    visit("meeting", self.meeting);
    visit("client", self.client);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("clinician", self.clinician);
    visit("clinician_name", self.clinician_name, wire::line(1, 100));
    visit("service", self.service);
    visit("service_name", self.service_name, wire::line(1, 60));
    visit("room", self.room);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("fate", self.fate);
    visit("frozen", self.frozen);
    visit("to", self.to);
    visit("to_name", self.to_name, wire::line(0, 100));
    visit("to_start", self.to_start);
    visit("to_room", self.to_room);
    visit("taken", self.taken);
    visit("against", self.against, wire::at_most(rules::kConflictKinds));
  }
};

struct Preview {
  std::string token{};        // of this change and every line of this list
  std::vector<Line> lines{};  // by time

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("token", self.token, wire::line(64, 64));
    visit("lines", self.lines, wire::at_most(kMaxVisits));
  }
};

// Writes nothing. Of the front desk and supervisors (kForbidden for others). Refusals: kNotFound
// (clinician, to, room); kOutOfRange, field "until" (not after `from`, over already, too far away;
// of everybody, not on one day), "what" (move, of all), "closes" (of one clinician, or not a whole
// day), "to" (the person themself; nobody takes
// over for everybody), "start" (past, beyond the book, its own, or in that very absence),
// "moved_to" (two the same), "choices" (not of a visit that is listed; two that differ for one
// session; a session that is moved); kMissingField, field "to", "start" or "moved_to"; kTooMany
// (more than kMaxVisits: choose a nearer `until`, and do the rest afterwards). A field of one
// choice begins with its place: "choices[2].start". kAlreadyExists, field
// "closes.day": the day is closed already.
inline constexpr wire::Route<Edit, Preview> preview{.method = wire::Method::kPost,
                                                    .path = "/v1/absences/preview",
                                                    .permission = wire::Permission::kScheduleWrite,
                                                    .audit = wire::AuditClass::kRead,
                                                    .stations = wire::kStaffStations,
                                                    .when_locked = wire::WhenLocked::kRefuse};

struct ApplyRequest {
  AbsenceId absence{};
  Edit edit{};
  std::string token{};
  std::string reason{};  // always; stays in each visit's history

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("absence", self.absence);
    visit("edit", self.edit);
    visit("token", self.token, wire::line(64, 64));
    visit("reason", self.reason, kWhy);
  }
};

struct Applied {
  AbsenceId absence{};
  std::int64_t cancelled = 0;
  std::int64_t reassigned = 0;  // with who leads a session on without the one who is away
  std::int64_t moved = 0;
  std::int64_t kept = 0;
  std::int64_t to_call = 0;  // clients

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("absence", self.absence);
    visit("cancelled", self.cancelled, wire::range(0, kMaxVisits));
    visit("reassigned", self.reassigned, wire::range(0, kMaxVisits));
    visit("moved", self.moved, wire::range(0, kMaxVisits));
    visit("kept", self.kept, wire::range(0, kMaxVisits));
    visit("to_call", self.to_call, wire::range(0, kMaxVisits));
  }
};

// Refusals: those of the preview; kConflict, field "token" (the book has changed since: a new
// preview shows how); kAlreadyExists (the id, or a "moved_to"); kWrongState, field "token" (nothing
// would change; a day is closed all the same when everything booked then stays); and of the day
// that is closed those of availability's set_closed_day, with "closes." before the field.
inline constexpr auto apply =
    appointments::change_route<ApplyRequest, Applied>("/v1/absences/apply");

}  // namespace alcove::api::absences
