// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <catch2/catch.hpp>
#include <map>

#include "shared/api/visits_between.h"
#include "tests/features/appointments/meeting_book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

struct Codes {
  std::map<std::string, std::string> read;
  std::map<std::string, std::string> write;
  std::string calls;
};

// Asks every route of meetings as somebody.
Codes ask_all(const std::string& session, wire::Station station) {
  MeetingBook book;
  Codes codes;
  const access::Principal from = Book::terminal(station, 7);
  const auto ask = [&](const auto& route, const auto& request) {
    auto& kind = route.method == wire::Method::kGet ? codes.read : codes.write;
    kind[std::string(route.path)] = code_in(book.ask(route, request, session, from));
  };
  const contract::Meeting meeting = book.met("2026-11-24T10:00");
  ask(contract::book_meeting, book.family("2026-12-01T10:00"));
  ask(contract::join_meeting,
      contract::JoinMeetingRequest{meeting.id, book.new_id<AppointmentId>(), book.lee});
  ask(contract::assign_meeting,
      contract::AssignMeetingRequest{meeting.id, 1, {kReyes}, book.room_1, "", {}});
  ask(contract::move_meeting, book.moving_all(book.stored_meeting(meeting.id), "2026-11-24T13:00"));
  ask(contract::find_free_meeting, book.looking("2026-11-24T16:00", meeting.id));
  ask(contract::attendance,
      contract::AttendanceRequest{book.place_of(meeting.id, book.ana).id,
                                  book.place_of(meeting.id, book.ana).revision,
                                  rules::Attendance::kPresent,
                                  {},
                                  ""});
  const std::int64_t now = book.stored_meeting(meeting.id).revision;
  ask(contract::cancel_meeting, contract::CancelMeetingRequest{meeting.id, now, "ill"});
  ask(contract::restore_meeting, contract::RestoreMeetingRequest{meeting.id, now + 1, "well", {}});
  ask(contract::open_meeting, contract::MeetingRequest{meeting.id});
  codes.calls = code_in(book.ask(contract::cancelling_meeting,
                                 contract::CancellingRequest{meeting.id}, session, from));
  return codes;
}

void check_all(const std::map<std::string, std::string>& codes, std::size_t count,
               const std::string& expected) {
  CHECK(codes.size() == count);
  for (const auto& [path, code] : codes) {
    INFO(path);
    CHECK(code == expected);
  }
}

}  // namespace

TEST_CASE("each role at each station may do with meetings exactly what it may do with the book") {
  // open; changes; whom to call of a cancelled one
  const std::map<std::string, std::array<std::string, 3>> by_role = {
      {"front_desk", {"", "", ""}},
      {"clinician", {"", "", ""}},
      {"supervisor", {"", "", ""}},
      {"prescriber", {"", "", ""}},
      {"biller", {"", "forbidden", "forbidden"}},
      {"privacy_officer", {"", "forbidden", ""}},
      {"administrator", {"forbidden", "forbidden", "forbidden"}},
      {"", {"not_signed_in", "not_signed_in", "not_signed_in"}}};
  for (const auto& [role, expected] : by_role) {
    INFO(role);
    for (const wire::Station station : {wire::Station::kFrontDesk, wire::Station::kTherapyRoom}) {
      const Codes codes = ask_all(role, station);
      check_all(codes.read, 2, expected[0]);
      check_all(codes.write, 7, expected[1]);
      CHECK(codes.calls == expected[2]);
    }
    const Codes lobby = ask_all(role, wire::Station::kLobby);
    check_all(lobby.read, 2, "wrong_station");
    check_all(lobby.write, 7, "wrong_station");
    CHECK(lobby.calls == "wrong_station");
  }
}

