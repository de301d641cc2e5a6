// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/hindering.h"

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/first_free_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {

bool is_language(Hinders one) {
  return one != Hinders::kTakes;
}

bool is_takes(Hinders one) {
  return one != Hinders::kLanguage;
}

std::string hindering_words(text::Language language, Hinders hinders, const LanguageChoice& wish,
                            const std::string& names_of_takes) {
  std::string words;
  if (is_language(hinders) && wish.language) {
    words = text::FirstFreeMessages(language).first_free_the_language(
        spoken_language(language, *wish.language));
  }
  if (is_takes(hinders)) words += (words.empty() ? "" : ", ") + names_of_takes;
  return words;
}

bool say_what_hinders(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                      const std::string& words) {
  const text::FirstFreeMessages say(frame.language);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.first_free_hinders(words),
                   ui.theme().gap_small());
  const ui::BarButton button[] = {{.name = "look_without",
                                   .label = say.first_free_without_it(words),
                                   .enabled = frame.there && !frame.busy}};
  const float height = ui::button_rows_height(ui, flow.width, button);
  const bool pressed = ui::button_rows(ui, flow.cut_top(height), button).has_value();
  flow.cut_top(ui.theme().gap_small());
  return pressed;
}

}  // namespace alcove::screens::desk
