// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/board_tools.h"

#include <algorithm>
#include <vector>

#include "kiosk/text/day_close_messages.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/text/groups_messages.h"
#include "kiosk/text/hours_messages.h"
#include "kiosk/text/reminders_messages.h"
#include "kiosk/text/waitlist_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using ToolWhat = BoardIntent::What;

// Nothing of the day is to come any more.
bool is_over(const DayBoardModel& model) {
  if (model.day < model.today) return true;
  return model.day == model.today && !model.rows.empty() &&
         std::all_of(model.rows.begin(), model.rows.end(), [&](const BoardRow& row) {
           return rules::is_ended(row.appointment.state) || row.appointment.end_time <= model.now;
         });
}

std::vector<ui::BarButton> tool_buttons(const DayBoardModel& model) {
  const text::DeskMessages say(model.language);
  const bool there = model.connection.there;
  std::vector<ui::BarButton> buttons;
  buttons.push_back(
      {.name = "hours", .label = std::string(text::HoursMessages(model.language).hours_title())});
  buttons.push_back({.name = "groups",
                     .label = std::string(text::GroupsMessages(model.language).groups_title()),
                     .enabled = there});
  if (model.has_paper) {
    buttons.push_back({.name = "day_list",
                       .label = std::string(say.desk_day_list()),
                       .icon = ui::Icon::kPrint,
                       .enabled = there && model.read});
    if (model.day >= model.today) {
      buttons.push_back(
          {.name = "reminders",
           .label = std::string(text::RemindersMessages(model.language).remind_open()),
           .icon = ui::Icon::kCall,
           .enabled = there && model.read});
    }
  }
  if (model.has_closing && model.read && (model.closed || is_over(model))) {
    const text::DayCloseMessages closing(model.language);
    buttons.push_back({.name = "close_day",
                       .label = std::string(model.closed ? closing.day_close_open_again()
                                                         : closing.day_close_title()),
                       .icon = model.closed ? ui::Icon::kNone : ui::Icon::kCheckCircle,
                       .enabled = there});
  }
  if (model.has_waitlist) {
    buttons.push_back({.name = "waitlist",
                       .label = std::string(text::WaitlistMessages(model.language).wait_title()),
                       .icon = ui::Icon::kHourglass,
                       .enabled = there});
  }
  if (model.may == May::kLook) return buttons;
  buttons.push_back({.name = "walk_in",
                     .label = std::string(say.desk_walk_in()),
                     .icon = ui::Icon::kWalk,
                     .enabled = there});
  buttons.push_back({.name = "book",
                     .label = std::string(say.desk_book()),
                     .icon = ui::Icon::kAdd,
                     .kind = ui::ButtonKind::kPrimary,
                     .enabled = there});
  return buttons;
}

ToolWhat what_of(std::string_view tool) {
  if (tool == "book") return ToolWhat::kBook;
  if (tool == "walk_in") return ToolWhat::kWalkIn;
  if (tool == "waitlist") return ToolWhat::kWaitlist;
  if (tool == "hours") return ToolWhat::kHours;
  if (tool == "groups") return ToolWhat::kGroups;
  if (tool == "reminders") return ToolWhat::kReminders;
  return tool == "close_day" ? ToolWhat::kCloseDay : ToolWhat::kDayList;
}

// Whether the last one, the primary one, would stand in a row below all others.
bool is_alone(const ui::Ui& ui, float width, const std::vector<ui::BarButton>& all) {
  if (all.back().kind != ui::ButtonKind::kPrimary) return false;
  const std::vector<ui::BarButton> others(all.begin(), all.end() - 1);
  return ui::button_rows_height(ui, width, others) < ui::button_rows_height(ui, width, all);
}

// One button in a row that has others; the place beside them stays in `row`.
ToolWhat tool_at_right(ui::Ui& ui, ui::Rect& row, const ui::BarButton& one) {
  const ui::Rect place = row.cut_right(ui::button_width(ui, one.label, one.icon));
  row.cut_right(ui.theme().gap());
  const bool pressed = ui::button(ui, {.name = one.name,
                                       .rect = place,
                                       .label = one.label,
                                       .icon = one.icon,
                                       .kind = one.kind,
                                       .enabled = one.enabled});
  return pressed ? what_of(one.name) : ToolWhat::kNone;
}

}  // namespace

BoardIntent::What board_tools(ui::Ui& ui, ui::Rect& area, DayBoardModel& model) {
  const text::DeskMessages say(model.language);
  const ui::Theme& theme = ui.theme();
  std::vector<ui::BarButton> all = tool_buttons(model);
  const ui::Segment views[] = {{"by_time", say.desk_by_time()},
                               {"by_clinician", say.desk_by_clinician()},
                               {"flow", say.desk_flow()},
                               {"calendar", text::GridMessages(model.language).grid_view()}};
  float right = -theme.gap_small();
  for (const ui::BarButton& one : all) {
    right += ui::button_width(ui, one.label, one.icon) + theme.gap_small();
  }
  float left = -theme.gap_small();
  for (const ui::Segment& one : views) {
    left += ui::button_width(ui, one.label, ui::Icon::kNone) + theme.gap_small();
  }
  const bool one_row = left + theme.gap() + right <= area.width;
  const float height = theme.small_control_height();
  ui::Rect row = area.cut_top(one_row ? height : ui::segments_height(ui, area.width, views));
  // The one clear action stands beside the views where it would need a row of its own.
  ToolWhat booked = ToolWhat::kNone;
  if (!one_row && is_alone(ui, area.width, all) &&
      left + theme.gap() + ui::button_width(ui, all.back().label, all.back().icon) <= row.width) {
    booked = tool_at_right(ui, row, all.back());
    all.pop_back();
  }
  const BoardView before = model.view;
  model.view =
      static_cast<BoardView>(ui::segments(ui, row, views, static_cast<std::size_t>(model.view)));
  if (model.view != before) model.bring_into_view = model.selected;
  if (!one_row) {
    area.cut_top(theme.gap_small());
    const ui::Rect rows = area.cut_top(ui::button_rows_height(ui, area.width, all));
    area.cut_top(theme.px(12));
    const auto pressed = ui::button_rows(ui, rows, all);
    return pressed ? what_of(all[*pressed].name) : booked;
  }
  area.cut_top(theme.px(12));
  ui::Rect place = row.cut_right(right);
  ToolWhat what = ToolWhat::kNone;
  for (const ui::BarButton& one : all) {
    if (ui::button(ui, {.name = one.name,
                        .rect = place.cut_left(ui::button_width(ui, one.label, one.icon)),
                        .label = one.label,
                        .icon = one.icon,
                        .kind = one.kind,
                        .enabled = one.enabled})) {
      what = what_of(one.name);
    }
    place.cut_left(theme.gap_small());
  }
  return what;
}

}  // namespace alcove::screens::desk
