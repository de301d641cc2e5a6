// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/appointments/zone_times.h"
#include "shared/api/clients.h"
#include "tests/features/appointments/meeting_book.h"

using namespace alcove;
using namespace alcove::testing;
using contract::MeetingOutcome;
using contract::MeetingState;

namespace {

const contract::MeetingPlace& place_in(const contract::CancellingReply& reply,
                                       const ClientId& client) {
  for (const auto& one : reply.places) {
    if (one.client == client) return one;
  }
  FAIL("no such place");
  return reply.places.front();
}

}  // namespace

TEST_CASE("a substitute leads in somebody's place, the open places follow, and the other is free") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  const Appointment gone =
      book.try_cancel(book.place_of(meeting.id, book.sam), contract::CancelledBy::kClient).value();
  const contract::Meeting led = book.try_assign_all(meeting, {kReyes}, book.room_2).value();
  REQUIRE(led.clinicians.size() == 1);
  CHECK(led.clinicians[0].clinician == kReyes);
  CHECK(led.clinicians[0].substitute);
  CHECK(led.revision == 2);
  const Appointment ana = book.place_of(meeting.id, book.ana);
  CHECK(ana.clinician == kReyes);
  CHECK(ana.room == book.room_2);
  CHECK(book.history_of(ana.id).back().step == contract::Step::kAssign);
  CHECK(book.stored(gone.id).clinician == kBrandt);  // as it was when it ended
  auto brandt = book.booking("2026-12-01T10:00");
  brandt.client = book.lee;
  CHECK(book.refusal(brandt).empty());
  brandt = book.booking("2026-12-01T10:30");
  brandt.client = book.lee;
  brandt.clinician = kReyes;
  CHECK(book.refusal(brandt).starts_with("taken clinician"));
}

TEST_CASE("only who is new and a new room are asked for when others lead") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  // Since the booking Brandt has taken that day off; that was decided when it was booked.
  book.away(kBrandt, "2026-12-01T00:00", "2026-12-02T00:00");
  book.works(kReyes, {{2, 12 * 60, 17 * 60, rules::SlotType::kTherapy}});
  CHECK(MeetingBook::why(book.try_assign_all(meeting, {kBrandt, kReyes}, book.room_1)) ==
        "out_of_range start: outside the clinician's hours from 10:00 to 11:00");
  const StaffId third = book.add_clinician("T. Nguyen");
  const contract::Meeting both =
      book.try_assign_all(meeting, {kBrandt, third}, book.room_1).value();
  CHECK_FALSE(both.clinicians[0].substitute);
  CHECK(both.clinicians[1].substitute);
  CHECK(book.place_of(meeting.id, book.ana).revision == 1);  // same lead, same room: no step
  CHECK(book.try_assign_all(meeting, {third}, book.room_1).error().code == ErrorCode::kConflict);
  CHECK(book.try_assign_all(both, {}, book.room_1).error().field == "clinicians");
  auto other = book.booking("2026-12-01T10:00");
  other.client = book.lee;
  other.clinician = book.add_clinician("O. Park");
  other.room = book.room_2;
  REQUIRE(book.try_book(other).ok());
  CHECK(MeetingBook::why(book.try_assign_all(both, {third}, book.room_2)) ==
        "taken room: taken from 10:00 to 11:00 (Therapy, O. Park)");
  CHECK(MeetingBook::why(book.try_assign_all(both, {third, other.clinician}, book.room_1)) ==
        "taken clinicians[1]: taken from 10:00 to 11:00 (Therapy, O. Park)");
}

