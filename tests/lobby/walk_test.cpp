// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/day_board.h"
#include "tests/lobby/lobby_terminal.h"

// From touch to thank you, and each other way through.

using namespace alcove;
using alcove::testing::LobbyTerminal;
using api::questionnaires::Progress;
using rules::InstrumentId;

namespace {

bool completed(LobbyTerminal& lobby, InstrumentId instrument) {
  return lobby.wait_for([&] {
    const auto result = lobby.result_of(instrument);
    return result && result->score.progress == Progress::kCompleted;
  });
}

}  // namespace

TEST_CASE("a client checks in from touch to thank you, in English") {
  LobbyTerminal lobby;
  CHECK(lobby.ui->shows_text("Test clinic"));
  lobby.touch("english");
  CHECK(lobby.ui->shows_text("What is your last name?"));
  lobby.identify("morales");
  CHECK(lobby.sees("Hello, Lucía M."));
  lobby.arrive();
  CHECK(lobby.ui->shows_text("•••-••33"));
  lobby.confirm_details();
  CHECK(lobby.ui->shows_text("Consent to treatment"));
  lobby.sign();
  CHECK(lobby.ui->shows_text("Question 1 of 9"));
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0, 0});
  // Nothing above zero: no function item.
  CHECK(lobby.ui->shows_text("Question 1 of 7"));
  lobby.answer_all({1, 0, 0, 0, 0, 0, 0});
  CHECK(lobby.sees("Thank you. You are checked in."));
  REQUIRE(completed(lobby, InstrumentId::kGad7));
  CHECK(lobby.result_of(InstrumentId::kPhq9)->score.total == 0);
  CHECK(lobby.result_of(InstrumentId::kGad7)->score.total == 1);
  const auto day = lobby.at_desk(api::appointments::day, api::appointments::DayRequest{});
  REQUIRE(day.items.size() == 1);
  REQUIRE(day.items[0].appointment.queue_token.has_value());
  CHECK(lobby.ui->widget("queue_token").value == *day.items[0].appointment.queue_token);
  const auto panel = lobby.panel();
  REQUIRE(panel.signed_documents.size() == 1);
  CHECK(panel.signed_documents[0].terminal_name == "Lobby");
  CHECK(panel.proposals.empty());
  lobby.after_ms(1000);
  lobby.touch("next");
  CHECK(lobby.sees("Touch a language to check in."));
  CHECK_FALSE(lobby.ui->shows("queue_token"));
  CHECK(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
}

TEST_CASE(
    "in Spanish: corrections are proposed, item 9 brings words of support, no score is shown") {
  LobbyTerminal lobby;
  lobby.greeted("spanish");
  CHECK(lobby.ui->shows_text("Hola, Lucía M."));
  lobby.arrive();
  lobby.touch("change_it");
  lobby.touch("next");
  CHECK(lobby.sees("¿Cuál es su nuevo teléfono?"));
  lobby.type_digits("7165550719");
  lobby.touch("next");
  CHECK(lobby.sees("¿Esta sigue siendo su dirección?"));
  lobby.touch("change_it");
  lobby.touch("next");
  lobby.type("street", "9 Elm Ave");
  lobby.type("city", "Tonawanda");
  lobby.type("state", "ny");
  CHECK_FALSE(lobby.ui->widget("next").enabled);
  lobby.type("zip", "14150");
  lobby.touch("next");
  REQUIRE(lobby.sees_widget("talk_first"));
  const auto panel = lobby.panel();
  REQUIRE(panel.proposals.size() == 2);
  CHECK(panel.proposals[0].number == "(716) 555-0719");
  REQUIRE(panel.proposals[1].address.has_value());
  CHECK(panel.proposals[1].address->line1 == "9 Elm Ave");
  CHECK(panel.proposals[1].address->state == "NY");
  lobby.sign();
  CHECK(lobby.ui->shows_text("Ningún día"));
  lobby.answer_all({3, 3, 3, 3, 3, 3, 3, -1, 1});
  CHECK(lobby.sees("Gracias por decírnoslo."));
  CHECK(lobby.ui->shows_text("AYUDA"));
  CHECK(lobby.ui->shows_text("988"));
  CHECK(lobby.ui->shows_text("Alguien de nuestro equipo hablará con usted pronto."));
  lobby.look_at_it();
  lobby.touch("go_on");
  CHECK(lobby.sees("Pregunta 10 de 10"));
  CHECK(lobby.ui->shows_text("Muy difícil"));
  lobby.answer(2);
  CHECK(lobby.sees("Pregunta 1 de 7"));
  lobby.answer_all({0, 0, 0, 0, 0, 0, -1});
  CHECK(lobby.sees("Su llegada quedó registrada."));
  REQUIRE(completed(lobby, InstrumentId::kGad7));
  const auto phq9 = lobby.result_of(InstrumentId::kPhq9);
  CHECK(phq9->score.function == 2);
  CHECK(phq9->score.critical == rules::CriticalAnswer::kAboveZero);
  CHECK(phq9->score.language == rules::Language::kSpanish);
  CHECK(lobby.brandt->must(api::alerts::pending, {}).items.size() == 1);
  // 22 points of eight answered items, prorated, are 25 of 27: none of it was ever on the screen.
  CHECK_FALSE(lobby.ui->shows_text("25"));
}

