// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/lobby/lobby_terminal.h"

using namespace alcove;
using alcove::testing::LobbyTerminal;
using api::questionnaires::Progress;
using rules::InstrumentId;

TEST_CASE("a client checks in from touch to thank you, in English") {
  LobbyTerminal lobby;
  lobby.touch("english");
  CHECK(lobby.ui->shows_text("What is your last name?"));
  lobby.identify("morales");
  CHECK(lobby.sees("Hello, Lucía M."));
  lobby.arrive();
  CHECK(lobby.ui->shows_text("•••-••33"));
  lobby.confirm_details();
  CHECK(lobby.ui->shows_text("Consent to treatment"));
  lobby.sign();
  REQUIRE(lobby.ui->shows_text("Question 1 of 9"));
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0, 0});
  // Nothing above zero: no function item.
  CHECK(lobby.ui->shows_text("Question 1 of 7"));
  lobby.answer_all({1, 0, 0, 0, 0, 0, 0});
  CHECK(lobby.sees("Thank you. You are checked in."));
  lobby.after_ms(1000);
  REQUIRE(lobby.wait_for([&] {
    const auto gad7 = lobby.result_of(InstrumentId::kGad7);
    return gad7 && gad7->score.progress == Progress::kCompleted;
  }));
  CHECK(lobby.result_of(InstrumentId::kPhq9)->score.total == 0);
  CHECK(lobby.result_of(InstrumentId::kGad7)->score.total == 1);
  const auto panel = lobby.panel();
  REQUIRE(panel.signed_documents.size() == 1);
  CHECK(panel.signed_documents[0].terminal_name == "Lobby");
  CHECK(panel.proposals.empty());
  lobby.touch("next");
  CHECK(lobby.sees("Touch a language to check in."));
  CHECK(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
}
