// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/absences/given_times.h"
#include "tests/features/absences/absence_book.h"

using namespace alcove;
using namespace alcove::testing;
using absences::GivenTime;
using contract::Place;
using Lines = std::vector<std::string>;

namespace {

struct Refused {
  ErrorCode code;
  std::string field;

  friend bool operator==(const Refused&, const Refused&) = default;
};
Refused refusal_of(const Result<gone::Preview>& result) {
  REQUIRE_FALSE(result.ok());
  return {result.error().code, result.error().field};
}

// One visit of Brandt's, of which somebody says something.
struct OneVisit : AbsenceBook {
  Appointment visit = booked("2026-11-24T11:00");

  Refused refused(const gone::Choice& choice, gone::Edit edit = away()) {
    edit.choices = {choice};
    return refusal_of(try_preview(edit));
  }
};

UtcTime clock(const char* text) {
  return parse_utc(std::string("2026-11-24T") + text + ":00.000Z").value();
}

}  // namespace

TEST_CASE("a visit goes to a free time after the absence, and the call list says from when") {
  AbsenceBook book;
  const Appointment moved = book.booked("2026-11-24T11:00");
  const Appointment cancelled = book.other("2026-11-24T14:00", book.sam, kBrandt);
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {book.to_time(moved, "2026-11-25T09:00")};
  const AppointmentId stands = *edit.choices[0].moved_to;
  const gone::Preview preview = book.try_preview(edit).value();
  CHECK(lines(preview) == Lines{"11:00 Petrov, Ana: move L. Brandt", "14:00 Haddad, Sam: cancel"});
  CHECK(preview.lines[0].to_start == at("2026-11-25T09:00"));
  CHECK(preview.lines[0].to_room == book.room_1);
  CHECK(preview.lines[0].client == book.ana);
  CHECK(preview.lines[0].clinician == kBrandt);
  CHECK(book.stored(moved.id).state == AppointmentState::kScheduled);

  const gone::Applied done = book.try_apply(edit, preview.token).value();
  CHECK(done.moved == 1);
  CHECK(done.cancelled == 1);
  CHECK(done.to_call == 2);
  CHECK(book.stored(moved.id).state == AppointmentState::kRescheduled);
  CHECK(book.stored(moved.id).moved_to == stands);
  CHECK(book.stored(stands).start == at("2026-11-25T09:00"));
  CHECK(book.stored(stands).room == book.room_1);
  CHECK(book.history_of(moved.id).back().reason == "Brandt is ill");
  CHECK(book.stored(cancelled.id).state == AppointmentState::kCancelledByClinic);

  const gone::CallsReply calls = book.calls(done.absence);
  // Who would come first stands first, wherever the visit is now.
  CHECK(calls.items.at(0).client == book.ana);
  const auto row = std::ranges::find(calls.items, book.ana, &gone::CallRow::client);
  REQUIRE(row != calls.items.end());
  REQUIRE(row->visits.size() == 1);
  CHECK(row->visits[0].appointment == stands);
  CHECK(row->visits[0].fate == gone::Fate::kMove);
  CHECK(row->visits[0].start == at("2026-11-25T09:00"));
  CHECK(row->visits[0].was == at("2026-11-24T11:00"));
  CHECK(row->visits[0].state == AppointmentState::kScheduled);
}

TEST_CASE("a visit goes to a colleague at another hour of the same day") {
  OneVisit book;
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {book.to_time(book.visit, "2026-11-24T16:00", kReyes)};
  CHECK(book.applied(edit).moved == 1);
  const Appointment now = book.stored(*edit.choices[0].moved_to);
  CHECK(now.clinician == kReyes);
  CHECK(now.start == at("2026-11-24T16:00"));
}

TEST_CASE("on a day on which the clinic is closed each visit is moved to another day alone") {
  OneVisit book;
  gone::Edit edit = AbsenceBook::away();
  edit.clinician.reset();
  CHECK(book.refused(book.to_time(book.visit, "2026-11-24T16:00", kReyes), edit) ==
        Refused{ErrorCode::kOutOfRange, "choices[0].start"});
  edit.choices = {book.to_time(book.visit, "2026-11-26T16:00", kReyes)};
  CHECK(book.applied(edit).moved == 1);
  CHECK(book.stored(*edit.choices[0].moved_to).clinician == kReyes);
}

