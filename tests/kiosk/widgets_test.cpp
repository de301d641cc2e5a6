// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/widgets/button.h"
#include "kiosk/widgets/figures.h"
#include "kiosk/widgets/panels.h"
#include "kiosk/widgets/signature.h"
#include "kiosk/widgets/text_field.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {
namespace {

using ui::Key;
using ui::Rect;
using ui::Ui;

const ui::Look kLobby{ui::Density::kLobby, ui::TextSize::k100, ui::Contrast::kNormal};

// Three buttons in a row; counts the presses of each.
struct Buttons {
  int first = 0;
  int second = 0;
  int third = 0;
  bool second_enabled = true;

  void operator()(Ui& ui) {
    const auto at = [](float x) { return Rect{x, 100, 150, 76}; };
    if (button(ui, {.name = "first", .rect = at(0), .label = "One"})) ++first;
    if (button(ui, {.name = "second",
                    .rect = at(200),
                    .label = "Two",
                    .enabled = second_enabled,
                    .role = ui::ButtonRole::kDefault})) {
      ++second;
    }
    if (button(ui, {.name = "third",
                    .rect = at(400),
                    .label = "Three",
                    .role = ui::ButtonRole::kCancel})) {
      ++third;
    }
  }
};

TEST_CASE("a button is pressed by a touch that ends on it, and not by one that slides off") {
  Buttons buttons;
  UiDriver driver(kLobby, std::ref(buttons));
  driver.click("first");
  CHECK(buttons.first == 1);
  driver.press_at({50, 130});
  driver.release_at({50, 400});
  CHECK(buttons.first == 1);
  driver.press_at({50, 400});
  driver.release_at({50, 130});
  CHECK(buttons.first == 1);
}

TEST_CASE(
    "Tab and arrows move the focus, Enter and Space press, Enter and Escape find their button") {
  Buttons buttons;
  UiDriver driver(kLobby, std::ref(buttons));
  driver.key(Key::kEnter);
  CHECK(buttons.second == 1);
  driver.key(Key::kEscape);
  CHECK(buttons.third == 1);
  driver.key(Key::kTab);
  CHECK(driver.widget("first").focused);
  driver.key(Key::kEnter);
  CHECK(buttons.first == 1);
  driver.key(Key::kRight);
  CHECK(driver.widget("second").focused);
  driver.key(Key::kTab);
  driver.type(" ");
  CHECK(buttons.third == 2);
  driver.key(Key::kTab);
  CHECK(driver.widget("first").focused);  // and round
  driver.key(Key::kTab, true);
  CHECK(driver.widget("third").focused);
}

TEST_CASE("a disabled button takes neither touch nor key nor focus") {
  Buttons buttons;
  buttons.second_enabled = false;
  UiDriver driver(kLobby, std::ref(buttons));
  driver.click_at({250, 130});
  driver.key(Key::kEnter);
  CHECK(buttons.second == 0);
  driver.key(Key::kTab);
  driver.key(Key::kTab);
  CHECK(driver.widget("third").focused);
  CHECK_THROWS_AS(driver.click("second"), UiDriverError);
}

TEST_CASE("the driver throws for a name that is missing, twice there, or out of view") {
  Buttons buttons;
  UiDriver driver(kLobby, std::ref(buttons));
  CHECK_THROWS_AS(driver.click("nobody"), UiDriverError);
  CHECK_THROWS_AS(UiDriver(kLobby,
                           [](Ui& ui) {
                             button(ui, {.name = "twin", .rect = {0, 0, 99, 76}, .label = "A"});
                             button(ui, {.name = "twin", .rect = {0, 99, 99, 76}, .label = "B"});
                           }),
                  UiDriverError);
  UiDriver away(kLobby, [](Ui& ui) {
    button(ui, {.name = "away", .rect = {2000, 0, 100, 76}, .label = "A"});
  });
  CHECK_THROWS_AS(away.click("away"), UiDriverError);
}

TEST_CASE("forty quick taps between two pictures are forty presses") {
  Buttons buttons;
  auto ui = Ui::make(kLobby, {});
  REQUIRE(ui);
  shell::InputPump pump((*ui)->keyboard());
  shell::RunQueue queue([] {});
  shell::FrameLoop loop(**ui, pump, queue, std::ref(buttons));
  loop.turn(0, {1280, 800});
  for (int i = 0; i < 40; ++i) {
    pump.push({i, ui::PointerPressed{{50, 130}}});
    pump.push({i, ui::PointerReleased{{50, 130}}});
  }
  loop.turn(50, {1280, 800});
  CHECK(buttons.first == 40);
}

TEST_CASE("what lies below a dialog cannot be used, and Escape belongs to the dialog") {
  Buttons buttons;
  bool open = true;
  int closed = 0;
  UiDriver driver(kLobby, [&](Ui& ui) {
    buttons(ui);
    if (!open) return;
    const ui::Dialog dialog = begin_dialog(ui, "sheet", 500, 120);
    if (button(ui, {.name = "close",
                    .rect = {dialog.content.x, dialog.content.y, 200, 76},
                    .label = "Close",
                    .role = ui::ButtonRole::kCancel})) {
      ++closed;
    }
    end_dialog(ui, dialog, 120);
  });
  CHECK_THROWS_AS(driver.click("first"), UiDriverError);
  driver.click_at({50, 130});
  driver.key(Key::kEnter);
  CHECK(buttons.first + buttons.second == 0);
  driver.key(Key::kTab);
  CHECK(driver.widget("close").focused);
  driver.key(Key::kEscape);
  CHECK(closed == 1);
  CHECK(buttons.third == 0);
  open = false;
  driver.turn();
  driver.click("first");
  CHECK(buttons.first == 1);
}

TEST_CASE("a toast covers what is below it, and its action can be pressed") {
  Buttons buttons;
  int undone = 0;
  UiDriver driver(kLobby,
                  [&](Ui& ui) {
                    buttons(ui);
                    button(ui, {.name = "below", .rect = {0, 690, 1280, 80}, .label = "Below"});
                    if (toast(ui, {.text = "Moved to 10:30.", .action = "Undo"})) ++undone;
                  },
                  {1280, 800});
  driver.click("toast_action");
  CHECK(undone == 1);
  driver.click_at(driver.widget("toast").rect.center());
  CHECK_FALSE(driver.widget("below").focused);
}

struct Field {
  std::string text;
  bool secret = false;
  std::size_t most = 20;
  ui::FieldReaction last;

