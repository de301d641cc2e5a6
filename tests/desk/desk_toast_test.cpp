// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/desk_toast.h"

#include <catch2/catch.hpp>

#include "kiosk/widgets/button.h"
#include "tests/kiosk/support/ui_driver.h"

// How long what was done is said at the foot of the day.

namespace alcove::tests {
namespace {

using flows::desk::DeskToast;

std::string shown(const DeskToast& toast) {
  screens::desk::DayBoardModel model{
      .zone = Zone::named("America/New_York").value(), .day = {}, .today = {}};
  toast.show(model, false);
  return model.toast;
}

bool stands(const DeskToast& toast) {
  return !shown(toast).empty();
}

TEST_CASE("a message goes after eight seconds, one that can be taken back after twenty") {
  DeskToast toast;
  toast.tick(1000);
  toast.say("The day is closed.");
  toast.tick(8999);
  CHECK(stands(toast));
  toast.tick(9000);
  CHECK_FALSE(stands(toast));

  toast.say_undoable("Ana Petrov has arrived.", AppointmentId());
  toast.tick(28'999);
  CHECK(stands(toast));
  toast.tick(29'000);
  CHECK_FALSE(stands(toast));
}

// Five buttons, and the message's.
struct Screen {
  explicit Screen(DeskToast& toast)
      : driver({}, [&toast](ui::Ui& ui) {
          for (int i = 0; i < 5; ++i) {
            ui::button(ui, {.name = "b" + std::to_string(i),
                            .rect = {20, 20 + 80 * static_cast<float>(i), 300, 60},
                            .label = "Button"});
          }
          const std::string words = shown(toast);
          if (!words.empty()) ui::toast(ui, {.text = words, .action = "Undo"});
          toast.follow_focus(ui);
        }) {
    driver.ui().focus("b1");
    driver.turn();
  }
  bool at(const char* name) { return driver.widget(name).focused; }

  UiDriver driver;
};

TEST_CASE("a message stays while the focus is on its button, and some seconds longer") {
  DeskToast toast;
  toast.tick(0);
  toast.say_undoable("Ana Petrov has arrived.", AppointmentId());
  Screen screen(toast);
  screen.driver.key(ui::Key::kTab);
  REQUIRE(screen.at("toast_action"));
  screen.driver.turn();
  CHECK(toast.tick(19'000) == 5000);
  CHECK(toast.tick(24'000) == 5000);
  toast.tick(90'000);
  CHECK(stands(toast));
  screen.driver.key(ui::Key::kTab);
  screen.driver.turn();
  toast.tick(94'999);
  CHECK(stands(toast));
  toast.tick(95'000);
  CHECK_FALSE(stands(toast));
}

TEST_CASE("a message stays while something is carried, and a moment longer") {
  DeskToast toast;
  toast.tick(0);
  toast.say("The day is closed.");
  toast.tick(7500);
  toast.wait();
  toast.tick(8499);
  CHECK(stands(toast));
  toast.wait();
  toast.tick(9498);
  CHECK(stands(toast));
  toast.tick(9499);
  CHECK_FALSE(stands(toast));
}

TEST_CASE("Tab comes to a message's button at once and once, and goes on from where it was") {
  DeskToast toast;
  toast.say_undoable("Ana Petrov has arrived.", AppointmentId());
  Screen screen(toast);
  screen.driver.key(ui::Key::kTab);
  CHECK(screen.at("toast_action"));
  screen.driver.key(ui::Key::kTab);
  CHECK(screen.at("b2"));
  screen.driver.key(ui::Key::kTab);
  CHECK(screen.at("b3"));
  toast.say_undoable("Ana Petrov is in the room.", AppointmentId());
  screen.driver.turn();
  screen.driver.key(ui::Key::kTab);
  CHECK(screen.at("toast_action"));
  screen.driver.key(ui::Key::kTab, true);
  CHECK(screen.at("b3"));
}

TEST_CASE("a message that only says something does not stand in the way of Tab") {
  DeskToast toast;
  toast.say("The day is closed.");
  Screen screen(toast);
  screen.driver.key(ui::Key::kTab);
  CHECK(screen.at("b2"));
}

}  // namespace
}  // namespace alcove::tests
