// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/absences/absence_book.h"

using namespace alcove;
using namespace alcove::testing;
using Lines = std::vector<std::string>;

TEST_CASE("what is booked while somebody is away is listed with what becomes of it, and is done") {
  AbsenceBook book;
  const Appointment early = book.booked("2026-11-24T11:00");
  const Appointment late = book.other("2026-11-24T14:00", book.sam, kBrandt, book.room_1);
  const Appointment reyes = book.other("2026-11-24T14:00", book.lee, kReyes);
  const Appointment tomorrow = book.booked("2026-11-25T11:00");
  const gone::Preview preview = book.try_preview(AbsenceBook::away()).value();
  CHECK(lines(preview) == Lines{"11:00 Petrov, Ana: cancel", "14:00 Haddad, Sam: cancel"});
  CHECK(preview.lines[0].clinician_name == "L. Brandt");
  CHECK(preview.lines[0].appointment == early.id);
  CHECK(book.stored(early.id).state == AppointmentState::kScheduled);

  const gone::Applied done = book.try_apply(AbsenceBook::away(), preview.token).value();
  CHECK(done.cancelled == 2);
  CHECK(done.reassigned == 0);
  CHECK(done.to_call == 2);
  for (const AppointmentId& id : {early.id, late.id}) {
    CHECK(book.stored(id).state == AppointmentState::kCancelledByClinic);
    CHECK(book.history_of(id).back().reason == "Brandt is ill");
  }
  CHECK(book.stored(reyes.id).state == AppointmentState::kScheduled);
  CHECK(book.stored(tomorrow.id).state == AppointmentState::kScheduled);
}

TEST_CASE("a colleague gets what fits her day at the same time, and the rest stays and says why") {
  AbsenceBook book;
  const Appointment first = book.booked("2026-11-24T11:00");
  const Appointment second = book.booked("2026-11-24T13:00");
  book.other("2026-11-24T13:30", book.lee, kReyes);
  const gone::Edit edit = AbsenceBook::to_reyes();
  const gone::Preview preview = book.try_preview(edit).value();
  CHECK(lines(preview) ==
        Lines{"11:00 Petrov, Ana: reassign A. Reyes", "13:00 Petrov, Ana: not_free A. Reyes"});
  REQUIRE(preview.lines[1].taken);
  CHECK(preview.lines[1].taken->start == at("2026-11-24T13:30"));
  const gone::Applied done = book.try_apply(edit, preview.token).value();
  CHECK(done.reassigned == 1);
  CHECK(done.kept == 1);
  CHECK(book.stored(first.id).clinician == kReyes);
  CHECK(book.stored(first.id).room == book.room_1);
  CHECK(book.stored(second.id).clinician == kBrandt);
}

TEST_CASE("what the colleague is given counts towards her visits of the day") {
  AbsenceBook book;
  book.cap(kReyes, 2);
  book.other("2026-11-24T16:00", book.lee, kReyes);
  const Appointment first = book.booked("2026-11-24T11:00");
  const Appointment second = book.booked("2026-11-24T13:00");
  const gone::Preview preview = book.try_preview(AbsenceBook::to_reyes()).value();
  CHECK(lines(preview) ==
        Lines{"11:00 Petrov, Ana: reassign A. Reyes", "13:00 Petrov, Ana: not_free A. Reyes"});
  CHECK(preview.lines[1].against == std::vector{rules::ConflictKind::kOverCap});
  CHECK(book.try_apply(AbsenceBook::to_reyes(), preview.token).value().reassigned == 1);
  CHECK(book.stored(first.id).clinician == kReyes);
  CHECK(book.stored(second.id).clinician == kBrandt);
}

TEST_CASE("who does not work then is not given a visit") {
  AbsenceBook book;
  book.booked("2026-11-24T11:00");
  book.WorkingBook::away(kReyes, "2026-11-24T00:00", "2026-11-25T00:00");
  const gone::Preview preview = book.try_preview(AbsenceBook::to_reyes()).value();
  REQUIRE(preview.lines.size() == 1);
  CHECK(preview.lines[0].fate == gone::Fate::kNotFree);
  CHECK(preview.lines[0].against == std::vector{rules::ConflictKind::kTimeOff});
}