TEST_CASE("cancelling says before what it comes to for each client, and does just that") {
  MeetingBook book;
  auto request = book.family("2026-11-24T10:30");
  request.attendees.push_back({book.new_id<AppointmentId>(), book.lee});
  const contract::Meeting meeting = book.try_meet(request).value();
  REQUIRE(book.try_mark(book.place_of(meeting.id, book.sam), AppointmentState::kArrived).ok());
  REQUIRE(
      book.try_cancel(book.place_of(meeting.id, book.lee), contract::CancelledBy::kClient).ok());
  const auto told = [&](const contract::CancellingReply& reply) {
    REQUIRE(reply.places.size() == 3);
    CHECK(place_in(reply, book.ana).outcome == MeetingOutcome::kCancelled);
    CHECK(place_in(reply, book.sam).outcome == MeetingOutcome::kIsHere);
    CHECK(place_in(reply, book.lee).outcome == MeetingOutcome::kStays);
    CHECK(place_in(reply, book.ana).client_name == "Petrov, Ana");
  };
  told(book.answer(contract::cancelling_meeting, {meeting.id}));
  CHECK(book.state_of(meeting.id, book.ana) == AppointmentState::kScheduled);
  told(book.try_cancel_all(meeting).value());
  CHECK(book.state_of(meeting.id, book.ana) == AppointmentState::kCancelledByClinic);
  CHECK(book.state_of(meeting.id, book.sam) == AppointmentState::kArrived);
  CHECK(book.state_of(meeting.id, book.lee) == AppointmentState::kLateCancelled);
  CHECK(book.place_of(meeting.id, book.ana).notice_minutes == 30);
  told(book.answer(contract::cancelling_meeting, {meeting.id}));  // whom to call, afterwards too
  CHECK(book.stored_meeting(meeting.id).state == MeetingState::kCancelled);
  CHECK(book.try_cancel_all(book.stored_meeting(meeting.id)).error().code ==
        ErrorCode::kWrongState);
  CHECK(book.try_cancel_all(meeting).error().code == ErrorCode::kConflict);
  // Its clinician and room are free again.
  auto other = book.booking("2026-11-24T10:30");
  CHECK(book.refusal(other).empty());
}

TEST_CASE("the list of whom to call has their numbers, and nobody else's") {
  MeetingBook book;
  api::clients::RegisterRequest with_phone;
  with_phone.client = book.new_id<ClientId>();
  with_phone.details.legal_given = "Mo";
  with_phone.details.legal_family = "Ames";
  with_phone.details.birth_date = parse_date("1980-02-02").value();
  with_phone.details.phones = {{.id = book.new_id<PhoneId>(), .number = "716-555-0133"}};
  REQUIRE(code_in(book.ask(api::clients::register_client, with_phone)).empty());
  auto request = book.family("2026-11-24T10:00");
  request.attendees.push_back({book.new_id<AppointmentId>(), with_phone.client});
  const contract::Meeting meeting = book.try_meet(request).value();
  const auto before = book.answer(contract::cancelling_meeting, {meeting.id});
  REQUIRE(before.places.front().client_name == "Ames, Mo");
  REQUIRE(before.places.front().reach->numbers.size() == 1);
  CHECK(before.places.front().reach->numbers[0].number == "(716) 555-0133");
  REQUIRE(
      book.try_mark(book.place_of(meeting.id, with_phone.client), AppointmentState::kArrived).ok());
  const auto after = book.try_cancel_all(meeting).value();
  CHECK(after.places.front().outcome == MeetingOutcome::kIsHere);
  CHECK_FALSE(after.places.front().reach);
}

TEST_CASE("a cancelled meeting comes back with its clients, but for who is elsewhere by now") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  REQUIRE(book.try_cancel_all(meeting).ok());
  const contract::Meeting cancelled = book.stored_meeting(meeting.id);
  auto other = book.booking("2026-12-01T10:30");
  other.client = book.sam;
  other.clinician = kReyes;
  other.room = book.room_2;
  const Appointment elsewhere = book.try_book(other).value();
  CHECK(MeetingBook::why(book.try_undo(book.place_of(meeting.id, book.ana))) ==
        "wrong_state appointment: the session itself was cancelled");
  const auto back = book.try_restore(cancelled).value();
  CHECK(back.meeting.state == MeetingState::kStands);
  CHECK(back.meeting.revision == 3);
  CHECK(book.state_of(meeting.id, book.ana) == AppointmentState::kScheduled);
  CHECK(book.state_of(meeting.id, book.sam) == AppointmentState::kCancelledByClinic);
  REQUIRE(book.try_cancel(elsewhere, contract::CancelledBy::kClinic).ok());
  CHECK(book.try_undo(book.place_of(meeting.id, book.sam)).ok());
  CHECK(book.try_restore(back.meeting).error().code == ErrorCode::kWrongState);
}

