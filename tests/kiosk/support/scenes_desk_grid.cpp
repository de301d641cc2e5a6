// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "kiosk/screens/desk/day_board.h"
#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/scenes_desk.h"

// The calendar at the desk.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::appointments::MeetingId;
using rules::SlotType;
using text::Language;

constexpr std::uint8_t kFirstGroupVisit = 60;

void add_person(GridModel& grid, std::uint8_t number, std::string name, std::string credential) {
  const auto id = id_of<StaffId>(number);
  grid.clinicians.push_back({id, std::move(name), std::move(credential), {}, false});
  api::availability::OfClinicianReply& record = grid.hours[id];
  api::availability::Hours hours{.id = {},
                                 .clinician = id,
                                 .from = std::chrono::year(2026) / 1 / 1,
                                 .until = std::nullopt,
                                 .blocks = {}};
  const std::int64_t begin = number % 3 == 0 ? 10 * 60 : 9 * 60;
  for (std::int64_t day = 1; day <= 5; ++day) {
    hours.blocks.push_back({day, begin, 12 * 60, SlotType::kTherapy});
    hours.blocks.push_back({day, 12 * 60, 13 * 60, SlotType::kLunch});
    hours.blocks.push_back({day, 13 * 60, 16 * 60, SlotType::kIntake});
    hours.blocks.push_back({day, 16 * 60, 17 * 60, SlotType::kCrisisHold});
  }
  record.hours.push_back(hours);
}

BoardRow like_first(const DayBoardModel& model, std::uint8_t number, std::string name,
                    LocalDateTime start) {
  BoardRow row = model.rows.front();
  row.appointment.id = id_of<AppointmentId>(number);
  row.appointment.start = start;
  row.appointment.start_time = new_york().to_utc(start);
  row.appointment.end_time = row.appointment.start_time + std::chrono::minutes(53);
  row.grace_until = row.appointment.start_time + std::chrono::minutes(15);
  row.appointment.state = AppointmentState::kScheduled;
  row.client_name = name;
  row.card_name = std::move(name);
  return row;
}

void add_group(DayBoardModel& model, LocalDateTime start) {
  for (std::uint8_t i = 0; i < 7; ++i) {
    const auto number = static_cast<std::uint8_t>(kFirstGroupVisit + i);
    BoardRow row = like_first(model, number, "Kim, Ada", start);
    row.appointment.clinician = id_of<StaffId>(4);
    row.appointment.meeting = id_of<MeetingId>(1);
    row.appointment.minutes = 90;
    row.service_name = "Anxiety group";
    model.rows.push_back(row);
  }
}

// One session of a group with its people, and one to which nobody belongs yet.
void add_sessions(DayBoardModel& model, LocalDateTime start, LocalDateTime empty) {
  for (const LocalDateTime at : {start, empty}) {
    api::appointments::MeetingCard card;
    const auto number = static_cast<std::uint8_t>(model.meetings.size() + 1);
    card.meeting.id = id_of<MeetingId>(number);
    card.meeting.start = at;
    card.meeting.minutes = 90;
    card.meeting.most = 8;
    card.meeting.clinicians = {{.clinician = id_of<StaffId>(4)}};
    card.meeting.room = model.rows.front().appointment.room;
    card.service_name = "Anxiety group";
    card.expected = at == start ? 7 : 0;
    model.meetings.push_back(card);
  }
}

// The Monday's people with their hours, lunch and time off, a group, and a visit before hours.
void fill(DayBoardModel& model) {
  model.view = BoardView::kCalendar;
  GridModel& grid = model.grid;
  add_person(grid, 1, "L. Brandt", "LCSW");
  add_person(grid, 2, "Dr. Iyer", "MD");
  add_person(grid, 3, "A. Reyes", "LMHC");
  add_person(grid, 4, "C. Osei", "PhD");
  const std::uint8_t whose[] = {1, 2, 1, 3, 3, 1, 4, 2};
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    model.rows[i].appointment.clinician = id_of<StaffId>(whose[i]);
    model.rows[i].appointment.room = id_of<RoomId>(whose[i]);
  }
  grid.hours[id_of<StaffId>(2)].times_off.push_back(
      {.id = {}, .clinician = id_of<StaffId>(2), .from = wall(13, 0), .until = wall(24, 0)});
  BoardRow early = like_first(model, 50, "Wallace, Terrence", wall(8, 0));
  early.card_name = "Terrence W.";
  model.rows.push_back(early);
  add_group(model, wall(9, 0));
  add_sessions(model, wall(9, 0), wall(14, 0));
  model.like.assign(model.rows.size(), false);
  grid.rooms = rooms();
  grid.rooms.push_back({id_of<RoomId>(4), "Room 4", false});
  grid.provider = id_of<StaffId>(1);
  grid.hours_read = grid.week_read = true;
}

