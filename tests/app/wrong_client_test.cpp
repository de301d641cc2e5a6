// SPDX-License-Identifier: Apache-2.0
#include "tests/app/wrong_client.h"

#include <catch2/catch.hpp>
#include <set>

// Somebody answered in another client's name, and the desk puts it right.

using namespace alcove;
using alcove::api::check_in::ArrivalChange;
using alcove::testing::WrongClient;
using api::chart::FlagKind;
using rules::AppointmentState;
namespace forms = alcove::api::check_in;
namespace asked = alcove::api::questionnaires;
using api::appointments::Flag;
using rules::InstrumentId;

namespace {

bool has(const std::vector<Flag>& flags, Flag flag) {
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

}  // namespace

TEST_CASE("the preview says what would happen in numbers, and nothing of it happens") {
  WrongClient clinic;
  const auto due = clinic.arrive();
  clinic.propose(due.phones.at(0).phone);
  clinic.sign(due.consent->hash);
  clinic.answer_phq9();
  const forms::Correction seen = clinic.preview(clinic.check_in, clinic.anas);
  CHECK(seen.wrong_arrival == ArrivalChange::kTakenBack);
  CHECK(seen.right_arrival == ArrivalChange::kMarked);
  REQUIRE(seen.questionnaires.size() == 2);
  CHECK(seen.questionnaires[0].instrument == InstrumentId::kPhq9);
  CHECK(seen.questionnaires[0].done == 9);
  CHECK(seen.questionnaires[1].done == 0);
  CHECK(seen.alert);
  CHECK(seen.goes_on);
  CHECK_FALSE(seen.wants_to_talk);
  CHECK(seen.signatures == 1);
  CHECK(seen.corrections == 1);
  CHECK(seen.corrections_taken == 0);
  CHECK(clinic.row(clinic.lucias).appointment.state == AppointmentState::kArrived);
  CHECK(clinic.row(clinic.anas).appointment.state == AppointmentState::kScheduled);
  CHECK(clinic.scores(*clinic.brandt, clinic.lucia).size() == 2);
}

TEST_CASE("the answers go to the right record with their own times, and stay marked in the other") {
  WrongClient clinic;
  clinic.arrive();
  const QuestionnaireId phq9 = clinic.answer_phq9();
  clinic.lobby->must(forms::finish, {clinic.check_in, forms::Ending::kDone});
  const auto before = clinic.brandt->must(asked::result, {phq9});
  const forms::CorrectRequest done = clinic.correct(clinic.check_in, clinic.anas);

  CHECK(clinic.scores(*clinic.brandt, clinic.lucia).empty());
  CHECK(clinic.chart(*clinic.brandt, clinic.lucia).latest.empty());
  CHECK(clinic.chart(*clinic.brandt, clinic.lucia).flags.empty());
  CHECK(clinic.brandt->must(asked::scores, {.client = clinic.lucia, .next = {}}).entered_in_error ==
        2);
  const auto left = clinic.in_error(*clinic.brandt, clinic.lucia);
  REQUIRE(left.size() == 2);
  for (const asked::ScoreLine& line : left) {
    REQUIRE(line.entered_in_error.has_value());
    CHECK(line.entered_in_error->by_name == "mia tester");
    CHECK(line.entered_in_error->reason == done.reason);
    CHECK(line.entered_in_error->at >= before.score.begun_at);
  }
  // Still readable there, answer for answer.
  const auto after = clinic.brandt->must(asked::result, {phq9});
  CHECK(after.client == clinic.lucia);
  CHECK(after.answers.size() == 9);
  CHECK(after.score.entered_in_error.has_value());

  const auto moved = clinic.scores(*clinic.olga, clinic.ana);
  REQUIRE(moved.size() == 2);
  const auto line = std::find_if(moved.begin(), moved.end(), [](const asked::ScoreLine& one) {
    return one.instrument == InstrumentId::kPhq9;
  });
  CHECK(line->total == 10);
  CHECK(line->severity == rules::Severity::kModerate);
  CHECK(line->begun_at == before.score.begun_at);
  CHECK(line->ended_at == before.score.ended_at);
  CHECK(line->appointment == clinic.anas);
  REQUIRE(line->moved_here.has_value());
  CHECK(line->moved_here->by_name == "mia tester");
  CHECK_FALSE(line->entered_in_error.has_value());
  const auto result = clinic.olga->must(asked::result, {line->questionnaire});
  CHECK(result.client == clinic.ana);
  CHECK(result.check_in == done.moved);
  REQUIRE(result.answers.size() == 9);
  CHECK(result.answers[8].points == 2);
  CHECK(result.answers[8].confirmed_at == before.answers[8].confirmed_at);
  CHECK(clinic.in_error(*clinic.olga, clinic.ana).empty());
}

TEST_CASE("the arrival follows the person, and the board and the desk's panel follow") {
  WrongClient clinic;
  const auto due = clinic.arrive();
  clinic.propose(due.phones.at(0).phone);
  clinic.lobby->must(forms::talk_first, {clinic.check_in});
  clinic.lobby->must(forms::help,
                     {.call = clinic.new_id<forms::HelpCallId>(), .check_in = clinic.check_in});
  CHECK(has(clinic.flags(clinic.lucias), Flag::kWantsToTalk));
  clinic.correct(clinic.check_in, clinic.anas);
  CHECK(clinic.row(clinic.lucias).appointment.state == AppointmentState::kScheduled);
  CHECK_FALSE(clinic.row(clinic.lucias).appointment.arrived_at.has_value());
  CHECK(clinic.row(clinic.anas).appointment.state == AppointmentState::kArrived);
  CHECK(clinic.flags(clinic.lucias).empty());
  const std::vector<Flag> flags = clinic.flags(clinic.anas);
  CHECK(has(flags, Flag::kWantsToTalk));
  CHECK(has(flags, Flag::kHelpAsked));
  CHECK(has(flags, Flag::kFormsDue));
  CHECK_FALSE(has(flags, Flag::kProposedChanges));
  const auto calls = clinic.desk->must(forms::help_calls, {}).items;
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].greeting_name == "Ana S.");

  const auto wrong = clinic.panel(clinic.lucia);
  CHECK(wrong.proposals.empty());
  CHECK(wrong.questionnaires.empty());
  CHECK_FALSE(wrong.wants_to_talk);
  REQUIRE(wrong.lobby_visits.size() == 1);
  REQUIRE(wrong.lobby_visits[0].entered_in_error.has_value());
  CHECK(wrong.lobby_visits[0].entered_in_error->by_name == "mia tester");
  const auto right = clinic.panel(clinic.ana);
  CHECK(right.questionnaires.size() == 2);
  CHECK(right.wants_to_talk);
  REQUIRE(right.lobby_visits.size() == 1);
  CHECK(right.lobby_visits[0].moved_here.has_value());
  CHECK(right.lobby_visits[0].appointment == clinic.anas);
}