TEST_CASE("each visit may have a choice of its own") {
  AbsenceBook book;
  const Appointment first = book.booked("2026-11-24T11:00");
  const Appointment second = book.booked("2026-11-24T13:00");
  const Appointment third = book.booked("2026-11-24T15:00");
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {{second.id, gone::What::kReassign, kReyes}, {third.id, gone::What::kLeave, {}}};
  const gone::Preview preview = book.try_preview(edit).value();
  CHECK(lines(preview) == Lines{"11:00 Petrov, Ana: cancel", "13:00 Petrov, Ana: reassign A. Reyes",
                                "15:00 Petrov, Ana: stays"});
  const gone::Applied done = book.try_apply(edit, preview.token).value();
  CHECK(done.cancelled == 1);
  CHECK(done.reassigned == 1);
  CHECK(done.kept == 1);
  CHECK(done.to_call == 1);
  CHECK(book.stored(third.id).state == AppointmentState::kScheduled);
  CHECK(book.stored(third.id).clinician == kBrandt);
}

TEST_CASE("who is here and what is written about stay; who met a closed door is cancelled") {
  AbsenceBook book;
  const Appointment begun = book.booked("2026-11-24T09:30");
  const Appointment here = book.booked("2026-11-24T11:00");
  REQUIRE(book.try_mark(here, AppointmentState::kArrived).ok());
  const Appointment written = book.booked("2026-11-24T13:00");
  book.documented.insert(written.id);
  const Appointment open = book.booked("2026-11-24T15:00");
  const gone::Preview preview = book.try_preview(AbsenceBook::away()).value();
  CHECK(lines(preview) == Lines{"09:30 Petrov, Ana: cancel", "11:00 Petrov, Ana: frozen here",
                                "13:00 Petrov, Ana: frozen documented",
                                "15:00 Petrov, Ana: cancel"});
  // Nobody takes over what has begun, and it goes to no other time.
  CHECK(lines(book.try_preview(AbsenceBook::to_reyes()).value())[0] ==
        "09:30 Petrov, Ana: frozen begun");
  gone::Edit moving = AbsenceBook::away();
  moving.choices = {book.to_time(begun, "2026-11-25T09:00")};
  CHECK(lines(book.try_preview(moving).value())[0] == "09:30 Petrov, Ana: frozen begun");
  CHECK(book.try_apply(AbsenceBook::away(), preview.token).value().kept == 2);
  CHECK(book.stored(begun.id).state == AppointmentState::kCancelledByClinic);
  CHECK(book.stored(here.id).state == AppointmentState::kArrived);
  CHECK(book.stored(written.id).state == AppointmentState::kScheduled);
  CHECK(book.stored(open.id).state == AppointmentState::kCancelledByClinic);
}

TEST_CASE("of today what is over and nobody came to is listed, and nothing of the days before") {
  AbsenceBook book;
  const Appointment over = book.booked("2026-11-24T08:00");
  const Appointment done = book.other("2026-11-24T08:00", book.lee, kReyes);
  const Appointment before = book.booked("2026-11-23T08:00");
  const contract::Meeting session = book.met("2026-11-24T09:00");
  CHECK(lines(book.try_preview(AbsenceBook::away("2026-11-20T00:00")).value()) ==
        Lines{"08:00 Petrov, Ana: cancel"});
  book.applied(AbsenceBook::away("2026-11-20T00:00"));
  CHECK(book.stored(over.id).state == AppointmentState::kCancelledByClinic);
  CHECK(book.stored(before.id).state == AppointmentState::kScheduled);
  CHECK(book.stored(done.id).state == AppointmentState::kScheduled);
  CHECK(book.stored(book.place_of(session.id, book.ana).id).state == AppointmentState::kScheduled);
}

TEST_CASE("a session of several is cancelled whole, and stays whole when one of them is here") {
  AbsenceBook book;
  const contract::Meeting alone = book.met("2026-11-24T11:00");
  const contract::Meeting begun = book.met("2026-11-24T14:00");
  REQUIRE(book.try_mark(book.place_of(begun.id, book.ana), AppointmentState::kArrived).ok());
  const gone::Preview preview = book.try_preview(AbsenceBook::away()).value();
  REQUIRE(preview.lines.size() == 4);
  CHECK(preview.lines[0].meeting == alone.id);
  CHECK(preview.lines[2].frozen == gone::Frozen::kHere);
  CHECK(preview.lines[3].frozen == gone::Frozen::kHere);
  const gone::Applied done = book.try_apply(AbsenceBook::away(), preview.token).value();
  CHECK(done.cancelled == 2);
  CHECK(book.stored_meeting(alone.id).state == contract::MeetingState::kCancelled);
  CHECK(book.state_of(alone.id, book.sam) == AppointmentState::kCancelledByClinic);
  CHECK(book.stored_meeting(begun.id).state == contract::MeetingState::kStands);
  CHECK(book.state_of(begun.id, book.sam) == AppointmentState::kScheduled);
}

