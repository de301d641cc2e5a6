// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/features/book_import/former_book.h"

using namespace alcove;
using book_import::Outcome;
using testing::FormerBook;
using testing::Lines;

TEST_CASE("of a line with a wrong cell client and room are asked about as well as the clinician") {
  FormerBook book;
  book.booked("2026-12-03T15:00");
  const std::string brandt = testing::kBrandt.text();
  // The visit of Ana Petrov (10001) in Room 1 is from three to four.
  book.visits_are("#10001,nobody,therapy,2026-12-03 15:30,50,Room 1\n#10002," + brandt +
                  ",Nope,2026-12-03 15:30,50,Room 1\n#10002,nobody,therapy,2026-12-03 16:00,50,"
                  "Room 1\n#10001," +
                  brandt + ",therapy,2026-12-03 15:00,50,Room 99\n");
  const std::string nobody = "clinician: nobody who can be booked has that sign-in name";
  const std::string taken = ": taken from 15:00 to 16:00";
  CHECK(FormerBook::lines(book.checked().problems) ==
        Lines{"appointments 2 " + nobody, "appointments 2 client" + taken,
              "appointments 2 room" + taken,
              "appointments 3 service: there is no service of that name",
              "appointments 3 clinician" + taken, "appointments 3 room" + taken,
              "appointments 4 " + nobody, "appointments 5 room: there is no room of that name",
              "appointments 5 clinician" + taken, "appointments 5 client" + taken});
}

TEST_CASE("what is over is left out and counted, and a series goes on from its next date") {
  FormerBook book;
  book.clients_are("A-1,Noor,Haddou,1979-06-30\n");
  const std::string brandt = testing::kBrandt.text();
  const auto line = [&](const char* start, const char* rule) {
    return "A-1," + brandt + ",therapy," + start + ",50," + rule + "\n";
  };
  // It is Tuesday, 24 November, ten o'clock. Tuesdays at nine: the fourth of four is to come.
  book.visits = "client,clinician,service,start,minutes,repeats\n" + line("2026-11-23 15:00", "") +
                line("2026-11-24 08:00", "") + line("2026-11-10 09:00", "FREQ=WEEKLY;COUNT=4") +
                line("2026-11-11 09:00", "FREQ=WEEKLY;COUNT=2") + line("2020-01-07 15:00", "");
  const Outcome outcome = book.imported();
  CHECK(outcome.past == 3);
  CHECK(outcome.visits == 2);
  CHECK(outcome.series == 1);
  CHECK(book.on("2026-11-23").empty());
  CHECK(book.on("2026-11-24").size() == 1);
  REQUIRE(book.on("2026-12-01").size() == 1);
  CHECK(format_local(book.on("2026-12-01")[0].start) == "2026-12-01T09:00");
  // With nothing that is to come in, nothing comes in.
  book.clients.clear();
  book.visits = "client,clinician,service,start,minutes,repeats\n" + line("2020-01-07 15:00", "");
  CHECK_FALSE(book.checked().good());
}

TEST_CASE("a visit at a time that the clocks skip is told, and comes in after the gap") {
  FormerBook book;
  book.clients_are("A-1,Noor,Haddou,1979-06-30\nA-2,Bea,Lindqvist,2001-01-05\n");
  const std::string brandt = testing::kBrandt.text();
  book.visits = "client,clinician,service,start,minutes,repeats\nA-1," + brandt +
                ",therapy,2027-03-14 02:30,20,\nA-2," + brandt +
                ",therapy,2027-03-07 02:00,20,FREQ=WEEKLY;COUNT=3\n";
  const Outcome outcome = book.imported();
  CHECK(FormerBook::lines(outcome.clock_changes) ==
        Lines{"appointments 2 start: 2027-03-14: the clocks skip 02:30, the visit is at 03:30",
              "appointments 3 start: 2027-03-14: the clocks skip 02:00, the visit is at 03:00"});
  CHECK(outcome.visits == 4);
}

