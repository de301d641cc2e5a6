// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/meeting_book.h"

using namespace alcove;
using namespace alcove::testing;
using contract::Step;

namespace {

std::string why_not(MeetingBook& book, const contract::MoveMeetingRequest& request) {
  return MeetingBook::why(book.try_move_all(request));
}

// "client Haddad, Sam 11:00-11:30", one after the other.
std::string said(const contract::FreeMeetingReply& reply) {
  std::string all;
  for (const auto& one : reply.collisions) {
    all += std::string(wire::word_of(one.place)) + " " + one.name + " " +
           format_local(one.start).substr(11) + "-" + format_local(one.end).substr(11) + "; ";
  }
  for (const auto& one : reply.conflicts) {
    all += std::string(wire::word_of(one.conflict.kind)) + " " + one.name + "; ";
  }
  if (reply.too_few_seats) all += "seats; ";
  return all;
}

std::string look(MeetingBook& book, const contract::FreeMeetingRequest& request) {
  return said(book.answer(contract::find_free_meeting, request));
}

// Somebody is with Reyes in room 2.
void occupy(MeetingBook& book, const ClientId& client, const char* start, std::int64_t minutes) {
  auto other = book.booking(start, minutes);
  other.client = client;
  other.clinician = kReyes;
  other.room = book.room_2;
  REQUIRE(book.try_book(other).ok());
}

}  // namespace

TEST_CASE("a session is moved with everybody who comes, and their old visits say that they were") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  const Appointment old = book.place_of(meeting.id, book.ana);
  auto request = MeetingBook::moving_all(meeting, "2026-12-03T14:30");
  request.minutes = 90;
  request.room = book.room_2;
  request.clinicians = {kReyes, kBrandt};
  const contract::MoveMeetingReply reply = book.try_move_all(request).value();
  CHECK(reply.moved == 2);
  CHECK(format_local(reply.meeting.start) == "2026-12-03T14:30");
  CHECK(format_utc(reply.meeting.end_time) == "2026-12-03T21:00:00.000Z");
  CHECK(reply.meeting.clinicians.at(0).substitute);
  CHECK_FALSE(reply.meeting.clinicians.at(1).substitute);
  const Appointment now = book.place_of(meeting.id, book.ana);
  CHECK(now.id != old.id);
  CHECK(now.moved_from == old.id);
  CHECK(now.start == reply.meeting.start);
  CHECK(now.minutes == 90);
  CHECK(now.room == book.room_2);
  CHECK(now.clinician == kReyes);
  CHECK(now.part == contract::MeetingPart::kIdentified);
  CHECK(now.state == AppointmentState::kScheduled);
  const Appointment left = book.stored(old.id);
  CHECK(left.state == AppointmentState::kRescheduled);
  CHECK(left.moved_to == now.id);
  CHECK(book.history_of(old.id).back().step == Step::kMove);
  CHECK(book.history_of(old.id).back().reason == "the room is painted");
  CHECK(book.history_of(now.id).back().step == Step::kBook);
  // The old time is free for all of them, the new one is held.
  CHECK(book.refusal(book.booking("2026-12-01T10:00")).empty());
  auto later = book.booking("2026-12-03T15:30");
  later.client = book.lee;
  CHECK(book.refusal(later).starts_with("taken clinician"));
  const auto shown = book.answer(contract::open_meeting, {meeting.id});
  CHECK(shown.places.size() == 2);
  REQUIRE(shown.history.size() == 2);
  CHECK(shown.history[0].start == at("2026-12-01T10:00"));
  CHECK(shown.history[1].step == contract::MeetingStep::kMove);
  CHECK(shown.history[1].start == at("2026-12-03T14:30"));
  CHECK(shown.history[1].minutes == 90);
  CHECK(shown.history[1].reason == "the room is painted");
}

