// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/contact_reach.h"
#include "shared/api/meeting_history.h"
#include "shared/api/meetings.h"

// Cancelling a meeting and taking that back, looking at one, and what cancelling comes to.
namespace alcove::api::appointments {

struct CancelMeetingRequest {
  MeetingId meeting;
  std::int64_t base_revision = 0;
  std::string reason;               // the clinic always says why
  std::optional<CancelledBy> by{};  // the clients themselves; left out: the clinic

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("reason", self.reason, kReason);
    visit("by", self.by);
  }
};

enum class MeetingOutcome : std::uint8_t {
  kCancelled,  // is called: the appointment is cancelled by the clinic
  kInTime,     // said so themselves, with the notice that the clinic asks for; nobody calls them
  kLate,       // likewise, with less notice
  kIsHere,     // came already: the appointment stays, somebody speaks to them
  kStays,      // over, missed or cancelled before
  kLeft,       // of a moved one: not in it any more because of its day; is called
};

struct MeetingPlace {
  AppointmentId appointment;
  ClientId client;
  std::string client_name;
  std::int64_t record_number = 0;
  LocalDate birth_date;  // tells two of like name apart
  AppointmentState state = AppointmentState::kScheduled;
  MeetingOutcome outcome = MeetingOutcome::kStays;
  std::optional<clients::Reach> reach;  // of those who are called
  bool knows = false;  // of a moved one: told of its time, has confirmed it, or knew no other

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("client", self.client);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("birth_date", self.birth_date);
    visit("state", self.state);
    visit("outcome", self.outcome);
    visit("reach", self.reach);
    visit("knows", self.knows);
  }
};

struct CancellingReply {
  Meeting meeting;
  std::vector<MeetingPlace> places;  // by name

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("places", self.places, wire::at_most(kMaxPlaces));
  }
};

struct MeetingRequest {
  MeetingId meeting;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
  }
};

struct CancellingRequest {
  MeetingId meeting;
  std::optional<CancelledBy> by{};  // left out: the clinic

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("by", self.by);
  }
};

// What cancelling would come to now; of a cancelled one, what it came to, whoever did it: whom to
// call. Of one that was moved, whom to tell.
inline constexpr auto cancelling_meeting =
    look_route<CancellingRequest, CancellingReply>("/v1/appointments/cancelling_meeting");
// The same list as it was done. Whether the clients' own cancelling is late follows for each from
// the clinic's notice, as for a visit (appointment_steps.h). Refusals: kConflict, kWrongState (it
// is cancelled), kMissingField (reason).
inline constexpr auto cancel_meeting =
    change_route<CancelMeetingRequest, CancellingReply>("/v1/appointments/cancel_meeting");

struct RestoreMeetingRequest {
  MeetingId meeting;
  std::int64_t base_revision = 0;
  std::string reason;  // always
  std::optional<std::string> override_reason{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("reason", self.reason, wire::line(1, 200));
    visit("override_reason", self.override_reason, kOverrideReason);
  }
};

// Takes the cancelling back, and that of its appointments with it; who is elsewhere by now stays
// cancelled. Refusals: kWrongState, field "meeting" (it stands) or "group" (its group does not meet
// on that day any more); those of booking it.
inline constexpr auto restore_meeting =
    change_route<RestoreMeetingRequest, CancellingReply>("/v1/appointments/restore_meeting");

struct MeetingReply {
  MeetingCard card;
  std::vector<BoardRow> places;  // by name, whatever their state
  std::vector<MeetingEntry> history;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("card", self.card);
    visit("places", self.places, wire::at_most(kMaxPlaces));
    visit("history", self.history, wire::at_most(kMaxHistory));
  }
};

inline constexpr auto open_meeting =
    look_route<MeetingRequest, MeetingReply>("/v1/appointments/meeting");

}  // namespace alcove::api::appointments

namespace alcove::wire {

template <>
struct EnumWords<api::appointments::MeetingOutcome> {
  using Outcome = api::appointments::MeetingOutcome;
  static constexpr EnumWord<Outcome> words[] = {
      {Outcome::kCancelled, "cancelled"}, {Outcome::kInTime, "in_time"}, {Outcome::kLate, "late"},
      {Outcome::kIsHere, "is_here"},      {Outcome::kStays, "stays"},    {Outcome::kLeft, "left"}};
};

}  // namespace alcove::wire
