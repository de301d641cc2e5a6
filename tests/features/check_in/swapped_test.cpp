// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/check_in_correction.h"
#include "tests/features/check_in/lobby.h"

using namespace alcove;
using namespace alcove::testing;
using contract::ArrivalChange;
using rules::AppointmentState;

namespace {

// María and her twin Eva each check in as the other: Eva first, as María, whom she is greeted as.
struct Swapped : Lobby {
  Swapped() {
    eva = add_client("Eva", "López de la Cruz", "1986-04-17", "716-555-4411");
    evas = book(eva, "2026-11-24T11:00");
    by_eva = checked_in("2233");
    pass();
    by_maria = checked_in("4411");
    pass();
  }
  void pass() { box.clock.advance(std::chrono::minutes(1)); }
  CheckInId checked_in(const char* last_four) {
    contract::IdentifyRequest typed = claim(new_id<CheckInId>());
    typed.last_four = last_four;
    ALCOVE_CHECK(decoded<contract::IdentifyReply>(identify(typed)).matched);
    arrive(typed.check_in);
    return typed.check_in;
  }
  api::appointments::Appointment at(const AppointmentId& id) {
    return decoded<api::appointments::OpenReply>(
               desk(api::appointments::open, api::appointments::OpenRequest{id}))
        .row.appointment;
  }
  // As the desk saw it in the preview, which says the same as the correction then.
  contract::Correction put_right(const CheckInId& id, const AppointmentId& right) {
    const auto seen = decoded<contract::Correction>(
        desk(contract::preview_correction, contract::PreviewRequest{id, right}));
    moved = new_id<CheckInId>();
    const auto done = decoded<contract::Correction>(
        desk(contract::correct, contract::CorrectRequest{.check_in = id,
                                                         .right = right,
                                                         .moved = moved,
                                                         .wrong_revision = seen.wrong_revision,
                                                         .right_revision = seen.right_revision,
                                                         .reason = "like names"}));
    CHECK(done.wrong_arrival == seen.wrong_arrival);
    CHECK(done.right_arrival == seen.right_arrival);
    pass();
    return done;
  }

  ClientId eva;
  AppointmentId evas;
  CheckInId by_eva, by_maria, moved;
};

}  // namespace

TEST_CASE("two who came as each other have both arrived, whichever is put right first") {
  Swapped lobby;
  const auto told_eva = lobby.at(lobby.visit).queue_token;
  const auto told_maria = lobby.at(lobby.evas).queue_token;
  REQUIRE(told_eva != told_maria);
  SECTION("the earlier check-in") {
    CHECK(lobby.put_right(lobby.by_eva, lobby.evas).wrong_arrival == ArrivalChange::kTakenBack);
    CHECK(lobby.put_right(lobby.by_maria, lobby.visit).wrong_arrival == ArrivalChange::kStays);
  }
  SECTION("the later check-in") {
    CHECK(lobby.put_right(lobby.by_maria, lobby.visit).wrong_arrival == ArrivalChange::kTakenBack);
    CHECK(lobby.put_right(lobby.by_eva, lobby.evas).wrong_arrival == ArrivalChange::kStays);
  }
  CHECK(lobby.at(lobby.visit).state == AppointmentState::kArrived);
  CHECK(lobby.at(lobby.evas).state == AppointmentState::kArrived);
  CHECK(lobby.at(lobby.visit).queue_token == told_maria);
  CHECK(lobby.at(lobby.evas).queue_token == told_eva);
}

TEST_CASE("the last check-in to leave takes the arrival along, though another one had made it") {
  Swapped lobby;
  const AppointmentId third = lobby.book(
      lobby.add_client("Ines", "Haddad", "1990-01-01", "716-555-9001"), "2026-11-24T12:00");
  const auto told_eva = lobby.at(lobby.visit).queue_token;
  const auto told_maria = lobby.at(lobby.evas).queue_token;
  lobby.put_right(lobby.by_eva, lobby.evas);
  const CheckInId moved = lobby.moved;
  CHECK(lobby.put_right(lobby.by_maria, third).wrong_arrival == ArrivalChange::kStays);
  CHECK(lobby.at(third).queue_token == told_maria);
  CHECK(lobby.at(lobby.evas).queue_token == told_eva);
  CHECK(lobby.put_right(moved, lobby.visit).wrong_arrival == ArrivalChange::kTakenBack);
  CHECK(lobby.at(lobby.evas).state == AppointmentState::kScheduled);
  CHECK(lobby.at(lobby.visit).state == AppointmentState::kArrived);
  CHECK(lobby.at(lobby.visit).queue_token == told_eva);
}

TEST_CASE("a check-in from before the desk took the arrival back holds no later one") {
  Swapped lobby;
  lobby.put_right(lobby.by_eva, lobby.evas);
  lobby.decoded<api::appointments::Appointment>(
      lobby.desk(api::appointments::undo,
                 api::appointments::UndoRequest{
                     .appointment = lobby.evas, .base_revision = 2, .reason = "not there"}));
  lobby.pass();
  const CheckInId again = lobby.checked_in("4411");
  lobby.pass();
  CHECK(lobby.at(lobby.evas).state == AppointmentState::kArrived);
  CHECK(lobby.put_right(again, lobby.visit).wrong_arrival == ArrivalChange::kTakenBack);
  CHECK(lobby.at(lobby.evas).state == AppointmentState::kScheduled);
}
