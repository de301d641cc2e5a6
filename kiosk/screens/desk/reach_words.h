// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "kiosk/widgets/button.h"
#include "shared/api/contact_reach.h"

// How a client is reached, in words, and the row in which a list of clients says it.
namespace alcove::screens::desk {

// Whom to ask for and each number with what may be left there; or why nobody calls.
std::vector<std::string> call_lines(text::Language language, const api::clients::Reach& reach);
// The same in one line, as the client asks; and by letter or at the next visit where nobody calls.
std::string reach_line(text::Language language, const api::clients::Reach& reach);
// One below the other, where a sheet is about one client.
void reach_paragraphs(ui::Ui& ui, ui::Rect& flow, text::Language language,
                      const std::optional<api::clients::Reach>& reach);
// "By phone", "By letter", "Neither by phone nor by letter".
std::string_view by_word(text::Language language, api::clients::By by);
// "Not by letter: no address on file"; empty where letters go.
std::string not_by_letter_words(text::Language language, const api::clients::Reach& reach);

// What the client asks for, in one paragraph; empty where nothing was asked.
std::string wishes_words(text::Language language, const api::clients::Wishes& wishes);

// A bold line, and paragraphs below it. Whether the row was pressed.
bool words_row(ui::Ui& ui, ui::Rect& flow, const ui::RowSpec& spec, const std::string& name,
               const std::vector<std::pair<ui::TextLook, std::string>>& below);

}  // namespace alcove::screens::desk
