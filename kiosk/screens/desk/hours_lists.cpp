// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/hours_lists.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/calendar_file_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/hours_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {
namespace {

using What = HoursIntent::What;
using api::availability::ClosedDay;
using api::availability::Hours;
using api::availability::TimeOff;

const ui::TextLook kStrong{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

struct Standing {
  std::string_view words;
  ui::Tone tone = ui::Tone::kNeutral;
  bool earlier = false;  // shown only where one asks for it
};

Standing standing_of(const text::HoursMessages& say, const Hours& hours, LocalDate today) {
  if (hours.withdrawn) return {say.hours_withdrawn(), ui::Tone::kNeutral, true};
  if (hours.until && *hours.until < today) return {say.hours_past(), ui::Tone::kNeutral, true};
  if (hours.from > today) return {say.hours_later(), ui::Tone::kNote, false};
  return {say.hours_now(), ui::Tone::kGood, false};
}

Standing standing_of(const text::HoursMessages& say, const TimeOff& time_off, LocalDate today) {
  if (time_off.cancelled) return {say.off_cancelled(), ui::Tone::kNeutral, true};
  if (last_day_of(time_off) < today) return {say.hours_past(), ui::Tone::kNeutral, true};
  if (date_of(time_off.from) <= today) return {say.hours_now(), ui::Tone::kCare, false};
  return {say.hours_later(), ui::Tone::kNote, false};
}

Standing standing_of(const text::HoursMessages& say, const ClosedDay& day, LocalDate today) {
  if (day.reopened) return {say.closed_reopened(), ui::Tone::kNeutral, true};
  if (day.day < today) return {say.hours_past(), ui::Tone::kNeutral, true};
  return {say.hours_later(), ui::Tone::kNote, false};
}

// A heading with a button at its right, or below it where there is no room.
bool section(ui::Ui& ui, ui::Rect& flow, std::string_view title, std::string name,
             std::string_view label, bool enabled) {
  const ui::Theme& theme = ui.theme();
  const ui::TextLook look{.style = ui::TextStyle::kHeading};
  if (label.empty()) {
    ui::paragraph_in(ui, flow, look, title, theme.gap_small());
    return false;
  }
  const float height = theme.small_control_height();
  const float width = std::min(flow.width, ui::button_width(ui, label, ui::Icon::kNone));
  const float words = ui::text_width(ui, look, title) + theme.gap();
  ui::Rect button;
  if (words + width <= flow.width) {
    ui::Rect row = flow.cut_top(height);
    button = row.cut_right(width);
    ui::text_line(ui, row, look, title);
  } else {
    ui::paragraph_in(ui, flow, look, title, theme.gap_small());
    const float needed = ui::button_height(ui, width, label, ui::Icon::kNone);
    button = flow.cut_top(std::max(height, needed)).cut_left(width);
  }
  flow.cut_top(theme.gap_small());
  return ui::button(ui,
                    {.name = std::move(name), .rect = button, .label = label, .enabled = enabled});
}

void empty(ui::Ui& ui, ui::Rect& flow, std::string_view title, std::string_view words) {
  if (!title.empty()) ui::paragraph_in(ui, flow, kStrong, title, ui.theme().gap_tiny());
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft}, words,
                   ui.theme().gap_small());
}

// What a row says: a line, its standing, and lines below. `lines` of (label, words).
struct RowWords {
  std::string title{};
  Standing standing{};
  std::vector<WeekLine> lines{};
};

float label_width(const ui::Ui& ui, const RowWords& row, float width) {
  float label = 0;
  for (const WeekLine& line : row.lines) {
    label = std::max(label, ui::text_width(ui, kSoft, line.days));
  }
  return label == 0 ? 0 : std::min(std::ceil(label) + ui.theme().gap(), width * 0.4F);
}

// The lines, or how high they are.
float lines_of(ui::Ui& ui, const ui::Rect& place, const RowWords& row, bool drawn) {
  const float label = label_width(ui, row, place.width);
  float y = place.y;
  for (const WeekLine& line : row.lines) {
    const float left = line.days.empty() ? 0
                                         : ui::paragraph_height(ui, label - ui.theme().gap_small(),
                                                                kSoft, line.days);
    const float right = ui::paragraph_height(ui, place.width - label, kSoft, line.parts);
    if (drawn) {
      if (!line.days.empty()) {
        ui::paragraph(ui, {place.x, y, label - ui.theme().gap_small(), left}, kSoft, line.days);
      }
      ui::paragraph(ui, {place.x + label, y, place.width - label, right}, kSoft, line.parts);
    }
    y += std::max(left, right) + ui.theme().px(2);
  }
  return y - place.y;
}

