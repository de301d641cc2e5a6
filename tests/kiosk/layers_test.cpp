// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/widgets/lock_offer.h"
#include "kiosk/widgets/select.h"
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

TEST_CASE("in a steady sheet nothing moves when something comes in below it, or goes") {
  bool answered = false;
  float much = 200;
  const ui::BarButton foot[] = {{.name = "go", .label = "Go"}};
  UiDriver driver({}, [&](Ui& ui) {
    ui::Sheet sheet =
        ui::begin_sheet(ui, {.name = "form", .title = "Form", .foot = foot, .steady = true});
    button(ui, {.name = "field", .rect = sheet.flow.cut_top(60), .label = "Field"});
    if (answered) ui::paragraph_in(ui, sheet.flow, {}, "Free at two o'clock.", much);
    ui::end_sheet(ui, sheet);
  });
  const auto top_of = [&](const char* name) { return driver.widget(name).visible_part.y; };
  for (int i = 0; i < 3; ++i) driver.turn();
  const float form = top_of("form");
  const float field = top_of("field");
  answered = true;
  for (int i = 0; i < 3; ++i) driver.turn();
  CHECK(top_of("form") == form);
  CHECK(top_of("field") == field);
  const float go = top_of("go");
  answered = false;  // asked anew
  for (int i = 0; i < 3; ++i) driver.turn();
  CHECK(top_of("form") == form);
  CHECK(top_of("field") == field);
  CHECK(top_of("go") == go);
  // More than there is room for below: up, and never out of the window.
  much = 5000;
  answered = true;
  for (int i = 0; i < 3; ++i) driver.turn();
  CHECK(top_of("form") < form);
  CHECK(top_of("form") > 0);
  CHECK(driver.shows("go"));
}

TEST_CASE("Tab goes through a sheet's content, then its buttons, then Close, and Lock last") {
  const ui::BarButton foot[] = {{.name = "save", .label = "Save"}};
  UiDriver driver({}, [&](Ui& ui) {
    ui::offer_lock(ui, true);
    ui::Sheet sheet = ui::begin_sheet(ui, {.name = "form", .title = "Form", .foot = foot});
    button(ui, {.name = "first", .rect = sheet.flow.cut_top(60), .label = "First"});
    button(ui, {.name = "second", .rect = sheet.flow.cut_top(60), .label = "Second"});
    ui::end_sheet(ui, sheet);
  });
  driver.turn();
  std::string order;
  for (int i = 0; i < 6; ++i) {
    driver.key(ui::Key::kTab);
    order += driver.ui().focused() + " ";
  }
  CHECK(order == "first second save form_close form_lock first ");
}

TEST_CASE("letters that are typed go to the choice that begins with them") {
  const std::vector<std::string> names = {"Ámbar Ruiz", "Lena Brandt", "Lena Ortiz", "Tor"};
  std::optional<std::size_t> chosen;
  UiDriver driver({}, [&](Ui& ui) {
    const auto answer =
        ui::chooser(ui, {.name = "who", .title = "Who?", .options = names, .current = 3});
    if (answer.chosen) chosen = answer.chosen;
  });
  driver.turn();
  CHECK(driver.ui().focused() == "who_3");
  driver.type("LENA o");
  CHECK(driver.ui().focused() == "who_2");
  driver.wait_ms(1001);
  driver.type("am");
  CHECK(driver.ui().focused() == "who_0");
  driver.type("x");  // nobody is called that
  CHECK(driver.ui().focused() == "who_0");
  driver.key(ui::Key::kEnter);
  CHECK(chosen == 0);
}

}  // namespace
}  // namespace alcove::tests
