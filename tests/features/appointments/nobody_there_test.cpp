// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/working_book.h"

// Rows of visits that were booked before the clinician's time off or a closed day.

using namespace alcove;
using namespace alcove::testing;
using api::appointments::Flag;

namespace {

using Flags = std::vector<Flag>;

Flags flags_on(Book& book, const char* day) {
  const auto rows = book.answer(contract::day, {parse_date(day).value(), {}}).items;
  REQUIRE(rows.size() == 1);
  return rows[0].flags;
}

}  // namespace

TEST_CASE("a visit that is expected says that its clinician is away, for any part of it") {
  const auto [from, until, away] = GENERATE(
      table<const char*, const char*, bool>({{"2026-11-26T00:00", "2026-11-27T00:00", true},
                                             {"2026-11-26T10:59", "2026-11-26T13:00", true},
                                             {"2026-11-26T09:00", "2026-11-26T10:01", true},
                                             {"2026-11-20T09:00", "2026-12-04T10:01", true},
                                             {"2026-11-26T11:00", "2026-11-26T13:00", false},
                                             {"2026-11-26T09:00", "2026-11-26T10:00", false},
                                             {"2026-11-25T00:00", "2026-11-26T00:00", false}}));
  INFO(from << " " << until);
  WorkingBook book;
  contract::BookRequest hour = book.booking("2026-11-26T10:00");
  hour.minutes = 60;
  REQUIRE(book.try_book(hour).ok());
  CHECK(flags_on(book, "2026-11-26").empty());
  book.away(kBrandt, from, until);
  CHECK(flags_on(book, "2026-11-26") == (away ? Flags{Flag::kClinicianAway} : Flags{}));
}

TEST_CASE("somebody else's time off is not hers, and what is over says nothing") {
  WorkingBook book;
  const Appointment visit = book.booked("2026-11-26T10:00");
  book.away(kReyes, "2026-11-26T00:00", "2026-11-27T00:00");
  CHECK(flags_on(book, "2026-11-26").empty());
  book.away(kBrandt, "2026-11-26T00:00", "2026-11-27T00:00");
  CHECK(flags_on(book, "2026-11-26") == Flags{Flag::kClinicianAway});
  REQUIRE(book.try_cancel(visit, contract::CancelledBy::kClinic).ok());
  CHECK(flags_on(book, "2026-11-26").empty());
}

TEST_CASE("on a closed day every visit that is expected says so, before it says who is away") {
  WorkingBook book;
  book.booked("2026-11-26T10:00");
  book.booked("2026-11-27T10:00");
  book.away(kBrandt, "2026-11-26T00:00", "2026-11-27T00:00");
  book.closed("2026-11-26");
  CHECK(flags_on(book, "2026-11-26") == Flags{Flag::kClinicClosed});
  CHECK(flags_on(book, "2026-11-27").empty());
  const auto because = [&](const char* day) {
    return book.answer(contract::day, {parse_date(day).value(), {}}).clinic_closed;
  };
  CHECK(because("2026-11-26") == "Winter feast");
  CHECK_FALSE(because("2026-11-25"));
  CHECK_FALSE(because("2026-11-27"));
}
