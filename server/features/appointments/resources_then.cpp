// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/resources_then.h"

#include <algorithm>

#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/resource_store.h"

namespace alcove::appointments {

using api::resources::Resource;
using rules::TimeSlot;

ResourcesThen::ResourcesThen(store::ReadTxn& txn, const TimeSlot& within)
    : in_use_(list_resources(txn)) {
  std::erase_if(in_use_, [](const Resource& one) { return one.retired; });
  std::vector<ResourceId> ids;
  for (const Resource& one : in_use_) ids.push_back(one.id);
  // Whatever begins earlier has ended by then.
  for (const TakenTime& one :
       read_taken(txn, {within.start - rules::kMaxDuration, within.end}, ids)) {
    if (rules::overlaps(one.slot, within)) taken_.push_back({one.slot, one.resource});
  }
}

void ResourcesThen::also_taken(const ResourceId& id, const TimeSlot& then) {
  taken_.push_back({then, id});
}

bool ResourcesThen::is_free(const ResourceId& id, const TimeSlot& visit) const {
  if (std::ranges::find(in_use_, id, &Resource::id) == in_use_.end()) return false;
  return std::ranges::none_of(taken_, [&](const Taken& one) {
    return one.resource == id && rules::overlaps(one.slot, visit);
  });
}

std::optional<ResourcesThen::ResourceId> ResourcesThen::interpreter(
    api::clients::SpokenLanguage language, const std::vector<ResourceId>& of,
    const TimeSlot& visit) const {
  std::optional<ResourceId> first;
  for (const Resource& one : in_use_) {
    if (!api::resources::interprets(one, language) || !is_free(one.id, visit)) continue;
    if (std::ranges::find(of, one.id) != of.end()) return one.id;
    if (!first) first = one.id;
  }
  return first;
}

}  // namespace alcove::appointments