TEST_CASE("a signature of somebody else is void, and due again for both") {
  WrongClient clinic;
  const auto due = clinic.arrive();
  clinic.sign(due.consent->hash);
  CHECK_FALSE(clinic.panel(clinic.lucia).consent_due);
  clinic.correct(clinic.check_in, clinic.anas);
  const auto wrong = clinic.panel(clinic.lucia);
  REQUIRE(wrong.signed_documents.size() == 1);
  REQUIRE(wrong.signed_documents[0].void_since.has_value());
  CHECK(wrong.signed_documents[0].void_since->reason == "another person sat at the terminal");
  CHECK(wrong.consent_due);
  CHECK(clinic.panel(clinic.ana).consent_due);
  CHECK(clinic.panel(clinic.ana).signed_documents.empty());
}

TEST_CASE("an alert that waits names the right client at once, and waits since the same moment") {
  WrongClient clinic;
  clinic.arrive();
  clinic.answer_phq9();
  const auto before = clinic.pending(*clinic.desk);
  REQUIRE(before.size() == 1);
  CHECK(before[0].person == "Lucía M.");
  REQUIRE(clinic.pending(*clinic.brandt).size() == 1);
  CHECK(clinic.pending(*clinic.olga).empty());
  clinic.brandt->must(api::alerts::open, {before[0].alert});
  clinic.correct(clinic.check_in, clinic.anas);

  const auto after = clinic.pending(*clinic.desk);
  REQUIRE(after.size() == 1);
  CHECK(after[0].person == "Ana S.");
  CHECK(after[0].since == before[0].since);
  CHECK(clinic.pending(*clinic.brandt).empty());
  REQUIRE(clinic.pending(*clinic.olga).size() == 1);
  CHECK(clinic.olga->must(api::alerts::open, {after[0].alert}).person == "Soto, Ana");
  // Who still has the old one on the screen is told to look again, and answers nothing by it.
  CHECK(clinic.brandt->refusal(api::alerts::open, {before[0].alert}) == ErrorCode::kWrongState);
  CHECK(clinic.brandt->refusal(api::alerts::acknowledge, {.alert = before[0].alert,
                                                          .action = api::alerts::Action::kSeenNow,
                                                          .words = "",
                                                          .handed_to = {}}) ==
        ErrorCode::kWrongState);
  CHECK(clinic.desk->refusal(api::alerts::told, {.alert = before[0].alert, .whom = {}}) ==
        ErrorCode::kWrongState);
  CHECK(has(clinic.flags(clinic.anas), Flag::kAlert));
  CHECK_FALSE(has(clinic.flags(clinic.lucias), Flag::kAlert));
  const auto wrong = clinic.chart(*clinic.brandt, clinic.lucia);
  REQUIRE(wrong.alerts.size() == 1);
  CHECK(wrong.alerts[0].entered_in_error.has_value());
  CHECK(wrong.flags.empty());
  const auto right = clinic.chart(*clinic.olga, clinic.ana);
  REQUIRE(right.alerts.size() == 1);
  CHECK(right.alerts[0].moved_here.has_value());
  REQUIRE_FALSE(right.flags.empty());
  CHECK(right.flags[0].kind == FlagKind::kAlertOpen);
}