TEST_CASE("the day that a session was moved to shows it, and the day before it no more") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  REQUIRE(book.try_move_all(MeetingBook::moving_all(meeting, "2026-12-02T10:00")).ok());
  const auto on = [&](const char* day) {
    return book.answer(contract::day, contract::DayRequest{parse_date(day).value(), {}});
  };
  CHECK(on("2026-12-01").meetings.empty());
  REQUIRE(on("2026-12-02").meetings.size() == 1);
  CHECK(on("2026-12-02").meetings[0].expected == 2);
  // Back again: nothing of the first time stands in the way.
  const contract::Meeting now = book.stored_meeting(meeting.id);
  REQUIRE(book.try_move_all(MeetingBook::moving_all(now, "2026-12-01T10:00")).ok());
  CHECK(on("2026-12-01").meetings.at(0).expected == 2);
  CHECK(book.answer(contract::open_meeting, {meeting.id}).places.size() == 2);
}

TEST_CASE("a session that somebody came to, or was marked as missing from, is not moved") {
  const auto after = [](const std::function<void(MeetingBook&, const contract::Meeting&)>& what) {
    MeetingBook book("2026-11-24T15:30:00.000Z");  // half past ten at the clinic
    const contract::Meeting meeting = book.met("2026-11-24T10:00");
    what(book, meeting);
    return why_not(book, MeetingBook::moving_all(meeting, "2026-11-24T14:00"));
  };
  const auto mark = [](AppointmentState state) {
    return [state](MeetingBook& book, const contract::Meeting& meeting) {
      REQUIRE(book.try_mark(book.place_of(meeting.id, book.sam), state).ok());
    };
  };
  const std::string frozen = "wrong_state places: somebody came, or was marked as missing";
  CHECK(after(mark(AppointmentState::kArrived)) == frozen);
  CHECK(after(mark(AppointmentState::kNoShow)) == frozen);
  CHECK(after([](MeetingBook& book, const contract::Meeting& meeting) {
          REQUIRE(
              book.try_attend(book.place_of(meeting.id, book.sam).id, rules::Attendance::kPresent)
                  .ok());
        }) == frozen);
  CHECK(after([](MeetingBook& book, const contract::Meeting& meeting) {
          REQUIRE(
              book.try_cancel(book.place_of(meeting.id, book.sam), contract::CancelledBy::kClient)
                  .ok());
        }).empty());
}

TEST_CASE("what stands against a session's new time refuses it as it would one visit") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  auto request = MeetingBook::moving_all(meeting, "2026-12-02T10:00");
  occupy(book, book.sam, "2026-12-02T10:30", 30);
  CHECK(why_not(book, request) == "taken client: taken from 10:30 to 11:00 (Therapy, A. Reyes)");
  request.clinicians = {kReyes};
  CHECK(why_not(book, request) ==
        "taken clinicians[0]: taken from 10:30 to 11:00 (Therapy, A. Reyes)");
  request.clinicians = {kBrandt};
  request.room = book.room_2;
  CHECK(why_not(book, request) == "taken room: taken from 10:30 to 11:00 (Therapy, A. Reyes)");
  CHECK(book.stored_meeting(meeting.id).revision == 1);  // nothing of it was done
  CHECK(book.place_of(meeting.id, book.ana).revision == 1);
  book.works(kBrandt, {{3, 8 * 60, 18 * 60, rules::SlotType::kTherapy}});
  CHECK(why_not(book, MeetingBook::moving_all(meeting, "2026-12-02T18:00")) ==
        "out_of_range start: outside the clinician's hours from 18:00 to 19:00");
  CHECK(why_not(book, MeetingBook::moving_all(meeting, "2026-12-01T10:00")) ==
        "out_of_range start: it is at that time already");
  CHECK(book.try_move_all(MeetingBook::moving_all(meeting, "2028-12-01T10:00")).error().field ==
        "start");
  request = MeetingBook::moving_all(meeting, "2026-12-02T14:00");
  request.clinicians = {};
  CHECK(book.try_move_all(request).error().field == "clinicians");
  request = MeetingBook::moving_all(meeting, "2026-12-02T14:00");
  request.room = book.new_id<RoomId>();
  CHECK(why_not(book, request) == "not_found room: there is no such room any more");
  request = MeetingBook::moving_all(meeting, "2026-12-02T14:00");
  request.base_revision = 2;
  CHECK(book.try_move_all(request).error().code == ErrorCode::kConflict);
  REQUIRE(book.try_cancel_all(meeting).ok());
  CHECK(
      why_not(book, MeetingBook::moving_all(book.stored_meeting(meeting.id), "2026-12-02T14:00")) ==
      "wrong_state meeting: the session was cancelled");
}

