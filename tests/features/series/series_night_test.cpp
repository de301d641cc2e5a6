// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/series/series_book.h"

// What has no place in the book, what asks for a reason, and what the nights add.

using namespace alcove;
using namespace alcove::testing;
using rules::ConflictKind;
using rules::SlotType;
using wanted::Fate;
using Lines = std::vector<std::string>;

namespace {

struct BusyBook : SeriesBook {
  using SeriesBook::SeriesBook;
  void sam_has(const char* start, std::int64_t minutes = 30) {
    contract::BookRequest request = booking(start, minutes);
    request.client = sam;
    must(try_book(request));
  }
  wanted::SettleRequest settling(const wanted::Series& series, const char* date,
                                 wanted::SettleHow how) {
    return {.series = series.id,
            .base_revision = series.revision,
            .date = at(date),
            .how = how,
            .appointment = new_id<AppointmentId>(),
            .clinician = kBrandt,
            .room = room_2,
            .start = at("2026-12-08T14:00"),
            .minutes = 60,
            .reason = "the brother cannot drive"};
  }
};

// Brandt works on Tuesdays from nine to three, with lunch from noon to one.
struct LunchBook : BusyBook {
  LunchBook() {
    works(kBrandt, {{2, 9 * 60, 12 * 60, SlotType::kTherapy},
                    {2, 12 * 60, 13 * 60, SlotType::kLunch},
                    {2, 13 * 60, 15 * 60, SlotType::kTherapy}});
  }
};

}  // namespace

TEST_CASE("a date that has no place is kept out of the book and listed until somebody decides") {
  BusyBook book;
  book.sam_has("2026-12-08T10:30");
  const wanted::Applied applied =
      book.done(book.creating("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3"));
  CHECK(lines(applied.dates)[1] == "2026-12-08T10:00 collides - -> -");
  CHECK(applied.dates[1].obstacle ==
        wanted::Obstacle{contract::Place::kClinician, std::nullopt, at("2026-12-08T10:30"),
                         at("2026-12-08T11:00"), std::nullopt,
                         contract::WhatStands{"Therapy", "L. Brandt"}});
  const wanted::CollisionsReply list = book.answer(wanted::collisions, {});
  REQUIRE(list.items.size() == 1);
  CHECK(list.count == 1);
  CHECK(list.items[0].date == at("2026-12-08T10:00"));
  CHECK(list.items[0].client_name == "Petrov, Ana");
  CHECK(list.items[0].clinician_name == "L. Brandt");
  CHECK_FALSE(list.items[0].kept_at.has_value());
  // When the time becomes free, it is still for somebody to decide.
  book.must(book.try_cancel(book.visit("2026-12-08T10:30"), contract::CancelledBy::kClient));
  CHECK(book.night().booked == 0);
  CHECK(book.answer(wanted::collisions, {}).count == 1);
  const auto settled =
      book.try_settle(book.settling(applied.series, "2026-12-08T10:00", wanted::SettleHow::kBook));
  CHECK(settled->revision == 2);
  CHECK(book.answer(wanted::collisions, {}).count == 0);
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1", "2026-12-08T14:00 60 Brandt 2",
                                 "2026-12-15T10:00 60 Brandt 1"});
  // What was decided is by hand from then on.
  const wanted::Preview preview = book.try_preview(book.cancelling(*settled)).value();
  CHECK(preview.dates[1].fate == Fate::kByHand);
}

TEST_CASE(
    "a visit that was given a later time is in the preview that takes it back, its date over") {
  BusyBook book;
  book.sam_has("2026-12-08T10:30");
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  wanted::SettleRequest request =
      book.settling(series, "2026-12-08T10:00", wanted::SettleHow::kBook);
  request.start = at("2026-12-22T14:00");
  const wanted::Series settled = book.try_settle(request).value();
  book.box.clock.advance(std::chrono::days(16));
  CHECK(lines(book.try_preview(book.undoing(settled)).value().dates) ==
        Lines{"2026-12-08T10:00 withdraw 2026-12-22T14:00 -> -"});
}

