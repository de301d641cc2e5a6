// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/booking.h"
#include "kiosk/screens/desk/series_sheet.h"
#include "kiosk/screens/desk/without_place.h"
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
  model.resources = resources();
  model.takes = {model.resources[0].id, model.resources[2].id};
  model.clinician = model.clinicians[0].id;
  model.room = model.rooms[1].id;
  model.today = std::chrono::year(2026) / 11 / 23;
  model.day = std::chrono::year(2026) / 12 / 1;
  model.time = "10:00";
  model.minutes = "50";
  model.repeating.last_day = std::chrono::year(2027) / 2 / 16;
  model.series.emplace();
  model.series->terms = {.clinician = model.clinicians[0].id,
                         .room = model.room,
                         .minutes = 50,
                         .start = tuesday(0, 10),
                         .rule = "FREQ=WEEKLY",
                         .resources = model.takes,
                         .extra_dates = {tuesday(1, 15), tuesday(4, 10) + std::chrono::days(2)}};
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

SeriesModel beginning() {
  SeriesModel model = weekly(Stage::kPreview);
  model.of_booking = true;
  model.preview.emplace();
  model.preview->dates = {line(0, Fate::kBook, std::nullopt, tuesday(0, 11)),
                          line(1, Fate::kBook, std::nullopt, tuesday(1, 11)),
                          line(2, Fate::kTakenOut, std::nullopt, std::nullopt),
                          line(3, Fate::kCollides, std::nullopt, std::nullopt),
                          line(4, Fate::kCollides, std::nullopt, std::nullopt)};
  model.preview->dates[3].obstacle = {std::nullopt, rules::ConflictKind::kClosed, tuesday(3, 0),
                                      tuesday(4, 0)};
  model.preview->dates[4].obstacle = {api::appointments::Place::kResource, std::nullopt,
                                      tuesday(4, 10, 30), tuesday(4, 11, 30),
                                      model.resources[1].id};
  model.taken_out = {tuesday(2, 11)};
  return model;
}

WithoutPlaceModel waiting(const char* long_name) {
  const SeriesModel series = weekly(Stage::kOverview);
  api::series::CollisionRow row;
  row.date = tuesday(2, 11);
  row.obstacle = {std::nullopt, rules::ConflictKind::kClosed, tuesday(2, 0), tuesday(3, 0)};
  row.kept_at = tuesday(2, 10);
  row.client_name = "Morales, Lucía";
  row.record_number = 10482;
  row.clinician_name = "L. Brandt";
  row.terms = series.series->terms;
  api::series::CollisionRow other = row;
  other.date = tuesday(3, 11);
  other.kept_at.reset();
  other.client_name = long_name;
  other.record_number = 10511;
  other.obstacle = {api::appointments::Place::kResource, std::nullopt, tuesday(3, 10, 30),
                    tuesday(3, 11, 30), series.resources[1].id};
  return {.read = true,
          .count = 2,
          .rows = {row, other},
          .clinicians = series.clinicians,
          .rooms = series.rooms,
          .resources = series.resources};
}

BookingModel booking(BookingKind kind, const char* name) {
  const SeriesModel series = weekly(Stage::kTerms, name);
  BookingModel model{.kind = kind, .client_name = name};
  model.clinicians = series.clinicians;
  model.rooms = series.rooms;
  model.resources = series.resources;
  model.takes = series.takes;
  model.clinician = series.clinician;
  model.room = series.room;
  model.services = {{id_of<api::appointments::ServiceId>(1), "Therapy", 50, false}};
  model.service = model.services[0].id;
  model.today = series.today;
  model.now = std::chrono::local_days(series.today) + std::chrono::hours(10);
  model.day = series.day;
  model.time = "10:00";
  model.minutes = "50";
  model.free.emplace();
  return model;
}

void add_booking_scenes(std::vector<Scene>& out, const char* long_name) {
  BookingModel repeating = booking(BookingKind::kBook, "Lucía Morales");
  repeating.repeating.how = Repeating::How::kWeekly;
  repeating.repeating.ends = Repeating::Ends::kCount;
  BookingModel moving = booking(BookingKind::kMove, "Lucía Morales");
  moving.of_series = true;
  BookingModel placing = booking(BookingKind::kPlace, long_name);
  placing.of_series = true;
  placing.free->conflicts = {
      {rules::ConflictKind::kClosed, rules::ConflictWeight::kHard, tuesday(0, 0), tuesday(1, 0)}};
  out.push_back(over_day("88-desk-series-booking", repeating));
  out.push_back(over_day("88-desk-series-booking-away", repeating, {.there = false}));
  out.push_back(over_day("88-desk-series-moving-one", moving));
  out.push_back(over_day("88-desk-series-placing", placing));
}

}  // namespace

void add_desk_series_scenes(std::vector<Scene>& out) {
  SeriesModel colliding = weekly(Stage::kOverview);
  api::series::DateView kept;
  kept.date = tuesday(2, 11);
  kept.start = tuesday(2, 10);
  kept.obstacle = api::series::Obstacle{std::nullopt, rules::ConflictKind::kClosed, tuesday(2, 11),
                                        tuesday(2, 12)};
  api::series::DateView without = kept;
  without.date = tuesday(3, 11);
  without.start.reset();
  without.obstacle = api::series::Obstacle{api::appointments::Place::kRoom, std::nullopt,
                                           tuesday(3, 10, 30), tuesday(3, 11, 30)};
  colliding.without_place = {kept, without};
  SeriesModel terms = weekly(Stage::kTerms);
  terms.repeating.ends = Repeating::Ends::kCount;
  SeriesModel from_visit = weekly(Stage::kTerms);
  from_visit.series.reset();
  from_visit.begun_at = tuesday(-1, 10);
  from_visit.repeating.ends = Repeating::Ends::kCount;
  from_visit.repeating.count = "8";
  from_visit.repeating.booked = 1;
  from_visit.takes = {from_visit.resources[1].id, from_visit.resources[3].id};
  SeriesModel own_rule = weekly(Stage::kTerms);
  own_rule.repeating.rule_as_it_is = "FREQ=WEEKLY;BYDAY=TU,TH";
  own_rule.repeating.how = Repeating::How::kAsItIs;
  own_rule.repeating.ends = Repeating::Ends::kDay;
  const char* const long_name =
      "María de los Ángeles Fernández de Córdoba y Álvarez de Toledo-Villavicencio";
  out.push_back(over_day("87-desk-series", weekly(Stage::kOverview)));
  out.push_back(over_day("87-desk-series-colliding", colliding));
  out.push_back(over_day("87-desk-series-reading", weekly(Stage::kReading)));
  out.push_back(
      over_day("87-desk-series-away", weekly(Stage::kOverview, long_name), {.there = false}));
  out.push_back(over_day("88-desk-series-terms", terms));
  out.push_back(over_day("88-desk-series-from-visit", from_visit));
  out.push_back(over_day("88-desk-series-own-rule", own_rule, {.touch_keyboard = true}));
  out.push_back(over_day("89-desk-series-preview", changing()));
  out.push_back(over_day("89-desk-series-cancel", cancelling()));
  out.push_back(over_day("89-desk-series-beginning", beginning()));
  colliding.stage = Stage::kSkip;
  out.push_back(over_day("87-desk-series-skip", colliding));
  out.push_back(over_day("86-desk-without-place", waiting(long_name)));
  out.push_back(over_day("86-desk-without-place-none", WithoutPlaceModel{.read = true}));
  add_booking_scenes(out, long_name);
}

}  // namespace alcove::tests
