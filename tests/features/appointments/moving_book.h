// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/features/appointments/working_book.h"

namespace alcove::testing {

// A book in which sessions of several are moved, and looked at before.
struct MovingBook : WorkingBook {
  using WorkingBook::WorkingBook;

  template <class R, class Q>
  Result<R> run(Result<R> (*work)(const access::Principal&, const Q&, audit::WriteTxn&,
                                  const appointments::Site&),
                const Q& request, const access::Principal& who = desk()) {
    return write<R>(who, [&](audit::WriteTxn& txn) { return work(who, request, txn, site); });
  }

  // To another time, everything else as it is.
  static contract::MoveMeetingRequest moving_all(const contract::Meeting& meeting,
                                                 const char* start) {
    contract::MoveMeetingRequest request{.meeting = meeting.id,
                                         .base_revision = meeting.revision,
                                         .start = at(start),
                                         .minutes = meeting.minutes,
                                         .room = meeting.room,
                                         .clinicians = {},
                                         .reason = "the room is painted"};
    for (const auto& one : meeting.clinicians) request.clinicians.push_back(one.clinician);
    return request;
  }
  Result<contract::MoveMeetingReply> try_move_all(const contract::MoveMeetingRequest& request) {
    return run(&appointments::move_meeting, request);
  }
  // An hour with Brandt in room 1.
  contract::FreeMeetingRequest looking(const char* start,
                                       std::optional<contract::MeetingId> except = std::nullopt) {
    return {.start = at(start),
            .minutes = 60,
            .service = booking(start).service,
            .room = room_1,
            .clinicians = kBrandt.text(),
            .clients = std::nullopt,
            .except = except};
  }
};

}  // namespace alcove::testing
