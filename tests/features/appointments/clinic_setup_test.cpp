// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/book.h"

using namespace alcove;
using namespace alcove::testing;

TEST_CASE("a new clinic has services to begin with, a day's notice, and its own clock") {
  Book book;
  const setup::Setup now = book.answer(setup::read, wire::Nothing{});
  std::vector<std::pair<std::string, std::int64_t>> services;
  for (const setup::Service& one : now.services) services.emplace_back(one.name, one.minutes);
  CHECK(services ==
        std::vector<std::pair<std::string, std::int64_t>>{
            {"Case management", 30}, {"Intake", 90}, {"Medication check", 20}, {"Therapy", 55}});
  CHECK(now.rules.cancellation_notice_minutes == 1440);
  CHECK(now.rules.card_name == setup::CardName::kFirstName);
  CHECK(now.rules.grace_minutes == 15);
  CHECK(now.zone == "America/New_York");
  CHECK(now.today == parse_date("2026-11-24").value());
  REQUIRE(now.rooms.size() == 2);
  CHECK(now.rooms[0].name == "Room 1");
}

TEST_CASE("a room is added, renamed, retired and used again by the administrator") {
  Book book;
  const setup::Room room{book.new_id<RoomId>(), "Quiet room", false};
  CHECK(code_in(book.ask(setup::add_room, room, "administrator")).empty());
  CHECK(code_in(book.ask(setup::change_room, {room.id, "Blue room", false}, "administrator"))
            .empty());
  CHECK(
      code_in(book.ask(setup::change_room, {room.id, "Blue room", true}, "administrator")).empty());
  const auto rooms = book.answer(setup::read, wire::Nothing{}).rooms;
  CHECK(rooms[0] == setup::Room{room.id, "Blue room", true});
  CHECK(code_in(
            book.ask(setup::add_room, {book.new_id<RoomId>(), "blue ROOM", false}, "administrator"))
            .empty());
  CHECK(code_in(book.ask(setup::change_room, {room.id, "Blue room", false}, "administrator")) ==
        "already_exists");
}

TEST_CASE("two rooms in use do not share a name, and an id is given once") {
  Book book;
  CHECK(book.try_add_room({book.new_id<RoomId>(), "ROOM 1", false}).error().field == "name");
  CHECK(book.try_add_room({book.room_1, "Room 9", false}).error().field == "id");
  CHECK(book.try_change_room({book.room_2, "Room 1", false}).error().field == "name");
  CHECK(book.try_change_room({id_of<RoomId>(9), "Room 9", false}).error().code ==
        ErrorCode::kNotFound);
}

TEST_CASE("a room with appointments still to come is not retired") {
  Book book;
  const Appointment made = book.booked("2026-11-24T11:00");
  CHECK(book.try_change_room({book.room_1, "Room 1", true}).error() ==
        Error{ErrorCode::kWrongState, "retired", "appointments still to come in this room: 1"});
  REQUIRE(book.try_cancel(made, contract::CancelledBy::kClinic).ok());
  CHECK(book.try_change_room({book.room_1, "Room 1", true}).ok());
}

TEST_CASE("there are at most 200 rooms and 200 services") {
  Book book;
  for (int i = 3; i <= 200; ++i) book.add_room(("Room " + std::to_string(i)).c_str());
  CHECK(book.try_add_room({book.new_id<RoomId>(), "Room 201", false}).error().code ==
        ErrorCode::kTooMany);
  const auto add = [&](const std::string& name) {
    return book.try_add_service({book.new_id<contract::ServiceId>(), name, 30, false});
  };
  for (int i = 5; i <= 200; ++i) REQUIRE(add("Service " + std::to_string(i)).ok());
  CHECK(add("Service 201").error().code == ErrorCode::kTooMany);
}

TEST_CASE("a service has a length that can be booked, and a retired one is booked no more") {
  Book book;
  setup::Service service{book.new_id<contract::ServiceId>(), "Crisis visit", 480, false};
  CHECK(book.try_add_service(service).ok());
  service.minutes = 481;
  CHECK(code_in(book.ask(setup::change_service, service, "administrator")) == "out_of_range");
  service.minutes = 5;
  service.retired = true;
  CHECK(code_in(book.ask(setup::change_service, service, "administrator")).empty());
  contract::BookRequest request = book.booking("2026-12-01T10:00");
  request.service = service.id;
  CHECK(book.try_book(request).error().field == "service");
}

TEST_CASE("the notice for a cancellation is nothing up to a week") {
  Book book;
  const auto set = [&](std::int64_t minutes) {
    return code_in(book.ask(setup::set_rules, {minutes}, "administrator"));
  };
  CHECK(set(0).empty());
  CHECK(set(10080).empty());
  CHECK(set(10081) == "out_of_range");
  CHECK(set(-1) == "out_of_range");
}

TEST_CASE("what the cards of the board call a client is kept, and the event says what it was") {
  Book book;
  for (const setup::CardName name :
       {setup::CardName::kInitials, setup::CardName::kQueueToken, setup::CardName::kFirstName}) {
    const std::int64_t head = book.box.ledger->head().number;
    const setup::CardName before = book.answer(setup::read, wire::Nothing{}).rules.card_name;
    REQUIRE(code_in(book.ask(setup::set_rules, {1440, 24, name}, "administrator")).empty());
    CHECK(book.answer(setup::read, wire::Nothing{}).rules.card_name == name);
    const auto events = events_since(book, head);
    REQUIRE_FALSE(events.empty());
    const std::string said = "name on cards " + std::string(wire::word_of(before)) + " -> " +
                             std::string(wire::word_of(name));
    CHECK(events[0].detail.find(said) != std::string::npos);
  }
}

TEST_CASE("the grace after the start is nothing up to two hours, and the event says what it was") {
  Book book;
  const auto set = [&](std::int64_t minutes) {
    const setup::Rules rules{.cancellation_notice_minutes = 1440, .grace_minutes = minutes};
    return code_in(book.ask(setup::set_rules, rules, "administrator"));
  };
  CHECK(set(-1) == "out_of_range");
  CHECK(set(121) == "out_of_range");
  CHECK(set(0).empty());
  const std::int64_t head = book.box.ledger->head().number;
  CHECK(set(120).empty());
  CHECK(book.answer(setup::read, wire::Nothing{}).rules.grace_minutes == 120);
  const auto events = events_since(book, head);
  REQUIRE_FALSE(events.empty());
  CHECK(events[0].detail.find("grace 0 -> 120 minutes") != std::string::npos);
}
