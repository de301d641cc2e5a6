// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/queue_tokens.h"
#include "tests/features/appointments/book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

using State = AppointmentState;

const std::string kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";

std::set<std::string> every_token() {
  std::set<std::string> all;
  for (const char letter : kLetters) {
    for (int number = 1; number <= 99; ++number) all.insert(letter + std::to_string(number));
  }
  return all;
}

// A capital letter that nobody takes for a figure, and a number without a leading zero.
bool looks_like_a_token(const std::string& text, std::size_t figures) {
  if (text.size() != 1 + figures || kLetters.find(text[0]) == std::string::npos) return false;
  const auto is_figure = [](char one) { return one >= '0' && one <= '9'; };
  return text[1] != '0' && std::all_of(text.begin() + 1, text.end(), is_figure);
}

Appointment arrived_at(Book& book, const char* start) {
  return book.try_mark(book.booked(start, 5), State::kArrived).value();
}

}  // namespace

TEST_CASE("tokens are a letter and a figure until 207 are used, then two figures, then none") {
  SeededRandom random(7);
  std::set<std::string> used;
  for (int i = 0; i < 207; ++i) {
    const auto token = appointments::draw_token(used, random);
    REQUIRE(token.has_value());
    CHECK(looks_like_a_token(*token, 1));
    CHECK(used.insert(*token).second);
  }
  const auto longer = appointments::draw_token(used, random);
  REQUIRE(longer.has_value());
  CHECK(looks_like_a_token(*longer, 2));
  // All but one, and then that one.
  used = every_token();
  REQUIRE(used.size() == 207 + 2070);
  used.erase("K57");
  CHECK(appointments::draw_token(used, random) == "K57");
  used.insert("K57");
  CHECK_FALSE(appointments::draw_token(used, random).has_value());
}

TEST_CASE("every token is drawn, and none much more often than another") {
  SeededRandom random(3);
  std::map<std::string, int> drawn;
  for (int i = 0; i < 4'140; ++i) ++drawn[appointments::draw_token({}, random).value()];
  REQUIRE(drawn.size() == 207);
  // Twenty each are to be expected; fifty are six deviations away.
  for (const auto& [token, times] : drawn) {
    INFO(token);
    CHECK(times < 50);
  }
}

TEST_CASE("a token comes with the arrival, stays with every step, and is shown on the board") {
  Book book;
  Appointment visit = book.booked("2026-11-24T10:00");
  CHECK_FALSE(visit.queue_token.has_value());
  visit = book.try_mark(visit, State::kConfirmed).value();
  CHECK_FALSE(visit.queue_token.has_value());
  visit = book.try_mark(visit, State::kArrived).value();
  REQUIRE(visit.queue_token.has_value());
  CHECK(looks_like_a_token(*visit.queue_token, 1));
  const std::string token = *visit.queue_token;
  for (const State state : {State::kRoomed, State::kInSession, State::kCheckedOut}) {
    visit = book.try_mark(visit, state).value();
    CHECK(visit.queue_token == token);
  }
  const auto day = book.answer(contract::day, contract::DayRequest{});
  REQUIRE(day.items.size() == 1);
  CHECK(day.items[0].appointment.queue_token == token);
}

TEST_CASE("an arrival that is taken back keeps its token for when the client comes") {
  Book book;
  const Appointment came = arrived_at(book, "2026-11-24T10:00");
  const Appointment gone = book.try_undo(came).value();
  CHECK(gone.queue_token == came.queue_token);
  CHECK(book.try_mark(gone, State::kArrived)->queue_token == came.queue_token);
}

TEST_CASE("a walk-in has one at once, and two people of one day never have the same") {
  Book book;
  std::set<std::string> tokens;
  std::chrono::minutes start{8 * 60};
  for (int i = 0; i < 40; ++i, start += std::chrono::minutes(5)) {
    contract::BookRequest request = book.booking("2026-11-24T00:00", 5);
    request.start += start;
    const Appointment came = book.change(&appointments::walk_in, request).value();
    REQUIRE(came.queue_token.has_value());
    CHECK(tokens.insert(*came.queue_token).second);
  }
}

TEST_CASE("the same token comes again on another day, and an arrival in arrears has none") {
  Book book;
  arrived_at(book, "2026-11-24T10:00");
  const Appointment forgotten = book.booked("2026-11-24T11:00");
  book.box.clock.advance(std::chrono::hours(24));
  CHECK_FALSE(book.try_mark(forgotten, State::kArrived)->queue_token.has_value());
  // What was used yesterday is free today: the day's tokens are its own.
  const auto used = [&](const char* day) {
    return book.read<std::set<std::string>>([&](store::ReadTxn& txn) {
      std::set<std::string> tokens;
      for (const Appointment& one : appointments::appointments_on(txn, parse_date(day).value())) {
        if (one.queue_token) tokens.insert(*one.queue_token);
      }
      return tokens;
    });
  };
  CHECK(used("2026-11-24").size() == 1);
  arrived_at(book, "2026-11-25T10:00");
  CHECK(used("2026-11-25").size() == 1);
}

TEST_CASE("a clinic that has used every token of the day goes on without") {
  Book book;
  const auto used_up = book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
    const contract::BookRequest request = book.booking("2026-11-24T00:00", 5);
    for (const std::string& token : every_token()) {
      Appointment old;
      old.id = book.new_id<AppointmentId>();
      old.revision = 1;
      old.client = book.ana;
      old.clinician = kBrandt;
      old.service = request.service;
      old.start = request.start;
      old.minutes = 5;
      old.zone = "America/New_York";
      old.state = State::kNoShow;
      old.queue_token = token;
      appointments::insert_appointment(txn, old, old.end_time);
    }
    txn.record({.action = "appointment.book"});
    return true;
  });
  REQUIRE(used_up.ok());
  const Appointment came = arrived_at(book, "2026-11-24T10:00");
  CHECK(came.state == State::kArrived);
  CHECK_FALSE(came.queue_token.has_value());
}

