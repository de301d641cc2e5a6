// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/calendar.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/dates.h"
#include "kiosk/widgets/button.h"

namespace alcove::ui {
namespace {

constexpr int kDaysOfWeek = 7;
constexpr int kWeeks = 6;  // of any month, so that nothing jumps when the month is turned

void turn_buttons(Ui& ui, Rect row, const CalendarSpec& spec, std::chrono::year_month& month) {
  const float side = row.height;
  if (button(ui, {.name = spec.name + "_before",
                  .rect = row.cut_left(side),
                  .icon = Icon::kChevronLeft})) {
    month -= std::chrono::months(1);
  }
  if (button(ui, {.name = spec.name + "_after",
                  .rect = row.cut_right(side),
                  .icon = Icon::kChevronRight})) {
    month += std::chrono::months(1);
  }
  text_line(ui, row, {.style = TextStyle::kBodyStrong, .align = Align::kCenter},
            text::month_and_year(spec.language, month));
}

bool day_button(Ui& ui, const Rect& place, const CalendarSpec& spec, LocalDate day) {
  const bool open = day >= spec.first && day <= spec.last;
  const bool chosen = day == spec.chosen;
  const Reaction reaction = ui.interact({.name = spec.name + "_" + format_date(day),
                                         .kind = WidgetKind::kChoice,
                                         .rect = place,
                                         .value = format_date(day),
                                         .enabled = open,
                                         .selected = chosen});
  const float corner = ui.theme().px(10);
  if (chosen || reaction.held) fill(ui, place, chosen ? Ink::kPrimary : Ink::kPrimarySoft, corner);
  if (day == spec.today && !chosen) {
    outline(ui, place, Ink::kPrimary, corner, ui.theme().outline());
  }
  Ink ink = open ? Ink::kText : Ink::kPlaceholder;
  if (chosen) ink = Ink::kOnPrimary;
  text_line(ui, place,
            {.style = open ? TextStyle::kBodyStrong : TextStyle::kBody,
             .ink = ink,
             .align = Align::kCenter},
            std::to_string(static_cast<unsigned>(day.day())));
  if (reaction.ring) focus_ring(ui, place, corner);
  return reaction.clicked;
}

}  // namespace

std::optional<LocalDate> calendar(Ui& ui, Rect& flow, const CalendarSpec& spec,
                                  std::chrono::year_month& month) {
  const Theme& theme = ui.theme();
  const float gap = theme.gap_tiny();
  const float cell_height = theme.control_height();
  const float cell_width =
      std::min(theme.px(56), std::floor((flow.width - gap * (kDaysOfWeek - 1)) / kDaysOfWeek));
  const float width = kDaysOfWeek * cell_width + (kDaysOfWeek - 1) * gap;
  turn_buttons(ui, flow.cut_top(theme.control_height()).cut_left(width), spec, month);
  flow.cut_top(theme.gap_small());
  const Rect names = flow.cut_top(line_height(ui, TextStyle::kSecond) + gap);
  for (int i = 0; i < kDaysOfWeek; ++i) {
    text_line(
        ui,
        {names.x + static_cast<float>(i) * (cell_width + gap), names.y, cell_width, names.height},
        {.style = TextStyle::kSecond, .ink = Ink::kTextSoft, .align = Align::kCenter},
        text::weekday_letters(spec.language, static_cast<unsigned>(i)));
  }
  const LocalDate first_of_month = month / 1;
  const std::chrono::weekday begins{std::chrono::sys_days(first_of_month)};
  const auto last = static_cast<unsigned>((month / std::chrono::last).day());
  const Rect grid = flow.cut_top(kWeeks * cell_height + (kWeeks - 1) * gap);
  std::optional<LocalDate> picked;
  for (unsigned day = 1; day <= last; ++day) {
    const unsigned cell = begins.c_encoding() + day - 1;
    const unsigned row = cell / kDaysOfWeek;
    const Rect place{grid.x + static_cast<float>(cell % kDaysOfWeek) * (cell_width + gap),
                     grid.y + static_cast<float>(row) * (cell_height + gap), cell_width,
                     cell_height};
    const LocalDate date = month / std::chrono::day(day);
    if (day_button(ui, place, spec, date)) picked = date;
  }
  flow.cut_top(theme.gap());
  return picked;
}

}  // namespace alcove::ui
