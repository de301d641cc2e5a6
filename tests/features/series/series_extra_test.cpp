// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/series/series_book.h"

// Dates of a series besides those of its rule: at which they stand, what refuses them, and that
// they go with the part of the series into which they fall.

using namespace alcove;
using namespace alcove::testing;
using Lines = std::vector<std::string>;

namespace {

struct ExtraBook : SeriesBook {
  wanted::Terms with(wanted::Terms terms, const std::vector<const char*>& extra) {
    terms.extra_dates.clear();
    for (const char* one : extra) terms.extra_dates.push_back(at(one));
    return terms;
  }
  // Tuesdays at ten, three of them, a Friday of the second week at two, and one of January.
  wanted::Edit five() {
    return creating(with(terms("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3"),
                         {"2026-12-11T14:00", "2027-01-08T10:00"}));
  }
  // Fridays at nine, the 4th, 11th and 18th of December.
  wanted::Series fridays(const std::vector<const char*>& extra) {
    return done(creating(with(terms("2026-12-04T09:00", "FREQ=WEEKLY;COUNT=3"), extra))).series;
  }
  wanted::Edit at_ten(const wanted::Series& series, const std::vector<const char*>& extra,
                      const char* rule = "FREQ=WEEKLY;COUNT=3") {
    return changing(series, with(terms("2026-12-04T10:00", rule), extra));
  }
  std::string refusal(const char* rule, const std::vector<const char*>& extra) {
    return refused(try_preview(creating(with(terms("2026-12-01T10:00", rule), extra))));
  }
};

}  // namespace

TEST_CASE("dates that are added are booked like the others and do not count") {
  ExtraBook book;
  CHECK(lines(book.done(book.five()).dates) ==
        Lines{"2026-12-01T10:00 book - -> 2026-12-01T10:00",
              "2026-12-08T10:00 book - -> 2026-12-08T10:00",
              "2026-12-11T14:00 book - -> 2026-12-11T14:00",
              "2026-12-15T10:00 book - -> 2026-12-15T10:00",
              "2027-01-08T10:00 book - -> 2027-01-08T10:00"});
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1", "2026-12-08T10:00 60 Brandt 1",
                                 "2026-12-11T14:00 60 Brandt 1", "2026-12-15T10:00 60 Brandt 1",
                                 "2027-01-08T10:00 60 Brandt 1"});
  CHECK(book.night().booked == 0);
}

TEST_CASE("a date that is added has no place in the rule, and those after it keep theirs") {
  ExtraBook book;
  const wanted::OpenReply opened = book.opened(book.done(book.five()).series.id);
  REQUIRE(opened.dates.size() == 5);
  CHECK(opened.dates[1].place_in_rule == 2);
  CHECK(opened.dates[2].place_in_rule == 0);
  CHECK(opened.dates[3].place_in_rule == 3);
  CHECK(opened.series->terms.extra_dates ==
        std::vector{at("2026-12-11T14:00"), at("2027-01-08T10:00")});
}

TEST_CASE("a date that is added is refused out of its place, and left off on a day of the rule's") {
  ExtraBook book;
  const std::string strange = "out_of_range extra_dates";
  CHECK(book.refusal("FREQ=WEEKLY", {"2026-11-30T10:00"}) == strange);
  CHECK(book.refusal("FREQ=WEEKLY", {"2026-12-11T14:00", "2026-12-10T10:00"}) == strange);
  CHECK(book.refusal("FREQ=WEEKLY", {"2026-12-11T14:00", "2026-12-11T14:00"}) == strange);
  CHECK(book.refusal("FREQ=WEEKLY", {"2026-12-11T14:00", "2026-12-11T18:00"}) == strange);
  wanted::Terms terms = book.with(book.terms("2026-12-01T10:00"), {"2026-12-11T14:00"});
  terms.last_day = parse_date("2026-12-11").value();
  CHECK(book.try_preview(book.creating(terms)).ok());
  terms.last_day = parse_date("2026-12-10").value();
  CHECK(refused(book.try_preview(book.creating(terms))) == strange);
  // The second week's is the rule's; in the third week the rule has ended.
  const auto applied = book.done(
      book.creating(book.with(book.terms("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2"),
                              {"2026-12-01T10:00", "2026-12-08T14:00", "2026-12-15T10:00"})));
  CHECK(applied.series.terms.extra_dates == std::vector{at("2026-12-15T10:00")});
  CHECK(book.standing().size() == 3);
}

