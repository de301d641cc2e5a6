// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/kiosk/support/calendar_on_screen.h"

// What stands in the desk's calendar at one time, and sessions of several, pulled and carried.

namespace alcove::tests {
namespace {

using api::appointments::MeetingId;
using What = GridIntent::What;

// Three visits with one clinician at one time.
struct Three : Calendar {
  Three() : Calendar(2) {
    for (std::uint8_t i = 1; i < 3; ++i) {
      model.rows.push_back(model.rows[0]);
      model.rows[i].appointment.id = id_of<AppointmentId>(static_cast<std::uint8_t>(50 + i));
    }
    model.like.assign(3, false);
    driver.turn();
  }
  std::string card_of(std::size_t i) const { return "card_" + model.rows[i].appointment.id.text(); }
};

// With the second clinician, for an hour.
api::appointments::MeetingCard group_at_eleven() {
  api::appointments::MeetingCard session;
  session.meeting.id = id_of<MeetingId>(1);
  session.meeting.start = wall(11, 0);
  session.meeting.minutes = 60;
  session.meeting.clinicians = {{.clinician = id_of<StaffId>(2)}};
  session.service_name = "Group therapy";
  return session;
}

TEST_CASE("three visits at one time stand beside each other, and each is pressed by itself") {
  Three at;
  for (std::size_t i = 0; i < 3; ++i) {
    at.driver.click(at.card_of(i));
    CHECK(at.last.what == What::kSelect);
    CHECK(at.last.visit == at.model.rows[i].appointment.id);
    if (i == 0) continue;
    const ui::Rect left = at.driver.widget(at.card_of(i - 1)).rect;
    const ui::Rect right = at.driver.widget(at.card_of(i)).rect;
    CHECK(left.right() <= right.x);
    CHECK(left.width >= 40);  // a finger finds it
    CHECK(left.y == right.y);
  }
  CHECK_FALSE(at.driver.shows("cell_0_630"));
}

TEST_CASE("the arrows walk through visits at one time, and M carries the one that has the focus") {
  Three at;
  at.driver.ui().focus(at.card_of(0));
  at.driver.key(ui::Key::kRight);
  CHECK(at.driver.widget(at.card_of(1)).focused);
  at.driver.key(ui::Key::kRight);
  CHECK(at.driver.widget(at.card_of(2)).focused);
  at.driver.key(ui::Key::kLeft);
  at.driver.type("m");
  at.driver.key(ui::Key::kDown);
  at.driver.key(ui::Key::kEnter);
  REQUIRE(at.last.what == What::kMove);
  CHECK(at.last.visit == at.model.rows[1].appointment.id);
  CHECK(at.last.place.start == wall(10, 45));
}

TEST_CASE("of visits at one time the one that is pulled moves, and the others stay") {
  Three at;
  const ui::Rect card = at.driver.widget(at.card_of(2)).rect;
  at.driver.press_at({card.center().x, card.y + 4});
  at.driver.move_to(at.below_top("cell_1_720"));
  CHECK(at.driver.shows("grid_ghost"));
  at.driver.release_at(at.below_top("cell_1_720"));
  REQUIRE(at.last.what == What::kMove);
  CHECK(at.last.visit == at.model.rows[2].appointment.id);
  CHECK(at.last.place.clinician == id_of<StaffId>(2));
  CHECK(at.last.place.start == wall(12, 0));
}

TEST_CASE("a session is pulled and carried like a visit, and says whose column it leaves") {
  Calendar at(2);
  at.model.meetings = {group_at_eleven()};
  at.driver.turn();
  const std::string block = "meeting_" + id_of<MeetingId>(1).text();
  at.driver.press_at(at.below_top(block));
  at.driver.move_to(at.below_top("cell_0_720"));
  CHECK(at.driver.widget("grid_ghost").value == "Move to 12:00 PM");
  CHECK(at.driver.shows_text("Group therapy"));
  at.driver.release_at(at.below_top("cell_0_720"));
  REQUIRE(at.last.what == What::kCarry);
  CHECK(at.last.meeting == id_of<MeetingId>(1));
  CHECK(at.last.place.clinician == id_of<StaffId>(1));
  CHECK(at.last.place.start == wall(12, 0));
  CHECK(at.last.from == id_of<StaffId>(2));
  // By the keys; Escape leaves it where it was, with the focus on it.
  at.last = {};
  at.driver.ui().focus(block);
  at.driver.type("m");
  at.driver.key(ui::Key::kDown);
  CHECK(at.driver.widget("grid_ghost").value == "Move to 11:15");
  at.driver.key(ui::Key::kEscape);
  CHECK(at.driver.widget(block).focused);
  CHECK(at.last.what == What::kNone);
  at.driver.type("m");
  at.driver.key(ui::Key::kDown);
  at.driver.key(ui::Key::kEnter);
  REQUIRE(at.last.what == What::kCarry);
  CHECK(at.last.place.start == wall(11, 15));
}

TEST_CASE("a session to which somebody came, or that was cancelled, is not carried") {
  Calendar at(2);
  const api::appointments::MeetingCard session = group_at_eleven();
  at.model.rows[0].appointment.meeting = session.meeting.id;
  at.model.rows[0].appointment.clinician = id_of<StaffId>(2);
  at.model.rows[0].appointment.state = AppointmentState::kNoShow;
  at.model.meetings = {session};
  at.driver.turn();
  const std::string block = "meeting_" + id_of<MeetingId>(1).text();
  const auto pulls = [&] {
    at.driver.turn();
    at.driver.press_at(at.below_top(block));
    at.driver.move_to(at.below_top("cell_1_720"));
    const bool held = at.driver.shows("grid_ghost");
    at.driver.key(ui::Key::kEscape);
    at.driver.release_at(at.below_top("cell_1_720"));
    return held;
  };
  CHECK_FALSE(pulls());
  at.model.rows[0].appointment.state = AppointmentState::kScheduled;
  CHECK(pulls());
  at.model.meetings[0].here = 1;
  CHECK_FALSE(pulls());
}

}  // namespace
}  // namespace alcove::tests
