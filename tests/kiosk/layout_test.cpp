// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/kiosk/support/scenes.h"
#include "tests/kiosk/support/ui_driver.h"

// Every screen in both languages at three sizes of text: what is drawn fits where it is drawn, and
// nothing lies over anything else. Long names are in the scenes.
namespace alcove::tests {
namespace {

using ui::Rect;
using ui::TextRecord;
using ui::WidgetKind;
using ui::WidgetRecord;

constexpr float kHair = 1.5F;  // rounding to whole pixels

bool overlap(const Rect& a, const Rect& b) {
  const Rect shared = a.shared_with(b);
  return shared.width > kHair && shared.height > kHair;
}

// Letters reach neither the top nor the bottom of their line.
Rect letters(const TextRecord& text) {
  const Rect& line = text.rect;
  return {line.x, line.y + line.height * 0.2F, line.width, line.height * 0.6F};
}

bool touchable(const WidgetRecord& widget) {
  switch (widget.kind) {
    case WidgetKind::kButton:
    case WidgetKind::kChoice:
    case WidgetKind::kField:
    case WidgetKind::kRow:
    case WidgetKind::kKey:
    case WidgetKind::kEditor:
    case WidgetKind::kSignature:
      return true;
    case WidgetKind::kProgress:
    case WidgetKind::kScroll:
    case WidgetKind::kStatus:
    case WidgetKind::kPanel:
      return false;
  }
  return false;
}

std::string quoted(const TextRecord& text) {
  return "\"" + text.text + "\"";
}

void check_text_fits(const ui::Registry& registry, const Rect& screen,
                     std::vector<std::string>& wrong) {
  for (const TextRecord& text : registry.texts()) {
    if (text.shortened && !text.may_be_shortened) wrong.push_back("shortened: " + quoted(text));
    const Rect& line = text.rect;
    const Rect room = text.clip.shared_with(screen).grown(kHair);
    if (line.x < room.x || line.right() > room.right()) {
      wrong.push_back("cut off at the side: " + quoted(text));
    }
    if (text.scrolls) continue;  // what is above or below can be scrolled to
    if (line.y < room.y || line.bottom() > room.bottom()) {
      wrong.push_back("cut off above or below: " + quoted(text));
    }
  }
}

void check_texts_apart(const ui::Registry& registry, std::vector<std::string>& wrong) {
  const auto& texts = registry.texts();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      if (texts[i].layer != texts[j].layer) continue;
      const Rect first = letters(texts[i]).shared_with(texts[i].clip);
      const Rect second = letters(texts[j]).shared_with(texts[j].clip);
      if (overlap(first, second)) {
        wrong.push_back("over each other: " + quoted(texts[i]) + " and " + quoted(texts[j]));
      }
    }
  }
}

void check_widgets_apart(const ui::Registry& registry, std::vector<std::string>& wrong) {
  const auto& widgets = registry.widgets();
  for (std::size_t i = 0; i < widgets.size(); ++i) {
    for (std::size_t j = i + 1; j < widgets.size(); ++j) {
      const WidgetRecord& a = widgets[i];
      const WidgetRecord& b = widgets[j];
      if (a.layer != b.layer || !touchable(a) || !touchable(b)) continue;
      if (b.name == a.name + "_show") continue;  // stands in its field
      if (overlap(a.visible_part, b.visible_part)) {
        wrong.push_back("over each other: " + a.name + " and " + b.name);
      }
    }
  }
}

// A text belongs into a button as a whole, or not at all.
void check_text_in_widgets(const ui::Registry& registry, std::vector<std::string>& wrong) {
  for (const TextRecord& text : registry.texts()) {
    const Rect seen = letters(text).shared_with(text.clip);
    for (const WidgetRecord& widget : registry.widgets()) {
      if (!touchable(widget) || widget.layer != text.layer) continue;
      if (!overlap(seen, widget.visible_part)) continue;
      const Rect whole = widget.rect.grown(kHair);
      if (!whole.contains(letters(text))) {
        wrong.push_back(quoted(text) + " crosses the edge of " + widget.name);
      }
    }
  }
}

