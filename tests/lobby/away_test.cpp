// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/http/locked_door.h"
#include "server/operator/locked_door_file.h"
#include "shared/api/alerts.h"
#include "tests/lobby/lobby_terminal.h"
#include "tests/support/full_disk.h"

// The box goes away, at each step.

using namespace alcove;
using alcove::testing::LobbyTerminal;
using api::questionnaires::Progress;
using rules::InstrumentId;

TEST_CASE("while the box is away nobody can begin, and help says to speak to a person") {
  LobbyTerminal lobby;
  lobby.pull();
  CHECK(lobby.sees("Please see the front desk."));
  CHECK(lobby.ui->shows_text("Por favor, pase a la recepción."));
  CHECK_FALSE(lobby.ui->shows("english"));
  lobby.touch("help");
  CHECK(lobby.sees("Please talk to a person."));
  CHECK(lobby.ui->shows_text("Por favor, hable con una persona."));
  lobby.put_in();
  // The call is made as soon as it can be, and the screen tells it.
  CHECK(lobby.sees("We have called the front desk."));
  CHECK(lobby.calls_for_help() == 1);
  lobby.touch("help_close");
  CHECK(lobby.sees_widget("english"));
}

TEST_CASE("a locked box looks to clients like one that is away, and opens by itself") {
  LobbyTerminal lobby;
  const auto sign = lobby.folder / "locked-door.pem";
  REQUIRE(operation::keep_locked_door(sign, *lobby.clinic.ledger, lobby.clinic.access->authority,
                                      {.system_user = "test"})
              .ok());
  lobby.desk_listens.reset();  // to what is about to go
  lobby.clinic.close_box();
  {
    const http::LockedDoor door("127.0.0.1", lobby.clinic.port,
                                operation::read_locked_door(sign).value());
    REQUIRE(lobby.wait_for([&] {
      const auto& why = lobby.box->link().why;
      return why && why->code == ErrorCode::kLocked;
    }));
    CHECK(lobby.sees("Please see the front desk."));
    CHECK(lobby.ui->shows_text("Por favor, pase a la recepción."));
    CHECK_FALSE(lobby.ui->shows("english"));
  }
  lobby.clinic.open_box();
  CHECK(lobby.sees_widget("english"));
}

TEST_CASE("a box that goes away before the identity leads to the desk, like any refusal") {
  LobbyTerminal lobby;
  lobby.touch("english");
  lobby.type("surname", "Morales");
  lobby.pull();
  lobby.touch("next");
  lobby.type_digits("04171986");
  lobby.touch("next");
  lobby.type_digits("2233");
  lobby.touch("next");
  CHECK(lobby.sees("They will help you check in."));
  lobby.touch("next");
  CHECK(lobby.sees("Por favor, pase a la recepción."));
  CHECK_FALSE(lobby.ui->shows("english"));
}

TEST_CASE("a box that goes away after hello leads to the desk") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.pull();
  lobby.touch("next");
  CHECK(lobby.sees("They will help you check in."));
  CHECK_FALSE(lobby.ui->shows_text("Lucía"));
}

