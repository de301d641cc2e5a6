// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/working_book.h"

using namespace alcove;
using namespace alcove::testing;
using rules::ConflictKind;
using rules::ConflictWeight;
using rules::SlotType;

namespace {

// Brandt works on Tuesdays: therapy from nine to noon, lunch, a crisis hold from one to two, and
// medication checks until three.
struct TuesdayBook : WorkingBook {
  TuesdayBook() {
    works(kBrandt, {{2, 9 * 60, 12 * 60, SlotType::kTherapy},
                    {2, 12 * 60, 13 * 60, SlotType::kLunch},
                    {2, 13 * 60, 14 * 60, SlotType::kCrisisHold},
                    {2, 14 * 60, 15 * 60, SlotType::kMedicationCheck}});
  }
};

}  // namespace

TEST_CASE("hours, time off and closed days refuse a booking, and say what collides and when") {
  TuesdayBook book;
  book.away(kBrandt, "2026-12-08T10:00", "2026-12-08T11:00");
  book.closed("2026-12-15");
  book.therapy(0, {SlotType::kTherapy});
  CHECK(book.refusal(book.asking("2026-12-01T08:30")) ==
        "out_of_range start: outside the clinician's hours from 08:30 to 09:00");
  CHECK(book.refusal(book.asking("2026-12-08T10:30")) ==
        "out_of_range start: the clinician is away from 10:30 to 11:00");
  CHECK(book.refusal(book.asking("2026-12-15T10:00")) ==
        "out_of_range start: the clinic is closed from 10:00 to 11:00");
  CHECK(book.refusal(book.asking("2026-12-01T14:00", 20)) ==
        "out_of_range service: kept for another kind of visit from 14:00 to 14:20");
  // No reason goes past a hard conflict.
  CHECK(book.refusal(book.asking("2026-12-01T08:30", 60, "she asked")) ==
        "out_of_range start: outside the clinician's hours from 08:30 to 09:00");
  CHECK(book.refusal(book.asking("2026-12-01T09:00", 180)).empty());
  CHECK(book.refusal(book.asking("2026-12-08T09:00")).empty());
}

TEST_CASE("a clinician without hours is booked as ever, but for time off and closed days") {
  TuesdayBook book;
  book.closed("2026-12-15");
  contract::BookRequest request = book.asking("2026-12-01T05:00");
  request.clinician = kReyes;
  CHECK(book.refusal(request).empty());
  request = book.asking("2026-12-15T10:00");
  request.clinician = kReyes;
  CHECK(book.refusal(request) == "out_of_range start: the clinic is closed from 10:00 to 11:00");
}

TEST_CASE("lunch, a hold and the cap ask for a reason; it and they stand in the history") {
  TuesdayBook book;
  book.cap(kBrandt, 1);
  book.booked("2026-12-01T09:00");
  const char* const sentence =
      "missing_field override_reason: lunch from 12:30 to 13:00; kept for a crisis from 13:00 to "
      "13:30; over the clinician's visits a day from 12:30 to 13:30";
  contract::BookRequest request = book.asking("2026-12-01T12:30");
  CHECK(book.refusal(request) == sentence);
  request.override_reason = "the only time her brother can drive her";
  const Appointment made = book.try_book(request).value();
  const auto history = book.history_of(made.id);
  REQUIRE(history.size() == 1);
  CHECK(history[0].overridden == std::vector<ConflictKind>{ConflictKind::kLunch,
                                                           ConflictKind::kCrisisHold,
                                                           ConflictKind::kOverCap});
  CHECK(history[0].override_reason == "the only time her brother can drive her");
}

TEST_CASE("the chain tells the kinds that were overridden, never the words of the reason") {
  TuesdayBook book;
  const std::int64_t before = book.box.ledger->head().number;
  book.must(book.try_book(book.asking("2026-12-01T12:00", 60, "her brother drives")));
  const std::vector<audit::Event> events = events_since(book, before);
  REQUIRE(events.size() == 1);
  CHECK(events[0].detail == "new -> scheduled; although: lunch");
}

TEST_CASE("a reason that nothing asks for is not kept") {
  TuesdayBook book;
  const Appointment made =
      book.try_book(book.asking("2026-12-01T09:00", 60, "just in case")).value();
  CHECK(book.history_of(made.id)[0].override_reason.empty());
  CHECK(book.history_of(made.id)[0].overridden.empty());
}

