// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/day_board.h"
#include "shared/api/help_calls.h"
#include "tests/lobby/lobby_terminal.h"

// Somebody stops in the middle while the box is away.

using namespace alcove;
using alcove::testing::LobbyTerminal;
using api::questionnaires::Progress;
using rules::InstrumentId;

namespace {

// Nobody touches the screen any more, and the program begins anew.
void is_forgotten(LobbyTerminal& lobby) {
  lobby.after_ms(60'000);
  REQUIRE(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
  lobby.restart();
}

}  // namespace

TEST_CASE("who stops in the middle while the box is away is called for when it is back") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.answer_all({1, 2});
  lobby.pull();
  is_forgotten(lobby);
  const UtcTime away = lobby.clinic.clock.now();
  CHECK(lobby.calls_for_help() == 0);
  lobby.put_in();
  const auto calls = lobby.at_desk(api::check_in::help_calls, {}).items;
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].kind == api::check_in::CallKind::kStopped);
  CHECK(calls[0].greeting_name == "Lucía M.");
  CHECK(calls[0].at <= away);  // when she stopped, not when it was heard
  CHECK(lobby.result_of(InstrumentId::kPhq9)->score.progress == Progress::kPartial);
}

TEST_CASE("who goes on at the desk while the box does not hear the lobby is not called for") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.pull();
  is_forgotten(lobby);
  const auto day = lobby.at_desk(api::appointments::day, {}).items;
  REQUIRE(day.size() == 1);
  lobby.brandt->must(api::appointments::mark, {.appointment = day[0].appointment.id,
                                               .base_revision = day[0].appointment.revision,
                                               .state = rules::AppointmentState::kInSession,
                                               .room = std::nullopt,
                                               .reason = {}});
  CHECK(lobby.box->waiting() > 0);
  lobby.put_in();
  CHECK(lobby.calls_for_help() == 0);
}

TEST_CASE("a call for help that nobody heard, before the screen forgot, is made as it stopped") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.pull();
  lobby.touch("help");
  REQUIRE(lobby.sees("Please talk to a person."));
  is_forgotten(lobby);
  lobby.put_in();
  const auto calls = lobby.at_desk(api::check_in::help_calls, {}).items;
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].greeting_name == "Lucía M.");
}
