// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/day_board.h"
#include "tests/desk/desk_terminal.h"

// What a person does in the desk's booking sheet.
namespace alcove::tests {

inline void type_over(UiDriver& driver, const std::string& field, const std::string& text) {
  driver.click(field);
  driver.control('a');
  driver.type(text);
}

// Finds and picks the first one; the booking sheet is open then, with nothing chosen in it.
inline bool find_for(DeskTerminal& desk, const std::string& button, const std::string& words) {
  if (!desk.press(button) || !desk.until_shows("find_text")) return false;
  desk.driver->type(words);
  if (!desk.until_shows("hit_0")) return false;
  desk.driver->click("hit_0");
  return desk.until_shows("book_sheet");
}

inline bool choose_first_service(DeskTerminal& desk) {
  desk.driver->click("book_service");
  if (!desk.until_shows("book_choice_0")) return false;
  desk.driver->click("book_choice_0");
  return desk.until_gone("book_choice_0");
}

// The same with the clinic's first service.
inline bool pick(DeskTerminal& desk, const std::string& button, const std::string& words) {
  return find_for(desk, button, words) && choose_first_service(desk);
}

inline bool choose_in(DeskTerminal& desk, const std::string& field, const std::string& name) {
  desk.driver->click(field);
  for (int i = 0; i < 4; ++i) {
    const std::string option = "book_choice_" + std::to_string(i);
    if (!desk.driver->shows(option)) return false;
    if (desk.driver->widget(option).value != name) continue;
    desk.driver->click(option);
    return true;
  }
  return false;
}

inline bool choose_clinician(DeskTerminal& desk, const std::string& name) {
  return choose_in(desk, "book_clinician", name);
}

// Down to what does not fit into the sheet.
inline void scroll_to(DeskTerminal& desk, const std::string& name,
                      const std::string& body = "book_sheet_body") {
  const auto hidden = [&] {
    const ui::WidgetRecord& record = desk.driver->widget(name);
    return record.visible_part.height < record.rect.height - 1;
  };
  for (int i = 0; i < 60 && hidden(); ++i) desk.driver->wheel(body, -1);
}

inline std::vector<api::appointments::BoardRow> rows_today(DeskClinic& clinic) {
  return clinic.other_desk->must(api::appointments::day, {}).items;
}

// Waits until the notice of that name says this among other things.
inline bool until_notice(DeskTerminal& desk, const std::string& name, const std::string& words) {
  return desk.until([&] {
    return desk.driver->shows(name) &&
           desk.driver->widget(name).value.find(words) != std::string::npos;
  });
}

}  // namespace alcove::tests