TEST_CASE("an alert that was acknowledged of the wrong client is raised again for the right one") {
  WrongClient clinic;
  clinic.arrive();
  clinic.answer_phq9();
  const AlertId alert = clinic.pending(*clinic.brandt).at(0).alert;
  clinic.brandt->must(api::alerts::open, {alert});
  clinic.brandt->must(
      api::alerts::acknowledge,
      {.alert = alert, .action = api::alerts::Action::kSeenNow, .words = "", .handed_to = {}});
  const UtcTime moved_after = clinic.at.clock.now();
  clinic.correct(clinic.check_in, clinic.anas);
  const auto pending = clinic.pending(*clinic.olga);
  REQUIRE(pending.size() == 1);
  CHECK(pending[0].meant_for_me);
  CHECK(pending[0].since >= moved_after);
  CHECK(clinic.pending(*clinic.desk).at(0).person == "Ana S.");
  const auto wrong = clinic.chart(*clinic.brandt, clinic.lucia);
  REQUIRE(wrong.alerts.size() == 1);
  REQUIRE(wrong.alerts[0].acknowledged.has_value());
  CHECK(wrong.alerts[0].acknowledged->by_name == "brandt tester");
  CHECK(wrong.alerts[0].entered_in_error.has_value());
}

TEST_CASE("who is still at the terminal loses no answer, and their alert names the right client") {
  WrongClient clinic;
  clinic.arrive();
  const QuestionnaireId phq9 = clinic.open_one(InstrumentId::kPhq9);
  for (std::size_t item = 0; item < 4; ++item) clinic.answer(phq9, InstrumentId::kPhq9, item, 1);
  clinic.correct(clinic.check_in, clinic.anas);
  for (std::size_t item = 4; item < 8; ++item) clinic.answer(phq9, InstrumentId::kPhq9, item, 1);
  CHECK(clinic.answer(phq9, InstrumentId::kPhq9, 8, 2).show_support);
  CHECK(clinic.scores(*clinic.brandt, clinic.lucia).empty());
  CHECK(clinic.pending(*clinic.desk).at(0).person == "Ana S.");
  bool found = false;
  for (const asked::ScoreLine& line : clinic.scores(*clinic.olga, clinic.ana)) {
    if (line.instrument != InstrumentId::kPhq9) continue;
    found = true;
    CHECK(line.total == 10);
  }
  CHECK(found);
  // In the wrong record stands what had been answered until then.
  CHECK(clinic.brandt->must(asked::result, {phq9}).answers.size() == 4);
  // Nothing more is signed or corrected there in the wrong name.
  CHECK(clinic.lobby->refusal(forms::talk_first, {clinic.check_in}) == ErrorCode::kNotFound);
}