TEST_CASE("a date that is skipped has its reason, and is asked about no more") {
  BusyBook book;
  book.sam_has("2026-12-08T10:30");
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  wanted::SettleRequest request =
      book.settling(series, "2026-12-08T10:00", wanted::SettleHow::kSkip);
  request.reason.clear();
  CHECK(refused(book.try_settle(request)) == "missing_field reason");
  request.reason = "the brother cannot drive";
  book.must(book.try_settle(request));
  CHECK(book.answer(wanted::collisions, {}).count == 0);
  const wanted::OpenReply opened = book.opened(series.id);
  REQUIRE(opened.dates.size() == 3);
  CHECK(opened.dates[1].standing == wanted::Standing::kSkipped);
  CHECK(opened.dates[1].reason == "the brother cannot drive");
  request.base_revision = 2;
  CHECK(refused(book.try_settle(request)) == "wrong_state date");
}

TEST_CASE("what is to be decided is refused by what is missing or not there") {
  BusyBook book;
  book.sam_has("2026-12-08T10:30");
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  using How = wanted::SettleHow;
  wanted::SettleRequest request = book.settling(series, "2026-12-09T10:00", How::kBook);
  CHECK(refused(book.try_settle(request)) == "not_found date");
  request = book.settling(series, "2026-12-01T10:00", How::kBook);
  CHECK(refused(book.try_settle(request)) == "wrong_state date");
  request = book.settling(series, "2026-12-08T10:00", How::kKeep);
  CHECK(refused(book.try_settle(request)) == "wrong_state how");
  request = book.settling(series, "2026-12-08T10:00", How::kBook);
  request.start.reset();
  CHECK(refused(book.try_settle(request)) == "missing_field start");
  request.start = at("2026-12-08T10:45");
  request.room = book.room_1;
  CHECK(refused(book.try_settle(request)) == "taken clinician");
  request.base_revision = 2;
  CHECK(refused(book.try_settle(request)) == "conflict base_revision");
}

TEST_CASE("a visit that cannot move stays where it is until somebody decides") {
  BusyBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  book.sam_has("2026-12-09T11:00");
  const wanted::Applied applied =
      book.done(book.changing(series, book.terms("2026-12-02T11:00", "FREQ=WEEKLY;COUNT=2")));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-02T11:00 move 2026-12-01T10:00 -> 2026-12-02T11:00",
              "2026-12-09T11:00 collides 2026-12-08T10:00 -> 2026-12-08T10:00"});
  CHECK(book.answer(wanted::collisions, {}).items.at(0).kept_at == at("2026-12-08T10:00"));
  const Lines after = book.standing();
  const auto kept =
      book.try_settle(book.settling(applied.series, "2026-12-09T11:00", wanted::SettleHow::kKeep));
  CHECK(book.answer(wanted::collisions, {}).count == 0);
  CHECK(book.standing() == after);
  // Taken back, and decided the other way: no visit in that week.
  const wanted::Series open = book.done(book.undoing(*kept)).series;
  CHECK(book.answer(wanted::collisions, {}).count == 1);
  book.must(book.try_settle(book.settling(open, "2026-12-09T11:00", wanted::SettleHow::kSkip)));
  CHECK(book.standing() == Lines{"2026-12-02T11:00 60 Brandt 1", "2026-12-09T11:00 30 Brandt 1"});
}

TEST_CASE("a visit that was kept and is then moved by hand waits for no decision any more") {
  BusyBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  book.sam_has("2026-12-09T11:00");
  book.done(book.changing(series, book.terms("2026-12-02T11:00", "FREQ=WEEKLY;COUNT=2")));
  book.must(book.try_move(book.moving(book.visit("2026-12-08T10:00"), "2026-12-10T10:00")));
  CHECK(book.answer(wanted::collisions, {}).count == 0);
}

TEST_CASE("a visit that must stay stands in the way of the one that was to take its time") {
  BusyBook book;
  const wanted::Series series = book.made("2026-11-30T07:00", "FREQ=DAILY;COUNT=2");
  book.sam_has("2026-12-02T02:00");
  // Through the night, from half past eleven until half past seven.
  const wanted::Applied applied = book.done(
      book.changing(series, book.terms("2026-11-30T23:30", "FREQ=DAILY;COUNT=2", 8 * 60)));
  // Sam has the second night, so Tuesday's visit stays, so Monday's cannot last into Tuesday.
  CHECK(lines(applied.dates) ==
        Lines{"2026-11-30T23:30 collides 2026-11-30T07:00 -> 2026-11-30T07:00",
              "2026-12-01T23:30 collides 2026-12-01T07:00 -> 2026-12-01T07:00"});
  CHECK(applied.dates[0].obstacle->start == at("2026-12-01T07:00"));
}