TEST_CASE("a session is moved past what is soft with a reason, which stays in its history") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  book.cap(kBrandt, 1);
  auto other = book.booking("2026-12-02T10:00");
  other.client = book.lee;
  REQUIRE(book.try_book(other).ok());
  auto request = MeetingBook::moving_all(meeting, "2026-12-02T14:00");
  CHECK(book.try_move_all(request).error().field == "override_reason");
  CHECK(look(book, book.looking("2026-12-02T14:00", meeting.id)) == "over_cap L. Brandt; ");
  request.override_reason = "agreed with Brandt";
  REQUIRE(book.try_move_all(request).ok());
  const auto history = book.answer(contract::open_meeting, {meeting.id}).history;
  CHECK(history.back().override_reason == "agreed with Brandt");
  CHECK(history.back().overridden ==
        std::vector<rules::ConflictKind>{rules::ConflictKind::kOverCap});
}

TEST_CASE("what stands against a session's time is said before it is moved, and whom it is about") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  occupy(book, book.sam, "2026-12-02T10:30", 30);
  CHECK(look(book, book.looking("2026-12-02T10:00", meeting.id)) ==
        "client Haddad, Sam 10:30-11:00; ");
  auto request = book.looking("2026-12-02T10:00", meeting.id);
  request.clinicians = kReyes.text() + " " + kBrandt.text();
  request.room = book.room_2;
  CHECK(look(book, request) ==
        "clinician A. Reyes 10:30-11:00; room Room 2 10:30-11:00; "
        "client Haddad, Sam 10:30-11:00; ");
  CHECK(look(book, book.looking("2026-12-02T14:00", meeting.id)).empty());
  // Half an hour later than it is: it does not stand in its own way.
  CHECK(look(book, book.looking("2026-12-01T10:30", meeting.id)).empty());
}

TEST_CASE("a session that is moved keeps its room though that lost seats, and finds no other one") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  book.set_seats(book.room_1, "Room 1", 1);
  book.set_seats(book.room_2, "Room 2", 1);
  auto looking = book.looking("2026-12-02T14:00", meeting.id);
  auto moving = MeetingBook::moving_all(meeting, "2026-12-02T14:00");
  looking.room = moving.room = book.room_2;
  CHECK(look(book, looking) == "seats; ");
  CHECK(book.try_move_all(moving).error().field == "room");
  looking.room = moving.room = book.room_1;
  CHECK(look(book, looking).empty());
  CHECK(book.try_move_all(moving).ok());
}

TEST_CASE("a booking of several says before what stands against it, client by client") {
  MeetingBook book;
  auto request = book.looking("2026-12-02T10:00");
  request.clients = book.sam.text() + " " + book.lee.text();
  CHECK(look(book, request).empty());
  occupy(book, book.lee, "2026-12-02T09:30", 60);
  CHECK(look(book, request) == "client Novak, Lee 09:30-10:30; ");
  request.clinicians.reset();  // nobody is chosen yet
  request.room.reset();
  CHECK(look(book, request) == "client Novak, Lee 09:30-10:30; ");
  const auto refused = [&](const contract::FreeMeetingRequest& asked) {
    return code_in(book.ask(contract::find_free_meeting, asked));
  };
  request.clients = "somebody, whose id has thirty-six let";
  CHECK(refused(request) == "malformed");
  request.clients = book.new_id<ClientId>().text();
  CHECK(refused(request) == "not_found");
  request = book.looking("2026-12-02T10:00", book.new_id<contract::MeetingId>());
  CHECK(refused(request) == "not_found");
  request = book.looking("2026-12-02T10:00");
  request.clinicians = kBrandt.text() + " " + kBrandt.text();
  CHECK(refused(request) == "out_of_range");
}

