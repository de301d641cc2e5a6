// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "server/features/appointments/obstacles.h"
#include "shared/api/day_list.h"
#include "tests/features/appointments/resource_book.h"
#include "tests/support/output_of.h"

// What visits take besides clinician and room is in one visit at a time.

using namespace alcove;
using namespace alcove::testing;
using contract::Flag;
using contract::Place;
using State = AppointmentState;

TEST_CASE("a visit keeps what it takes, in its row and in its history") {
  ResourceBook book;
  const std::int64_t head = book.box.ledger->head().number;
  const Appointment visit =
      book.try_book(book.for_ana("2026-11-24T11:00", {book.okafor, book.kit})).value();
  CHECK(visit.resources == std::vector{book.okafor, book.kit});
  CHECK(wire::encode(book.stored(visit.id)) == wire::encode(visit));
  CHECK(events_since(book, head)[0].detail ==
        "new -> scheduled; takes " + book.okafor.text() + " " + book.kit.text());
  const auto rows = book.answer(contract::day, contract::DayRequest{}).items;
  REQUIRE(rows.size() == 1);
  const std::vector<things::TakenResource> both{
      {book.okafor, things::ResourceKind::kInterpreter, "N. Okafor"},
      {book.kit, things::ResourceKind::kEquipment, "Test kit"}};
  CHECK(rows[0].resources == both);
  CHECK(book.history_of(visit.id).back().resources == both);
  CHECK(book.booked("2026-11-24T14:00").resources.empty());
}

TEST_CASE("what another visit takes is refused by name, for five minutes of it too") {
  ResourceBook book;
  REQUIRE(book.try_book(book.for_ana("2026-12-01T10:00", {book.okafor})).ok());
  const Error taken{ErrorCode::kTaken, "resource",
                    "N. Okafor: taken from 10:00 to 11:00 (Therapy, L. Brandt)"};
  CHECK(book.try_book(book.for_sam("2026-12-01T10:55", {book.okafor}, 5)).error() == taken);
  CHECK(book.try_book(book.for_sam("2026-12-01T09:05", {book.kit, book.okafor})).error() == taken);
  CHECK(book.try_book(book.for_sam("2026-12-01T09:00", {book.okafor}, 180)).error() == taken);
  // Touching ends are fine, and so is what nobody has.
  CHECK(book.try_book(book.for_sam("2026-12-01T09:00", {book.okafor})).ok());
  CHECK(book.try_book(book.for_sam("2026-12-01T11:00", {book.okafor})).ok());
  CHECK(book.try_book(book.for_sam("2026-12-01T10:00", {book.kit})).ok());
}

TEST_CASE("the pause after a visit holds clinician and room, and nothing that it takes") {
  ResourceBook book;
  book.therapy(15);
  REQUIRE(book.try_book(book.for_ana("2026-12-01T10:00", {book.kit})).ok());
  CHECK(book.try_book(book.for_sam("2026-12-01T11:00", {book.kit})).ok());
}

TEST_CASE("the longest visit still holds what it takes at its very end") {
  ResourceBook book;
  contract::BookRequest day = book.for_ana("2026-12-01T09:00", {book.kit});
  day.minutes = 480;
  REQUIRE(book.try_book(day).ok());
  CHECK(book.try_book(book.for_sam("2026-12-01T16:55", {book.kit}, 5)).error().field == "resource");
  CHECK(book.try_book(book.for_sam("2026-12-01T17:00", {book.kit}, 5)).ok());
}

TEST_CASE("what was cancelled, missed, moved away or a mistake holds nothing that it took") {
  const auto frees = [](auto end) {
    ResourceBook book;
    const Appointment visit = book.try_book(book.for_ana("2026-11-24T10:00", {book.kit})).value();
    end(book, visit);
    return book.try_book(book.for_sam("2026-11-24T10:00", {book.kit})).ok();
  };
  CHECK(frees([](auto& book, auto& visit) {
    REQUIRE(book.try_cancel(visit, contract::CancelledBy::kClinic).ok());
  }));
  CHECK(frees([](auto& book, auto& visit) {
    book.box.clock.advance(std::chrono::minutes(30));
    REQUIRE(book.try_mark(visit, State::kNoShow).ok());
  }));
  CHECK(frees(
      [](auto& book, auto& visit) { REQUIRE(book.try_mark(visit, State::kEnteredInError).ok()); }));
  CHECK(frees([](auto& book, auto& visit) {
    REQUIRE(book.try_move(book.moving(visit, "2026-11-24T13:00")).ok());
  }));
  CHECK_FALSE(
      frees([](auto& book, auto& visit) { REQUIRE(book.try_mark(visit, State::kArrived).ok()); }));
}