TEST_CASE(
    "going back shows that it was answered and not how, and only another answer is sent anew") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  lobby.sign();
  lobby.answer_all({2, 1});
  lobby.touch("back");
  REQUIRE(lobby.sees("Question 2 of 9"));
  CHECK(lobby.ui->shows_text("You have answered this."));
  CHECK_FALSE(lobby.ui->widget("choice_1").selected);
  lobby.touch("back");
  REQUIRE(lobby.sees("Question 1 of 9"));
  CHECK_FALSE(lobby.ui->widget("choice_2").selected);
  lobby.touch("next");    // as it was
  lobby.answer_all({3});  // otherwise
  CHECK(lobby.sees("Question 3 of 9"));
  REQUIRE(lobby.wait_for([&] {
    const auto phq9 = lobby.result_of(InstrumentId::kPhq9);
    return phq9 && phq9->answers.size() == 3;
  }));
  const auto answers = lobby.result_of(InstrumentId::kPhq9)->answers;
  CHECK(answers[1].points == 1);
  CHECK_FALSE(answers[1].stands);
  CHECK(answers[2].points == 3);
  CHECK(answers[2].number == 3);
  CHECK(answers[2].item == answers[1].item);
}

TEST_CASE(
    "back from the first question leads to the address, and on again past the signed consent") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  lobby.sign();
  lobby.touch("back");
  REQUIRE(lobby.sees("Is this still your address?"));
  CHECK(lobby.ui->widget("still_right").selected);
  lobby.touch("next");
  CHECK(lobby.sees("Question 1 of 9"));
}

TEST_CASE("who wants to talk first signs nothing, and the desk knows") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  lobby.touch("talk_first");
  REQUIRE(lobby.sees("Question 1 of 9"));
  const auto panel = lobby.panel();
  CHECK(panel.wants_to_talk);
  CHECK(panel.signed_documents.empty());
}

TEST_CASE("a greeting for somebody else goes to the desk and is forgotten") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.touch("not_me");
  REQUIRE(lobby.sees("Please see the front desk."));
  CHECK_FALSE(lobby.ui->shows_text("Lucía"));
  lobby.touch("next");
  CHECK(lobby.sees("Touch a language to check in."));
  CHECK(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
}

TEST_CASE("a lobby terminal that was started with larger text is so for every client anew") {
  LobbyTerminal lobby;
  const ui::Look usual{ui::Density::kLobby, ui::TextSize::k150, ui::Contrast::kHigh};
  flows::LobbyFlow flow(*lobby.box, 0, {ui::Density::kStaff, usual.text_size, usual.contrast});
  CHECK(flow.look() == usual);
}

TEST_CASE("larger text and contrast work at once, and are as they were for the next client") {
  LobbyTerminal lobby;
  lobby.touch("text_size");
  CHECK(lobby.flow->look().text_size == ui::TextSize::k150);
  lobby.touch("text_size");
  lobby.touch("contrast");
  lobby.touch("spanish");
  CHECK(lobby.ui->ui().theme().look().text_size == ui::TextSize::k200);
  // Back to the other language: what the reader chose stays.
  lobby.touch("back");
  CHECK(lobby.flow->look().contrast == ui::Contrast::kHigh);
  CHECK_FALSE(lobby.flow->wants_renewal());
  lobby.touch("english");
  CHECK(lobby.sees("What is your last name?"));
  lobby.after_ms(60'000);
  CHECK(lobby.flow->look() == ui::Look{.density = ui::Density::kLobby});
  CHECK(lobby.sees("Touch a language to check in."));
}
