// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/appointments/zone_times.h"
#include "server/features/waitlist/waitlist_rules.h"
#include "tests/features/waitlist/waiting_room.h"

using namespace alcove;
using namespace alcove::testing;
using waits::EntryState;
using waits::OfferState;

TEST_CASE("an offer that is taken books the visit and ends the waiting in one write") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  const waits::Offer offer = room.offered(entry, "2026-12-01T10:00");
  CHECK(offer.state == OfferState::kOpen);
  CHECK(offer.clinician_name == "L. Brandt");
  CHECK(offer.expires_at == utc("2026-11-25T17:00:00.000Z"));
  CHECK(room.opened(entry.id).row.open_offer->id == offer.id);
  const std::int64_t head = room.box.ledger->head().number;
  const Appointment booked = room.try_take(offer).value();
  CHECK(booked.client == room.ana);
  CHECK(booked.start == at("2026-12-01T10:00"));
  CHECK(booked.minutes == 55);
  CHECK(booked.room == room.room_1);
  CHECK(booked.state == AppointmentState::kScheduled);
  const auto opened = room.opened(entry.id);
  CHECK(opened.row.entry.state == EntryState::kBooked);
  CHECK(opened.row.entry.appointment == booked.id);
  REQUIRE(opened.offers.size() == 1);
  CHECK(opened.offers[0].state == OfferState::kTaken);
  CHECK(opened.offers[0].appointment == booked.id);
  CHECK(room.on_the_list().empty());
  const auto events = events_since(room, head);
  REQUIRE(events.size() >= 2);
  CHECK(events[0].action == "appointment.book");
  CHECK(events[1].action == "waitlist.take");
}

TEST_CASE("where the booking is refused the entry goes on waiting and the offer stays open") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  const waits::Offer offer = room.offered(entry, "2026-12-01T10:00");
  contract::BookRequest other = room.booking("2026-12-01T10:30");
  other.client = room.sam;
  REQUIRE(room.try_book(other).ok());
  const std::int64_t head = room.box.ledger->head().number;
  CHECK(said(room.try_take(offer)) == "taken clinician");
  CHECK(room.box.ledger->head().number == head);
  const auto opened = room.opened(entry.id);
  CHECK(opened.row.entry.state == EntryState::kWaiting);
  CHECK(opened.row.open_offer->id == offer.id);
}

TEST_CASE("an offered time stays at what was said on the wall when the zone's rules change") {
  WaitingRoom room;
  room.site.zone_followers = {waitlist::follow_zone};
  const auto keep = [&](const char* version) {
    return appointments::keep_zone_times(*room.box.ledger, room.site, version).value().value();
  };
  const waits::Entry ana = room.waiting(room.ana);
  const waits::Offer offer = room.offered(ana, "2027-06-01T10:00", "2026-11-25T12:00");
  keep("2025a");
  // As if the rules had said an hour more when it was offered.
  REQUIRE(room.write<bool>(Book::desk(),
                           [](audit::WriteTxn& txn) -> Result<bool> {
                             txn.change(
                                    "UPDATE wait_offer SET start_at = start_at + 3600000, "
                                    "end_at = end_at + 3600000")
                                 .execute();
                             txn.record({.action = "test.spoil"});
                             return true;
                           })
              .ok());
  CHECK(room.matching("2027-06-01T10:00").offered.empty());
  const std::int64_t head = room.box.ledger->head().number;
  keep("2025b");
  CHECK(room.names(room.matching("2027-06-01T10:00").offered) == "Petrov, Ana");
  CHECK(room.matching("2027-06-01T10:55").offered.empty());
  const auto events = events_since(room, head);
  REQUIRE(events.size() >= 2);
  CHECK(events[0].action == "waitlist.zone_rules");
  CHECK(events[0].detail == "now at 2027-06-01T14:00:00.000Z");
  CHECK(room.opened(ana.id).row.open_offer->expires_at == offer.expires_at);
  // Right already, or over: nothing is written.
  room.box.clock.advance(std::chrono::hours(24 * 365));
  const std::int64_t then = room.box.ledger->head().number;
  keep("2025c");
  CHECK(events_since(room, then).at(0).action == "schedule.zone_rules");
}

