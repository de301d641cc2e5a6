// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/check_in_correction.h"
#include "shared/api/day_board.h"
#include "shared/api/help_calls.h"
#include "tests/lobby/lobby_terminal.h"

// What happens to people at the lobby terminal: docs/guides/check-in-cases.md tells them to the
// desk. Here is what the other files of this folder do not say.

using namespace alcove;
using alcove::testing::LobbyTerminal;
using api::appointments::Flag;
using api::questionnaires::Progress;
using rules::AppointmentState;

namespace {

constexpr const char* kDesk = "Please see the front desk.";

api::appointments::BoardRow row_of(LobbyTerminal& lobby, const ClientId& client) {
  for (const auto& row : lobby.at_desk(api::appointments::day, {}).items) {
    if (row.appointment.client == client) return row;
  }
  throw Fault(ErrorCode::kNotFound, "nobody of that id is on the board");
}
bool flagged(LobbyTerminal& lobby, Flag flag) {
  const auto flags = row_of(lobby, lobby.client).flags;
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

// So many years before today on the clinic's clock, and so many days later.
LocalDate born(LobbyTerminal& lobby, int years, int days_later) {
  const LocalDate today = date_of(lobby.clinic.zone.to_local(lobby.clinic.clock.now()));
  LocalDate day{today.year() - std::chrono::years(years), today.month(), today.day()};
  if (!day.ok()) day = day.year() / day.month() / std::chrono::day(28);
  return LocalDate(std::chrono::sys_days(day) + std::chrono::days(days_later));
}
std::string as_typed(LocalDate date) {
  const std::string iso = format_date(date);
  return iso.substr(5, 2) + iso.substr(8, 2) + iso.substr(0, 4);
}

}  // namespace

TEST_CASE("at sixteen, and on the last day before eighteen, one is sent to the desk; then not") {
  LobbyTerminal lobby;
  const LocalDate sixteen = born(lobby, 16, 0);
  const LocalDate almost = born(lobby, 18, 1);
  const LocalDate eighteen = born(lobby, 18, 0);
  lobby.add_client("Nia", "Okafor", format_date(sixteen));
  lobby.add_client("Ben", "Walker", format_date(almost));
  lobby.add_client("Sam", "Haddad", format_date(eighteen));
  lobby.touch("english");
  lobby.identify("okafor", as_typed(sixteen));
  REQUIRE(lobby.sees(kDesk));
  CHECK_FALSE(lobby.ui->shows_text("Nia"));
  lobby.touch("next");
  lobby.identify("walker", as_typed(almost));
  REQUIRE(lobby.sees(kDesk));
  lobby.touch("next");
  lobby.identify("haddad", as_typed(eighteen));
  CHECK(lobby.sees("Hello, Sam H."));
}

TEST_CASE("whom the kiosk sends to the desk, with no phone or too young, the desk checks in") {
  LobbyTerminal lobby;
  const ClientId tom = lobby.add_client("Tom", "Walker", "1986-04-17", "");
  lobby.touch("english");
  lobby.identify("walker", "04171986", "0000");
  REQUIRE(lobby.sees(kDesk));
  CHECK(row_of(lobby, tom).appointment.state == AppointmentState::kScheduled);
  lobby.at_desk(api::appointments::mark, {.appointment = row_of(lobby, tom).appointment.id,
                                          .base_revision = 1,
                                          .state = AppointmentState::kArrived,
                                          .room = std::nullopt,
                                          .reason = {}});
  CHECK(row_of(lobby, tom).appointment.state == AppointmentState::kArrived);
  // What he was not asked at the kiosk, the desk sees as due.
  CHECK(lobby.at_desk(api::check_in::of_client, {tom}).consent_due);
}

TEST_CASE("who is to be seen by video and comes is sent to the desk, until it is a visit here") {
  LobbyTerminal lobby;
  const auto meet = [&](api::appointments::Modality modality) {
    const auto visit = row_of(lobby, lobby.client).appointment;
    lobby.at_desk(api::appointments::assign, {.appointment = visit.id,
                                              .base_revision = visit.revision,
                                              .clinician = visit.clinician,
                                              .room = visit.room,
                                              .reason = {},
                                              .modality = modality});
  };
  meet(api::appointments::Modality::kVideo);
  lobby.touch("english");
  lobby.identify();
  REQUIRE(lobby.sees(kDesk));
  CHECK_FALSE(lobby.ui->shows_text("Lucía"));
  meet(api::appointments::Modality::kInClinic);
  lobby.touch("next");
  lobby.identify();
  CHECK(lobby.sees("Hello, Lucía M."));
}

TEST_CASE("who walks away at hello is forgotten, and nothing says that they came") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.after_ms(30'000);
  CHECK(lobby.sees("Do you need more time?"));
  lobby.after_ms(30'000);
  CHECK(lobby.sees("Touch a language to check in."));
  CHECK_FALSE(lobby.ui->shows_text("Lucía"));
  REQUIRE(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
  CHECK(row_of(lobby, lobby.client).appointment.state == AppointmentState::kScheduled);
  CHECK(lobby.calls_for_help() == 0);
  // She can come back and begin anew.
  lobby.restart();
  lobby.greeted();
  CHECK(lobby.sees("Hello, Lucía M."));
}

TEST_CASE("who walks away among the questions is on the board as here, with what is still open") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  lobby.sign();
  lobby.answer_all({1, 2});
  lobby.after_ms(60'000);
  REQUIRE(lobby.sees("Touch a language to check in."));
  REQUIRE(lobby.wait_for([&] { return flagged(lobby, Flag::kPartialAnswers); }));
  CHECK(row_of(lobby, lobby.client).appointment.state == AppointmentState::kArrived);
  const auto forms = lobby.panel().questionnaires;
  REQUIRE(forms.size() == 2);
  CHECK(forms[0].done == 2);
  CHECK(forms[0].progress == Progress::kPartial);
  // Nobody knows why they stopped, so somebody looks: it is no call for help that they made.
  REQUIRE(lobby.wait_for([&] { return lobby.calls_for_help() == 1; }));
  const auto call = lobby.at_desk(api::check_in::help_calls, {}).items.at(0);
  CHECK(call.kind == api::check_in::CallKind::kStopped);
  CHECK(call.greeting_name == "Lucía M.");
  CHECK_FALSE(flagged(lobby, Flag::kHelpAsked));
}

TEST_CASE("who asked for help and then moves no more in the middle is called for once") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.touch("help");
  REQUIRE(lobby.sees("We have called the front desk."));
  lobby.touch("help_close");
  lobby.after_ms(60'000);
  REQUIRE(lobby.sees("Touch a language to check in."));
  REQUIRE(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
  const auto calls = lobby.at_desk(api::check_in::help_calls, {}).items;
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].kind == api::check_in::CallKind::kHelp);
}

TEST_CASE("who asks for help and then moves no more: the call stands with the name at the desk") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.touch("help");
  REQUIRE(lobby.sees("We have called the front desk."));
  lobby.after_ms(30'000);
  lobby.after_ms(30'000);
  REQUIRE(lobby.sees("Touch a language to check in."));
  CHECK_FALSE(lobby.ui->shows_text("Lucía"));
  const auto calls = lobby.at_desk(api::check_in::help_calls, {}).items;
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].greeting_name == "Lucía M.");
  CHECK(flagged(lobby, Flag::kHelpAsked));
}

TEST_CASE("a friend who goes on in her place sees nothing of hers, and it is put right") {
  LobbyTerminal lobby;
  const ClientId ana = lobby.add_client("Ana", "Soto", "1990-02-03", "716-555-4411");
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  lobby.sign();
  lobby.answer_all({1, 2});
  // The friend looks, and goes back as far as it goes.
  for (const char* const question : {"Question 3 of 9", "Question 2 of 9", "Question 1 of 9"}) {
    INFO(question);
    REQUIRE(lobby.sees(question));
    CHECK_FALSE(lobby.ui->shows_text("Lucía"));
    CHECK_FALSE(lobby.ui->shows_text("33"));  // the phone ends in 2233
    for (const char* const answer : {"choice_0", "choice_1", "choice_2", "choice_3"}) {
      CHECK_FALSE(lobby.ui->widget(answer).selected);
    }
    if (std::string_view(question) != "Question 1 of 9") lobby.touch("back");
  }
  CHECK_FALSE(lobby.ui->shows("back"));
  lobby.touch("next");
  lobby.touch("next");
  // The desk has noticed, and says whose this is, while the friend goes on answering.
  const auto visit = lobby.panel().lobby_visits.at(0);
  const AppointmentId right = row_of(lobby, ana).appointment.id;
  const auto seen = lobby.at_desk(api::check_in::preview_correction, {visit.check_in, right});
  lobby.at_desk(api::check_in::correct,
                {.check_in = visit.check_in,
                 .right = right,
                 .moved = CheckInId::make(lobby.clinic.clock.now(), lobby.clinic.random),
                 .wrong_revision = seen.wrong_revision,
                 .right_revision = seen.right_revision,
                 .reason = "a friend answered"});
  lobby.answer_all({0, 0, 0, 0, 0, 0});
  lobby.answer(1);  // item 9
  CHECK(lobby.sees("988"));
  REQUIRE(lobby.wait_for([&] {
    const auto pending = lobby.at_desk(api::alerts::pending, {}).items;
    return pending.size() == 1 && pending[0].person == "Ana S.";
  }));
  const auto forms = lobby.at_desk(api::check_in::of_client, {ana}).questionnaires;
  REQUIRE_FALSE(forms.empty());
  CHECK(forms[0].done == 9);
  CHECK(lobby.panel().questionnaires.empty());
  CHECK(row_of(lobby, lobby.client).appointment.state == AppointmentState::kScheduled);
}

TEST_CASE("who does not sign is not held up, and the desk sees it on the board") {
  LobbyTerminal lobby;
  lobby.greeted();
  lobby.arrive();
  lobby.confirm_details();
  lobby.touch("talk_first");
  REQUIRE(lobby.sees("Question 1 of 9"));
  CHECK(flagged(lobby, Flag::kWantsToTalk));
  CHECK(lobby.panel().consent_due);
  CHECK(row_of(lobby, lobby.client).appointment.state == AppointmentState::kArrived);
}

TEST_CASE("twins at one phone are sent to the desk, whichever comes, and neither is named") {
  LobbyTerminal lobby;
  lobby.add_client("Lucas", "Morales");  // born the same day, at the same phone
  lobby.touch("english");
  for (const char* const surname : {"morales", "Morales"}) {
    lobby.identify(surname);
    REQUIRE(lobby.sees(kDesk));
    CHECK_FALSE(lobby.ui->shows_text("Lucas"));
    CHECK_FALSE(lobby.ui->shows_text("Lucía"));
    lobby.touch("next");
  }
  CHECK(row_of(lobby, lobby.client).appointment.state == AppointmentState::kScheduled);
}

TEST_CASE("once one of the twins is here, the other one is recognised by the same three answers") {
  LobbyTerminal lobby;
  lobby.add_client("Lucas", "Morales");
  lobby.at_desk(api::appointments::mark, {.appointment = row_of(lobby, lobby.client).appointment.id,
                                          .base_revision = 1,
                                          .state = AppointmentState::kArrived,
                                          .room = std::nullopt,
                                          .reason = {}});
  lobby.touch("english");
  lobby.identify();
  // By name: who is Lucía after all touches "This is not me".
  CHECK(lobby.sees("Hello, Lucas M."));
  CHECK(lobby.sees_widget("not_me"));
}
