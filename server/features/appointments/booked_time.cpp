// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/booked_time.h"

#include <algorithm>

namespace alcove::appointments {
namespace {

using rules::TimeSlot;

constexpr std::chrono::days kPart{28};
constexpr auto kLongest = rules::kMaxDuration + std::chrono::minutes(rules::kMaxBufferMinutes);

}  // namespace

BookedTime::BookedTime(store::ReadTxn& txn, api::appointments::Place place, ByteView id,
                       UtcTime from)
    : txn_(txn), place_(place), read_until_(from - kLongest) {
  ALCOVE_CHECK(id.size() == id_.size());
  std::copy(id.begin(), id.end(), id_.begin());
}

void BookedTime::go_to(const TimeSlot& day) {
  while (read_until_ < day.end + kLongest) {
    const TimeSlot part{read_until_, std::max(read_until_, day.start) + kPart};
    const std::vector<TimeSlot> more = read_held(txn_, place_, id_, part);
    held_.insert(held_.end(), more.begin(), more.end());
    read_until_ = part.end;
  }
  std::erase_if(held_, [&](const TimeSlot& one) { return one.end <= day.start; });
}

std::optional<UtcTime> BookedTime::in_the_way(const TimeSlot& slot) const {
  for (const TimeSlot& one : held_) {
    if (one.start >= slot.end) break;
    if (rules::overlaps(one, slot)) return one.end;
  }
  return std::nullopt;
}

std::int64_t BookedTime::count_beginning_in(const TimeSlot& day) const {
  return std::count_if(held_.begin(), held_.end(), [&](const TimeSlot& one) {
    return one.start >= day.start && one.start < day.end;
  });
}

}  // namespace alcove::appointments
