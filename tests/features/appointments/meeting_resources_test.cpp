// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>

#include "shared/api/day_list.h"
#include "shared/api/visits_between.h"
#include "tests/features/appointments/resource_book.h"
#include "tests/support/output_of.h"

// A session of several takes interpreters and equipment as a visit does, once for all who come.

using namespace alcove;
using namespace alcove::testing;
using contract::Flag;
using contract::Place;
using Ids = std::vector<things::ResourceId>;
using Step = contract::MeetingStep;

namespace {

constexpr const char* kTen = "2026-12-01T10:00";

struct TakingBook : ResourceBook {
  // Ana and Sam with Brandt in room 1.
  Request together(const char* start, Ids takes) {
    Request request = family(start);
    request.resources = std::move(takes);
    return request;
  }
  contract::Meeting taking(const char* start, Ids takes) {
    return try_meet(together(start, std::move(takes))).value();
  }
  // Lee with Reyes in room 2, who share nothing with them but what they take.
  contract::BookRequest for_lee(const char* start, Ids takes, std::int64_t minutes = 60) {
    contract::BookRequest request = for_sam(start, std::move(takes), minutes);
    request.client = lee;
    return request;
  }
  // Lee and a fourth one, likewise.
  Request others(const char* start, Ids takes) {
    if (!fourth) fourth = add_client("Noor", "Aziz", "1990-05-05");
    Request request = together(start, std::move(takes));
    request.room = room_2;
    request.clinicians = {kReyes};
    request.attendees = {{new_id<AppointmentId>(), lee}, {new_id<AppointmentId>(), *fourth}};
    return request;
  }
  Result<contract::Meeting> give(const contract::Meeting& meeting, std::optional<Ids> takes) {
    contract::AssignMeetingRequest request{.meeting = meeting.id,
                                           .base_revision = meeting.revision,
                                           .clinicians = {kBrandt},
                                           .room = room_1,
                                           .reason = ""};
    request.resources = std::move(takes);
    return run(&appointments::assign_meeting, request);
  }
  contract::MeetingReply opened(const contract::Meeting& meeting) {
    return answer(contract::open_meeting, contract::MeetingRequest{meeting.id});
  }
  void speaks_french(const ClientId& id) {
    const auto client = read<std::optional<api::clients::Client>>(
        [&](store::ReadTxn& txn) { return clients::find_client(txn, id); });
    api::clients::EditRequest edit{id, client->revision, client->details};
    edit.details.language = Spoken::kFrench;
    edit.details.needs_interpreter = true;
    must(write<api::clients::Client>(desk(), [&](audit::WriteTxn& txn) {
      return clients::edit_client(desk(), edit, txn, site.day_of(txn.now()));
    }));
  }

  std::optional<ClientId> fourth{};
};

Error has_okafor(const std::string& with) {
  return {ErrorCode::kTaken, "resource",
          "N. Okafor: taken from 10:00 to 11:00 (Therapy, " + with + ")"};
}
const Error kHasOkafor = has_okafor("L. Brandt");
const Error kReyesHasOkafor = has_okafor("A. Reyes");

}  // namespace

TEST_CASE("a session keeps what it takes, and all of its lists say so") {
  TakingBook book;
  const std::int64_t head = book.box.ledger->head().number;
  const contract::Meeting meeting = book.taking("2026-11-24T11:00", {book.okafor, book.kit});
  CHECK(meeting.resources == Ids{book.okafor, book.kit});
  CHECK(book.stored_meeting(meeting.id).resources == meeting.resources);
  CHECK(events_since(book, head).back().detail ==
        "family; 1 clinicians; 2 places; 0 kept out; takes " + book.okafor.text() + " " +
            book.kit.text());
  const std::vector<things::TakenResource> both{
      {book.okafor, things::ResourceKind::kInterpreter, "N. Okafor"},
      {book.kit, things::ResourceKind::kEquipment, "Test kit"}};
  const auto day = book.answer(contract::day, contract::DayRequest{});
  CHECK(day.meetings.at(0).resources == both);
  REQUIRE(day.items.size() == 2);
  for (const auto& row : day.items) CHECK(row.resources == both);
  CHECK(book.opened(meeting).card.resources == both);
  CHECK(book.opened(meeting).history.at(0).resources == both);
  CHECK(book.history_of(book.place_of(meeting.id, book.sam).id).back().resources == both);
  contract::BetweenRequest week{.from = at("2026-11-23T00:00"), .until = at("2026-11-30T00:00")};
  CHECK(book.answer(contract::between, week).meetings.at(0).resources == both);
  CHECK(book.met("2026-11-24T14:00").resources.empty());
}

