// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "shared/api/client_record.h"
#include "shared/api/resources.h"

// What may be set as an interpreter or a piece of equipment, and what a visit may take. Pure.
namespace alcove::appointments {

// As it is kept: languages in the order of their words. Errors: kOutOfRange, field "id" (none) or
// "languages".
Result<api::resources::Resource> checked_resource(const api::resources::SetRequest& request);

// Each once. kOutOfRange, field "resources".
Result<void> check_each_once(const std::vector<api::resources::ResourceId>& ids);

// Whether one of them interprets into the language.
bool one_interprets(const std::vector<api::resources::Resource>& resources,
                    api::clients::SpokenLanguage language);

}  // namespace alcove::appointments
