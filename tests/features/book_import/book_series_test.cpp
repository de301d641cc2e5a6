// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/features/book_import/former_book.h"

using namespace alcove;
using book_import::Outcome;
using testing::FormerBook;
using testing::Lines;

namespace {

// The calendar of L. Brandt; the first event begins on line 2, each of them has as many lines.
struct CalendarBook : FormerBook {
  void event(const std::string& summary, const std::string& start, const std::string& more = "") {
    text += "BEGIN:VEVENT\r\nSUMMARY:" + summary + "\r\nDTSTART;TZID=America/New_York:" + start +
            "\r\nDURATION:PT50M\r\n" + more + "END:VEVENT\r\n";
  }
  Outcome looked_at() {
    whole = "BEGIN:VCALENDAR\r\n" + text + "END:VCALENDAR\r\n";
    calendars = {{testing::kBrandt.text(), whole}};
    return checked();
  }
  // With the name of the file left out.
  Lines problems() {
    Lines told = lines(looked_at().problems);
    const std::string name = "calendar of " + testing::kBrandt.text() + " ";
    for (std::string& one : told) {
      if (one.starts_with(name)) one = one.substr(name.size());
    }
    return told;
  }
  std::string text;
  std::string whole;
};

// Of the store's first steps.
testing::contract::ServiceId contract_service(const char* last_digit) {
  return testing::contract::ServiceId::parse(std::string("01900000-0000-7000-8000-00000000000") +
                                             last_digit)
      .value();
}

std::vector<std::string> starts(FormerBook& book, const std::vector<const char*>& days) {
  std::vector<std::string> all;
  for (const char* day : days) {
    for (const auto& visit : book.on(day)) all.push_back(format_local(visit.start));
  }
  return all;
}

}  // namespace

TEST_CASE("an appointment that repeats comes in as a series, with its rule and its dates") {
  FormerBook book;
  book.clients_are("A-1,Noor,Haddou,1979-06-30\n");
  book.visits = "client,clinician,service,start,minutes,repeats\nA-1," + testing::kBrandt.text() +
                ",Therapy,2026-12-01 10:00,50,FREQ=WEEKLY;COUNT=4\n";
  book.booked("2026-12-15T10:00");
  const Outcome outcome = book.imported();
  CHECK(outcome.series == 1);
  CHECK(outcome.visits == 3);
  CHECK(outcome.first_day == parse_date("2026-12-01").value());
  CHECK(outcome.last_day == parse_date("2026-12-22").value());
  CHECK(FormerBook::lines(outcome.without_place) ==
        Lines{"appointments 2 start: 2026-12-15: clinician is taken"});
  const auto visits = book.on("2026-12-08");
  REQUIRE(visits.size() == 1);
  CHECK(book.history_of(visits[0].id).at(0).person_name == "root");

  book.visits = "client,clinician,service,start,minutes,repeats\nA-1," + testing::kBrandt.text() +
                ",Therapy,2026-12-01 10:00,50,FREQ=HOURLY\nA-1," + testing::kBrandt.text() +
                ",Therapy,2026-12-01 10:00,50,FREQ=WEEKLY;BYDAY=MO\n";
  book.clients.clear();
  book.clients_are("A-1,Nora,Hidden,1980-06-30\n");
  const Lines told = FormerBook::lines(book.checked().problems);
  REQUIRE(told.size() == 2);
  CHECK(told[0].starts_with("appointments 2 repeats: "));
  CHECK(told[1].starts_with("appointments 3 start: "));
}

TEST_CASE("a series that came in goes when it is taken back, with what the nights have added") {
  FormerBook book;
  book.clients_are("A-1,Noor,Haddou,1979-06-30\nA-2,Bea,Lindqvist,2001-01-05\n");
  book.visits = "client,clinician,service,start,minutes,repeats\nA-1," + testing::kBrandt.text() +
                ",Therapy,2026-12-01 10:00,50,FREQ=WEEKLY\nA-2," + testing::kBrandt.text() +
                ",Therapy,2026-12-01 11:00,50,FREQ=WEEKLY;COUNT=3\n";
  const Outcome outcome = book.imported();
  book.box.clock.advance(std::chrono::days(14));
  REQUIRE(series::extend_all(*book.box.ledger, book.setting).booked == 2);
  SECTION("nobody has touched it") {
    const auto undone = book.try_undo().value();
    CHECK(undone.series == 2);
    CHECK(undone.clients == 2);
    CHECK(undone.visits == outcome.visits + 2);
    CHECK(starts(book, {"2026-12-15", "2027-11-30", "2027-12-07"}).empty());
  }
  SECTION("one of its visits was moved: the series stays whole, and the other one goes") {
    const auto visit = book.on("2026-12-15").at(0);
    book.try_move(book.moving(visit, "2026-12-16T10:00")).value();
    const auto undone = book.try_undo().value();
    CHECK(undone.kept == std::vector<std::int64_t>{10003});
    CHECK(undone.kept_series == 1);
    CHECK(undone.series == 1);
    CHECK(undone.visits == 3);
    CHECK(starts(book, {"2026-12-08", "2026-12-16"}) ==
          Lines{"2026-12-08T10:00", "2026-12-16T10:00"});
  }
}