TEST_CASE("corrections and a signature given while the box is away are sealed and come home") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.pull();
  lobby.touch("change_it");
  lobby.touch("next");
  lobby.type_digits("7165550719");
  lobby.touch("next");
  REQUIRE(lobby.sees("Is this still your address?"));
  lobby.touch("change_it");
  lobby.touch("next");
  lobby.type("street", "9 Elm Ave");
  lobby.type("city", "Tonawanda");
  lobby.type("state", "ny");
  lobby.type("zip", "14150");
  lobby.touch("next");
  REQUIRE(lobby.sees_widget("talk_first"));
  lobby.sign();
  REQUIRE(lobby.sees("Question 1 of 9"));
  CHECK(lobby.box->waiting() == 3);
  CHECK(lobby.panel().proposals.empty());
  // She goes, and the program begins anew, before the box is back.
  lobby.after_ms(60'000);
  REQUIRE(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
  lobby.restart();
  lobby.put_in();
  const auto panel = lobby.panel();
  REQUIRE(panel.proposals.size() == 2);
  CHECK(panel.proposals[0].number == "(716) 555-0719");
  REQUIRE(panel.proposals[1].address.has_value());
  CHECK(panel.proposals[1].address->line1 == "9 Elm Ave");
  REQUIRE(panel.signed_documents.size() == 1);
  CHECK(panel.signed_documents[0].terminal_name == "Lobby");
}

TEST_CASE("who wants to talk first while the box is away is asked to say so at the desk too") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  lobby.pull();
  lobby.touch("talk_first");
  CHECK(lobby.sees("Please tell the front desk."));
  CHECK(lobby.ui->shows_text("You want to talk first, and that is fine."));
  lobby.touch("next");
  CHECK(lobby.sees("Question 1 of 9"));
  lobby.put_in();
  CHECK(lobby.panel().wants_to_talk);
}

TEST_CASE("answers given while the box is away are sealed and come home in their order") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.answer_all({1, 2});
  REQUIRE(lobby.wait_for([&] {
    const auto phq9 = lobby.result_of(InstrumentId::kPhq9);
    return phq9 && phq9->answers.size() == 2;
  }));
  lobby.pull();
  lobby.answer_all({3, 0});
  CHECK(lobby.wait_for([&] { return lobby.box->waiting() == 2; }));
  lobby.touch("back");
  lobby.answer(1);  // item 4 otherwise, as the fifth
  CHECK(lobby.wait_for([&] { return lobby.box->waiting() == 3; }));
  lobby.put_in();
  lobby.answer_all({2, 0, 0, 0, 0, 0});
  CHECK(lobby.sees("Question 1 of 7"));
  REQUIRE(lobby.wait_for([&] {
    const auto phq9 = lobby.result_of(InstrumentId::kPhq9);
    return phq9->score.progress == Progress::kCompleted;
  }));
  const auto phq9 = lobby.result_of(InstrumentId::kPhq9);
  const std::vector<std::int64_t> points{1, 2, 3, 0, 1, 2, 0, 0, 0, 0};
  REQUIRE(phq9->answers.size() == 11);  // the function item is the last
  for (std::size_t i = 0; i < points.size(); ++i) {
    CHECK(phq9->answers[i].number == static_cast<std::int64_t>(i) + 1);
    CHECK(phq9->answers[i].points == points[i]);
  }
  CHECK(phq9->score.total == 9);
}

TEST_CASE("a visit that ends while the box is away comes home completed") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.pull();
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0, 0});
  lobby.answer_all({0, 0, 0, 0, 0, 0, 2});
  CHECK(lobby.sees("Thank you. You are checked in."));
  lobby.after_ms(20'000);
  REQUIRE(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
  // Renewed while the box is still away: what is sealed is on the disk, and nowhere else.
  lobby.restart();
  CHECK(lobby.box->waiting() == 18);
  lobby.put_in();
  CHECK(lobby.result_of(InstrumentId::kPhq9)->score.progress == Progress::kCompleted);
  CHECK(lobby.result_of(InstrumentId::kGad7)->score.total == 2);
}

TEST_CASE(
    "item 9 that cannot be delivered says within a second to speak to a person, and goes on") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0});
  REQUIRE(lobby.sees("Question 9 of 9"));
  // The eight before are at the box; the screen does not wait for that.
  REQUIRE(
      lobby.wait_for([&] { return lobby.result_of(InstrumentId::kPhq9)->answers.size() == 8; }));
  // Nothing ends, nothing comes through: the terminal cannot know it but by the time it takes.
  lobby.cable.freeze();
  const auto confirmed = std::chrono::steady_clock::now();
  lobby.answer(1);
  lobby.after_ms(999);
  CHECK_FALSE(lobby.ui->shows("talk_now"));
  CHECK_FALSE(lobby.ui->widget("next").enabled);
  lobby.after_ms(1);
  CHECK(lobby.sees("Please talk to someone from our team now"));
  CHECK(std::chrono::steady_clock::now() - confirmed < std::chrono::milliseconds(1500));
  CHECK(lobby.ui->shows_text("988"));
  REQUIRE(lobby.wait_for([&] { return lobby.box->waiting() == 1; }));
  lobby.put_in();
  CHECK(lobby.sees("Someone from our team will talk with you soon."));
  CHECK(lobby.brandt->must(api::alerts::pending, {}).items.size() == 1);
  lobby.look_at_it();
  lobby.touch("go_on");
  CHECK(lobby.sees("Question 10 of 10"));
}