bool record_row(ui::Ui& ui, ui::Rect& flow, const std::string& name, const RowWords& words,
                bool enabled) {
  const ui::Theme& theme = ui.theme();
  const ui::Size pill = ui::pill_size(ui, words.standing.words, ui::Icon::kNone);
  const float inside = flow.width - 2 * theme.px(14);
  const bool beside = ui::text_width(ui, kStrong, words.title) + theme.gap() + pill.width <= inside;
  const float title_width = beside ? inside - pill.width - theme.gap() : inside;
  const float title = ui::paragraph_height(ui, title_width, kStrong, words.title);
  const float lines = lines_of(ui, {0, 0, inside, 0}, words, false);
  const float below = beside ? 0 : pill.height + theme.gap_tiny();
  const float height = std::max(theme.row_height(), title + below + lines + 2 * theme.px(10));
  const ui::Rect row = flow.cut_top(height);
  const ui::Reaction reaction =
      ui::list_row(ui, {.name = name, .rect = row, .value = words.title, .enabled = enabled});
  ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
  ui::Rect inner = row.inset(theme.px(14), 0);
  inner = inner.middle(inner.width, title + below + lines);
  const ui::Rect head = inner.cut_top(title);
  ui::paragraph(ui, {head.x, head.y, title_width, title}, kStrong, words.title);
  ui::Point at{head.right() - pill.width, head.y + (title - pill.height) / 2};
  if (!beside) {
    const ui::Rect place = inner.cut_top(below);
    at = {place.x, place.y + theme.gap_tiny()};
  }
  ui::pill(ui, {.name = name + "_standing",
                .at = at,
                .label = words.standing.words,
                .tone = words.standing.tone});
  lines_of(ui, inner, words, true);
  return reaction.clicked;
}

// Rows of records; those of earlier only where one asks for them. The index of the one pressed.
template <class Record, class Say>
std::optional<std::size_t> rows(ui::Ui& ui, ui::Rect& flow, const HoursModel& model,
                                const std::string& name, const std::vector<Record>& records,
                                Say say_row) {
  const text::HoursMessages say(model.language);
  std::optional<std::size_t> pressed;
  for (std::size_t i = 0; i < records.size(); ++i) {
    RowWords words = say_row(records[i]);
    words.standing = standing_of(say, records[i], model.today);
    if (words.standing.earlier && !model.earlier) continue;
    if (record_row(ui, flow, name + std::to_string(i), words, true)) pressed = i;
  }
  return pressed;
}

template <class Record>
bool any_stands(const HoursModel& model, const std::vector<Record>& records) {
  const text::HoursMessages say(model.language);
  return std::any_of(records.begin(), records.end(), [&](const Record& one) {
    return model.earlier || !standing_of(say, one, model.today).earlier;
  });
}

template <class Record>
bool any_earlier(const HoursModel& model, const std::vector<Record>& records) {
  const text::HoursMessages say(model.language);
  return std::any_of(records.begin(), records.end(),
                     [&](const Record& one) { return standing_of(say, one, model.today).earlier; });
}

// Shows or hides what is past; what it is wanted to be stands in the model of the flow.
bool earlier_button(ui::Ui& ui, ui::Rect& flow, const HoursModel& model) {
  const text::HoursMessages say(model.language);
  const std::string_view label = model.earlier ? say.hours_earlier_hide() : say.hours_earlier();
  const float width = std::min(flow.width, ui::quiet_button_width(ui, label, ui::Icon::kHistory));
  const ui::Rect place = flow.cut_top(ui.theme().control_height()).cut_left(width);
  return ui::button(ui, {.name = "hours_earlier",
                         .rect = place,
                         .label = label,
                         .icon = ui::Icon::kHistory,
                         .kind = ui::ButtonKind::kQuiet});
}

void week_section(ui::Ui& ui, ui::Rect& flow, const HoursModel& model, HoursIntent& intent) {
  const text::HoursMessages say(model.language);
  const std::vector<Hours>& hours = model.record->hours;
  const bool known =
      std::any_of(hours.begin(), hours.end(), [](const Hours& one) { return !one.withdrawn; });
  std::string_view label = known ? say.hours_newer() : say.hours_new();
  if (!model.may_set()) label = {};
  if (section(ui, flow, say.hours_week(), "new_hours", label, model.there)) {
    intent.what = What::kNewHours;
  }
  const std::string name = model.person() != nullptr ? model.person()->display_name : "";
  if (!known) {
    empty(
        ui, flow, say.hours_none_title(),
        model.chosen == model.me ? std::string(say.hours_none_yours()) : say.hours_none_text(name));
  }
  const auto pressed = rows(ui, flow, model, "hours_", hours, [&](const Hours& one) {
    return RowWords{.title = hours_span(model.language, one),
                    .lines = week_lines(model.language, one.blocks)};
  });
  if (pressed) intent = {What::kHours, {}, *pressed};
}

