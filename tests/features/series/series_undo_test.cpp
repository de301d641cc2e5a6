// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/series/series_book.h"

using namespace alcove;
using namespace alcove::testing;
using wanted::Fate;
using Lines = std::vector<std::string>;

namespace {

// Ids and times of all that stands.
std::vector<std::string> exactly(SeriesBook& book) {
  std::vector<std::string> all;
  for (const Appointment& one : book.all_visits()) {
    if (!rules::holds_time(one.state)) continue;
    all.push_back(one.id.text() + " " + format_local(one.start) + " " +
                  std::string(wire::word_of(one.state)));
  }
  return all;
}

}  // namespace

TEST_CASE("a change taken back leaves the very same visits, confirmed ones confirmed") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00");
  book.must(book.try_mark(book.visit("2026-12-08T10:00"), AppointmentState::kConfirmed, ""));
  const Lines before = exactly(book);
  wanted::Terms terms = book.terms("2026-12-02T11:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,FR", 30);
  terms.room = book.room_2;
  const wanted::Series changed = book.done(book.changing(series, terms)).series;
  CHECK(exactly(book) != before);
  const wanted::Series back = book.done(book.undoing(changed)).series;
  CHECK(exactly(book) == before);
  CHECK(back.revision == 3);
  CHECK(back.terms == series.terms);
  CHECK(book.night().booked == 0);
}

TEST_CASE("taking back what was taken back is the change again") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00");
  wanted::Terms terms = book.terms("2026-12-02T11:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,FR");
  const wanted::Series changed = book.done(book.changing(series, terms)).series;
  const Lines after_change = book.standing();
  const wanted::Series back = book.done(book.undoing(changed)).series;
  const Lines after_undo = book.standing();
  const wanted::Series again = book.done(book.undoing(back)).series;
  CHECK(book.standing() == after_change);
  CHECK(again.terms == terms);
  book.done(book.undoing(again));
  CHECK(book.standing() == after_undo);
}

TEST_CASE("a series made by mistake leaves nothing behind, and can be brought back") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  const Lines made = exactly(book);
  const wanted::Applied undone = book.done(book.undoing(series));
  CHECK(lines(undone.dates) == Lines{"2026-12-01T10:00 withdraw 2026-12-01T10:00 -> -",
                                     "2026-12-08T10:00 withdraw 2026-12-08T10:00 -> -",
                                     "2026-12-15T10:00 withdraw 2026-12-15T10:00 -> -"});
  CHECK(book.standing().empty());
  CHECK(book.all_visits().front().state == AppointmentState::kEnteredInError);
  CHECK(book.night().booked == 0);
  const wanted::Applied again = book.done(book.undoing(undone.series));
  CHECK(again.dates.front().fate == Fate::kBringBack);
  CHECK(exactly(book) == made);
}

TEST_CASE("a cancelled series is brought back, but for what somebody has booked there since") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  const wanted::Series gone = book.done(book.cancelling(series)).series;
  contract::BookRequest sams = book.booking("2026-12-08T10:30", 30);
  sams.client = book.sam;
  book.must(book.try_book(sams));
  const wanted::Applied back = book.done(book.undoing(gone));
  CHECK(lines(back.dates) == Lines{"2026-12-01T10:00 bring_back - -> 2026-12-01T10:00",
                                   "2026-12-08T10:00 collides - -> -",
                                   "2026-12-15T10:00 bring_back - -> 2026-12-15T10:00"});
  REQUIRE(back.dates[1].obstacle.has_value());
  CHECK(back.dates[1].obstacle->place == contract::Place::kClinician);
  CHECK(book.answer(wanted::collisions, {}).count == 1);
}

