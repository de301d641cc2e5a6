// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/waitlist/waiting_room.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

waits::ReportReply report(WaitingRoom& room, const char* from, const char* until) {
  return room.answer(waits::report,
                     waits::ReportRequest{parse_date(from).value(), parse_date(until).value()});
}

}  // namespace

TEST_CASE("the report counts from the first contact to the first offer and the first kept visit") {
  WaitingRoom room;
  // Asked on Monday at nine; offered on Tuesday at ten: 25 hours. Seen on Wednesday at eleven: 50.
  const waits::Entry ana = room.waiting(room.ana, Priority::kUrgent, "2026-11-23T09:00");
  const waits::Offer offer = room.offered(ana, "2026-11-25T11:00", "2026-11-25T10:59");
  const Appointment visit = room.try_take(offer).value();
  // Never offered anything, and due on Wednesday at 9:59.
  room.waiting(room.sam, Priority::kUrgent, "2026-11-23T09:59");
  room.box.clock.set(utc("2026-11-25T16:00:00.000Z"));
  Appointment now = room.try_mark(visit, AppointmentState::kArrived).value();
  room.try_mark(now, AppointmentState::kInSession).value();
  const auto found = report(room, "2026-11-01", "2026-11-30");
  REQUIRE(found.items.size() == 1);
  CHECK(found.items[0].month == parse_date("2026-11-01").value());
  CHECK(found.items[0].service_name == "Therapy");
  CHECK(found.items[0].contacts == 2);
  CHECK(found.items[0].offered == waits::Reach{1, 1, 2, 25 * 60});
  CHECK(found.items[0].kept == waits::Reach{1, 0, 2, 50 * 60});
  CHECK(found.standards == waits::Standards{});
  const std::string csv(found.csv.begin(), found.csv.end());
  CHECK(csv.find("2026-11,Therapy,2,1,2,1,1500,1,2,0,3000\r\n") != std::string::npos);
}

TEST_CASE("a visit that was booked without an offer counts as offered when it was booked") {
  WaitingRoom room;
  room.waiting(room.ana, Priority::kUrgent, "2026-11-24T09:00");
  const Appointment visit = room.booked("2026-11-24T12:00", 55);
  auto found = report(room, "2026-11-24", "2026-11-24");
  REQUIRE(found.items.size() == 1);
  CHECK(found.items[0].offered == waits::Reach{1, 1, 1, 60});
  CHECK(found.items[0].kept == waits::Reach{0, 0, 0, std::nullopt});
  REQUIRE(room.try_mark(visit, AppointmentState::kEnteredInError).ok());
  found = report(room, "2026-11-24", "2026-11-24");
  CHECK(found.items[0].offered.reached == 0);
}

TEST_CASE(
    "a visit from before the first contact, or for another service, is not what was waited for") {
  WaitingRoom room;
  const Appointment visit = room.booked("2026-11-24T10:00", 55);
  Appointment now = room.try_mark(visit, AppointmentState::kArrived).value();
  room.try_mark(now, AppointmentState::kInSession).value();
  room.box.clock.set(utc("2026-11-24T17:00:00.000Z"));
  room.waiting(room.ana, Priority::kUrgent, "2026-11-24T11:00");
  contract::BookRequest other = room.booking("2026-11-25T12:00", 90);
  other.service = contract::ServiceId::parse("01900000-0000-7000-8000-000000000002").value();
  REQUIRE(room.try_book(other).ok());
  const auto found = report(room, "2026-11-24", "2026-11-24");
  REQUIRE(found.items.size() == 1);
  CHECK(found.items[0].offered.reached == 0);
  CHECK(found.items[0].kept.reached == 0);
}

TEST_CASE("mistakes are in no report, and days outside of it neither") {
  WaitingRoom room;
  const waits::Entry ana = room.waiting(room.ana, Priority::kRoutine, "2026-11-22T23:59");
  room.waiting(room.sam, Priority::kRoutine, "2026-11-23T00:00");
  CHECK(report(room, "2026-11-22", "2026-11-23").items[0].contacts == 2);
  CHECK(report(room, "2026-11-23", "2026-11-23").items[0].contacts == 1);
  CHECK(report(room, "2026-11-22", "2026-11-22").items[0].contacts == 1);
  REQUIRE(room.step(&waitlist::close, {ana.id, 1, waits::CloseHow::kMistake, "twice"}).ok());
  CHECK(report(room, "2026-11-22", "2026-11-22").items.empty());
}

TEST_CASE("a report is of at most 366 days, and its end is not before its beginning") {
  WaitingRoom room;
  const auto asked = [&](const char* from, const char* until) {
    return code_in(room.ask(
        waits::report, waits::ReportRequest{parse_date(from).value(), parse_date(until).value()}));
  };
  CHECK(asked("2026-01-01", "2027-01-01").empty());
  CHECK(asked("2026-01-01", "2027-01-02") == "out_of_range");
  CHECK(asked("2026-11-24", "2026-11-23") == "out_of_range");
}

TEST_CASE("the clinic's own standards decide who was in time") {
  WaitingRoom room;
  const waits::Entry ana = room.waiting(room.ana, Priority::kUrgent, "2026-11-23T09:00");
  room.offered(ana, "2026-11-25T11:00", "2026-11-25T10:59");
  CHECK(report(room, "2026-11-23", "2026-11-23").items[0].offered.within == 1);
  REQUIRE(room.ask(waits::set_standards, waits::Standards{3, 24, 10}, "administrator").status ==
          200);
  CHECK(room.answer(waits::read_standards, wire::Nothing{}) == waits::Standards{3, 24, 10});
  CHECK(report(room, "2026-11-23", "2026-11-23").items[0].offered ==
        waits::Reach{1, 0, 1, 25 * 60});
}