TEST_CASE("after a visit clinician and room are held for the service's pause, the client is not") {
  TuesdayBook book;
  book.therapy(15);
  book.booked("2026-12-01T10:00");
  contract::BookRequest next = book.asking("2026-12-01T11:00", 30);
  CHECK(book.refusal(next) == "taken clinician: taken from 10:00 to 11:15 (Therapy, L. Brandt)");
  next.clinician = kReyes;
  CHECK(book.refusal(next) == "taken room: taken from 10:00 to 11:15 (Therapy, L. Brandt)");
  next.room = book.room_2;
  CHECK(book.refusal(next).empty());
  next = book.asking("2026-12-01T11:15", 30);
  next.client = book.sam;
  CHECK(book.refusal(next).empty());
  // The pause after it would run into the visit at ten.
  CHECK(book.refusal(book.asking("2026-12-01T09:00", 60)) ==
        "taken clinician: taken from 10:00 to 11:15 (Therapy, L. Brandt)");
  CHECK(book.refusal(book.asking("2026-12-01T09:00", 45)).empty());
}

TEST_CASE("a pause that becomes longer does not make what is booked collide") {
  TuesdayBook book;
  const Appointment first = book.booked("2026-12-01T10:00");
  const Appointment second = book.booked("2026-12-01T11:00");
  book.therapy(30);
  CHECK(book.refusal(book.try_assign(second, kBrandt, book.room_2)).empty());
  const Appointment gone = book.try_cancel(first, contract::CancelledBy::kClinic).value();
  CHECK(book.refusal(book.try_undo(gone)).empty());
}

TEST_CASE("somebody in a crisis is seen whatever the hours say, with a reason") {
  TuesdayBook book;  // Tuesday, ten in the morning
  book.closed("2026-11-24");
  book.away(kBrandt, "2026-11-24T00:00", "2026-11-25T00:00");
  contract::BookRequest request = book.asking("2026-11-24T18:00");
  CHECK(book.refusal(book.change(&appointments::walk_in, request)) ==
        "missing_field override_reason: the clinic is closed from 18:00 to 19:00; the clinician is "
        "away from 18:00 to 19:00");
  request.override_reason = "in a crisis";
  const Appointment made = book.change(&appointments::walk_in, request).value();
  CHECK(made.state == AppointmentState::kArrived);
  CHECK(book.history_of(made.id)[0].overridden ==
        std::vector<ConflictKind>{ConflictKind::kClosed, ConflictKind::kTimeOff});
}

TEST_CASE("who walks in takes the pause after a visit with a reason, and never a visit's time") {
  TuesdayBook book;
  book.therapy(30);
  book.booked("2026-11-24T10:00");
  contract::BookRequest request = book.asking("2026-11-24T11:00", 30);
  request.client = book.sam;
  CHECK(book.refusal(book.change(&appointments::walk_in, request)) ==
        "missing_field override_reason: in the pause after a visit from 11:00 to 11:30");
  request.override_reason = "in a crisis";
  CHECK(book.refusal(book.change(&appointments::walk_in, request)).empty());
  request = book.asking("2026-11-24T10:55", 30, "in a crisis");
  request.client = book.sam;
  CHECK(book.refusal(book.change(&appointments::walk_in, request)) ==
        "taken clinician: taken from 10:00 to 11:00 (Therapy, L. Brandt)");
}

TEST_CASE("a visit of yesterday is written down whatever the hours say, with a reason") {
  TuesdayBook book;
  CHECK(book.refusal(book.asking("2026-11-23T10:00")) ==
        "missing_field override_reason: outside the clinician's hours from 10:00 to 11:00");
  CHECK(book.refusal(book.asking("2026-11-23T10:00", 60, "it was on paper")).empty());
}

TEST_CASE("moving, assigning and bringing back are decided like a booking") {
  TuesdayBook book;
  const Appointment made = book.booked("2026-12-01T09:00");
  contract::MoveRequest moving = book.moving(made, "2026-12-01T12:00");
  CHECK(book.refusal(book.try_move(moving)) ==
        "missing_field override_reason: lunch from 12:00 to 13:00");
  moving.override_reason = "no other time";
  const Appointment moved = book.try_move(moving).value();
  CHECK(book.history_of(moved.id)[0].override_reason == "no other time");
  // To another room nothing is asked again; to somebody who is away it is.
  CHECK(book.refusal(book.try_assign(moved, kBrandt, book.room_2)).empty());
  contract::BookRequest reyes = book.asking("2026-12-02T09:00");
  reyes.clinician = kReyes;
  const Appointment wednesday = book.try_book(reyes).value();
  CHECK(book.refusal(book.try_assign(wednesday, kBrandt, book.room_1)) ==
        "out_of_range start: outside the clinician's hours from 09:00 to 10:00");
  const Appointment other = book.booked("2026-12-08T09:00");
  const Appointment gone = book.try_cancel(other, contract::CancelledBy::kClinic).value();
  book.away(kBrandt, "2026-12-08T09:00", "2026-12-08T10:00");
  CHECK(book.refusal(book.try_undo(gone)) ==
        "out_of_range start: the clinician is away from 09:00 to 10:00");
}

TEST_CASE("what is booked already stays when the hours change") {
  TuesdayBook book;
  const Appointment made = book.booked("2026-12-08T09:00");
  book.closed("2026-12-08");
  CHECK(book.stored(made.id).state == AppointmentState::kScheduled);
  CHECK(book.refusal(book.try_mark(made, AppointmentState::kConfirmed)).empty());
}

