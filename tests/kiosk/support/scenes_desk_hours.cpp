// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "kiosk/screens/desk/calendar_file_sheet.h"
#include "kiosk/screens/desk/hours.h"
#include "kiosk/screens/desk/hours_week.h"
#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/scenes_desk.h"

// The page of hours and its sheets.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::availability::ClosedDay;
using api::availability::ClosedDayId;
using api::availability::Hours;
using api::availability::HoursId;
using api::availability::Made;
using api::availability::TimeOff;
using api::availability::TimeOffId;
using rules::SlotType;
using rules::TimeOffKind;
using text::Language;

constexpr LocalDate kMonday = std::chrono::year(2026) / 11 / 23;

LocalDate on(int month, int day, int year = 2026) {
  return std::chrono::year(year) / month / day;
}
LocalDateTime at(int month, int day, int hour = 0, int year = 2026) {
  return std::chrono::local_days(on(month, day, year)) + std::chrono::hours(hour);
}

std::vector<api::staff::Member> people() {
  return {{id_of<StaffId>(2),
           "Alejandra Fernández de Córdoba-Villavicencio",
           "PMHNP-BC",
           {api::Role::kPrescriber},
           false},
          {id_of<StaffId>(1), "L. Brandt", "LCSW", {api::Role::kClinician}, false},
          {id_of<StaffId>(3), "A. Reyes", "LMHC", {api::Role::kClinician}, false}};
}

Made made(int hour) {
  return {wall_utc(hour, 12), "Mia Ortiz", "Front desk"};
}

Hours working_week() {
  Hours hours{.id = id_of<HoursId>(1),
              .revision = 2,
              .clinician = id_of<StaffId>(1),
              .from = on(11, 2),
              .until = std::nullopt,
              .blocks = {},
              .made = made(9)};
  for (std::int64_t day = 1; day <= 4; ++day) {
    hours.blocks.push_back({day, 9 * 60, 12 * 60, SlotType::kTherapy});
    hours.blocks.push_back({day, 12 * 60, 13 * 60, SlotType::kLunch});
    hours.blocks.push_back({day, 13 * 60, 17 * 60, SlotType::kTherapy});
  }
  hours.blocks.push_back({5, 9 * 60, 11 * 60, SlotType::kIntake});
  hours.blocks.push_back({5, 11 * 60, 12 * 60, SlotType::kCrisisHold});
  return hours;
}

api::availability::OfClinicianReply record() {
  Hours old = working_week();
  old.id = id_of<HoursId>(2);
  old.from = on(1, 5);
  old.until = on(11, 1);
  Hours next = working_week();
  next.id = id_of<HoursId>(3);
  next.from = on(1, 4, 2027);
  next.until = on(6, 30, 2027);
  api::availability::OfClinicianReply reply;
  reply.hours = {old, working_week(), next};
  const auto off = [&](std::uint8_t number, LocalDateTime from, LocalDateTime until,
                       std::optional<TimeOffKind> kind) {
    reply.times_off.push_back(TimeOff{.id = id_of<TimeOffId>(number),
                                      .revision = 1,
                                      .clinician = id_of<StaffId>(1),
                                      .from = from,
                                      .until = until,
                                      .kind = kind,
                                      .made = made(9)});
  };
  off(1, at(11, 23, 13), at(11, 23, 17), TimeOffKind::kTraining);
  off(2, at(12, 24), at(1, 2, 0, 2027), TimeOffKind::kVacation);
  reply.cap.clinician = id_of<StaffId>(1);
  reply.cap.revision = 1;
  reply.cap.visits_a_day = 7;
  return reply;
}

std::vector<ClosedDay> closed_days() {
  return {{id_of<ClosedDayId>(1), 1, on(7, 3), "Independence Day", false, made(9)},
          {id_of<ClosedDayId>(2), 1, on(11, 26), "Thanksgiving", false, made(9)},
          {id_of<ClosedDayId>(3), 2, on(12, 25), "Christmas", false, made(9)}};
}