TEST_CASE("a soft conflict that came later asks for a reason when the offer is taken") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  const waits::Offer offer = room.offered(entry, "2026-12-01T12:00");
  room.works(kBrandt, {{2, 9 * 60, 12 * 60, rules::SlotType::kTherapy},
                       {2, 12 * 60, 13 * 60, rules::SlotType::kLunch}});
  CHECK(said(room.try_take(offer)) == "missing_field override_reason");
  CHECK(room.try_take(offer, "her only free hour").ok());
}

TEST_CASE("what cannot be booked without a reason is not offered") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  room.works(kBrandt, {{2, 9 * 60, 12 * 60, rules::SlotType::kTherapy},
                       {2, 12 * 60, 13 * 60, rules::SlotType::kLunch}});
  const auto refused = [&](const char* start, auto spoil) {
    waits::OfferRequest request = room.offering(entry, start);
    spoil(request);
    return said(room.step(&waitlist::offer, request));
  };
  const auto as_it_is = [](waits::OfferRequest&) {};
  CHECK(refused("2026-12-01T12:00", as_it_is) == "out_of_range start");
  CHECK(refused("2026-12-02T10:00", as_it_is) == "out_of_range start");
  CHECK(refused("2026-11-24T09:00", as_it_is) == "out_of_range start");
  CHECK(refused("2026-12-01T10:00", [](auto& one) { one.minutes = 7; }) == "out_of_range minutes");
  CHECK(refused("2026-12-01T10:00", [](auto& one) { one.clinician = kGone; }) ==
        "not_found clinician");
  CHECK(refused("2026-12-01T10:00", [](auto& one) { one.room = id_of<RoomId>(99); }) ==
        "not_found room");
  CHECK(refused("2026-12-01T10:00", [](auto& one) { one.wait_offer = {}; }) ==
        "already_exists wait_offer");
  CHECK(refused("2026-12-01T10:00", [](auto& one) {
          one.wait_entry = id_of<waits::WaitEntryId>(99);
        }) == "not_found wait_entry");
  CHECK(refused("2026-12-01T10:00", as_it_is).empty());
}

TEST_CASE("an offer expires later than now and before the visit begins") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  const auto until = [&](const char* expires) {
    return said(room.step(&waitlist::offer, room.offering(entry, "2026-12-01T10:00", expires)));
  };
  CHECK(until("2026-11-24T10:00") == "out_of_range expires");
  CHECK(until("2026-12-01T10:00") == "out_of_range expires");
  CHECK(until("2026-12-01T09:59").empty());
}

TEST_CASE(
    "an offer ends by the clock: it is not taken or declined any more, and a new one is made") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  const waits::Offer offer = room.offered(entry, "2026-12-01T10:00", "2026-11-24T11:00");
  CHECK(said(room.step(&waitlist::offer, room.offering(entry, "2026-12-01T14:00"))) ==
        "already_exists wait_entry");
  room.box.clock.set(utc("2026-11-24T16:00:00.000Z"));
  CHECK(said(room.try_take(offer)) == "wrong_state wait_offer");
  CHECK(said(room.step(&waitlist::decline_offer, {offer.id, ""})) == "wrong_state wait_offer");
  const auto opened = room.opened(entry.id);
  CHECK(opened.offers[0].state == OfferState::kExpired);
  CHECK_FALSE(opened.row.open_offer.has_value());
  CHECK(room.step(&waitlist::offer, room.offering(entry, "2026-12-01T10:00")).ok());
}

TEST_CASE("who declines goes on waiting, and the offer says so") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  const waits::Offer offer = room.offered(entry, "2026-12-01T10:00");
  const waits::Offer declined =
      room.step(&waitlist::decline_offer, {offer.id, "works then"}).value();
  CHECK(declined.state == OfferState::kDeclined);
  CHECK(declined.reason == "works then");
  CHECK(said(room.try_take(offer)) == "wrong_state wait_offer");
  CHECK(room.opened(entry.id).row.entry.state == EntryState::kWaiting);
  CHECK(said(room.step(&waitlist::decline_offer, {id_of<waits::WaitOfferId>(9), ""})) ==
        "not_found wait_offer");
}

