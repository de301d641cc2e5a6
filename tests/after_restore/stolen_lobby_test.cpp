// SPDX-License-Identifier: Apache-2.0
#include "shared/api/alert_care.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/help_calls.h"
#include "shared/api/questionnaire_results.h"
#include "tests/after_restore/keeping_terminal.h"

// A lobby terminal is revoked with a client's words in its spool, and brings them home enrolled
// anew: nothing of it goes into a record, but whoever has to look after somebody is told.

using namespace alcove;
using namespace alcove::tests;
using wire::Station;
namespace forms = api::check_in;
namespace asked = api::questionnaires;

namespace {

struct StolenLobby : LostBox {
  StolenLobby() {
    client = add_client("Lucía", "Morales");
    visit = book(client, today_at(11), room_2);
    lobby.emplace(*this, Station::kLobby, "Lobby");
    REQUIRE(lobby->connects());
    REQUIRE(lobby
                ->must(forms::identify, {.check_in = check_in,
                                         .language = rules::Language::kSpanish,
                                         .surname = "morales",
                                         .birth_date = parse_date("1986-04-17").value(),
                                         .last_four = "0133"})
                .matched);
    lobby->must(forms::arrive, {check_in});
    for (const asked::Open& one : lobby->must(asked::open, {check_in}).items) {
      if (one.instrument == rules::InstrumentId::kPhq9) phq9 = one.questionnaire;
    }
  }
  asked::AnswerRequest item_9(std::int64_t number, std::int64_t points) const {
    return {.questionnaire = phq9,
            .number = number,
            .item = "44260-8",
            .kind = rules::AnswerKind::kPoints,
            .points = points,
            .confirmed_at = at.clock.now()};
  }
  // Into the spool: the box does not get it, because it is away.
  template <class Request>
  void keep(std::string_view kind, const Request& request) {
    at.close_box();
    bool kept = false;
    const link::Life life;
    lobby->box->keep(life,
                     {.kind = std::string(kind),
                      .author = std::nullopt,
                      .session = std::nullopt,
                      .body = wire::encode(request)},
                     [&](const Result<SpoolRecordId>& id) { kept = id.ok(); });
    REQUIRE(lobby->until([&] { return kept; }));
    at.open_box();
  }
  void revoke_and_bring_home(std::size_t records) {
    REQUIRE(at.access->devices.revoke({.system_user = "installer"}, "Lobby").ok());
    REQUIRE(lobby->until([&] { return lobby->box->link().why.has_value(); }));
    lobby->enrol_anew(Station::kLobby, "Lobby again");
    REQUIRE(lobby->gives_back(records));
    CHECK(lobby->report.quarantined == records);
  }
  std::vector<api::alerts::Pending> alerts_at(Station station, const std::string& person) {
    ServedTerminal terminal(at, station, person + " " + std::to_string(++terminals), person);
    return terminal.must(api::alerts::pending, {}).items;
  }
  std::vector<forms::HelpCall> calls() {
    ServedTerminal desk(at, Station::kFrontDesk, "Desk " + std::to_string(++terminals), "mia");
    return desk.must(forms::help_calls, {}).items;
  }

  ClientId client;
  AppointmentId visit;
  CheckInId check_in = new_id<CheckInId>();
  QuestionnaireId phq9;
  std::optional<KeepingTerminal> lobby;
  int terminals = 0;
};

}  // namespace

TEST_CASE("item 9 from a revoked lobby terminal raises its alert, and is in no chart") {
  StolenLobby clinic;
  clinic.keep(asked::kAnswerKind, clinic.item_9(1, 2));
  clinic.keep(asked::kAnswerKind, clinic.item_9(2, 0));  // going back retracts nothing
  clinic.revoke_and_bring_home(2);
  CHECK(clinic.not_taken() == std::vector<std::string>{"questionnaire.answer device_revoked",
                                                       "questionnaire.answer device_revoked"});
  const auto desk = clinic.alerts_at(Station::kFrontDesk, "mia");
  REQUIRE(desk.size() == 1);
  CHECK(desk[0].person == "Lucía M.");
  CHECK(desk[0].came_late);
  ServedTerminal room(clinic.at, Station::kTherapyRoom, "Room 9", "brandt");
  const auto tiles = room.must(api::alerts::pending, {}).items;
  REQUIRE(tiles.size() == 1);
  CHECK(tiles[0].meant_for_me);
  CHECK_FALSE(tiles[0].person);
  const auto opened = room.must(api::alerts::open, {tiles[0].alert});
  CHECK(opened.client == clinic.client);
  CHECK(opened.source == api::alerts::Source::kPhq9Item9SetAside);
  const auto result = room.must(asked::result, {clinic.phq9});
  CHECK(result.score.answered == 0);
  CHECK(clinic.calls().empty());
}