HoursModel page() {
  HoursModel model{.keeps = Keeps::kEverybodys, .me = id_of<StaffId>(9), .today = kMonday};
  model.people = people();
  model.people_read = true;
  model.chosen = id_of<StaffId>(1);
  model.record = record();
  model.closed_days = closed_days();
  model.can_save = true;
  return model;
}

Scene page_scene(std::string name, const HoursModel& filled) {
  return {std::move(name), ui::Density::kStaff, [filled](Language language) {
            auto model = std::make_shared<HoursModel>(filled);
            model->language = language;
            return [model](ui::Ui& ui) { draw(ui, *model); };
          }};
}

template <class Model>
Scene sheet(std::string name, std::function<Model(Language)> fill, SheetFrame frame = {}) {
  return {std::move(name), ui::Density::kStaff, [fill, frame](Language language) {
            auto below = std::make_shared<HoursModel>(page());
            auto model = std::make_shared<Model>(fill(language));
            auto around = std::make_shared<SheetFrame>(frame);
            below->language = around->language = language;
            return [below, model, around](ui::Ui& ui) {
              draw(ui, *below);
              draw(ui, *around, *model);
            };
          }};
}

WeekModel week() {
  WeekModel model{.record = working_week(), .name = "L. Brandt", .today = kMonday};
  model.month = {kMonday.year(), kMonday.month()};
  return model;
}

void add_pages(std::vector<Scene>& out) {
  HoursModel none = page();
  none.record = api::availability::OfClinicianReply{};
  none.chosen = id_of<StaffId>(2);
  HoursModel earlier = page();
  earlier.earlier = true;
  earlier.toast = "The hours of L. Brandt are kept.";
  HoursModel closed = page();
  closed.chosen.reset();
  HoursModel no_closed = closed;
  no_closed.closed_days.emplace();
  no_closed.people.clear();
  HoursModel own = page();
  own.keeps = Keeps::kOwn;
  own.me = id_of<StaffId>(1);
  own.people = {people()[1]};
  HoursModel away = page();
  away.there = false;
  HoursModel looks = page();
  looks.keeps = Keeps::kNothing;
  for (TimeOff& off : looks.record->times_off) off.kind.reset();
  HoursModel reading = page();
  reading.record.reset();
  out.push_back(page_scene("87-desk-hours", page()));
  out.push_back(page_scene("87-desk-hours-none", none));
  out.push_back(page_scene("87-desk-hours-earlier", earlier));
  out.push_back(page_scene("87-desk-hours-closed-days", closed));
  out.push_back(page_scene("87-desk-hours-empty", no_closed));
  out.push_back(page_scene("87-desk-hours-own", own));
  out.push_back(page_scene("87-desk-hours-away", away));
  out.push_back(page_scene("87-desk-hours-looks", looks));
  out.push_back(page_scene("87-desk-hours-reading", reading));
}

void add_week_sheets(std::vector<Scene>& out) {
  out.push_back(sheet<WeekModel>("88-desk-hours-week", [](Language) { return week(); }));
  out.push_back(sheet<WeekModel>("88-desk-hours-week-new", [](Language) {
    WeekModel model = week();
    model.record.revision = 0;
    model.record.from = on(1, 4, 2027);
    model.record.until = on(6, 30, 2027);
    model.ends = working_week();
    model.ends->until = on(1, 3, 2027);
    return model;
  }));
  out.push_back(sheet<WeekModel>("88-desk-hours-week-overlap",
                                 [](Language) {
                                   WeekModel model = week();
                                   model.refused = ErrorCode::kAlreadyExists;
                                   return model;
                                 },
                                 {.problem = ErrorCode::kAlreadyExists}));
  out.push_back(sheet<WeekModel>("88-desk-hours-week-until", [](Language) {
    WeekModel model = week();
    model.choosing = WeekModel::Choosing::kUntil;
    return model;
  }));
  out.push_back(sheet<WeekModel>("88-desk-hours-weekday", [](Language language) {
    WeekModel model = week();
    model.weekday = weekday_of(language, model.record, 1);
    model.weekday->also = {true, true, false, true, false, false, false};
    return model;
  }));
  out.push_back(sheet<WeekModel>("88-desk-hours-weekday-wrong",
                                 [](Language language) {
                                   WeekModel model = week();
                                   model.weekday = weekday_of(language, model.record, 1);
                                   model.weekday->parts[1].until = "25";
                                   return model;
                                 },
                                 {.touch_keyboard = true}));
}

