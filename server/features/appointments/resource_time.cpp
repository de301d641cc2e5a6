// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/resource_time.h"

#include <algorithm>

namespace alcove::appointments {

using rules::TimeSlot;

namespace {

constexpr std::chrono::days kPart{28};

}  // namespace

ResourceTime::ResourceTime(store::ReadTxn& txn, std::vector<ResourceId> needed,
                           std::vector<ResourceId> one_of, UtcTime from)
    : txn_(txn),
      needed_(std::move(needed)),
      one_of_(std::move(one_of)),
      read_until_(from - rules::kMaxDuration) {
  for (const ResourceId& id : needed_) held_[id];
  for (const ResourceId& id : one_of_) held_[id];
  for (const auto& [id, held] : held_) asked_.push_back(id);
}

void ResourceTime::go_to(const TimeSlot& day) {
  if (held_.empty() || day.start == day_) return;
  day_ = day.start;
  while (read_until_ < day.end + rules::kMaxDuration) {
    const TimeSlot part{read_until_, std::max(read_until_, day.start) + kPart};
    for (const TakenTime& one : read_taken(txn_, part, asked_)) {
      held_.at(one.resource).push_back(one.slot);
    }
    read_until_ = part.end;
  }
  for (auto& [id, held] : held_) {
    std::erase_if(held, [&](const TimeSlot& one) { return one.end <= day.start; });
  }
}

std::optional<UtcTime> ResourceTime::held_in(const ResourceId& id, const TimeSlot& visit) const {
  for (const TimeSlot& one : held_.at(id)) {
    if (one.start >= visit.end) break;
    if (rules::overlaps(one, visit)) return one.end;
  }
  return std::nullopt;
}

std::optional<UtcTime> ResourceTime::in_the_way(const TimeSlot& visit, OneOf one_of,
                                                std::optional<ResourceId>& one) const {
  for (const ResourceId& id : needed_) {
    if (const auto end = held_in(id, visit)) return end;
  }
  if (one_of == OneOf::kNobody) return std::nullopt;
  std::optional<UtcTime> first_end;
  for (const ResourceId& id : one_of_) {
    const auto end = held_in(id, visit);
    if (!end) {
      one = id;
      return std::nullopt;
    }
    first_end = first_end ? std::min(*first_end, *end) : *end;
  }
  return first_end;  // until then each of them is in another visit
}

}  // namespace alcove::appointments
