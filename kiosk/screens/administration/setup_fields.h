// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/screens/administration/setup_sheets.h"
#include "kiosk/widgets/sheet.h"

// What the sheets of a room and of a service draw alike.
namespace alcove::screens::administration {

bool is_blank(std::string_view text);

// The notice above the fields: the box's refusal in words, or what the sheet itself can say of it.
void setup_notice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string_view words);

struct SetupField {
  std::string name;
  std::string_view label;
  std::string_view hint{};  // below it
  std::size_t max = 60;
  bool short_value = false;  // a number
};
// True when it was changed.
bool setup_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const SetupField& field,
                 std::string& text);

// The tick at the end, for what is there already.
bool retired_tick(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                  std::string_view text, bool& retired);

SheetAct act_of(const ui::Sheet& sheet);

}  // namespace alcove::screens::administration
