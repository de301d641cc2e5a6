// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/hours_week.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/hours_weekday.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/hours_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/calendar.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::availability::Block;
using api::availability::Hours;
using Choosing = WeekModel::Choosing;
using What = HoursSheetIntent::What;

constexpr std::int64_t kWeekdays = 7;
constexpr std::chrono::days kBack{366};
constexpr std::chrono::days kAhead{3 * 366};

void select_day(ui::Ui& ui, ui::Rect& flow, WeekModel& model, Choosing which, std::string name,
                std::string_view label, const std::string& value) {
  if (!ui::labelled_select(ui, flow, label, {.name = std::move(name), .value = value})) return;
  model.choosing = which;
  const LocalDate day =
      which == Choosing::kFrom ? model.record.from : model.record.until.value_or(model.record.from);
  model.month = {day.year(), day.month()};
}

void span_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WeekModel& model) {
  const text::HoursMessages say(frame.language);
  const Hours& hours = model.record;
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        select_day(ui, place, model, Choosing::kFrom, "week_from", say.week_first_day(),
                   text::full_date(frame.language, hours.from));
      },
      [&](ui::Rect& place) {
        select_day(ui, place, model, Choosing::kUntil, "week_until", say.week_until(),
                   hours.until ? text::full_date(frame.language, *hours.until)
                               : std::string(say.week_open_end()));
      });
}

void notes(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const WeekModel& model) {
  const text::HoursMessages say(frame.language);
  std::string words;
  ui::Tone tone = ui::Tone::kCare;
  if (model.record.until && *model.record.until < model.record.from) words = say.week_ends_first();
  if (model.record.blocks.size() > api::availability::kMaxBlocks) words = say.week_too_many();
  if (model.refused == ErrorCode::kAlreadyExists) words = say.week_overlap();
  if (words.empty() && model.ends) {
    words = say.week_ends_others(text::full_date(frame.language, *model.ends->until));
    tone = ui::Tone::kNote;
  }
  if (words.empty()) return;
  flow.cut_top(ui::notice(
      ui,
      {.name = "week_notice", .rect = flow, .text = words, .tone = tone, .icon = ui::Icon::kInfo}));
  flow.cut_top(ui.theme().gap());
}

// A weekday and what it has; pressed, it is changed.
bool weekday_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const WeekModel& model,
                 std::int64_t weekday) {
  const ui::Theme& theme = ui.theme();
  const std::string name = weekday_name(frame.language, weekday);
  const std::string parts = day_line(frame.language, model.record.blocks, weekday);
  const bool works = std::any_of(model.record.blocks.begin(), model.record.blocks.end(),
                                 [&](const Block& one) { return one.weekday == weekday; });
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
  const ui::TextLook soft{.style = ui::TextStyle::kBody,
                          .ink = works ? ui::Ink::kText : ui::Ink::kTextSoft};
  const float inside = flow.width - 2 * theme.px(12) - ui::icon_width(ui) - theme.gap_small();
  const bool beside = flow.width >= kPairFrom * theme.scale();
  const float label = beside ? theme.px(124) : inside;
  const float width = beside ? inside - label : inside;
  const float name_height = ui::paragraph_height(ui, label, strong, name);
  const float words = ui::paragraph_height(ui, width, soft, parts);
  const float high = beside ? std::max(name_height, words) : name_height + words;
  const ui::Rect row = flow.cut_top(std::max(theme.control_height() + 2, high + theme.px(16)));
  const ui::Reaction reaction = ui::list_row(
      ui, {.name = "weekday_row_" + std::to_string(weekday), .rect = row, .value = parts});
  ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
  ui::Rect inner = row.inset(theme.px(12), 0);
  ui::icon(ui, inner.cut_right(ui::icon_width(ui)), ui::Icon::kChevronRight, ui::Ink::kTextSoft);
  inner = inner.middle(inner.width, high);
  ui::paragraph(ui, {inner.x, inner.y, label, name_height}, strong, name);
  const float x = beside ? inner.x + label : inner.x;
  const float y = beside ? inner.y : inner.y + name_height;
  ui::paragraph(ui, {x, y, width, words}, soft, parts);
  return reaction.clicked;
}

bool choose_day(ui::Ui& ui, const SheetFrame& frame, WeekModel& model) {
  const text::HoursMessages say(frame.language);
  const bool from = model.choosing == Choosing::kFrom;
  ui::Sheet sheet =
      ui::begin_sheet(ui, {.name = "week_calendar",
                           .language = frame.language,
                           .title = std::string(from ? say.week_first_day() : say.week_until()),
                           .width = 460});
  const std::chrono::sys_days today = model.today;
  auto day = ui::calendar(
      ui, sheet.flow,
      {.name = "week_date",
       .language = frame.language,
       .chosen = from ? model.record.from : model.record.until.value_or(model.record.from),
       .today = model.today,
       .first = from ? today - kBack : std::chrono::sys_days(model.record.from),
       .last = today + kAhead},
      model.month);
  bool open_end = false;
  if (!from) {
    const ui::BarButton button[] = {
        {.name = "week_no_end", .label = std::string(say.week_open_end())}};
    const float height = ui::button_rows_height(ui, sheet.flow.width, button);
    open_end = ui::button_rows(ui, sheet.flow.cut_top(height), button).has_value();
  }
  ui::end_sheet(ui, sheet);
  if (day && from) model.record.from = *day;
  if (day && !from) model.record.until = *day;
  if (open_end) model.record.until.reset();
  if (day || open_end || sheet.closed) model.choosing = Choosing::kNothing;
  return day || open_end;
}

