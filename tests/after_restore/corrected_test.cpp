// SPDX-License-Identifier: Apache-2.0
#include "shared/api/alert_care.h"
#include "shared/api/appointment_steps.h"
#include "shared/api/check_in_correction.h"
#include "shared/api/help_calls.h"
#include "tests/after_restore/lost_lobby.h"

// After the backup somebody answered in another client's name, and the desk put it right. The box
// died then: what comes back stands where the desk had put it.

using namespace alcove;
using namespace alcove::tests;
using rules::AppointmentState;
using wire::Station;

namespace {

// Rhea Okafor, who sees A. Reyes, checks in as Lucía Morales, who sees L. Brandt.
struct CorrectedLobby : LostLobby {
  CorrectedLobby() {
    rhea = add_client("Rhea", "Okafor");
    rheas = book(rhea, today_at(14), room_4, reyes);
    desk.emplace(*this, Station::kFrontDesk, "Desk one");
    room.emplace(*this, Station::kTherapyRoom, "Room 4");
    REQUIRE(desk->connects());
    REQUIRE(room->connects());
    back_up();
  }
  void answer_as_lucia() {
    greet();
    lobby->must(forms::arrive, {check_in});
    phq = phq9();
    for (std::size_t item = 0; item < 8; ++item) answer(phq, item, 1);
    answer(phq, 8, 2);  // item 9
    lobby->must(forms::finish, {check_in, forms::Ending::kDone});
  }
  static constexpr std::size_t kOfTheLobby = 12;
  void put_right(const AppointmentId& right) {
    desk->sign_in("mia");
    const auto seen = desk->must(forms::preview_correction, {check_in, right});
    desk->must(forms::correct, {.check_in = check_in,
                                .right = right,
                                .moved = new_id<CheckInId>(),
                                .wrong_revision = seen.wrong_revision,
                                .right_revision = seen.right_revision,
                                .reason = "somebody else"});
  }
  // The restore has signed everybody out, and an alert whose clinician is not there goes to others.
  void restore_and_sign_in() {
    restore();
    CHECK(alerts_at("brandt").empty());
    CHECK(alerts_at("reyes").empty());
  }
  void confirm(KeepingTerminal& terminal, std::size_t records) {
    terminal.confirm_restore();
    REQUIRE(terminal.gives_back(records));
  }
  AppointmentState state_of(const AppointmentId& id) {
    ServedTerminal look(at, Station::kFrontDesk, "Look " + std::to_string(++desks), "mia");
    return look.must(api::appointments::open, {id}).row.appointment.state;
  }
  std::vector<api::alerts::Pending> alerts_at(const std::string& person) {
    ServedTerminal look(at, Station::kTherapyRoom, "Look " + std::to_string(++desks), person);
    return look.must(api::alerts::pending, {}).items;
  }
  std::vector<asked::ScoreLine> scores_at(const std::string& person, const ClientId& of) {
    ServedTerminal look(at, Station::kTherapyRoom, "Look " + std::to_string(++desks), person);
    return look.must(asked::scores, {.client = of, .next = {}}).items;
  }
  // As the desk sees it; in the rooms A. Reyes is told, and L. Brandt is not.
  void alert_is_of(const std::string& person) {
    ServedTerminal look(at, Station::kFrontDesk, "Look " + std::to_string(++desks), "mia");
    const auto waiting = look.must(api::alerts::pending, {}).items;
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].person == person);
    CHECK(alerts_at("reyes").size() == 1);
    CHECK(alerts_at("brandt").empty());
  }
  void answers_and_alert_are_rheas() {
    alert_is_of("Rhea O.");
    CHECK(scores_at("brandt", client).empty());
    std::int64_t most = 0;
    for (const asked::ScoreLine& line : scores_at("reyes", rhea)) {
      most = std::max(most, line.total.value_or(0));
    }
    CHECK(most == 10);
  }

  ClientId rhea;
  AppointmentId rheas;
  QuestionnaireId phq;
  std::optional<KeepingTerminal> desk, room;
};

}  // namespace

