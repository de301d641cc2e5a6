// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

using State = AppointmentState;

// How an appointment booked for today, 10:00, comes into a state, by what people do at the desk.
const std::vector<std::pair<State, std::vector<State>>> kWays = {
    {State::kScheduled, {}},
    {State::kConfirmed, {State::kConfirmed}},
    {State::kArrived, {State::kArrived}},
    {State::kRoomed, {State::kArrived, State::kRoomed}},
    {State::kInSession, {State::kArrived, State::kInSession}},
    {State::kCheckedOut, {State::kArrived, State::kInSession, State::kCheckedOut}},
    {State::kNoShow, {State::kNoShow}},
    {State::kLeftWithoutBeingSeen, {State::kArrived, State::kLeftWithoutBeingSeen}},
    {State::kEnteredInError, {State::kEnteredInError}},
};

Appointment brought_to(Book& book, State state) {
  Appointment appointment = book.booked("2026-11-24T10:00");
  switch (state) {
    case State::kCancelledByClinic:
      return book.try_cancel(appointment, contract::CancelledBy::kClinic).value();
    case State::kLateCancelled:
      return book.try_cancel(appointment, contract::CancelledBy::kClient).value();
    case State::kRescheduled:
      REQUIRE(book.try_move(book.moving(appointment, "2026-11-26T10:00")).ok());
      return book.stored(appointment.id);
    case State::kScheduled:
    case State::kConfirmed:
    case State::kArrived:
    case State::kRoomed:
    case State::kInSession:
    case State::kCheckedOut:
    case State::kCancelledByClient:
    case State::kNoShow:
    case State::kLeftWithoutBeingSeen:
    case State::kEnteredInError:
      break;
  }
  for (const auto& [end, way] : kWays) {
    if (end != state) continue;
    for (const State step : way) appointment = book.try_mark(appointment, step).value();
  }
  return appointment;
}

// Which states may be marked from which, written by hand from what the clinic does.
const std::vector<std::pair<State, std::vector<State>>> kMayFollow = {
    {State::kScheduled,
     {State::kConfirmed, State::kArrived, State::kNoShow, State::kEnteredInError}},
    {State::kConfirmed, {State::kArrived, State::kNoShow, State::kEnteredInError}},
    {State::kArrived,
     {State::kRoomed, State::kInSession, State::kLeftWithoutBeingSeen, State::kEnteredInError}},
    {State::kRoomed, {State::kInSession, State::kLeftWithoutBeingSeen, State::kEnteredInError}},
    {State::kInSession, {State::kCheckedOut, State::kEnteredInError}},
    {State::kCheckedOut, {State::kEnteredInError}},
    {State::kCancelledByClinic, {}},
    {State::kLateCancelled, {}},
    {State::kNoShow, {}},
    {State::kLeftWithoutBeingSeen, {}},
    {State::kEnteredInError, {}},
    {State::kRescheduled, {}},
};

const std::vector<State> kMarked = {State::kConfirmed,
                                    State::kArrived,
                                    State::kRoomed,
                                    State::kInSession,
                                    State::kCheckedOut,
                                    State::kNoShow,
                                    State::kLeftWithoutBeingSeen,
                                    State::kEnteredInError};

}  // namespace

TEST_CASE("from every state exactly the states that follow it can be marked") {
  for (const auto& [from, followers] : kMayFollow) {
    for (const State to : kMarked) {
      Book book;
      const Appointment before = brought_to(book, from);
      REQUIRE(before.state == from);
      const bool may = std::find(followers.begin(), followers.end(), to) != followers.end();
      const Result<Appointment> after = book.try_mark(before, to);
      INFO(wire::word_of(from) << " -> " << wire::word_of(to));
      CHECK(after.ok() == may);
      if (may) {
        CHECK(after->state == to);
        CHECK(after->revision == before.revision + 1);
        CHECK(book.stored(before.id).state == to);
      } else {
        CHECK(after.error().code == ErrorCode::kWrongState);
        CHECK(book.stored(before.id).revision == before.revision);
      }
    }
  }
}