TEST_CASE("closing an entry declines its open offer, and leaves an expired one expired") {
  WaitingRoom room;
  const waits::Entry ana = room.waiting(room.ana);
  const waits::Entry sam = room.waiting(room.sam);
  room.offered(ana, "2026-12-01T10:00", "2026-11-24T11:00");
  room.offered(sam, "2026-12-01T14:00", "2026-11-24T12:00");
  room.box.clock.set(utc("2026-11-24T16:30:00.000Z"));
  for (const waits::Entry& one : {ana, sam}) {
    REQUIRE(room.step(&waitlist::close, {one.id, 1, waits::CloseHow::kNotWanted, ""}).ok());
  }
  CHECK(room.opened(ana.id).offers[0].state == OfferState::kExpired);
  CHECK(room.opened(sam.id).offers[0].state == OfferState::kDeclined);
}

TEST_CASE("one time is not offered to two people, until the first says no or lets it expire") {
  WaitingRoom room;
  const waits::Entry ana = room.waiting(room.ana);
  const waits::Entry sam = room.waiting(room.sam);
  const waits::Offer first = room.offered(ana, "2026-12-01T10:00");
  CHECK(said(room.step(&waitlist::offer, room.offering(sam, "2026-12-01T10:50"))) == "taken start");
  waits::OfferRequest other = room.offering(sam, "2026-12-01T10:00");
  other.clinician = kReyes;
  other.room = room.room_2;
  const waits::Offer elsewhere = room.step(&waitlist::offer, other).value();
  REQUIRE(room.step(&waitlist::decline_offer, {elsewhere.id, ""}).ok());
  const waits::Offer touching = room.offered(sam, "2026-12-01T10:55");
  REQUIRE(room.step(&waitlist::decline_offer, {touching.id, ""}).ok());
  REQUIRE(room.step(&waitlist::decline_offer, {first.id, ""}).ok());
  CHECK(room.step(&waitlist::offer, room.offering(sam, "2026-12-01T10:00")).ok());
}

TEST_CASE("an entry has at most fifty offers") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  for (int i = 0; i < 50; ++i) {
    const waits::Offer one = room.offered(entry, "2026-12-01T10:00");
    REQUIRE(room.step(&waitlist::decline_offer, {one.id, ""}).ok());
  }
  CHECK(said(room.step(&waitlist::offer, room.offering(entry, "2026-12-01T10:00"))) ==
        "too_many wait_entry");
}

TEST_CASE("a booked visit that falls through: the entry waits again since its first contact") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana, Priority::kUrgent, "2026-11-23T09:00");
  const Appointment booked = room.try_take(room.offered(entry, "2026-12-01T10:00")).value();
  REQUIRE(room.try_cancel(booked, contract::CancelledBy::kClinic).ok());
  const waits::Entry again =
      room.step(&waitlist::reopen, {entry.id, 2, "the clinician is ill"}).value();
  CHECK(again.state == EntryState::kWaiting);
  CHECK_FALSE(again.appointment.has_value());
  CHECK(again.wish.requested_at == at("2026-11-23T09:00"));
  CHECK(room.on_the_list() == "Petrov, Ana");
}

TEST_CASE("two offers of one time promise one thing twice: clinician, room, or what is taken") {
  using api::resources::ResourceId;
  waits::Offer open{.clinician = id_of<StaffId>(1),
                    .room = id_of<RoomId>(1),
                    .resources = std::vector{id_of<ResourceId>(1), id_of<ResourceId>(2)}};
  waits::Offer offer{.clinician = id_of<StaffId>(2),
                     .room = id_of<RoomId>(2),
                     .resources = std::vector{id_of<ResourceId>(3)}};
  CHECK_FALSE(waitlist::promised_twice(offer, open).has_value());
  offer.resources->push_back(id_of<ResourceId>(2));
  CHECK(waitlist::promised_twice(offer, open) == "resources");
  offer.room = id_of<RoomId>(1);
  CHECK(waitlist::promised_twice(offer, open) == "room");
  offer.clinician = id_of<StaffId>(1);
  CHECK(waitlist::promised_twice(offer, open) == "start");
  // Two visits without a room are not in one room.
  CHECK_FALSE(
      waitlist::promised_twice({.clinician = id_of<StaffId>(2)}, {.clinician = id_of<StaffId>(3)})
          .has_value());
}
