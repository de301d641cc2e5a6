// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/dates.h"

#include <fmt/format.h>

#include "kiosk/text/dates_messages.h"
#include "shared/base/check.h"

namespace alcove::text {
namespace {

// The word at `index` of a list written "one|two|three".
std::string_view word_at(std::string_view list, unsigned index) {
  for (; index > 0; --index) {
    const std::size_t bar = list.find('|');
    ALCOVE_CHECK(bar != std::string_view::npos);
    list.remove_prefix(bar + 1);
  }
  return list.substr(0, list.find('|'));
}

std::string_view month_name(const DatesMessages& say, LocalDate date) {
  return word_at(say.date_months(), static_cast<unsigned>(date.month()) - 1);
}

}  // namespace

std::string weekday_and_date(Language language, LocalDate date) {
  const DatesMessages say(language);
  const std::chrono::weekday weekday{std::chrono::sys_days(date)};
  return say.date_weekday({.weekday = word_at(say.date_weekdays(), weekday.c_encoding()),
                           .month = month_name(say, date),
                           .day = std::to_string(static_cast<unsigned>(date.day()))});
}

std::string weekday_and_date(Language language, LocalDate date, LocalDate today) {
  std::string words = weekday_and_date(language, date);
  if (date.year() == today.year()) return words;
  return DatesMessages(language).date_with_year(
      {.date = words, .year = std::to_string(static_cast<int>(date.year()))});
}

std::string full_date(Language language, LocalDate date) {
  const DatesMessages say(language);
  return say.date_full({.month = month_name(say, date),
                        .day = std::to_string(static_cast<unsigned>(date.day())),
                        .year = std::to_string(static_cast<int>(date.year()))});
}

std::string short_date(Language language, LocalDate date) {
  const DatesMessages say(language);
  const unsigned month = static_cast<unsigned>(date.month()) - 1;
  return say.date_short({.month = word_at(say.date_short_months(), month),
                         .day = std::to_string(static_cast<unsigned>(date.day()))});
}

std::string short_month(Language language, LocalDate date) {
  const DatesMessages say(language);
  return std::string(word_at(say.date_short_months(), static_cast<unsigned>(date.month()) - 1));
}

std::string month_and_year(Language language, std::chrono::year_month month) {
  const DatesMessages say(language);
  return say.date_month_year(
      {.month = word_at(say.date_months(), static_cast<unsigned>(month.month()) - 1),
       .year = std::to_string(static_cast<int>(month.year()))});
}

std::string weekday_letters(Language language, unsigned day_of_week) {
  return std::string(word_at(DatesMessages(language).date_weekday_letters(), day_of_week));
}

std::string clock_time(Language language, LocalDateTime time) {
  const DatesMessages say(language);
  const auto minutes = (time - std::chrono::floor<std::chrono::days>(time)).count();
  const auto hour = minutes / 60;
  const std::string figures =
      fmt::format("{}:{:02}", hour % 12 == 0 ? 12 : hour % 12, minutes % 60);
  if (hour == 0) return say.time_night(figures);
  return hour < 12 ? figures : say.time_afternoon(figures);
}

}  // namespace alcove::text