TEST_CASE("an added date can be left out in the preview like the others") {
  ExtraBook book;
  wanted::Edit edit = book.five();
  edit.taken_out = {at("2026-12-11T14:00")};
  CHECK(lines(book.done(edit).dates)[2] == "2026-12-11T14:00 taken_out - -> -");
  edit = book.five();
  edit.taken_out = {at("2026-12-11T10:00")};
  CHECK(refused(book.try_preview(edit)) == "out_of_range taken_out");
}

TEST_CASE("an added date that has no place waits for a decision like any other") {
  ExtraBook book;
  contract::BookRequest request = book.booking("2026-12-11T14:30", 30);
  request.client = book.sam;
  book.must(book.try_book(request));
  CHECK(lines(book.done(book.five()).dates)[2] == "2026-12-11T14:00 collides - -> -");
  CHECK(book.answer(wanted::collisions, {}).count == 1);
}

TEST_CASE("this and the following takes the added dates with it into which it falls") {
  ExtraBook book;
  const wanted::Series series = book.done(book.five()).series;
  wanted::Terms terms =
      book.with(book.terms("2026-12-15T11:00", "FREQ=WEEKLY;COUNT=1"), {"2027-01-08T11:00"});
  const wanted::Applied applied = book.done(book.changing(series, terms, "2026-12-15T10:00"));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-15T11:00 move 2026-12-15T10:00 -> 2026-12-15T11:00",
              "2027-01-08T11:00 move 2027-01-08T10:00 -> 2027-01-08T11:00"});
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1", "2026-12-08T10:00 60 Brandt 1",
                                 "2026-12-11T14:00 60 Brandt 1", "2026-12-15T11:00 60 Brandt 1",
                                 "2027-01-08T11:00 60 Brandt 1"});
  book.done(book.undoing(applied.series));
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1", "2026-12-08T10:00 60 Brandt 1",
                                 "2026-12-11T14:00 60 Brandt 1", "2026-12-15T10:00 60 Brandt 1",
                                 "2027-01-08T10:00 60 Brandt 1"});
}

TEST_CASE("from an added date on, it stays though the rule goes on later") {
  ExtraBook book;
  const wanted::Series series = book.done(book.five()).series;
  wanted::Terms terms = book.with(book.terms("2026-12-15T10:00", "FREQ=WEEKLY;COUNT=1", 30),
                                  {"2026-12-11T14:00", "2027-01-08T10:00"});
  const wanted::Applied applied = book.done(book.changing(series, terms, "2026-12-11T14:00"));
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1", "2026-12-08T10:00 60 Brandt 1",
                                 "2026-12-11T14:00 30 Brandt 1", "2026-12-15T10:00 30 Brandt 1",
                                 "2027-01-08T10:00 30 Brandt 1"});
  CHECK(book.night().booked == 0);
  // Nothing is added before the part that changes.
  terms.extra_dates.insert(terms.extra_dates.begin(), at("2026-12-10T14:00"));
  CHECK(refused(book.try_preview(book.changing(applied.series, terms, "2026-12-11T14:00"))) ==
        "out_of_range extra_dates");
}

TEST_CASE("what is added and taken off in a change is booked and cancelled, and taken back") {
  ExtraBook book;
  const wanted::Series series = book.done(book.five()).series;
  const wanted::Terms terms =
      book.with(book.terms("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3"), {"2026-12-29T10:00"});
  const wanted::Applied applied = book.done(book.changing(series, terms));
  CHECK(lines(applied.dates) == Lines{"2026-12-01T10:00 unchanged 2026-12-01T10:00 -> "
                                      "2026-12-01T10:00",
                                      "2026-12-08T10:00 unchanged 2026-12-08T10:00 -> "
                                      "2026-12-08T10:00",
                                      "2026-12-11T14:00 cancel 2026-12-11T14:00 -> -",
                                      "2026-12-15T10:00 unchanged 2026-12-15T10:00 -> "
                                      "2026-12-15T10:00",
                                      "2026-12-29T10:00 book - -> 2026-12-29T10:00",
                                      "2027-01-08T10:00 cancel 2027-01-08T10:00 -> -"});
  const wanted::Series back = book.done(book.undoing(applied.series)).series;
  CHECK(back.terms == series.terms);
  CHECK(book.standing().size() == 5);
  CHECK(book.standing()[2] == "2026-12-11T14:00 60 Brandt 1");
}

