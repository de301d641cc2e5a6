// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/series/series_book.h"

// Interpreters and equipment that the visits of a series take, from Tuesday, 24 November 2026.

using namespace alcove;
using namespace alcove::testing;
using contract::Place;
using wanted::Fate;
namespace things = api::resources;
using Ids = std::vector<things::ResourceId>;
using Lines = std::vector<std::string>;

namespace {

struct EquippedBook : SeriesBook {
  EquippedBook() {
    okafor = set("N. Okafor", {api::clients::SpokenLanguage::kSpanish});
    kit = set("Test kit", {});
  }
  things::ResourceId set(const char* name, std::vector<api::clients::SpokenLanguage> languages) {
    things::SetRequest request{.id = new_id<things::ResourceId>(), .name = name};
    if (!languages.empty()) request.kind = things::ResourceKind::kInterpreter;
    request.languages = std::move(languages);
    return set(request).value().id;
  }
  Result<things::Resource> set(const things::SetRequest& request) {
    return write<things::Resource>(
        desk(), [&](audit::WriteTxn& txn) { return appointments::set_resource(request, txn); });
  }
  Result<things::Resource> retire_kit() {
    return set({.id = kit,
                .base_revision = 1,
                .kind = things::ResourceKind::kEquipment,
                .name = "Test kit",
                .languages = {},
                .retired = true});
  }
  wanted::Terms taking(const char* start, Ids takes, const char* rule = "FREQ=WEEKLY;COUNT=3") {
    wanted::Terms wish = terms(start, rule);
    wish.resources = std::move(takes);
    return wish;
  }
  wanted::Applied weekly(Ids takes, const char* rule = "FREQ=WEEKLY;COUNT=3") {
    return done(creating(taking("2026-12-01T10:00", std::move(takes), rule)));
  }
  // Sam with Reyes in room 2, who shares nothing with Ana's visits but what he takes.
  Result<Appointment> try_sam(const char* start, Ids takes) {
    contract::BookRequest request = booking(start);
    request.client = sam;
    request.clinician = kReyes;
    request.room = room_2;
    request.resources = std::move(takes);
    return try_book(request);
  }
  Appointment take(const char* start, Ids takes) {
    const Appointment now = visit(start);
    return change(&appointments::assign, {.appointment = now.id,
                                          .base_revision = now.revision,
                                          .clinician = now.clinician,
                                          .room = now.room,
                                          .reason = "",
                                          .resources = std::move(takes)})
        .value();
  }
  Ids taken_at(const char* start) { return visit(start).resources; }
  wanted::SettleRequest settling(const wanted::Series& series, const char* start) {
    return {.series = series.id,
            .base_revision = series.revision,
            .date = at("2026-12-08T10:00"),
            .how = wanted::SettleHow::kBook,
            .appointment = new_id<AppointmentId>(),
            .clinician = kBrandt,
            .room = room_1,
            .start = at(start),
            .minutes = 60,
            .reason = ""};
  }

  things::ResourceId okafor, kit;
};

}  // namespace

TEST_CASE("every visit of a series takes what the series takes, those that come at night too") {
  EquippedBook book;
  const wanted::Series series = book.weekly({book.okafor, book.kit}, "FREQ=WEEKLY").series;
  CHECK(series.terms.resources == Ids{book.okafor, book.kit});
  CHECK(book.opened(series.id).series->terms == series.terms);
  CHECK(book.taken_at("2026-12-01T10:00") == Ids{book.okafor, book.kit});
  CHECK(book.taken_at("2027-11-23T10:00") == Ids{book.okafor, book.kit});
  CHECK(refused(book.try_sam("2027-01-12T10:30", {book.kit})) == "taken resource");
  book.box.clock.advance(std::chrono::hours(24 * 7));
  CHECK(book.night().booked == 1);
  CHECK(book.taken_at("2027-11-30T10:00") == Ids{book.okafor, book.kit});
}

TEST_CASE("a date whose interpreter another visit has is kept out and listed, with who and when") {
  EquippedBook book;
  book.must(book.try_sam("2026-12-08T10:30", {book.okafor}));
  const wanted::Applied applied = book.weekly({book.kit, book.okafor});
  CHECK(lines(applied.dates)[1] == "2026-12-08T10:00 collides - -> -");
  wanted::Obstacle obstacle{
      Place::kResource,       std::nullopt, at("2026-12-08T10:30"),
      at("2026-12-08T11:30"), book.okafor,  contract::WhatStands{"Therapy", "A. Reyes"}};
  CHECK(applied.dates[1].obstacle == obstacle);
  CHECK(book.taken_at("2026-12-15T10:00") == Ids{book.kit, book.okafor});
  const wanted::CollisionsReply list = book.answer(wanted::collisions, {});
  REQUIRE(list.items.size() == 1);
  obstacle.what.reset();
  CHECK(list.items[0].obstacle == obstacle);
  CHECK(list.items[0].terms.resources == Ids{book.kit, book.okafor});
}