TEST_CASE("what the box has already raises no second alert, and no points raise none") {
  StolenLobby clinic;
  clinic.lobby->must(asked::answer, clinic.item_9(1, 2));
  ServedTerminal room(clinic.at, Station::kTherapyRoom, "Room 9", "brandt");
  const auto alert = room.must(api::alerts::pending, {}).items.at(0).alert;
  room.must(api::alerts::open, {alert});
  room.must(api::alerts::acknowledge, {.alert = alert,
                                       .action = api::alerts::Action::kSeenNow,
                                       .words = {},
                                       .handed_to = std::nullopt});
  clinic.keep(asked::kAnswerKind, clinic.item_9(1, 2));  // its reply was lost
  clinic.keep(asked::kAnswerKind, clinic.item_9(2, 0));
  clinic.revoke_and_bring_home(2);
  CHECK(clinic.alerts_at(Station::kFrontDesk, "mia").empty());
}

TEST_CASE("item 9 of somebody the box does not know tells the desk that a clinician is needed") {
  StolenLobby clinic;
  auto unknown = clinic.item_9(1, 3);
  unknown.questionnaire = clinic.new_id<QuestionnaireId>();
  auto going_back = clinic.item_9(2, 1);
  going_back.questionnaire = unknown.questionnaire;
  auto no_points = clinic.item_9(1, 0);
  no_points.questionnaire = clinic.new_id<QuestionnaireId>();
  const UtcTime before = clinic.at.clock.now();
  clinic.keep(asked::kAnswerKind, unknown);
  const UtcTime after = clinic.at.clock.now();
  clinic.keep(asked::kAnswerKind, going_back);
  clinic.keep(asked::kAnswerKind, no_points);
  clinic.revoke_and_bring_home(3);
  CHECK(clinic.alerts_at(Station::kFrontDesk, "mia").empty());
  const auto calls = clinic.calls();
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].kind == forms::CallKind::kNeedsClinician);
  CHECK(calls[0].terminal_name == "Lobby");
  CHECK_FALSE(calls[0].greeting_name);
  REQUIRE(calls[0].said_at.has_value());
  CHECK(*calls[0].said_at >= before);
  CHECK(*calls[0].said_at <= after);
  // What a desk shows on which nobody is signed in.
  ServedTerminal empty(clinic.at, Station::kFrontDesk, "Empty desk");
  const auto waiting = empty.must(forms::calls_waiting, {}).items;
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0].kind == forms::CallKind::kNeedsClinician);
  CHECK(waiting[0].said_at == calls[0].said_at);
}

TEST_CASE("two people whom the box does not know call the desk twice") {
  StolenLobby clinic;
  for (int person = 0; person < 2; ++person) {
    auto unknown = clinic.item_9(1, 2);
    unknown.questionnaire = clinic.new_id<QuestionnaireId>();
    clinic.keep(asked::kAnswerKind, unknown);
  }
  clinic.revoke_and_bring_home(2);
  CHECK(clinic.calls().size() == 2);
}

TEST_CASE("a call for help from a revoked lobby terminal calls the desk by name, late") {
  StolenLobby clinic;
  const forms::HelpRequest help{clinic.new_id<forms::HelpCallId>(), clinic.check_in};
  SECTION("which the box did not get") {
    clinic.keep(forms::help.path, help);
    clinic.revoke_and_bring_home(1);
    const auto calls = clinic.calls();
    REQUIRE(calls.size() == 1);
    CHECK(calls[0].kind == forms::CallKind::kSetAside);
    CHECK(calls[0].greeting_name == "Lucía M.");
    CHECK(calls[0].terminal_name == "Lobby");
  }
  SECTION("which the box got and somebody answered") {
    clinic.lobby->must(forms::help, help);
    {
      ServedTerminal desk(clinic.at, Station::kFrontDesk, "Desk", "mia");
      desk.must(forms::answer_call, {help.call});
    }
    clinic.keep(forms::help.path, help);
    clinic.revoke_and_bring_home(1);
    CHECK(clinic.calls().empty());
  }
  SECTION("of a visit that the box does not have") {
    const forms::HelpRequest elsewhere{help.call, clinic.new_id<CheckInId>()};
    clinic.keep(forms::help.path, elsewhere);
    clinic.revoke_and_bring_home(1);
    REQUIRE(clinic.calls().size() == 1);
    CHECK_FALSE(clinic.calls()[0].greeting_name);
  }
}

TEST_CASE(
    "whoever stopped in the middle at a revoked lobby terminal is looked after all the same") {
  StolenLobby clinic;
  clinic.keep(forms::kFinishKind, forms::FinishRequest{clinic.check_in, forms::Ending::kForgotten});
  clinic.revoke_and_bring_home(1);
  const auto calls = clinic.calls();
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].kind == forms::CallKind::kStopped);
  CHECK(calls[0].greeting_name == "Lucía M.");
}

TEST_CASE("a wish to talk first from a revoked lobby terminal calls the desk by name, once") {
  StolenLobby clinic;
  clinic.keep(forms::kTalkFirstKind, forms::ThisVisit{clinic.check_in});
  clinic.keep(forms::kTalkFirstKind, forms::ThisVisit{clinic.check_in});
  clinic.revoke_and_bring_home(2);
  const auto calls = clinic.calls();
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].kind == forms::CallKind::kSetAside);
  CHECK(calls[0].greeting_name == "Lucía M.");
  ServedTerminal desk(clinic.at, Station::kFrontDesk, "Desk", "mia");
  CHECK_FALSE(desk.must(forms::of_client, {clinic.client}).wants_to_talk);
}