TEST_CASE("a series that is cancelled from a date on has no added dates from then on either") {
  ExtraBook book;
  const wanted::Series series = book.done(book.five()).series;
  const wanted::Series ended = book.done(book.cancelling(series, "2026-12-15T10:00")).series;
  CHECK(book.standing().size() == 3);
  CHECK(book.night().booked == 0);
  book.done(book.undoing(ended));
  CHECK(book.standing().size() == 5);
}

TEST_CASE(
    "an added date more than a year ahead is booked in the night that comes within the year") {
  ExtraBook book;
  book.done(book.creating(book.with(book.terms("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=1"),
                                    {"2027-11-24T10:00", "2027-11-25T10:00"})));
  CHECK(book.standing() == Lines{"2026-12-01T10:00 60 Brandt 1", "2027-11-24T10:00 60 Brandt 1"});
  CHECK(book.night().booked == 0);
  book.box.clock.advance(std::chrono::days(1));
  CHECK(book.night().booked == 1);
  CHECK(book.standing().back() == "2027-11-25T10:00 60 Brandt 1");
}

TEST_CASE("sixty dates can be added to a rule, one more is not read") {
  ExtraBook book;
  wanted::Edit edit = book.creating("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=1");
  for (int day = 1; day <= 60; ++day) {
    edit.terms->extra_dates.push_back(at("2026-12-01T10:00") + std::chrono::days(day));
  }
  CHECK(book.ask(wanted::preview, edit).status == 200);
  CHECK(book.done(edit).dates.size() == 61);
  edit.terms->extra_dates.push_back(at("2026-12-01T10:00") + std::chrono::days(61));
  CHECK(code_in(book.ask(wanted::preview, edit)) == "out_of_range");
}

// 4, 11 and 18 December are Fridays; Monday the 14th and Wednesday the 16th are of the third week.

TEST_CASE("a date added early in a week does not take the visit of that week's own day") {
  ExtraBook book;
  const wanted::Series series = book.fridays({});
  const AppointmentId third = book.visit("2026-12-18T09:00").id;
  const wanted::Edit edit = book.at_ten(series, {"2026-12-14T10:00"});
  CHECK(lines(book.try_preview(edit).value().dates) ==
        Lines{"2026-12-04T10:00 move 2026-12-04T09:00 -> 2026-12-04T10:00",
              "2026-12-11T10:00 move 2026-12-11T09:00 -> 2026-12-11T10:00",
              "2026-12-14T10:00 book - -> 2026-12-14T10:00",
              "2026-12-18T10:00 move 2026-12-18T09:00 -> 2026-12-18T10:00"});
  // With somebody at the new time of the Friday, its visit stays where it is.
  contract::BookRequest request = book.booking("2026-12-18T10:30", 30);
  request.client = book.sam;
  book.must(book.try_book(request));
  CHECK(lines(book.done(edit).dates) ==
        Lines{"2026-12-04T10:00 move 2026-12-04T09:00 -> 2026-12-04T10:00",
              "2026-12-11T10:00 move 2026-12-11T09:00 -> 2026-12-11T10:00",
              "2026-12-14T10:00 book - -> 2026-12-14T10:00",
              "2026-12-18T10:00 collides 2026-12-18T09:00 -> 2026-12-18T09:00"});
  CHECK(book.visit("2026-12-18T09:00").id == third);
}

TEST_CASE("a visit that was moved by hand does not swallow a date that is added in its week") {
  ExtraBook book;
  const wanted::Series series = book.fridays({"2026-12-09T09:00"});
  book.must(book.try_move(book.moving(book.visit("2026-12-18T09:00"), "2026-12-18T15:00")));
  const Lines before = book.standing();
  const wanted::Applied applied =
      book.done(book.at_ten(series, {"2026-12-09T10:00", "2026-12-14T10:00"}));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-04T10:00 move 2026-12-04T09:00 -> 2026-12-04T10:00",
              "2026-12-09T10:00 move 2026-12-09T09:00 -> 2026-12-09T10:00",
              "2026-12-11T10:00 move 2026-12-11T09:00 -> 2026-12-11T10:00",
              "2026-12-14T10:00 book - -> 2026-12-14T10:00",
              "2026-12-18T10:00 by_hand 2026-12-18T15:00 -> 2026-12-18T15:00"});
  CHECK(book.standing() == Lines{"2026-12-04T10:00 60 Brandt 1", "2026-12-09T10:00 60 Brandt 1",
                                 "2026-12-11T10:00 60 Brandt 1", "2026-12-14T10:00 60 Brandt 1",
                                 "2026-12-18T15:00 60 Brandt 1"});
  const wanted::OpenReply opened = book.opened(series.id);
  REQUIRE(opened.dates.size() == 5);
  CHECK(opened.dates[3].start == at("2026-12-14T10:00"));
  CHECK(opened.dates[3].touch == wanted::Touch::kNone);
  CHECK(opened.dates[4].date == at("2026-12-18T10:00"));
  CHECK(opened.dates[4].start == at("2026-12-18T15:00"));
  CHECK(opened.dates[4].touch == wanted::Touch::kByHand);
  book.done(book.undoing(applied.series));
  CHECK(book.standing() == before);
}