TEST_CASE("an interpreter who was booked since the preview makes it another one") {
  EquippedBook book;
  const wanted::Edit edit = book.creating(book.taking("2026-12-01T10:00", {book.okafor}));
  const std::string token = book.try_preview(edit).value().token;
  book.must(book.try_sam("2026-12-15T09:30", {book.okafor}));
  CHECK(refused(book.try_apply(edit, token)) == "conflict token");
  CHECK(book.standing_of(book.ana).empty());
  CHECK(book.try_preview(edit)->dates[2].fate == Fate::kCollides);
}

TEST_CASE("a date that was without its interpreter is booked later, or at its time without one") {
  EquippedBook book;
  book.must(book.try_sam("2026-12-08T10:30", {book.okafor}));
  wanted::Series series = book.weekly({book.okafor}).series;
  wanted::SettleRequest request = book.settling(series, "2026-12-08T10:15");
  CHECK(refused(book.try_settle(request)) == "taken resource");
  SECTION("the series' own, where nothing is said") {
    request.start = at("2026-12-08T11:30");
    book.must(book.try_settle(request));
    CHECK(book.taken_at("2026-12-08T11:30") == Ids{book.okafor});
  }
  SECTION("what is said") {
    request.start = at("2026-12-08T10:00");
    request.resources = Ids{book.kit};
    series = book.try_settle(request).value();
    CHECK(book.taken_at("2026-12-08T10:00") == Ids{book.kit});
    CHECK(series.terms.resources == Ids{book.okafor});
    // It was decided by hand, and taken back it waits again.
    CHECK(book.opened(series.id).dates[1].touch == wanted::Touch::kByHand);
    book.done(book.undoing(series));
    CHECK(book.answer(wanted::collisions, {}).count == 1);
  }
}

TEST_CASE("a visit that kept its time without the interpreter is given another one there") {
  EquippedBook book;
  wanted::Series series = book.weekly({}).series;
  const AppointmentId kept = book.visit("2026-12-08T10:00").id;
  book.must(book.try_sam("2026-12-08T10:30", {book.okafor}));
  const wanted::Applied changed =
      book.done(book.changing(series, book.taking("2026-12-01T10:00", {book.okafor})));
  CHECK(lines(changed.dates)[1] ==
        "2026-12-08T10:00 collides 2026-12-08T10:00 -> 2026-12-08T10:00");
  CHECK(book.taken_at("2026-12-08T10:00").empty());
  wanted::SettleRequest request = book.settling(changed.series, "2026-12-08T10:00");
  CHECK(refused(book.try_settle(request)) == "taken resource");
  request.resources = Ids{book.kit};
  series = book.try_settle(request).value();
  CHECK(book.stored(kept).resources == Ids{book.kit});
  CHECK(book.answer(wanted::collisions, {}).count == 0);
  book.done(book.undoing(series));
  CHECK(book.answer(wanted::collisions, {}).count == 1);
  CHECK(book.stored(kept).resources.empty());
}

TEST_CASE("a series that is given another interpreter keeps its visits, each with the new one") {
  EquippedBook book;
  const wanted::Series series = book.weekly({book.okafor}).series;
  const AppointmentId first = book.visit("2026-12-01T10:00").id;
  const AppointmentId second = book.visit("2026-12-08T10:00").id;
  const wanted::Edit edit =
      book.changing(series, book.taking("2026-12-08T10:00", {book.kit}, "FREQ=WEEKLY;COUNT=2"),
                    "2026-12-08T10:00");
  const wanted::Applied changed = book.done(edit);
  CHECK(lines(changed.dates) ==
        Lines{"2026-12-08T10:00 assign 2026-12-08T10:00 -> 2026-12-08T10:00",
              "2026-12-15T10:00 assign 2026-12-15T10:00 -> 2026-12-15T10:00"});
  CHECK(book.stored(first).resources == Ids{book.okafor});
  CHECK(book.stored(second).resources == Ids{book.kit});
  book.must(book.try_sam("2026-12-08T10:00", {book.okafor}));
  // Taken back: N. Okafor is with Sam that day, so this one stays as it is until somebody decides.
  const wanted::Applied back = book.done(book.undoing(changed.series));
  CHECK(back.series.terms == series.terms);
  CHECK(back.dates[0].fate == Fate::kCollides);
  CHECK(back.dates[0].obstacle->resource == book.okafor);
  CHECK(book.stored(second).resources == Ids{book.kit});
  CHECK(book.taken_at("2026-12-15T10:00") == Ids{book.okafor});
}