TEST_CASE(
    "a session that others lead too goes on without the one who is away, and nobody is called") {
  AbsenceBook book;
  auto request = book.family("2026-11-24T11:00");
  request.clinicians = {kBrandt, kReyes};
  const contract::Meeting meeting = book.try_meet(request).value();
  gone::Edit edit = AbsenceBook::away();
  const gone::Preview preview = book.try_preview(edit).value();
  REQUIRE(preview.lines.size() == 2);
  CHECK(preview.lines[0].fate == gone::Fate::kGoesOn);
  // Cancelled all the same where somebody says so of this very session.
  edit.choices = {{preview.lines[1].appointment, gone::What::kCancel, {}}};
  CHECK(book.try_preview(edit).value().lines[0].fate == gone::Fate::kCancel);
  const gone::Applied done = book.try_apply(AbsenceBook::away(), preview.token).value();
  CHECK(done.reassigned == 2);
  CHECK(done.to_call == 0);
  const contract::Meeting now = book.stored_meeting(meeting.id);
  REQUIRE(now.clinicians.size() == 1);
  CHECK(now.clinicians[0].clinician == kReyes);
  CHECK(book.place_of(meeting.id, book.ana).clinician == kReyes);
}

TEST_CASE("a session is given to a colleague who is free then") {
  AbsenceBook book;
  const contract::Meeting free = book.met("2026-11-24T11:00");
  const contract::Meeting taken = book.met("2026-11-24T14:00");
  book.other("2026-11-24T14:30", book.lee, kReyes);
  const gone::Edit edit = AbsenceBook::to_reyes();
  const gone::Preview preview = book.try_preview(edit).value();
  REQUIRE(preview.lines.size() == 4);
  CHECK(preview.lines[0].fate == gone::Fate::kReassign);
  CHECK(preview.lines[2].fate == gone::Fate::kNotFree);
  CHECK(book.try_apply(edit, preview.token).value().to_call == 2);
  CHECK(book.stored_meeting(free.id).clinicians[0].clinician == kReyes);
  CHECK(book.stored_meeting(free.id).clinicians[0].substitute);
  CHECK(book.stored_meeting(taken.id).clinicians[0].clinician == kBrandt);
}

TEST_CASE("a snow day takes everybody's visits of that day, and nobody takes over") {
  AbsenceBook book;
  const Appointment brandt = book.booked("2026-11-25T11:00");
  const Appointment reyes = book.other("2026-11-25T11:00", book.lee, kReyes);
  const Appointment after = book.booked("2026-11-26T11:00");
  gone::Edit snow = AbsenceBook::away("2026-11-25T00:00", "2026-11-26T00:00");
  snow.clinician.reset();
  CHECK(book.applied(snow).cancelled == 2);
  CHECK(book.stored(brandt.id).state == AppointmentState::kCancelledByClinic);
  CHECK(book.stored(reyes.id).state == AppointmentState::kCancelledByClinic);
  CHECK(book.stored(after.id).state == AppointmentState::kScheduled);
  CHECK(refused(book.try_preview(AbsenceBook::to_reyes(snow))).empty() == false);
  snow.until = at("2026-11-26T00:01");
  CHECK(refused(book.try_preview(snow)) == "out_of_range until");
}

TEST_CASE("another book than the one that was shown is refused, and so is a second time") {
  AbsenceBook book;
  const Appointment first = book.booked("2026-11-24T11:00");
  const gone::Edit edit = AbsenceBook::away();
  const gone::Preview seen = book.try_preview(edit).value();
  book.booked("2026-11-24T13:00");
  CHECK(refused(book.try_apply(edit, seen.token)) == "conflict token");
  CHECK(book.stored(first.id).state == AppointmentState::kScheduled);
  const gone::Preview anew = book.try_preview(edit).value();
  gone::Edit other = edit;
  other.what = gone::What::kLeave;
  CHECK(refused(book.try_apply(other, anew.token)) == "conflict token");
  CHECK(book.try_apply(edit, anew.token).value().cancelled == 2);
  CHECK(refused(book.try_apply(edit, book.try_preview(edit).value().token)) == "wrong_state token");
}

