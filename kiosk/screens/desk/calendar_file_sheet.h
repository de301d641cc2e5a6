// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/calendar_file.h"

// A clinician's visits as a file, to take into a calendar of their own.
namespace alcove::screens::desk {

enum class CalendarSpan : std::uint8_t { kFourWeeks, kThreeMonths, kOneYear };

struct CalendarFileModel {
  StaffId clinician{};
  std::string name{};  // as it is displayed
  CalendarSpan span = CalendarSpan::kThreeMonths;
  std::int64_t count = 0;  // of visits in the file
  std::string saved_as{};  // where it lies now; empty: not saved yet
};
enum class CalendarFileIntent : std::uint8_t { kNone, kClose, kSave };
CalendarFileIntent draw(ui::Ui& ui, const SheetFrame& frame, CalendarFileModel& model);

// From today on.
api::calendar_file::ExportRequest asked_by(const CalendarFileModel& model, LocalDate today);

}  // namespace alcove::screens::desk
