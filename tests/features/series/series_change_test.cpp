// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/series/series_book.h"

// Making and changing series, from Tuesday, 24 November 2026. All expected dates are by hand.

using namespace alcove;
using namespace alcove::testing;
using wanted::Fate;
using Lines = std::vector<std::string>;

TEST_CASE("a weekly series has its visits of the year ahead in the book, as the preview said") {
  SeriesBook book;
  const wanted::Edit edit = book.creating("2026-12-01T10:00");
  const wanted::Preview preview = book.try_preview(edit).value();
  CHECK(book.standing().empty());
  const wanted::Applied applied = book.try_apply(edit, preview.token).value();
  CHECK(applied.dates == preview.dates);
  CHECK(applied.series.revision == 1);
  const Lines standing = book.standing();
  REQUIRE(standing.size() == 52);
  CHECK(standing.front() == "2026-12-01T10:00 60 Brandt 1");
  CHECK(standing.back() == "2027-11-23T10:00 60 Brandt 1");
  CHECK(format_utc(book.visit("2027-03-09T10:00").start_time) == "2027-03-09T15:00:00.000Z");
  CHECK(format_utc(book.visit("2027-03-16T10:00").start_time) == "2027-03-16T14:00:00.000Z");
}

TEST_CASE("dates that are taken out have no visit and still count") {
  SeriesBook book;
  wanted::Edit edit = book.creating("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=4");
  edit.taken_out = {at("2026-12-08T10:00")};
  CHECK(lines(book.done(edit).dates) == Lines{"2026-12-01T10:00 book - -> 2026-12-01T10:00",
                                              "2026-12-08T10:00 taken_out - -> -",
                                              "2026-12-15T10:00 book - -> 2026-12-15T10:00",
                                              "2026-12-22T10:00 book - -> 2026-12-22T10:00"});
  edit = book.creating("2026-12-02T10:00", "FREQ=WEEKLY;COUNT=4");
  edit.taken_out = {at("2026-12-03T10:00")};
  CHECK(refused(book.try_preview(edit)) == "out_of_range taken_out");
  edit.taken_out = {at("2026-12-30T10:00")};
  CHECK(refused(book.try_preview(edit)) == "out_of_range taken_out");
}

TEST_CASE("all visits move to another day and time, each within its week") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  const wanted::Applied applied =
      book.done(book.changing(series, book.terms("2026-12-02T11:30", "FREQ=WEEKLY;COUNT=3", 45)));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-02T11:30 move 2026-12-01T10:00 -> 2026-12-02T11:30",
              "2026-12-09T11:30 move 2026-12-08T10:00 -> 2026-12-09T11:30",
              "2026-12-16T11:30 move 2026-12-15T10:00 -> 2026-12-16T11:30"});
  CHECK(book.standing() == Lines{"2026-12-02T11:30 45 Brandt 1", "2026-12-09T11:30 45 Brandt 1",
                                 "2026-12-16T11:30 45 Brandt 1"});
}

TEST_CASE("half an hour later, every visit lies over its own old time and nothing collides") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=DAILY;COUNT=5");
  const wanted::Applied applied =
      book.done(book.changing(series, book.terms("2026-12-01T10:30", "FREQ=DAILY;COUNT=5")));
  CHECK(applied.dates.size() == 5);
  for (const wanted::DatePlan& one : applied.dates) CHECK(one.fate == Fate::kMove);
  CHECK(first(book.standing(), 2) ==
        Lines{"2026-12-01T10:30 60 Brandt 1", "2026-12-02T10:30 60 Brandt 1"});
}

TEST_CASE("this and the following changes nothing before it") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=4");
  wanted::Terms terms = book.terms("2026-12-15T10:00", "FREQ=WEEKLY;COUNT=2");
  terms.room = book.room_2;
  const wanted::Applied applied = book.done(book.changing(series, terms, "2026-12-15T10:00"));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-15T10:00 assign 2026-12-15T10:00 -> 2026-12-15T10:00",
              "2026-12-22T10:00 assign 2026-12-22T10:00 -> 2026-12-22T10:00"});
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1", "2026-12-08T10:00 60 Brandt 1",
                                 "2026-12-15T10:00 60 Brandt 2", "2026-12-22T10:00 60 Brandt 2"});
  CHECK(refused(book.try_preview(book.changing(applied.series, terms, "2026-12-16T10:00"))) ==
        "not_found from");
  terms.start = at("2026-12-08T10:00");
  CHECK(refused(book.try_preview(book.changing(applied.series, terms, "2026-12-15T10:00"))) ==
        "out_of_range start");
}

