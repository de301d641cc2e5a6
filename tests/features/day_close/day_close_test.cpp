// SPDX-License-Identifier: Apache-2.0
#include "server/features/day_close/day_close.h"

#include <catch2/catch.hpp>
#include <map>

#include "tests/features/appointments/meeting_book.h"

using namespace alcove;
using namespace alcove::testing;
namespace closing = alcove::api::day_close;
using closing::OpenKind;
using Written = day_close::Others::Written;

namespace {

LocalDate day(const char* text) {
  return parse_date(text).value();
}

// A book (Tuesday, 24 November 2026, ten in the morning) whose days can be closed. What is written
// about a visit, and how many alerts wait, is the test's to say.
struct Closing : MeetingBook {
  Closing() { close.add_routes(router); }

  Appointment brought_to(const char* start, const std::vector<AppointmentState>& way) {
    Appointment visit = booked(start, 30);
    for (const AppointmentState state : way) visit = try_mark(visit, state).value();
    return visit;
  }
  Appointment seen(const char* start) {
    return brought_to(start, {AppointmentState::kArrived, AppointmentState::kInSession,
                              AppointmentState::kCheckedOut});
  }
  closing::LookReply look(std::optional<LocalDate> when = std::nullopt) {
    return answer(closing::look, closing::LookRequest{when});
  }
  Result<closing::Closing> try_close(const char* when, std::int64_t base, std::string reason,
                                     const access::Principal& who = desk()) {
    return write<closing::Closing>(who, [&](audit::WriteTxn& txn) {
      return close.close(who, {day(when), base, std::move(reason)}, txn);
    });
  }
  Result<closing::Closing> try_reopen(const char* when, std::int64_t base, std::string reason) {
    return write<closing::Closing>(desk(), [&](audit::WriteTxn& txn) {
      return close.reopen(desk(), {day(when), base, std::move(reason)}, txn);
    });
  }

  std::map<AppointmentId, Written> written;
  StaffId author = kBrandt;  // of all of them
  std::int64_t alerts = 0;
  day_close::DayClose close{
      *box.ledger,
      site,
      {.written =
           [this](store::ReadTxn&, const AppointmentId& visit, const StaffId& who) {
             return who == author ? written[visit] : Written::kNothing;
           },
       .alerts = [this](store::ReadTxn&) { return alerts; }}};
};

std::string said(const Result<closing::Closing>& result) {
  if (result) return {};
  return std::string(error_code_word(result.error().code)) + " " + result.error().field + ": " +
         result.error().detail;
}

}  // namespace

TEST_CASE("what is open: no outcome after its time, not checked out, no note, a draft") {
  Closing book;
  book.booked("2026-11-24T09:00", 30);
  book.booked("2026-11-24T09:30", 30);  // ends now: its time is over
  book.booked("2026-11-24T10:00", 30);  // is to come
  book.brought_to("2026-11-24T08:00", {AppointmentState::kArrived});
  book.brought_to("2026-11-24T08:30", {AppointmentState::kArrived, AppointmentState::kInSession});
  book.seen("2026-11-24T07:00");
  const Appointment draft = book.seen("2026-11-24T07:30");
  const Appointment done = book.seen("2026-11-24T06:00");
  book.written[draft.id] = Written::kDraft;
  book.written[done.id] = Written::kSigned;
  book.brought_to("2026-11-24T06:30", {AppointmentState::kNoShow});
  const closing::LookReply reply = book.look();
  CHECK(reply.count == 6);
  REQUIRE(reply.items.size() == 6);
  const std::vector<OpenKind> kinds = {OpenKind::kNoNote,        OpenKind::kNoteInDraft,
                                       OpenKind::kNotCheckedOut, OpenKind::kNotCheckedOut,
                                       OpenKind::kNoOutcome,     OpenKind::kNoOutcome};
  for (std::size_t i = 0; i < kinds.size(); ++i) CHECK(reply.items[i].kind == kinds[i]);
  CHECK(reply.items[0].client_name == "Petrov, Ana");
  CHECK(reply.items[0].clinician_name == "L. Brandt");
  CHECK(reply.items[0].start == at("2026-11-24T07:00"));
  CHECK(reply.closing.revision == 0);
  CHECK_FALSE(reply.closing.closed);
}

TEST_CASE("of a session of several each place is open by itself, until one who leads has signed") {
  Closing book;
  auto request = book.family("2026-11-24T10:00");
  request.clinicians = {kBrandt, kReyes};
  const contract::Meeting meeting = book.try_meet(request).value();
  std::vector<AppointmentId> places;
  for (const ClientId& client : {book.ana, book.sam}) {
    Appointment place = book.place_of(meeting.id, client);
    places.push_back(place.id);
    for (const AppointmentState state : {AppointmentState::kArrived, AppointmentState::kInSession,
                                         AppointmentState::kCheckedOut}) {
      place = book.try_mark(place, state).value();
    }
  }
  CHECK(book.look().count == 2);
  book.author = kReyes;
  book.written[places[0]] = Written::kSigned;
  book.written[places[1]] = Written::kDraft;
  const closing::LookReply reply = book.look();
  REQUIRE(reply.items.size() == 1);
  CHECK(reply.items[0].appointment == places[1]);
  CHECK(reply.items[0].kind == OpenKind::kNoteInDraft);
  book.author = id_of<StaffId>(99);  // who has nothing to do with it
  CHECK(book.look().count == 2);
}

