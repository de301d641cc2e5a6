// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <catch2/catch.hpp>
#include <map>

#include "tests/features/absences/absence_book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

using gone::Outcome;

// Brandt is ill: Ana's two visits are cancelled, Sam's is given to Reyes.
struct Called : AbsenceBook {
  Called() {
    booked("2026-11-24T11:00");
    booked("2026-11-24T13:00");
    const Appointment of_sam = other("2026-11-24T15:00", sam, kBrandt);
    gone::Edit edit = AbsenceBook::away();
    edit.choices = {{of_sam.id, gone::What::kReassign, kReyes}};
    list = applied(edit).absence;
  }
  // A second after the last one.
  Result<gone::CallTry> try_log(const ClientId& client, Outcome outcome,
                                std::optional<gone::AbsenceTryId> id = std::nullopt) {
    box.clock.advance(std::chrono::seconds(1));
    return write<gone::CallTry>(desk(), [&](audit::WriteTxn& txn) {
      return absences::log_try(desk(),
                               {.absence = list,
                                .client = client,
                                .absence_try = id.value_or(new_id<gone::AbsenceTryId>()),
                                .way = gone::Way::kPhone,
                                .outcome = outcome,
                                .note = "spoke with her sister"},
                               txn, setting);
    });
  }
  gone::AbsenceId list{};
};

}  // namespace

TEST_CASE("whom to call stands once for each client, with every visit and the ways to reach them") {
  Called book;
  const gone::CallsReply reply = book.calls(book.list);
  CHECK(reply.list.clinician_name == "L. Brandt");
  CHECK(reply.list.reason == "Brandt is ill");
  CHECK(reply.list.clients == 2);
  CHECK(reply.list.waiting == 2);
  REQUIRE(reply.items.size() == 2);
  const gone::CallRow& ana = reply.items[0];
  CHECK(ana.client_name == "Petrov, Ana");
  REQUIRE(ana.visits.size() == 2);
  CHECK(ana.visits[0].start == at("2026-11-24T11:00"));
  CHECK(ana.visits[0].fate == gone::Fate::kCancel);
  CHECK(ana.visits[0].state == AppointmentState::kCancelledByClinic);
  CHECK(ana.visits[1].start == at("2026-11-24T13:00"));
  const gone::CallRow& sam = reply.items[1];
  REQUIRE(sam.visits.size() == 1);
  CHECK(sam.visits[0].fate == gone::Fate::kReassign);
  CHECK(sam.visits[0].clinician_name == "A. Reyes");
}

TEST_CASE("the last try says whether somebody was told, and every try is kept") {
  Called book;
  REQUIRE(book.try_log(book.ana, Outcome::kNoAnswer).ok());
  REQUIRE(book.try_log(book.ana, Outcome::kWrongNumber).ok());
  CHECK_FALSE(book.calls(book.list).items[0].told);
  CHECK(book.calls(book.list).list.waiting == 2);
  for (const Outcome outcome : {Outcome::kReached, Outcome::kLeftMessage, Outcome::kSent}) {
    Called fresh;
    REQUIRE(fresh.try_log(fresh.ana, outcome).ok());
    CHECK(fresh.calls(fresh.list).items[0].told);
    CHECK(fresh.calls(fresh.list).list.waiting == 1);
  }
  REQUIRE(book.try_log(book.ana, Outcome::kReached).ok());
  CHECK(book.calls(book.list).list.waiting == 1);
  REQUIRE(book.try_log(book.ana, Outcome::kNoAnswer).ok());  // "reached" was a slip of the finger
  const gone::CallRow ana = book.calls(book.list).items[0];
  CHECK_FALSE(ana.told);
  CHECK(book.calls(book.list).list.waiting == 2);
  REQUIRE(ana.tries.size() == 4);
  CHECK(ana.tries[0].outcome == Outcome::kNoAnswer);
  CHECK(ana.tries[2].outcome == Outcome::kReached);
  CHECK(ana.tries[2].note == "spoke with her sister");
  CHECK(ana.tries[2].made.terminal_name == Book::desk().device_name);
}