TEST_CASE("a visit is refused what a session has by name, and the other way round") {
  TakingBook book;
  book.taking(kTen, {book.okafor});
  CHECK(book.try_book(book.for_lee("2026-12-01T10:55", {book.okafor}, 5)).error() == kHasOkafor);
  CHECK(book.try_book(book.for_lee("2026-12-01T09:05", {book.kit, book.okafor})).error() ==
        kHasOkafor);
  // Touching ends are fine, and so is what nobody has.
  CHECK(book.try_book(book.for_lee("2026-12-01T09:00", {book.okafor})).ok());
  CHECK(book.try_book(book.for_lee("2026-12-01T11:00", {book.okafor})).ok());
  CHECK(book.try_book(book.for_lee(kTen, {book.kit})).ok());

  REQUIRE(book.try_book(book.for_lee("2026-12-02T10:00", {book.okafor})).ok());
  CHECK(book.try_meet(book.together("2026-12-02T10:55", {book.okafor})).error() == kReyesHasOkafor);
  CHECK(book.try_meet(book.together("2026-12-02T11:00", {book.okafor})).ok());
}

TEST_CASE("a session is refused what another session has, also one without a place") {
  TakingBook book;
  const contract::Meeting first = book.taking(kTen, {book.okafor});
  CHECK(book.try_meet(book.others("2026-12-01T10:30", {book.okafor})).error() == kHasOkafor);
  CHECK(book.try_meet(book.others("2026-12-01T11:00", {book.okafor})).ok());
  for (const ClientId& one : {book.ana, book.sam}) {
    REQUIRE(book.try_cancel(book.place_of(first.id, one), contract::CancelledBy::kClient).ok());
  }
  CHECK(book.try_book(book.for_lee(kTen, {book.okafor})).error() == kHasOkafor);
}

TEST_CASE("those who come share what their session takes, and whoever joins too") {
  TakingBook book;
  const contract::Meeting meeting = book.taking(kTen, {book.okafor});
  CHECK(book.try_join(meeting, book.lee)->resources == Ids{book.okafor});
  const Appointment ana = book.place_of(meeting.id, book.ana);
  CHECK(ana.resources == Ids{book.okafor});
  CHECK(book.try_undo(book.try_cancel(ana, contract::CancelledBy::kClient).value()).ok());
}

TEST_CASE("moving a session keeps what it takes unless it says otherwise, and asks for all of it") {
  TakingBook book;
  const contract::Meeting first = book.taking(kTen, {book.kit});
  contract::MoveMeetingRequest moving = book.moving_all(first, "2026-12-01T10:30");
  contract::Meeting now = book.try_move_all(moving).value().meeting;  // over its own old time
  CHECK(now.resources == Ids{book.kit});
  CHECK(book.place_of(now.id, book.ana).resources == Ids{book.kit});
  REQUIRE(book.try_book(book.for_lee("2026-12-01T12:00", {book.okafor})).ok());
  moving = book.moving_all(now, "2026-12-01T12:30");
  moving.resources = Ids{book.okafor};
  CHECK(book.try_move_all(moving).error() ==
        Error{ErrorCode::kTaken, "resource",
              "N. Okafor: taken from 12:00 to 13:00 (Therapy, A. Reyes)"});
  moving.start = at("2026-12-01T13:00");
  now = book.try_move_all(moving).value().meeting;
  CHECK(now.resources == Ids{book.okafor});
  CHECK(book.place_of(now.id, book.sam).resources == Ids{book.okafor});
  moving = book.moving_all(now, "2026-12-01T15:00");
  moving.resources = Ids{};
  CHECK(book.try_move_all(moving).value().meeting.resources.empty());
  const auto history = book.opened(now).history;
  REQUIRE(history.size() == 4);
  CHECK(history[1].resources.at(0).name == "Test kit");
  CHECK(history[2].resources.at(0).name == "N. Okafor");
  CHECK(history[3].resources.empty());
}

