// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/paper_words.h"

#include <fmt/format.h>

namespace alcove::pdf {
namespace {

using rules::Language;

constexpr const char* kDays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                 "Thursday", "Friday", "Saturday"};
constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};
constexpr const char* kDaysSpanish[] = {"domingo", "lunes",   "martes", "miércoles",
                                        "jueves",  "viernes", "sábado"};
constexpr const char* kMonthsSpanish[] = {"enero",      "febrero", "marzo",     "abril",
                                          "mayo",       "junio",   "julio",     "agosto",
                                          "septiembre", "octubre", "noviembre", "diciembre"};

}  // namespace

std::string clock_time(LocalDateTime time, Language language) {
  const auto of_day = time - std::chrono::floor<std::chrono::days>(time);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(of_day).count();
  const auto hour = minutes / 60;
  const bool spanish = language == Language::kSpanish;
  const char* const half = hour < 12 ? (spanish ? "a. m." : "AM") : (spanish ? "p. m." : "PM");
  return fmt::format("{}:{:02} {}", (hour + 11) % 12 + 1, minutes % 60, half);
}

std::string long_date(LocalDate date, Language language) {
  const std::chrono::weekday weekday{std::chrono::local_days(date)};
  const unsigned month = static_cast<unsigned>(date.month()) - 1;
  const auto day = static_cast<unsigned>(date.day());
  const int year = static_cast<int>(date.year());
  if (language == Language::kSpanish) {
    return fmt::format("{}, {} de {} de {}", kDaysSpanish[weekday.c_encoding()], day,
                       kMonthsSpanish[month], year);
  }
  return fmt::format("{}, {} {}, {}", kDays[weekday.c_encoding()], kMonths[month], day, year);
}

}  // namespace alcove::pdf