TEST_CASE("a time at which somebody is elsewhere by now is told, and the visit stays") {
  OneVisit book;
  book.other("2026-11-25T09:30", book.lee, kBrandt);
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {book.to_time(book.visit, "2026-11-25T09:00")};
  const gone::Preview preview = book.try_preview(edit).value();
  REQUIRE(preview.lines.size() == 1);
  CHECK(preview.lines[0].fate == gone::Fate::kNotFree);
  CHECK(preview.lines[0].to_start == at("2026-11-25T09:00"));
  REQUIRE(preview.lines[0].taken);
  CHECK(preview.lines[0].taken->start == at("2026-11-25T09:30"));
  const auto refused = book.try_apply(edit, preview.token);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::kWrongState);  // nothing would change
}

TEST_CASE("hours that say otherwise, softly too, are told, and the visit stays") {
  OneVisit book;
  book.WorkingBook::away(kReyes, "2026-11-25T00:00", "2026-11-26T00:00");
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {book.to_time(book.visit, "2026-11-25T09:00", kReyes)};
  const gone::Preview preview = book.try_preview(edit).value();
  CHECK(preview.lines[0].fate == gone::Fate::kNotFree);
  CHECK(preview.lines[0].against == std::vector{rules::ConflictKind::kTimeOff});
}

TEST_CASE("two visits of one change do not go to one time, of whoever it is") {
  AbsenceBook book;
  const Appointment first = book.booked("2026-11-24T11:00");
  const Appointment second = book.other("2026-11-24T14:00", book.sam, kBrandt);
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {book.to_time(first, "2026-11-25T09:00"),
                  book.to_time(second, "2026-11-25T09:15")};
  const gone::Preview preview = book.try_preview(edit).value();
  CHECK(lines(preview) ==
        Lines{"11:00 Petrov, Ana: move L. Brandt", "14:00 Haddad, Sam: not_free L. Brandt"});
  REQUIRE(preview.lines[1].taken);
  CHECK(preview.lines[1].taken->place == Place::kClinician);
  CHECK(preview.lines[1].taken->start == at("2026-11-25T09:00"));
  const gone::Applied done = book.try_apply(edit, preview.token).value();
  CHECK(done.moved == 1);
  CHECK(done.kept == 1);
  // To a colleague at the time at which she is given another one.
  AbsenceBook other;
  const Appointment given = other.booked("2026-11-24T11:00");
  const Appointment moved = other.other("2026-11-24T14:00", other.sam, kBrandt);
  gone::Edit both = AbsenceBook::to_reyes();
  both.choices = {other.to_time(moved, "2026-11-24T11:00", kReyes)};
  both.choices[0].room.reset();
  CHECK(lines(other.try_preview(both).value()) ==
        Lines{"11:00 Petrov, Ana: reassign A. Reyes", "14:00 Haddad, Sam: not_free A. Reyes"});
  CHECK(other.applied(both).reassigned == 1);
  CHECK(other.stored(given.id).clinician == kReyes);
  CHECK(other.stored(moved.id).clinician == kBrandt);
}

TEST_CASE("what is wrong with another time is refused by its name") {
  OneVisit book;
  using enum ErrorCode;
  gone::Choice choice = book.to_time(book.visit, "2026-11-25T09:00");
  choice.start.reset();
  CHECK(book.refused(choice) == Refused{kMissingField, "choices[0].start"});
  choice = book.to_time(book.visit, "2026-11-25T09:00");
  choice.moved_to.reset();
  CHECK(book.refused(choice) == Refused{kMissingField, "choices[0].moved_to"});
  choice.moved_to = AppointmentId();
  CHECK(book.refused(choice) == Refused{kOutOfRange, "choices[0].moved_to"});
  // Its own time, a time of the absence to the minute, one that is over, one beyond the book.
  CHECK(book.refused(book.to_time(book.visit, "2026-11-24T11:00", kReyes)) ==
        Refused{kOutOfRange, "choices[0].start"});
  CHECK(book.refused(book.to_time(book.visit, "2026-11-24T23:55")) ==
        Refused{kOutOfRange, "choices[0].start"});
  CHECK(book.refused(book.to_time(book.visit, "2026-11-24T23:55", kBrandt)) ==
        Refused{kOutOfRange, "choices[0].start"});
  CHECK(book.refused(book.to_time(book.visit, "2026-11-02T09:00")) ==
        Refused{kOutOfRange, "choices[0].start"});
  CHECK(book.refused(book.to_time(book.visit, "2031-11-25T09:00")) ==
        Refused{kOutOfRange, "choices[0].start"});
  // Touching its end is free.
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {book.to_time(book.visit, "2026-11-25T00:00")};
  CHECK(book.try_preview(edit).value().lines[0].to_start == at("2026-11-25T00:00"));
  // Nobody, no room.
  CHECK(book.refused(book.to_time(book.visit, "2026-11-25T09:00", book.new_id<StaffId>())) ==
        Refused{kNotFound, "to"});
  choice = book.to_time(book.visit, "2026-11-25T09:00");
  choice.room = book.new_id<RoomId>();
  CHECK(book.refused(choice) == Refused{kNotFound, "choices[0].room"});
  // All of them at once have no time in common.
  edit = AbsenceBook::away();
  edit.what = gone::What::kMove;
  CHECK(refusal_of(book.try_preview(edit)) == Refused{kOutOfRange, "what"});
}

