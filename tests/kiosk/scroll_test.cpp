// SPDX-License-Identifier: Apache-2.0
#include <imgui.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <optional>

#include "kiosk/widgets/button.h"
#include "kiosk/widgets/text_field.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {
namespace {

using ui::Key;
using ui::Rect;
using ui::Ui;

const ui::Look kLobby{ui::Density::kLobby, ui::TextSize::k100, ui::Contrast::kNormal};

// What was drawn last at that place, if anything was.
std::optional<ui::Color> color_at(const ImDrawList& drawn, ui::Point at) {
  std::optional<ui::Color> color;
  for (int i = 0; i + 2 < drawn.IdxBuffer.Size; i += 3) {
    const auto corner = [&](int which) { return drawn.VtxBuffer[drawn.IdxBuffer[i + which]]; };
    const auto side = [&](int from, int to) {
      const ImVec2 a = corner(from).pos;
      const ImVec2 b = corner(to).pos;
      return (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
    };
    const float sides[] = {side(0, 1), side(1, 2), side(2, 0)};
    const auto [least, most] = std::minmax_element(std::begin(sides), std::end(sides));
    if (*least >= 0 || *most <= 0) color = corner(0).col;
  }
  return color;
}

TEST_CASE("a button below a list can be pressed after something in the list was touched") {
  bool pressed = false;
  UiDriver driver({}, [&](Ui& ui) {
    const Rect content = ui.begin_scroll("list", {0, 0, 600, 300});
    button(ui, {.name = "in_list", .rect = {content.x, content.y, 200, 60}, .label = "In it"});
    ui.end_scroll(1000);
    const Rect below{0, 400, 200, 60};
    pressed = button(ui, {.name = "below", .rect = below, .label = "Below"}) || pressed;
  });
  driver.click("in_list");
  driver.click("below");
  CHECK(pressed);
}

TEST_CASE("content that is too high scrolls by wheel, by finger, by keys and by focus") {
  int pressed = 0;
  UiDriver driver(kLobby, [&](Ui& ui) {
    const Rect content = ui.begin_scroll("list", {0, 0, 600, 300});
    for (int i = 0; i < 10; ++i) {
      const std::string name = "row_" + std::to_string(i);
      if (button(ui, {.name = name,
                      .rect = {content.x + 20, content.y + static_cast<float>(i) * 100, 300, 80},
                      .label = "Row"})) {
        ++pressed;
      }
    }
    ui.end_scroll(1000);
  });
  CHECK_FALSE(driver.shows("row_5"));
  CHECK_THROWS_AS(driver.click("row_9"), UiDriverError);
  driver.wheel("list", -100);
  CHECK(driver.shows("row_9"));
  driver.click("row_9");
  CHECK(pressed == 1);
  driver.wheel("list", 100);
  // A finger that moves on moves the list and presses nothing.
  driver.drag({{100, 250}, {100, 200}, {100, 100}, {100, 50}});
  CHECK(pressed == 1);
  CHECK(driver.widget("row_0").rect.y < -100);
  driver.wheel("list", 100);
  driver.key(Key::kPageDown);
  CHECK(driver.widget("row_0").rect.y < -200);
  driver.ui().drop_focus();
  for (int i = 0; i < 8; ++i) driver.key(Key::kTab);
  CHECK(driver.widget("row_7").focused);
  CHECK(driver.shows("row_7"));
}

TEST_CASE("in both contrasts the handle of a scroll bar is told from what it moves in") {
  for (const ui::Contrast contrast : {ui::Contrast::kNormal, ui::Contrast::kHigh}) {
    UiDriver driver({ui::Density::kLobby, ui::TextSize::k200, contrast}, [&](Ui& ui) {
      ui.begin_scroll("list", {0, 0, 600, 300});
      ui.end_scroll(1000);
    });
    driver.turn();
    const float middle = 600 - driver.ui().theme().px(6);
    const auto handle = color_at(driver.ui().draw(), {middle, 45});
    const auto track = color_at(driver.ui().draw(), {middle, 255});
    REQUIRE(handle.has_value());
    REQUIRE(track.has_value());
    CHECK(*handle != *track);
  }
}

TEST_CASE("the picture shows where the content came to rest when the cursor went back to its top") {
  std::string name;
  bool last_is_there = true;
  UiDriver driver({}, [&](Ui& ui) {
    const Rect content = ui.begin_scroll("form", {0, 0, 600, 300});
    ui.prefer_focus("name");
    text_field(ui, {.name = "name", .rect = {content.x + 20, content.y + 20, 300, 44}}, name);
    if (last_is_there && button(ui, {.name = "last",
                                     .rect = {content.x + 20, content.y + 900, 300, 44},
                                     .label = "Away with it"})) {
      last_is_there = false;
    }
    ui.end_scroll(1000);
  });
  driver.turn();
  driver.turn();  // the cursor is no longer new in its field
  driver.wheel("form", -100);
  REQUIRE_FALSE(driver.shows("name"));
  driver.click("last");
  CHECK(driver.widget("name").focused);
  CHECK(driver.widget("name").rect.y >= 0);
}

TEST_CASE("a list that was opened over a form gives the cursor back where it was opened") {
  std::string name;
  bool open = false;
  UiDriver driver({}, [&](Ui& ui) {
    ui.begin_layer();
    const Rect content = ui.begin_scroll("form", {0, 0, 600, 300});
    ui.prefer_focus("name");
    text_field(ui, {.name = "name", .rect = {content.x + 20, content.y + 20, 300, 44}}, name);
    const Rect low{content.x + 20, content.y + 900, 300, 44};
    if (button(ui, {.name = "choose", .rect = low, .label = "Choose"})) open = true;
    ui.end_scroll(1000);
    if (open) {
      ui.begin_layer();
      const Rect place{200, 100, 200, 44};
      if (button(ui, {.name = "choice", .rect = place, .label = "This one"})) open = false;
      ui.end_layer();
    }
    ui.end_layer();
  });
  driver.turn();
  driver.turn();  // the cursor is no longer new in its field
  driver.wheel("form", -100);
  driver.click("choose");
  driver.click("choice");
  CHECK(driver.widget("choose").focused);
  CHECK(driver.shows("choose"));
}

}  // namespace
}  // namespace alcove::tests
