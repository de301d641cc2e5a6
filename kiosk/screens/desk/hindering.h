// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/desk/language_wish.h"
#include "shared/api/resources.h"

// Where nothing is free: what of the wishes leaves no time, and the way to look without it.
namespace alcove::screens::desk {

// Without it there is a free time. kBoth: without one of them alone there is none.
enum class Hinders : std::uint8_t { kLanguage, kTakes, kBoth };

bool is_language(Hinders one);
bool is_takes(Hinders one);
// "the language (Spanish), Test kit"
std::string hindering_words(text::Language language, Hinders hinders, const LanguageChoice& wish,
                            const std::string& names_of_takes);
// Says it, with a button below, cut off the top of `flow`. Whether that was pressed.
bool say_what_hinders(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                      const std::string& words);

}  // namespace alcove::screens::desk
