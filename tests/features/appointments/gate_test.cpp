// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/features/appointments/book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

// Asks every route of the feature; the codes, by path.
std::map<std::string, std::string> ask_all(Book& book, const std::string& session,
                                           wire::Station station) {
  std::map<std::string, std::string> codes;
  const access::Principal from = Book::terminal(station, 7);
  const auto ask = [&](const auto& route, const auto& request) {
    codes[std::string(route.path)] = code_in(book.ask(route, request, session, from));
  };
  const Appointment made = book.booked("2026-11-24T13:00");
  const Appointment other = book.booked("2026-11-24T14:00");
  const Appointment third = book.booked("2026-11-24T15:00");
  ask(contract::book, book.booking("2026-12-05T10:00"));
  ask(contract::walk_in, book.booking("2026-11-24T10:00"));
  ask(contract::move, book.moving(other, "2026-12-05T12:00"));
  ask(contract::assign, contract::AssignRequest{made.id, 1, kBrandt, book.room_2, ""});
  ask(contract::mark, contract::MarkRequest{third.id, 1, AppointmentState::kConfirmed, {}, ""});
  ask(contract::undo, contract::UndoRequest{third.id, 2, "by mistake"});
  ask(contract::cancel, contract::CancelRequest{third.id, 3, contract::CancelledBy::kClient, ""});
  ask(contract::day, contract::DayRequest{});
  ask(contract::my_day, contract::DayRequest{});
  ask(contract::between,
      contract::BetweenRequest{.from = at("2026-11-24T00:00"), .until = at("2026-11-25T00:00")});
  ask(contract::of_client, contract::OfClientRequest{book.ana, {}});
  ask(contract::open, contract::OpenRequest{made.id});
  contract::FreeRequest free;
  free.start = at("2026-12-01T10:00");
  free.minutes = 60;
  ask(contract::find_free, free);
  ask(contract::first_free, contract::FirstFreeRequest{.service = made.service});
  ask(setup::read, wire::Nothing{});
  ask(setup::add_room, setup::Room{book.new_id<RoomId>(), "Room 3", false});
  ask(setup::change_room, setup::Room{book.room_2, "Room 2", false});
  const setup::Service service{book.new_id<contract::ServiceId>(), "Visit", 30, false};
  ask(setup::add_service, service);
  ask(setup::change_service,
      setup::Service{book.booking("2026-12-01T10:00").service, "Therapy", 60, false});
  ask(setup::set_rules, setup::Rules{60});
  ask(api::resources::set,
      api::resources::SetRequest{.id = book.new_id<api::resources::ResourceId>(), .name = "Cart"});
  return codes;
}

// read: the day and what is in it; write: changing it; setup: rooms, services, rules and resources.
struct Expected {
  std::string read;
  std::string write;
  std::string setup_read;
  std::string setup_write;
};

void check_all(const std::map<std::string, std::string>& codes, const Expected& expected) {
  const std::set<std::string> reads = {"/v1/appointments/day",       "/v1/appointments/my_day",
                                       "/v1/appointments/of_client", "/v1/appointments/open",
                                       "/v1/appointments/free",      "/v1/appointments/first_free",
                                       "/v1/appointments/between"};
  for (const auto& [path, code] : codes) {
    INFO(path);
    if (path == "/v1/clinic_setup") {
      CHECK(code == expected.setup_read);
    } else if (path.starts_with("/v1/clinic_setup")) {
      CHECK(code == expected.setup_write);
    } else if (reads.count(path) != 0) {
      CHECK(code == expected.read);
    } else {
      CHECK(code == expected.write);
    }
  }
}

}  // namespace

TEST_CASE("each role at each station may do exactly what the table says") {
  const std::map<std::string, Expected> by_role = {
      {"front_desk", {"", "", "", "forbidden"}},
      {"clinician", {"", "", "", "forbidden"}},
      {"supervisor", {"", "", "", "forbidden"}},
      {"prescriber", {"", "", "", "forbidden"}},
      {"biller", {"", "forbidden", "", "forbidden"}},
      {"privacy_officer", {"", "forbidden", "", "forbidden"}},
      {"administrator", {"forbidden", "forbidden", "", ""}}};
  for (const auto& [role, expected] : by_role) {
    INFO(role);
    for (const wire::Station station : {wire::Station::kFrontDesk, wire::Station::kTherapyRoom}) {
      Book book;
      check_all(ask_all(book, role, station), expected);
    }
    Book book;
    check_all(ask_all(book, role, wire::Station::kLobby),
              {"wrong_station", "wrong_station", "wrong_station", "wrong_station"});
  }
}