TEST_CASE(
    "a calendar comes in: clients by key and by name, rooms and services where they are one") {
  CalendarBook book;
  book.clients_are("A-1,Noor,Haddou,1979-06-30\n");
  book.event("A-1", "20261201T100000", "LOCATION:room 1\r\nCATEGORIES:Red,medication CHECK\r\n");
  book.event("Haddou\\, Noor", "20261202T100000", "LOCATION:at home\r\n");
  book.event("ana PETROV", "20261203T100000");
  book.event("#10002", "20261204T100000");
  book.event("Somebody", "20261123T100000");                          // over
  book.event("Somebody", "20261205T100000", "STATUS:CANCELLED\r\n");  // never was
  book.service = "Therapy";
  const Outcome outcome = book.looked_at();
  CHECK(FormerBook::lines(outcome.problems).empty());
  CHECK(outcome.visits == 4);
  CHECK(outcome.past == 2);
  book.try_import(outcome.token.value()).value();
  const auto first = book.on("2026-12-01").at(0);
  CHECK(first.client == book.numbered(10003));
  CHECK(first.room == book.room_1);
  CHECK(first.service == contract_service("3"));
  const auto second = book.on("2026-12-02").at(0);
  CHECK(second.client == book.numbered(10003));
  CHECK_FALSE(second.room);
  CHECK(second.service == contract_service("1"));
  CHECK(book.on("2026-12-03").at(0).client == book.ana);
  CHECK(book.on("2026-12-04").at(0).client == book.sam);
}

TEST_CASE("an event that cannot come in is told with its line and its part") {
  CalendarBook book;
  book.add_client("Ana", "Petrov", "1999-09-09");
  book.event("Ana Petrov", "20261201T100000", "CATEGORIES:Therapy\r\n");
  book.event("Anna Petrov", "20261202T100000", "CATEGORIES:Therapy\r\n");
  book.event("Sam Haddad", "20261203T100000", "CATEGORIES:Tennis\r\n");
  book.event("Sam Haddad", "20261204T100000");
  book.event("Sam Haddad", "20261204T110000", "RRULE:FREQ=SECONDLY\r\nCATEGORIES:Therapy\r\n");
  book.event("Sam Haddad", "20261204T120200", "CATEGORIES:Therapy\r\n");
  Lines told = book.problems();
  REQUIRE(told.size() == 6);
  CHECK(told[4].starts_with("25 RRULE: FREQ=SECONDLY is not supported: "));
  told.erase(told.begin() + 4);
  CHECK(told == Lines{"2 SUMMARY: 2 clients are called so: write the key of one",
                      "8 SUMMARY: no client is called so, and none has that key",
                      "14 CATEGORIES: there is no service of that name",
                      "20 CATEGORIES: it names no service: give one with --service",
                      "32 DTSTART: an appointment begins on a step of 5 minutes"});
}

TEST_CASE("--service is for events without a category: one that nobody knows stays a problem") {
  CalendarBook book;
  book.service = "Therapy";
  book.event("Sam Haddad", "20261203T100000", "CATEGORIES:Yoga\r\n");
  book.event("Sam Haddad", "20261204T100000", "CATEGORIES:Yoga,therapy\r\n");
  book.event("Sam Haddad", "20261207T100000", "CATEGORIES:\r\n");
  book.event("Sam Haddad", "20261208T100000");
  CHECK(book.problems() == Lines{"2 CATEGORIES: there is no service of that name"});
}

TEST_CASE("a wrong part of an event does not hide the others") {
  CalendarBook book;
  book.event("Nobody", "20261201T100300", "CATEGORIES:Yoga\r\n");
  book.event("Nobody", "20261201T25", "CATEGORIES:Yoga\r\n");
  book.event("Nobody", "20261202T100000", "RRULE:FREQ=SECONDLY\r\nCATEGORIES:Yoga\r\n");
  Lines told = book.problems();
  std::sort(told.begin(), told.end());
  for (std::string& one : told) one = one.substr(0, one.find(':'));
  CHECK(told == Lines{"14 CATEGORIES", "14 RRULE", "14 SUMMARY", "2 CATEGORIES", "2 DTSTART",
                      "2 SUMMARY", "8 CATEGORIES", "8 DTSTART", "8 SUMMARY"});
}