void fill_week(DayBoardModel& model) {
  fill(model);
  model.grid.of = GridOf::kWeek;
  std::uint8_t number = 100;
  for (int day = 0; day < 5; ++day) {
    for (const int hour : {9, 11, 14}) {
      ++number;
      BoardRow row =
          like_first(model, number, "Morales, Lucía", wall(24 * day + hour, day % 2 == 0 ? 0 : 30));
      row.card_name = "Lucía M.";
      model.grid.week.push_back(row);
    }
  }
  model.grid.closed_days.push_back(
      {.id = {}, .day = std::chrono::year(2026) / 11 / 26, .name = "Thanksgiving"});
}

void hold(DayBoardModel& model, bool by_key) {
  model.grid.held = GridModel::Held{.visit = row_of(model, "Petrov, Ana").appointment.id,
                                    .minutes = 53,
                                    .by_key = by_key,
                                    .column = 1,
                                    .minute = 10 * 60 + 15,
                                    .from_column = 2,
                                    .from_minute = 10 * 60 + 30};
}

// Half past two of the night in which the clocks go from two to three, in New York.
void clock_changes(DayBoardModel& model) {
  model.day = std::chrono::year(2027) / 3 / 14;
  model.meetings.clear();
  model.rows.resize(1);
  api::appointments::Appointment& at = model.rows[0].appointment;
  at.start = std::chrono::local_days(model.day) + std::chrono::minutes(150);
  at.zone = "America/New_York";
  at.start_time = std::chrono::sys_days(model.day) + std::chrono::minutes(450);
  at.end_time = at.start_time + std::chrono::minutes(at.minutes);
  at.time_shifted = true;
  at.state = AppointmentState::kScheduled;
  model.rows[0].flags = {Flag::kTimeShifted};
  model.rows[0].grace_until = at.start_time + std::chrono::minutes(15);
  model.like.assign(1, false);
}

void lengthen_calendar(DayBoardModel& model) {
  for (auto& one : model.grid.clinicians) {
    one.display_name = "Dr. Alejandra Fernández de Córdoba-Villavicencio";
    one.credential = "Licensed clinical social worker, supervisor";
  }
  for (BoardRow& row : model.rows) {
    row.card_name = "María de los Ángeles Fernández de Córdoba";
    row.service_name = "Couples and family therapy with an interpreter";
  }
}

Scene calendar(std::string name, std::function<void(DayBoardModel&)> change) {
  return {std::move(name), ui::Density::kStaff, [change = std::move(change)](Language language) {
            auto model = std::make_shared<DayBoardModel>(monday_board());
            model->language = language;
            fill(*model);
            change(*model);
            return [model](ui::Ui& ui) { draw(ui, *model); };
          }};
}

void add_many(DayBoardModel& model, std::uint8_t count) {
  for (std::uint8_t i = 5; i <= count; ++i) {
    add_person(model.grid, i, "Clinician " + std::to_string(i), "LMHC");
    BoardRow row = like_first(model, static_cast<std::uint8_t>(100 + i), "Ana P.",
                              wall(9 + i % 6, i % 2 == 0 ? 0 : 30));
    row.appointment.clinician = id_of<StaffId>(i);
    model.rows.push_back(row);
  }
  model.like.assign(model.rows.size(), false);
}

