// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/meeting_book.h"

// The sessions of several in a week of the calendar.

using namespace alcove;
using namespace alcove::testing;

namespace {

using Words = std::vector<std::string>;

// "2026-12-01T10:00 2": when, and how many hold a place.
Words sessions(MeetingBook& book, const char* from, const char* until,
               std::optional<StaffId> clinician = std::nullopt) {
  contract::BetweenRequest request{.from = at(from), .until = at(until)};
  request.clinician = clinician;
  Words all;
  for (const auto& card : book.answer(contract::between, request).meetings) {
    all.push_back(format_local(card.meeting.start) + " " + std::to_string(card.expected));
  }
  return all;
}

}  // namespace

TEST_CASE("a week has the sessions that stand in it, also with who leads them beside another") {
  MeetingBook book;
  book.met("2026-12-01T10:00");
  const contract::Meeting off = book.met("2026-12-02T10:00");
  book.must(book.try_cancel_all(off));
  auto both = book.family("2026-12-03T10:00");
  both.clinicians = {kBrandt, kReyes};
  book.must(book.try_meet(both));
  book.met("2026-12-08T10:00");
  const Words all{"2026-12-01T10:00 2", "2026-12-03T10:00 2"};
  CHECK(sessions(book, "2026-11-30T00:00", "2026-12-07T00:00") == all);
  CHECK(sessions(book, "2026-11-30T00:00", "2026-12-07T00:00", kBrandt) == all);
  CHECK(sessions(book, "2026-11-30T00:00", "2026-12-07T00:00", kReyes) ==
        Words{"2026-12-03T10:00 2"});
}

TEST_CASE(
    "a session lies in a span that it overlaps by a minute, one from the evening before too") {
  MeetingBook book;
  book.met("2026-12-01T23:30");  // until half past midnight
  CHECK(sessions(book, "2026-12-02T00:29", "2026-12-02T09:00").size() == 1);
  CHECK(sessions(book, "2026-12-02T00:30", "2026-12-02T09:00").empty());
  CHECK(sessions(book, "2026-12-01T09:00", "2026-12-01T23:31").size() == 1);
  CHECK(sessions(book, "2026-12-01T09:00", "2026-12-01T23:30").empty());
}

TEST_CASE("seven days are told with their sessions, and a minute more without") {
  MeetingBook book;
  book.met("2026-12-01T10:00");
  CHECK(sessions(book, "2026-11-30T00:00", "2026-12-07T00:00").size() == 1);
  CHECK(sessions(book, "2026-11-30T00:00", "2026-12-07T00:01").empty());
}
