// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/widgets/panels.h"
#include "kiosk/widgets/status.h"

// The page behind sign-in and first run: the clinic on a coloured side, a narrow form beside it.
namespace alcove::screens::sign_in {

struct Place {
  std::string clinic;
  std::string station;  // "Therapy room 2"
  ui::Connection connection;
  bool touch_keyboard = false;  // this terminal has no keyboard of its own
  std::string alert{};          // somebody needs a clinician: stands above everything, as "alert"
  std::string call{};           // somebody in the lobby asks for help: below it, as "call"
  std::string damage{};         // something that was kept here cannot be read: below, as "damage"
};

// Draw into `flow` from the top; end_form closes it.
struct Form {
  ui::Rect flow;
  ui::Rect keyboard;  // empty while it is not shown
  float top = 0;
};
Form begin_form(ui::Ui& ui, text::Language language, const Place& place, float width_points);
// What stands above the form; each may be empty.
struct Above {
  std::string_view alert{};
  std::string_view call{};
  std::string_view damage{};
};
// The same with other words on the coloured side.
Form begin_side_form(ui::Ui& ui, const ui::SideSpec& side, bool touch_keyboard, float width_points,
                     const Above& above = {});
void end_form(ui::Ui& ui, text::Language language, const Form& form);

// A heading, and a sentence below it in soft ink when there is one.
void form_title(ui::Ui& ui, ui::Rect& flow, std::string_view title, std::string_view sentence);
// The one button of a form, over its whole width.
struct FormButton {
  std::string_view name{};
  std::string_view label{};
  bool enabled = true;
};
bool form_button(ui::Ui& ui, ui::Rect& flow, const FormButton& spec);
// A button that leads elsewhere, as wide as its words.
bool form_link(ui::Ui& ui, ui::Rect& flow, std::string_view name, std::string_view label);
void form_notice(ui::Ui& ui, ui::Rect& flow, std::string_view text, ui::Tone tone, ui::Icon icon);

}  // namespace alcove::screens::sign_in
