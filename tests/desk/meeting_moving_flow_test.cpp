// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/meeting_cancelling.h"
#include "shared/api/meeting_moving.h"
#include "tests/desk/groups_clinic.h"

// A session of several is moved at the desk, and its history read, against the server as it runs.
// It is about noon there.

namespace alcove::tests {
namespace {

using State = api::appointments::AppointmentState;

// Ana and Sam belong to a group that meets today at two with L. Brandt in room 2.
struct MovingClinic : GroupsClinic {
  MovingClinic() {
    ana = add_client("Ana", "Petrov");
    sam = add_client("Sam", "Haddad");
    group = add_group("Skills", 8);
    join(group, ana);
    join(group, sam);
    meeting = other_desk
                  ->must(api::groups::book_session, {.group = group.id,
                                                     .meeting = new_id<api::groups::MeetingId>(),
                                                     .start = today_at(14),
                                                     .minutes = 60,
                                                     .room = room_2,
                                                     .clinicians = {}})
                  .meeting.id;
  }
  api::appointments::MeetingReply session() {
    return other_desk->must(api::appointments::open_meeting, {meeting});
  }
  api::appointments::Appointment place_of(const ClientId& client) {
    for (const auto& row : session().places) {
      if (row.appointment.client == client) return row.appointment;
    }
    throw std::out_of_range("no place in that session");
  }
  void move_to(int hour) {
    const auto now = session().card.meeting;
    other_desk->must(api::appointments::move_meeting, {.meeting = meeting,
                                                       .base_revision = now.revision,
                                                       .start = today_at(hour),
                                                       .minutes = 60,
                                                       .room = room_2,
                                                       .clinicians = {brandt},
                                                       .reason = "the heating"});
  }
  std::string row() const { return "meeting_" + meeting.text(); }

