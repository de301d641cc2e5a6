// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/without_place.h"

#include "kiosk/screens/desk/board_words.h"
#include "kiosk/screens/desk/series_terms.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/draw.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::series::CollisionRow;

const ui::TextLook kName{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kFacts{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
const ui::TextLook kObstacle{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare};

std::string facts_of(text::Language language, const WithoutPlaceModel& model,
                     const CollisionRow& row) {
  return text::SeriesMessages(language).series_waiting_row(
      {.when = series_moment(language, row.date, model.today),
       .clinician = row.clinician_name,
       .number = std::to_string(row.record_number)});
}

std::string obstacle_of(text::Language language, const WithoutPlaceModel& model,
                        const CollisionRow& row) {
  const text::SeriesMessages say(language);
  SeriesModel names;
  names.client_name = spoken_name(row.client_name);
  names.today = model.today;
  names.clinicians = model.clinicians;
  names.rooms = model.rooms;
  names.resources = model.resources;
  names.clinician = row.terms.clinician;
  names.room = row.terms.room;
  return obstacle_words(language, names, row.obstacle) + " " +
         (row.kept_at ? say.series_line_stays(series_moment(language, *row.kept_at, model.today))
                      : std::string(say.series_line_not_booked()));
}

bool date_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const WithoutPlaceModel& model,
              std::size_t index) {
  const CollisionRow& row = model.rows[index];
  const ui::Theme& theme = ui.theme();
  const std::string facts = facts_of(frame.language, model, row);
  const std::string obstacle = obstacle_of(frame.language, model, row);
  const float width = flow.width - 2 * theme.px(12);
  const float line = ui::line_height(ui, ui::TextStyle::kBodyStrong);
  const float words = line + ui::paragraph_height(ui, width, kFacts, facts) +
                      ui::paragraph_height(ui, width, kObstacle, obstacle);
  const ui::Rect place = flow.cut_top(words + theme.px(20));
  const ui::Reaction reaction = ui::list_row(ui, {.name = "without_place_" + std::to_string(index),
                                                  .rect = place,
                                                  .value = row.client_name + ", " + facts,
                                                  .enabled = frame.there});
  ui::Rect inner = place.inset(theme.px(12), theme.px(10));
  ui::text_line(ui, inner.cut_top(line), kName, row.client_name, ui::WhenLong::kShorten);
  ui::paragraph_in(ui, inner, kFacts, facts, 0);
  ui::paragraph_in(ui, inner, kObstacle, obstacle, 0);
  ui::divider(ui, {place.x, place.bottom() - 1, place.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(place);
  return reaction.clicked;
}

std::string_view when_empty(const text::SeriesMessages& say, const SheetFrame& frame,
                            const WithoutPlaceModel& model) {
  if (model.read) return model.rows.empty() ? say.series_waiting_none() : std::string_view();
  return frame.problem || !frame.there ? std::string_view() : say.series_waiting_reading();
}

}  // namespace

WithoutPlaceIntent draw(ui::Ui& ui, const SheetFrame& frame, const WithoutPlaceModel& model) {
  const text::SeriesMessages say(frame.language);
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "without_place",
           .language = frame.language,
           .title = std::string(say.series_waiting_title()),
           .below = model.rows.empty() ? std::string() : std::string(say.series_waiting_text()),
           .width = 720});
  sheet_notice(ui, sheet.flow, frame);
  const std::string_view empty = when_empty(say, frame, model);
  if (!empty.empty()) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     empty, 0);
  }
  WithoutPlaceIntent intent;
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    if (date_row(ui, sheet.flow, frame, model, i)) intent.open = i;
  }
  const std::int64_t more = model.count - static_cast<std::int64_t>(model.rows.size());
  if (more > 0) {
    sheet.flow.cut_top(ui.theme().gap_small());
    ui::paragraph_in(ui, sheet.flow, kFacts, say.series_waiting_more(more), 0);
  }
  ui::end_sheet(ui, sheet);
  intent.close = sheet.closed;
  return intent;
}

}  // namespace alcove::screens::desk
