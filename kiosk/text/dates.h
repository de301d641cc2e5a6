// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/text/language.h"
#include "shared/base/time.h"

// Dates and times as people say them.
namespace alcove::text {

std::string weekday_and_date(Language language, LocalDate date);  // "Monday, November 23"
// With the year where it is not that of `today`: "Wednesday, January 6, 2027".
std::string weekday_and_date(Language language, LocalDate date, LocalDate today);
std::string full_date(Language language, LocalDate date);                      // "April 17, 1986"
std::string short_date(Language language, LocalDate date);                     // "Nov 23"
std::string short_month(Language language, LocalDate date);                    // "Nov"
std::string month_and_year(Language language, std::chrono::year_month month);  // "November 2026"
std::string weekday_letters(Language language, unsigned day_of_week);          // "Mo"; 0 is Sunday

// "9:50", "1:05 PM": the morning as on the clinic's wall clock, the afternoon named, and the hour
// after midnight ("12:05 AM"), so that nothing is ever twelve hours off.
std::string clock_time(Language language, LocalDateTime time);

}  // namespace alcove::text
