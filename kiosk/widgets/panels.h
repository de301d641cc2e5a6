// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/status.h"

// The larger pieces screens are put together from: the staff's top bar, a dialog over the screen,
// the on-screen keyboard, and the coloured side of the first screens.
namespace alcove::ui {

// The staff's top bar: who I am, whether the box is there, and Lock, named "lock". The caller draws
// where it is into `left`. With large text it takes two rows.
enum class PersonPart : std::uint8_t {
  kWord,
  kButton,  // named "person": opens what concerns the person and this screen
};
struct TopBarSpec {
  text::Language language = text::Language::kEnglish;
  Connection connection{};
  std::string_view person{};  // "L. Brandt, LCSW"
  PersonPart person_part = PersonPart::kWord;
};
struct TopBarReaction {
  Rect left;
  bool lock = false;
  bool person = false;
};
float top_bar_height(const Ui& ui, const TopBarSpec& spec);
TopBarReaction top_bar(Ui& ui, const Rect& rect, const TopBarSpec& spec);

// A sheet in the middle, over everything; what is below cannot be used until end_dialog was not
// reached for a frame. Content higher than the screen scrolls. Draw into `content` from its top,
// then hand its height to end_dialog.
struct Dialog {
  Rect content;
  bool scrolling = false;
};
Dialog begin_dialog(Ui& ui, std::string_view name, float width, float content_height);
void end_dialog(Ui& ui, const Dialog& dialog, float content_height);

// Content that takes the place of another in a scroll area is seen from its beginning: the next
// question, the form after this one. `flow` is where it begins, `name` a state of its own, `shows`
// what tells it from the one before. True when it is another than a frame ago.
bool begin_anew(Ui& ui, std::string_view name, const Rect& flow, std::string_view shows);

// The keyboard, as high as keyboard_height, along the bottom of what is left of a page.
float keyboard_height(const Ui& ui);
void keyboard_panel(Ui& ui, const Rect& area, text::Language language);

// A page with the clinic on a coloured side at the left, above with large text on a narrow screen.
// Returns where the rest goes. `lower` stands at the foot of the side, if there is room.
struct SideSpec {
  std::string_view clinic{};
  std::string_view below{};  // a station or a date, in lines
  std::string_view lower{};
};
Rect side_page(Ui& ui, const SideSpec& spec);

}  // namespace alcove::ui
