// SPDX-License-Identifier: Apache-2.0
#include "server/features/waiting_room/waiting_room.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/features/appointments/book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

namespace shown = alcove::api::waiting_room;
using State = AppointmentState;

struct WaitingRoom : Book {
  WaitingRoom() { waiting_room::add_routes(router, *box.ledger, site); }

  http::Reply asked(wire::Station station = wire::Station::kLobby,
                    const std::string& session = "") {
    return ask(shown::display, {}, session, terminal(station, 9));
  }
  shown::DisplayReply display() {
    const http::Reply reply = asked();
    ALCOVE_CHECK(reply.status == 200);
    return wire::decode<shown::DisplayReply>(reply.body, wire::UnknownFields::kRefuse).value();
  }
  Appointment arrived(const char* start, std::optional<RoomId> room = std::nullopt) {
    contract::BookRequest request = booking(start, 5);
    if (room) request.room = *room;
    return try_mark(try_book(request).value(), State::kArrived).value();
  }
};

std::set<std::string> keys_in(const nlohmann::json& json) {
  std::set<std::string> keys;
  if (json.is_object()) {
    for (const auto& [key, value] : json.items()) {
      keys.insert(key);
      keys.merge(keys_in(value));
    }
  } else if (json.is_array()) {
    for (const auto& value : json) keys.merge(keys_in(value));
  }
  return keys;
}

}  // namespace

TEST_CASE("somebody waits from the arrival, is called when brought to a room, and then is gone") {
  WaitingRoom clinic;
  CHECK(clinic.display().waiting.empty());
  CHECK(clinic.display().called.empty());
  Appointment visit = clinic.arrived("2026-11-24T10:00");
  CHECK(clinic.display().waiting == std::vector{*visit.queue_token});
  CHECK(clinic.display().called.empty());
  clinic.box.clock.advance(std::chrono::minutes(3));
  visit = clinic.try_mark(visit, State::kRoomed).value();
  const shown::DisplayReply called = clinic.display();
  CHECK(called.waiting.empty());
  REQUIRE(called.called.size() == 1);
  CHECK(called.called[0].token == *visit.queue_token);
  CHECK(called.called[0].room == "Room 1");
  CHECK(called.called[0].since == utc("2026-11-24T15:03:00.000Z"));
  clinic.try_mark(visit, State::kInSession).value();
  CHECK(clinic.display().called.empty());
  CHECK(clinic.display().waiting.empty());
}

TEST_CASE("whose visit becomes one by video waits on no display") {
  WaitingRoom clinic;
  const Appointment visit = clinic.arrived("2026-11-24T10:00");
  REQUIRE(clinic.display().waiting.size() == 1);
  REQUIRE(clinic
              .change(&appointments::assign, {.appointment = visit.id,
                                              .base_revision = visit.revision,
                                              .clinician = visit.clinician,
                                              .room = visit.room,
                                              .reason = "",
                                              .modality = contract::Modality::kVideo})
              .ok());
  CHECK(clinic.display().waiting.empty());
}

TEST_CASE("a call that is taken back leaves the display, and who left does not wait") {
  WaitingRoom clinic;
  const Appointment visit = clinic.arrived("2026-11-24T10:00");
  const Appointment called = clinic.try_mark(visit, State::kRoomed).value();
  const Appointment back = clinic.try_undo(called).value();
  CHECK(clinic.display().called.empty());
  CHECK(clinic.display().waiting == std::vector{*visit.queue_token});
  clinic.try_mark(back, State::kLeftWithoutBeingSeen).value();
  CHECK(clinic.display().waiting.empty());
}

TEST_CASE("a call is shown for ten minutes, and not a moment longer") {
  WaitingRoom clinic;
  clinic.try_mark(clinic.arrived("2026-11-24T10:00"), State::kRoomed).value();
  clinic.box.clock.advance(std::chrono::minutes(10) - std::chrono::milliseconds(1));
  CHECK(clinic.display().called.size() == 1);
  clinic.box.clock.advance(std::chrono::milliseconds(1));
  CHECK(clinic.display().called.empty());
}

