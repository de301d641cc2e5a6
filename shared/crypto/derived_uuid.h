// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "shared/base/ids.h"

namespace alcove::crypto {

// The id of something that begins with another record and is found again under the same id when
// that comes back: a UUID of version 7 with the time of `from`, the rest taken from the SHA-256 of
// both. Nobody may rely on its being hard to guess.
UuidBytes derived_uuid(const UuidBytes& from, std::string_view name);

}  // namespace alcove::crypto
