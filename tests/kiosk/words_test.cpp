// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <set>

#include "kiosk/text/common_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/fill.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/status.h"

namespace alcove::text {
namespace {

using namespace std::chrono_literals;

LocalDateTime at(int hour, int minute) {
  return std::chrono::local_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(hour) +
         std::chrono::minutes(minute);
}

TEST_CASE("a value with braces or stars stays as it was typed") {
  CHECK(fill("{a} and {b}", {{"a", "{b}"}, {"b", "**x**"}}) == "{b} and **x**");
  CHECK(fill("nothing to fill", {}) == "nothing to fill");
}

TEST_CASE("a sentence that ends with an abbreviation has one full stop") {
  CHECK(fill("Kept here, {time}.", {{"time", "12:20:22 p. m."}}) == "Kept here, 12:20:22 p. m.");
  CHECK(fill("{who}. Then", {{"who", "Ana Ruiz Jr."}}) == "Ana Ruiz Jr. Then");
  CHECK(fill("{who}, {time}.", {{"who", "Ana Ruiz Jr."}, {"time", "9:50"}}) ==
        "Ana Ruiz Jr., 9:50.");
}

TEST_CASE("one and many have their own words in both languages") {
  const CommonMessages english(Language::kEnglish);
  const CommonMessages spanish(Language::kSpanish);
  CHECK(english.box_sending(1) == "Connected, 1 thing is on its way to the box");
  CHECK(english.box_sending(0) == "Connected, 0 things are on their way to the box");
  CHECK(spanish.box_sending(1) == "Conectado, 1 cosa va en camino al servidor");
  const ui::Connection full{.away_since = {}, .waiting = 2, .takes_nothing = true};
  CHECK(ui::connection_words(text::Language::kEnglish, full) ==
        "The box cannot save, 2 things are safe here");
  CHECK(ui::connection_words(text::Language::kSpanish, full) ==
        "El servidor no puede guardar, 2 cosas a salvo aquí");
  CHECK(spanish.box_away_waiting({.count = 3, .time = "10:41"}) ==
        "Sin servidor desde las 10:41, 3 cosas esperan aquí");
}

TEST_CASE("a box that was not there since the start is said to be away without a time") {
  const ui::Connection unheard{.there = false, .away_since = {}, .waiting = 2};
  CHECK(ui::connection_words(Language::kEnglish, unheard) == "The box does not answer yet");
  CHECK(ui::connection_words(Language::kSpanish, unheard) == "El servidor todavía no responde");
}

TEST_CASE("dates and times read as people say them") {
  const LocalDate date = std::chrono::year(2026) / 11 / 23;  // a Monday
  CHECK(weekday_and_date(Language::kEnglish, date) == "Monday, November 23");
  CHECK(weekday_and_date(Language::kSpanish, date) == "lunes, 23 de noviembre");
  const LocalDate new_year = std::chrono::year(2027) / 1 / 1;
  CHECK(weekday_and_date(Language::kEnglish, date, date) == "Monday, November 23");
  CHECK(weekday_and_date(Language::kEnglish, new_year, date) == "Friday, January 1, 2027");
  CHECK(weekday_and_date(Language::kSpanish, new_year, date) == "viernes, 1 de enero de 2027");
  CHECK(full_date(Language::kEnglish, std::chrono::year(1986) / 4 / 17) == "April 17, 1986");
  CHECK(full_date(Language::kSpanish, std::chrono::year(1986) / 4 / 17) == "17 de abril de 1986");
  CHECK(short_date(Language::kEnglish, date) == "Nov 23");
  CHECK(short_date(Language::kSpanish, date) == "23 nov");
  CHECK(clock_time(Language::kEnglish, at(9, 50)) == "9:50");
  CHECK(clock_time(Language::kEnglish, at(12, 0)) == "12:00 PM");
  CHECK(clock_time(Language::kEnglish, at(13, 5)) == "1:05 PM");
  CHECK(clock_time(Language::kSpanish, at(23, 59)) == "11:59 p. m.");
  CHECK(clock_time(Language::kEnglish, at(0, 7)) == "12:07 AM");
  CHECK(clock_time(Language::kSpanish, at(0, 59)) == "12:59 a. m.");
  CHECK(clock_time(Language::kEnglish, at(1, 0)) == "1:00");
}

TEST_CASE("every refusal has a sentence of its own in both languages") {
  for (const Language language : {Language::kEnglish, Language::kSpanish}) {
    std::size_t count = 0;
    for (int value = 0; value < 256; ++value) {
      const ErrorCode code = static_cast<ErrorCode>(value);
      const std::string_view word = error_code_word(code);
      if (error_code_from_word(word) != code) continue;  // beyond the last code
      ++count;
      const std::string_view sentence = problem(language, code);
      INFO(word);
      CHECK(sentence.size() > 20);
      CHECK(sentence.back() == '.');
    }
    CHECK(count == 37);
  }
  CHECK(problem(Language::kEnglish, ErrorCode::kWrongSignIn) ==
        "That name and password do not belong together.");
}

}  // namespace
}  // namespace alcove::text
