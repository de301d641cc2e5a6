// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/waiting_room/called.h"
#include "tests/kiosk/support/scenes.h"

namespace alcove::tests {
namespace {

using screens::waiting_room::CalledModel;
using screens::waiting_room::DisplayState;

// In both languages at once, so each is drawn twice the same.
Scene display(std::string name, void (*fill)(CalledModel&)) {
  return {std::move(name), ui::Density::kLobby, [fill](text::Language) {
            CalledModel model{.clinic = "Riverside Community Mental Health",
                              .now = std::chrono::local_days(std::chrono::year(2026) / 11 / 23) +
                                     std::chrono::minutes(596),
                              .state = DisplayState::kShown};
            fill(model);
            return [model](ui::Ui& ui) { draw(ui, model); };
          }};
}

}  // namespace

void add_display_scenes(std::vector<Scene>& out) {
  out.push_back(display("24-display", [](CalledModel& model) {
    model.called = {{"B7", "Room 2"}, {"W8", "Room 5"}};
    model.waiting = {"A3", "C1", "K9", "R4"};
  }));
  out.push_back(display("24-display-full", [](CalledModel& model) {
    for (int i = 1; i <= 9; ++i) {
      model.called.push_back({"W" + std::to_string(80 + i),
                              "The quiet room behind the garden, with the two armchairs"});
    }
    for (int i = 1; i <= 40; ++i) model.waiting.push_back("M" + std::to_string(10 + i));
  }));
  out.push_back(display("24-display-nobody-called", [](CalledModel& model) {
    model.waiting = {"A3", "C1"};
  }));
  out.push_back(display("24-display-empty", [](CalledModel&) {}));
  out.push_back(
      display("24-display-away", [](CalledModel& model) { model.state = DisplayState::kAway; }));
}

}  // namespace alcove::tests
