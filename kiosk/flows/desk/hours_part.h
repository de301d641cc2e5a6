// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/flows/desk/absence_part.h"
#include "kiosk/flows/desk/calendar_file_part.h"
#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/screens/desk/hours.h"
#include "kiosk/screens/desk/hours_sheets.h"
#include "kiosk/screens/desk/hours_week.h"

namespace alcove::flows::desk {

// The page of hours with its sheets, at the desk and in the room. It is read when it is opened, and
// again with every change that the box tells of.
class HoursPart {
 public:
  // What the page stands in. `open_visit` may be left out: then visits are only listed. So may
  // `save` and `print_calls`: then there is no calendar to take along, and no list of whom to call.
  struct Around {
    std::function<float(ui::Ui&, const ui::Rect&)> strip;  // draws what lies above
    std::function<void(LocalDate, const AppointmentId&)> open_visit{};
    SavePaper save{};
    std::function<void(const api::absences::AbsenceId&)> print_calls{};
  };
  HoursPart(StaffContext& context, Around around);
  HoursPart(const HoursPart&) = delete;
  HoursPart& operator=(const HoursPart&) = delete;

  // `shown` is the day that one looks at: a closed day that is added from here is on it.
  void open(LocalDate shown = {});
  bool is_open() const { return open_; }
  bool sheet_is_open() const {
    return history_ || calendar_.is_open() || absence_.is_open() ||
           !std::holds_alternative<Nothing>(sheet_);
  }
  // A form was begun that is in no record yet.
  bool has_typed() const {
    return absence_.has_typed() || !std::holds_alternative<Nothing>(sheet_);
  }
  void draw(ui::Ui& ui);
  void on_line(const api::live::Line& line);
  void on_link();
  std::int64_t tick(std::int64_t now_ms);  // as StationFlow::tick

 private:
  using Nothing = std::monostate;
  using HoursIntent = screens::desk::HoursIntent;
  using SheetIntent = screens::desk::HoursSheetIntent;
  using WeekModel = screens::desk::WeekModel;
  using TimeOffModel = screens::desk::TimeOffModel;
  using ClosedDayModel = screens::desk::ClosedDayModel;
  using CapModel = screens::desk::CapModel;
  using Sheet = std::variant<Nothing, WeekModel, TimeOffModel, ClosedDayModel, CapModel>;

  void close();
  void say(std::string words);
  void renew_model();
  void choose(const std::optional<StaffId>& whose);
  void read();
  void take_record(api::availability::OfClinicianReply record);
  void take_closed_days(std::vector<api::availability::ClosedDay> days);
  void act(const HoursIntent& intent);
  void open_sheet(const HoursIntent& intent);
  void open_hours(std::size_t index);
  void open_new_hours();
  void open_time_off(std::optional<std::size_t> index);
  void open_closed_day(std::optional<std::size_t> index);
  void show(Sheet sheet);
  void close_sheet();
  void open_history(const RecordId& record);
  void draw_sheets(ui::Ui& ui);
  void draw_sheet(ui::Ui&, Nothing&) {}
  void draw_sheet(ui::Ui& ui, WeekModel& model);
  void draw_sheet(ui::Ui& ui, TimeOffModel& model);
  void draw_sheet(ui::Ui& ui, ClosedDayModel& model);
  void draw_sheet(ui::Ui& ui, CapModel& model);
  void save_week(const WeekModel& model);
  // A sheet of time off or of a closed day.
  template <class Model>
  void draw_away(ui::Ui& ui, Model& model);
  enum class Away : std::uint8_t { kStands, kTakenBack };
  void save_away(TimeOffModel& model, Away away);
  void save_away(ClosedDayModel& model, Away away);
  void refuse_closing(ErrorCode code);
  void save_cap(const CapModel& model);
  void ask_booked_soon(screens::desk::StaysBooked& booked);
  void ask_booked();
  void take_booked(Result<api::appointments::BetweenReply> reply);
  screens::desk::StaysBooked* booked_of_sheet();
  void decide(const TimeOffModel& model);
  void decide(const ClosedDayModel& model);
  void open_visit(const screens::desk::StaysBooked& booked, std::size_t index);
  screens::desk::SheetFrame frame() const;
  std::string name() const;  // of whom is shown
  template <class Record>
  void save(const wire::Route<Record, Record>& route, Record record,
            std::function<void(const Record&)> done);

  StaffContext& context_;
  Around around_;
  CalendarFilePart calendar_;
  ClinicBook book_;
  AbsencePart absence_;
  screens::desk::HoursModel model_;
  Sheet sheet_;
  std::optional<screens::desk::HoursHistoryModel> history_;
  link::Life record_life_, days_life_, sheet_life_, booked_life_, history_life_;
  LocalDate shown_{};
  bool open_ = false;
  bool busy_ = false;
  bool slow_ = false;
  bool conflicted_ = false;  // the newest revision is the next one to be changed
  std::optional<ErrorCode> problem_;
  std::optional<std::int64_t> booked_due_ms_, busy_since_ms_, toast_until_ms_;
  std::int64_t now_ms_ = 0;
};

// Whose hours somebody with these roles sets, as the box decides it.
screens::desk::Keeps keeps_with(const std::vector<api::Role>& roles);

}  // namespace alcove::flows::desk
