// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "shared/base/time.h"

// The zones that calendars name in TZID: by the IANA name, with a registry's name before it
// ("/freeassociation.sourceforge.net/Europe/Berlin"), or as Outlook calls them ("W. Europe Standard
// Time"). Pure and thread-safe.
namespace alcove::ical {

// The IANA name for what Outlook says, as CLDR has it for the whole world.
std::optional<std::string_view> zone_of_outlook(std::string_view name);

// kOutOfRange where no zone is called so.
Result<Zone> zone_called(std::string_view name);

}  // namespace alcove::ical
