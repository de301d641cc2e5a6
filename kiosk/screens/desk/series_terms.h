// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/series_sheet.h"

// The parts of the series' sheet: its terms to fill in, and the list of what would change.
namespace alcove::screens::desk {

void terms_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model);
// What lies over the sheet while something is chosen. True when a date was added.
bool draw_series_choosing(ui::Ui& ui, const SheetFrame& frame, SeriesModel& model);
// The dates of the series that could not be booked, each with what stood in its way and what can be
// decided about it.
SeriesIntent collision_lines(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                             SeriesModel& model);
// What the change comes to, and every date; each can be left out, or put back.
SeriesIntent preview_sums(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model);
SeriesIntent preview_list(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model);

// "Tuesday, December 1, 10:00", with the year where it is not that of `today`.
std::string series_moment(text::Language language, LocalDateTime time, LocalDate today);
// "With each visit: Interpreter: N. Okafor."; empty where they take nothing.
std::string with_each_visit(text::Language language, const SeriesModel& model,
                            const std::vector<api::resources::ResourceId>& resources);
// What stands in the way of a date, as the booking's sheet says it.
std::string obstacle_words(text::Language language, const SeriesModel& model,
                           const api::series::Obstacle& obstacle);

}  // namespace alcove::screens::desk