TEST_CASE("a series that began long ago goes on from its first date to come") {
  CalendarBook book;
  book.service = "Therapy";
  // Mondays and Wednesdays since March 2025; the Wednesday of the week is taken out.
  book.event("Ana Petrov", "20250303T100000",
             "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE\r\n"
             "EXDATE;TZID=America/New_York:20250305T100000\r\n"
             "EXDATE;TZID=America/New_York:20261209T100000\r\n");
  // The fifth and sixth of six are to come.
  book.event("Sam Haddad", "20261027T110000", "RRULE:FREQ=WEEKLY;COUNT=6\r\n");
  book.event("Sam Haddad", "20261005T120000", "RRULE:FREQ=WEEKLY;COUNT=2\r\n");
  const Outcome outcome = book.looked_at();
  REQUIRE(FormerBook::lines(outcome.problems).empty());
  CHECK(outcome.series == 2);
  CHECK(outcome.past == 1);
  book.try_import(outcome.token.value()).value();
  // 3 March 2025 and 23 November 2026 are 90 weeks apart.
  CHECK(starts(book, {"2026-11-24", "2026-11-25", "2026-11-30", "2026-12-01", "2026-12-07",
                      "2026-12-08", "2026-12-09", "2026-12-21", "2026-12-23"}) ==
        Lines{"2026-11-24T11:00", "2026-11-25T10:00", "2026-12-01T11:00", "2026-12-07T10:00",
              "2026-12-21T10:00", "2026-12-23T10:00"});
}

TEST_CASE("dates that an event has besides its rule come in with the series") {
  CalendarBook book;
  // Of the rule, taken out as well, and two that are neither.
  book.event("Ana Petrov", "20261201T100000",
             "CATEGORIES:Therapy\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"
             "EXDATE:20261203T100000\r\n"
             "RDATE:20261208T100000,20261203T100000,20261210T190000Z,20261202T110000\r\n");
  CHECK(book.problems().empty());
  CHECK(book.imported().visits == 4);
  CHECK(starts(book, {"2026-12-01", "2026-12-02", "2026-12-03", "2026-12-08", "2026-12-10"}) ==
        Lines{"2026-12-01T10:00", "2026-12-02T11:00", "2026-12-08T10:00", "2026-12-10T14:00"});
}

TEST_CASE("an event with dates and no rule is a series of its start and these") {
  CalendarBook book;
  book.event("Ana Petrov", "20261201T100000",
             "CATEGORIES:Therapy\r\nRDATE:20261204T100000\r\nRDATE:20261203T100000\r\n");
  CHECK(book.problems().empty());
  const Outcome outcome = book.imported();
  CHECK(outcome.series == 1);
  CHECK(outcome.visits == 3);
  CHECK(starts(book, {"2026-12-01", "2026-12-03", "2026-12-04"}) ==
        Lines{"2026-12-01T10:00", "2026-12-03T10:00", "2026-12-04T10:00"});
}

TEST_CASE("of a series whose rule is over the dates that were added come in") {
  CalendarBook book;
  book.event("Ana Petrov", "20260901T100000",
             "CATEGORIES:Therapy\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"
             "RDATE:20260910T100000,20261210T100000,20261203T090000\r\n");
  // The rule goes on, and a date was added before its next one.
  book.event("Sam Haddad", "20260901T100000",
             "CATEGORIES:Therapy\r\nRRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=4\r\n"
             "RDATE:20261127T100000\r\n");
  CHECK(book.problems().empty());
  CHECK(book.imported().visits == 4);
  CHECK(starts(book, {"2026-11-27", "2026-12-01", "2026-12-03", "2026-12-10", "2027-01-05"}) ==
        Lines{"2026-11-27T10:00", "2026-12-01T10:00", "2026-12-03T09:00", "2026-12-10T10:00"});
}

TEST_CASE(
    "dates that were added before the start, two on a day, or too many, are told by their part") {
  CalendarBook book;
  const std::string rule = "CATEGORIES:Therapy\r\nRRULE:FREQ=YEARLY;COUNT=1\r\n";
  book.event("Ana Petrov", "20261201T100000", rule + "RDATE:20261130T100000\r\n");
  CHECK(book.problems() == Lines{"2 RDATE: an added date lies before the start"});
  for (const char* same_day : {"20261201T150000", "20261203T100000,20261203T150000"}) {
    book.text.clear();
    book.event("Ana Petrov", "20261201T100000", rule + "RDATE:" + same_day + "\r\n");
    CHECK(book.problems() == Lines{"2 RDATE: a series has one date a day"});
  }
  const auto with = [&](int count) {
    book.text.clear();
    std::string dates;
    for (int day = 0; day < count; ++day) {
      const auto one =
          std::chrono::local_days(parse_date("2026-12-02").value()) + std::chrono::days(day);
      std::string text = format_date(LocalDate(one));
      std::erase(text, '-');
      dates += (dates.empty() ? "" : ",\r\n ") + text + "T100000";
    }
    book.event("Ana Petrov", "20261201T100000", rule + "RDATE:" + dates + "\r\n");
    return book.problems();
  };
  CHECK(with(60).empty());
  CHECK(with(61) == Lines{"2 RDATE: at most 60 dates are added"});
}