TEST_CASE("no day is closed while an alert waits, whatever reason is given, and it says how many") {
  Closing book;
  book.alerts = 2;
  CHECK(said(book.try_close("2026-11-24", 0, "everybody went home")) ==
        "wrong_state alerts: 2 safety alerts wait for an answer");
  CHECK(book.look().alerts == 2);
  book.alerts = 0;
  CHECK(book.try_close("2026-11-24", 0, "").ok());
}

TEST_CASE("other open things ask for a reason, and the closing keeps how many were left") {
  Closing book;
  book.booked("2026-11-24T09:00", 30);
  CHECK(said(book.try_close("2026-11-24", 0, "")) == "missing_field reason: 1 are still open");
  const closing::Closing closed = book.try_close("2026-11-24", 0, "asked Brandt").value();
  CHECK(closed.closed);
  CHECK(closed.revision == 1);
  CHECK(closed.left_open == 1);
  CHECK(closed.made->person_name == "M. Ortiz");
  const closing::LookReply reply = book.look();
  CHECK(reply.closing.closed);
  CHECK(reply.closing.reason == "asked Brandt");
  CHECK(reply.count == 1);
}

TEST_CASE("a day is not closed while visits are to come on it, whatever reason is given") {
  Closing book;
  const Appointment coming = book.booked("2026-11-24T09:15", 50);  // ends at 10:05, in five minutes
  CHECK(said(book.try_close("2026-11-24", 0, "going home")) ==
        "wrong_state day: 1 visits are to come");
  book.box.clock.advance(std::chrono::minutes(5));
  CHECK(said(book.try_close("2026-11-24", 0, "")) == "missing_field reason: 1 are still open");
  REQUIRE(book.try_mark(coming, AppointmentState::kNoShow).ok());
  CHECK(book.try_close("2026-11-24", 0, "").ok());
}

TEST_CASE("a closed day stops nothing in the book, and the next one opens all the same") {
  Closing book;
  REQUIRE(book.try_close("2026-11-24", 0, "").ok());
  CHECK(book.try_book(book.booking("2026-11-24T16:00")).ok());
  const Appointment late = book.booked("2026-11-24T09:00", 30);
  CHECK(book.try_mark(late, AppointmentState::kNoShow).ok());
  book.box.clock.set(utc("2026-11-25T15:00:00.000Z"));
  CHECK(book.try_book(book.booking("2026-11-25T11:00")).ok());
  book.box.clock.set(utc("2026-11-25T17:00:00.000Z"));
  CHECK(book.try_close("2026-11-25", 0, "asked Brandt").ok());
}

TEST_CASE("a closed day is opened again with a reason, each time a revision") {
  Closing book;
  CHECK(said(book.try_reopen("2026-11-24", 0, "early")) == "wrong_state day: it is not closed");
  REQUIRE(book.try_close("2026-11-24", 0, "").ok());
  CHECK(said(book.try_close("2026-11-24", 1, "")) == "wrong_state day: it is closed already");
  CHECK(said(book.try_reopen("2026-11-24", 0, "early")).starts_with("conflict base_revision"));
  CHECK(said(book.try_reopen("2026-11-24", 1, "")).starts_with("missing_field reason"));
  const closing::Closing open = book.try_reopen("2026-11-24", 1, "a walk-in came").value();
  CHECK_FALSE(open.closed);
  CHECK(open.revision == 2);
  CHECK(said(book.try_close("2026-11-24", 1, "")).starts_with("conflict base_revision"));
  CHECK(book.try_close("2026-11-24", 2, "").value().revision == 3);
}

TEST_CASE("a day is closed at most a hundred times") {
  Closing book;
  for (std::int64_t i = 0; i < 100; i += 2) {
    REQUIRE(book.try_close("2026-11-24", i, "").ok());
    REQUIRE(book.try_reopen("2026-11-24", i + 1, "once more").ok());
  }
  CHECK(said(book.try_close("2026-11-24", 100, "")).starts_with("too_many day"));
}

TEST_CASE("no day to come is closed, and none of more than a year ago") {
  Closing book;
  const std::string refused = "out_of_range day: a day of the last year, and not one to come";
  CHECK(said(book.try_close("2026-11-25", 0, "")) == refused);
  CHECK(said(book.try_close("2025-11-22", 0, "")) == refused);
  CHECK(said(book.try_close("2025-11-23", 0, "")).empty());
  CHECK(code_in(book.ask(closing::look, closing::LookRequest{day("2026-11-25")})) ==
        "out_of_range");
}

