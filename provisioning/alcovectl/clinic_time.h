// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/base/time.h"

namespace alcove::ctl {

// "14:32 today, clinic time", of a time by the clock on the clinic's wall; "00:05 on 2026-11-25,
// clinic time" for another day. `zone` is the clinic's.
std::string clinic_time_words(LocalDateTime at, std::string_view zone, UtcTime now);

}  // namespace alcove::ctl
