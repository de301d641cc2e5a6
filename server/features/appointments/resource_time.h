// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "server/features/appointments/appointments_store.h"

namespace alcove::appointments {

// What the interpreters and the equipment that a search asks for are in, as booked_time.h has it
// for one clinician: from day to day, never back. However many are asked for, the visits that take
// something are read once. Lives within one transaction.
class ResourceTime {
 public:
  using ResourceId = api::resources::ResourceId;
  // All of `needed` have to be free, and one of `one_of` where there are any.
  ResourceTime(store::ReadTxn& txn, std::vector<ResourceId> needed, std::vector<ResourceId> one_of,
               UtcTime from);

  void go_to(const rules::TimeSlot& day);
  // Whether one of `one_of` has to come.
  enum class OneOf : std::uint8_t { kNobody, kComes };
  // Of the day it went to: when to try next. None: they are free, and `one` is the first of
  // `one_of` that is.
  std::optional<UtcTime> in_the_way(const rules::TimeSlot& visit, OneOf one_of,
                                    std::optional<ResourceId>& one) const;

 private:
  std::optional<UtcTime> held_in(const ResourceId& id, const rules::TimeSlot& visit) const;

  store::ReadTxn& txn_;
  std::vector<ResourceId> needed_;
  std::vector<ResourceId> one_of_;
  std::vector<ResourceId> asked_{};  // all of them, each once
  UtcTime read_until_;
  UtcTime day_ = UtcTime::min();                               // that it went to
  std::map<ResourceId, std::vector<rules::TimeSlot>> held_{};  // of those asked for, by start
};

}  // namespace alcove::appointments
