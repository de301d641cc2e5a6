// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/waitlist/waiting_room.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

waits::Entry waiting_with(WaitingRoom& room, const ClientId& client,
                          const std::function<void(waits::Wish&)>& wish) {
  waits::SetRequest request = room.asking_for(client);
  wish(request.wish);
  return room.step(&waitlist::set_entry, request).value();
}

}  // namespace

TEST_CASE("a cancelled visit's time is for those whose wish it fits, in the order of the list") {
  WaitingRoom room;
  const Appointment visit = room.booked("2026-12-01T10:00");
  const ClientId lee = room.add_client("Lee", "Young", "1980-01-01");
  const ClientId may = room.add_client("May", "Brown", "1981-01-01");
  const ClientId kim = room.add_client("Kim", "Grey", "1982-01-01");
  room.waiting(room.sam, Priority::kRoutine, "2026-11-20T09:00");
  waiting_with(room, lee, [](waits::Wish& wish) {
    wish.priority = Priority::kUrgent;
    wish.weekdays = {2};
    wish.clinician = kBrandt;
  });
  waiting_with(room, may, [](waits::Wish& wish) { wish.clinician = kReyes; });
  waiting_with(room, kim, [](waits::Wish& wish) { wish.from_minute = 12 * 60; });
  // While it is booked it is nobody's.
  CHECK(room.matching("2026-12-01T10:00", 60).count == 0);
  REQUIRE(room.try_cancel(visit, contract::CancelledBy::kClient).ok());
  const auto matches = room.matching("2026-12-01T10:00", 60);
  CHECK(matches.count == 2);
  CHECK(room.names(matches.items) == "Young, Lee; Haddad, Sam");
  CHECK(room.names(room.matching("2026-12-01T12:00", 60).items) ==
        "Young, Lee; Haddad, Sam; Grey, Kim");
  CHECK(room.names(room.matching("2026-12-02T10:00", 60).items) == "Haddad, Sam");
  CHECK(room.names(room.matching("2026-12-02T10:00", 60, kReyes).items) ==
        "Haddad, Sam; Brown, May");
}

TEST_CASE("a visit that is longer than what is free does not fit, one of just that length does") {
  WaitingRoom room;
  room.waiting(room.sam);
  CHECK(room.matching("2026-12-01T10:00", 50).count == 0);
  CHECK(room.matching("2026-12-01T10:00", 55).count == 1);
}

TEST_CASE("who is elsewhere at that time, and a time outside the clinician's hours, do not match") {
  WaitingRoom room;
  room.works(kBrandt, {{2, 9 * 60, 12 * 60, rules::SlotType::kTherapy}});
  room.waiting(room.sam);
  CHECK(room.matching("2026-12-01T10:00").count == 1);
  CHECK(room.matching("2026-12-01T13:00").count == 0);
  contract::BookRequest elsewhere = room.booking("2026-12-01T10:30");
  elsewhere.client = room.sam;
  elsewhere.clinician = kReyes;
  elsewhere.room = room.room_2;
  REQUIRE(room.try_book(elsewhere).ok());
  CHECK(room.matching("2026-12-01T10:00").count == 0);
}

TEST_CASE("a time that is over, or offered to somebody already, is nobody's") {
  WaitingRoom room;
  room.waiting(room.sam);
  const waits::Entry ana = room.waiting(room.ana);
  CHECK(room.matching("2026-11-24T09:55").count == 0);
  CHECK(room.matching("2026-11-24T10:00").count == 2);
  const waits::Offer offer = room.offered(ana, "2026-12-01T10:00");
  CHECK(room.matching("2026-12-01T10:00").count == 0);
  CHECK(room.matching("2026-12-01T10:55").count == 2);
  CHECK(room.matching("2026-12-01T10:55").offered.empty());
  REQUIRE(room.step(&waitlist::decline_offer, {offer.id, ""}).ok());
  CHECK(room.matching("2026-12-01T10:00").count == 2);
  CHECK(room.matching("2026-12-01T10:00").offered.empty());
}

TEST_CASE("to whom a time is offered is said until it is answered or expires, and who is behind") {
  WaitingRoom room;
  room.waiting(room.sam);
  const ClientId may = room.add_client("May", "Brown", "1981-01-01");
  waiting_with(room, may, [](waits::Wish& wish) { wish.clinician = kReyes; });
  const waits::Entry ana = room.waiting(room.ana);
  const waits::Offer offer = room.offered(ana, "2026-12-01T10:00", "2026-11-25T12:00");
  const auto matches = room.matching("2026-12-01T10:00");
  CHECK(matches.items.empty());
  CHECK(room.names(matches.offered) == "Petrov, Ana");
  REQUIRE(matches.offered.at(0).open_offer);
  CHECK(matches.offered[0].open_offer->id == offer.id);
  CHECK(matches.offered[0].open_offer->expires_at == utc("2026-11-25T17:00:00.000Z"));
  CHECK(matches.count_behind == 1);  // Sam; May waits for somebody else
  // Another clinician's time at that hour is not offered to anybody.
  CHECK(room.matching("2026-12-01T10:00", 55, kReyes).offered.empty());
  const std::int64_t head = room.box.ledger->head().number;
  room.matching("2026-12-01T10:00");
  CHECK(events_since(room, head).at(0).detail.starts_with("1 shown; records "));
  SECTION("taken") {
    REQUIRE(room.try_take(offer).ok());
    CHECK(room.matching("2026-12-01T10:00").offered.empty());
    CHECK(room.matching("2026-12-01T10:00").count_behind == 0);
  }
  SECTION("expired") {
    room.box.clock.advance(std::chrono::hours(25));
    CHECK(room.names(room.matching("2026-12-01T10:00").offered) == "Petrov, Ana");
    room.box.clock.advance(std::chrono::hours(1));
    CHECK(room.matching("2026-12-01T10:00").offered.empty());
    CHECK(room.matching("2026-12-01T10:00").count == 2);
  }
}

TEST_CASE("of fifty-one to whom the hours of a day are offered the first fifty are shown") {
  WaitingRoom room;
  std::size_t number = 0;
  for (const ClientId& client : room.add_clients(51)) {
    const waits::Entry entry = room.waiting(client);
    auto request = room.offering(entry, "2026-12-01T08:00");
    request.start += std::chrono::minutes(5 * number++);
    request.minutes = 5;
    request.room.reset();
    REQUIRE(room.step(&waitlist::offer, request).ok());
  }
  const auto matches = room.matching("2026-12-01T08:00", 480);
  CHECK(matches.offered.size() == 50);
  CHECK(matches.offered[0].open_offer->start == at("2026-12-01T08:00"));
  CHECK(matches.offered[49].open_offer->start == at("2026-12-01T12:05"));
}

TEST_CASE("of more than fifty matches all are counted and the first fifty shown") {
  WaitingRoom room;
  for (const ClientId& client : room.add_clients(51)) room.waiting(client);
  const auto matches = room.matching("2026-12-01T10:00");
  CHECK(matches.count == 51);
  CHECK(matches.items.size() == 50);
}
