// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/time.h"

// When something that is booked begins, as the site's clock shows it. That is `start`, but in the
// gap of spring: there `start` is what was said (2:30), and the clock shows the time after the gap
// (3:30). Whatever tells or draws the time of a visit or of a session goes by this.
namespace alcove::api::appointments {

// Of an Appointment or a Meeting. A zone that is not known here any more: as it was said.
template <class Booked>
LocalDateTime clock_start(const Booked& booked) {
  if (!booked.time_shifted) return booked.start;
  const Result<Zone> zone = Zone::named(booked.zone);
  return zone ? zone->to_local(booked.start_time) : booked.start;
}

}  // namespace alcove::api::appointments
