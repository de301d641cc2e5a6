// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "shared/base/time.h"

namespace alcove::screens::room {

// A time as people type it beside a visit: "10:02", "1002", "1:05 PM", "1:05 p. m.", "13:05". Of
// two meanings the one nearer to the visit's start; "1:05" beside a visit at 13:00 is the
// afternoon. Beside a visit late in the evening "12:20 AM" is the next day. Nothing when it is no
// time.
std::optional<LocalDateTime> parse_clock(std::string_view typed, LocalDateTime visit_start);

}  // namespace alcove::screens::room