TEST_CASE("the latest day before that had visits and is not closed is named, a fortnight back") {
  Closing book;
  CHECK_FALSE(book.look().not_closed_before.has_value());
  book.booked("2026-11-10T09:00", 30);
  CHECK(book.look().not_closed_before == day("2026-11-10"));
  book.booked("2026-11-09T09:00", 30);
  book.booked("2026-11-20T09:00", 30);
  CHECK(book.look().not_closed_before == day("2026-11-20"));
  REQUIRE(book.try_close("2026-11-20", 0, "on paper").ok());
  CHECK(book.look().not_closed_before == day("2026-11-10"));
  REQUIRE(book.try_close("2026-11-10", 0, "on paper").ok());
  CHECK_FALSE(book.look().not_closed_before.has_value());
}

TEST_CASE("of more than four hundred open things all are counted and four hundred shown") {
  Closing book;
  book.booked("2026-11-24T09:00", 30);
  const auto added = book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
    txn.change(
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
           "INSERT INTO appointment SELECT randomblob(16), revision, client, clinician, room, "
           "service, day, start, minutes, zone, start_at, end_at, time_shifted, state, holds_time, "
           "state_since, arrived_at, walk_in, notice_minutes, moved_from, moved_to, holds_to, "
           "NULL, NULL, NULL, NULL, modality, resources FROM appointment, n")
        .execute();
    txn.record({.action = "test.copies"});
    return true;
  });
  REQUIRE(added.ok());
  CHECK(book.look().count == 401);
  CHECK(book.look().items.size() == 400);
}

TEST_CASE("whoever sees the book looks; the front desk and supervisors close and open again") {
  const std::string no = "forbidden";
  const std::map<std::string, std::pair<std::string, std::string>> by_role = {
      {"front_desk", {"", ""}},   {"supervisor", {"", ""}}, {"clinician", {"", no}},
      {"prescriber", {"", no}},   {"biller", {"", no}},     {"privacy_officer", {"", no}},
      {"administrator", {no, no}}};
  for (const auto& [role, may] : by_role) {
    INFO(role);
    Closing book;
    CHECK(code_in(book.ask(closing::look, closing::LookRequest{}, role)) == may.first);
    const closing::ChangeRequest close{day("2026-11-24"), 0, ""};
    CHECK(code_in(book.ask(closing::close, close, role)) == may.second);
    if (!may.second.empty()) REQUIRE(book.try_close("2026-11-24", 0, "").ok());
    const closing::ChangeRequest reopen{day("2026-11-24"), 1, "a walk-in"};
    CHECK(code_in(book.ask(closing::reopen, reopen, role)) == may.second);
  }
  Closing book;
  const access::Principal lobby = Book::terminal(wire::Station::kLobby);
  const closing::ChangeRequest change{day("2026-11-24"), 0, ""};
  CHECK(code_in(book.ask(closing::look, {}, "front_desk", lobby)) == "wrong_station");
  CHECK(code_in(book.ask(closing::close, change, "front_desk", lobby)) == "wrong_station");
  CHECK(code_in(book.ask(closing::reopen, change, "front_desk", lobby)) == "wrong_station");
  CHECK(code_in(book.ask(closing::look, {}, "")) == "not_signed_in");
  CHECK(code_in(book.ask(closing::close, change, "")) == "not_signed_in");
  CHECK(code_in(book.ask(closing::reopen, change, "")) == "not_signed_in");
}

TEST_CASE("each is an event without the words of the reason") {
  Closing book;
  book.booked("2026-11-24T09:00", 30);
  const std::int64_t head = book.box.ledger->head().number;
  book.look();
  REQUIRE(book.try_close("2026-11-24", 0, "Petrov never called").ok());
  REQUIRE(book.try_reopen("2026-11-24", 1, "Petrov called").ok());
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 3);
  CHECK(events[0].action == "day.look_open");
  CHECK(events[0].detail.starts_with("2026-11-24; 1 open; records "));
  CHECK(events[1].action == "day.close");
  CHECK(events[1].detail == "2026-11-24; revision 1; 1 left open; with a reason");
  CHECK(events[2].action == "day.reopen");
  CHECK(events[2].detail == "2026-11-24; revision 2; 0 left open; with a reason");
  CHECK(events[1].reason.empty());
}

TEST_CASE("the board says who closed a day and when, until it is opened again") {
  Closing book;
  book.site.closed = day_close::closed_on;
  const auto on = [&](const char* when) {
    return book.answer(contract::day, contract::DayRequest{day(when), std::nullopt}).closed;
  };
  CHECK_FALSE(on("2026-11-24"));
  REQUIRE(book.try_close("2026-11-24", 0, "").ok());
  REQUIRE(on("2026-11-24"));
  CHECK(on("2026-11-24")->person_name == Closing::desk().signed_in().display_name);
  CHECK(on("2026-11-24")->at == utc("2026-11-24T15:00:00.000Z"));
  CHECK_FALSE(on("2026-11-23"));
  REQUIRE(book.try_reopen("2026-11-24", 1, "one came late").ok());
  CHECK_FALSE(on("2026-11-24"));
}
