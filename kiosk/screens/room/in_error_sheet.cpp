// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/in_error_sheet.h"

#include "kiosk/screens/room/answers_sheet.h"
#include "kiosk/screens/room/sheet.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/room_messages.h"
#include "kiosk/widgets/button.h"

namespace alcove::screens::room {
namespace {

std::string marked_words(const api::EnteredInError& mark, text::Language language,
                         const Zone& zone) {
  const LocalDateTime at = zone.to_local(mark.at);
  return text::RoomMessages(language).room_in_error_line(
      {.person = mark.by_name,
       .date = text::full_date(language, date_of(at)),
       .time = text::clock_time(language, at),
       .reason = mark.reason});
}

// Both texts in full, however long the reason is.
bool line_row(ui::Ui& ui, ui::Rect& flow, std::size_t index, const InErrorLine& line) {
  const ui::Theme& theme = ui.theme();
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const ui::Rect inside = flow.inset(theme.px(10), theme.px(8));
  const float height = ui::paragraph_height(ui, inside.width, strong, line.title) +
                       ui::paragraph_height(ui, inside.width, soft, line.below) + 2 * theme.px(8);
  ui::Rect place = flow.cut_top(height);
  const ui::Reaction reaction = ui::list_row(
      ui, {.name = "in_error_" + std::to_string(index), .rect = place, .value = line.title});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(place);
  ui::Rect text = place.inset(theme.px(10), theme.px(8));
  ui::paragraph_in(ui, text, strong, line.title, 0);
  ui::paragraph_in(ui, text, soft, line.below, 0);
  return reaction.clicked;
}

}  // namespace

InErrorIntent draw(ui::Ui& ui, InErrorModel& model) {
  const text::RoomMessages say(model.bar.language);
  InErrorIntent intent;
  Sheet sheet = begin_sheet(ui, model.bar, "in_error_sheet", 760);
  intent.close = sheet_title_to_close(ui, sheet, say.room_in_error_title(), say.room_close());
  sheet_text(ui, sheet, say.room_in_error_text());
  if (model.problem) {
    sheet_text(ui, sheet, text::problem(model.bar.language, *model.problem));
  } else if (!model.loaded) {
    sheet_text(ui, sheet, say.room_loading());
  }
  for (std::size_t i = 0; i < model.lines.size(); ++i) {
    if (line_row(ui, sheet.flow, i, model.lines[i])) intent.open = i;
  }
  end_sheet(ui, model.bar, sheet);
  return intent;
}

std::vector<InErrorLine> in_error_lines(const std::vector<api::questionnaires::ScoreLine>& scores,
                                        text::Language language, const Zone& zone) {
  std::vector<InErrorLine> lines;
  for (const api::questionnaires::ScoreLine& score : scores) {
    if (!score.entered_in_error) continue;
    lines.push_back({answers_title(score, language, zone),
                     marked_words(*score.entered_in_error, language, zone)});
  }
  return lines;
}

std::string moved_words(const api::questionnaires::ScoreLine& score, text::Language language,
                        const Zone& zone) {
  const text::RoomMessages say(language);
  if (score.entered_in_error) {
    return say.room_in_error_mark(marked_words(*score.entered_in_error, language, zone));
  }
  if (!score.moved_here) return {};
  const LocalDate date = date_of(zone.to_local(score.moved_here->at));
  return say.room_moved_here_mark(
      {.person = score.moved_here->by_name, .date = text::full_date(language, date)});
}

}  // namespace alcove::screens::room