TEST_CASE("what was moved by mistake is moved back by the same way, and both histories stand") {
  WrongClient clinic;
  clinic.arrive();
  clinic.answer_phq9();
  const forms::CorrectRequest there = clinic.correct(clinic.check_in, clinic.anas);
  clinic.correct(there.moved, clinic.lucias);
  CHECK(clinic.row(clinic.lucias).appointment.state == AppointmentState::kArrived);
  CHECK(clinic.row(clinic.anas).appointment.state == AppointmentState::kScheduled);
  CHECK(clinic.scores(*clinic.brandt, clinic.lucia).size() == 2);
  CHECK(clinic.in_error(*clinic.brandt, clinic.lucia).size() == 2);
  CHECK(clinic.scores(*clinic.olga, clinic.ana).empty());
  CHECK(clinic.in_error(*clinic.olga, clinic.ana).size() == 2);
  CHECK(clinic.pending(*clinic.desk).at(0).person == "Lucía M.");
  REQUIRE(clinic.pending(*clinic.brandt).size() == 1);
  CHECK(clinic.pending(*clinic.olga).empty());
  CHECK(clinic.panel(clinic.lucia).lobby_visits.size() == 2);
}

TEST_CASE("the wrong client can check in afterwards and is asked everything of their own") {
  WrongClient clinic;
  const auto due = clinic.arrive();
  clinic.sign(due.consent->hash);
  const QuestionnaireId phq9 = clinic.answer_phq9();
  clinic.lobby->must(asked::answer, {.questionnaire = phq9,
                                     .number = 10,
                                     .item = "69722-7",
                                     .kind = rules::AnswerKind::kPoints,
                                     .points = 1,
                                     .confirmed_at = clinic.at.clock.now()});
  clinic.lobby->must(asked::finish, {phq9, asked::Ending::kCompleted});
  clinic.correct(clinic.check_in, clinic.anas);
  const auto own = clinic.arrive();
  CHECK(own.consent.has_value());
  CHECK(clinic.lobby->must(asked::open, {clinic.check_in}).items.size() == 2);
}

TEST_CASE("the waiting room's number stays with the person, and the wrong client gets another") {
  WrongClient clinic;
  const auto told = clinic.arrive();
  REQUIRE(told.queue_token.has_value());
  clinic.correct(clinic.check_in, clinic.anas);
  CHECK(clinic.row(clinic.anas).appointment.queue_token == told.queue_token);
  CHECK_FALSE(clinic.row(clinic.lucias).appointment.queue_token.has_value());
  const auto own = clinic.arrive();
  REQUIRE(own.queue_token.has_value());
  CHECK(own.queue_token != told.queue_token);
}

