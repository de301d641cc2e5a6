// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/widgets/button.h"
#include "kiosk/widgets/text_field.h"
#include "tests/kiosk/support/ui_driver.h"

// Where keys take the focus, and what it does where it comes in.

namespace alcove::tests {
namespace {

using namespace ui;

TEST_CASE("Home and End reach the first and the last row of the list that has the focus") {
  int count = 40;
  UiDriver driver({},
                  [&](Ui& ui) {
                    button(ui, {.name = "above", .rect = {0, 0, 300, 60}, .label = "Above"});
                    const Rect area{0, 100, 600, 400};
                    const Rect content = ui.begin_scroll("list", area);
                    Rect flow{content.x, content.y, content.width, 100'000};
                    for (int i = 0; i < count; ++i) {
                      list_row(ui, {.name = "row" + std::to_string(i), .rect = flow.cut_top(60)});
                    }
                    ui.end_scroll(60 * static_cast<float>(count));
                    list_row(ui, {.name = "other", .rect = {700, 100, 300, 60}});
                  },
                  {1280, 800});
  driver.ui().focus("row3");
  driver.turn();
  driver.key(Key::kEnd);
  CHECK(driver.widget("row39").focused);
  CHECK(driver.widget("row39").visible_part.height == 60);
  driver.key(Key::kHome);
  CHECK(driver.widget("row0").focused);
  CHECK(driver.widget("row0").visible_part.height == 60);
  driver.ui().focus("above");
  driver.turn();
  driver.key(Key::kEnd);
  CHECK(driver.widget("above").focused);
}

TEST_CASE("up goes to the nearest of two that share the width, not past them") {
  UiDriver driver({}, [](Ui& ui) {
    list_row(ui, {.name = "far", .rect = {100, 100, 200, 30}});
    list_row(ui, {.name = "left", .rect = {100, 160, 98, 75}});
    list_row(ui, {.name = "right", .rect = {202, 190, 98, 30}});
    list_row(ui, {.name = "free", .rect = {100, 250, 200, 30}});
  });
  driver.ui().focus("free");
  driver.turn();
  driver.key(Key::kUp);
  CHECK(driver.widget("right").focused);
  driver.key(Key::kLeft);
  CHECK(driver.widget("left").focused);
}

TEST_CASE("a short value is marked when the focus comes in, so that typing replaces it") {
  std::string count = "12";
  std::string words = "as it was";
  UiDriver driver({}, [&](Ui& ui) {
    text_field(ui, {.name = "count", .rect = {40, 40, 300, 44}, .short_value = true}, count);
    text_field(ui, {.name = "words", .rect = {40, 140, 300, 44}}, words);
  });
  driver.type("count", "8");
  CHECK(count == "8");
  driver.type("count", "0");  // the focus was there already
  CHECK(count == "80");
  driver.type("words", "!");
  CHECK(words.size() == 10);
  driver.key(Key::kTab);
  driver.key(Key::kTab, true);
  driver.ui().focus("count");
  driver.turn();
  driver.type("7");
  CHECK(count == "7");
}

}  // namespace
}  // namespace alcove::tests
