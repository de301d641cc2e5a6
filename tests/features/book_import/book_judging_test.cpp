// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

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
  const std::string nobody = "clinician: nobody who works here has that sign-in name";
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