TEST_CASE("a corrected check-in comes back with its alert under the right client") {
  CorrectedLobby clinic;
  clinic.answer_as_lucia();
  clinic.put_right(clinic.rheas);
  clinic.die();
  clinic.restore_and_sign_in();
  clinic.confirm(*clinic.lobby, CorrectedLobby::kOfTheLobby);
  CHECK(clinic.alerts_at("brandt").size() == 1);  // until the desk's terminal is confirmed too
  clinic.confirm(*clinic.desk, 1);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  clinic.answers_and_alert_are_rheas();
  CHECK(clinic.state_of(clinic.visit) == AppointmentState::kScheduled);
  CHECK(clinic.state_of(clinic.rheas) == AppointmentState::kArrived);
}

TEST_CASE(
    "a correction that is brought first waits for the check-in, and what was done since fits") {
  CorrectedLobby clinic;
  clinic.answer_as_lucia();
  clinic.put_right(clinic.rheas);
  const auto alert = clinic.alerts_at("reyes").at(0).alert;
  clinic.room->sign_in("reyes");
  clinic.room->must(api::alerts::open, {alert});
  clinic.room->must(api::alerts::acknowledge, {.alert = alert,
                                               .action = api::alerts::Action::kSeenNow,
                                               .words = "We talked",
                                               .handed_to = {}});
  clinic.die();
  clinic.restore_and_sign_in();
  clinic.confirm(*clinic.room, 2);
  clinic.confirm(*clinic.desk, 1);
  CHECK(clinic.not_taken() == std::vector<std::string>{"/v1/check_in/correct not_found",
                                                       "/v1/alerts/acknowledge not_found",
                                                       "/v1/alerts/open not_found"});
  clinic.confirm(*clinic.lobby, CorrectedLobby::kOfTheLobby);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  CHECK(clinic.alerts_at("reyes").empty());  // acknowledged, as it was
  CHECK(clinic.alerts_at("brandt").empty());
  CHECK(clinic.scores_at("brandt", clinic.client).empty());
  CHECK_FALSE(clinic.scores_at("reyes", clinic.rhea).empty());
  CHECK(clinic.state_of(clinic.rheas) == AppointmentState::kArrived);
}

TEST_CASE(
    "visits that the desk changed after the restore stand, and the answers find their person") {
  CorrectedLobby clinic;
  clinic.answer_as_lucia();
  clinic.put_right(clinic.rheas);
  clinic.die();
  clinic.restore_and_sign_in();
  clinic.confirm(*clinic.lobby, CorrectedLobby::kOfTheLobby);
  {
    ServedTerminal look(clinic.at, Station::kFrontDesk, "Third desk", "mia");
    const auto mark = [&](const AppointmentId& id, AppointmentState state) {
      const auto now = look.must(api::appointments::open, {id}).row.appointment;
      look.must(api::appointments::mark, {.appointment = id,
                                          .base_revision = now.revision,
                                          .state = state,
                                          .room = std::nullopt,
                                          .reason = {}});
    };
    mark(clinic.rheas, AppointmentState::kArrived);
    mark(clinic.visit, AppointmentState::kInSession);
  }
  clinic.confirm(*clinic.desk, 1);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  clinic.answers_and_alert_are_rheas();
  CHECK(clinic.state_of(clinic.visit) == AppointmentState::kInSession);
  CHECK(clinic.state_of(clinic.rheas) == AppointmentState::kArrived);
}