  void operator()(Ui& ui) {
    last = text_field(
        ui, {.name = "field", .rect = {20, 20, 500, 84}, .max_code_points = most, .secret = secret},
        text);
    button(ui, {.name = "other", .rect = {20, 200, 200, 76}, .label = "Other"});
  }
};

TEST_CASE("a field is written with accents, corrected, and taken back") {
  Field field;
  UiDriver driver(kLobby, std::ref(field));
  driver.type("field", "Nuñez Jose\u0301");
  CHECK(field.text == "Nuñez José");
  driver.key(Key::kBackspace);
  driver.key(Key::kHome);
  driver.key(Key::kDelete);
  CHECK(field.text == "uñez Jos");
  driver.control('a');
  driver.type("x");
  CHECK(field.text == "x");
  driver.control('z');
  CHECK(field.text == "uñez Jos");
  driver.control('y');
  CHECK(field.text == "x");
  CHECK(driver.widget("field").value == "x");
}

TEST_CASE("a field takes no more than its limit") {
  Field field;
  field.most = 5;
  UiDriver driver(kLobby, std::ref(field));
  driver.type("field", "12345");
  CHECK(field.text == "12345");
  driver.type("6");
  CHECK(field.text == "12345");
}

TEST_CASE("the clipboard serves a field, but never gives away a password") {
  std::string clipboard;
  Field field;
  UiDriver driver(kLobby, std::ref(field));
  driver.ui().set_clipboard(
      {[&] { return clipboard; }, [&](const std::string& text) { clipboard = text; }});
  driver.type("field", "copy me");
  driver.control('a');
  driver.control('x');
  CHECK(clipboard == "copy me");
  CHECK(field.text.empty());
  driver.control('v');
  driver.control('v');
  CHECK(field.text == "copy mecopy me");

  clipboard.clear();
  field = {};
  field.secret = true;
  driver.turn();
  Field secret;
  secret.secret = true;
  UiDriver hidden(kLobby, std::ref(secret));
  hidden.ui().set_clipboard(
      {[&] { return clipboard; }, [&](const std::string& text) { clipboard = text; }});
  hidden.type("field", "correct horse");
  hidden.control('a');
  hidden.control('c');
  hidden.control('x');
  CHECK(clipboard.empty());
  CHECK(secret.text == "correct horse");
}

TEST_CASE("a password shows as dots until it is uncovered, and stays dots in the registry") {
  Field field;
  field.secret = true;
  UiDriver driver(kLobby, std::ref(field));
  driver.type("field", "ab\u00e9");
  CHECK(field.text == "abé");
  CHECK(driver.widget("field").value == "\u2022\u2022\u2022");
  driver.click("field_show");
  CHECK(driver.widget("field").value == "\u2022\u2022\u2022");
  CHECK(driver.widget("field").focused);
  CHECK(driver.shows_text("Hide"));
  driver.key(Key::kBackspace);
  CHECK(field.text == "ab");
}

TEST_CASE("the mouse places the caret, selects by dragging, and a double click takes a word") {
  Field field;
  UiDriver driver(kLobby, std::ref(field));
  driver.type("field", "one two");
  driver.drag({{30, 62}, {500, 62}});
  driver.type("x");
  CHECK(field.text == "x");
  driver.control('z');
  driver.double_click_at({60, 62});  // on "one"
  driver.type("y");
  CHECK(field.text == "y two");
}

TEST_CASE("a sheet's field has the cursor at once, whatever the screen under it prefers") {
  bool open = false;
  std::string note;
  std::string pin;
  UiDriver driver(kLobby, [&](Ui& ui) {
    ui.prefer_focus("note");
    text_field(ui, {.name = "note", .rect = {40, 40, 300, 44}}, note);
    if (button(ui, {.name = "sign", .rect = {40, 100, 200, 44}, .label = "Sign"})) open = true;
    if (!open) return;
    ui.begin_layer();
    ui.prefer_focus("pin");
    text_field(ui, {.name = "pin", .rect = {40, 200, 300, 44}}, pin);
    ui.end_layer();
  });
  driver.type("7");
  driver.click("sign");
  driver.turn();
  driver.type("4");
  CHECK(note == "7");
  CHECK(pin == "4");
}

ui::DateEntry typed_date(const std::string& figures) {
  ui::DateEntry entry;
  for (const char figure : figures) {
    figure == '/' ? entry.finish_part() : entry.type(figure);
  }
  return entry;
}

TEST_CASE("a date is understood however its figures come") {
  const LocalDate today = std::chrono::year(2026) / 11 / 23;
  const auto date = [&](const std::string& figures) { return typed_date(figures).date(today); };
  using std::chrono::year;
  CHECK(date("04171986") == year(1986) / 4 / 17);
  CHECK(date("4171986") == year(1986) / 4 / 17);  // 4 can only be April
  CHECK(date("4/7/1986") == year(1986) / 4 / 7);
  CHECK(date("1/2/1990") == year(1990) / 1 / 2);
  CHECK(date("02292000") == year(2000) / 2 / 29);
  CHECK(date("11232026") == today);
}

TEST_CASE("a date that cannot be says what is wrong with it, as soon as it can be known") {
  const LocalDate today = std::chrono::year(2026) / 11 / 23;
  const auto problem = [&](const std::string& figures) {
    return typed_date(figures).problem(today);
  };
  using ui::DateProblem;
  CHECK(problem("") == DateProblem::kUnfinished);
  CHECK(problem("0417198") == DateProblem::kUnfinished);
  CHECK(problem("13") == DateProblem::kMonthOutOfRange);
  CHECK(problem("00") == DateProblem::kMonthOutOfRange);
  CHECK(problem("0431") == DateProblem::kNoSuchDay);
  CHECK(problem("0229") == DateProblem::kUnfinished);  // the year decides
  CHECK(problem("02292001") == DateProblem::kNoSuchDay);
  CHECK(problem("01010086") == DateProblem::kYearOutOfRange);
  CHECK(problem("11242026") == DateProblem::kInFuture);
  CHECK(ui::date_words(text::Language::kEnglish, typed_date("0431"), today) ==
        "That month has no day 31.");
  CHECK(ui::date_words(text::Language::kSpanish, typed_date("0431"), today) ==
        "Ese mes no tiene día 31.");
}

TEST_CASE("erasing a date goes back through its parts") {
  ui::DateEntry entry = typed_date("041719");
  for (int i = 0; i < 3; ++i) entry.erase();
  CHECK(entry.figures(ui::DatePart::kYear).empty());
  CHECK(entry.figures(ui::DatePart::kDay) == "1");
  CHECK(entry.part() == ui::DatePart::kDay);
  for (int i = 0; i < 9; ++i) entry.erase();
  CHECK(entry.figures(ui::DatePart::kMonth).empty());
}

TEST_CASE("a signature keeps every point the hand touched, inside the pad") {
  ui::Signature signature;
  UiDriver driver(kLobby, [&](Ui& ui) {
    signature_pad(ui, {.name = "pad", .rect = {100, 100, 1000, 300}}, signature);
  });
  std::vector<ui::Point> path;
  for (int i = 0; i < 198; ++i) path.push_back({200.0F + static_cast<float>(i), 250});
  driver.drag(path);
  CHECK(signature.strokes.size() == 1);
  CHECK(signature.points() == 200);  // with the press and the release
  CHECK(signature.signed_enough());
  driver.drag({{1000, 300}, {1500, 900}});
  REQUIRE(signature.strokes.size() == 2);
  CHECK(signature.strokes[1].back().x == 1.0F);
  CHECK(signature.strokes[1].back().y == Approx(0.3F));
}

TEST_CASE("a signature takes as many points as its limit and not one more") {
  ui::Signature signature;
  signature.strokes.emplace_back(ui::kMaxSignaturePoints - 1, ui::Point{0.5F, 0.1F});
  UiDriver driver(kLobby, [&](Ui& ui) {
    signature_pad(ui, {.name = "pad", .rect = {100, 100, 1000, 300}}, signature);
  });
  driver.drag({{200, 200}, {210, 200}, {220, 200}});
  CHECK(signature.points() == ui::kMaxSignaturePoints);
}

}  // namespace
}  // namespace alcove::tests
