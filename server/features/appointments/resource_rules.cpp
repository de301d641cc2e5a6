// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/resource_rules.h"

#include <algorithm>

namespace alcove::appointments {

using api::resources::Resource;
using api::resources::ResourceId;
using api::resources::ResourceKind;

Result<Resource> checked_resource(const api::resources::SetRequest& request) {
  if (request.id.is_nil()) {
    return Error{ErrorCode::kOutOfRange, "id", "everything has an id of its own"};
  }
  Resource resource{.id = request.id,
                    .revision = request.base_revision + 1,
                    .kind = request.kind,
                    .name = request.name,
                    .languages = request.languages,
                    .retired = request.retired};
  auto& languages = resource.languages;
  if (resource.kind == ResourceKind::kEquipment && !languages.empty()) {
    return Error{ErrorCode::kOutOfRange, "languages", "equipment speaks none"};
  }
  if (resource.kind == ResourceKind::kInterpreter && languages.empty()) {
    return Error{ErrorCode::kOutOfRange, "languages", "an interpreter speaks at least one"};
  }
  std::sort(languages.begin(), languages.end());
  if (std::adjacent_find(languages.begin(), languages.end()) != languages.end()) {
    return Error{ErrorCode::kOutOfRange, "languages", "each once"};
  }
  return resource;
}

Result<void> check_each_once(const std::vector<ResourceId>& ids) {
  for (auto id = ids.begin(); id != ids.end(); ++id) {
    if (std::find(ids.begin(), id, *id) != id) {
      return Error{ErrorCode::kOutOfRange, "resources", "each once"};
    }
  }
  return {};
}

bool one_interprets(const std::vector<Resource>& resources, api::clients::SpokenLanguage language) {
  return std::any_of(resources.begin(), resources.end(), [&](const Resource& one) {
    return api::resources::interprets(one, language);
  });
}

}  // namespace alcove::appointments