TEST_CASE("a correction of the lost hours never goes over one made after the restore") {
  CorrectedLobby clinic;
  const ClientId sam = clinic.add_client("Sam", "Stone");
  const AppointmentId sams = clinic.book(sam, clinic.today_at(16), clinic.room_4, clinic.reyes);
  clinic.back_up();
  clinic.answer_as_lucia();
  clinic.put_right(clinic.rheas);
  clinic.die();
  clinic.restore_and_sign_in();
  clinic.confirm(*clinic.lobby, CorrectedLobby::kOfTheLobby);
  {
    ServedTerminal look(clinic.at, Station::kFrontDesk, "Third desk", "mia");
    const auto seen = look.must(forms::preview_correction, {clinic.check_in, sams});
    look.must(forms::correct, {.check_in = clinic.check_in,
                               .right = sams,
                               .moved = clinic.new_id<CheckInId>(),
                               .wrong_revision = seen.wrong_revision,
                               .right_revision = seen.right_revision,
                               .reason = "it was Sam"});
  }
  clinic.confirm(*clinic.desk, 1);
  CHECK(clinic.not_taken() == std::vector<std::string>{"/v1/check_in/correct wrong_state"});
  clinic.alert_is_of("Sam S.");
}

TEST_CASE("whoever stands at the lobby terminal goes on while a correction comes back") {
  CorrectedLobby clinic;
  clinic.desk->sign_in("mia");
  const AppointmentId booked = clinic.new_id<AppointmentId>();
  const ClientId ana = [&] {
    api::clients::RegisterRequest request;
    request.client = clinic.new_id<ClientId>();
    request.details.legal_given = "Ana";
    request.details.legal_family = "Soto";
    request.details.birth_date = parse_date("1986-04-17").value();
    request.details.phones.push_back(
        {clinic.new_id<PhoneId>(), api::clients::PhoneKind::kMobile, "716-555-0133", true});
    request.not_the_same_as = clinic.registered;
    return clinic.desk->must(api::clients::register_client, request).id;
  }();
  clinic.desk->must(api::appointments::book, {.appointment = booked,
                                              .client = ana,
                                              .clinician = clinic.reyes,
                                              .room = std::nullopt,
                                              .service = clinic.service,
                                              .start = clinic.today_at(17),
                                              .minutes = 50});
  const auto greet = [&](const CheckInId& check_in, const std::string& surname) {
    return clinic.lobby
        ->must(forms::identify, {.check_in = check_in,
                                 .language = rules::Language::kEnglish,
                                 .surname = surname,
                                 .birth_date = parse_date("1986-04-17").value(),
                                 .last_four = "0133"})
        .matched;
  };
  REQUIRE(greet(clinic.check_in, "soto"));
  clinic.lobby->must(forms::arrive, {clinic.check_in});
  clinic.put_right(clinic.rheas);
  clinic.die();
  clinic.restore_and_sign_in();
  clinic.confirm(*clinic.lobby, 2);  // whose visit that was, the box does not know yet
  const CheckInId here = clinic.check_in = clinic.new_id<CheckInId>();
  REQUIRE(greet(here, "morales"));
  clinic.lobby->must(forms::arrive, {here});
  const QuestionnaireId phq9 = clinic.phq9();
  clinic.answer(phq9, 0, 1);
  clinic.confirm(*clinic.desk, 3);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  CHECK(clinic.state_of(clinic.rheas) == AppointmentState::kArrived);
  clinic.answer(phq9, 1, 1);
  CHECK(clinic.lobby->must(asked::open, {here}).items.size() == 2);
}

TEST_CASE("a call for help that somebody had gone to is answered again") {
  CorrectedLobby clinic;
  clinic.greet();
  clinic.lobby->must(forms::help,
                     {.call = clinic.new_id<forms::HelpCallId>(), .check_in = clinic.check_in});
  clinic.back_up();
  const auto open_calls = [&] {
    ServedTerminal look(clinic.at, Station::kFrontDesk, "Look " + std::to_string(++clinic.desks),
                        "mia");
    return look.must(forms::help_calls, {}).items;
  };
  REQUIRE(open_calls().size() == 1);
  clinic.desk->sign_in("mia");
  clinic.desk->must(forms::answer_call, {open_calls()[0].call});
  clinic.die();
  clinic.restore_and_sign_in();
  REQUIRE(open_calls().size() == 1);
  clinic.confirm(*clinic.desk, 1);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  CHECK(open_calls().empty());
}
