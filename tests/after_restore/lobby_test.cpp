// SPDX-License-Identifier: Apache-2.0
#include "shared/api/alerts.h"
#include "shared/api/help_calls.h"
#include "tests/after_restore/lost_lobby.h"

// What a client did at the lobby terminal after the backup.

using namespace alcove;
using namespace alcove::tests;
using wire::Station;

TEST_CASE("a whole check-in of the lost hours comes back, in its order and with its times") {
  LostLobby clinic;
  clinic.back_up();
  clinic.greet();
  const auto due = clinic.lobby->must(forms::arrive, {clinic.check_in});
  const UtcTime arrived = clinic.at.clock.now();
  REQUIRE(due.consent.has_value());
  clinic.lobby->must(forms::propose, {.check_in = clinic.check_in,
                                      .proposal = clinic.new_id<ProposalId>(),
                                      .phone = due.phones.at(0).phone,
                                      .number = "7165557719",
                                      .address = std::nullopt});
  clinic.lobby->must(forms::sign, {.check_in = clinic.check_in,
                                   .consent = clinic.new_id<ConsentId>(),
                                   .hash = due.consent->hash,
                                   .typed_name = "Lucía Morales",
                                   .strokes = {{{{10, 20}, {30, 40}}}}});
  const QuestionnaireId phq9 = clinic.phq9();
  for (std::size_t item = 0; item < 8; ++item) clinic.answer(phq9, item, 1);
  clinic.answer(phq9, 8, 2);  // item 9
  clinic.answer(phq9, 9, 1);
  clinic.lobby->must(asked::finish, {phq9, asked::Ending::kCompleted});
  clinic.lobby->must(forms::finish, {clinic.check_in, forms::Ending::kDone});
  clinic.die();
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // the times differ
  clinic.restore();
  clinic.lobby->confirm_restore();
  REQUIRE(clinic.lobby->gives_back(16));
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  CHECK(clinic.lobby->report.applied == 16);

  const auto panel = clinic.panel();
  REQUIRE(panel.proposals.size() == 1);
  CHECK(panel.proposals[0].number == "(716) 555-7719");
  REQUIRE(panel.signed_documents.size() == 1);
  ServedTerminal room(clinic.at, Station::kTherapyRoom, "Room 9", "brandt");
  const auto result = room.must(asked::result, {phq9});
  CHECK(result.score.total == 10);
  CHECK(result.score.progress == asked::Progress::kCompleted);
  CHECK(room.must(api::alerts::pending, {}).items.size() == 1);
  ServedTerminal desk(clinic.at, Station::kFrontDesk, "Desk", "mia");
  const auto row = desk.must(api::appointments::open, {clinic.visit}).row;
  CHECK(row.appointment.state == rules::AppointmentState::kArrived);
  REQUIRE(row.appointment.arrived_at.has_value());
  CHECK(*row.appointment.arrived_at <= arrived + std::chrono::milliseconds(500));
}

TEST_CASE("a second restore from the same backup gets the same once more") {
  LostLobby clinic;
  clinic.back_up();
  clinic.greet();
  clinic.lobby->must(forms::arrive, {clinic.check_in});
  for (std::size_t round = 1; round <= 2; ++round) {
    clinic.die();
    clinic.restore();
    clinic.lobby->confirm_restore();
    REQUIRE(clinic.lobby->gives_back(2 * round));
    CHECK(clinic.not_taken() == std::vector<std::string>{});
    ServedTerminal desk(clinic.at, Station::kFrontDesk, "Desk", "mia");
    CHECK(desk.must(api::appointments::open, {clinic.visit}).row.appointment.state ==
          rules::AppointmentState::kArrived);
  }
}

TEST_CASE(
    "what the desk did by hand after the restore stands, and nothing of the rest is dropped") {
  LostLobby clinic;
  clinic.back_up();
  clinic.greet();
  clinic.lobby->must(forms::arrive, {clinic.check_in});
  clinic.die();
  clinic.restore();
  {
    ServedTerminal desk(clinic.at, Station::kFrontDesk, "Desk", "mia");
    const auto row = desk.must(api::appointments::open, {clinic.visit}).row;
    desk.must(api::appointments::mark, {.appointment = clinic.visit,
                                        .base_revision = row.appointment.revision,
                                        .state = rules::AppointmentState::kNoShow,
                                        .room = std::nullopt,
                                        .reason = "nobody came"});
  }
  clinic.lobby->confirm_restore();
  REQUIRE(clinic.lobby->gives_back(2));
  CHECK(clinic.not_taken() == std::vector<std::string>{"/v1/check_in/arrive not_found",
                                                       "/v1/check_in/identify not_found"});
  ServedTerminal desk(clinic.at, Station::kFrontDesk, "Desk two", "mia");
  CHECK(desk.must(api::appointments::open, {clinic.visit}).row.appointment.state ==
        rules::AppointmentState::kNoShow);
}

TEST_CASE("an unknown person who needs a clinician is found by the desk's booking: one alert") {
  LostLobby clinic;
  KeepingTerminal desk(clinic, Station::kFrontDesk, "Desk one");
  REQUIRE(desk.connects());
  const ClientId ana = clinic.add_client("Ana", "Okonkwo");
  clinic.back_up();
  desk.sign_in("mia");
  desk.must(api::appointments::book, {.appointment = clinic.new_id<AppointmentId>(),
                                      .client = ana,
                                      .clinician = clinic.brandt,
                                      .room = clinic.room_2,
                                      .service = clinic.service,
                                      .start = clinic.today_at(15),
                                      .minutes = 50});
  REQUIRE(clinic.lobby
              ->must(forms::identify, {.check_in = clinic.check_in,
                                       .language = rules::Language::kEnglish,
                                       .surname = "okonkwo",
                                       .birth_date = parse_date("1986-04-17").value(),
                                       .last_four = "0133"})
              .matched);
  clinic.lobby->must(forms::arrive, {clinic.check_in});
  const QuestionnaireId phq9 = clinic.phq9();
  clinic.answer(phq9, 8, 2);  // item 9
  clinic.die();
  clinic.restore();
  clinic.lobby->confirm_restore();
  REQUIRE(clinic.lobby->gives_back(3));
  const auto told = [&](const std::string& terminal) {
    ServedTerminal at_desk(clinic.at, Station::kFrontDesk, terminal, "mia");
    return std::pair(at_desk.must(forms::help_calls, {}).items,
                     at_desk.must(api::alerts::pending, {}).items);
  };
  const auto [unknown, no_alerts] = told("Desk two");
  REQUIRE(unknown.size() == 1);
  CHECK(unknown[0].kind == forms::CallKind::kNeedsClinician);
  CHECK(no_alerts.empty());

  desk.confirm_restore();
  REQUIRE(desk.gives_back(1));
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const auto [calls, alerts] = told("Desk three");
  CHECK(calls.empty());
  REQUIRE(alerts.size() == 1);
  CHECK(alerts[0].person == "Ana O.");
}