TEST_CASE("a meeting comes back only where its clinicians and its room are free") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  REQUIRE(book.try_cancel_all(meeting).ok());
  auto other = book.booking("2026-12-01T10:30");
  other.client = book.lee;
  REQUIRE(book.try_book(other).ok());
  CHECK(book.try_restore(book.stored_meeting(meeting.id)).error().code == ErrorCode::kTaken);
  CHECK(book.stored_meeting(meeting.id).state == MeetingState::kCancelled);
}

TEST_CASE("every step of a meeting is in its history, with who led it then") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  const contract::Meeting led = book.try_assign_all(meeting, {kReyes}, std::nullopt).value();
  REQUIRE(book.try_cancel_all(led).ok());
  REQUIRE(book.try_restore(book.stored_meeting(meeting.id)).ok());
  const auto shown = book.answer(contract::open_meeting, {meeting.id});
  REQUIRE(shown.history.size() == 4);
  CHECK(shown.history[0].step == contract::MeetingStep::kBook);
  CHECK(shown.history[0].clinicians.at(0).name == "L. Brandt");
  CHECK(shown.history[0].room == book.room_1);
  CHECK(shown.history[1].step == contract::MeetingStep::kAssign);
  CHECK(shown.history[1].clinicians.at(0).name == "A. Reyes");
  CHECK_FALSE(shown.history[1].room.has_value());
  CHECK(shown.history[2].reason == "Brandt is ill");
  CHECK(shown.history[2].person_name == "M. Ortiz");
  CHECK(shown.history[3].step == contract::MeetingStep::kRestore);
  CHECK(shown.history[3].clinicians.at(0).clinician == kReyes);
  CHECK(shown.card.expected == 2);
  CHECK(shown.places.at(0).client_name == "Haddad, Sam");
}

TEST_CASE("a client is brought to the meeting's room and to no other") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-11-24T10:00");
  const Appointment here =
      book.try_mark(book.place_of(meeting.id, book.ana), AppointmentState::kArrived).value();
  CHECK(book.try_mark(here, AppointmentState::kRoomed, "", book.room_2).error().field == "room");
  CHECK(book.try_mark(here, AppointmentState::kRoomed, "", book.room_1).ok());
  auto without = book.family("2026-11-24T12:00");
  without.room.reset();
  const contract::Meeting other = book.try_meet(without).value();
  for (const ClientId& client : {book.ana, book.sam}) {
    const Appointment came =
        book.try_mark(book.place_of(other.id, client), AppointmentState::kArrived).value();
    CHECK(book.try_mark(came, AppointmentState::kRoomed, "", book.room_2).ok());
  }
}

TEST_CASE("a meeting stays at its time on the wall with its places when the zone's rules change") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2027-06-01T10:00");
  const auto keep = [&](const char* version) {
    return appointments::keep_zone_times(*book.box.ledger, book.site, version).value().value();
  };
  keep("2025a");
  // As if the rules had said an hour more when it was booked.
  REQUIRE(book.write<bool>(
                  Book::desk(),
                  [&](audit::WriteTxn& txn) -> Result<bool> {
                    for (const char* table : {"appointment", "meeting", "meeting_clinician"}) {
                      txn.change("UPDATE " + std::string(table) +
                                 " SET start_at = start_at + 3600000, end_at = end_at + 3600000, "
                                 "holds_to = holds_to + 3600000")
                          .execute();
                    }
                    txn.record({.action = "test.spoil"});
                    return true;
                  })
              .ok());
  CHECK(keep("2025b").moved == 2);
  CHECK(format_utc(book.stored_meeting(meeting.id).start_time) == "2027-06-01T14:00:00.000Z");
  CHECK(format_utc(book.stored_meeting(meeting.id).end_time) == "2027-06-01T15:00:00.000Z");
  auto after = book.booking("2027-06-01T11:00");
  after.client = book.lee;
  CHECK(book.refusal(after).empty());
  after = book.booking("2027-06-01T10:30");
  after.client = book.lee;
  CHECK(book.refusal(after).starts_with("taken clinician"));
}
