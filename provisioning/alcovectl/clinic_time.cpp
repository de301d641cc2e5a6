// SPDX-License-Identifier: Apache-2.0
#include "provisioning/alcovectl/clinic_time.h"

#include <fmt/format.h>

namespace alcove::ctl {

std::string clinic_time_words(LocalDateTime at, std::string_view zone, UtcTime now) {
  const Result<Zone> known = Zone::named(zone);
  const std::string text = format_local(at);
  const bool today = known && date_of(known->to_local(now)) == date_of(at);
  const std::string day = today ? "today" : "on " + text.substr(0, 10);
  return fmt::format("{} {}, clinic time", text.substr(11, 5), day);
}

}  // namespace alcove::ctl