void add_views(std::vector<Scene>& out) {
  out.push_back(calendar("57-desk-calendar", [](DayBoardModel&) {}));
  out.push_back(calendar("57-desk-calendar-chosen", [](DayBoardModel& model) {
    choose(model, "Morales, Lucía");
    model.toast = "Lucía Morales is moved to Monday, November 23, 10:00 AM.";
    model.toast_action = DayBoardModel::ToastAction::kUndo;
  }));
  out.push_back({"57-desk-calendar-week", ui::Density::kStaff, [](Language language) {
                   auto model = std::make_shared<DayBoardModel>(monday_board());
                   model->language = language;
                   fill_week(*model);
                   return [model](ui::Ui& ui) { draw(ui, *model); };
                 }});
  out.push_back(calendar("57-desk-calendar-rooms", [](DayBoardModel& model) {
    model.grid.of = GridOf::kRooms;
    model.rows[6].appointment.room.reset();
  }));
  out.push_back(calendar("57-desk-calendar-whose", [](DayBoardModel& model) {
    model.grid.of = GridOf::kWeek;
    model.grid.choosing = true;
  }));
}

// What is carried or drawn, and what the clocks have moved.
void add_held_and_shifted(std::vector<Scene>& out) {
  out.push_back(
      calendar("58-desk-calendar-drag", [](DayBoardModel& model) { hold(model, false); }));
  out.push_back(calendar("58-desk-calendar-key", [](DayBoardModel& model) { hold(model, true); }));
  out.push_back(calendar("58-desk-calendar-drawing", [](DayBoardModel& model) {
    model.grid.drawn = GridModel::Drawn{.column = 1, .begun = {660, 675}, .to = {690, 705}};
  }));
  out.push_back(calendar("58-desk-calendar-drawing-short", [](DayBoardModel& model) {
    model.grid.drawn = GridModel::Drawn{.column = 1, .begun = {660, 675}, .to = {660, 675}};
  }));
  out.push_back(calendar("58-desk-calendar-clock", clock_changes));
  out.push_back(calendar("58-desk-list-clock", [](DayBoardModel& model) {
    clock_changes(model);
    model.view = BoardView::kByTime;
  }));
  out.push_back(calendar("58-desk-flow-clock", [](DayBoardModel& model) {
    clock_changes(model);
    model.view = BoardView::kFlow;
    model.flow_column = FlowColumn::kExpected;
  }));
}

}  // namespace

void add_desk_grid_scenes(std::vector<Scene>& out) {
  add_views(out);
  add_held_and_shifted(out);
  out.push_back(calendar("58-desk-calendar-long", lengthen_calendar));
  out.push_back(calendar("58-desk-calendar-empty", [](DayBoardModel& model) {
    model.rows.clear();
    model.like.clear();
  }));
  out.push_back(
      calendar("58-desk-calendar-forty", [](DayBoardModel& model) { add_many(model, 40); }));
  out.push_back(
      calendar("58-desk-calendar-too-many", [](DayBoardModel& model) { add_many(model, 61); }));
  out.push_back(calendar("58-desk-calendar-beside", [](DayBoardModel& model) {
    for (std::uint8_t i = 0; i < 4; ++i) {
      model.rows.push_back(
          like_first(model, static_cast<std::uint8_t>(90 + i), "Ana P.", wall(10, 15 * (i / 2))));
      model.rows.back().appointment.clinician = id_of<StaffId>(2);
    }
    model.like.assign(model.rows.size(), false);
  }));
  out.push_back(calendar("58-desk-calendar-away", [](DayBoardModel& model) {
    model.connection = {false, "9:41", 0};
    model.as_of = wall(9, 41);
  }));
  out.push_back(calendar("58-desk-calendar-telehealth", [](DayBoardModel& model) {
    for (BoardRow& row : model.rows) {
      if (row.client_name == "Petrov, Ana") {
        row.appointment.modality = api::appointments::Modality::kVideo;
      }
      if (row.client_name != "Nguyen, Thanh") continue;
      row.appointment.modality = api::appointments::Modality::kPhone;
      row.flags = {Flag::kInterpreter};
      row.language = api::clients::SpokenLanguage::kVietnamese;
    }
  }));
  out.push_back(calendar("58-desk-calendar-interpreter", [](DayBoardModel& model) {
    model.meetings[0].meeting.kind = api::appointments::MeetingKind::kFamily;
    model.meetings[0].meeting.most.reset();
    model.meetings[0].service_name = "Family therapy";
    model.meetings[0].resources = takes();
  }));
  out.push_back(calendar("58-desk-calendar-reading",
                         [](DayBoardModel& model) { model.grid.hours_read = false; }));
  out.push_back(calendar("58-desk-calendar-only-looks", [](DayBoardModel& model) {
    model.may = May::kLook;
    model.has_closing = false;
  }));
}

}  // namespace alcove::tests