TEST_CASE(
    "every other week instead of every week: what stays is not touched, the rest is cancelled") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=4");
  const AppointmentId kept = book.visit("2026-12-01T10:00").id;
  const wanted::Applied applied = book.done(
      book.changing(series, book.terms("2026-12-01T10:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=2")));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-01T10:00 unchanged 2026-12-01T10:00 -> 2026-12-01T10:00",
              "2026-12-08T10:00 cancel 2026-12-08T10:00 -> -",
              "2026-12-15T10:00 unchanged 2026-12-15T10:00 -> 2026-12-15T10:00",
              "2026-12-22T10:00 cancel 2026-12-22T10:00 -> -"});
  CHECK(book.stored(kept).revision == 1);
  CHECK(book.standing().size() == 2);
}

TEST_CASE("a date that a new rhythm leaves out is nobody's late cancellation") {
  SeriesBook book;  // the twenty-fourth of November at ten: less than the day's notice
  const wanted::Series series = book.made("2026-11-25T09:30", "FREQ=DAILY;COUNT=3");
  const AppointmentId left_out = book.visit("2026-11-25T09:30").id;
  const wanted::Series changed =
      book.done(book.changing(series, book.terms("2026-11-26T09:30", "FREQ=DAILY;COUNT=2"))).series;
  CHECK(book.stored(left_out).state == AppointmentState::kCancelledByClient);
  // Whoever says that the client cancels is late.
  const AppointmentId late = book.visit("2026-11-26T09:30").id;
  book.box.clock.set(utc("2026-11-25T15:00:00.000Z"));
  book.done(book.cancelling(changed));
  CHECK(book.stored(late).state == AppointmentState::kLateCancelled);
}

TEST_CASE("a date that is left out of a change is the clinic's doing, and counts against nobody") {
  SeriesBook book;  // less than the day's notice before the first visit
  const wanted::Series series = book.made("2026-11-25T09:30", "FREQ=WEEKLY;COUNT=3");
  const Appointment visit = book.visit("2026-11-25T09:30");
  wanted::Edit edit = book.changing(series, series.terms);
  edit.taken_out = {at("2026-11-25T09:30")};
  const wanted::Applied applied = book.done(edit);
  CHECK(first(lines(applied.dates), 2) ==
        Lines{"2026-11-25T09:30 cancel 2026-11-25T09:30 -> -",
              "2026-12-02T09:30 unchanged 2026-12-02T09:30 -> 2026-12-02T09:30"});
  CHECK(book.stored(visit.id).state == AppointmentState::kCancelledByClinic);
  CHECK(book.history_of(visit.id).back().reason == "left out of the series");
  // Said in so many words.
  edit = book.changing(applied.series, series.terms);
  edit.taken_out = {at("2026-12-02T09:30")};
  edit.reason = "a holiday";
  const AppointmentId second = book.visit("2026-12-02T09:30").id;
  book.done(edit);
  CHECK(book.stored(second).state == AppointmentState::kCancelledByClinic);
  CHECK(book.history_of(second).back().reason == "a holiday");
}

TEST_CASE("a date that is left out because the client wants it is the client's, and may be late") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-11-25T09:30", "FREQ=WEEKLY;COUNT=3");
  const AppointmentId soon = book.visit("2026-11-25T09:30").id;
  const AppointmentId later = book.visit("2026-12-02T09:30").id;
  wanted::Edit edit = book.changing(series, series.terms);
  edit.taken_out = {at("2026-11-25T09:30"), at("2026-12-02T09:30")};
  edit.by = contract::CancelledBy::kClient;
  book.done(edit);
  CHECK(book.stored(soon).state == AppointmentState::kLateCancelled);
  CHECK(book.stored(later).state == AppointmentState::kCancelledByClient);
}

