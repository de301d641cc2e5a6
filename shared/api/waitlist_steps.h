// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/appointments.h"
#include "shared/api/waitlist_offer.h"

// Changing the waitlist. Whoever changes an entry says which revision they saw: kConflict when
// somebody else was faster. Ids are made by the terminal.
namespace alcove::api::waitlist {

struct SetRequest {
  WaitEntryId wait_entry{};
  std::int64_t base_revision = 0;  // 0: a new one
  ClientId client{};
  Wish wish{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wait_entry", self.wait_entry);
    visit("base_revision", self.base_revision, wire::range(0, INT64_MAX));
    visit("client", self.client);
    visit("wish", self.wish);
  }
};
// Refusals: kNotFound (client, service, clinician, resources), kAlreadyExists (field "service": the
// client waits for it already), kOutOfRange (a field of the wish; who asked cannot have done so
// later than now, or longer than a year ago), kWrongState (does not wait any more; stays with its
// client), kTooMany.
inline constexpr auto set_entry =
    appointments::change_route<SetRequest, Entry>("/v1/waitlist/set_entry");

struct CloseRequest {
  WaitEntryId wait_entry{};
  std::int64_t base_revision = 0;
  CloseHow how = CloseHow::kNotWanted;
  std::string reason{};  // for a mistake always

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wait_entry", self.wait_entry);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("how", self.how);
    visit("reason", self.reason, kReason);
  }
};
// An open offer ends with it, as declined.
inline constexpr auto close = appointments::change_route<CloseRequest, Entry>("/v1/waitlist/close");

struct ReopenRequest {
  WaitEntryId wait_entry{};
  std::int64_t base_revision = 0;
  std::string reason{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wait_entry", self.wait_entry);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("reason", self.reason, wire::line(1, 200));
  }
};
// Waits again, since the same first contact: the visit did not come to be, or it was closed by
// mistake. kAlreadyExists, field "service": the client waits for it again already.
inline constexpr auto reopen =
    appointments::change_route<ReopenRequest, Entry>("/v1/waitlist/reopen");

struct TryRequest {
  WaitEntryId wait_entry{};
  WaitTryId wait_try{};
  Way way = Way::kPhone;
  Outcome outcome = Outcome::kReached;
  std::string note{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wait_entry", self.wait_entry);
    visit("wait_try", self.wait_try);
    visit("way", self.way);
    visit("outcome", self.outcome);
    visit("note", self.note, kNote);
  }
};
// A try is kept for good. kWrongState: does not wait any more.
inline constexpr auto log_try = appointments::change_route<TryRequest, Try>("/v1/waitlist/log_try");

struct OfferRequest {
  WaitEntryId wait_entry{};
  WaitOfferId wait_offer{};
  StaffId clinician{};
  std::optional<RoomId> room{};
  LocalDateTime start{};
  std::int64_t minutes = 0;
  LocalDateTime expires{};                                        // on the clinic's clock
  std::optional<std::vector<resources::ResourceId>> resources{};  // booked with it

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wait_entry", self.wait_entry);
    visit("wait_offer", self.wait_offer);
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("expires", self.expires);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};
// Refusals: those of a booking, soft conflicts among them (kOutOfRange, field "start");
// kOutOfRange, field "expires" (not later than now, or not before the start); kAlreadyExists (field
// "wait_entry": it has an open offer; field "start": somebody else has been offered that time).
inline constexpr auto offer = appointments::change_route<OfferRequest, Offer>("/v1/waitlist/offer");

struct TakeRequest {
  WaitOfferId wait_offer{};
  AppointmentId appointment{};  // the one that is booked
  std::optional<std::string> override_reason{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wait_offer", self.wait_offer);
    visit("appointment", self.appointment);
    visit("override_reason", self.override_reason, appointments::kOverrideReason);
  }
};
// Books, and the entry does not wait any more: both or neither. Refusals: those of a booking;
// kWrongState (answered already, or expired).
inline constexpr auto take_offer =
    appointments::change_route<TakeRequest, appointments::Appointment>("/v1/waitlist/take_offer");

struct DeclineRequest {
  WaitOfferId wait_offer{};
  std::string reason{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wait_offer", self.wait_offer);
    visit("reason", self.reason, kReason);
  }
};
// The client goes on waiting.
inline constexpr auto decline_offer =
    appointments::change_route<DeclineRequest, Offer>("/v1/waitlist/decline_offer");

}  // namespace alcove::api::waitlist
