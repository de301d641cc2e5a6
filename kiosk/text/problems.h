// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "kiosk/text/language.h"
#include "shared/base/error.h"

namespace alcove::text {

// The sentence a person reads for a refusal: what happened, what it means for what they typed, and
// what to do. Lives as long as the program. Screens with better words of their own (a slot that was
// just taken, a wrong date) use those instead.
std::string_view problem(Language language, ErrorCode code);

}  // namespace alcove::text