TEST_CASE("the event of an arrival does not hold the token") {
  Book book;
  const std::int64_t before = book.box.ledger->head().number;
  const Appointment came = arrived_at(book, "2026-11-24T10:00");
  for (const audit::Event& event : events_since(book, before)) {
    CHECK(event.detail.find(*came.queue_token) == std::string::npos);
  }
}

TEST_CASE("a card calls the client what the clinic's rules say, and speaks their language") {
  Book book;
  const Appointment visit = book.booked("2026-11-24T10:00");
  const auto card = [&] {
    const auto day = book.answer(contract::day, contract::DayRequest{});
    REQUIRE(day.items.size() == 1);
    CHECK(day.items[0].client_name == "Petrov, Ana");
    CHECK(day.items[0].language == api::clients::SpokenLanguage::kEnglish);
    return day.items[0].card_name;
  };
  const auto choose = [&](setup::CardName name) {
    REQUIRE(code_in(book.ask(setup::set_rules, {1440, 24, name}, "administrator")).empty());
  };
  CHECK(card() == "Ana P.");
  choose(setup::CardName::kInitials);
  CHECK(card() == "A. P.");
  choose(setup::CardName::kQueueToken);
  CHECK(card() == "A. P.");  // not here yet, so there is no number
  const std::string token = *book.try_mark(visit, State::kArrived)->queue_token;
  CHECK(card() == token);
}

TEST_CASE("who was marked as arrived by mistake is moved the same day, without that number") {
  Book book;
  const Appointment arrived = arrived_at(book, "2026-11-24T10:00");
  REQUIRE(arrived.queue_token.has_value());
  const Appointment back = book.try_undo(arrived).value();
  const Appointment moved = book.try_move(book.moving(back, "2026-11-24T10:30")).value();
  CHECK_FALSE(moved.queue_token.has_value());
  const Appointment again = book.try_move(book.moving(moved, "2026-11-25T10:30")).value();
  CHECK_FALSE(again.queue_token.has_value());
  // Whoever comes then gets a number of that day.
  const Appointment here = book.try_move(book.moving(again, "2026-11-24T11:00")).value();
  const auto token = book.try_mark(here, State::kArrived).value().queue_token;
  REQUIRE(token.has_value());
  CHECK(token != arrived.queue_token);
}
