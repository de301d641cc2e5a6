// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/help_calls.h"
#include "tests/lobby/lobby_terminal.h"

// Nobody touches the screen any more; somebody calls for help.

using namespace alcove;
using alcove::testing::LobbyTerminal;
using api::questionnaires::Progress;
using rules::InstrumentId;

TEST_CASE("after 30 seconds the screen asks, and one touch anywhere gives the full time again") {
  LobbyTerminal lobby;
  lobby.touch("english");
  lobby.type("surname", "Mora");
  lobby.after_ms(29'999);
  CHECK_FALSE(lobby.ui->shows("more_time"));
  lobby.after_ms(1);
  CHECK(lobby.sees("Do you need more time?"));
  CHECK(lobby.ui->shows_text("In 30 seconds"));
  CHECK_FALSE(lobby.ui->shows_text("kept"));  // nothing is yet
  lobby.after_ms(5'000);
  CHECK(lobby.ui->shows_text("In 25 seconds"));
  // Beside the sheet, where Back lies underneath: it extends, and does nothing else.
  lobby.flow->touched(lobby.now_ms);
  lobby.ui->click_at({100, 740});
  lobby.turn();
  CHECK_FALSE(lobby.ui->shows("more_time"));
  CHECK(lobby.ui->widget("surname").value == "Mora");
  lobby.after_ms(29'999);
  CHECK_FALSE(lobby.ui->shows("more_time"));
}

TEST_CASE(
    "after 60 seconds everything is forgotten; what was answered is kept and marked partial") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  lobby.sign();
  lobby.answer_all({1, 2});
  lobby.after_ms(59'999);
  CHECK(lobby.ui->shows("more_time"));
  CHECK(lobby.ui->shows_text("kept"));
  lobby.after_ms(1);
  CHECK(lobby.sees("Touch a language to check in."));
  REQUIRE(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
  const auto phq9 = lobby.result_of(InstrumentId::kPhq9);
  CHECK(phq9->score.progress == Progress::kPartial);
  REQUIRE(phq9->answers.size() == 2);
  CHECK(phq9->answers[1].points == 2);
}

TEST_CASE("who says that they are finished is thanked, and the rest is marked partial") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.after_ms(31'000);
  lobby.touch("finish");
  CHECK(lobby.sees("Thank you. You are checked in."));
  REQUIRE(lobby.wait_for(
      [&] { return lobby.result_of(InstrumentId::kPhq9)->score.progress == Progress::kPartial; }));
  CHECK(lobby.calls_for_help() == 0);
  lobby.after_ms(20'000);
  CHECK(lobby.sees("Touch a language to check in."));
}

TEST_CASE("a choice of text on the first screen is forgotten too when nobody goes on") {
  LobbyTerminal lobby;
  lobby.touch("contrast");
  lobby.after_ms(60'000);
  CHECK(lobby.flow->look().contrast == ui::Contrast::kNormal);
  // Nobody was here: there is nothing to replace the program for.
  CHECK_FALSE(lobby.flow->wants_renewal());
}

TEST_CASE("help can be called from every screen, silently, and with the visit once greeted") {
  LobbyTerminal lobby;
  lobby.touch("help");
  CHECK(lobby.sees("We have called the front desk."));
  CHECK(lobby.ui->shows_text("Ya avisamos a la recepción."));
  lobby.touch("help_close");
  const auto calls = lobby.at_desk(api::check_in::help_calls, {}).items;
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].terminal_name == "Lobby");
  CHECK_FALSE(calls[0].greeting_name.has_value());
  lobby.at_desk(api::check_in::answer_call, {calls[0].call});
  lobby.greeted();
  lobby.touch("help");
  CHECK(lobby.sees("We have called the front desk."));
  lobby.touch("help_close");
  const auto again = lobby.at_desk(api::check_in::help_calls, {}).items;
  REQUIRE(again.size() == 1);
  CHECK(again[0].greeting_name == "Lucía M.");
  const auto helps = [&](const char* screen) {
    INFO(screen);
    lobby.touch("help");
    CHECK(lobby.sees("We have called the front desk."));
    lobby.touch("help_close");
  };
  lobby.arrive();
  helps("confirm");
  lobby.touch("change_it");
  lobby.touch("next");
  helps("new phone");
  lobby.touch("back");
  lobby.confirm_details();
  helps("consent");
  lobby.sign();
  helps("question");
}

TEST_CASE("help at the surname, the birth date, the digits and the desk's screen") {
  LobbyTerminal lobby;
  const auto helps = [&] {
    lobby.touch("help");
    CHECK(lobby.sees("We have called the front desk."));
    lobby.touch("help_close");
  };
  lobby.touch("english");
  helps();
  lobby.type("surname", "nobody");
  lobby.touch("next");
  helps();
  lobby.type_digits("04171986");
  lobby.touch("next");
  helps();
  lobby.type_digits("2233");
  lobby.touch("next");
  REQUIRE(lobby.sees("Please see the front desk."));
  helps();
  CHECK(lobby.calls_for_help() == 1);  // one call of a terminal is open at a time
}

TEST_CASE("help at the new address, the signature, what was not kept, and thank you") {
  LobbyTerminal lobby;
  const auto helps = [&](const char* screen) {
    INFO(screen);
    lobby.touch("help");
    CHECK(lobby.sees("We have called the front desk."));
    lobby.touch("help_close");
  };
  lobby.greeted();
  lobby.arrive();
  lobby.touch("still_right");
  lobby.touch("next");
  lobby.touch("change_it");
  lobby.touch("next");
  REQUIRE(lobby.sees_widget("street"));
  helps("new address");
  lobby.touch("back");
  lobby.touch("still_right");
  lobby.touch("next");
  REQUIRE(lobby.wait_for([&] {
    lobby.ui->wheel("consent_text", -20);
    return lobby.ui->widget("next").enabled;
  }));
  lobby.touch("next");
  REQUIRE(lobby.sees_widget("signer_name"));
  helps("signature");
  lobby.touch("back");
  lobby.cable.pull();
  REQUIRE(lobby.wait_for([&] { return !lobby.box->there(); }));
  lobby.touch("talk_first");
  REQUIRE(lobby.sees_widget("not_kept_page"));
  lobby.touch("help");
  CHECK(lobby.sees("Please talk to a person."));
  lobby.cable.put_in();
  CHECK(lobby.sees("We have called the front desk."));
  lobby.touch("help_close");
  lobby.touch("next");
  lobby.after_ms(31'000);
  lobby.touch("finish");
  REQUIRE(lobby.sees("Thank you. You are checked in."));
  lobby.after_ms(1000);
  helps("thank you");
}

TEST_CASE("who called for help and is fetched leaves a visit that the desk goes on with") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.touch("help");
  REQUIRE(lobby.sees("We have called the front desk."));
  lobby.after_ms(60'000);
  CHECK(lobby.sees("Touch a language to check in."));
  CHECK(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
  CHECK_FALSE(lobby.ui->shows("help_close"));
}
