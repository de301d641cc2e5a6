// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/widgets/button.h"
#include "kiosk/widgets/panels.h"
#include "kiosk/widgets/text_field.h"
#include "tests/kiosk/support/ui_driver.h"

// The keyboard on the screen, touched as fingers touch it.

namespace alcove::tests {
namespace {

using ui::Ui;

const ui::Look kLobby{ui::Density::kLobby, ui::TextSize::k100, ui::Contrast::kNormal};

TEST_CASE("touches on the keyboard become letters, and the field keeps the focus") {
  std::string text;
  auto language = text::Language::kSpanish;
  UiDriver driver(kLobby, [&](Ui& ui) {
    text_field(ui, {.name = "field", .rect = {20, 20, 500, 84}}, text);
    keyboard_panel(ui, {20, 400, 1200, 300}, language);
  });
  driver.click("field");
  driver.click("key_shift");
  driver.click("key_n");
  driver.click("key_u");
  driver.click("key_ñ");
  driver.click("key_acute");
  driver.click("key_e");
  driver.click("key_z");
  driver.click("key_space");
  driver.click("key_diaeresis");
  driver.click("key_u");
  driver.click("key_shift");
  driver.click("key_ñ");
  driver.click("key_backspace");
  CHECK(text == "Nuñéz ü");
  CHECK(driver.widget("field").focused);
  driver.click("key_symbols");
  driver.click("key_4");
  driver.click("key_#");
  driver.click("key_letters");
  driver.click("key_q");
  CHECK(text == "Nuñéz ü4#q");
  language = text::Language::kEnglish;
  driver.turn();
  CHECK_FALSE(driver.shows("key_ñ"));
  driver.click("key_'");
  CHECK(text == "Nuñéz ü4#q'");
}

TEST_CASE("a button that moves up because its press closed the keyboard is pressed all the same") {
  std::string text;
  int pressed = 0;
  UiDriver driver(kLobby, [&](Ui& ui) {
    text_field(ui, {.name = "field", .rect = {20, 20, 500, 84}}, text);
    const bool typing = ui.focus_takes_text_before();
    if (typing) keyboard_panel(ui, {20, 400, 1200, 300}, text::Language::kEnglish);
    const ui::Rect place{20, typing ? 130.0F : 300.0F, 200, 76};
    if (button(ui, {.name = "go", .rect = place, .label = "Go"})) ++pressed;
  });
  driver.click("field");
  REQUIRE(driver.shows("key_q"));
  driver.click("go");
  CHECK(pressed == 1);
  CHECK_FALSE(driver.shows("key_q"));

  driver.click("field");
  driver.press_at({100, 168});
  driver.release_at({300, 168});  // slid off
  CHECK(pressed == 1);
}

TEST_CASE("Spanish letters can be typed on the English keyboard too, small and capital") {
  std::string text;
  UiDriver driver(kLobby, [&](Ui& ui) {
    text_field(ui, {.name = "field", .rect = {20, 20, 500, 84}}, text);
    keyboard_panel(ui, {20, 400, 1200, 300}, text::Language::kEnglish);
  });
  driver.click("field");
  driver.click("key_symbols");
  driver.click("key_more_symbols");
  for (const char* key : {"key_á", "key_é", "key_í", "key_ó", "key_ú", "key_ü", "key_ñ"}) {
    driver.click(key);
  }
  driver.click("key_letters");
  driver.click("key_shift");
  driver.click("key_symbols");
  driver.click("key_more_symbols");
  driver.click("key_ñ");
  CHECK(text == "áéíóúüñÑ");
}

TEST_CASE("every printable ASCII character can be typed on the screen") {
  std::string typed;
  UiDriver driver(kLobby, [&](Ui& ui) {
    text_field(ui, {.name = "field", .rect = {20, 20, 500, 84}, .max_code_points = 200}, typed);
    keyboard_panel(ui, {20, 400, 1200, 300}, text::Language::kEnglish);
  });
  driver.click("field");
  const auto type_page = [&] {
    std::vector<std::string> names;
    for (const auto& key : driver.ui().keyboard().keys()) {
      if (key.action == ui::KeyAction::kType) names.push_back(key.name);
    }
    for (const std::string& name : names) driver.click(name);
  };
  type_page();
  for (char letter = 'a'; letter <= 'z'; ++letter) {
    driver.click("key_shift");
    driver.click(std::string("key_") + letter);
  }
  driver.click("key_symbols");
  type_page();
  driver.click("key_more_symbols");
  type_page();
  std::string missing;
  for (char c = ' '; c < 127; ++c) {
    if (typed.find(c) == std::string::npos) missing.push_back(c);
  }
  CHECK(missing.empty());
}

}  // namespace
}  // namespace alcove::tests
