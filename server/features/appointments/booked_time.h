// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/features/appointments/appointments_store.h"

namespace alcove::appointments {

// What one clinician, room or client has in the book, for a search that goes from day to day and
// never back. It is read in parts, as far as the search comes, so that a year is read only by a
// search that finds nothing in it. Lives within one transaction.
class BookedTime {
 public:
  BookedTime(store::ReadTxn& txn, api::appointments::Place place, ByteView id, UtcTime from);

  // Has everything ready that meets the day or a visit that begins in it; the days before are gone.
  void go_to(const rules::TimeSlot& day);
  // Of the day it went to: when the first that overlaps has ended, none where the time is free.
  // Buffers of what is booked count, but for a client.
  std::optional<UtcTime> in_the_way(const rules::TimeSlot& slot) const;
  std::int64_t count_beginning_in(const rules::TimeSlot& day) const;

 private:
  store::ReadTxn& txn_;
  api::appointments::Place place_;
  UuidBytes id_{};
  UtcTime read_until_;
  std::vector<rules::TimeSlot> held_{};  // by start, until the end of the buffer
};

}  // namespace alcove::appointments
