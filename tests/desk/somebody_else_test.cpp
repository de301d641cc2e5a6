// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/alerts.h"
#include "shared/api/check_in_forms.h"
#include "tests/desk/desk_terminal.h"

// "This was somebody else": at the desk, from the visit in whose name somebody checked in.

namespace alcove::tests {
namespace {

using State = api::appointments::AppointmentState;
using namespace api::check_in;
namespace asked = api::questionnaires;

// Ana Soto sits at the lobby terminal and answers as Lucía Morales, with item 9 above zero.
struct AnaAsLucia {
  AnaAsLucia() {
    lucia = clinic.add_client("Lucía", "Morales");
    ana = clinic.add_client("Ana", "Soto");
    lucias = clinic.book(lucia, clinic.today_at(13), clinic.room_2);
    anas = clinic.book(ana, clinic.today_at(14), clinic.room_4, clinic.reyes);
    lobby.emplace(clinic.at, wire::Station::kLobby, "Lobby");
    check_in = clinic.new_id<CheckInId>();
    REQUIRE(lobby
                ->must(identify, {.check_in = check_in,
                                  .language = rules::Language::kEnglish,
                                  .surname = "Morales",
                                  .birth_date = parse_date("1986-04-17").value(),
                                  .last_four = "0133"})
                .matched);
    arrived = lobby->must(arrive, {check_in});
  }
  void answers() {
    lobby->must(sign, {.check_in = check_in,
                       .consent = clinic.new_id<ConsentId>(),
                       .hash = arrived.consent->hash,
                       .typed_name = "Ana Soto",
                       .strokes = {{{{10, 20}, {30, 40}}}}});
    const auto open = lobby->must(asked::open, {check_in}).items;
    const auto items = rules::instrument(open.at(0).instrument).item_loinc;
    for (std::size_t i = 0; i < items.size(); ++i) {
      lobby->must(asked::answer, {.questionnaire = open.at(0).questionnaire,
                                  .number = static_cast<std::int64_t>(i) + 1,
                                  .item = std::string(items[i]),
                                  .kind = rules::AnswerKind::kPoints,
                                  .points = 1,
                                  .confirmed_at = clinic.at.clock.now()});
    }
    lobby->must(finish, {check_in, Ending::kDone});
  }
  std::string button() const { return "somebody_else_" + check_in.text(); }
  bool chooses_ana(DeskTerminal& desk) {
    return desk.choose(lucias) && desk.press(button()) && desk.press("who") &&
           desk.press("who_choice_0") && desk.until_says("What will happen");
  }

  DeskClinic clinic;
  ClientId lucia, ana;
  AppointmentId lucias, anas;
  std::optional<ServedTerminal> lobby;
  CheckInId check_in;
  ArriveReply arrived;
};

TEST_CASE("the desk says that it was somebody else, sees what will happen, and moves it") {
  AnaAsLucia at;
  at.answers();
  DeskTerminal desk(at.clinic);
  REQUIRE(at.chooses_ana(desk));
  CHECK(desk.until_says("PHQ-9, 9 of 9 answered: goes to Ana Soto."));
  CHECK(desk.driver->shows_text("Lucía Morales is no longer marked as arrived."));
  CHECK(desk.driver->shows_text("Ana Soto is marked as arrived."));
  CHECK(desk.driver->shows_text("Somebody needs a clinician now"));
  CHECK(desk.driver->shows_text("1 signature does not count any more."));
  // No reason, no move.
  CHECK_FALSE(desk.driver->widget("correct_do").enabled);
  REQUIRE(desk.press("quick_0"));
  REQUIRE(desk.press("correct_do"));
  REQUIRE(desk.until_gone("correct_sheet_body"));
  CHECK(desk.until_says("Moved to Ana Soto."));

  CHECK(at.clinic.look(at.lucias).row.appointment.state == State::kScheduled);
  CHECK(at.clinic.look(at.anas).row.appointment.state == State::kArrived);
  const auto pending = at.clinic.other_desk->must(api::alerts::pending, {}).items;
  REQUIRE(pending.size() == 1);
  CHECK(pending[0].person == "Ana S.");
  // Ana's visit is the one that is chosen now; Lucía's says what became of it.
  CHECK(desk.until_says("Moved here by Mia Ortiz"));
  CHECK_FALSE(desk.driver->shows_text("Lucía Morales"));
  REQUIRE(desk.choose(at.lucias));
  CHECK(desk.until_says("Another person sat at the kiosk"));
  CHECK_FALSE(desk.driver->shows(at.button()));
}

TEST_CASE("a visit that changes while the desk decides is shown anew, and the reason is kept") {
  AnaAsLucia at;
  DeskTerminal desk(at.clinic);
  REQUIRE(at.chooses_ana(desk));
  REQUIRE(desk.press("quick_1"));
  REQUIRE(desk.until([&] { return desk.driver->widget("correct_do").enabled; }));
  at.clinic.other_desk->must(api::appointments::mark,
                             {.appointment = at.anas,
                              .base_revision = at.clinic.look(at.anas).row.appointment.revision,
                              .state = State::kArrived,
                              .room = std::nullopt,
                              .reason = {}});
  REQUIRE(desk.press("correct_do"));
  REQUIRE(desk.until_says("One of the visits has changed meanwhile."));
  CHECK(desk.until_says("The visit of Ana Soto stays as it is."));
  CHECK(desk.driver->widget("reason").value == "Two people with like names");
  REQUIRE(desk.press("correct_do"));
  CHECK(desk.until_says("Moved to Ana Soto."));
}

TEST_CASE("what was moved by mistake goes back by the same button") {
  AnaAsLucia at;
  DeskTerminal desk(at.clinic);
  REQUIRE(at.chooses_ana(desk));
  REQUIRE(desk.press("quick_0"));
  REQUIRE(desk.press("correct_do"));
  REQUIRE(desk.until_says("Moved to Ana Soto."));
  REQUIRE(desk.until_says("Moved here by Mia Ortiz"));
  const auto panel = at.clinic.other_desk->must(of_client, {at.ana});
  REQUIRE(panel.lobby_visits.size() == 1);
  REQUIRE(desk.press("somebody_else_" + panel.lobby_visits[0].check_in.text()));
  REQUIRE(desk.press("who"));
  REQUIRE(desk.press("who_choice_0"));
  REQUIRE(desk.press("quick_0"));
  REQUIRE(desk.press("correct_do"));
  REQUIRE(desk.until_says("Moved to Lucía Morales."));
  CHECK(at.clinic.look(at.lucias).row.appointment.state == State::kArrived);
  CHECK(at.clinic.look(at.anas).row.appointment.state == State::kScheduled);
}

TEST_CASE("with nobody else on the day the sheet says what to do first") {
  DeskClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const auto visit = clinic.book(lucia, clinic.today_at(13), clinic.room_2);
  ServedTerminal lobby(clinic.at, wire::Station::kLobby, "Lobby");
  const auto check_in = clinic.new_id<CheckInId>();
  REQUIRE(lobby
              .must(identify, {.check_in = check_in,
                               .language = rules::Language::kEnglish,
                               .surname = "Morales",
                               .birth_date = parse_date("1986-04-17").value(),
                               .last_four = "0133"})
              .matched);
  lobby.must(arrive, {check_in});
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("somebody_else_" + check_in.text()));
  CHECK(desk.until_says("Put the right person on the day"));
  CHECK_FALSE(desk.driver->widget("correct_do").enabled);
}

}  // namespace
}  // namespace alcove::tests
