// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/note_sheets.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/room/room_words.h"
#include "kiosk/screens/room/sheet.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/room_messages.h"
#include "kiosk/widgets/button.h"

// Help while the box is away, taking over, the history, and two versions side by side.
namespace alcove::screens::room {
namespace {

constexpr float kNarrow = 560;
constexpr float kBroad = 1180;

void sheet_problem(ui::Ui& ui, Sheet& sheet, text::Language language,
                   const std::optional<ErrorCode>& problem) {
  if (!problem) return;
  sheet.flow.cut_top(ui::notice(ui, {.name = "sheet_problem",
                                     .rect = sheet.flow,
                                     .text = text::problem(language, *problem),
                                     .tone = ui::Tone::kCare,
                                     .icon = ui::Icon::kInfo}));
  sheet.flow.cut_top(ui.theme().gap_small());
}

SheetIntent to_intent(SheetPress press) {
  switch (press) {
    case SheetPress::kNone:
      return SheetIntent::kNone;
    case SheetPress::kGo:
      return SheetIntent::kGo;
    case SheetPress::kBack:
      return SheetIntent::kClose;
  }
  return SheetIntent::kNone;
}

// "Start 10:02 · Stop 10:55", as far as there are any.
std::string times_of(text::Language language, const api::notes::Content& content) {
  const text::NoteMessages say(language);
  const auto one = [language](const std::optional<LocalDateTime>& time, const std::string& typed) {
    return time ? text::clock_time(language, *time) : typed;
  };
  const std::string start = one(content.start, content.start_typed);
  const std::string stop = one(content.stop, content.stop_typed);
  std::string out;
  if (!start.empty()) out = std::string(say.note_start()) + " " + start;
  if (!start.empty() && !stop.empty()) out += " · ";
  if (!stop.empty()) out += std::string(say.note_stop()) + " " + stop;
  return out;
}

void times_line(ui::Ui& ui, ui::Rect& flow, text::Language language,
                const api::notes::Content& content) {
  const std::string times = times_of(language, content);
  if (times.empty()) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond}, times, ui.theme().gap_small());
}

void history_row(ui::Ui& ui, Sheet& sheet, const HistoryModel& model, std::size_t index,
                 HistoryIntent& intent) {
  const ui::Theme& theme = ui.theme();
  const text::NoteMessages say(model.bar.language);
  const api::notes::RevisionLine& line = model.lines[index];
  const std::string more = say.note_history_line(
      {.why = kept_for_word(model.bar.language, line.kept_for), .terminal = line.terminal_name});
  const float padding = theme.px(10);
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const float inner = sheet.flow.width - 2 * padding;
  const float height = ui::line_height(ui, ui::TextStyle::kBodyStrong) +
                       ui::paragraph_height(ui, inner, soft, more) + 2 * padding;
  const ui::Rect place = sheet.flow.cut_top(height);
  ui::divider(ui, place);
  const ui::Reaction reaction =
      ui::list_row(ui, {.name = "revision_" + std::to_string(index), .rect = place, .value = more});
  if (reaction.clicked) intent = {HistoryAct::kShow, index};
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(place);
  ui::Rect flow = place.inset(padding);
  std::string title = model.when[index] + " · " + say.note_revision(std::to_string(line.number));
  if (line.format != rules::NoteFormat::kAddendum) {
    title += " · " + std::string(format_word(line.format));
  }
  ui::text_line(ui, flow.cut_top(ui::line_height(ui, ui::TextStyle::kBodyStrong)),
                {.style = ui::TextStyle::kBodyStrong}, title, ui::WhenLong::kShorten);
  ui::paragraph(ui, flow, soft, more);
}

}  // namespace

SheetIntent draw(ui::Ui& ui, AwayHelpModel& model) {
  const text::NoteMessages say(model.bar.language);
  Sheet sheet = begin_sheet(ui, model.bar, "away_help_sheet", kNarrow + 80);
  sheet_title(ui, sheet, say.note_away_help_title());
  sheet_text(ui, sheet, say.note_away_help());
  const SheetPress press =
      sheet_buttons(ui, sheet, {.back = text::RoomMessages(model.bar.language).room_close()});
  end_sheet(ui, model.bar, sheet);
  return to_intent(press);
}

SheetIntent draw(ui::Ui& ui, TakeOverModel& model) {
  const text::NoteMessages say(model.bar.language);
  Sheet sheet = begin_sheet(ui, model.bar, "take_over_sheet", kNarrow);
  sheet_title(ui, sheet, say.note_take_over_title());
  sheet_text(ui, sheet, say.note_take_over_text(model.terminal));
  const SheetPress press = sheet_buttons(
      ui, sheet, {.go = say.note_take_over(), .can_go = !model.busy, .back = say.note_cancel()});
  end_sheet(ui, model.bar, sheet);
  return to_intent(press);
}