TEST_CASE("an undelivered item 9 is still said on the last screen, and calling says so too") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0});
  REQUIRE(
      lobby.wait_for([&] { return lobby.result_of(InstrumentId::kPhq9)->answers.size() == 8; }));
  lobby.pull();
  lobby.answer(3);
  REQUIRE(lobby.sees("Please talk to someone from our team now"));
  lobby.look_at_it();
  lobby.touch("talk_now");
  CHECK(lobby.sees("This terminal cannot call the front desk at this moment."));
  CHECK_FALSE(lobby.ui->shows_text("The front desk has been called."));
  lobby.touch("help_close");
  lobby.touch("go_on");
  lobby.answer(0);
  // The words of support came once: another answer that is sealed does not bring them again.
  REQUIRE(lobby.wait_for([&] { return lobby.box->waiting() == 3; }));
  CHECK(lobby.ui->shows_text("Question 1 of 7"));
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0});
  CHECK(lobby.sees("Thank you. You are checked in."));
  CHECK(lobby.ui->shows_text("Please talk to someone from our team now"));
  lobby.put_in();
  CHECK(lobby.wait_for(
      [&] { return !lobby.ui->shows_text("Please talk to someone from our team now"); }));
  CHECK(lobby.brandt->must(api::alerts::pending, {}).items.size() == 1);
}

TEST_CASE("talking now from the words of support calls the desk") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0, 2});
  REQUIRE(lobby.sees_widget("talk_now"));
  CHECK_FALSE(lobby.ui->widget("talk_now").enabled);  // a double tap on Next is no call
  lobby.look_at_it();
  lobby.touch("talk_now");
  CHECK(lobby.sees("The front desk has been called."));
  CHECK(lobby.calls_for_help() == 1);
}

TEST_CASE("who called for help earlier can still call from the words of support") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.touch("help");
  REQUIRE(lobby.wait_for([&] { return lobby.calls_for_help() == 1; }));
  lobby.touch("help_close");
  const auto calls = lobby.at_desk(api::check_in::help_calls, {});
  lobby.at_desk(api::check_in::answer_call, {calls.items.at(0).call});
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0, 2});
  REQUIRE(lobby.sees_widget("talk_now"));
  // Somebody has been here meanwhile: nobody is on the way.
  CHECK_FALSE(lobby.ui->shows("staff_called"));
  lobby.look_at_it();
  for (int pressed = 1; pressed <= 2; ++pressed) {
    lobby.touch("talk_now");
    REQUIRE(lobby.wait_for([&] { return lobby.calls_for_help() == 1; }));
    CHECK(lobby.sees_widget("staff_called"));
    const auto again = lobby.at_desk(api::check_in::help_calls, {});
    lobby.at_desk(api::check_in::answer_call, {again.items.at(0).call});
  }
}