void check_targets(const ui::Registry& registry, ui::Density density, const Rect& screen,
                   std::vector<std::string>& wrong) {
  const float least = density == ui::Density::kLobby ? 50.0F : 40.0F;
  for (const WidgetRecord& widget : registry.widgets()) {
    if (!touchable(widget)) continue;
    const bool inside = widget.name.ends_with("_show");
    if (widget.rect.height < (inside ? 36.0F : least)) wrong.push_back("too low: " + widget.name);
    if (widget.rect.x < -kHair || widget.rect.right() > screen.right() + kHair) {
      wrong.push_back("beside the screen: " + widget.name);
    }
  }
}

std::vector<std::string> problems_of(UiDriver& driver, ui::Density density) {
  std::vector<std::string> wrong;
  const ui::Registry& registry = driver.ui().registry();
  const Rect screen = driver.ui().screen();
  check_text_fits(registry, screen, wrong);
  check_texts_apart(registry, wrong);
  check_widgets_apart(registry, wrong);
  check_text_in_widgets(registry, wrong);
  check_targets(registry, density, screen, wrong);
  return wrong;
}

// The whole content comes by, a part at a time.
void scroll_on(UiDriver& driver) {
  std::vector<std::string> areas;
  for (const WidgetRecord& widget : driver.ui().registry().widgets()) {
    if (widget.kind == WidgetKind::kScroll) areas.push_back(widget.name);
  }
  for (const std::string& area : areas) driver.wheel(area, -3);
}

TEST_CASE("no screen cuts off or covers anything, in both languages at three sizes") {
  for (const auto size : {ui::TextSize::k100, ui::TextSize::k150, ui::TextSize::k200}) {
    for (const auto density : {ui::Density::kLobby, ui::Density::kStaff}) {
      // Fonts are the slow part: one driver shows all scenes of a look.
      std::function<void(ui::Ui&)> scene_now = [](ui::Ui&) {};
      UiDriver driver({density, size, ui::Contrast::kNormal}, [&](ui::Ui& ui) { scene_now(ui); });
      for (const Scene& scene : all_scenes()) {
        if (scene.density != density) continue;
        for (const auto language : {text::Language::kEnglish, text::Language::kSpanish}) {
          scene_now = [](ui::Ui&) {};
          driver.turn();
          scene_now = scene.make(language);
          driver.turn();
          for (int part = 0; part < 4; ++part) {
            INFO(scene.name << (language == text::Language::kEnglish ? " en " : " es ")
                            << 100 + 50 * static_cast<int>(size) << " % part " << part);
            CHECK(problems_of(driver, density) == std::vector<std::string>{});
            scroll_on(driver);
          }
        }
      }
    }
  }
}

TEST_CASE("the layout test sees a word that is cut off, and a button over another") {
  UiDriver driver({ui::Density::kLobby}, [](ui::Ui& ui) {
    ui.registry().add_text({"too wide", {1200, 100, 200, 30}, ui.screen(), false, false, false, 0});
    ui.registry().add_text({"shortened", {0, 200, 20, 30}, ui.screen(), true, false, false, 0});
    ui.interact({.name = "one", .rect = {100, 300, 200, 76}});
    ui.interact({.name = "two", .rect = {250, 300, 200, 76}});
    ui.registry().add_text({"edge", {400, 310, 100, 37}, ui.screen(), false, false, false, 0});
  });
  CHECK(problems_of(driver, ui::Density::kLobby) ==
        std::vector<std::string>{"cut off at the side: \"too wide\"", "shortened: \"shortened\"",
                                 "over each other: one and two",
                                 "\"edge\" crosses the edge of two"});
}

}  // namespace
}  // namespace alcove::tests
