// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "server/features/appointments/meetings.h"

// What other features keep beside the book, told in the write that changes it; part of the face of
// appointments.
namespace alcove::appointments {

// Where a client of a meeting that was moved comes, and came; nothing: not at all. The place is the
// one that they have, or had.
struct MovedPlace {
  AppointmentId place;
  ClientId client;
  std::optional<LocalDateTime> before{};
  std::optional<LocalDateTime> after{};
  bool confirmed = false;  // had said that they would come at the time before
};
// The feature that keeps whom to tell of a meeting's new time. `write_down` is called last in the
// write that moved it; `untold` gives who has not been told yet, nothing where it was never moved.
struct MeetingTelling {
  std::function<void(const access::Principal&, const MovedMeeting&, const std::vector<MovedPlace>&,
                     audit::WriteTxn&)>
      write_down{};
  std::function<std::optional<std::set<ClientId>>(store::ReadTxn&, const MeetingId&)> untold{};
};

// A feature that keeps instants of its own for what is said on the wall computes those to come
// anew, in the write that does so for the book.
using ZoneFollower = std::function<void(audit::WriteTxn&, const Site&)>;

}  // namespace alcove::appointments