// The parts of that day, and of those that are to be the same.
void take_weekday(WeekModel& model) {
  const WeekdayModel& day = *model.weekday;
  std::vector<Block>& blocks = model.record.blocks;
  for (std::int64_t weekday = 1; weekday <= kWeekdays; ++weekday) {
    if (weekday != day.weekday && !day.also[static_cast<std::size_t>(weekday - 1)]) continue;
    std::erase_if(blocks, [&](const Block& one) { return one.weekday == weekday; });
    const std::vector<Block> parts = day.blocks(weekday);
    blocks.insert(blocks.end(), parts.begin(), parts.end());
  }
  std::stable_sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) {
    return std::pair(a.weekday, a.start_minute) < std::pair(b.weekday, b.start_minute);
  });
}

bool draw_over(ui::Ui& ui, const SheetFrame& frame, WeekModel& model) {
  if (model.choosing != Choosing::kNothing) return choose_day(ui, frame, model);
  if (!model.weekday) return false;
  const WeekdayAnswer answer = draw_weekday(ui, frame, *model.weekday);
  if (answer == WeekdayAnswer::kDone) take_weekday(model);
  if (answer != WeekdayAnswer::kNone) model.weekday.reset();
  return answer == WeekdayAnswer::kDone;
}

std::vector<ui::BarButton> foot_of(const SheetFrame& frame, const WeekModel& model) {
  const text::HoursMessages say(frame.language);
  const bool can = frame.there && !frame.busy;
  const Hours& hours = model.record;
  const bool ready = !(hours.until && *hours.until < hours.from) &&
                     hours.blocks.size() <= api::availability::kMaxBlocks;
  std::vector<ui::BarButton> foot{{.name = "hours_save",
                                   .label = std::string(say.week_save()),
                                   .kind = ui::ButtonKind::kPrimary,
                                   .enabled = can && ready,
                                   .role = ui::ButtonRole::kDefault}};
  if (hours.revision == 0) return foot;
  foot.push_back({.name = "hours_history",
                  .label = std::string(say.hours_history()),
                  .icon = ui::Icon::kHistory,
                  .enabled = can});
  if (hours.withdrawn) return foot;
  foot.push_back({.name = "hours_end",
                  .label = std::string(say.week_withdraw()),
                  .kind = ui::ButtonKind::kDanger,
                  .enabled = can});
  return foot;
}

}  // namespace

WeekdayModel weekday_of(text::Language language, const Hours& hours, std::int64_t weekday) {
  WeekdayModel model{.weekday = weekday};
  const auto typed = [&](std::int64_t minute) {
    if (minute % api::availability::kDayMinutes == 0) return std::string("0:00");
    return text::clock_time(language, LocalDateTime(std::chrono::minutes(minute)));
  };
  for (const Block& block : hours.blocks) {
    if (block.weekday != weekday) continue;
    model.parts.push_back({typed(block.start_minute), typed(block.end_minute), block.type,
                           block.overbook.value_or(false)});
  }
  return model;
}

std::optional<Hours> ended_before(const std::vector<Hours>& all, LocalDate from) {
  std::optional<Hours> ends;
  for (const Hours& one : all) {
    if (one.withdrawn || (one.until && *one.until < from)) continue;
    if (one.from >= from || ends) return std::nullopt;
    ends = one;
    ends->until = std::chrono::sys_days(from) - std::chrono::days(1);
  }
  return ends;
}

HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, WeekModel& model) {
  const text::HoursMessages say(frame.language);
  const std::vector<ui::BarButton> foot = foot_of(frame, model);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "week_sheet",
                                         .language = frame.language,
                                         .title = say.week_edit(model.name),
                                         .width = 720,
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  SheetFrame around = frame;
  if (model.refused) around.problem.reset();
  sheet_notice(ui, sheet.flow, around);
  span_fields(ui, sheet.flow, frame, model);
  notes(ui, sheet.flow, frame, model);
  ui::field_label(ui, sheet.flow, say.week_of(), false);
  for (std::int64_t weekday = 1; weekday <= kWeekdays; ++weekday) {
    if (weekday_row(ui, sheet.flow, frame, model, weekday)) {
      model.weekday = weekday_of(frame.language, model.record, weekday);
    }
  }
  bool changed = false;
  ui::end_sheet(ui, sheet, [&] { changed = draw_over(ui, frame, model); });
  if (sheet.closed) return {What::kClose, 0};
  if (!sheet.pressed) return {changed ? What::kChanged : What::kNone, 0};
  const std::string& pressed = foot[*sheet.pressed].name;
  if (pressed == "hours_history") return {What::kHistory, 0};
  return {pressed == "hours_end" ? What::kEnd : What::kSave, 0};
}

}  // namespace alcove::screens::desk
