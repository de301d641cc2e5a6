// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "kiosk/screens/alerts/alert_sheets.h"
#include "kiosk/screens/alerts/alert_strip.h"
#include "kiosk/screens/lobby/closing.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {
namespace {

namespace at = screens::alerts;

TEST_CASE("many alerts leave room for the work at every size, and all of them can be reached") {
  at::StripModel model;
  for (int i = 0; i < 7; ++i) {
    model.rows.push_back({.person = "María L.",
                          .since = "9:53",
                          .minutes = 17,
                          .why = at::WhyEverywhere::kNotAcknowledged,
                          .act = at::RowAct::kTell});
  }
  for (const ui::TextSize size : {ui::TextSize::k100, ui::TextSize::k150, ui::TextSize::k200}) {
    INFO(static_cast<int>(size));
    float height = 0;
    std::optional<std::size_t> pressed;
    UiDriver driver({ui::Density::kStaff, size, ui::Contrast::kNormal}, [&](ui::Ui& ui) {
      ui::Rect page = ui.screen().inset(20, 0);
      height = at::strip_height(ui, page.width, model);
      if (const auto now = at::draw(ui, page.cut_top(height), model)) pressed = now;
    });
    CHECK(height < 800 * 0.42F);
    CHECK(driver.widget("alert_row_1").visible_part.height ==
          driver.widget("alert_row_1").rect.height);
    CHECK(driver.shows("alert_act_1"));
    CHECK(driver.shows_text("more are waiting."));
    for (int i = 0; i < 30 && !driver.widget("alert_act_7").visible; ++i) {
      driver.wheel("alert_rows", -1);
    }
    driver.click("alert_act_7");
    CHECK(pressed == 6);
  }
  // At the limit, and one past it.
  model.rows.resize(at::kMaxRows, model.rows.front());
  UiDriver driver(ui::Look(), [&](ui::Ui& ui) { at::draw(ui, ui.screen().inset(20, 0), model); });
  const auto has = [&](const std::string& name) {
    const auto& widgets = driver.ui().registry().widgets();
    return std::any_of(widgets.begin(), widgets.end(),
                       [&](const auto& one) { return one.name == name; });
  };
  CHECK(has("alert_row_20"));
  model.rows.push_back(model.rows.front());
  driver.turn();
  CHECK(has("alert_row_20"));
  CHECK_FALSE(has("alert_row_21"));
}

TEST_CASE("whoever stopped in the middle is named at the desk, and nobody is on a locked screen") {
  at::StripModel model;
  model.rows.push_back({.kind = at::RowKind::kStopped,
                        .person = "María L.",
                        .terminal = "Lobby 1",
                        .since = "9:53",
                        .act = at::RowAct::kGo});
  UiDriver driver(ui::Look(), [&](ui::Ui& ui) { at::draw(ui, ui.screen().inset(20, 0), model); });
  CHECK(driver.shows_text("María L. stopped in the middle at Lobby 1"));
  CHECK(driver.shows_text("Please see whether they are well."));
  CHECK(driver.widget("alert_act_1").value == "I am going");
  const at::StripRow unnamed{
      .kind = at::RowKind::kStopped, .terminal = "Lobby 1", .since = "9:53", .minutes = 2};
  CHECK(at::general_call_words(text::Language::kEnglish, unnamed, 1) ==
        "At Lobby 1, someone stopped in the middle. Since 9:53, 2 minutes. Please go there. Sign "
        "in or unlock to say that you went.");
}

TEST_CASE("what came home late says so, and that nobody may stand there any more") {
  at::StripModel model;
  model.rows.push_back({.kind = at::RowKind::kAlert,
                        .person = "María L.",
                        .since = "9:53",
                        .came_late = true,
                        .act = at::RowAct::kTell});
  model.rows.push_back({.kind = at::RowKind::kSetAside,
                        .person = "Luis P.",
                        .terminal = "Lobby 1",
                        .since = "9:53",
                        .act = at::RowAct::kGo});
  UiDriver driver(ui::Look(), [&](ui::Ui& ui) { at::draw(ui, ui.screen().inset(20, 0), model); });
  CHECK(driver.shows_text("It came home late, from a terminal that is out of service"));
  CHECK(driver.shows_text("Luis P. asked for somebody at Lobby 1; it came home late"));
  CHECK(driver.widget("alert_act_2").value == "I will see to it");
  const at::StripRow unnamed{
      .kind = at::RowKind::kSetAside, .terminal = "Lobby 1", .since = "9:53"};
  CHECK(at::general_call_words(text::Language::kEnglish, unnamed, 1) ==
        "At Lobby 1, somebody asked for a person; it came home late. Since 9:53, just now. Sign in "
        "or unlock to see who it was.");
  at::CareModel care;
  care.source = api::alerts::Source::kPhq9Item9SetAside;
  UiDriver sheet(ui::Look(), [&](ui::Ui& ui) { at::draw(ui, care); });
  CHECK(sheet.shows_text("is not in the chart"));
}

TEST_CASE(
    "of somebody unknown the strip says where and when they were, and what to do; not what they "
    "said") {
  at::StripModel model;
  model.rows.push_back({.kind = at::RowKind::kNeedsClinician,
                        .terminal = "Lobby 1",
                        .since = "9:53",
                        .said = "today at 9:41",
                        .act = at::RowAct::kGo});
  UiDriver driver(ui::Look(), [&](ui::Ui& ui) { at::draw(ui, ui.screen().inset(20, 0), model); });
  CHECK(driver.shows_text("Somebody who was at Lobby 1 today at 9:41 needs a clinician now"));
  CHECK(driver.shows_text("the box does not know who it was"));
  CHECK(driver.shows_text("Tell a clinician in person at once"));
  CHECK(driver.widget("alert_act_1").value == "I will see to it");
  CHECK(at::general_call_words(text::Language::kEnglish, model.rows[0], 1) ==
        "Somebody who was at Lobby 1 today at 9:41 needs a clinician now. Since 9:53, just now. "
        "Tell a clinician in person. Sign in or unlock to say that you see to it.");
}

TEST_CASE("something else was done: blanks alone do not say what") {
  at::CareModel model;
  UiDriver driver(ui::Look(), [&](ui::Ui& ui) { at::draw(ui, model); });
  driver.click("care_other");
  driver.type("care_words", "  ");
  CHECK_FALSE(driver.widget("acknowledge").enabled);
  driver.type("her sister is here");
  CHECK(driver.widget("acknowledge").enabled);
}

TEST_CASE("a second tap on Next does not press what stands there after a critical answer") {
  screens::lobby::SupportModel model;
  model.settled = false;
  UiDriver driver({ui::Density::kLobby, ui::TextSize::k100, ui::Contrast::kNormal},
                  [&](ui::Ui& ui) { draw(ui, model); });
  CHECK_FALSE(driver.widget("talk_now").enabled);
  CHECK_FALSE(driver.widget("go_on").enabled);
}

}  // namespace
}  // namespace alcove::tests
