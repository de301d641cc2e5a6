// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/language_wish.h"

// In which language a client is to be understood, and by whom: one wish, wherever times are looked
// for.
namespace alcove::screens::desk {

struct LanguageChoice {
  std::optional<api::clients::SpokenLanguage> language{};  // none: no matter
  api::clients::LanguageBy by = api::clients::LanguageBy::kEither;
  std::optional<api::clients::SpokenLanguage> of_record{};  // the client's: offered first

  bool interpreted() const { return language && by != api::clients::LanguageBy::kClinician; }
};

// The field with the language. True when it was pressed.
bool language_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                    const LanguageChoice& choice);
// By whom, where a language with a name is chosen. True when it changed.
bool language_by_segments(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                          LanguageChoice& choice);
struct LanguageAnswer {
  bool done = false;
  bool changed = false;
};
// All there are, over the sheet; each is named "<name>_<index>".
LanguageAnswer choose_language(ui::Ui& ui, const SheetFrame& frame, std::string name,
                               LanguageChoice& choice);
// "Spanish: the clinician speaks it, or an interpreter comes"; empty where it is no matter.
std::string language_wish_words(text::Language language, const LanguageChoice& choice);

}  // namespace alcove::screens::desk