TEST_CASE("one reason for all dates over lunch, kept with each of them and good for the nights") {
  LunchBook book;
  wanted::Edit edit = book.creating("2026-12-01T12:00");
  const wanted::Preview preview = book.try_preview(edit).value();
  CHECK(preview.asks_for_reason);
  CHECK(preview.dates[0].soft == std::vector<ConflictKind>{ConflictKind::kLunch});
  CHECK(refused(book.try_apply(edit, preview.token)) == "missing_field override_reason");
  CHECK(book.standing().empty());
  edit.override_reason = "her only free hour";
  book.must(book.try_apply(edit, preview.token));
  CHECK_FALSE(book.try_preview(book.creating("2026-12-01T09:00"))->asks_for_reason);
  const auto history = book.history_of(book.visit("2026-12-08T12:00").id);
  CHECK(history.at(0).overridden == std::vector<ConflictKind>{ConflictKind::kLunch});
  CHECK(history.at(0).override_reason == "her only free hour");
  book.box.clock.advance(std::chrono::hours(24 * 7));
  CHECK(book.night().booked == 1);
  const auto at_night = book.history_of(book.visit("2027-11-30T12:00").id);
  CHECK(at_night.at(0).override_reason == "her only free hour");
  CHECK(at_night.at(0).person_name == "M. Ortiz");
  CHECK(at_night.at(0).terminal_name == "alcove-server");
}

TEST_CASE(
    "a night books the dates that have come within the year, and lists those without a place") {
  LunchBook book;
  const wanted::Series series = book.made("2026-12-01T10:00");
  CHECK(book.standing().size() == 52);
  CHECK(book.night().booked == 0);
  book.closed("2027-12-07");
  book.box.clock.set(utc("2026-12-08T08:00:00.000Z"));
  const auto done = book.night();
  CHECK(done.booked == 1);  // 30 November
  CHECK(done.colliding == 1);
  CHECK(book.visit("2027-11-30T10:00").client == book.ana);
  const auto list = book.answer(wanted::collisions, {});
  REQUIRE(list.items.size() == 1);
  CHECK(list.items[0].date == at("2027-12-07T10:00"));
  CHECK(list.items[0].obstacle.kind == ConflictKind::kClosed);
  const auto again = book.night();
  CHECK(again.booked + again.colliding == 0);
  // It is no change of the series: what can be taken back is still what a person did.
  CHECK(book.opened(series.id).series->revision == 1);
}

TEST_CASE("at night nobody gives a reason: what would ask for one is listed") {
  LunchBook book;
  book.made("2026-12-01T10:00");
  book.cap(kBrandt, 1);
  contract::BookRequest far = book.booking("2027-11-30T13:00", 30);
  far.client = book.sam;
  book.box.clock.set(utc("2026-11-30T15:00:00.000Z"));
  book.must(book.try_book(far));
  const auto done = book.night();
  CHECK(done.booked == 0);
  CHECK(done.colliding == 1);
  CHECK(book.answer(wanted::collisions, {}).items.at(0).obstacle.kind == ConflictKind::kOverCap);
}

TEST_CASE("a room that is given up leaves the coming dates to be decided") {
  BusyBook book;
  book.made("2026-12-01T10:00", "FREQ=MONTHLY;BYDAY=1TU");
  book.box.clock.set(utc("2027-11-30T15:00:00.000Z"));
  book.must(book.try_change_room({book.room_1, "Room 1", true}));
  const auto done = book.night();
  CHECK(done.booked == 0);
  // From 7 December 2027 to 7 November 2028.
  CHECK(done.colliding == 12);
  CHECK(book.answer(wanted::collisions, {}).items.at(0).obstacle.place == contract::Place::kRoom);
}
