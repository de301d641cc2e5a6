// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "server/features/appointments/appointment_change.h"
#include "server/features/appointments/booking_decision.h"
#include "server/features/appointments/meeting_store.h"
#include "server/features/appointments/meetings.h"

// What every change of a meeting has in common.
namespace alcove::appointments {

// The meeting as the person saw it. kNotFound, kConflict, kForbidden, and kTooMany when its history
// is full.
Result<Meeting> meeting_to_change(const access::Principal& principal, audit::WriteTxn& txn,
                                  const MeetingId& id, std::int64_t base_revision);

// An appointment in it, before it has an id and a client.
Appointment place_in(const Meeting& meeting);
std::int64_t count_holding(const std::vector<Appointment>& places);

// At least one, each once, each somebody who can be booked. kOutOfRange, kNotFound.
Result<void> check_clinicians(store::ReadTxn& txn, const std::vector<StaffId>& clinicians);
std::vector<StaffId> leaders_of(const Meeting& meeting);
// From then on the meeting is at the time that set_time gave to `time`.
void take_time(Meeting& meeting, const Appointment& time);
// kNotFound, field "room": none that is in use.
Result<void> check_meeting_room(store::ReadTxn& txn, const std::optional<RoomId>& room);
// Who came in after the booking is a substitute.
std::vector<api::appointments::MeetingClinician> led_by(const Meeting& before,
                                                        const std::vector<StaffId>& clinicians);
// kTaken, field "meeting" (more than `most`), kOutOfRange, field "room" (more clients than seats).
Result<void> check_places(store::ReadTxn& txn, const Meeting& meeting, std::int64_t count);

// Of `wanted`, those that the meeting does not take yet.
std::vector<api::resources::ResourceId> new_resources(
    const Meeting& before, const std::vector<api::resources::ResourceId>& wanted);

// Whether clinicians, room and resources can be had, each once: `asked` are the clinicians that are
// new, with the room where it is new too, and the resources that are. Errors: of `decide`; kTaken
// with "clinicians[i]", "room" or "resource".
struct WantedMeeting {
  const Meeting& meeting;
  UtcTime held_until;
  std::vector<StaffId> asked;
  bool room_asked = true;
  std::vector<api::resources::ResourceId> resources_asked{};
};
Result<Overridden> decide_meeting(audit::WriteTxn& txn, const WantedMeeting& wanted,
                                  const std::optional<std::string>& override_reason,
                                  const Site& site);

// Puts one more client into it. Errors: kTaken, field "client"; those of a booking's parties and
// id.
struct NewPlace {
  api::appointments::Attendee attendee;
  api::appointments::MeetingPart part = api::appointments::MeetingPart::kMember;
};
Result<Appointment> add_place(const access::Principal& principal, audit::WriteTxn& txn,
                              const Meeting& meeting, const NewPlace& place, const Site& site);

// Writes the step into the history, the event into the chain and the news to the terminals.
struct MeetingChange {
  api::appointments::MeetingStep step;
  std::string detail{};  // numbers only
  std::string reason{};
  Overridden overridden{};
  std::optional<api::appointments::CancelledBy> cancelled_by{};
};
void account_meeting(audit::WriteTxn& txn, const access::Principal& principal,
                     const Meeting& meeting, const MeetingChange& change);

}  // namespace alcove::appointments
