// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/kiosk/support/calendar_on_screen.h"

// The desk's calendar under a finger and the arrows: more columns than there is room for, and a
// session of several people.

namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::appointments::MeetingId;
using What = GridIntent::What;

TEST_CASE("the arrows walk on to clinicians for whom there was no room, and back") {
  Calendar at(40);
  REQUIRE(at.driver.shows("cell_6_720"));
  REQUIRE_FALSE(at.driver.shows("cell_7_720"));
  at.driver.ui().focus("cell_6_720");
  at.driver.key(ui::Key::kRight);
  CHECK(at.driver.widget("cell_7_720").focused);
  CHECK_FALSE(at.driver.shows("cell_0_720"));
  for (int i = 0; i < 7; ++i) at.driver.key(ui::Key::kLeft);
  CHECK(at.driver.widget("cell_0_720").focused);
  // With the buttons as many as there is room for; at the ends there is nothing more.
  CHECK_FALSE(at.driver.widget("grid_before").enabled);
  for (int i = 0; i < 5; ++i) at.driver.click("grid_after");
  CHECK(at.driver.shows("cell_39_720"));
  CHECK_FALSE(at.driver.widget("grid_after").enabled);
}

TEST_CASE("the visit that is chosen is seen beside its panel, and one may turn away from it") {
  Calendar at(40);
  at.model.rows[0].appointment.clinician = id_of<StaffId>(7);
  at.driver.turn();
  REQUIRE(at.driver.shows(at.card()));  // the last of the seven there is room for
  at.model.selected = at.model.rows[0].appointment.id;
  at.driver.turn();
  at.driver.turn();
  REQUIRE(at.driver.shows("panel_back"));
  CHECK(at.driver.shows(at.card()));
  CHECK_FALSE(at.driver.shows("cell_0_720"));
  at.driver.click("grid_before");
  CHECK(at.driver.shows("cell_0_720"));
  CHECK_FALSE(at.driver.shows(at.card()));
}

TEST_CASE("two cards that say one name carry the numbers of their records") {
  Calendar at(3);
  at.model.rows.push_back(at.model.rows[0]);
  BoardRow& other = at.model.rows[1];
  other.appointment.id = id_of<AppointmentId>(99);
  other.appointment.clinician = id_of<StaffId>(2);
  at.model.like.assign(2, true);
  at.driver.turn();
  CHECK_FALSE(at.driver.shows_text("No. "));  // one client twice is nobody else
  other.record_number = at.model.rows[0].record_number + 1;
  at.driver.turn();
  CHECK(at.driver.shows_text("No. " + std::to_string(other.record_number)));
  CHECK(at.driver.shows_text("No. " + std::to_string(other.record_number - 1)));
}

TEST_CASE("carried over the button a visit comes to clinicians who were not seen") {
  Calendar at(40);
  const ui::Point begin = at.middle_of(at.card());
  const ui::Point column = at.middle_of("cell_1_660");
  at.driver.press_at(begin);
  at.driver.move_to({begin.x, begin.y + 30});
  REQUIRE(at.driver.shows("grid_ghost"));
  at.driver.move_to(at.middle_of("grid_after"));
  REQUIRE(at.driver.shows("cell_8_660"));
  CHECK(at.last.what == What::kNone);  // nothing has moved yet
  at.driver.move_to(column);
  at.driver.release_at(column);
  REQUIRE(at.last.what == What::kMove);
  CHECK(at.last.visit == at.model.rows[0].appointment.id);
  CHECK(at.last.place.clinician == id_of<StaffId>(9));  // the second one of those seen now
}

TEST_CASE("the calendar says which visit is by telephone and which needs an interpreter") {
  Calendar at(2);
  CHECK_FALSE(at.driver.shows_text("By telephone"));
  at.model.rows[0].appointment.modality = api::appointments::Modality::kPhone;
  at.model.rows[0].flags = {Flag::kInterpreter};
  at.model.rows[0].language = api::clients::SpokenLanguage::kRussian;
  at.driver.turn();
  CHECK(at.driver.shows_text("Scheduled · By telephone · Interpreter: Russian"));
}

TEST_CASE("pressed, a session of several asks which of its people, and is not carried") {
  Calendar at(2);
  for (std::uint8_t i = 0; i < 3; ++i) {
    if (i > 0) at.model.rows.push_back(at.model.rows[0]);
    at.model.rows[i].appointment.id = id_of<AppointmentId>(static_cast<std::uint8_t>(50 + i));
    at.model.rows[i].appointment.meeting = id_of<MeetingId>(1);
  }
  at.model.like.assign(3, false);
  at.driver.turn();
  const std::string block = "meeting_" + id_of<MeetingId>(1).text();
  CHECK(at.driver.shows_text("3 people"));
  const ui::Point begin = at.middle_of(block);
  at.driver.press_at(begin);
  at.driver.move_to({begin.x, begin.y + 60});
  CHECK_FALSE(at.driver.shows("grid_ghost"));
  at.driver.release_at({begin.x, begin.y + 60});
  at.driver.click(block);
  at.driver.click("grid_one_1");
  CHECK(at.last.what == What::kSelect);
  CHECK(at.last.visit == id_of<AppointmentId>(51));
  CHECK_FALSE(at.driver.shows("grid_one_1"));
}

TEST_CASE("pressed, a session opens as a whole, with nobody in it too, and says its places") {
  Calendar at(2);
  api::appointments::MeetingCard session;
  session.meeting.id = id_of<MeetingId>(1);
  session.meeting.start = wall(11, 0);
  session.meeting.minutes = 60;
  session.meeting.most = 8;
  session.meeting.clinicians = {{.clinician = id_of<StaffId>(2)}};
  session.service_name = "Group therapy";
  at.model.meetings = {session};
  at.driver.turn();
  const std::string block = "meeting_" + id_of<MeetingId>(1).text();
  CHECK(at.driver.shows_text("11:00, 0 of 8 places"));
  CHECK_FALSE(at.driver.shows("cell_1_660"));  // its time is not free
  CHECK(at.driver.shows("cell_0_690"));
  at.driver.click(block);
  CHECK(at.last.what == What::kMeeting);
  CHECK(at.last.meeting == id_of<MeetingId>(1));
  CHECK_FALSE(at.driver.shows("grid_one_0"));
  // With a second leader it stands in that column too.
  at.model.meetings[0].meeting.clinicians.push_back({.clinician = id_of<StaffId>(1)});
  at.driver.turn();
  CHECK(at.driver.shows(block));
  CHECK(at.driver.shows(block + "_1"));
  // A family has as many as come.
  at.model.meetings[0].meeting.most.reset();
  at.model.meetings[0].expected = 2;
  at.driver.turn();
  CHECK(at.driver.shows_text("11:00, 2 people"));
}

}  // namespace
}  // namespace alcove::tests