TEST_CASE("whoever looks for a time sees every conflict, and only times without any are proposed") {
  TuesdayBook book;
  book.therapy(15, {SlotType::kTherapy});
  book.booked("2026-12-01T10:00");
  contract::FreeRequest request;
  request.start = at("2026-12-01T11:30");
  request.minutes = 60;
  request.clinician = kBrandt;
  request.service = book.booking("2026-12-01T10:00").service;
  auto reply = book.answer(contract::find_free, request);
  CHECK(reply.collisions.empty());
  CHECK(reply.conflicts ==
        std::vector<contract::Conflict>{{ConflictKind::kLunch, ConflictWeight::kSoft,
                                         at("2026-12-01T12:00"), at("2026-12-01T12:30")}});
  CHECK(reply.other_starts.empty());
  request.start = at("2026-12-01T08:00");
  request.minutes = 30;
  reply = book.answer(contract::find_free, request);
  CHECK(reply.conflicts ==
        std::vector<contract::Conflict>{{ConflictKind::kOutsideHours, ConflictWeight::kHard,
                                         at("2026-12-01T08:00"), at("2026-12-01T08:30")}});
  // The pause after it ends when the visit at ten begins, or it begins when that one's has ended.
  CHECK(reply.other_starts ==
        std::vector<LocalDateTime>{at("2026-12-01T09:00"), at("2026-12-01T09:15"),
                                   at("2026-12-01T11:15"), at("2026-12-01T11:30")});
  request.service = id_of<contract::ServiceId>(99);
  CHECK(code_in(book.ask(contract::find_free, request)) == "not_found");
}

namespace {

contract::FreeRequest looking(TuesdayBook& book, const char* start, std::int64_t minutes) {
  contract::FreeRequest request;
  request.start = at(start);
  request.minutes = minutes;
  request.clinician = kBrandt;
  request.room = book.room_1;
  request.client = book.sam;
  request.service = book.booking(start).service;
  return request;
}

using Conflicts = std::vector<contract::Conflict>;

}  // namespace

TEST_CASE("of what has begun a pause is listed for which the booking asks for a reason") {
  TuesdayBook book;  // Tuesday, ten in the morning
  book.therapy(30);
  book.must(book.try_book(book.asking("2026-11-24T09:00", 20)));
  contract::BookRequest request = book.asking("2026-11-24T09:30", 30);
  request.client = book.sam;
  CHECK(book.refusal(request) ==
        "missing_field override_reason: in the pause after a visit from 09:30 to 09:50");
  const auto reply = book.answer(contract::find_free, looking(book, "2026-11-24T09:30", 30));
  CHECK(reply.collisions.empty());
  CHECK(reply.conflicts == Conflicts{{ConflictKind::kBuffer, ConflictWeight::kSoft,
                                      at("2026-11-24T09:30"), at("2026-11-24T09:50")}});
}

TEST_CASE("for who walks in hours and pauses are listed as asking for a reason, also ahead") {
  TuesdayBook book;
  book.therapy(30);
  book.booked("2026-11-24T14:00");
  contract::FreeRequest request = looking(book, "2026-11-24T15:00", 60);
  CHECK(book.answer(contract::find_free, request).collisions.size() == 2);
  request.walk_in = true;
  const auto reply = book.answer(contract::find_free, request);
  CHECK(reply.collisions.empty());
  CHECK(reply.conflicts == Conflicts{{ConflictKind::kOutsideHours, ConflictWeight::kSoft,
                                      at("2026-11-24T15:00"), at("2026-11-24T16:00")},
                                     {ConflictKind::kBuffer, ConflictWeight::kSoft,
                                      at("2026-11-24T15:00"), at("2026-11-24T15:30")}});
}

TEST_CASE("looking at the time that a visit has already says what assigning it would say") {
  TuesdayBook book;
  book.booked("2026-12-01T10:00");
  contract::BookRequest next = book.asking("2026-12-01T09:00");
  next.client = book.sam;
  const Appointment visit = book.try_book(next).value();
  book.therapy(30);  // its own pause stays as it was booked
  book.closed("2026-12-01");
  contract::FreeRequest request = looking(book, "2026-12-01T09:00", 60);
  request.except = visit.id;
  auto reply = book.answer(contract::find_free, request);
  CHECK(reply.collisions.empty());
  CHECK(reply.conflicts.empty());
  CHECK(book.refusal(book.try_assign(visit, kBrandt, book.room_1)).empty());
  request.clinician = kReyes;
  request.room = std::nullopt;
  reply = book.answer(contract::find_free, request);
  CHECK(reply.conflicts == Conflicts{{ConflictKind::kClosed, ConflictWeight::kHard,
                                      at("2026-12-01T09:00"), at("2026-12-01T10:00")}});
}