TEST_CASE("every step can be taken back with a reason, to the state before and its time") {
  for (const auto& [state, followers] : kMayFollow) {
    if (state == State::kScheduled || state == State::kRescheduled) continue;
    Book book;
    const Appointment before = brought_to(book, state);
    const auto history = book.history_of(before.id);
    book.box.clock.advance(std::chrono::minutes(7));
    const Appointment after = book.try_undo(before, "pressed the wrong one").value();
    INFO(wire::word_of(state));
    CHECK(after.state == history[history.size() - 2].to);
    CHECK(after.state_since == utc("2026-11-24T15:00:00.000Z"));
    const auto entry = book.history_of(before.id).back();
    CHECK(entry.step == contract::Step::kUndo);
    CHECK(entry.reason == "pressed the wrong one");
    CHECK(entry.from == state);
  }
}

TEST_CASE("step by step all the way back, and no further than the booking") {
  Book book;
  Appointment now = book.booked("2026-11-24T10:00");
  for (const State state : {State::kConfirmed, State::kArrived, State::kRoomed, State::kInSession,
                            State::kCheckedOut}) {
    now = book.try_mark(now, state).value();
  }
  for (const State state :
       {State::kInSession, State::kRoomed, State::kArrived, State::kConfirmed, State::kScheduled}) {
    now = book.try_undo(now).value();
    CHECK(now.state == state);
  }
  CHECK_FALSE(now.arrived_at.has_value());
  CHECK(book.try_undo(now).error().code == ErrorCode::kWrongState);
  CHECK(book.history_of(now.id).size() == 11);
}

TEST_CASE("a walk-in has nothing before its arrival") {
  Book book;
  const Appointment made =
      book.change(&appointments::walk_in, book.booking("2026-11-24T10:00")).value();
  CHECK(book.try_undo(made).error().code == ErrorCode::kWrongState);
}

TEST_CASE("taking back needs words, and so do a cancellation by the clinic and an error") {
  Book book;
  const Appointment made = book.booked("2026-11-24T10:00");
  CHECK(book.try_cancel(made, contract::CancelledBy::kClinic, "").error().field == "reason");
  CHECK(book.try_mark(made, State::kEnteredInError, "").error().field == "reason");
  const contract::UndoRequest silent{made.id, 1, ""};
  CHECK(code_in(book.ask(contract::undo, silent)) == "out_of_range");
  const contract::UndoRequest longest{made.id, 1, std::string(200, 'a')};
  CHECK(code_in(book.ask(contract::undo, longest)) == "wrong_state");
  const contract::UndoRequest too_long{made.id, 1, std::string(201, 'a')};
  CHECK(code_in(book.ask(contract::undo, too_long)) == "out_of_range");
}

TEST_CASE("a client who cancels with less than the clinic's notice cancels late") {
  const auto cancelled_at = [](const char* now, std::int64_t notice) {
    Book book("2026-11-20T15:00:00.000Z");
    REQUIRE(code_in(book.ask(setup::set_rules, {notice}, "administrator")).empty());
    const Appointment made = book.booked("2026-12-01T10:00");
    book.box.clock.set(utc(now));
    return book.try_cancel(made, contract::CancelledBy::kClient, "").value();
  };
  const Appointment in_time = cancelled_at("2026-11-30T15:00:00.000Z", 1440);
  CHECK(in_time.state == State::kCancelledByClient);
  CHECK(in_time.notice_minutes == 1440);
  const Appointment late = cancelled_at("2026-11-30T15:00:00.001Z", 1440);
  CHECK(late.state == State::kLateCancelled);
  CHECK(late.notice_minutes == 1439);
  CHECK(cancelled_at("2026-12-01T14:59:00.000Z", 0).state == State::kCancelledByClient);
  CHECK(cancelled_at("2026-11-25T15:00:00.000Z", 10080).state == State::kLateCancelled);
}

TEST_CASE("what is cancelled, missed or a mistake does not hold its time") {
  for (const State state : {State::kCancelledByClinic, State::kLateCancelled, State::kNoShow,
                            State::kLeftWithoutBeingSeen, State::kEnteredInError}) {
    Book book;
    const Appointment gone = brought_to(book, state);
    INFO(wire::word_of(state));
    CHECK(book.try_book(book.booking("2026-11-24T10:00")).ok());
    // And so it cannot come back while somebody else has the time.
    CHECK(book.try_undo(gone).error().code == ErrorCode::kTaken);
  }
}

