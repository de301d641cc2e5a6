// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/lobby/lobby_terminal.h"

// The box is there, and has something against what the client confirmed.

using namespace alcove;
using alcove::testing::LobbyTerminal;

namespace {

// From now on the consent that the visit is asked for is another text: the one in Spanish.
void change_the_text(LobbyTerminal& lobby, const char* language) {
  const auto done = lobby.clinic.ledger->write<bool>(
      {.system_user = "test"}, [&](audit::WriteTxn& txn) -> Result<bool> {
        txn.change("UPDATE check_in SET language = $language")
            .bind("$language", std::string_view(language))
            .execute();
        txn.record({.action = "test.change"});
        return true;
      });
  REQUIRE(done.ok());
}

// The visit ends at the box, without this terminal.
void end_the_visit(LobbyTerminal& lobby) {
  const auto done = lobby.clinic.ledger->write<bool>(
      {.system_user = "test"}, [&](audit::WriteTxn& txn) -> Result<bool> {
        txn.change("UPDATE check_in SET ended_at = $now, ending = 'forgotten'")
            .bind("$now", txn.now())
            .execute();
        txn.record({.action = "test.change"});
        return true;
      });
  REQUIRE(done.ok());
}

void read_and_sign(LobbyTerminal& lobby) {
  REQUIRE(lobby.wait_for([&] {
    lobby.ui->wheel("consent_text", -20);
    return lobby.ui->widget("next").enabled;
  }));
  lobby.touch("next");
  REQUIRE(lobby.sees_widget("signer_name"));
}

void draw(LobbyTerminal& lobby) {
  const ui::Rect pad = lobby.ui->widget("signature").visible_part;
  std::vector<ui::Point> hand;
  for (int i = 0; i < 60; ++i) {
    hand.push_back({pad.x + pad.width * (0.2F + 0.01F * static_cast<float>(i)),
                    pad.y + pad.height * (0.3F + 0.05F * static_cast<float>(i % 7))});
  }
  lobby.ui->drag(hand);
}

}  // namespace

TEST_CASE("a consent that changed while it was read is shown anew, and her name is still there") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  CHECK_FALSE(lobby.ui->shows("consent_changed"));
  read_and_sign(lobby);
  lobby.type("signer_name", "Lucía Morales");
  lobby.ui->key(ui::Key::kEnter);
  lobby.turn();
  draw(lobby);
  change_the_text(lobby, "es");
  lobby.touch("next");
  REQUIRE(lobby.sees("This text was changed just now."));
  CHECK(lobby.ui->shows_text("Consentimiento para el tratamiento"));
  // The new words have to be read to their end, and signed by hand.
  CHECK_FALSE(lobby.ui->widget("next").enabled);
  CHECK(lobby.panel().signed_documents.empty());
  read_and_sign(lobby);
  CHECK(lobby.ui->widget("signer_name").value == "Lucía Morales");
  CHECK_FALSE(lobby.ui->widget("next").enabled);
  draw(lobby);
  lobby.touch("next");
  CHECK(lobby.sees("Question 1 of 9"));
  CHECK(lobby.panel().signed_documents.size() == 1);
}

TEST_CASE(
    "a correction and a wish that the box does not take go to the desk, and nothing is lost") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.touch("change_it");
  lobby.touch("next");
  lobby.type_digits("7165550719");
  end_the_visit(lobby);
  lobby.touch("next");
  CHECK(lobby.sees("Your new phone number could not be kept at this terminal just now."));
  lobby.touch("next");
  REQUIRE(lobby.sees("Is this still your address?"));
  lobby.touch("still_right");
  lobby.touch("next");
  lobby.touch("talk_first");
  CHECK(lobby.sees("You want to talk first, and that is fine."));
  lobby.touch("next");
  REQUIRE(lobby.sees("Question 1 of 9"));
  CHECK(lobby.box->waiting() == 0);  // it would not be taken later either
}

TEST_CASE("answers to a visit that the box has ended are kept all the same") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  lobby.sign();
  lobby.answer(1);
  end_the_visit(lobby);
  lobby.answer(2);
  lobby.after_ms(60'000);
  REQUIRE(lobby.wait_for([&] {
    const auto phq9 = lobby.result_of(rules::InstrumentId::kPhq9);
    return phq9 && phq9->answers.size() == 2;
  }));
}