TEST_CASE("a second day of the week does not take the place of a visit that was moved by hand") {
  ExtraBook book;
  const wanted::Series series = book.fridays({});
  book.must(book.try_move(book.moving(book.visit("2026-12-18T09:00"), "2026-12-18T15:00")));
  CHECK(lines(book.done(book.at_ten(series, {}, "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=5")).dates) ==
        Lines{"2026-12-04T10:00 move 2026-12-04T09:00 -> 2026-12-04T10:00",
              "2026-12-07T10:00 book - -> 2026-12-07T10:00",
              "2026-12-11T10:00 move 2026-12-11T09:00 -> 2026-12-11T10:00",
              "2026-12-14T10:00 book - -> 2026-12-14T10:00",
              "2026-12-18T10:00 by_hand 2026-12-18T15:00 -> 2026-12-18T15:00"});
}

TEST_CASE("an added date that is dropped goes itself, and its visit to no other day") {
  ExtraBook book;
  const wanted::Series series = book.fridays({"2026-12-16T09:00"});
  CHECK(lines(book.done(book.at_ten(series, {})).dates) ==
        Lines{"2026-12-04T10:00 move 2026-12-04T09:00 -> 2026-12-04T10:00",
              "2026-12-11T10:00 move 2026-12-11T09:00 -> 2026-12-11T10:00",
              "2026-12-16T09:00 cancel 2026-12-16T09:00 -> -",
              "2026-12-18T10:00 move 2026-12-18T09:00 -> 2026-12-18T10:00"});
}

TEST_CASE("what was added before a change of what follows is still known as added") {
  ExtraBook book;
  const wanted::Series series = book.fridays({"2026-12-09T09:00"});
  const wanted::Series later =
      book.done(book.changing(series, book.terms("2026-12-18T09:00", "FREQ=WEEKLY;COUNT=1", 30),
                              "2026-12-18T09:00"))
          .series;
  REQUIRE(later.terms.extra_dates.empty());
  // Thursdays: the Friday's visit goes there, not the Wednesday's.
  CHECK(lines(book.done(book.changing(later, book.terms("2026-12-03T09:00", "FREQ=WEEKLY;COUNT=3")))
                  .dates) == Lines{"2026-12-03T09:00 move 2026-12-04T09:00 -> 2026-12-03T09:00",
                                   "2026-12-09T09:00 cancel 2026-12-09T09:00 -> -",
                                   "2026-12-10T09:00 move 2026-12-11T09:00 -> 2026-12-10T09:00",
                                   "2026-12-17T09:00 move 2026-12-18T09:00 -> 2026-12-17T09:00"});
}

TEST_CASE("an added date to whose day a new rule comes is the rule's from then on") {
  ExtraBook book;
  const wanted::Series series = book.fridays({"2026-12-14T09:00"});
  const wanted::Applied applied = book.done(
      book.changing(series, book.terms("2026-12-11T09:00", "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=3")));
  CHECK(lines(applied.dates) ==
        Lines{"2026-12-04T09:00 cancel 2026-12-04T09:00 -> -",
              "2026-12-11T09:00 unchanged 2026-12-11T09:00 -> 2026-12-11T09:00",
              "2026-12-14T09:00 unchanged 2026-12-14T09:00 -> 2026-12-14T09:00",
              "2026-12-18T09:00 unchanged 2026-12-18T09:00 -> 2026-12-18T09:00"});
  CHECK(
      lines(book.done(book.changing(applied.series, book.terms("2026-12-11T09:00",
                                                               "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=3")))
                .dates) ==
      Lines{"2026-12-11T09:00 unchanged 2026-12-11T09:00 -> 2026-12-11T09:00",
            "2026-12-15T09:00 move 2026-12-14T09:00 -> 2026-12-15T09:00",
            "2026-12-18T09:00 unchanged 2026-12-18T09:00 -> 2026-12-18T09:00"});
}