TEST_CASE("without a session nothing of the book is shown or changed") {
  Book book;
  check_all(ask_all(book, "", wire::Station::kFrontDesk),
            {"not_signed_in", "not_signed_in", "not_signed_in", "not_signed_in"});
  Book lobby;
  check_all(ask_all(lobby, "", wire::Station::kLobby),
            {"wrong_station", "wrong_station", "wrong_station", "wrong_station"});
}

TEST_CASE("every change is one event and one line to the terminals, and names nobody") {
  Book book;
  http::LiveEvents live(*book.box.ledger);
  const Appointment first = book.booked("2026-11-24T10:00");
  const Appointment second = book.booked("2026-11-24T12:00");
  const Appointment third = book.booked("2026-11-24T14:00");
  struct Change {
    const char* action;
    const char* detail;
    std::function<Result<Appointment>()> run;
  };
  Appointment now = first;
  const std::vector<Change> changes = {
      {"appointment.book", "new -> scheduled",
       [&] { return book.try_book(book.booking("2026-11-24T16:00")); }},
      {"appointment.walk_in", "new -> arrived",
       [&] { return book.change(&appointments::walk_in, book.booking("2026-11-24T08:00")); }},
      {"appointment.mark", "scheduled -> arrived",
       [&] { return book.try_mark(now, AppointmentState::kArrived, ""); }},
      {"appointment.undo", "arrived -> scheduled; with a reason",
       [&] { return book.try_undo(now, "Ana Petrov was not here"); }},
      {"appointment.assign", "scheduled -> scheduled",
       [&] { return book.try_assign(now, kBrandt, book.room_2); }},
      {"appointment.cancel", "scheduled -> cancelled_by_clinic; 120 minutes before; with a reason",
       [&] { return book.try_cancel(second, contract::CancelledBy::kClinic, "Petrov is ill"); }},
  };
  for (const Change& change : changes) {
    INFO(change.action);
    const std::int64_t head = book.box.ledger->head().number;
    std::int64_t heard = live.newest();
    const Appointment after = change.run().value();
    if (after.id == first.id) now = after;
    const auto events = events_since(book, head);
    REQUIRE(events.size() == 1);
    CHECK(events[0].action == change.action);
    CHECK(events[0].detail == change.detail);
    CHECK(events[0].client == book.ana);
    CHECK(events[0].record == audit::as_record(after.id));
    CHECK(events[0].reason.empty());
    const auto lines = live.read(Book::desk(), heard, book.box.clock.now()).value();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].kind == api::live::Kind::kDayChanged);
    CHECK(lines[0].record == audit::as_record(after.id));
  }
  // A move is two: the one that goes and the one that comes.
  const std::int64_t head = book.box.ledger->head().number;
  std::int64_t heard = live.newest();
  const Appointment moved = book.try_move(book.moving(third, "2026-11-25T14:00")).value();
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 2);
  CHECK(events[0].action == "appointment.move");
  CHECK(events[0].detail == "scheduled -> rescheduled; moved to " + moved.id.text());
  CHECK(events[1].action == "appointment.book");
  CHECK(live.read(Book::desk(), heard, book.box.clock.now())->size() == 2);
}

TEST_CASE("a refused change leaves no event, no step and no line") {
  Book book;
  http::LiveEvents live(*book.box.ledger);
  const Appointment made = book.booked("2026-11-24T10:00");
  const std::int64_t head = book.box.ledger->head().number;
  const std::int64_t heard = live.newest();
  CHECK_FALSE(book.try_book(book.booking("2026-11-24T10:30")).ok());
  CHECK_FALSE(book.try_mark(made, AppointmentState::kCheckedOut).ok());
  CHECK_FALSE(book.try_move(book.moving(made, "2026-11-24T10:00")).ok());
  CHECK(book.box.ledger->head().number == head);
  CHECK(live.newest() == heard);
  CHECK(book.history_of(made.id).size() == 1);
}

TEST_CASE("what was booked is there after a restart, and tells who sees whom that day") {
  Book book;
  book.booked("2026-11-24T10:00");
  book.box.reopen();
  CHECK(book.read<bool>([&](store::ReadTxn& txn) {
    return appointments::appointments_on(txn, parse_date("2026-11-24").value()).size() == 1;
  }));
  CHECK(book.read<bool>([&](store::ReadTxn& txn) {
    const LocalDate day = parse_date("2026-11-24").value();
    return appointments::sees_client_on(txn, kBrandt, book.ana, day) &&
           !appointments::sees_client_on(txn, kReyes, book.ana, day) &&
           !appointments::sees_client_on(txn, kBrandt, book.sam, day);
  }));
}