TEST_CASE("visits that move take along what they have, and a change taken back brings it back") {
  EquippedBook book;
  const wanted::Series series = book.weekly({book.okafor, book.kit}).series;
  const wanted::Applied moved =
      book.done(book.changing(series, book.taking("2026-12-02T11:00", {book.okafor})));
  for (const wanted::DatePlan& one : moved.dates) CHECK(one.fate == Fate::kMove);
  CHECK(book.taken_at("2026-12-09T11:00") == Ids{book.okafor});
  const wanted::Series back = book.done(book.undoing(moved.series)).series;
  CHECK(book.taken_at("2026-12-08T10:00") == Ids{book.okafor, book.kit});
  const wanted::Series gone = book.done(book.cancelling(back)).series;
  book.must(book.try_sam("2026-12-08T10:00", {book.kit}));
  const wanted::Applied again = book.done(book.undoing(gone));
  CHECK(again.dates[0].fate == Fate::kBringBack);
  CHECK(again.dates[1].fate == Fate::kCollides);
  CHECK(again.dates[1].obstacle->resource == book.kit);
  CHECK(book.taken_at("2026-12-15T10:00") == Ids{book.okafor, book.kit});
}

TEST_CASE("a visit that was given another interpreter by hand stays as it is") {
  EquippedBook book;
  const wanted::Series series = book.weekly({book.okafor, book.kit}).series;
  book.take("2026-12-01T10:00", {book.kit});
  book.take("2026-12-08T10:00", {});
  book.take("2026-12-15T10:00", {book.kit, book.okafor});  // the same, in another order
  const wanted::Applied applied =
      book.done(book.changing(series, book.taking("2026-12-02T11:00", {})));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-02T11:00 by_hand 2026-12-01T10:00 -> 2026-12-01T10:00",
              "2026-12-09T11:00 by_hand 2026-12-08T10:00 -> 2026-12-08T10:00",
              "2026-12-16T11:00 move 2026-12-15T10:00 -> 2026-12-16T11:00"});
  CHECK(book.taken_at("2026-12-01T10:00") == Ids{book.kit});
  CHECK(book.taken_at("2026-12-16T11:00").empty());
}

TEST_CASE("a visit of a series without any that was given one is by hand until it is taken off") {
  EquippedBook book;
  const wanted::Series series = book.weekly({}).series;
  const auto touch = [&] { return book.opened(series.id).dates[0].touch; };
  CHECK(touch() == wanted::Touch::kNone);
  book.take("2026-12-01T10:00", {book.kit});
  CHECK(touch() == wanted::Touch::kByHand);
  book.take("2026-12-01T10:00", {});
  CHECK(touch() == wanted::Touch::kNone);
}

TEST_CASE("what is not there, not in use any more or named twice is taken by no series") {
  EquippedBook book;
  const auto refusal = [&](const Ids& takes) {
    return refused(book.try_preview(book.creating(book.taking("2026-12-01T10:00", takes))));
  };
  CHECK(refusal({id_of<things::ResourceId>(9)}) == "not_found resources");
  CHECK(refusal({book.kit, book.kit}) == "out_of_range resources");
  book.must(book.retire_kit());
  CHECK(refusal({book.kit}) == "not_found resources");
  // Of a series whose every date is left out it is the same.
  wanted::Edit none =
      book.creating(book.taking("2026-12-01T10:00", {book.kit}, "FREQ=WEEKLY;COUNT=1"));
  none.taken_out = {at("2026-12-01T10:00")};
  CHECK(refused(book.try_preview(none)) == "not_found resources");
}

TEST_CASE("a series takes four, and not five") {
  EquippedBook book;
  Ids takes;
  for (const char* name : {"A", "B", "C", "D", "E"}) takes.push_back(book.set(name, {}));
  const auto code = [&] {
    return code_in(
        book.ask(wanted::preview, book.creating(book.taking("2026-12-01T10:00", takes))));
  };
  const wanted::Series series = book.weekly({}).series;
  wanted::SettleRequest request = book.settling(series, "2026-12-08T10:00");
  request.resources = takes;
  CHECK(code() == "out_of_range");
  CHECK(code_in(book.ask(wanted::settle_collision, request)) == "out_of_range");
  takes.pop_back();
  request.resources = takes;
  CHECK(code().empty());
  CHECK(code_in(book.ask(wanted::settle_collision, request)) == "wrong_state");
}

TEST_CASE("what is given up leaves the coming dates to be decided, and is named") {
  EquippedBook book;
  book.weekly({book.okafor, book.kit}, "FREQ=MONTHLY;BYDAY=1TU");
  book.box.clock.set(utc("2027-11-30T15:00:00.000Z"));
  book.must(book.retire_kit());
  const auto done = book.night();
  CHECK(done.booked == 0);
  CHECK(done.colliding == 12);  // from 7 December 2027 to 7 November 2028
  const wanted::Obstacle obstacle = book.answer(wanted::collisions, {}).items.at(0).obstacle;
  CHECK(obstacle.place == Place::kResource);
  CHECK(obstacle.resource == book.kit);
}
