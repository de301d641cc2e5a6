// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/waitlist.h"

// What somebody who waits was offered.
namespace alcove::api::waitlist {

// A time that the client may have until it expires. It does not hold the time in the book: only
// taking it books, and decides like a booking.
struct Offer {
  WaitOfferId id{};
  StaffId clinician{};
  std::string clinician_name{};
  std::optional<RoomId> room{};
  LocalDateTime start{};
  std::int64_t minutes = 0;
  UtcTime expires_at{};
  OfferState state = OfferState::kOpen;
  std::optional<UtcTime> answered_at{};
  std::string reason{};                        // of a declined one, if there was any
  std::optional<AppointmentId> appointment{};  // of a taken one
  Made made{};                                 // the offer
  // What the visit takes; left out: nothing.
  std::optional<std::vector<resources::ResourceId>> resources{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("clinician", self.clinician);
    visit("clinician_name", self.clinician_name, wire::line(1, 100));
    visit("room", self.room);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("expires_at", self.expires_at);
    visit("state", self.state);
    visit("answered_at", self.answered_at);
    visit("reason", self.reason, kReason);
    visit("appointment", self.appointment);
    visit("made", self.made);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

}  // namespace alcove::api::waitlist
