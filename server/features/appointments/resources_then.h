// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/store/read_txn.h"
#include "shared/api/resources.h"
#include "shared/rules/appointment_states.h"

// Which interpreters and equipment are free at one time, for features that look at many wishes for
// it; part of the face of appointments. It promises nothing: only a booking decides.
namespace alcove::appointments {

class ResourcesThen {
 public:
  using ResourceId = api::resources::ResourceId;
  // For visits that lie in `within`.
  ResourcesThen(store::ReadTxn& txn, const rules::TimeSlot& within);

  // Taken by something that is in no visit yet: an offer.
  void also_taken(const ResourceId& id, const rules::TimeSlot& then);

  // In use, and taken by nothing then.
  bool is_free(const ResourceId& id, const rules::TimeSlot& visit) const;
  // Of those first, or else the first by name; none: nobody is free who interprets into it.
  std::optional<ResourceId> interpreter(api::clients::SpokenLanguage language,
                                        const std::vector<ResourceId>& of,
                                        const rules::TimeSlot& visit) const;

 private:
  struct Taken {
    rules::TimeSlot slot;
    ResourceId resource;
  };
  std::vector<api::resources::Resource> in_use_{};  // by name
  std::vector<Taken> taken_{};
};

}  // namespace alcove::appointments