TEST_CASE("a move is taken back: the new visit is a mistake, and the old one as it was") {
  Book book;
  const Appointment confirmed =
      book.try_mark(book.booked("2026-11-24T10:00"), State::kConfirmed).value();
  // Over its own old time: what is taken out does not stand in the way.
  const Appointment moved = book.try_move(book.moving(confirmed, "2026-11-24T10:30")).value();
  if (GENERATE(false, true)) REQUIRE(book.try_mark(moved, State::kConfirmed).ok());
  const State stood = book.stored(moved.id).state;
  const Appointment again = book.try_undo(book.stored(confirmed.id), "the other day").value();
  CHECK(again.state == State::kConfirmed);
  CHECK(again.start == confirmed.start);
  CHECK_FALSE(again.moved_to.has_value());
  CHECK(book.stored(moved.id).state == State::kEnteredInError);
  const auto out = book.history_of(moved.id).back();
  CHECK(out.from == stood);
  CHECK(out.to == State::kEnteredInError);
  CHECK(out.reason == "the other day");
  const auto back = book.history_of(confirmed.id).back();
  CHECK(back.step == contract::Step::kUndo);
  CHECK(back.from == State::kRescheduled);
  CHECK(back.reason == "the other day");
  // The time that it had been moved to is free.
  contract::BookRequest other = book.booking("2026-11-24T11:00");
  CHECK(book.try_book(other).ok());
  // And it can be moved anew.
  CHECK(book.try_move(book.moving(again, "2026-11-26T10:00")).ok());
}

TEST_CASE("what is taken out and what comes back are both in the chain") {
  Book book;
  const Appointment old = book.booked("2026-11-24T10:00");
  REQUIRE(book.try_move(book.moving(old, "2026-11-26T10:00")).ok());
  const std::int64_t before = book.box.ledger->head().number;
  REQUIRE(book.try_undo(book.stored(old.id)).ok());
  std::vector<std::string> actions;
  for (const audit::Event& event : events_since(book, before)) actions.push_back(event.action);
  CHECK(actions == std::vector<std::string>{"appointment.mark", "appointment.undo"});
}

TEST_CASE("a move is not taken back while somebody else has the old time") {
  Book book;
  const Appointment old = book.booked("2026-11-24T10:00");
  const Appointment moved = book.try_move(book.moving(old, "2026-11-26T10:00")).value();
  contract::BookRequest other = book.booking("2026-11-24T10:00");
  other.client = book.sam;
  REQUIRE(book.try_book(other).ok());
  CHECK(book.try_undo(book.stored(old.id)).error().code == ErrorCode::kTaken);
  // All of it or nothing: the new one stands.
  CHECK(book.stored(moved.id).state == State::kScheduled);
  CHECK(book.stored(moved.id).revision == 1);
  CHECK(book.stored(old.id).state == State::kRescheduled);
}

TEST_CASE("a move is taken back once the new appointment was cancelled, which stays so") {
  Book book;
  const Appointment old = book.booked("2026-11-24T10:00");
  const Appointment moved = book.try_move(book.moving(old, "2026-11-26T10:00")).value();
  REQUIRE(book.try_cancel(moved, contract::CancelledBy::kClinic).ok());
  CHECK(book.try_undo(book.stored(old.id)).value().state == State::kScheduled);
  CHECK(book.stored(moved.id).state == State::kCancelledByClinic);
}

TEST_CASE("a move is not taken back once the new appointment was moved on or has arrived") {
  Book book;
  const Appointment old = book.booked("2026-11-25T10:00");
  const Appointment moved = book.try_move(book.moving(old, "2026-11-24T12:00")).value();
  const Error refused{ErrorCode::kWrongState, "appointment",
                      "the appointment that it was moved to still stands"};
  if (GENERATE(false, true)) {
    REQUIRE(book.try_mark(moved, State::kArrived).ok());
  } else {
    REQUIRE(book.try_move(book.moving(moved, "2026-11-26T10:00")).ok());
  }
  CHECK(book.try_undo(book.stored(old.id)).error() == refused);
  CHECK(book.stored(old.id).state == State::kRescheduled);
}