TEST_CASE("what was changed by hand or happened since the change is not taken back") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  const wanted::Series changed =
      book.done(book.changing(series, book.terms("2026-12-02T11:00", "FREQ=WEEKLY;COUNT=3")))
          .series;
  book.must(book.try_move(book.moving(book.visit("2026-12-02T11:00"), "2026-12-03T15:00")));
  book.documented.insert(book.visit("2026-12-09T11:00").id);
  const wanted::Applied back = book.done(book.undoing(changed));
  CHECK(lines(back.dates) ==
        Lines{"2026-12-01T10:00 by_hand 2026-12-03T15:00 -> 2026-12-03T15:00",
              "2026-12-08T10:00 frozen 2026-12-09T11:00 -> 2026-12-09T11:00",
              "2026-12-15T10:00 bring_back 2026-12-16T11:00 -> 2026-12-15T10:00"});
  // Neither date is booked a second time.
  CHECK(book.night().booked == 0);
  CHECK(book.standing().size() == 3);
}

TEST_CASE("a visit that was moved by hand and back is one of the series again") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  const Appointment second = book.visit("2026-12-08T10:00");
  book.must(book.try_move(book.moving(second, "2026-12-09T15:00")));
  CHECK(book.opened(series.id).dates[1].touch == wanted::Touch::kByHand);
  book.must(book.try_undo(book.stored(second.id)));
  const auto date = book.opened(series.id).dates[1];
  CHECK(date.touch == wanted::Touch::kNone);
  CHECK(date.appointment == second.id);
  CHECK(date.state == AppointmentState::kScheduled);
  book.done(book.changing(series, book.terms("2026-12-01T16:00", "FREQ=WEEKLY;COUNT=3")));
  CHECK(book.standing() == Lines{"2026-12-01T16:00 60 Brandt 1", "2026-12-08T16:00 60 Brandt 1",
                                 "2026-12-15T16:00 60 Brandt 1"});
}

TEST_CASE("what the series itself has moved is not taken back visit by visit") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  const AppointmentId old = book.visit("2026-12-08T10:00").id;
  const wanted::Series changed =
      book.done(book.changing(series, book.terms("2026-12-01T16:00", "FREQ=WEEKLY;COUNT=3")))
          .series;
  CHECK(book.try_undo(book.stored(old)).error().code == ErrorCode::kWrongState);
  CHECK(book.visit("2026-12-08T16:00").state == AppointmentState::kScheduled);
  book.done(book.undoing(changed));
  CHECK(book.visit("2026-12-08T10:00").id == old);
}

TEST_CASE("dates that came in the nights since a change go back with it") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00");
  const wanted::Series changed =
      book.done(book.changing(series, book.terms("2026-12-02T11:00"))).series;
  book.box.clock.set(utc("2026-12-01T14:00:00.000Z"));
  CHECK(book.night().booked == 1);  // Wednesday, 1 December 2027
  CHECK(book.standing().back() == "2027-12-01T11:00 60 Brandt 1");
  book.done(book.undoing(changed));
  CHECK(book.standing().front() == "2026-12-01T10:00 60 Brandt 1");
  CHECK(book.standing().back() == "2027-11-30T10:00 60 Brandt 1");
  CHECK(book.standing().size() == 53);
}

TEST_CASE("a decision about a date that collided is taken back like any change") {
  SeriesBook book;
  contract::BookRequest sams = book.booking("2026-12-08T10:30", 30);
  sams.client = book.sam;
  book.must(book.try_book(sams));
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  wanted::SettleRequest request{.series = series.id,
                                .base_revision = 1,
                                .date = at("2026-12-08T10:00"),
                                .how = wanted::SettleHow::kBook,
                                .appointment = book.new_id<AppointmentId>(),
                                .clinician = kBrandt,
                                .room = book.room_2,
                                .start = at("2026-12-08T14:00"),
                                .minutes = 60,
                                .reason = ""};
  const wanted::Series settled = book.try_settle(request).value();
  CHECK(book.answer(wanted::collisions, {}).count == 0);
  book.done(book.undoing(settled));
  CHECK(book.answer(wanted::collisions, {}).count == 1);
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1", "2026-12-08T10:30 30 Brandt 1"});
}

TEST_CASE("an undo asks why, and only of what was seen") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  wanted::Edit edit = book.undoing(series);
  edit.reason.clear();
  CHECK(refused(book.try_change(edit)) == "missing_field reason");
  edit = book.undoing(series);
  edit.base_revision = 2;
  CHECK(refused(book.try_change(edit)) == "conflict base_revision");
}