TEST_CASE("twice a week instead of once books the other day") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  const wanted::Applied applied = book.done(
      book.changing(series, book.terms("2026-12-01T10:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4")));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-01T10:00 unchanged 2026-12-01T10:00 -> 2026-12-01T10:00",
              "2026-12-03T10:00 book - -> 2026-12-03T10:00",
              "2026-12-08T10:00 unchanged 2026-12-08T10:00 -> 2026-12-08T10:00",
              "2026-12-10T10:00 book - -> 2026-12-10T10:00"});
}

TEST_CASE("what was moved, assigned or cancelled by hand stays as it is") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=4");
  book.must(book.try_move(book.moving(book.visit("2026-12-01T10:00"), "2026-12-03T15:00")));
  book.must(book.try_cancel(book.visit("2026-12-08T10:00"), contract::CancelledBy::kClient));
  book.must(book.try_assign(book.visit("2026-12-15T10:00"), kBrandt, book.room_2));
  const wanted::Applied applied =
      book.done(book.changing(series, book.terms("2026-12-02T11:00", "FREQ=WEEKLY;COUNT=4")));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-02T11:00 by_hand 2026-12-03T15:00 -> 2026-12-03T15:00",
              "2026-12-09T11:00 by_hand - -> -",
              "2026-12-16T11:00 by_hand 2026-12-15T10:00 -> 2026-12-15T10:00",
              "2026-12-23T11:00 move 2026-12-22T10:00 -> 2026-12-23T11:00"});
  CHECK(book.standing() == Lines{"2026-12-03T15:00 60 Brandt 1", "2026-12-15T10:00 60 Brandt 2",
                                 "2026-12-23T11:00 60 Brandt 1"});
  // The nights do not put it back either.
  CHECK(book.night().booked == 0);
}

TEST_CASE("a date that became one by video stays one when the series is given another time") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  const Appointment visit = book.visit("2026-12-01T10:00");
  book.must(book.change(&appointments::assign, {.appointment = visit.id,
                                                .base_revision = visit.revision,
                                                .clinician = visit.clinician,
                                                .room = visit.room,
                                                .reason = "",
                                                .modality = contract::Modality::kVideo}));
  const wanted::Applied applied =
      book.done(book.changing(series, book.terms("2026-12-02T11:00", "FREQ=WEEKLY;COUNT=2")));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-02T11:00 by_hand 2026-12-01T10:00 -> 2026-12-01T10:00",
              "2026-12-09T11:00 move 2026-12-08T10:00 -> 2026-12-09T11:00"});
  CHECK(book.visit("2026-12-01T10:00").modality == contract::Modality::kVideo);
}

TEST_CASE("what has arrived or is documented never changes, nor is its week booked twice") {
  SeriesBook book("2026-12-01T14:00:00.000Z");
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  book.must(book.try_mark(book.visit("2026-12-01T10:00"), AppointmentState::kArrived));
  book.documented.insert(book.visit("2026-12-08T10:00").id);
  const wanted::Applied applied =
      book.done(book.changing(series, book.terms("2026-12-02T11:00", "FREQ=WEEKLY;COUNT=3")));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-02T11:00 frozen 2026-12-01T10:00 -> 2026-12-01T10:00",
              "2026-12-09T11:00 frozen 2026-12-08T10:00 -> 2026-12-08T10:00",
              "2026-12-16T11:00 move 2026-12-15T10:00 -> 2026-12-16T11:00"});
}

TEST_CASE("what lies before today is not even listed") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-11-24T11:00", "FREQ=WEEKLY;COUNT=3");
  book.box.clock.set(utc("2026-11-25T15:00:00.000Z"));
  const wanted::Applied applied =
      book.done(book.changing(series, book.terms("2026-12-01T12:00", "FREQ=WEEKLY;COUNT=2")));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-01T12:00 move 2026-12-01T11:00 -> 2026-12-01T12:00",
              "2026-12-08T12:00 move 2026-12-08T11:00 -> 2026-12-08T12:00"});
  CHECK(book.visit("2026-11-24T11:00").revision == 1);
  CHECK(refused(book.try_preview(book.changing(applied.series, book.terms("2026-11-24T11:00")))) ==
        "out_of_range start");
}

