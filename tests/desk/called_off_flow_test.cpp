// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/meeting_cancelling.h"
#include "tests/desk/family_clinic.h"

// A family rings that it will not come, against the server as it runs. It is about noon there.

namespace alcove::tests {
namespace {

using State = api::appointments::AppointmentState;

struct FamilyClinic : WithFamily<DeskClinic> {
  using WithFamily::WithFamily;
  State state_of(const ClientId& client) {
    for (const auto& row : session().places) {
      if (row.appointment.client == client) return row.appointment.state;
    }
    throw std::out_of_range("no place in that session");
  }
};

bool open_cancelling(DeskTerminal& desk, const FamilyClinic& clinic) {
  return desk.press(clinic.row()) && desk.press("meeting_cancel") &&
         desk.until_shows("cancelling_by_client");
}

TEST_CASE("a family that rings too late cancels late, says no reason, and nobody is called") {
  FamilyClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_cancelling(desk, clinic));
  // Nothing is taken for granted.
  CHECK_FALSE(desk.driver->widget("cancelling_do").enabled);
  CHECK_FALSE(desk.driver->shows("reason"));
  CHECK_FALSE(desk.driver->shows_text("Please call"));
  REQUIRE(desk.press("cancelling_by_client"));
  REQUIRE(desk.until_says("They cancel late, with less notice than the clinic asks for:"));
  CHECK(desk.driver->shows_text("Nobody has to be called."));
  CHECK(desk.driver->shows_text("Sam Haddad"));
  CHECK_FALSE(desk.driver->shows_text("(716) 555-0133"));
  CHECK(clinic.state_of(clinic.ana) == State::kScheduled);
  REQUIRE(desk.press("cancelling_do"));
  REQUIRE(desk.until_says("The session is cancelled"));
  CHECK(desk.driver->shows_text("Nobody has to be called."));
  CHECK(clinic.state_of(clinic.ana) == State::kLateCancelled);
  CHECK(clinic.state_of(clinic.sam) == State::kLateCancelled);
  desk.driver->click("cancelling_sheet_close");
  REQUIRE(desk.until_shows("meeting_restore"));
  CHECK_FALSE(desk.driver->shows("meeting_calls"));
  CHECK(desk.driver->widget("here_" + clinic.meeting.text()).value == "Cancelled by client");
  REQUIRE(desk.press("meeting_history"));
  REQUIRE(desk.until_says("Called off by those who come"));
}

TEST_CASE("who has come while the sheet lies open is not among those to be called any more") {
  FamilyClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_cancelling(desk, clinic));
  REQUIRE(desk.press("cancelling_by_clinic"));
  REQUIRE(desk.until_says("These visits are cancelled. Please call 2 clients:"));
  for (const auto& row : clinic.session().places) {
    if (row.appointment.client != clinic.ana) continue;
    clinic.other_desk->must(api::appointments::mark, {.appointment = row.appointment.id,
                                                      .base_revision = row.appointment.revision,
                                                      .state = State::kArrived,
                                                      .room = std::nullopt,
                                                      .reason = ""});
  }
  REQUIRE(desk.until_says("In the house already. Their visit stays; please speak to them:"));
  CHECK(desk.driver->shows_text("This visit is cancelled. Please call 1 client:"));
}

TEST_CASE("the first step of a session of another day is to move it, of today's its attendance") {
  const auto above = [](DeskTerminal& desk, const char* one, const char* other) {
    return desk.driver->widget(one).rect.y < desk.driver->widget(other).rect.y;
  };
  {
    FamilyClinic clinic;
    DeskTerminal desk(clinic);
    REQUIRE(desk.press(clinic.row()));
    REQUIRE(desk.until_shows("meeting_attendance"));
    CHECK(above(desk, "meeting_attendance", "meeting_add_guest"));
    CHECK(above(desk, "meeting_attendance", "meeting_move"));
  }
  FamilyClinic clinic(1);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("day_after"));
  REQUIRE(desk.press(clinic.row()));
  REQUIRE(desk.until_shows("meeting_attendance"));
  CHECK(above(desk, "meeting_move", "meeting_add_guest"));
  CHECK(above(desk, "meeting_move", "meeting_attendance"));
  CHECK(above(desk, "meeting_add_guest", "meeting_attendance"));
  REQUIRE(desk.press("meeting_move"));
  REQUIRE(desk.until_shows("moving_time"));
}

TEST_CASE("a family that rings two days before cancels in time, and is taken back") {
  FamilyClinic clinic(2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("day_after"));
  REQUIRE(desk.press("day_after"));
  REQUIRE(open_cancelling(desk, clinic));
  REQUIRE(desk.press("cancelling_by_client"));
  REQUIRE(desk.until_says("They cancel in time:"));
  desk.driver->type("reason", "The car broke down");
  REQUIRE(desk.press("cancelling_do"));
  REQUIRE(desk.until_says("The session is cancelled"));
  CHECK(clinic.state_of(clinic.sam) == State::kCancelledByClient);
  CHECK(clinic.session().history.back().reason == "The car broke down");
  desk.driver->click("cancelling_sheet_close");
  REQUIRE(desk.press("meeting_restore"));
  desk.driver->type("reason", "They come after all");
  REQUIRE(desk.press("restoring_do"));
  REQUIRE(desk.until_says("The session is held after all."));
  CHECK(clinic.state_of(clinic.sam) == State::kScheduled);
}

TEST_CASE("where the clinic cancels a family's session it says why, and the family is called") {
  FamilyClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_cancelling(desk, clinic));
  REQUIRE(desk.press("cancelling_by_client"));
  REQUIRE(desk.until_says("They cancel late"));
  REQUIRE(desk.press("cancelling_by_clinic"));
  REQUIRE(desk.until_says("Please call 2 clients:"));
  CHECK_FALSE(desk.driver->shows_text("They cancel late"));
  CHECK(desk.driver->shows_text("(716) 555-0133"));
  CHECK_FALSE(desk.driver->widget("cancelling_do").enabled);
  desk.driver->type("reason", "Brandt is ill");
  REQUIRE(desk.press("cancelling_do"));
  REQUIRE(desk.until_says("The session is cancelled"));
  CHECK(clinic.state_of(clinic.ana) == State::kCancelledByClinic);
  desk.driver->click("cancelling_sheet_close");
  REQUIRE(desk.press("meeting_calls"));
  REQUIRE(desk.until_says("Please call 2 clients:"));
}

}  // namespace
}  // namespace alcove::tests