TEST_CASE("twelve calls are shown, the newest first, and of thirteen the oldest is not") {
  WaitingRoom clinic;
  std::vector<std::string> newest_first;
  std::chrono::minutes start{8 * 60};
  for (int i = 0; i < 13; ++i, start += std::chrono::minutes(5)) {
    contract::BookRequest request = clinic.booking("2026-11-24T00:00", 5);
    request.start += start;
    const Appointment came = clinic.change(&appointments::walk_in, request).value();
    clinic.box.clock.advance(std::chrono::seconds(5));
    const RoomId room = clinic.add_room(("Room of number " + std::to_string(i)).c_str());
    clinic.try_mark(came, State::kRoomed, "", room).value();
    newest_first.insert(newest_first.begin(), *came.queue_token);
    if (i == 11) CHECK(clinic.display().called.size() == 12);
  }
  newest_first.pop_back();
  std::vector<std::string> seen;
  for (const shown::Called& one : clinic.display().called) seen.push_back(one.token);
  CHECK(seen == newest_first);
}

TEST_CASE("who waits is listed by letter and number, not by who came first") {
  WaitingRoom clinic;
  std::set<std::string> tokens;  // one figure each: the order of the bytes is that of the numbers
  for (const char* start : {"2026-11-24T10:00", "2026-11-24T10:05", "2026-11-24T10:10",
                            "2026-11-24T10:15", "2026-11-24T10:20", "2026-11-24T10:25"}) {
    tokens.insert(*clinic.arrived(start).queue_token);
  }
  REQUIRE(tokens.size() == 6);
  CHECK(clinic.display().waiting == std::vector(tokens.begin(), tokens.end()));
}

TEST_CASE("no byte of anybody's name, number or visit is on the display") {
  WaitingRoom clinic;
  // Names and words that nothing else in a reply could spell.
  clinic.ana = clinic.add_client("Xquizwa", "Vrombautsky", "1971-03-09");
  Appointment called = clinic.arrived("2026-11-24T10:00");
  clinic.ana = clinic.add_client("Zyxaldo", "Fjordqvist", "1984-11-30");
  clinic.arrived("2026-11-24T10:05");
  called = clinic.try_mark(called, State::kRoomed).value();
  const std::string body = clinic.asked().body;
  REQUIRE(body.find(*called.queue_token) != std::string::npos);
  for (const char* const word : {"Xquizwa", "Vrombautsky", "Zyxaldo", "Fjordqvist", "Brandt",
                                 "Therapy", "1971", "1984", "roomed", "arrived"}) {
    INFO(word);
    CHECK(body.find(word) == std::string::npos);
  }
  for (const std::string& id :
       {called.id.text(), called.client.text(), called.clinician.text(), called.service.text()}) {
    CHECK(body.find(id) == std::string::npos);
  }
  CHECK(keys_in(nlohmann::json::parse(body)) ==
        std::set<std::string>{"called", "room", "since", "token", "waiting"});
}

TEST_CASE(
    "the display is for the lobby's terminals; nobody has to sign in, and nothing is recorded") {
  WaitingRoom clinic;
  clinic.arrived("2026-11-24T10:00");
  const std::int64_t head = clinic.box.ledger->head().number;
  CHECK(clinic.asked().status == 200);
  CHECK(clinic.box.ledger->head().number == head);
  for (const wire::Station station : {wire::Station::kFrontDesk, wire::Station::kTherapyRoom}) {
    CHECK(code_in(clinic.asked(station)) == "wrong_station");
    for (const char* const role : {"front_desk", "clinician", "supervisor", "prescriber", "biller",
                                   "privacy_officer", "administrator"}) {
      INFO(role);
      CHECK(code_in(clinic.asked(station, role)) == "wrong_station");
    }
  }
}

TEST_CASE("the lobby is told that somebody waits or is called, and of nothing else in the book") {
  WaitingRoom clinic;
  http::LiveEvents live(*clinic.box.ledger);
  std::int64_t heard = live.newest();
  const auto lines = [&] {
    return live.read(Book::terminal(wire::Station::kLobby, 9), heard, clinic.box.clock.now())
        .value();
  };
  Appointment visit = clinic.booked("2026-11-24T10:00");
  visit = clinic.try_mark(visit, State::kConfirmed).value();
  CHECK(lines().empty());
  for (const State state : {State::kArrived, State::kRoomed, State::kInSession}) {
    visit = clinic.try_mark(visit, state).value();
    const auto told = lines();
    REQUIRE(told.size() == 1);
    CHECK(told[0].kind == api::live::Kind::kQueueChanged);
    CHECK_FALSE(told[0].record.has_value());
  }
}