TEST_CASE("two moves are taken back one after the other, the last one first") {
  Book book;
  const Appointment first = book.booked("2026-11-24T10:00");
  const Appointment second = book.try_move(book.moving(first, "2026-11-25T10:00")).value();
  REQUIRE(book.try_move(book.moving(second, "2026-11-26T10:00")).ok());
  REQUIRE(book.try_undo(book.stored(second.id)).ok());
  CHECK(book.try_undo(book.stored(first.id)).value().state == State::kScheduled);
  CHECK(book.stored(second.id).state == State::kEnteredInError);
}

TEST_CASE("nobody arrives before the day, and nobody fails to come before the start") {
  Book book("2026-11-24T04:59:59.999Z");  // a moment before midnight in New York
  const Appointment made = book.booked("2026-11-24T10:00");
  CHECK(book.try_mark(made, State::kArrived).error().code == ErrorCode::kWrongState);
  book.box.clock.set(utc("2026-11-24T05:00:00.000Z"));
  CHECK(book.try_mark(made, State::kNoShow).error().code == ErrorCode::kWrongState);
  book.box.clock.set(utc("2026-11-24T14:59:59.999Z"));
  CHECK(book.try_mark(made, State::kNoShow).error().code == ErrorCode::kWrongState);
  book.box.clock.set(utc("2026-11-24T15:00:00.000Z"));
  CHECK(book.try_mark(made, State::kNoShow).ok());
  const Appointment other = book.booked("2026-11-24T12:00");
  CHECK(book.try_mark(other, State::kArrived).ok());
}

TEST_CASE("states that have a route of their own are not marked") {
  Book book;
  const Appointment made = book.booked("2026-11-24T10:00");
  for (const State state : {State::kScheduled, State::kCancelledByClient, State::kLateCancelled,
                            State::kCancelledByClinic, State::kRescheduled}) {
    CHECK(book.try_mark(made, state).error() ==
          Error{ErrorCode::kOutOfRange, "state", "that state is not marked: it has its own way"});
  }
}

TEST_CASE("every step is kept with who, when, where and why") {
  Book book;
  const Appointment made = book.booked("2026-11-24T10:00");
  book.box.clock.advance(std::chrono::minutes(2));
  REQUIRE(book.try_mark(made, State::kArrived, "came early").ok());
  const auto history = book.history_of(made.id);
  REQUIRE(history.size() == 2);
  CHECK(history[0].step == contract::Step::kBook);
  CHECK_FALSE(history[0].from.has_value());
  CHECK(history[1].at == utc("2026-11-24T15:02:00.000Z"));
  CHECK(history[1].from == State::kScheduled);
  CHECK(history[1].to == State::kArrived);
  CHECK(history[1].person_name == "M. Ortiz");
  CHECK(history[1].terminal_name == "Desk 1");
  CHECK(history[1].reason == "came early");
}

TEST_CASE("an appointment has at most 200 steps") {
  Book book;
  Appointment now = book.booked("2026-11-24T10:00");
  for (int step = 2; step <= 200; step += 2) {
    now = book.try_mark(now, State::kConfirmed).value();
    if (step < 200) now = book.try_undo(now).value();
  }
  REQUIRE(now.revision == 200);
  CHECK(book.history_of(now.id).size() == 200);
  CHECK(book.try_undo(now).error().code == ErrorCode::kTooMany);
}

TEST_CASE("in the lobby a client arrives only for what is open and today's") {
  Book book;
  const Appointment today = book.booked("2026-11-24T11:00");
  const Appointment tomorrow = book.booked("2026-11-25T11:00");
  const access::Principal lobby = Book::terminal(wire::Station::kLobby);
  const auto arrive = [&](const AppointmentId& id) {
    return book.write<Appointment>(lobby, [&](audit::WriteTxn& txn) {
      return appointments::arrive_in_lobby(lobby, id, txn, book.site);
    });
  };
  CHECK(arrive(tomorrow.id).error().code == ErrorCode::kWrongState);
  CHECK(arrive(id_of<AppointmentId>(99)).error().code == ErrorCode::kWrongState);
  CHECK(arrive(today.id).value().state == State::kArrived);
  CHECK(arrive(today.id).error().code == ErrorCode::kWrongState);
  const auto entry = book.history_of(today.id).back();
  CHECK(entry.person_name.empty());
  CHECK(entry.terminal_name == "Desk 1");
}
