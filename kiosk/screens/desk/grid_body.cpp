// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/grid_body.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/text/dates.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/widgets/draw.h"

namespace alcove::screens::desk {
namespace {

using Kind = GridStretch::Kind;

constexpr float kMostPerMinute = 4.2F;  // where short visits need it: ten minutes are 42 high
constexpr std::int64_t kHour = 60;
constexpr std::int64_t kHoursAfterNow = 3;  // that are seen where the calendar opens

const ui::TextLook kAxis{
    .style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft, .figures = ui::Figures::kEqual};
const ui::TextLook kPartWords{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

ui::Ink ground_of(Kind kind) {
  switch (kind) {
    case Kind::kOpen:
    case Kind::kWork:
      return ui::Ink::kSurface;
    case Kind::kLunch:
    case Kind::kOff:
      return ui::Ink::kPaper;
    case Kind::kHold:
      return ui::Ink::kNoteSoft;
    case Kind::kAway:
    case Kind::kClosed:
      return ui::Ink::kNeutralSoft;
  }
  return ui::Ink::kSurface;
}

void draw_ground(ui::Ui& ui, const GridBody& body, const GridScale& scale) {
  for (std::size_t i = body.seen.first; i < body.seen.end(); ++i) {
    for (const GridStretch& part : body.columns[i].parts) {
      const std::int64_t from = std::max(part.from, scale.span.from);
      const std::int64_t until = std::min(part.until, scale.span.until);
      if (from >= until) continue;
      ui::fill(ui, scale.at(i, from, until), ground_of(part.kind));
    }
  }
  for (std::int64_t hour = scale.span.from; hour < scale.span.until; hour += kHour) {
    const float y = scale.y(hour);
    ui::divider(ui, {body.across.x, y, body.across.width, 1});
    ui::text_line(ui,
                  {body.across.x + ui.theme().gap_small(), y, axis_width(ui) - ui.theme().gap(),
                   ui::line_height(ui, kAxis.style)},
                  kAxis, clock_of(body.frame, hour), ui::WhenLong::kShorten);
  }
  for (std::size_t i = body.seen.first; i < body.seen.end(); ++i) {
    const ui::Rect column = scale.at(i, scale.span.from, scale.span.until);
    ui::fill(ui, {column.x, column.y, 1, column.height}, ui::Ink::kLine);
  }
}

// What a part is, once, where it is first seen without a visit over it.
class PartWords {
 public:
  explicit PartWords(const GridColumn& column) : said_(column.parts.size(), false) {}

  bool to_say(const GridColumn& column, const GridStretch& part) {
    const auto index = static_cast<std::size_t>(&part - column.parts.data());
    const bool first = !said_[index];
    said_[index] = true;
    return first;
  }

 private:
  std::vector<bool> said_;
};

float words_height(const ui::Ui& ui) {
  return ui::line_height(ui, kPartWords.style) + 2 * ui.theme().px(4);
}

void words_in(ui::Ui& ui, ui::Rect place, std::string_view words) {
  place = place.inset(ui.theme().px(10), ui.theme().px(4));
  place.height = ui::line_height(ui, kPartWords.style);
  ui::text_line(ui, place, kPartWords, words, ui::WhenLong::kShorten);
}

// A free time: pressed, it is booked, or what of it is drawn over with the keys.
GridIntent draw_cell(ui::Ui& ui, const GridBody& body, const GridScale& scale, GridModel& model,
                     std::size_t index, const GridCell& cell, PartWords& words) {
  const auto seen = seen_cell(body, scale, model, index, cell);
  if (!seen) return {};
  const GridColumn& column = body.columns[index];
  const ui::Rect place = scale.at(index, seen->from, seen->until);
  const std::string time = clock_of(body.frame, cell.from);
  const ui::Reaction reaction = ui.interact({.name = grid_cell_name(index, cell),
                                             .kind = ui::WidgetKind::kButton,
                                             .rect = place,
                                             .value = time,
                                             .enabled = may_book(body.frame, column)});
  const bool shown = (reaction.hovered || reaction.ring) && !body.carried;
  const ui::Rect inner{place.x + 1, place.y + 1, place.width - 1, place.height - 1};
  if (shown || reaction.held) ui::fill(ui, inner, ui::Ink::kPrimarySoft);
  if (reaction.ring) {
    ui::outline(ui, inner, ui::Ink::kPrimary, ui.theme().px(4), ui.theme().focus_ring());
  }
  if (reaction.focused && ui.focus_is_new()) keep_in_view(ui, body, place);
  // A room has no hours of its own.
  const GridStretch& part = stretch_at(column, cell.from);
  const bool says = place.height >= words_height(ui) && !body.of_room && words.to_say(column, part);
  if (shown) {
    words_in(ui, place, time);
  } else if (says) {
    words_in(ui, place, stretch_words(body.frame.language, part));
  }
  if (reaction.pressed) begin_drawing(ui, scale, index, cell);
  if (!reaction.clicked || (model.drawn && !model.drawn->by_key)) return {};
  if (model.drawn) return book_drawn(body, scale, model);
  return {GridIntent::What::kBook, {}, place_in(column, body.of_room, cell.from)};
}

// The times in which nobody works say why.
void say_what_is_off(ui::Ui& ui, const GridBody& body, const GridScale& scale, std::size_t index) {
  const GridColumn& column = body.columns[index];
  for (const GridStretch& part : column.parts) {
    if (part.bookable()) continue;
    std::int64_t from = std::max(part.from, scale.span.from);
    for (const GridCard& card : column.cards) {
      const bool over = card.from < from + kGridWideStep && card.until > from;
      if (over) from = card.until;
    }
    const std::int64_t until = std::min(part.until, scale.span.until);
    if (from >= until) continue;
    const ui::Rect place = scale.at(index, from, until);
    if (place.height < words_height(ui)) continue;
    words_in(ui, place, stretch_words(body.frame.language, part));
  }
}

GridIntent draw_cells(ui::Ui& ui, const GridBody& body, const GridScale& scale, GridModel& model,
                      std::size_t index) {
  const GridColumn& column = body.columns[index];
  PartWords words(column);
  GridIntent intent;
  for (const GridCell& cell : free_cells(column, scale.span.from, scale.span.until, scale.step())) {
    if (scale.at(index, cell.from, cell.until).height < kGridLeastTouch - 2) continue;
    const GridIntent next = draw_cell(ui, body, scale, model, index, cell, words);
    if (next.what != GridIntent::What::kNone) intent = next;
  }
  say_what_is_off(ui, body, scale, index);
  return intent;
}

std::int64_t minute_of(LocalDateTime now) {
  const LocalDateTime midnight = std::chrono::local_days(date_of(now));
  return std::chrono::duration_cast<std::chrono::minutes>(now - midnight).count();
}

void draw_now(ui::Ui& ui, const GridBody& body, const GridScale& scale) {
  const LocalDate today = date_of(body.frame.now);
  const std::int64_t minute = minute_of(body.frame.now);
  if (minute < scale.span.from || minute >= scale.span.until) return;
  for (std::size_t i = body.seen.first; i < body.seen.end(); ++i) {
    if (body.columns[i].day != today) continue;
    const ui::Rect column = scale.at(i, scale.span.from, scale.span.until);
    ui::fill(ui, {column.x, scale.y(minute), column.width, 2}, ui::Ink::kPrimary);
    const float mark = ui.theme().gap_small();  // seen beside a visit too
    ui::fill(ui, {scale.left - mark, scale.y(minute) - 1, mark, 4}, ui::Ink::kPrimary);
  }
}

}  // namespace

bool may_book(const GridFrame& frame, const GridColumn& column) {
  return frame.there && frame.may == May::kChange && column.day >= frame.today;
}

std::string clock_of(const GridFrame& frame, std::int64_t minute) {
  return text::clock_time(frame.language, LocalDateTime(std::chrono::minutes(minute)));
}

GridPlace place_in(const GridColumn& column, bool of_room, std::int64_t minute) {
  return {.clinician = column.clinician,
          .room = column.room,
          .of_room = of_room,
          .start = std::chrono::local_days(column.day) + std::chrono::minutes(minute)};
}

void keep_in_view(ui::Ui& ui, const GridBody& body, const ui::Rect& place) {
  ui.keep_visible(
      {place.x, place.y - body.under_head, place.width, place.height + body.under_head});
}

GridScale scale_of(const ui::Ui& ui, const GridBody& body, float top) {
  GridScale scale;
  scale.span = span_of(body.columns);
  scale.first = body.seen.first;
  std::int64_t shortest = kGridWideStep;
  for (const GridColumn& column : body.columns) {
    for (const GridCard& card : column.cards) {
      shortest = std::max<std::int64_t>(1, std::min(shortest, card.until - card.from));
    }
  }
  const float wanted = kGridLeastTouch / static_cast<float>(shortest);
  scale.per_minute = std::clamp(wanted, kGridPerMinute, kMostPerMinute) * ui.theme().scale();
  scale.left = body.across.x + axis_width(ui);
  scale.width = (body.across.width - axis_width(ui)) /
                static_cast<float>(std::max<std::size_t>(1, body.seen.count));
  scale.top = top;
  return scale;
}

float axis_width(const ui::Ui& ui) {
  constexpr LocalDateTime kLongest{std::chrono::hours(22)};
  float widest = 0;
  for (const auto language : {text::Language::kEnglish, text::Language::kSpanish}) {
    widest = std::max(widest, ui::text_width(ui, kAxis, text::clock_time(language, kLongest)));
  }
  return std::ceil(widest) + ui.theme().gap();
}

float head_height(const ui::Ui& ui) {
  return ui::line_height(ui, ui::TextStyle::kBodyStrong) + ui::line_height(ui, kPartWords.style) +
         ui.theme().px(16);
}

float body_height(const ui::Ui& ui, const GridBody& body) {
  const GridScale scale = scale_of(ui, body, 0);
  return scale.y(scale.span.until);
}

void draw_grid_head(ui::Ui& ui, const ui::Rect& area, const GridBody& body) {
  const GridScale scale = scale_of(ui, body, area.y);
  for (std::size_t i = body.seen.first; i < body.seen.end(); ++i) {
    const GridColumn& column = body.columns[i];
    const ui::Rect across = scale.at(i, scale.span.from, scale.span.from);
    ui::Rect place{across.x + ui.theme().px(10), area.y + ui.theme().px(8),
                   across.width - 2 * ui.theme().px(10), area.height};
    const bool today = body.frame.today == column.day && body.columns.size() > 1 &&
                       body.columns[0].day != body.columns.back().day;
    const ui::Ink ink = today ? ui::Ink::kPrimary : ui::Ink::kText;
    ui::text_line(ui, place.cut_top(ui::line_height(ui, ui::TextStyle::kBodyStrong)),
                  {.style = ui::TextStyle::kBodyStrong, .ink = ink}, column.title,
                  ui::WhenLong::kShorten);
    if (column.below.empty()) continue;
    ui::text_line(ui, place.cut_top(ui::line_height(ui, kPartWords.style)), kPartWords,
                  column.below, ui::WhenLong::kShorten);
  }
  ui::divider(ui, {area.x, area.bottom() - 1, area.width, 1});
}

namespace {

struct Opened {
  bool before = false;
};

// Today is opened where one is now, unless a visit that is chosen comes into view.
void open_at_now(ui::Ui& ui, const GridBody& body, const GridScale& scale, bool chosen_comes) {
  if (std::exchange(ui.state<Opened>("grid_opened").before, true) || chosen_comes) return;
  const LocalDate today = date_of(body.frame.now);
  const bool seen = std::any_of(body.columns.begin(), body.columns.end(),
                                [&](const GridColumn& column) { return column.day == today; });
  if (!seen) return;
  const std::int64_t now = std::clamp(minute_of(body.frame.now), scale.span.from, scale.span.until);
  const std::int64_t later = std::min(now + kHoursAfterNow * kHour, scale.span.until);
  ui.keep_visible({scale.left, scale.y(now), scale.width, scale.y(later) - scale.y(now)});
}

}  // namespace

GridIntent draw_grid_body(ui::Ui& ui, ui::Rect& flow, const GridBody& body, GridModel& model) {
  const GridScale scale = scale_of(ui, body, flow.y);
  GridIntent intent;
  const auto take = [&](const GridIntent& next) {
    if (next.what != GridIntent::What::kNone) intent = next;
  };
  if (!body.scrolls_with_page()) open_at_now(ui, body, scale, model.to_scroll);
  take(carry_by_key(ui, body, scale, model));
  draw_by_key(ui, body, scale, model);
  draw_ground(ui, body, scale);
  draw_now(ui, body, scale);
  for (std::size_t i = body.seen.first; i < body.seen.end(); ++i) {
    take(draw_cells(ui, body, scale, model, i));
  }
  for (std::size_t i = body.seen.first; i < body.seen.end(); ++i) {
    for (const GridCard& card : body.columns[i].cards) {
      take(draw_grid_card(ui, body, scale, model, i, card));
    }
  }
  take(carry_by_finger(ui, body, scale, model));
  take(draw_by_pointer(ui, body, scale, model));
  draw_grid_ghost(ui, body, scale, model);
  draw_drawn(ui, body, scale, model);
  flow.cut_top(scale.y(scale.span.until) - flow.y);
  if (intent.what == GridIntent::What::kBook) intent.cell = ui.focused();
  return intent;
}

}  // namespace alcove::screens::desk