TEST_CASE("a session that stands is given an interpreter, and its open places say so") {
  TakingBook book;
  contract::Meeting now = book.met(kTen);
  const Appointment away = book.place_of(now.id, book.sam);
  const Appointment gone = book.try_cancel(away, contract::CancelledBy::kClient).value();
  now = book.give(now, Ids{book.okafor}).value();
  CHECK(book.place_of(now.id, book.ana).resources == Ids{book.okafor});
  CHECK(book.place_of(now.id, book.sam).resources.empty());
  CHECK(book.try_undo(gone)->resources == Ids{book.okafor});  // with the session as it is now
  now = book.give(now, std::nullopt).value();
  CHECK(now.resources == Ids{book.okafor});
  REQUIRE(book.try_book(book.for_lee("2026-12-01T10:30", {book.kit})).ok());
  CHECK(book.give(now, Ids{book.okafor, book.kit}).error() ==
        Error{ErrorCode::kTaken, "resource",
              "Test kit: taken from 10:30 to 11:30 (Therapy, A. Reyes)"});
  CHECK(book.give(now, Ids{}).value().resources.empty());
  CHECK(book.try_book(book.for_sam("2026-12-01T12:00", {book.okafor})).ok());
}

TEST_CASE("a cancelled session holds nothing that it took, and comes back only where it is free") {
  TakingBook book;
  const contract::Meeting meeting = book.taking(kTen, {book.okafor});
  REQUIRE(book.try_cancel_all(meeting).ok());
  const Appointment visit = book.try_book(book.for_lee(kTen, {book.okafor})).value();
  const contract::Meeting off = book.stored_meeting(meeting.id);
  CHECK(book.try_restore(off).error() == kReyesHasOkafor);
  REQUIRE(book.try_cancel(visit, contract::CancelledBy::kClinic).ok());
  CHECK(book.try_restore(off).value().meeting.resources == Ids{book.okafor});
  CHECK(book.place_of(meeting.id, book.ana).resources == Ids{book.okafor});
  CHECK(book.try_book(book.for_lee(kTen, {book.okafor})).error() == kHasOkafor);
}

TEST_CASE("what is not in use any more, not there or named twice is booked for no session") {
  TakingBook book;
  contract::Meeting meeting = book.taking(kTen, {book.kit});
  CHECK(book.retire(book.kit).error() ==
        Error{ErrorCode::kWrongState, "retired",
              "visits and sessions still to come that take it: 1"});
  REQUIRE(book.try_cancel_all(meeting).ok());
  REQUIRE(book.retire(book.kit).ok());
  const Error gone{ErrorCode::kNotFound, "resources", "Test kit is not in use any more"};
  CHECK(book.try_restore(book.stored_meeting(meeting.id)).error() == gone);
  CHECK(book.try_meet(book.together(kTen, {book.kit})).error() == gone);
  CHECK(book.try_meet(book.together(kTen, {id_of<things::ResourceId>(9)})).error().code ==
        ErrorCode::kNotFound);
  CHECK(book.try_meet(book.together(kTen, {book.okafor, book.okafor})).error() ==
        Error{ErrorCode::kOutOfRange, "resources", "each once"});
  meeting = book.met(kTen);
  CHECK(book.give(meeting, Ids{book.kit}).error() == gone);
  contract::MoveMeetingRequest moving = book.moving_all(meeting, "2026-12-01T13:00");
  moving.resources = Ids{book.kit};
  CHECK(book.try_move_all(moving).error() == gone);
  contract::FreeMeetingRequest look = book.looking("2026-12-01T13:00");
  look.resources = things::ids_words({book.okafor, book.kit});
  CHECK(book.answer(contract::find_free_meeting, look).retired == Ids{book.kit});
}

TEST_CASE("a session takes four, and not five, on each of its routes") {
  TakingBook book;
  Ids takes;
  for (const char* name : {"A", "B", "C", "D", "E"}) {
    takes.push_back(ResourceBook::value(book.set(book.equipment(name))).id);
  }
  const Ids four(takes.begin(), takes.end() - 1);
  CHECK(list_refused(book.ask(contract::book_meeting, book.together(kTen, takes))) == "resources");
  const contract::Meeting meeting = book.taking(kTen, four);
  contract::MoveMeetingRequest moving = book.moving_all(meeting, "2026-12-01T13:00");
  moving.resources = takes;
  CHECK(list_refused(book.ask(contract::move_meeting, moving)) == "resources");
  moving.resources = four;
  CHECK(code_in(book.ask(contract::move_meeting, moving)).empty());
  contract::AssignMeetingRequest giving{meeting.id, 2, {kBrandt}, book.room_1, "", {}, takes};
  CHECK(list_refused(book.ask(contract::assign_meeting, giving)) == "resources");
  giving.resources = four;
  CHECK(code_in(book.ask(contract::assign_meeting, giving)).empty());
  contract::FreeMeetingRequest look = book.looking("2026-12-01T13:00");
  look.resources = things::ids_words(takes);
  CHECK(code_in(book.ask(contract::find_free_meeting, look)) == "out_of_range");
  look.resources = things::ids_words(four);
  std::size_t taken = 0;
  for (const auto& one : book.answer(contract::find_free_meeting, look).collisions) {
    if (one.place == Place::kResource) ++taken;
  }
  CHECK(taken == 4);
}

