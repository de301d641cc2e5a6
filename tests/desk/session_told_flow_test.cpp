// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/text/dates.h"
#include "shared/api/meeting_moving.h"
#include "tests/desk/family_clinic.h"
#include "tests/desk/groups_clinic.h"

// Once a session of several is moved: whom to tell, and the way back. It is about noon there.

namespace alcove::tests {
namespace {

using ToldClinic = WithFamily<GroupsClinic>;

// From two to five o'clock.
bool move_it(DeskTerminal& desk, const ToldClinic& clinic) {
  if (!desk.press(clinic.row()) || !desk.press("meeting_move")) return false;
  if (!desk.until_shows("moving_time")) return false;
  type_over(*desk.driver, "moving_time", "5 pm");
  if (!desk.until_shows("session_free")) return false;
  if (!scroll_down_to(desk, "moving_sheet_body", "reason")) return false;
  desk.driver->type("reason", "the heating");
  return desk.press("moving_do") && desk.until_says("Please tell 2 clients of the new time:");
}

TEST_CASE("whom to tell of a moved session stands there with their numbers, and later again") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(move_it(desk, clinic));
  CHECK(desk.driver->shows_text("Sam Haddad"));
  CHECK(desk.driver->shows_text("(716) 555-0133"));
  CHECK(desk.driver->shows_text("5:00"));
  desk.driver->click("cancelling_sheet_close");
  REQUIRE(desk.until_says("Please tell them."));
  REQUIRE(desk.press("meeting_tell"));
  REQUIRE(desk.until_says("Please tell 2 clients of the new time:"));
  // From another terminal too, but without the way back.
  DeskTerminal other(clinic, {}, {}, "mia", "Second desk");
  REQUIRE(other.press(clinic.row()));
  REQUIRE(other.press("meeting_tell"));
  REQUIRE(other.until_says("Please tell 2 clients of the new time:"));
  CHECK_FALSE(other.driver->shows("moving_undo"));
}

TEST_CASE("a session that was never moved has nobody to tell") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.press(clinic.row()));
  REQUIRE(desk.until_shows("meeting_move"));
  CHECK_FALSE(desk.driver->shows("meeting_tell"));
}

TEST_CASE("a session goes back to where it was from the message that says it is moved") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(move_it(desk, clinic));
  CHECK(clinic.session().card.meeting.start == clinic.today_at(17));
  desk.driver->click("cancelling_sheet_close");
  REQUIRE(desk.press("toast_action"));
  REQUIRE(desk.until_says("The session is back at"));
  const auto now = clinic.session();
  CHECK(now.card.meeting.start == clinic.today_at(14));
  CHECK(now.card.meeting.room == clinic.room_2);
  CHECK(now.card.expected == 2);
  CHECK(now.history.back().step == api::appointments::MeetingStep::kMove);
  CHECK(now.history.back().reason == "The move was undone");
}

TEST_CASE("a move is taken back from the list of whom to tell") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(move_it(desk, clinic));
  REQUIRE(desk.press("moving_undo"));
  REQUIRE(desk.until_says("The session is back at"));
  CHECK(clinic.session().card.meeting.start == clinic.today_at(14));
}

TEST_CASE("a moved session stands on the calls to make, and who was told of it knows already") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(move_it(desk, clinic));
  desk.driver->click("cancelling_sheet_close");
  REQUIRE(desk.press("hours"));
  REQUIRE(desk.press("hours_calls"));
  REQUIRE(desk.until_shows("call_list_0"));
  CHECK(desk.driver->widget("call_list_0").value == "2 clients are still to be told");
  CHECK(desk.driver->shows_text("Session with L. Brandt, moved"));
  const std::string day =
      text::weekday_and_date(text::Language::kEnglish, date_of(clinic.today_at(14)));
  const std::string from_to = "Was " + day + ", 2:00 PM; now " + day + ", 5:00 PM";
  CHECK(desk.driver->shows_text(from_to));
  desk.driver->click("call_list_0");
  REQUIRE(desk.until_says("2 to call"));
  CHECK(desk.driver->shows_text(from_to));
  CHECK(desk.driver->shows_text("moved from"));
  desk.driver->click("call_0");
  REQUIRE(desk.until_shows("try_sheet"));
  desk.driver->click("outcome_reached");
  REQUIRE(desk.press("try_do"));
  REQUIRE(desk.until_gone("try_sheet"));
  REQUIRE(desk.until_says("1 to call"));
  DeskTerminal other(clinic, {}, {}, "mia", "Second desk");
  REQUIRE(other.press(clinic.row()));
  REQUIRE(other.press("meeting_tell"));
  REQUIRE(other.until_says("Please tell 1 client of the new time:"));
  CHECK(other.driver->shows_text("1 client knows already:"));
}