HistoryIntent draw(ui::Ui& ui, HistoryModel& model) {
  const text::NoteMessages say(model.bar.language);
  const text::RoomMessages room(model.bar.language);
  Sheet sheet = begin_sheet(ui, model.bar, "history_sheet", 760);
  HistoryIntent intent;
  if (model.chosen && *model.chosen < model.lines.size()) {
    sheet_title(ui, sheet, model.when[*model.chosen]);
    if (model.shown) {
      times_line(ui, sheet.flow, model.bar.language, *model.shown);
      sheet.flow.cut_top(draw_content(ui, sheet.flow, model.bar.language, *model.shown));
    } else {
      sheet_text(ui, sheet, room.room_loading());
    }
    sheet_problem(ui, sheet, model.bar.language, model.problem);
    const SheetPress press = sheet_buttons(ui, sheet, {.back = say.note_back_to_list()});
    if (press == SheetPress::kBack) intent.act = HistoryAct::kList;
    end_sheet(ui, model.bar, sheet);
    return intent;
  }
  sheet_title(ui, sheet, say.note_history_title());
  if (!model.loaded && !model.problem) sheet_text(ui, sheet, room.room_loading());
  if (model.loaded && model.lines.empty()) sheet_text(ui, sheet, say.note_history_none());
  for (std::size_t i = 0; i < model.lines.size(); ++i) history_row(ui, sheet, model, i, intent);
  sheet_problem(ui, sheet, model.bar.language, model.problem);
  const SheetPress press =
      sheet_buttons(ui, sheet,
                    {.go = model.more ? room.room_loading_more() : std::string_view(),
                     .back = room.room_close()});
  if (press == SheetPress::kGo) intent.act = HistoryAct::kMore;
  if (press == SheetPress::kBack) intent.act = HistoryAct::kClose;
  end_sheet(ui, model.bar, sheet);
  return intent;
}

namespace {

// One version: its heading, then its sections; returns the height.
float version(ui::Ui& ui, const ui::Rect& place, text::Language language,
              const std::string& heading, const api::notes::Content& content) {
  const ui::Theme& theme = ui.theme();
  ui::Rect flow{place.x, place.y, place.width, 1'000'000};
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecondStrong, .ink = ui::Ink::kTextSoft},
                   heading, theme.gap_small());
  times_line(ui, flow, language, content);
  const float words = draw_content(ui, flow, language, content);
  flow.cut_top(words);
  if (words == 0) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     text::NoteMessages(language).note_sibling_nothing(), 0);
  }
  return flow.y - place.y;
}

void versions(ui::Ui& ui, Sheet& sheet, const SiblingModel& model) {
  const text::NoteMessages say(model.bar.language);
  const ui::Theme& theme = ui.theme();
  const std::string other =
      model.line.after_signing
          ? say.note_sibling_found({.terminal = model.line.terminal_name, .time = model.when})
          : say.note_sibling_other({.terminal = model.line.terminal_name, .time = model.when});
  const std::string mine(say.note_sibling_mine());
  if (sheet.flow.width < theme.px(700)) {
    sheet.flow.cut_top(version(ui, sheet.flow, model.bar.language, mine, model.mine));
    sheet.flow.cut_top(theme.gap());
    ui::divider(ui, sheet.flow);
    sheet.flow.cut_top(theme.gap());
    sheet.flow.cut_top(version(ui, sheet.flow, model.bar.language, other, model.other));
    return;
  }
  ui::Rect right = sheet.flow;
  ui::Rect left = right.cut_left(std::floor((right.width - theme.px(48)) / 2));
  right.cut_left(theme.px(48));
  const float height = std::max(version(ui, left, model.bar.language, mine, model.mine),
                                version(ui, right, model.bar.language, other, model.other));
  ui::fill(ui, {right.x - theme.px(24), right.y, 1, height}, ui::Ink::kLine);
  sheet.flow.cut_top(height);
}

}  // namespace

SiblingAct draw(ui::Ui& ui, SiblingModel& model) {
  const text::NoteMessages say(model.bar.language);
  const text::RoomMessages room(model.bar.language);
  const ui::Theme& theme = ui.theme();
  Sheet sheet = begin_sheet(ui, model.bar, "sibling_sheet", kBroad);
  SiblingAct act = SiblingAct::kNone;
  sheet_title(ui, sheet, say.note_sibling_title());
  sheet_text(ui, sheet, model.loaded ? say.note_sibling_hint() : room.room_loading());
  if (model.loaded) versions(ui, sheet, model);
  sheet.flow.cut_top(theme.gap_small());
  sheet_problem(ui, sheet, model.bar.language, model.problem);
  if (model.loaded) {
    const float width =
        std::min(sheet.flow.width, ui::button_width(ui, say.note_sibling_aside(), ui::Icon::kNone));
    if (ui::button(ui, {.name = "sibling_aside",
                        .rect = sheet.flow.cut_top(theme.px(48)).cut_left(width),
                        .label = say.note_sibling_aside(),
                        .enabled = !model.busy})) {
      act = SiblingAct::kAside;
    }
  }
  const SheetPress press = sheet_buttons(
      ui, sheet,
      {.go = model.can_insert && model.loaded ? say.note_sibling_insert() : std::string_view(),
       .can_go = !model.busy,
       .back = room.room_close()});
  if (press == SheetPress::kGo) act = SiblingAct::kInsert;
  if (press == SheetPress::kBack) act = SiblingAct::kClose;
  end_sheet(ui, model.bar, sheet);
  return act;
}

}  // namespace alcove::screens::room