TEST_CASE("who chooses a session's time hears what is taken, and of its own only what is new") {
  TakingBook book;
  const contract::Meeting meeting = book.taking(kTen, {book.kit});
  REQUIRE(book.try_book(book.for_lee(kTen, {book.okafor})).ok());
  contract::FreeMeetingRequest look = book.looking(kTen, meeting.id);
  look.resources = things::ids_words({book.okafor, book.kit});
  const auto at_its_time = book.answer(contract::find_free_meeting, look).collisions;
  REQUIRE(at_its_time.size() == 1);
  CHECK(at_its_time[0].place == Place::kResource);
  CHECK(at_its_time[0].name == "N. Okafor");
  CHECK(at_its_time[0].end == at("2026-12-01T11:00"));
  look.except.reset();
  look.start = at("2026-12-01T10:30");
  CHECK(book.answer(contract::find_free_meeting, look).collisions.size() == 4);  // and both places
  look.start = at("2026-12-01T11:00");
  CHECK(book.answer(contract::find_free_meeting, look).collisions.empty());
}

TEST_CASE("who chooses a visit's time, and first free, count what a session has as busy") {
  TakingBook book;
  book.works(kReyes, {{2, 9 * 60, 13 * 60, rules::SlotType::kTherapy}});
  book.taking("2026-12-01T09:00", {book.okafor});
  const auto free = book.free_at("2026-12-01T09:30", {book.okafor});
  REQUIRE(free.collisions.size() == 1);
  CHECK(free.collisions[0].resource == book.okafor);
  CHECK(free.other_starts.at(0) == at("2026-12-01T10:00"));
  contract::FirstFreeRequest wish;
  wish.service = book.booking(kTen).service;
  wish.minutes = 60;
  wish.clinician = kReyes;
  wish.from = parse_date("2026-12-01").value();
  wish.count = 1;
  CHECK(book.answer(contract::first_free, wish).openings.at(0).start == at("2026-12-01T09:00"));
  wish.resources = things::ids_words({book.okafor});
  CHECK(book.answer(contract::first_free, wish).openings.at(0).start == at(kTen));
  wish.resources.reset();
  wish.interpreter = Spoken::kFrench;
  CHECK(book.answer(contract::first_free, wish).openings.at(0).start == at(kTen));
}

TEST_CASE("an interpreter is not asked for once the session has one of the language") {
  TakingBook book;
  book.speaks_french(book.sam);
  const contract::Meeting meeting = book.met("2026-11-24T11:00");
  const auto flags = [&](const ClientId& id) {
    for (const auto& row : book.answer(contract::day, contract::DayRequest{}).items) {
      if (row.appointment.client == id) return row.flags;
    }
    return std::vector<Flag>();
  };
  const auto paper = [&] {
    const Scratch scratch;
    const std::string file = scratch / "list.pdf";
    const Bytes pdf = book.answer(contract::day_list, contract::DayListRequest{}).pdf;
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(pdf.data()), static_cast<std::streamsize>(pdf.size()));
    return output_of("pdftotext -layout " + file + " -");
  };
  contract::FreeMeetingRequest look = book.looking("2026-11-24T11:00", meeting.id);
  CHECK(book.answer(contract::find_free_meeting, look).interpreters ==
        std::vector{Spoken::kFrench});
  look.except.reset();
  look.clients = book.ana.text();
  CHECK(book.answer(contract::find_free_meeting, look).interpreters.empty());
  CHECK(flags(book.sam) == std::vector{Flag::kInterpreter});
  CHECK(flags(book.ana).empty());
  CHECK(paper().find("interpreter: French") != std::string::npos);
  REQUIRE(book.give(meeting, Ids{book.okafor}).ok());
  CHECK(flags(book.sam).empty());
  CHECK(paper().find("interpreter: French") == std::string::npos);
  CHECK(paper().find("interpreter: N. Okafor") != std::string::npos);
}
