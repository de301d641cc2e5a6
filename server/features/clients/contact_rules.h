// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/contact_reach.h"
#include "shared/base/result.h"

// How a client is reached: pure functions of the record and of what the client asks for.
namespace alcove::clients {

// As they are kept: numbers and the state in one spelling. kOutOfRange with the path of the field.
Result<api::clients::Wishes> checked_wishes(api::clients::Wishes wishes);

// What the client asks not to be reached by is left out of the answer, so that nobody reads it by
// mistake. The way that is preferred counts, and where it cannot be, the other one.
api::clients::Reach reach_of(const api::clients::Details& details,
                             const api::clients::Wishes& wishes);

}  // namespace alcove::clients
