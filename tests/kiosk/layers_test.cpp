// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/widgets/sheet.h"
#include "tests/kiosk/support/ui_driver.h"

// Sheets that lie on each other, whoever draws them.

namespace alcove::tests {
namespace {

using ui::Ui;

TEST_CASE("a press on a sheet does not reach what lies below it on another sheet") {
  int through = 0;
  bool over = true;
  UiDriver driver({}, [&](Ui& ui) {
    ui::Sheet below = ui::begin_sheet(ui, {.name = "below", .title = "Below"});
    const ui::Rect place = below.flow.cut_top(400);
    if (button(ui, {.name = "wide", .rect = place, .label = "Wide"})) ++through;
    ui::end_sheet(ui, below);
    if (!over) return;
    ui::Sheet above = ui::begin_sheet(ui, {.name = "above", .title = "Above"});
    ui::paragraph_in(ui, above.flow, {}, "Nothing to press here.", 0);
    ui::end_sheet(ui, above, [&] {
      const ui::Sheet inside = ui::begin_sheet(ui, {.name = "inside", .title = "Inside"});
      ui::end_sheet(ui, inside);
    });
  });
  driver.turn();
  CHECK_FALSE(driver.widget("wide").enabled);
  CHECK_FALSE(driver.widget("above_close").enabled);
  CHECK(driver.widget("inside_close").enabled);
  const ui::Point at = driver.widget("wide").visible_part.center();
  driver.click_at(at);
  CHECK(through == 0);
  over = false;
  driver.turn();
  driver.click_at(at);
  CHECK(through == 1);
}

TEST_CASE("Escape leaves the sheet that was drawn last, and then the one below") {
  std::string left;
  bool over = true;
  UiDriver driver({}, [&](Ui& ui) {
    const ui::Sheet below = ui::begin_sheet(ui, {.name = "below", .title = "Below"});
    ui::end_sheet(ui, below);
    if (below.closed) left += "below ";
    if (!over) return;
    const ui::Sheet above = ui::begin_sheet(ui, {.name = "above", .title = "Above"});
    ui::end_sheet(ui, above);
    if (above.closed) left += "above ";
    over = !above.closed;
  });
  driver.turn();
  driver.key(ui::Key::kEscape);
  driver.key(ui::Key::kEscape);
  CHECK(left == "above below ");
}

}  // namespace
}  // namespace alcove::tests