TEST_CASE("a query about a session names up to six who lead it and up to sixty who come") {
  MeetingBook book;
  const auto line = [](const std::string& id, std::size_t count) {
    std::string words = id;
    for (std::size_t i = 1; i < count; ++i) words += " " + id;
    return words;
  };
  const auto refused = [&](std::size_t clinicians, std::size_t clients) {
    auto request = book.looking("2026-12-02T10:00");
    request.clinicians = line(book.new_id<StaffId>().text(), clinicians);
    request.clients = line(book.ana.text(), clients);
    return code_in(book.ask(contract::find_free_meeting, request));
  };
  CHECK(refused(6, 60) == "not_found");  // nobody has that id
  CHECK(refused(7, 60) == "out_of_range");
  CHECK(refused(6, 61) == "out_of_range");
}

TEST_CASE("where only others would lead it, only they and another room are asked for") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  book.away(kBrandt, "2026-12-01T00:00", "2026-12-02T00:00");  // decided when it was booked
  auto request = book.looking("2026-12-01T10:00", meeting.id);
  CHECK(look(book, request).empty());
  occupy(book, book.lee, "2026-12-01T10:30", 30);
  request.clinicians = kBrandt.text() + " " + kReyes.text();
  CHECK(look(book, request) == "clinician A. Reyes 10:30-11:00; ");
  request.clinicians = kBrandt.text();
  request.room = book.room_2;
  CHECK(look(book, request) == "room Room 2 10:30-11:00; ");
}

TEST_CASE("a visit that a session took along, or left behind, does not come back by itself") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  const Appointment anas = book.place_of(meeting.id, book.ana);
  const Appointment excused =
      book.try_cancel(book.place_of(meeting.id, book.sam), contract::CancelledBy::kClient).value();
  REQUIRE(book.try_move_all(MeetingBook::moving_all(meeting, "2026-12-02T10:00")).ok());
  CHECK(book.stored(excused.id).start == at("2026-12-01T10:00"));
  CHECK(MeetingBook::why(book.try_undo(excused)) ==
        "wrong_state appointment: the session was moved meanwhile");
  REQUIRE(book.try_cancel(book.place_of(meeting.id, book.ana), contract::CancelledBy::kClinic,
                          "a mistake")
              .ok());
  CHECK(MeetingBook::why(book.try_undo(book.stored(anas.id))) ==
        "wrong_state appointment: the session was moved meanwhile");
}

TEST_CASE("moving a session asks for a reason of at most two hundred letters") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  auto request = MeetingBook::moving_all(meeting, "2026-12-02T10:00");
  request.reason = "";
  CHECK(code_in(book.ask(contract::move_meeting, request)) != "");
  request.reason = std::string(201, 'x');
  CHECK(code_in(book.ask(contract::move_meeting, request)) == "out_of_range");
  request.clinicians.resize(contract::kMaxMeetingClinicians + 1, kBrandt);
  request.reason = std::string(200, 'x');
  CHECK(list_refused(book.ask(contract::move_meeting, request)) == "clinicians");
  request.clinicians = {kBrandt};
  CHECK(code_in(book.ask(contract::move_meeting, request)).empty());
}

TEST_CASE("the events of a session that is moved hold numbers and ids, and no name or reason") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  const std::int64_t head = book.box.ledger->head().number;
  occupy(book, book.sam, "2026-12-02T14:30", 30);
  book.answer(contract::find_free_meeting, book.looking("2026-12-02T14:00", meeting.id));
  REQUIRE(book.try_move_all(MeetingBook::moving_all(meeting, "2026-12-02T10:00")).ok());
  std::vector<std::string> all;
  for (const audit::Event& event : events_since(book, head)) {
    CHECK(event.reason.empty());
    CHECK(event.detail.find("painted") == std::string::npos);
    if (event.record == audit::as_record(meeting.id)) {
      all.push_back(event.action + ": " + event.detail);
    }
  }
  CHECK(all == std::vector<std::string>{
                   "meeting.find_free: 1 collisions, 0 conflicts; records 10002 10001",
                   "meeting.move: 2 places; 0 joined, 0 cancelled, 0 left out; with a reason"});
}
