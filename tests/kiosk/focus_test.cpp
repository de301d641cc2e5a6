// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/widgets/button.h"
#include "tests/kiosk/support/ui_driver.h"

// Where Home and End take the focus.

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

}  // namespace
}  // namespace alcove::tests