TEST_CASE("from whom to tell of a moved session one press leads to where it is written down") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(move_it(desk, clinic));
  REQUIRE(desk.press("moving_calls"));
  REQUIRE(desk.until_says("2 to call"));
  CHECK_FALSE(desk.driver->shows("cancelling_sheet"));
  REQUIRE(desk.press("call_0"));
  REQUIRE(desk.press("outcome_reached"));
  REQUIRE(desk.press("try_do"));
  REQUIRE(desk.until_says("1 to call"));
  desk.driver->click("calls_sheet_close");
  // From the panel of the session too.
  REQUIRE(desk.press("meeting_tell"));
  REQUIRE(desk.until_says("1 client knows already:"));
  REQUIRE(desk.press("moving_calls"));
  REQUIRE(desk.until_says("1 to call"));
}

TEST_CASE("who may not write down who was told is not led to where it is done") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(move_it(desk, clinic));
  DeskTerminal other(clinic, {}, {}, "brandt", "Second desk");
  REQUIRE(other.press(clinic.row()));
  REQUIRE(other.press("meeting_tell"));
  REQUIRE(other.until_says("Please tell 2 clients of the new time:"));
  CHECK_FALSE(other.driver->shows("moving_calls"));
}

TEST_CASE("a session whose time somebody has confirmed goes back only after a question") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(move_it(desk, clinic));
  const auto confirm = [&](std::size_t index) {
    const auto place = clinic.session().places.at(index).appointment;
    clinic.other_desk->must(api::appointments::mark, {.appointment = place.id,
                                                      .base_revision = place.revision,
                                                      .state = rules::AppointmentState::kConfirmed,
                                                      .room = std::nullopt,
                                                      .reason = ""});
  };
  const auto of_now = [&] {
    std::size_t open = 0;
    const auto places = clinic.session().places;
    while (!rules::is_open(places.at(open).appointment.state)) ++open;
    return open;
  };
  confirm(of_now());
  REQUIRE(desk.press("moving_undo"));
  REQUIRE(desk.until_shows("moving_back_known"));
  CHECK(desk.driver->shows_text("1 client knows of this time"));
  CHECK(clinic.session().card.meeting.start == clinic.today_at(17));
  REQUIRE(desk.press("moving_undo"));
  REQUIRE(desk.until_gone("moving_back_known"));
  CHECK(clinic.session().card.meeting.start == clinic.today_at(14));
  // They alone are told.
  REQUIRE(desk.until_says("Please tell 1 client of the new time:"));
  CHECK(desk.driver->shows_text("1 client knows already:"));
}

TEST_CASE("a session of which something became since it was moved does not go back by one press") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(move_it(desk, clinic));
  desk.driver->click("cancelling_sheet_close");
  REQUIRE(desk.until_shows("toast_action"));
  const auto moved = clinic.session().card.meeting;
  clinic.other_desk->must(api::appointments::assign_meeting, {.meeting = clinic.meeting,
                                                              .base_revision = moved.revision,
                                                              .clinicians = {clinic.reyes},
                                                              .room = clinic.room_2,
                                                              .reason = "Brandt is ill"});
  desk.driver->click("toast_action");
  REQUIRE(desk.until_says("Something has become of the session since it was moved."));
  CHECK(clinic.session().card.meeting.start == clinic.today_at(17));
}

TEST_CASE("a session does not go back over what is booked at its time by now") {
  ToldClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(move_it(desk, clinic));
  clinic.book(clinic.sam, clinic.today_at(14), clinic.room_4, clinic.reyes);
  REQUIRE(desk.press("moving_undo"));
  REQUIRE(desk.until_says("By now something is in the way at the time before."));
  CHECK(clinic.session().card.meeting.start == clinic.today_at(17));
}

}  // namespace
}  // namespace alcove::tests
