// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/alerts/call_rows.h"

#include "kiosk/text/alerts_messages.h"
#include "kiosk/text/dates.h"

namespace alcove::flows {

std::string said_words(text::Language language, const Zone& zone, UtcTime now,
                       const std::optional<UtcTime>& said) {
  if (!said) return {};
  const text::AlertsMessages say(language);
  const LocalDateTime local = zone.to_local(*said);
  const std::string clock = text::clock_time(language, local);
  if (date_of(local) == date_of(zone.to_local(now))) return say.help_said_today(clock);
  return say.help_said_day({.date = text::full_date(language, date_of(local)), .time = clock});
}

}  // namespace alcove::flows