TEST_CASE("bringing a visit back is refused while another one has what it took") {
  ResourceBook book;
  Appointment visit = book.try_book(book.for_ana("2026-12-01T10:00", {book.kit})).value();
  visit = book.try_cancel(visit, contract::CancelledBy::kClinic).value();
  const Appointment other = book.try_book(book.for_sam("2026-12-01T10:30", {book.kit})).value();
  CHECK(book.try_undo(visit).error() ==
        Error{ErrorCode::kTaken, "resource",
              "Test kit: taken from 10:30 to 11:30 (Therapy, A. Reyes)"});
  const auto obstacles = book.read<appointments::Obstacles>([&](store::ReadTxn& txn) {
    return appointments::obstacles_to(txn,
                                      {.client = visit.client,
                                       .clinician = visit.clinician,
                                       .room = visit.room,
                                       .service = visit.service,
                                       .start = visit.start,
                                       .minutes = visit.minutes,
                                       .by = appointments::VisitWish::By::kUndoing,
                                       .itself = visit.id},
                                      {}, book.site, book.box.clock.now())
        .value();
  });
  REQUIRE(obstacles.taken.has_value());
  CHECK(obstacles.taken->place == Place::kResource);
  CHECK(obstacles.taken->resource == book.kit);
  REQUIRE(book.try_cancel(other, contract::CancelledBy::kClinic).ok());
  CHECK(book.try_undo(visit).value().resources == std::vector{book.kit});
}

TEST_CASE("moving and assigning keep what a visit takes unless they say otherwise") {
  ResourceBook book;
  const Appointment first = book.try_book(book.for_ana("2026-12-01T10:00", {book.kit})).value();
  const Appointment moved = book.try_move(book.moving(first, "2026-12-01T10:30")).value();
  CHECK(moved.resources == std::vector{book.kit});
  Appointment now = book.take(moved, std::vector{book.okafor}).value();
  CHECK(now.resources == std::vector{book.okafor});
  now = book.take(now, std::nullopt).value();
  CHECK(now.resources == std::vector{book.okafor});
  now = book.take(now, std::vector<things::ResourceId>{}).value();
  CHECK(now.resources.empty());
  const auto history = book.history_of(now.id);
  REQUIRE(history.size() == 4);
  CHECK(history[0].resources.front().id == book.kit);
  CHECK(history[1].resources.front().id == book.okafor);
  CHECK(history[3].resources.empty());
  // Elsewhere at the time, it is refused at the same time too.
  REQUIRE(book.try_book(book.for_sam("2026-12-01T11:00", {book.kit})).ok());
  CHECK(book.take(now, std::vector{book.kit}).error().field == "resource");
  contract::MoveRequest away = book.moving(now, "2026-12-01T12:00");
  away.resources = std::vector{book.kit};
  CHECK(book.try_move(away).ok());
}

TEST_CASE("what is not in use any more, not there or named twice is not booked") {
  ResourceBook book;
  REQUIRE(book.retire(book.kit).ok());
  const auto refusal = [&](std::vector<things::ResourceId> takes) {
    return book.try_book(book.for_ana("2026-12-01T10:00", std::move(takes))).error();
  };
  CHECK(refusal({book.kit}) ==
        Error{ErrorCode::kNotFound, "resources", "Test kit is not in use any more"});
  CHECK(refusal({id_of<things::ResourceId>(9)}).code == ErrorCode::kNotFound);
  CHECK(refusal({book.okafor, book.okafor}) ==
        Error{ErrorCode::kOutOfRange, "resources", "each once"});
  CHECK(book.free_at("2026-12-01T10:00", {book.okafor, book.kit}).retired == std::vector{book.kit});
}

TEST_CASE("a visit takes four, and not five") {
  ResourceBook book;
  std::vector<things::ResourceId> takes;
  for (const char* name : {"A", "B", "C", "D", "E"}) {
    takes.push_back(ResourceBook::value(book.set(book.equipment(name))).id);
  }
  CHECK(code_in(book.ask(contract::book, book.for_ana("2026-12-01T10:00", takes))) ==
        "out_of_range");
  takes.pop_back();
  CHECK(code_in(book.ask(contract::book, book.for_ana("2026-12-01T10:00", takes))).empty());
  CHECK(book.free_at("2026-12-01T10:00", takes).collisions.size() == 4);
}

