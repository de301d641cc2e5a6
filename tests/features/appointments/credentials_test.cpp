// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/meeting_book.h"

using namespace alcove;
using namespace alcove::testing;
using rules::ConflictKind;
using rules::ConflictWeight;

// Who gives which service: hard ahead of time, whatever the hours say.

namespace {

contract::FreeRequest free_at(Book& book, const char* start, const StaffId& clinician) {
  const contract::BookRequest wanted = book.booking(start);
  contract::FreeRequest request;
  request.start = wanted.start;
  request.minutes = wanted.minutes;
  request.clinician = clinician;
  request.service = wanted.service;
  return request;
}

}  // namespace

TEST_CASE("a service with credentials is booked with nobody else, and no reason goes past that") {
  WorkingBook book;
  book.given_by({"MD", "APRN"});
  const char* const refused =
      "out_of_range clinician: given by other credentials than the clinician's from 10:00 to 11:00";
  CHECK(book.refusal(book.asking("2026-12-01T10:00")) == refused);
  CHECK(book.refusal(book.asking("2026-12-01T10:00", 60, "she asked")) == refused);
  book.is(kBrandt, "LCSW, A.P.R.N.");
  CHECK(book.refusal(book.asking("2026-12-01T10:00")).empty());
}

TEST_CASE("what was booked before stays, and is not moved to who does not give it") {
  WorkingBook book;
  const Appointment made = book.booked("2026-12-01T10:00");
  book.given_by({"MD"});
  CHECK(book.history_of(made.id).size() == 1);
  CHECK(book.try_move(book.moving(made, "2026-12-02T10:00")).error().field == "clinician");
  book.is(kReyes, "MD");
  contract::MoveRequest moving = book.moving(made, "2026-12-02T10:00");
  moving.clinician = kReyes;
  CHECK(book.try_move(moving).ok());
}

TEST_CASE("who walks in is seen all the same, with a reason that stays") {
  WorkingBook book;
  book.given_by({"MD"});
  contract::BookRequest request = book.asking("2026-11-24T10:15");
  CHECK(book.change(&appointments::walk_in, request).error().field == "override_reason");
  request.override_reason = "the prescriber is on her way";
  const Appointment seen = book.change(&appointments::walk_in, request).value();
  const auto history = book.history_of(seen.id);
  REQUIRE_FALSE(history.empty());
  CHECK(history[0].overridden == std::vector{ConflictKind::kCredential});
}

TEST_CASE("what is free says who does not give it, and proposes no other time for that") {
  WorkingBook book;
  book.given_by({"MD"});
  const auto reply = book.answer(contract::find_free, free_at(book, "2026-12-01T10:00", kBrandt));
  REQUIRE(reply.conflicts.size() == 1);
  CHECK(reply.conflicts[0].kind == ConflictKind::kCredential);
  CHECK(reply.conflicts[0].weight == ConflictWeight::kHard);
  CHECK(reply.other_starts.empty());
}

TEST_CASE("the first openings are with who gives it, and the others are counted") {
  WorkingBook book;
  book.works(kBrandt, {{2, 9 * 60, 17 * 60, rules::SlotType::kTherapy}});
  book.works(kReyes, {{2, 13 * 60, 17 * 60, rules::SlotType::kTherapy}});
  book.given_by({"MD"});
  book.is(kReyes, "MD");
  contract::FirstFreeRequest request{.service = book.booking("2026-12-01T10:00").service};
  auto reply = book.answer(contract::first_free, request);
  REQUIRE_FALSE(reply.openings.empty());
  for (const auto& one : reply.openings) CHECK(one.clinician == kReyes);
  CHECK(reply.without_credential == 1);
  CHECK(reply.without_hours == 0);
  request.clinician = kBrandt;
  reply = book.answer(contract::first_free, request);
  CHECK(reply.openings.empty());
  CHECK(reply.without_credential == 1);
}

TEST_CASE("twelve credentials of twenty characters each are kept, one more or longer is refused") {
  WorkingBook book;
  setup::Service service{book.booking("2026-12-01T10:00").service, "Therapy", 55};
  const auto ask = [&] {
    return code_in(book.ask(setup::change_service, service, "administrator"));
  };
  for (char c = 'A'; c < 'A' + 12; ++c) {
    service.credentials.push_back(std::string(20, c));
  }
  CHECK(ask().empty());
  const auto kept = book.answer(setup::read, wire::Nothing{}).services;
  const auto same = [&](const setup::Service& one) { return one.id == service.id; };
  CHECK(std::ranges::find_if(kept, same)->credentials == service.credentials);
  service.credentials.push_back("one more");
  CHECK(ask() == "out_of_range");
  service.credentials = {std::string(21, 'A')};
  CHECK(ask() == "out_of_range");
  service.credentials = {"MD", "M.D."};
  CHECK(ask() == "out_of_range");
  service.credentials = {"MD, APRN"};
  CHECK(ask() == "out_of_range");
}

TEST_CASE("of those who lead a session one has to have the credential") {
  MeetingBook book;
  book.given_by({"MD"});
  const auto refused = [&](std::vector<StaffId> clinicians) {
    auto request = book.family("2026-12-01T10:00");
    request.clinicians = std::move(clinicians);
    return book.try_meet(request).error().field;
  };
  CHECK(refused({kBrandt}) == "clinician");
  CHECK(refused({kBrandt, kReyes}) == "clinician");
  contract::FreeMeetingRequest look;
  look.start = book.family("2026-12-01T10:00").start;
  look.minutes = 60;
  look.service = book.family("2026-12-01T10:00").service;
  look.clinicians = kBrandt.text() + " " + kReyes.text();
  CHECK(book.answer(contract::find_free_meeting, look).conflicts.size() == 2);
  book.is(kReyes, "MD");
  CHECK(book.answer(contract::find_free_meeting, look).conflicts.empty());
  auto request = book.family("2026-12-01T10:00");
  request.clinicians = {kBrandt, kReyes};
  CHECK(book.try_meet(request).ok());
}
