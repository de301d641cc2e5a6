// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/staff_store.h"
#include "tests/features/appointments/moving_book.h"

namespace alcove::testing {

// The field of a list that was refused for its length; else the code.
inline std::string list_refused(const http::Reply& reply) {
  const std::string field = "\"field\":\"";
  const std::size_t at = reply.body.find(field);
  const bool of_a_list = reply.body.find("the list has at most") != std::string::npos;
  if (!of_a_list || at == std::string::npos) return code_in(reply);
  const std::size_t begin = at + field.size();
  return reply.body.substr(begin, reply.body.find('"', begin) - begin);
}

// A book with meetings: Ana, Sam and Lee, who can come together.
struct MeetingBook : MovingBook {
  using Request = contract::BookMeetingRequest;

  explicit MeetingBook(const char* now = "2026-11-24T15:00:00.000Z")
      : MovingBook(now), lee(add_client("Lee", "Novak", "1979-01-30")) {}

  // A family's: Ana, whom it is about, and Sam, with Brandt in room 1, for an hour.
  Request family(const char* start) {
    return {.meeting = new_id<contract::MeetingId>(),
            .kind = contract::MeetingKind::kFamily,
            .service = booking(start).service,
            .start = at(start),
            .minutes = 60,
            .room = room_1,
            .clinicians = {kBrandt},
            .attendees = {{new_id<AppointmentId>(), ana}, {new_id<AppointmentId>(), sam}}};
  }
  Result<contract::Meeting> try_meet(const Request& request) {
    return run(&appointments::book_clients, request);
  }
  contract::Meeting met(const char* start) { return try_meet(family(start)).value(); }

  Result<Appointment> try_join(const contract::Meeting& meeting, const ClientId& client,
                               contract::MeetingPart part = contract::MeetingPart::kGuest) {
    return run(&appointments::join_meeting,
               contract::JoinMeetingRequest{meeting.id, new_id<AppointmentId>(), client, part});
  }
  Result<contract::Meeting> try_assign_all(const contract::Meeting& meeting,
                                           std::vector<StaffId> clinicians,
                                           std::optional<RoomId> room,
                                           std::optional<std::string> because = std::nullopt) {
    return run(&appointments::assign_meeting,
               contract::AssignMeetingRequest{.meeting = meeting.id,
                                              .base_revision = meeting.revision,
                                              .clinicians = std::move(clinicians),
                                              .room = room,
                                              .reason = "",
                                              .override_reason = std::move(because)});
  }
  Result<contract::CancellingReply> try_cancel_all(const contract::Meeting& meeting) {
    return run(&appointments::cancel_meeting,
               contract::CancelMeetingRequest{meeting.id, meeting.revision, "Brandt is ill"});
  }
  Result<contract::CancellingReply> try_restore(const contract::Meeting& meeting) {
    return run(&appointments::restore_meeting,
               contract::RestoreMeetingRequest{meeting.id, meeting.revision, "is well again"});
  }
  Result<Appointment> try_attend(const AppointmentId& place, rules::Attendance attendance,
                                 std::optional<std::int64_t> minutes = std::nullopt,
                                 std::string reason = "") {
    return run(&appointments::mark_attendance,
               contract::AttendanceRequest{.appointment = place,
                                           .base_revision = stored(place).revision,
                                           .attendance = attendance,
                                           .late_minutes = minutes,
                                           .reason = std::move(reason)});
  }

  contract::Meeting stored_meeting(const contract::MeetingId& id) {
    return read<contract::Meeting>(
        [&](store::ReadTxn& txn) { return appointments::find_meeting(txn, id).value(); });
  }
  // The client's place in it that was made last.
  Appointment place_of(const contract::MeetingId& id, const ClientId& client) {
    std::optional<Appointment> found;
    for (Appointment& one : read<std::vector<Appointment>>(
             [&](store::ReadTxn& txn) { return appointments::places_of_meeting(txn, id); })) {
      if (one.client == client) found = std::move(one);
    }
    return found.value();
  }
  AppointmentState state_of(const contract::MeetingId& id, const ClientId& client) {
    return place_of(id, client).state;
  }
  void set_seats(const RoomId& room, const char* name, std::optional<std::int64_t> seats) {
    must(try_change_room({room, name, false, seats}));
  }
  // One more who can be booked.
  StaffId add_clinician(const char* name) {
    const auto id = new_id<StaffId>();
    must(write<bool>(desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
      access::StaffRecord staff;
      staff.id = id;
      staff.sign_in_name = id.text();
      staff.display_name = name;
      staff.roles = {api::Role::kClinician};
      staff.added_at = txn.now();
      access::insert_staff(txn, staff);
      txn.record({.action = "staff.add"});
      return true;
    }));
    return id;
  }
  template <class T>
  static std::string why(const Result<T>& result) {
    if (result) return {};
    return std::string(error_code_word(result.error().code)) + " " + result.error().field + ": " +
           result.error().detail;
  }

  ClientId lee;
};

}  // namespace alcove::testing
