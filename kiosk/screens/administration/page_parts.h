// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/administration/lines.h"

// The pieces of the administrator's page.
namespace alcove::screens::administration {

// How a section stands in the row of sections; one where something waits says how much.
std::string section_label(const PageModel& model, Section section);
std::string_view section_name(Section section);
// Rows cut off the top of `flow`. The index of the one that was pressed.
std::optional<std::size_t> draw_lines(ui::Ui& ui, ui::Rect& flow, const std::vector<Line>& lines,
                                      std::optional<std::size_t> chosen);
// Where there are no rows: what will be there and how it comes.
void draw_words(ui::Ui& ui, ui::Rect& flow, std::string_view title, std::string_view text);
// A card with what is chosen; its buttons stay at its foot. What was pressed.
Act draw_side(ui::Ui& ui, const ui::Rect& place, const Side& side);
// In place of it, while nothing is chosen.
void draw_hint(ui::Ui& ui, const ui::Rect& place, std::string_view words);

}  // namespace alcove::screens::administration
