// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/waiting_room/called.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/dates.h"
#include "kiosk/text/waiting_room_messages.h"
#include "kiosk/widgets/draw.h"
#include "kiosk/widgets/panels.h"

namespace alcove::screens::waiting_room {
namespace {

using text::Language;
using Words = text::WaitingRoomMessages;

// Large text: everything a size smaller than its place would have it, so that a call is seen whole.
bool compact(const ui::Ui& ui) {
  return ui.theme().scale() > 1.2F;
}

ui::TextStyle large(const ui::Ui& ui) {
  return compact(ui) ? ui::TextStyle::kHeading : ui::TextStyle::kTitle;
}

ui::TextStyle second(const ui::Ui& ui) {
  return compact(ui) ? ui::TextStyle::kSecond : ui::TextStyle::kHeading;
}

// A sentence in English, and below it in Spanish.
void say_both(ui::Ui& ui, ui::Rect& flow, std::string_view english, std::string_view spanish) {
  ui::paragraph_in(ui, flow, {.style = large(ui)}, english, ui.theme().gap_tiny());
  ui::paragraph_in(ui, flow, {.style = second(ui), .ink = ui::Ink::kTextSoft}, spanish,
                   ui.theme().gap_large());
}

void explain_both(ui::Ui& ui, ui::Rect& flow, std::string_view english, std::string_view spanish) {
  const ui::TextStyle style = compact(ui) ? ui::TextStyle::kSecond : ui::TextStyle::kBody;
  ui::paragraph_in(ui, flow, {.style = style}, english, ui.theme().gap_tiny());
  ui::paragraph_in(ui, flow, {.style = style, .ink = ui::Ink::kTextSoft}, spanish, 0);
}

float call_height(const ui::Ui& ui) {
  return ui::line_height(ui, ui::TextStyle::kTitle) + 2 * ui.theme().px(compact(ui) ? 8 : 16);
}

// Where to go is read whole: a long name in smaller letters.
ui::TextLook look_of_room(const ui::Ui& ui, float width, const std::string& room) {
  for (const ui::TextStyle style : {ui::TextStyle::kTitle, ui::TextStyle::kHeading}) {
    const ui::TextLook look{.style = style};
    if (ui::text_width(ui, look, room) <= width) return look;
  }
  return {.style = ui::TextStyle::kBody};
}

// The newest stands out.
void draw_call(ui::Ui& ui, const ui::Rect& place, const CalledModel::Call& call,
               std::size_t index) {
  const ui::Theme& theme = ui.theme();
  const ui::TextLook token{.style = ui::TextStyle::kTitle, .ink = ui::Ink::kPrimary};
  ui.present({.name = "called_" + std::to_string(index),
              .kind = ui::WidgetKind::kStatus,
              .rect = place,
              .value = call.token + " " + call.room});
  ui::fill(ui, place, index == 0 ? ui::Ink::kPrimarySoft : ui::Ink::kSurface, theme.corner());
  ui::outline(ui, place, index == 0 ? ui::Ink::kPrimary : ui::Ink::kLine, theme.corner(),
              index == 0 ? theme.outline() : theme.px(1));
  ui::Rect inner = place.inset(theme.px(28), 0);
  const float widest = ui::text_width(ui, token, "W88") + 1;
  ui::text_line(ui, inner.cut_left(widest), token, call.token);
  inner.cut_left(theme.gap());
  ui::icon(ui, inner.cut_left(ui::icon_width(ui, ui::IconSize::kLarge)), ui::Icon::kArrowRight,
           ui::Ink::kTextSoft, ui::IconSize::kLarge);
  inner.cut_left(theme.gap_large());
  ui::text_line(ui, inner, look_of_room(ui, inner.width, call.room), call.room,
                ui::WhenLong::kShorten);
}

void draw_calls(ui::Ui& ui, ui::Rect area, const CalledModel& model) {
  const float height = call_height(ui);
  const float gap = ui.theme().px(12);
  for (std::size_t i = 0; i < model.called.size(); ++i) {
    if (i > 0 && area.height < height) return;
    draw_call(ui, area.cut_top(height), model.called[i], i);
    area.cut_top(gap);
  }
}

float waiting_height(const ui::Ui& ui) {
  return ui::line_height(ui, ui::TextStyle::kSecond) + ui.theme().gap_small() +
         ui::line_height(ui, ui::TextStyle::kHeading) + ui.theme().gap();
}

// On one line, and how many more there are.
void draw_waiting(ui::Ui& ui, ui::Rect area, const CalledModel& model) {
  const Words english(Language::kEnglish);
  const Words spanish(Language::kSpanish);
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const ui::TextLook token{.style = ui::TextStyle::kHeading};
  const auto more = [&](std::size_t count) {
    const std::string number = std::to_string(count);
    return english.waiting_more(number) + " / " + spanish.waiting_more(number);
  };
  ui::divider(ui, area);
  area.cut_top(ui.theme().gap());
  ui::text_line(
      ui, area.cut_top(ui::line_height(ui, soft.style)), soft,
      std::string(english.waiting_title()) + " / " + std::string(spanish.waiting_title()));
  area.cut_top(ui.theme().gap_small());
  ui::Rect line = area.cut_top(ui::line_height(ui, token.style));
  const float gap = ui.theme().px(28);
  for (std::size_t i = 0; i < model.waiting.size(); ++i) {
    const std::string& one = model.waiting[i];
    const std::size_t after = model.waiting.size() - i - 1;
    const float width = ui::text_width(ui, token, one) + 1;
    const float rest = after == 0 ? 0 : gap + ui::text_width(ui, soft, more(after)) + 1;
    if (width + rest > line.width) {
      ui::text_line(ui, line, soft, more(after + 1), ui::WhenLong::kShorten);
      return;
    }
    ui.present({.name = "waiting_" + std::to_string(i),
                .kind = ui::WidgetKind::kStatus,
                .rect = {line.x, line.y, width, line.height},
                .value = one});
    ui::text_line(ui, line.cut_left(width), token, one);
    line.cut_left(gap);
  }
}

void draw_shown(ui::Ui& ui, ui::Rect area, const CalledModel& model) {
  const Words english(Language::kEnglish);
  const Words spanish(Language::kSpanish);
  ui::Rect flow = area;
  if (model.called.empty()) {
    say_both(ui, flow, english.called_nobody(), spanish.called_nobody());
    explain_both(ui, flow, english.called_how(), spanish.called_how());
  } else {
    say_both(ui, flow, english.called_title(), spanish.called_title());
  }
  const float least = model.called.empty() ? ui.theme().gap() : call_height(ui) + ui.theme().gap();
  ui::Rect rest{flow.x, flow.y, flow.width, area.bottom() - flow.y};
  if (!model.waiting.empty() && rest.height >= least + waiting_height(ui)) {
    draw_waiting(ui, rest.cut_bottom(waiting_height(ui)), model);
    rest.cut_bottom(ui.theme().gap());
  }
  draw_calls(ui, rest, model);
}

std::string when(const ui::Ui& ui, LocalDateTime now) {
  const LocalDate day = date_of(now);
  const std::string time = text::clock_time(Language::kEnglish, now);
  if (compact(ui)) return time;
  return text::weekday_and_date(Language::kEnglish, day) + "\n" +
         text::weekday_and_date(Language::kSpanish, day) + "\n" + time;
}

}  // namespace

void draw(ui::Ui& ui, const CalledModel& model) {
  const Words english(Language::kEnglish);
  const Words spanish(Language::kSpanish);
  ui::Rect page = ui::side_page(ui, {.clinic = model.clinic, .below = when(ui, model.now)});
  const bool beside = page.x > 0;
  ui::Rect area = page.inset(beside ? 64 : ui.theme().margin(), beside ? 64 : 20);
  switch (model.state) {
    case DisplayState::kReading:
      return;
    case DisplayState::kAway:
      say_both(ui, area, english.display_away(), spanish.display_away());
      return explain_both(ui, area, english.display_away_text(), spanish.display_away_text());
    case DisplayState::kShown:
      return draw_shown(ui, area, model);
  }
}

}  // namespace alcove::screens::waiting_room
