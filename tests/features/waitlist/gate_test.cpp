// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/features/waitlist/waiting_room.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

// Asks every route of the feature; the codes, by the last word of the path.
std::map<std::string, std::string> ask_all(WaitingRoom& room, const std::string& session,
                                           wire::Station station) {
  std::map<std::string, std::string> codes;
  const access::Principal from = Book::terminal(station, 7);
  const auto ask = [&](const auto& route, const auto& request) {
    const std::string path(route.path);
    codes[path.substr(path.rfind('/') + 1)] = code_in(room.ask(route, request, session, from));
  };
  const waits::Entry sam = room.waiting(room.sam);
  const waits::Offer first = room.offered(sam, "2026-12-01T10:00");
  ask(waits::set_entry, room.asking_for(room.ana));
  ask(waits::log_try, waits::TryRequest{sam.id, room.new_id<waits::WaitTryId>(), {}, {}, ""});
  ask(waits::decline_offer, waits::DeclineRequest{first.id, ""});
  if (!codes["decline_offer"].empty()) {
    REQUIRE(room.step(&waitlist::decline_offer, {first.id, ""}).ok());
  }
  ask(waits::offer, room.offering(sam, "2026-12-01T12:00"));
  const auto open = room.opened(sam.id).row.open_offer;
  const waits::Offer second = open ? *open : room.offered(sam, "2026-12-01T12:00");
  ask(waits::take_offer, waits::TakeRequest{second.id, room.new_id<AppointmentId>(), {}});
  if (!codes["take_offer"].empty()) REQUIRE(room.try_take(second).ok());
  ask(waits::reopen, waits::ReopenRequest{sam.id, 2, "fell through"});
  if (!codes["reopen"].empty()) {
    REQUIRE(room.step(&waitlist::reopen, {sam.id, 2, "fell through"}).ok());
  }
  ask(waits::close, waits::CloseRequest{sam.id, 3, waits::CloseHow::kNotWanted, ""});
  ask(waits::list, waits::ListRequest{});
  ask(waits::of_client, waits::OfClientRequest{room.sam});
  ask(waits::open, waits::OpenRequest{sam.id});
  ask(waits::matches, waits::MatchesRequest{kBrandt, at("2026-12-01T10:00"), 60});
  const LocalDate day = parse_date("2026-11-24").value();
  ask(waits::report, waits::ReportRequest{day, day});
  ask(waits::read_standards, wire::Nothing{});
  ask(waits::set_standards, waits::Standards{});
  return codes;
}

struct Expected {
  std::string read;  // who waits
  std::string write;
  std::string report;  // numbers, and nobody's name
  std::string standards;
  std::string setting;
};

void check_all(const std::map<std::string, std::string>& codes, const Expected& may) {
  CHECK(codes.size() == 14);
  for (const auto& [name, code] : codes) {
    INFO(name);
    if (name == "standards") {
      CHECK(code == may.standards);
    } else if (name == "set_standards") {
      CHECK(code == may.setting);
    } else if (name == "report") {
      CHECK(code == may.report);
    } else {
      const bool reads =
          name == "waiting" || name == "of_client" || name == "open" || name == "matches";
      CHECK(code == (reads ? may.read : may.write));
    }
  }
}

}  // namespace

TEST_CASE("each role at each station does with the waitlist exactly what the table says") {
  const std::string no = "forbidden";
  const std::map<std::string, Expected> by_role = {
      {"front_desk", {"", "", "", "", no}},   {"clinician", {"", "", "", "", no}},
      {"supervisor", {"", "", "", "", no}},   {"prescriber", {"", "", "", "", no}},
      {"biller", {no, no, "", "", no}},       {"privacy_officer", {"", no, "", "", no}},
      {"administrator", {no, no, no, "", ""}}};
  for (const auto& [role, may] : by_role) {
    INFO(role);
    for (const wire::Station station : {wire::Station::kFrontDesk, wire::Station::kTherapyRoom}) {
      WaitingRoom room;
      check_all(ask_all(room, role, station), may);
    }
  }
  const std::string wrong = "wrong_station";
  WaitingRoom lobby;
  check_all(ask_all(lobby, "front_desk", wire::Station::kLobby),
            {wrong, wrong, wrong, wrong, wrong});
  const std::string nobody = "not_signed_in";
  WaitingRoom signed_out;
  check_all(ask_all(signed_out, "", wire::Station::kFrontDesk),
            {nobody, nobody, nobody, nobody, nobody});
}

TEST_CASE("every change is one event with ids and words, and no note or reason is in it") {
  WaitingRoom room;
  http::LiveEvents live(*room.box.ledger);
  std::int64_t head = room.box.ledger->head().number;
  std::int64_t heard = live.newest();
  const auto last = [&] {
    const auto events = events_since(room, head);
    REQUIRE(events.size() == 1);
    head = room.box.ledger->head().number;
    CHECK(events[0].reason.empty());
    const auto lines = live.read(Book::desk(), heard, room.box.clock.now()).value();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].kind == api::live::Kind::kDayChanged);
    CHECK(lines[0].record == events[0].record);
    return events[0].action + " " + events[0].detail;
  };
  waits::SetRequest request = room.asking_for(room.ana, Priority::kUrgent);
  request.wish.note = "Petrov is afraid of her husband";
  const waits::Entry entry = room.step(&waitlist::set_entry, request).value();
  CHECK(last() == "waitlist.entry revision 1; urgent; risk usual; first contact 2026-11-23T09:00");
  REQUIRE(room.step(&waitlist::log_try, {entry.id, room.new_id<waits::WaitTryId>(),
                                         waits::Way::kPhone, waits::Outcome::kNoAnswer, "Petrov"})
              .ok());
  CHECK(last() == "waitlist.try phone: no_answer");
  const waits::Offer offer = room.offered(entry, "2026-12-01T10:00");
  CHECK(last() == "waitlist.offer " + offer.id.text() + ": 2026-12-01T10:00 for 55 minutes with " +
                      kBrandt.text() + "; until 2026-11-25T12:00");
  REQUIRE(room.step(&waitlist::decline_offer, {offer.id, "Petrov works"}).ok());
  CHECK(last() == "waitlist.decline " + offer.id.text() + "; with a reason");
  REQUIRE(room.step(&waitlist::close, {entry.id, 1, waits::CloseHow::kNotReached, "Petrov"}).ok());
  CHECK(last() == "waitlist.close not_reached; with a reason");
  REQUIRE(room.step(&waitlist::reopen, {entry.id, 2, "Petrov called"}).ok());
  CHECK(last() == "waitlist.reopen with a reason");
}

TEST_CASE("looking at the list is one event with the record numbers that were shown") {
  WaitingRoom room;
  room.waiting(room.ana);
  room.waiting(room.sam);
  const std::int64_t head = room.box.ledger->head().number;
  const auto rows = room.answer(waits::list, waits::ListRequest{}).items;
  REQUIRE(rows.size() == 2);
  const auto events = events_since(room, head);
  REQUIRE(events.size() == 1);
  CHECK(events[0].action == "waitlist.list");
  const auto numbers = std::minmax(rows[0].record_number, rows[1].record_number);
  CHECK(events[0].detail ==
        "2 shown; records " + std::to_string(numbers.first) + " " + std::to_string(numbers.second));
}