void time_off_section(ui::Ui& ui, ui::Rect& flow, const HoursModel& model, HoursIntent& intent) {
  const text::HoursMessages say(model.language);
  const std::string_view label = model.may_set() ? say.off_add() : std::string_view();
  if (section(ui, flow, say.off_title(), "new_time_off", label, model.there)) {
    intent.what = What::kNewTimeOff;
  }
  const std::vector<TimeOff>& all = model.record->times_off;
  if (!any_stands(model, all)) empty(ui, flow, {}, say.off_none());
  const auto pressed = rows(ui, flow, model, "time_off_", all, [&](const TimeOff& one) {
    const std::string_view what = one.kind ? kind_word(model.language, *one.kind) : say.off_away();
    return RowWords{.title = time_off_span(model.language, one),
                    .lines = {{{}, std::string(what)}}};
  });
  if (pressed) intent = {What::kTimeOff, {}, *pressed};
}

void cap_section(ui::Ui& ui, ui::Rect& flow, const HoursModel& model, HoursIntent& intent) {
  const text::HoursMessages say(model.language);
  const std::string_view label = model.may_keep() ? say.cap_change() : std::string_view();
  if (section(ui, flow, say.cap_title(), "change_cap", label, model.there)) {
    intent.what = What::kCap;
  }
  const auto& visits = model.record->cap.visits_a_day;
  empty(ui, flow, {}, visits ? say.cap_of(*visits) : std::string(say.cap_none()));
}

void calendar_section(ui::Ui& ui, ui::Rect& flow, const HoursModel& model, HoursIntent& intent) {
  if (!model.can_save || !model.may_set()) return;
  const text::CalendarFileMessages say(model.language);
  flow.cut_top(ui.theme().gap_large());
  if (section(ui, flow, say.calendar_file_title(), "calendar_file", say.calendar_file_button(),
              model.there)) {
    intent.what = What::kCalendar;
  }
}

void own_only(ui::Ui& ui, ui::Rect& flow, const HoursModel& model) {
  if (model.keeps != Keeps::kOwn) return;
  ui::paragraph_in(ui, flow, kSoft, text::HoursMessages(model.language).hours_own_only(),
                   ui.theme().gap());
}

}  // namespace

HoursIntent draw_person(ui::Ui& ui, ui::Rect& flow, const HoursModel& model) {
  HoursIntent intent;
  const float apart = ui.theme().gap_large();
  week_section(ui, flow, model, intent);
  flow.cut_top(apart);
  time_off_section(ui, flow, model, intent);
  flow.cut_top(apart);
  cap_section(ui, flow, model, intent);
  calendar_section(ui, flow, model, intent);
  own_only(ui, flow, model);
  if (any_earlier(model, model.record->hours) || any_earlier(model, model.record->times_off)) {
    flow.cut_top(ui.theme().gap_small());
    if (earlier_button(ui, flow, model)) intent.what = What::kEarlier;
  }
  return intent;
}

HoursIntent draw_closed_days(ui::Ui& ui, ui::Rect& flow, const HoursModel& model) {
  const text::HoursMessages say(model.language);
  HoursIntent intent;
  const std::string_view label = model.may_keep() ? say.closed_add() : std::string_view();
  if (section(ui, flow, say.hours_closed_days(), "new_closed_day", label, model.there)) {
    intent.what = What::kNewClosedDay;
  }
  const std::vector<ClosedDay>& all = *model.closed_days;
  if (!any_stands(model, all)) {
    empty(ui, flow, say.closed_none_title(), say.closed_none_text());
  }
  const auto pressed = rows(ui, flow, model, "closed_day_", all, [&](const ClosedDay& one) {
    return RowWords{.title = text::full_date(model.language, one.day), .lines = {{{}, one.name}}};
  });
  if (pressed) intent = {What::kClosedDay, {}, *pressed};
  own_only(ui, flow, model);
  if (any_earlier(model, all)) {
    flow.cut_top(ui.theme().gap_small());
    if (earlier_button(ui, flow, model)) intent.what = What::kEarlier;
  }
  return intent;
}

}  // namespace alcove::screens::desk