  ClientId ana, sam;
  Group group;
  api::appointments::MeetingId meeting;
};

bool open_moving(DeskTerminal& desk, const MovingClinic& clinic) {
  return desk.press(clinic.row()) && desk.press("meeting_move") && desk.until_shows("moving_time");
}

bool is_enabled(DeskTerminal& desk, const std::string& name) {
  return desk.driver->widget(name).enabled;
}

TEST_CASE("what stands against a session's new time is said while the sheet is filled in") {
  MovingClinic clinic;
  const AppointmentId elsewhere =
      clinic.book(clinic.sam, clinic.today_at(16), clinic.room_4, clinic.reyes);
  const AppointmentId before = clinic.place_of(clinic.ana).id;
  DeskTerminal desk(clinic);
  REQUIRE(open_moving(desk, clinic));
  CHECK(desk.driver->shows_text("Nothing is changed yet."));
  CHECK_FALSE(is_enabled(desk, "moving_do"));
  type_over(*desk.driver, "moving_time", "4 pm");
  REQUIRE(desk.until_shows("session_taken"));
  CHECK(desk.driver->shows_text("Sam Haddad has another visit from 4:00"));
  REQUIRE(scroll_down_to(desk, "moving_sheet_body", "reason"));
  desk.driver->type("reason", "the room is painted");
  CHECK_FALSE(is_enabled(desk, "moving_do"));
  CHECK(desk.driver->shows_text("Something is in the way at that time."));
  // Somebody else cancels that visit: it is said without another touch.
  clinic.other_desk->must(api::appointments::cancel, {.appointment = elsewhere,
                                                      .base_revision = 1,
                                                      .by = api::appointments::CancelledBy::kClient,
                                                      .reason = "the group comes first"});
  REQUIRE(desk.until([&] { return is_enabled(desk, "moving_do"); }));
  REQUIRE(desk.press("moving_do"));
  REQUIRE(desk.until_says("The session is moved to"));
  CHECK(desk.driver->shows_text("with 2 people. Please tell them."));
  const auto now = clinic.session();
  CHECK(now.card.meeting.start == clinic.today_at(16));
  CHECK(now.history.back().reason == "the room is painted");
  CHECK(clinic.place_of(clinic.ana).moved_from == before);
  CHECK(clinic.other_desk->must(api::appointments::open, {before}).row.appointment.state ==
        State::kRescheduled);
  REQUIRE(desk.until_shows("meeting_attendance"));  // the session stays chosen, at its new time
  CHECK(desk.driver->shows_text("0 of 2 here"));
}

TEST_CASE("a session is moved to another day, which the desk then shows, and back again") {
  MovingClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_moving(desk, clinic));
  REQUIRE(desk.press("moving_day"));
  const LocalDate tomorrow = std::chrono::sys_days(clinic.today()) + std::chrono::days(1);
  if (tomorrow.month() != clinic.today().month()) REQUIRE(desk.press("moving_day_date_after"));
  REQUIRE(desk.press("moving_day_date_" + format_date(tomorrow)));
  REQUIRE(desk.until_shows("session_free"));
  REQUIRE(scroll_down_to(desk, "moving_sheet_body", "reason"));
  desk.driver->type("reason", "snow");
  REQUIRE(desk.press("moving_do"));
  REQUIRE(desk.until_says("The session is moved to"));
  REQUIRE(desk.until_shows(clinic.row()));
  CHECK(clinic.session().card.meeting.start == clinic.today_at(14) + std::chrono::days(1));
}

TEST_CASE("where only others lead a session in the moving sheet, its visits stay what they are") {
  MovingClinic clinic;
  const AppointmentId before = clinic.place_of(clinic.ana).id;
  DeskTerminal desk(clinic);
  REQUIRE(open_moving(desk, clinic));
  REQUIRE(scroll_down_to(desk, "moving_sheet_body", "leader"));
  REQUIRE(choose_in(desk, "leader", 0));  // A. Reyes
  REQUIRE(scroll_down_to(desk, "moving_sheet_body", "reason"));
  desk.driver->type("reason", "Brandt is ill");
  REQUIRE(desk.press("moving_do"));
  REQUIRE(desk.until_says("A. Reyes leads the session."));
  CHECK(clinic.place_of(clinic.ana).id == before);
  CHECK(clinic.place_of(clinic.ana).clinician == clinic.reyes);
}

TEST_CASE("a session that somebody came to is not offered to be moved, and a sheet says why") {
  MovingClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_moving(desk, clinic));
  type_over(*desk.driver, "moving_time", "5 pm");
  REQUIRE(scroll_down_to(desk, "moving_sheet_body", "reason"));
  desk.driver->type("reason", "the bus");
  const auto anas = clinic.place_of(clinic.ana);
  clinic.other_desk->must(api::appointments::mark, {.appointment = anas.id,
                                                    .base_revision = anas.revision,
                                                    .state = State::kArrived,
                                                    .room = {},
                                                    .reason = {}});
  REQUIRE(desk.press("moving_do"));
  REQUIRE(desk.until_says("Somebody came already, or was marked as missing."));
  CHECK(clinic.session().card.meeting.start == clinic.today_at(14));
  desk.driver->click("moving_sheet_close");
  REQUIRE(desk.until_shows("meeting_attendance"));
  REQUIRE(desk.until_gone("meeting_move"));
  CHECK(desk.driver->shows("meeting_cancel"));
}

TEST_CASE("the history of a session says who moved it, from when to when, and why") {
  MovingClinic clinic;
  clinic.move_to(17);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press(clinic.row()));
  REQUIRE(desk.press("meeting_history"));
  REQUIRE(desk.until_says("Moved to"));
  CHECK(desk.driver->shows_text("Booked for"));
  CHECK(desk.driver->shows_text("Reason: the heating"));
  CHECK(desk.driver->shows_text("Mia Ortiz at Other desk"));
  desk.driver->click("several_history_close");
  REQUIRE(desk.until_gone("several_history"));
}

}  // namespace
}  // namespace alcove::tests