TEST_CASE("no two visits are stood for by one, and a visit is moved to one time") {
  AbsenceBook book;
  const Appointment first = book.booked("2026-11-24T11:00");
  const Appointment second = book.booked("2026-11-24T14:00");
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {book.to_time(first, "2026-11-25T09:00"),
                  book.to_time(second, "2026-11-25T11:00")};
  edit.choices[1].moved_to = edit.choices[0].moved_to;
  CHECK(refusal_of(book.try_preview(edit)) ==
        Refused{ErrorCode::kOutOfRange, "choices[1].moved_to"});
  edit.choices[1] = book.to_time(first, "2026-11-25T11:00");
  CHECK(refusal_of(book.try_preview(edit)) == Refused{ErrorCode::kOutOfRange, "choices"});
  // An id that is in the book already: all of it is refused, and nothing was done.
  edit.choices = {book.to_time(first, "2026-11-25T09:00")};
  edit.choices[0].moved_to = second.id;
  const auto refused = book.try_apply(edit, book.try_preview(edit).value().token);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::kAlreadyExists);
  CHECK(book.stored(second.id).state == AppointmentState::kScheduled);
}

TEST_CASE("a session of several is not moved, and who is here stays whatever was chosen") {
  AbsenceBook book;
  const contract::Meeting session = book.met("2026-11-24T11:00");
  const Appointment here = book.other("2026-11-24T15:00", book.lee, kBrandt);
  REQUIRE(book.try_mark(here, AppointmentState::kArrived).ok());
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {book.to_time(book.place_of(session.id, book.ana), "2026-11-25T09:00")};
  CHECK(refusal_of(book.try_preview(edit)) == Refused{ErrorCode::kOutOfRange, "choices[0].what"});
  edit.choices = {book.to_time(here, "2026-11-25T09:00")};
  const gone::Preview preview = book.try_preview(edit).value();
  CHECK(lines(preview).back() == "15:00 Novak, Lee: frozen here");
  CHECK_FALSE(preview.lines.back().to_start);
}

TEST_CASE("times of one change meet where they overlap, with the pause of clinician and room") {
  AbsenceBook book;
  const auto resource = book.new_id<api::resources::ResourceId>();
  const GivenTime given{.clinician = kBrandt,
                        .room = book.new_id<RoomId>(),
                        .client = book.new_id<ClientId>(),
                        .resources = {resource},
                        .slot = {clock("15:00"), clock("15:50")},
                        .held_until = clock("16:00")};
  const auto met = [&](const GivenTime& wanted) { return absences::clash_of({given}, wanted); };
  GivenTime wanted{.clinician = kReyes,
                   .room = {},
                   .client = {},
                   .resources = {},
                   .slot = {clock("15:55"), clock("16:45")},
                   .held_until = clock("16:55")};
  CHECK_FALSE(met(wanted));
  wanted.clinician = kBrandt;
  REQUIRE(met(wanted));
  CHECK(met(wanted)->place == Place::kClinician);
  CHECK(met(wanted)->slot.end == clock("16:00"));
  wanted.slot.start = clock("16:00");  // touching the pause's end
  CHECK_FALSE(met(wanted));
  wanted = {.clinician = kReyes,
            .room = given.room,
            .client = {},
            .resources = {},
            .slot = {clock("14:00"), clock("14:50")},
            .held_until = clock("15:05")};
  CHECK(met(wanted)->place == Place::kRoom);
  wanted.room.reset();
  wanted.client = given.client;
  CHECK_FALSE(met(wanted));  // a client has no pause
  wanted.slot.end = clock("15:01");
  CHECK(met(wanted)->place == Place::kClient);
  wanted.client.reset();
  wanted.resources = {resource};
  CHECK(met(wanted)->place == Place::kResource);
  CHECK(met(wanted)->resource == resource);
  wanted.slot.end = clock("15:00");
  CHECK_FALSE(met(wanted));
}