TEST_CASE("a call that no terminal of the desk can show is said so, and made until one can") {
  LobbyTerminal lobby;
  lobby.desk_listens.reset();
  lobby.touch("help");
  CHECK(lobby.sees("Please talk to a person."));
  CHECK_FALSE(lobby.ui->shows_text("We have called the front desk."));
  CHECK(lobby.calls_for_help() == 1);
  lobby.desk_listens.emplace(lobby.clinic.clinic->listeners(), DeviceId(),
                             wire::Station::kFrontDesk);
  lobby.after_ms(10'000);
  CHECK(lobby.sees("We have called the front desk."));
  CHECK(lobby.calls_for_help() == 1);
}

TEST_CASE("an alert that no terminal of the staff can show sends the client to a person") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0});
  lobby.desk_listens.reset();
  lobby.answer(1);
  CHECK(lobby.sees("Please talk to someone from our team now"));
  CHECK_FALSE(lobby.ui->shows_text("Someone from our team will talk with you soon."));
  // It is raised all the same, for whoever comes.
  CHECK(lobby.brandt->must(api::alerts::pending, {}).items.size() == 1);
}

TEST_CASE("a therapy room that follows the stream is enough for an alert, and no desk for a call") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.desk_listens.emplace(lobby.clinic.clinic->listeners(), DeviceId(),
                             wire::Station::kTherapyRoom);
  lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0, 1});
  CHECK(lobby.sees("Someone from our team will talk with you soon."));
  lobby.look_at_it();
  lobby.touch("talk_now");
  CHECK(lobby.sees("Please talk to someone from our team now"));
}

TEST_CASE("a full disk while the box is away is said to the client") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.pull();
  {
    const testing::FullDisk full;
    lobby.touch("change_it");
    lobby.touch("next");
    lobby.type_digits("7165550719");
    lobby.touch("next");
    REQUIRE(lobby.sees("Please tell the front desk."));
    CHECK(lobby.ui->shows_text("Your new phone number could not be kept"));
    lobby.touch("next");
    REQUIRE(lobby.sees("Is this still your address?"));
    lobby.touch("change_it");
    lobby.touch("next");
    lobby.type("street", "9 Elm Ave");
    lobby.type("city", "Tonawanda");
    lobby.type("state", "ny");
    lobby.type("zip", "14150");
    lobby.touch("next");
    REQUIRE(lobby.sees("Your new address could not be kept"));
    lobby.touch("next");
    REQUIRE(lobby.sees_widget("talk_first"));
    lobby.touch("talk_first");
    REQUIRE(lobby.sees("You want to talk first, and that is fine."));
    lobby.touch("next");
    lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0, 2});
    lobby.after_ms(1000);
    CHECK(lobby.sees("Please talk to someone from our team now"));
    lobby.look_at_it();
    lobby.touch("go_on");
    CHECK(lobby.box->waiting() == 0);
  }
  // There is room again, while the same client is here: what could wait was not lost.
  lobby.after_ms(1000);
  REQUIRE(lobby.wait_for([&] { return lobby.box->waiting() == 9; }));
  lobby.put_in();
  CHECK(lobby.result_of(InstrumentId::kPhq9)->answers.size() == 9);
  CHECK(lobby.brandt->must(api::alerts::pending, {}).items.size() == 1);
  CHECK(lobby.panel().proposals.empty());
}

TEST_CASE(
    "answers that neither the box nor a full disk takes are no answers kept, and she reads it") {
  LobbyTerminal lobby;
  lobby.up_to_questions();
  lobby.pull();
  {
    const testing::FullDisk full;
    lobby.answer_all({0, 0, 0, 0, 0, 0, 0, 0, 0});
    lobby.answer_all({0, 0, 0, 0, 0, 0, 0});
    CHECK(lobby.sees("Thank you. You are checked in."));
    CHECK(lobby.sees("Some of your answers are not kept yet."));
    // They are not thrown away with her either.
    lobby.after_ms(60'000);
    CHECK_FALSE(lobby.flow->wants_renewal());
  }
  lobby.after_ms(1000);
  REQUIRE(lobby.wait_for([&] { return lobby.box->waiting() > 0; }));
  lobby.put_in();
  CHECK(lobby.result_of(InstrumentId::kPhq9)->answers.size() == 9);
}
