// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/waitlist_report.h"

// How long people waited for a first visit, by month and service. No names.
namespace alcove::screens::desk {

enum class ReportSpan : std::uint8_t { kThreeMonths, kSixMonths, kTwelveMonths };

struct WaitReportModel {
  ReportSpan span = ReportSpan::kThreeMonths;
  bool can_save = false;  // this terminal can save files
  bool read = false;
  api::waitlist::ReportReply report{};
  std::string saved_as{};  // where the file lies now
};

// From the first day of a month until today.
api::waitlist::ReportRequest asked_by(ReportSpan span, LocalDate today);

struct WaitReportIntent {
  bool close = false;
  bool changed = false;  // ask again
  bool save = false;
};
WaitReportIntent draw(ui::Ui& ui, const SheetFrame& frame, WaitReportModel& model);

}  // namespace alcove::screens::desk
