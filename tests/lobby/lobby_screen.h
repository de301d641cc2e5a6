// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/flows/lobby/lobby_flow.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::testing {

// A lobby terminal as the kiosk runs it, without its window: touched by the names of its widgets.
// The flow's own time stands still unless it is moved. Throws UiDriverError where a person could
// not go on.
class LobbyScreen {
 public:
  LobbyScreen(const std::filesystem::path& folder, const std::filesystem::path& key_file);

  void restart();  // as the program starts; nothing is handed over

  // One turn of the kiosk's loop.
  void turn();
  // Turns until it is so, at most a minute.
  bool wait_for(const std::function<bool()>& so);
  // Turns until the widget is there and may be used, and touches it.
  void touch(const std::string& widget);
  bool sees(const std::string& text);
  bool sees_widget(const std::string& widget);
  void type(const std::string& widget, const std::string& text);
  void type_digits(const std::string& figures);  // on the pad
  void after_ms(std::int64_t time_ms);           // the flow's time goes on
  // Words of support, or thanks: what lies there cannot be pressed by a double tap.
  void look_at_it() { after_ms(600); }

  // Steps of the walk; each ends at the next screen.
  void identify(const std::string& surname = "morales", const std::string& born = "04171986",
                const std::string& last_four = "2233");
  void greeted(const std::string& language = "english");  // up to hello
  void arrive();                                          // up to the first detail
  void confirm_details();                                 // up to the consent
  void sign(const std::string& name = "Lucía Morales");   // up to the first question
  // Answers the item on the screen; a negative number declines.
  void answer(int points);
  void answer_all(std::initializer_list<int> points);

  SystemClock clock;
  SystemRandom random;
  shell::RunQueue queue{[] {}};
  std::optional<offline::TerminalFiles> files;
  std::unique_ptr<link::Box> box;
  std::unique_ptr<flows::LobbyFlow> flow;
  std::unique_ptr<tests::UiDriver> ui;
  std::int64_t now_ms = 1000;
};

}  // namespace alcove::testing