TEST_CASE("a try is of somebody on the list, has an id of its own, and there are at most fifty") {
  Called book;
  CHECK(book.try_log(book.lee, Outcome::kReached).error().code == ErrorCode::kNotFound);
  const auto id = book.new_id<gone::AbsenceTryId>();
  REQUIRE(book.try_log(book.ana, Outcome::kNoAnswer, id).ok());
  CHECK(book.try_log(book.ana, Outcome::kNoAnswer, id).error().code == ErrorCode::kAlreadyExists);
  CHECK(book.try_log(book.ana, Outcome::kNoAnswer, gone::AbsenceTryId()).error().code ==
        ErrorCode::kAlreadyExists);
  for (int i = 1; i < 50; ++i) REQUIRE(book.try_log(book.ana, Outcome::kNoAnswer).ok());
  CHECK(book.try_log(book.ana, Outcome::kNoAnswer).error().code == ErrorCode::kTooMany);
  CHECK(book.try_log(book.sam, Outcome::kNoAnswer).ok());
}

TEST_CASE("a visit that was brought back by hand stands on the list as it is now") {
  Called book;
  const AppointmentId id = book.calls(book.list).items[0].visits[0].appointment;
  REQUIRE(book.try_undo(book.stored(id), "came back early").ok());
  CHECK(book.calls(book.list).items[0].visits[0].state == AppointmentState::kScheduled);
}

TEST_CASE("the chain hears numbers only: no name, no reason, no note") {
  Called book;
  REQUIRE(book.try_log(book.ana, Outcome::kReached).ok());
  std::string said;
  for (const audit::Event& one : events_since(book, 0)) {
    if (one.action.starts_with("absence.") || one.action.starts_with("appointment.")) {
      said += one.action + ": " + one.detail + "\n";
    }
  }
  CHECK(said.find("absence.apply: one clinician; 2026-11-24T00:00 until 2026-11-25T00:00; "
                  "2 cancelled; 1 reassigned; 0 moved; 0 kept; 2 to call; with a reason") !=
        std::string::npos);
  CHECK(said.find("absence.try: phone: reached") != std::string::npos);
  for (const char* word : {"Petrov", "Haddad", "Brandt", "Reyes", "ill", "sister"}) {
    INFO(word);
    CHECK(said.find(word) == std::string::npos);
  }
}

TEST_CASE(
    "the desk and supervisors do it, at the desk and in the room; the biller does not read of it") {
  const std::string no = "forbidden";
  // preview, apply, log_try; lists, calls
  const std::map<std::string, std::array<std::string, 2>> by_role = {
      {"front_desk", {"", ""}},   {"supervisor", {"", ""}}, {"clinician", {no, ""}},
      {"prescriber", {no, ""}},   {"biller", {no, no}},     {"privacy_officer", {no, ""}},
      {"administrator", {no, no}}};
  for (const wire::Station station : {wire::Station::kFrontDesk, wire::Station::kTherapyRoom}) {
    for (const auto& [role, may] : by_role) {
      INFO(role);
      Called book;
      const access::Principal from = Book::terminal(station, 7);
      const gone::Edit edit = AbsenceBook::away("2026-12-01T00:00", "2026-12-02T00:00");
      book.booked("2026-12-01T11:00");
      const std::string token = book.try_preview(edit).value().token;
      const auto code = [&](const auto& route, const auto& request) {
        return code_in(book.ask(route, request, role, from));
      };
      CHECK(code(gone::preview, edit) == may[0]);
      CHECK(code(gone::apply,
                 gone::ApplyRequest{book.new_id<gone::AbsenceId>(), edit, token, "ill"}) == may[0]);
      CHECK(code(gone::log_try,
                 gone::TryRequest{
                     book.list, book.ana, book.new_id<gone::AbsenceTryId>(), {}, {}, ""}) ==
            may[0]);
      CHECK(code(gone::lists, wire::Nothing{}) == may[1]);
      CHECK(code(gone::calls, gone::CallsRequest{book.list}) == may[1]);
    }
  }
}

TEST_CASE("in the lobby nothing of it is asked") {
  Called book;
  const access::Principal lobby = Book::terminal(wire::Station::kLobby, 7);
  CHECK(code_in(book.ask(gone::preview, AbsenceBook::away(), "", lobby)) == "wrong_station");
  CHECK(code_in(book.ask(gone::lists, wire::Nothing{}, "", lobby)) == "wrong_station");
  CHECK(code_in(book.ask(gone::calls, gone::CallsRequest{book.list}, "", lobby)) ==
        "wrong_station");
}
