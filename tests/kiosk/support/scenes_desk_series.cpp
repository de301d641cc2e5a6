// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/series_sheet.h"
#include "tests/kiosk/support/over_day.h"
#include "tests/kiosk/support/scenes_desk.h"

// The desk's sheet of visits that repeat.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::series::DatePlan;
using api::series::Fate;
using Stage = SeriesModel::Stage;

LocalDateTime tuesday(int week, int hour, int minute = 0) {
  return std::chrono::local_days(std::chrono::year(2026) / 12 / 1) + std::chrono::weeks(week) +
         std::chrono::hours(hour) + std::chrono::minutes(minute);
}

SeriesModel weekly(Stage stage, const char* name = "Lucía Morales") {
  SeriesModel model;
  model.stage = stage;
  model.client_name = name;
  model.clinicians = {{id_of<StaffId>(1), "L. Brandt", "LCSW", {api::Role::kClinician}, false}};
  model.rooms = rooms();
  model.clinician = model.clinicians[0].id;
  model.room = model.rooms[1].id;
  model.today = std::chrono::year(2026) / 11 / 23;
  model.day = std::chrono::year(2026) / 12 / 1;
  model.time = "10:00";
  model.minutes = "50";
  model.count = "12";
  model.last_day = std::chrono::year(2027) / 2 / 16;
  model.series.emplace();
  model.series->terms = {.clinician = model.clinicians[0].id,
                         .room = model.room,
                         .minutes = 50,
                         .start = tuesday(0, 10),
                         .rule = "FREQ=WEEKLY"};
  return model;
}

DatePlan line(int week, Fate fate, std::optional<LocalDateTime> was,
              std::optional<LocalDateTime> now) {
  DatePlan plan;
  plan.date = tuesday(week, 11);
  plan.fate = fate;
  plan.was = was;
  plan.now = now;
  return plan;
}

SeriesModel changing() {
  SeriesModel model = weekly(Stage::kPreview);
  model.doing = api::series::What::kChange;
  api::series::Preview preview;
  preview.dates = {line(0, Fate::kMove, tuesday(0, 10), tuesday(0, 11)),
                   line(1, Fate::kByHand, tuesday(1, 15), tuesday(1, 15)),
                   line(2, Fate::kCollides, tuesday(2, 10), tuesday(2, 10)),
                   line(3, Fate::kFrozen, tuesday(3, 10), tuesday(3, 10)),
                   line(4, Fate::kBook, std::nullopt, tuesday(4, 11)),
                   line(5, Fate::kCancel, tuesday(5, 10), std::nullopt),
                   line(6, Fate::kUnchanged, tuesday(6, 11), tuesday(6, 11))};
  preview.dates[2].obstacle = {api::appointments::Place::kClinician, std::nullopt,
                               tuesday(2, 10, 30), tuesday(2, 11, 30)};
  preview.dates[4].soft = {rules::ConflictKind::kLunch};
  preview.asks_for_reason = true;
  model.preview = preview;
  model.changed_since = true;
  return model;
}

SeriesModel cancelling() {
  SeriesModel model = weekly(Stage::kPreview);
  model.doing = api::series::What::kCancel;
  model.preview.emplace();
  model.preview->dates = {line(0, Fate::kCancel, tuesday(0, 11), std::nullopt),
                          line(1, Fate::kCancel, tuesday(1, 11), std::nullopt)};
  return model;
}

}  // namespace

void add_desk_series_scenes(std::vector<Scene>& out) {
  SeriesModel colliding = weekly(Stage::kOverview);
  api::series::DateView kept;
  kept.date = tuesday(2, 11);
  kept.start = tuesday(2, 10);
  kept.obstacle = api::series::Obstacle{std::nullopt, rules::ConflictKind::kClosed, tuesday(2, 11),
                                        tuesday(2, 12)};
  colliding.without_place = {kept};
  SeriesModel terms = weekly(Stage::kTerms);
  terms.ends = SeriesModel::Ends::kCount;
  SeriesModel own_rule = weekly(Stage::kTerms);
  own_rule.rule_as_it_is = "FREQ=WEEKLY;BYDAY=TU,TH";
  own_rule.repeat = SeriesModel::Repeat::kAsItIs;
  own_rule.ends = SeriesModel::Ends::kDay;
  const char* const long_name =
      "María de los Ángeles Fernández de Córdoba y Álvarez de Toledo-Villavicencio";
  out.push_back(over_day("87-desk-series", weekly(Stage::kOverview)));
  out.push_back(over_day("87-desk-series-colliding", colliding));
  out.push_back(over_day("87-desk-series-reading", weekly(Stage::kReading)));
  out.push_back(
      over_day("87-desk-series-away", weekly(Stage::kOverview, long_name), {.there = false}));
  out.push_back(over_day("88-desk-series-terms", terms));
  out.push_back(over_day("88-desk-series-own-rule", own_rule, {.touch_keyboard = true}));
  out.push_back(over_day("89-desk-series-preview", changing()));
  out.push_back(over_day("89-desk-series-cancel", cancelling()));
}

}  // namespace alcove::tests