TEST_CASE("both records have it in the audit chain, and no event names the other client") {
  WrongClient clinic;
  const auto due = clinic.arrive();
  clinic.propose(due.phones.at(0).phone);
  clinic.sign(due.consent->hash);
  clinic.answer_phq9();
  clinic.correct(clinic.check_in, clinic.anas);
  using Actions = std::multiset<std::string>;
  const auto of = [&](const ClientId& client) {
    Actions actions;
    for (const auto& [action, detail] :
         clinic.events_since("check_in.preview_correction", client)) {
      actions.insert(action);
      CHECK(detail.find("Soto") == std::string::npos);
      CHECK(detail.find("Morales") == std::string::npos);
      CHECK(detail.find("another person sat") == std::string::npos);
      CHECK(detail.find(client == clinic.ana ? clinic.lucia.text() : clinic.ana.text()) ==
            std::string::npos);
    }
    return actions;
  };
  CHECK(of(clinic.lucia) == Actions{"alert.move", "appointment.undo", "check_in.correct",
                                    "consent.void", "proposal.withdraw", "questionnaire.finish",
                                    "questionnaire.finish", "questionnaire.move",
                                    "questionnaire.move"});
  CHECK(of(clinic.ana) == Actions{"alert.raise", "appointment.mark", "check_in.correct_here",
                                  "questionnaire.move_here", "questionnaire.move_here"});
}

TEST_CASE("nothing is put right twice, over a change, or by who may not") {
  WrongClient clinic;
  clinic.arrive();
  const forms::CorrectRequest seen = clinic.request(clinic.check_in, clinic.anas);
  CHECK(clinic.biller->refusal(forms::correct, seen) == ErrorCode::kForbidden);
  CHECK(clinic.lobby->refusal(forms::correct, seen) == ErrorCode::kWrongStation);
  CHECK(clinic.lobby->refusal(forms::preview_correction, {clinic.check_in, clinic.anas}) ==
        ErrorCode::kWrongStation);
  CHECK(clinic.desk->refusal(asked::entered_in_error, {.client = clinic.lucia, .next = {}}) ==
        ErrorCode::kWrongStation);
  CHECK(clinic.olga->refusal(asked::entered_in_error, {.client = clinic.lucia, .next = {}}) ==
        ErrorCode::kForbidden);
  // Somebody marked Ana's arrival meanwhile.
  clinic.desk->must(api::appointments::mark, {.appointment = clinic.anas,
                                              .base_revision = seen.right_revision,
                                              .state = AppointmentState::kArrived,
                                              .room = std::nullopt,
                                              .reason = {}});
  CHECK(clinic.desk->refusal(forms::correct, seen) == ErrorCode::kConflict);
  CHECK(clinic.panel(clinic.lucia).questionnaires.size() == 2);
  const forms::CorrectRequest done = clinic.correct(clinic.check_in, clinic.anas);
  CHECK(clinic.desk->refusal(forms::correct, done) == ErrorCode::kWrongState);
  forms::CorrectRequest nameless = done;
  nameless.reason.clear();
  CHECK(clinic.desk->refusal(forms::correct, nameless) == ErrorCode::kOutOfRange);
  CHECK(clinic.scores(*clinic.olga, clinic.ana).size() == 2);
}

TEST_CASE(
    "an arrival that the desk marked of the wrong person begins nothing that undo would leave") {
  WrongClient clinic;
  clinic.desk->must(api::appointments::mark, {.appointment = clinic.lucias,
                                              .base_revision = 1,
                                              .state = AppointmentState::kArrived,
                                              .room = std::nullopt,
                                              .reason = {}});
  CHECK(
      has(clinic.flags(clinic.lucias), Flag::kFormsDue));  // consent, while she is said to be here
  clinic.desk->must(api::appointments::undo,
                    {.appointment = clinic.lucias, .base_revision = 2, .reason = "wrong row"});
  CHECK(clinic.flags(clinic.lucias).empty());
  CHECK(clinic.panel(clinic.lucia).questionnaires.empty());
  CHECK(clinic.scores(*clinic.brandt, clinic.lucia).empty());
  CHECK_FALSE(clinic.row(clinic.lucias).appointment.arrived_at.has_value());
  // And she can check in herself.
  CHECK(clinic.arrive().consent.has_value());
}
