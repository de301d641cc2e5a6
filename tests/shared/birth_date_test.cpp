// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/birth_date.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::rules;

namespace {

LocalDate date(const char* text) {
  return parse_date(text).value();
}

std::string read(const char* typed) {
  std::string all;
  for (const LocalDate day : read_typed_date(typed, date("2026-11-24"))) {
    all += (all.empty() ? "" : " ") + format_date(day);
  }
  return all;
}

}  // namespace

TEST_CASE("a year is completed on the birthday, not the day before") {
  CHECK(age_on(date("1986-04-17"), date("2026-04-16")) == 39);
  CHECK(age_on(date("1986-04-17"), date("2026-04-17")) == 40);
  CHECK(age_on(date("1986-04-17"), date("2026-12-31")) == 40);
  CHECK(age_on(date("2026-11-24"), date("2026-11-24")) == 0);
  CHECK(age_on(date("2026-11-25"), date("2026-11-24")) == -1);
}

TEST_CASE("who was born on 29 February is a year older on 1 March of a common year") {
  CHECK(age_on(date("2008-02-29"), date("2026-02-28")) == 17);
  CHECK(age_on(date("2008-02-29"), date("2026-03-01")) == 18);
  CHECK(age_on(date("2008-02-29"), date("2028-02-28")) == 19);
  CHECK(age_on(date("2008-02-29"), date("2028-02-29")) == 20);
}

TEST_CASE("a minor is an adult from the eighteenth birthday on") {
  CHECK(is_minor(date("2008-11-25"), date("2026-11-24")));
  CHECK_FALSE(is_minor(date("2008-11-24"), date("2026-11-24")));
}

TEST_CASE("a birth date is today at the latest and 130 years ago at the earliest") {
  const LocalDate today = date("2026-11-24");
  CHECK(check_birth_date(today, today));
  CHECK_FALSE(check_birth_date(date("2026-11-25"), today));
  CHECK(check_birth_date(date("1895-11-25"), today));
  CHECK(check_birth_date(date("1895-11-24"), today).error().code == ErrorCode::kOutOfRange);
  CHECK_FALSE(check_birth_date(LocalDate{}, today));
}

TEST_CASE("a birth date is understood in the forms that a receptionist types") {
  CHECK(read("4/17/86") == "1986-04-17");
  CHECK(read("04/17/1986") == "1986-04-17");
  CHECK(read("4-17-1986") == "1986-04-17");
  CHECK(read("4.17.86") == "1986-04-17");
  CHECK(read("1986-04-17") == "1986-04-17");
  CHECK(read("1986/4/17") == "1986-04-17");
  CHECK(read("04171986") == "1986-04-17");
  CHECK(read("19860417") == "1986-04-17");
  CHECK(read("17/4/86") == "1986-04-17");
  CHECK(read("4/5/86") == "1986-04-05");
}

TEST_CASE("a birth date is understood with the month's name, as the screens write it") {
  for (const char* typed : {"April 17, 1986", "april 17 1986", "Apr 17 86", "APR. 17, 1986",
                            "17 April 1986", "April 17th, 1986", "17 de abril de 1986", "17 abr 86",
                            "17 de Abril del 1986", "abril 17, 1986", "1986 April 17"}) {
    CAPTURE(typed);
    CHECK(read(typed) == "1986-04-17");
  }
  CHECK(read("may 5 1990") == "1990-05-05");
  CHECK(read("5 de mayo de 1990") == "1990-05-05");
  CHECK(read("Sept 1st 2001") == "2001-09-01");
  CHECK(read("1 de setiembre de 2001") == "2001-09-01");
  CHECK(read("Jan 2 03") == "2003-01-02 1903-01-02");
  CHECK(read("2 ene 03") == "2003-01-02 1903-01-02");
  CHECK(read("ago 9 1970") == "1970-08-09");
  CHECK(read("dic 24 1970") == "1970-12-24");
  for (const char* typed :
       {"april", "april 17", "ap 17 1986", "april 31 1986", "april 17 198", "april 117 1986",
        "17 1986", "17 18 1986", "april may 1986", "aprilis 17 1986", "april 17 1986 1",
        "april 17 2027", "th april 1986", "april -7 1986"}) {
    CAPTURE(typed);
    CHECK(read(typed).empty());
  }
  CHECK(typed_date_problem("april 31 1986", date("2026-11-24")) == TypedDateProblem::kNoSuchDay);
}

TEST_CASE(
    "a year of two digits means the last one that is not after today, then a century before") {
  CHECK(read("11/24/26") == "2026-11-24 1926-11-24");
  CHECK(read("11/25/26") == "1926-11-25");
  CHECK(read("1/2/03") == "2003-01-02 1903-01-02");
}

TEST_CASE("what is no date, or no birth date of a living person, is not understood as one") {
  for (const char* typed :
       {"", "4/17", "4/17/", "4/17/1", "4/17/198", "4/17-86", "2/30/1986", "13/13/86", "0/1/86",
        "1/0/86", "11/25/2026", "4/17/1886", "7165550112", "a/b/c", "4/17/86/1"}) {
    CAPTURE(typed);
    CHECK(read(typed).empty());
  }
  CHECK(read("2/29/2024") == "2024-02-29");
  CHECK(read("2/29/2023").empty());
}

TEST_CASE("what cannot be a birth date is told apart from what is no date at all") {
  using Problem = TypedDateProblem;
  const auto why = [](const char* typed) { return typed_date_problem(typed, date("2026-11-24")); };
  CHECK(why("2/30/1986") == Problem::kNoSuchDay);
  CHECK(why("2/29/2023") == Problem::kNoSuchDay);
  CHECK(why("30/2/1986") == Problem::kNoSuchDay);
  CHECK(why("1986-11-31") == Problem::kNoSuchDay);
  CHECK(why("11/25/2026") == Problem::kAfterToday);
  CHECK(why("11/23/1895") == Problem::kTooLongAgo);
  CHECK(why("13/13/1986") == Problem::kUnread);
  CHECK(why("4/17") == Problem::kUnread);
  CHECK(why("") == Problem::kUnread);
}
