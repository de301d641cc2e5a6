// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/language.h"
#include "shared/api/availability.h"

// How the terminals say when somebody works and is away.
namespace alcove::screens::desk {

std::string_view slot_word(text::Language language, rules::SlotType type);
std::string_view kind_word(text::Language language, rules::TimeOffKind kind);

// "9:00", "1:00 PM"; the end of a day is midnight.
std::string minute_word(text::Language language, std::int64_t minute);

// "From November 2, 2026 until further notice".
std::string hours_span(text::Language language, const api::availability::Hours& hours);

// The weekdays that are alike together: "Mo, We" and "9:00 to 12:00 Therapy, ...". Days on which
// nobody works come last, in one line.
struct WeekLine {
  std::string days;
  std::string parts;
};
std::vector<WeekLine> week_lines(text::Language language,
                                 const std::vector<api::availability::Block>& blocks);
// What one weekday (1 is Monday) has: "9:00 to 12:00 Therapy, 12:00 PM to 1:00 PM Lunch".
std::string day_line(text::Language language, const std::vector<api::availability::Block>& blocks,
                     std::int64_t weekday);

// "December 24, 2026 to January 1, 2027" for whole days, otherwise with the times.
std::string time_off_span(text::Language language, const api::availability::TimeOff& time_off);
bool is_whole_days(const api::availability::TimeOff& time_off);
// The last of the days that are meant: midnight ends the day before.
LocalDate last_day_of(const api::availability::TimeOff& time_off);

}  // namespace alcove::screens::desk