StaysBooked booked(std::int64_t count) {
  StaysBooked stays{.reply = api::appointments::BetweenReply{}, .asked = true, .can_open = true};
  stays.reply->count = count;
  const DayBoardModel day = monday_board();
  for (std::size_t i = 0; i < day.rows.size() && count > 0; ++i) {
    stays.reply->items.push_back(day.rows[i]);
  }
  return stays;
}

void add_small_sheets(std::vector<Scene>& out) {
  out.push_back(sheet<TimeOffModel>("89-desk-time-off", [](Language language) {
    TimeOffModel model = time_off_sheet(language, record().times_off[1], "L. Brandt", kMonday);
    model.booked = booked(12);
    return model;
  }));
  out.push_back(sheet<TimeOffModel>("89-desk-time-off-hours",
                                    [](Language language) {
                                      TimeOffModel model = time_off_sheet(
                                          language, record().times_off[0], "L. Brandt", kMonday);
                                      model.until_time = "9";
                                      return model;
                                    },
                                    {.problem = ErrorCode::kConflict}));
  out.push_back(sheet<TimeOffModel>("89-desk-time-off-kept", [](Language language) {
    TimeOffModel model = time_off_sheet(language, record().times_off[1], "L. Brandt", kMonday);
    model.booked = booked(1);
    model.kept = true;
    return model;
  }));
  out.push_back(sheet<ClosedDayModel>("89-desk-closed-day-new", [](Language) {
    ClosedDayModel model{.record = {}, .today = kMonday};
    model.record.day = on(11, 26);
    model.booked = booked(0);
    return model;
  }));
  out.push_back(sheet<ClosedDayModel>("89-desk-closed-day-visits", [](Language) {
    ClosedDayModel model{.record = {}, .today = kMonday};
    model.record.day = on(11, 26);
    model.record.name = "Snow";
    model.booked = booked(9);
    return model;
  }));
  out.push_back(sheet<ClosedDayModel>("89-desk-closed-day-away",
                                      [](Language) {
                                        ClosedDayModel model{.record = closed_days()[1],
                                                             .today = kMonday};
                                        return model;
                                      },
                                      {.there = false}));
  out.push_back(sheet<CapModel>("89-desk-cap", [](Language) {
    return CapModel{.record = record().cap, .name = "L. Brandt", .visits = "101"};
  }));
  out.push_back(sheet<CalendarFileModel>(
      "89-desk-calendar-file", [](Language) { return CalendarFileModel{.name = "L. Brandt"}; }));
  out.push_back(sheet<CalendarFileModel>("89-desk-calendar-file-saved", [](Language) {
    return CalendarFileModel{
        .name = "L. Brandt", .count = 214, .saved_as = "/media/stick/calendar-2026-11-23-0198.ics"};
  }));
  out.push_back(sheet<HoursHistoryModel>("89-desk-hours-history", [](Language) {
    HoursHistoryModel model{.zone = new_york()};
    model.reply.emplace();
    Hours first = working_week();
    first.revision = 1;
    first.blocks.resize(3);
    Hours withdrawn = working_week();
    withdrawn.withdrawn = true;
    model.reply->hours = {first, working_week(), withdrawn};
    return model;
  }));
}

}  // namespace

void add_desk_hours_scenes(std::vector<Scene>& out) {
  add_pages(out);
  add_week_sheets(out);
  add_small_sheets(out);
}

}  // namespace alcove::tests