TEST_CASE("who chooses a time hears which one is taken and when, and later times without that") {
  ResourceBook book;
  const Appointment visit = book.try_book(book.for_ana("2026-12-01T10:00", {book.kit})).value();
  const contract::FreeReply free = book.free_at("2026-12-01T10:30", {book.okafor, book.kit});
  REQUIRE(free.collisions.size() == 1);
  CHECK(free.collisions[0].place == Place::kResource);
  CHECK(free.collisions[0].resource == book.kit);
  CHECK(free.collisions[0].start == at("2026-12-01T10:00"));
  CHECK(free.collisions[0].end == at("2026-12-01T11:00"));
  REQUIRE_FALSE(free.other_starts.empty());
  CHECK(free.other_starts[0] == at("2026-12-01T11:00"));
  CHECK(book.free_at("2026-12-01T11:00", {book.kit}).collisions.empty());
  CHECK(book.free_at("2026-12-01T10:30", {book.okafor}).collisions.empty());
  contract::FreeRequest itself;
  itself.start = at("2026-12-01T10:30");
  itself.minutes = 60;
  itself.except = visit.id;
  itself.resources = book.kit.text();
  CHECK(book.answer(contract::find_free, itself).collisions.empty());
}

TEST_CASE("two desks at once: exactly one visit has it, every time") {
  ResourceBook book;
  for (int round = 0; round < 10; ++round) {
    const std::string day = "2026-12-" + std::to_string(10 + round);
    contract::BookRequest one = book.for_ana((day + "T10:00").c_str(), {book.kit});
    contract::BookRequest other = book.for_sam((day + "T10:30").c_str(), {book.kit});
    std::string first;
    std::string second;
    std::thread desk([&] {
      first = code_in(book.ask(contract::book, one, "front_desk", Book::terminal(),
                               IdempotencyKey(one.appointment.bytes())));
    });
    second = code_in(book.ask(contract::book, other, "front_desk",
                              Book::terminal(wire::Station::kFrontDesk, 2),
                              IdempotencyKey(other.appointment.bytes())));
    desk.join();
    INFO(first << " " << second);
    CHECK(((first.empty() && second == "taken") || (first == "taken" && second.empty())));
  }
}

TEST_CASE("an interpreter of the client's language is not asked for any more once one is booked") {
  ResourceBook book;
  const auto client = book.read<std::optional<api::clients::Client>>(
      [&](store::ReadTxn& txn) { return clients::find_client(txn, book.ana); });
  api::clients::EditRequest edit{book.ana, client->revision, client->details};
  edit.details.language = Spoken::kFrench;
  edit.details.needs_interpreter = true;
  ResourceBook::must(book.write<api::clients::Client>(Book::desk(), [&](audit::WriteTxn& txn) {
    return clients::edit_client(Book::desk(), edit, txn, book.site.day_of(txn.now()));
  }));
  const auto lim = ResourceBook::value(book.set(book.interpreter("J. Lim", {Spoken::kKorean})));
  Appointment visit = book.try_book(book.for_ana("2026-11-24T11:00", {book.kit, lim.id})).value();
  const auto row = [&] { return book.answer(contract::day, contract::DayRequest{}).items.at(0); };
  const auto paper = [&] {
    const Scratch scratch;
    const std::string file = scratch / "list.pdf";
    const Bytes pdf = book.answer(contract::day_list, contract::DayListRequest{}).pdf;
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(pdf.data()), static_cast<std::streamsize>(pdf.size()));
    return output_of("pdftotext -layout " + file + " -");
  };
  CHECK(row().flags == std::vector{Flag::kInterpreter});  // into Korean is no help
  CHECK(paper().find("interpreter: French") != std::string::npos);
  CHECK(paper().find("interpreter: J. Lim") != std::string::npos);
  CHECK(paper().find("equipment: Test kit") != std::string::npos);
  visit = book.take(visit, std::vector{book.okafor}).value();
  CHECK(row().flags.empty());
  CHECK(row().resources.at(0).name == "N. Okafor");
  CHECK(paper().find("interpreter: French") == std::string::npos);
  CHECK(paper().find("interpreter: N. Okafor") != std::string::npos);
  CHECK(paper().find("Test kit") == std::string::npos);
}
