// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/desk/hours_words.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/absence_edit.h"
#include "shared/api/availability_routes.h"
#include "shared/api/visits_between.h"

// The sheets over the page of hours: time off, a closed day, how many visits a day, and who changed
// a record. The week has a header of its own (hours_week.h).
namespace alcove::screens::desk {

struct HoursSheetIntent {
  enum class What : std::uint8_t {
    kNone,
    kClose,
    kChanged,  // ask again what is booked in that time
    kSave,
    kEnd,  // cancel, reopen, withdraw
    kHistory,
    kVisit,   // the visit at `index` of those that are booked there
    kDecide,  // what becomes of them
  };
  What what = What::kNone;
  std::size_t index = 0;
};

// What is booked in the time of the sheet and stays so.
struct StaysBooked {
  std::optional<api::appointments::BetweenReply> reply{};  // none: not known yet
  bool asked = false;
  bool can_open = false;    // a row leads to the visit
  bool can_decide = false;  // what becomes of them can be seen and done
};

struct TimeOffModel {
  api::availability::TimeOff record{};  // revision 0: a new one
  std::string name{};                   // whose, as it is shown
  LocalDate today{};
  bool whole_days = true;
  LocalDate first{};
  LocalDate last{};
  std::string from_time{};   // as typed, where it is not whole days
  std::string until_time{};  // likewise
  std::optional<rules::TimeOffKind> kind{};
  StaysBooked booked{};
  bool kept = false;  // saved a moment ago

  enum class Choosing : std::uint8_t { kNothing, kFirst, kLast };
  Choosing choosing = Choosing::kNothing;
  std::chrono::year_month month{};  // that the calendar shows

  // From when to when, where it can be read and ends after it begins.
  std::optional<std::pair<LocalDateTime, LocalDateTime>> span() const;
};
TimeOffModel time_off_sheet(text::Language language, const api::availability::TimeOff& record,
                            std::string name, LocalDate today);
HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, TimeOffModel& model);

struct ClosedDayModel {
  api::availability::ClosedDay record{};  // revision 0: a new one
  LocalDate today{};
  StaysBooked booked{};
  bool kept = false;
  bool choosing = false;
  std::chrono::year_month month{};

  bool closes() const { return record.revision == 0 || record.reopened; }  // when it is kept
  // What is booked that day is decided about in the same step: `kYes` where something is, and
  // `kUnknown` where that has not been read. More than one step can take stays booked.
  enum class Decides : std::uint8_t { kNo, kYes, kUnknown };
  Decides decides() const;
};
HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, ClosedDayModel& model);

struct CapModel {
  api::availability::Cap record{};
  std::string name{};
  std::string visits{};  // as typed

  bool reads() const;  // a number from 1 to 100, or nothing
  std::optional<std::int64_t> number() const;
};
HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, CapModel& model);

struct HoursHistoryModel {
  Zone zone;
  std::optional<api::availability::HistoryReply> reply{};
};
HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, const HoursHistoryModel& model);

// A number of minutes as it was typed; as an end, midnight is the end of the day.
std::optional<std::int64_t> typed_minute(const std::string& typed, bool as_end);

}  // namespace alcove::screens::desk
