// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/note_editor.h"

#include <catch2/catch.hpp>

#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {
namespace {

using ui::Key;
using ui::Ui;

const ui::Look kStaff{};

// Two sections below each other in one scroll area, as a note has them.
struct Note {
  ui::EditBuffer data{{100'000, ui::Lines::kMany, false}};
  ui::EditBuffer plan{{20, ui::Lines::kMany, false}};
  float width = 300;
  bool read_only = false;
  bool cut_short = false;
  float height = 0;

  void operator()(Ui& ui) {
    const ui::Rect content = ui.begin_scroll("note", {0, 0, 700, 400});
    const auto first = note_editor(ui,
                                   {.name = "data",
                                    .at = {20, content.y},
                                    .width = width,
                                    .placeholder = "What was said",
                                    .read_only = read_only,
                                    .section_after = "plan"},
                                   data);
    const auto second = note_editor(ui,
                                    {.name = "plan",
                                     .at = {20, content.y + first.height + 20},
                                     .width = width,
                                     .section_before = "data"},
                                    plan);
    cut_short = cut_short || second.cut_short;
    height = first.height;
    ui.end_scroll(first.height + second.height + 20);
  }
};

TEST_CASE("a note wraps at words, and Home and End follow the row one sees") {
  Note note;
  UiDriver driver(kStaff, std::ref(note));
  driver.type("data", "She describes a hard week and slept four hours a night");
  const float line = 28;
  CHECK(note.height >= 2 * line);
  driver.key(Key::kHome);
  const std::size_t row_start = note.data.caret();
  CHECK(row_start > 0);
  CHECK(note.data.text()[row_start - 1] == ' ');
  driver.key(Key::kUp);
  driver.key(Key::kEnd);
  driver.type("!");
  // At the end of the first row, behind its blank and before the next row's word.
  CHECK(note.data.text().find(" !") == row_start - 1);
  driver.key(Key::kHome, false, true);
  CHECK(note.data.caret() == 0);
  driver.key(Key::kEnd, false, true);
  CHECK(note.data.caret() == note.data.text().size());
}

TEST_CASE("Up and Down keep their column over short rows, and lead to the next section") {
  Note note;
  note.data.reset("long first\nx\nlong third");
  UiDriver driver(kStaff, std::ref(note));
  driver.click("data");
  driver.key(Key::kHome, false, true);
  for (int i = 0; i < 7; ++i) driver.key(Key::kRight);
  driver.key(Key::kDown);
  CHECK(note.data.caret() == 12);  // behind the x
  driver.key(Key::kDown);
  const std::size_t third = note.data.caret() - 13;
  CHECK(third >= 6);
  CHECK(third <= 8);
  driver.key(Key::kDown);
  CHECK(driver.widget("plan").focused);
  driver.key(Key::kUp);
  CHECK(driver.widget("data").focused);
}

TEST_CASE("the mouse selects over rows, and typing replaces what is selected") {
  Note note;
  note.data.reset("first row\nsecond row\nthird row");
  UiDriver driver(kStaff, std::ref(note));
  driver.drag({{20, 10}, {100, 30}, {400, 40}});  // from the start to the end of the second row
  CHECK(note.data.selected_text() == "first row\nsecond row");
  driver.type("x");
  CHECK(note.data.text() == "x\nthird row");
  driver.control('z');
  CHECK(note.data.text() == "first row\nsecond row\nthird row");
  driver.double_click_at({30, 40});
  CHECK(note.data.selected_text() == "second");
}

TEST_CASE("a word stays selected while the button is held, and Shift selects as far as a click") {
  Note note;
  note.data.reset("first row\nsecond row\nthird row");
  UiDriver driver(kStaff, std::ref(note));
  driver.click_at({60, 40});
  driver.press_at({60, 40});  // the second one of a double click, held down
  CHECK(note.data.selected_text() == "second");
  driver.move_to({61, 41});  // no hand is still
  driver.release_at({61, 41});
  CHECK(note.data.selected_text() == "second");
  driver.press_at({60, 40});
  CHECK(note.data.selected_text() == "second row");
  driver.release_at({60, 40});
  driver.click_at({21, 10});
  CHECK_FALSE(note.data.has_selection());
  driver.press_at({300, 40}, true);
  driver.release_at({300, 40});
  CHECK(note.data.selected_text() == "first row\nsecond row");
}

TEST_CASE("Home, End and the page keys are the note's, whatever list can scroll beside it") {
  ui::EditBuffer buffer{{1000, ui::Lines::kMany, false}};
  buffer.reset("one\ntwo\nthree");
  float list_at = 0;
  UiDriver driver(kStaff, [&](Ui& ui) {
    const ui::Rect list = ui.begin_scroll("list", {0, 0, 300, 400});
    list_at = list.y;
    ui.end_scroll(5000);
    note_editor(ui, {.name = "data", .at = {320, 0}, .width = 300}, buffer);
  });
  driver.click("data");
  driver.key(Key::kHome, false, true);
  driver.key(Key::kEnd);
  CHECK(buffer.caret() == 3);
  driver.key(Key::kHome);
  CHECK(buffer.caret() == 0);
  driver.key(Key::kPageDown);
  CHECK(buffer.caret() == 8);  // before "three"
  driver.key(Key::kPageUp);
  CHECK(buffer.caret() == 0);
  CHECK(list_at == 0);
}

TEST_CASE("writing that begins below the edge begins in view") {
  Note note;
  for (int i = 0; i < 40; ++i) note.data.insert("a row\n");
  UiDriver driver(kStaff, [&](Ui& ui) {
    ui.prefer_focus("plan");
    note(ui);
  });
  CHECK(driver.widget("plan").focused);
  CHECK(driver.shows("plan"));
}

TEST_CASE("selecting all of a long note and deleting it is one step back") {
  Note note;
  std::string text;
  while (text.size() < 20'000) text += "She slept four hours a night. ";
  note.data.reset(text);
  UiDriver driver(kStaff, std::ref(note));
  driver.click("data");
  driver.control('a');
  driver.key(Key::kDelete);
  CHECK(note.data.text().empty());
  CHECK(driver.shows_text("What was said"));
  driver.control('z');
  CHECK(note.data.text() == text);
}

TEST_CASE("undo after the width changed leads back to the very text") {
  Note note;
  UiDriver driver(kStaff, std::ref(note));
  driver.type("data", "one two three four five six seven eight nine ten");
  for (const float width : {120.0F, 640.0F, 40.0F}) {
    note.width = width;
    driver.turn();
  }
  for (int i = 0; i < 20; ++i) driver.control('z');
  CHECK(note.data.text().empty());
  for (int i = 0; i < 20; ++i) driver.control('z', true);
  CHECK(note.data.text() == "one two three four five six seven eight nine ten");
}

TEST_CASE("the row being written stays in view") {
  Note note;
  UiDriver driver(kStaff, std::ref(note));
  driver.click("data");
  for (int i = 0; i < 30; ++i) {
    driver.type("line");
    driver.key(Key::kEnter);
  }
  const auto& editor = driver.widget("data");
  CHECK(editor.rect.bottom() <= 400 + 28);
  driver.key(Key::kHome, false, true);
  CHECK(driver.widget("data").rect.y >= -1);
}

TEST_CASE("a note that is read only can be read and selected, and never changes") {
  Note note;
  note.data.reset("signed words");
  note.read_only = true;
  UiDriver driver(kStaff, std::ref(note));
  driver.click("data");
  driver.type("x");
  driver.key(Key::kBackspace);
  driver.key(Key::kEnter);
  driver.control('z');
  CHECK(note.data.text() == "signed words");
  driver.control('a');
  CHECK(note.data.selected_text() == "signed words");
}

TEST_CASE("a section says when its limit is reached") {
  Note note;
  UiDriver driver(kStaff, std::ref(note));
  driver.type("plan", "12345678901234567890");
  CHECK_FALSE(note.cut_short);
  driver.type("x");
  CHECK(note.cut_short);
  CHECK(note.plan.text() == "12345678901234567890");
}

TEST_CASE("a pause in typing begins a new step of undo") {
  Note note;
  UiDriver driver(kStaff, std::ref(note));
  driver.type("data", "ab");
  driver.wait_ms(1500);
  driver.type("cd");
  driver.control('z');
  CHECK(note.data.text() == "ab");
}

}  // namespace
}  // namespace alcove::tests