TEST_CASE("events of a meeting hold states, numbers and ids, and no name or reason") {
  MeetingBook book;
  const std::int64_t head = book.box.ledger->head().number;
  const contract::Meeting meeting = book.met("2026-11-24T10:00");
  REQUIRE(book.try_assign_all(meeting, {kBrandt, kReyes}, book.room_1).ok());
  REQUIRE(book.try_cancel_all(book.stored_meeting(meeting.id)).ok());
  REQUIRE(book.try_restore(book.stored_meeting(meeting.id)).ok());
  book.answer(contract::open_meeting, {meeting.id});
  book.answer(contract::cancelling_meeting, {meeting.id});
  std::vector<std::string> said;
  for (const audit::Event& event : events_since(book, head)) {
    if (event.record != audit::as_record(meeting.id)) continue;
    CHECK_FALSE(event.client.has_value());
    CHECK(event.reason.empty());
    said.push_back(event.action + ": " + event.detail);
  }
  CHECK(said == std::vector<std::string>{
                    "meeting.book: family; 1 clinicians; 2 places; 0 kept out",
                    "meeting.assign: 2 clinicians, 1 of them new",
                    "meeting.cancel: 2 cancelled; 0 are here; with a reason",
                    "meeting.restore: 2 of 2 places; 0 joined since, 0 left since; with a reason",
                    "meeting.open: 2 places; records 10002 10001",
                    "meeting.cancelling: 2 places; records 10002 10001"});
}

TEST_CASE("the board has one card a meeting, and shows it to each who leads it") {
  MeetingBook book;
  auto request = book.family("2026-11-24T10:00");
  request.clinicians = {kReyes, kBrandt};
  const contract::Meeting meeting = book.try_meet(request).value();
  REQUIRE(book.try_mark(book.place_of(meeting.id, book.sam), AppointmentState::kArrived).ok());
  const auto day = book.answer(contract::day, contract::DayRequest{});
  REQUIRE(day.meetings.size() == 1);
  CHECK(day.meetings[0].expected == 2);
  CHECK(day.meetings[0].here == 1);
  CHECK(day.meetings[0].room_name == "Room 1");
  CHECK(day.meetings[0].service_name == "Therapy");
  CHECK(day.meetings[0].meeting.clinicians.at(1).name == "L. Brandt");
  CHECK(day.items.size() == 2);
  // The clinician's session is Brandt's, who helps; the prescriber's is that of nobody who leads.
  const auto mine = book.answer(contract::my_day, contract::DayRequest{}, "clinician");
  CHECK(mine.items.size() == 2);
  CHECK(mine.count == 2);
  CHECK(mine.meetings.size() == 1);
  const auto other = book.answer(contract::my_day, contract::DayRequest{}, "prescriber");
  CHECK(other.items.empty());
  CHECK(other.meetings.empty());
  for (const StaffId& leader : {kBrandt, kReyes}) {
    const contract::BetweenRequest week{
        .clinician = leader, .from = at("2026-11-23T00:00"), .until = at("2026-11-28T00:00")};
    CHECK(book.answer(contract::between, week).items.size() == 2);
  }
  CHECK(book.read<bool>([&](store::ReadTxn& txn) {
    const LocalDate today = parse_date("2026-11-24").value();
    return appointments::sees_client_on(txn, kBrandt, book.ana, today) &&
           appointments::sees_client_on(txn, kReyes, book.ana, today) &&
           !appointments::sees_client_on(txn, kOrtiz, book.ana, today);
  }));
}

TEST_CASE("one client's list and record say nothing of who else comes to a meeting") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-11-24T10:00");
  for (const http::Reply& reply :
       {book.ask(contract::of_client, contract::OfClientRequest{book.ana, {}}),
        book.ask(contract::open, contract::OpenRequest{book.place_of(meeting.id, book.ana).id})}) {
    REQUIRE(reply.status == 200);
    CHECK(reply.body.find("Petrov") != std::string::npos);
    CHECK(reply.body.find("Haddad") == std::string::npos);
    CHECK(reply.body.find(book.sam.text()) == std::string::npos);
  }
}
