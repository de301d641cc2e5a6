// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/series_sheet.h"

// The parts of the series' sheet: its terms to fill in, and the list of what would change.
namespace alcove::screens::desk {

void terms_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model);
// What lies over the sheet while something is chosen.
void draw_series_choosing(ui::Ui& ui, const SheetFrame& frame, SeriesModel& model);
// The dates of the series that could not be booked, each with what stood in its way.
void collision_lines(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const SeriesModel& model);
void preview_sums(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const SeriesModel& model);
void preview_list(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const SeriesModel& model);

// What a rule is in the form's words, and the rule without its end.
SeriesModel::Repeat repeat_of(const std::string& rule, LocalDate day);
std::string rule_without_end(const std::string& rule);
std::optional<int> count_in(const std::string& rule);

}  // namespace alcove::screens::desk