TEST_CASE("every wrong cell of a client's line is told at once, and what belongs together") {
  FormerBook book;
  book.clients =
      "key,legal_given,legal_family,birth_date,phone_mobile,phone_home,care_therapist,residence,"
      "address_line1,address_line2,city,state,postal_code,contact_name,contact_relationship,"
      "contact_number\n"
      "1,Tom,Old,1890-01-01,555,,nobody,,5 Elm,,,,,,,\n"
      "2,Tim,-,2031-01-01,,,,,5 Elm,,Buffalo,New York,123,,sister,12\n"
      "3,Ted,Olm,1980-01-01,7165550112,716-555-0112,,not_asked,,Apt 2,,,,Sol,,\n";
  const Lines told = FormerBook::lines(book.checked().problems);
  std::set<std::string> cells;
  for (const std::string& one : told) cells.insert(one.substr(8, one.find(':') - 8));
  CHECK(cells == std::set<std::string>{
                     "2 birth_date", "2 phone_mobile", "2 care_therapist", "2 city", "2 state",
                     "2 postal_code", "3 legal_family", "3 birth_date", "3 state", "3 postal_code",
                     "3 contact_name", "3 contact_number", "4 phone_home", "4 residence",
                     "4 address_line1", "4 city", "4 state", "4 postal_code", "4 contact_number"});
  CHECK(told.size() == cells.size());
  const auto has = [&](const std::string& line) {
    return std::find(told.begin(), told.end(), "clients " + line) != told.end();
  };
  CHECK(has("2 city: belongs together with address_line1"));
  CHECK(has("3 contact_name: belongs together with contact_number"));
  CHECK(has("3 state: the two letters of a state, as NY"));
  CHECK(has("4 address_line1: belongs together with address_line2"));
  CHECK(has("4 contact_number: belongs together with contact_name"));
}

TEST_CASE("somebody who sees no clients cannot be booked, and hides no other cell of the line") {
  FormerBook book;
  book.visits = "client,clinician,service,start,minutes,repeats\n#10001," + testing::kOrtiz.text() +
                ",therapy,2026-12-01 10:03,51,\n#10009," + testing::kBrandt.text() +
                ",therapy,2026-12-01 10:00,50.0,FOO\n#10001," + testing::kBrandt.text() +
                ",therapy,2026-12-01 10:03,485,\n";
  const std::string lasts = "minutes: an appointment lasts 5 to 480 minutes, in steps of 5";
  const std::string begins = "start: an appointment begins on a step of 5 minutes";
  Lines told = FormerBook::lines(book.checked().problems);
  REQUIRE(told.size() == 8);
  CHECK(told[5].starts_with("appointments 3 repeats: "));
  told.erase(told.begin() + 5);
  CHECK(told == Lines{"appointments 2 clinician: nobody who can be booked has that sign-in name",
                      "appointments 2 " + begins, "appointments 2 " + lasts,
                      "appointments 3 " + lasts,
                      "appointments 3 client: there is no client with that record number",
                      "appointments 4 " + begins, "appointments 4 " + lasts});
}

TEST_CASE("a service of the options and a calendar of nobody's are told once, whatever is in it") {
  FormerBook book;
  std::string text = "BEGIN:VCALENDAR\r\n";
  for (const char* day : {"20261201", "20261202", "20261203"}) {
    text += std::string("BEGIN:VEVENT\r\nSUMMARY:Sam Haddad\r\nDTSTART:") + day +
            "T100000\r\nDURATION:PT50M\r\nEND:VEVENT\r\n";
  }
  text += "END:VCALENDAR\r\n";
  book.service = "Massage";
  book.calendars = {{"nobody", text}};
  CHECK(FormerBook::lines(book.checked().problems) ==
        Lines{"--service 0 : there is no service of that name",
              "calendar of nobody 0 : nobody who can be booked has that sign-in name"});
}

TEST_CASE("a client whose name has a comma is found in a calendar, either way round") {
  FormerBook book;
  book.clients_are("A-1,Bea,\"Lindqvist, Jr.\",2001-01-05\nA-2,Bea,Lindqvist,1970-01-05\n");
  std::string text = "BEGIN:VCALENDAR\r\n";
  int day = 1;
  for (const char* called :
       {"Lindqvist\\, Jr.\\, Bea", "Bea Lindqvist\\, Jr.", "Lindqvist\\, Bea", "bea lindqvist"}) {
    text += std::string("BEGIN:VEVENT\r\nSUMMARY:") + called + "\r\nDTSTART:2026120" +
            std::to_string(day++) + "T100000\r\nDURATION:PT50M\r\nEND:VEVENT\r\n";
  }
  text += "END:VCALENDAR\r\n";
  book.service = "therapy";
  book.calendars = {{testing::kBrandt.text(), text}};
  REQUIRE(FormerBook::lines(book.checked().problems).empty());
  book.imported();
  const auto on = [&](const char* date) { return book.on(date).at(0).client; };
  CHECK(on("2026-12-01") == *book.numbered(10003));
  CHECK(on("2026-12-02") == *book.numbered(10003));
  CHECK(on("2026-12-03") == *book.numbered(10004));
  CHECK(on("2026-12-04") == *book.numbered(10004));
}