TEST_CASE("a retry of the same write is done once, and says the same") {
  AbsenceBook book;
  const Appointment visit = book.booked("2026-11-24T11:00");
  const gone::ApplyRequest request{.absence = book.new_id<gone::AbsenceId>(),
                                   .edit = AbsenceBook::away(),
                                   .token = book.try_preview(AbsenceBook::away()).value().token,
                                   .reason = "Brandt is ill"};
  const auto key = book.new_id<IdempotencyKey>();
  const http::Reply once = book.ask(gone::apply, request, "front_desk", Book::terminal(), key);
  const http::Reply again = book.ask(gone::apply, request, "front_desk", Book::terminal(), key);
  CHECK(once.status == 200);
  CHECK(again.body == once.body);
  CHECK(book.stored(visit.id).revision == 2);
  CHECK(book.answer(gone::lists, wire::Nothing{}).items.size() == 1);
}

TEST_CASE("what is asked for is checked field by field") {
  AbsenceBook book;
  book.booked("2026-11-24T11:00");
  const auto why = [&](const gone::Edit& edit) { return refused(book.try_preview(edit)); };
  gone::Edit edit = AbsenceBook::away("2026-11-24T12:00", "2026-11-24T12:00");
  CHECK(why(edit) == "out_of_range until");
  CHECK(why(AbsenceBook::away("2026-11-23T00:00", "2026-11-24T10:00")) == "out_of_range until");
  CHECK(why(AbsenceBook::away("2026-11-23T00:00", "2026-11-24T10:01")).empty());
  // 400 days after 24 November 2026 is 29 December 2027.
  CHECK(why(AbsenceBook::away("2026-11-24T00:00", "2027-12-29T00:00")).empty());
  CHECK(why(AbsenceBook::away("2026-11-24T00:00", "2027-12-29T00:01")) == "out_of_range until");
  edit = AbsenceBook::away();
  edit.what = gone::What::kReassign;
  CHECK(why(edit) == "missing_field to");
  edit.to = kBrandt;
  CHECK(why(edit) == "out_of_range to");
  for (const StaffId& nobody : {kOrtiz, kGone, id_of<StaffId>(99)}) {
    edit.to = nobody;
    CHECK(why(edit) == "not_found to");
  }
  edit = AbsenceBook::away();
  edit.clinician = id_of<StaffId>(99);
  CHECK(why(edit) == "not_found clinician");
  edit = AbsenceBook::away();
  edit.choices = {{book.new_id<AppointmentId>(), gone::What::kLeave, {}}};
  CHECK(why(edit) == "out_of_range choices[0].appointment");
}

TEST_CASE("two choices that differ for one session are refused") {
  AbsenceBook book;
  const contract::Meeting meeting = book.met("2026-11-24T11:00");
  gone::Edit edit = AbsenceBook::away();
  edit.choices = {{book.place_of(meeting.id, book.ana).id, gone::What::kLeave, {}},
                  {book.place_of(meeting.id, book.sam).id, gone::What::kCancel, {}}};
  CHECK(refused(book.try_preview(edit)) == "out_of_range choices");
  edit.choices[1].what = gone::What::kLeave;
  CHECK(book.try_preview(edit).value().lines[0].fate == gone::Fate::kStays);
}

TEST_CASE("four hundred visits are one change, and one more asks for a nearer end") {
  AbsenceBook book;
  const LocalDateTime first = at("2026-11-30T00:00");
  for (int i = 0; i < 400; ++i) {
    const LocalDateTime start = first + std::chrono::days(i / 20) + std::chrono::hours(i % 20);
    book.booked(format_local(start).c_str(), 30);
  }
  const gone::Edit edit = AbsenceBook::away("2026-11-24T00:00", "2027-06-01T00:00");
  CHECK(book.try_preview(edit).value().lines.size() == 400);
  book.booked("2026-12-24T11:00", 30);
  CHECK(refused(book.try_preview(edit)) == "too_many until");
  const gone::Edit nearer = AbsenceBook::away("2026-11-24T00:00", "2026-12-24T00:00");
  CHECK(book.applied(nearer).cancelled == 400);
}