TEST_CASE("from a visit on there are none any more, and no night brings them back") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00");
  const wanted::Applied applied = book.done(book.cancelling(series, "2026-12-15T10:00"));
  CHECK(applied.dates.size() == 50);
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1", "2026-12-08T10:00 60 Brandt 1"});
  CHECK(book.all_visits().back().state == AppointmentState::kCancelledByClient);
  book.box.clock.advance(std::chrono::hours(24 * 14));
  CHECK(book.night().booked == 0);
  // What is left of it can still be cancelled whole.
  book.box.clock.set(utc("2026-12-02T15:00:00.000Z"));
  book.done(book.cancelling(applied.series));
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1"});
}

TEST_CASE("a change carried out on a book that has changed since its preview is refused") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  const wanted::Edit edit =
      book.changing(series, book.terms("2026-12-02T11:00", "FREQ=WEEKLY;COUNT=3"));
  const std::string token = book.try_preview(edit).value().token;
  contract::BookRequest sams = book.booking("2026-12-09T11:00");
  sams.client = book.sam;
  book.must(book.try_book(sams));
  const Lines before = book.standing();
  CHECK(refused(book.try_apply(edit, token)) == "conflict token");
  CHECK(book.standing() == before);
  CHECK(refused(book.try_apply(edit, std::string(64, '0'))) == "conflict token");
  // The new preview shows what has changed.
  const wanted::Preview anew = book.try_preview(edit).value();
  CHECK(anew.dates[1].fate == Fate::kCollides);
  book.must(book.try_apply(edit, anew.token));
  CHECK(refused(book.try_apply(edit, anew.token)) == "conflict base_revision");
  CHECK(refused(book.try_preview(edit)) == "conflict base_revision");
}

TEST_CASE("the words that are added after the preview do not make it another one") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  wanted::Edit edit = book.cancelling(series);
  edit.by.reset();
  const std::string token = book.try_preview(edit).value().token;
  CHECK(refused(book.try_apply(edit, token)) == "missing_field by");
  edit.by = contract::CancelledBy::kClinic;
  CHECK(refused(book.try_apply(edit, token)) == "missing_field reason");
  edit.reason = "the clinician leaves";
  book.must(book.try_apply(edit, token));
  CHECK(book.all_visits().front().state == AppointmentState::kCancelledByClinic);
}

TEST_CASE("a date that was kept out says by what its time is taken now") {
  SeriesBook book;
  const auto sams = [&](const char* start) {
    contract::BookRequest request = book.booking(start, 30);
    request.client = book.sam;
    return book.try_book(request).value();
  };
  const Appointment before = sams("2026-12-08T10:00");
  const wanted::SeriesId id = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2").id;
  const auto in_the_way = [&] { return book.opened(id).dates.at(1).obstacle.value(); };
  CHECK(in_the_way().start == at("2026-12-08T10:00"));
  CHECK(in_the_way().what == contract::WhatStands{"Therapy", "L. Brandt"});
  CHECK_FALSE(book.opened(id).dates.at(0).obstacle);
  // With nothing there any more, what stood there is all that is known.
  book.must(book.try_cancel(before, contract::CancelledBy::kClient));
  CHECK(in_the_way().start == at("2026-12-08T10:00"));
  CHECK_FALSE(in_the_way().what);
  sams("2026-12-08T10:30");
  CHECK(in_the_way().start == at("2026-12-08T10:30"));
  CHECK(in_the_way().end == at("2026-12-08T11:00"));
  CHECK(in_the_way().place == contract::Place::kClinician);
  CHECK(in_the_way().what == contract::WhatStands{"Therapy", "L. Brandt"});
}

TEST_CASE("a visit that was kept where it was does not stand in its own way") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=1");
  contract::BookRequest request = book.booking("2026-12-01T11:00", 30);
  request.client = book.sam;
  const Appointment sams = book.try_book(request).value();
  book.done(book.changing(series, book.terms("2026-12-01T10:30", "FREQ=WEEKLY;COUNT=1")));
  const auto kept = [&] { return book.opened(series.id).dates.at(0); };
  CHECK(kept().start == at("2026-12-01T10:00"));
  CHECK(kept().obstacle.value().what == contract::WhatStands{"Therapy", "L. Brandt"});
  book.must(book.try_cancel(sams, contract::CancelledBy::kClient));
  CHECK(kept().obstacle.value().start == at("2026-12-01T11:00"));
  CHECK_FALSE(kept().obstacle.value().what);
}
