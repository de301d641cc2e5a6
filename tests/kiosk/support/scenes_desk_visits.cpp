// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "kiosk/screens/desk/client_visits.h"
#include "tests/kiosk/support/over_day.h"
#include "tests/kiosk/support/scenes_desk.h"

// A client's visits, and the calendar that jumps to a day.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using State = AppointmentState;
using std::chrono::days;

BoardRow visit(std::uint8_t number, LocalDateTime start, State state) {
  BoardRow row = monday_board().rows[2];
  row.appointment.id = id_of<AppointmentId>(number);
  row.appointment.start = start;
  row.appointment.start_time = new_york().to_utc(start);
  row.appointment.end_time = row.appointment.start_time + std::chrono::minutes(53);
  row.appointment.state = state;
  row.appointment.arrived_at.reset();
  row.grace_until = row.appointment.start_time + std::chrono::minutes(15);
  return row;
}

VisitsModel visits() {
  VisitsModel model{.name = "Lucía Morales", .now = wall_utc(9, 56)};
  model.today = date_of(wall(9, 56));
  model.read = model.more = true;
  model.rows = {visit(60, wall(14, 30) + days(70), State::kScheduled),
                visit(61, wall(14, 30) + days(15), State::kConfirmed),
                visit(62, wall(10, 0) + days(14), State::kRescheduled),
                visit(63, wall(10, 0), State::kArrived),
                visit(64, wall(10, 0) - days(7), State::kLateCancelled),
                visit(65, wall(10, 0) - days(14), State::kCheckedOut),
                visit(66, wall(10, 0) - days(400), State::kNoShow)};
  model.rows[1].appointment.moved_from = model.rows[2].appointment.id;
  model.rows[2].appointment.moved_to = model.rows[1].appointment.id;
  model.rows[0].clinician_name = "Dr. Alejandra Fernández de Córdoba-Villavicencio";
  model.rows[0].appointment.modality = api::appointments::Modality::kVideo;
  model.rows[3].appointment.arrived_at = wall_utc(9, 40);
  model.rows[4].appointment.notice_minutes = 22 * 60;
  return model;
}

VisitsModel past_only() {
  VisitsModel model = visits();
  model.rows.erase(model.rows.begin(), model.rows.begin() + 4);
  model.more = false;
  return model;
}

VisitsModel none() {
  VisitsModel model{.name = "Lucía Morales"};
  model.read = true;
  return model;
}

Scene jump(std::string name, LocalDate day) {
  return {std::move(name), ui::Density::kStaff, [day](text::Language language) {
            auto model = std::make_shared<DayBoardModel>(monday_board());
            model->language = language;
            model->day = day;
            model->choosing_day = {day.year(), day.month()};
            return [model](ui::Ui& ui) { draw(ui, *model); };
          }};
}

}  // namespace

void add_desk_visits_scenes(std::vector<Scene>& out) {
  out.push_back(over_day("80-desk-visits", visits()));
  out.push_back(over_day("80-desk-visits-past", past_only()));
  out.push_back(over_day("80-desk-visits-none", none()));
  out.push_back(over_day("80-desk-visits-reading", VisitsModel{.name = "Lucía Morales"}));
  out.push_back(over_day("80-desk-visits-away", visits(), {.there = false}));
  out.push_back(over_day("80-desk-visits-refused", VisitsModel{.name = "Lucía Morales"},
                         {.problem = ErrorCode::kForbidden}));
  out.push_back(jump("52-desk-day-jump", std::chrono::year(2026) / 11 / 23));
  out.push_back(jump("52-desk-day-jump-from-another", std::chrono::year(2026) / 12 / 2));
}

}  // namespace alcove::tests
