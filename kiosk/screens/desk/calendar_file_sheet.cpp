// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/calendar_file_sheet.h"

#include "kiosk/text/calendar_file_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using Say = text::CalendarFileMessages;

std::chrono::days days_of(CalendarSpan span) {
  switch (span) {
    case CalendarSpan::kFourWeeks:
      return std::chrono::days(28);
    case CalendarSpan::kThreeMonths:
      return std::chrono::days(92);
    case CalendarSpan::kOneYear:
      return std::chrono::days(api::calendar_file::kMaxDays);
  }
  return std::chrono::days(28);
}

void spans(ui::Ui& ui, ui::Rect& flow, const Say& say, CalendarFileModel& model) {
  const ui::Segment all[] = {{"calendar_weeks", say.calendar_file_weeks()},
                             {"calendar_months", say.calendar_file_months()},
                             {"calendar_year", say.calendar_file_year()}};
  const float height = ui::segments_height(ui, flow.width, all);
  const auto before = static_cast<std::size_t>(model.span);
  const std::size_t now = ui::segments(ui, flow.cut_top(height), all, before);
  flow.cut_top(ui.theme().gap());
  if (now != before) model.saved_as.clear();
  model.span = static_cast<CalendarSpan>(now);
}

}  // namespace

api::calendar_file::ExportRequest asked_by(const CalendarFileModel& model, LocalDate today) {
  const std::chrono::local_days first(today);
  return {.clinician = model.clinician,
          .from = today,
          .until = LocalDate(first + days_of(model.span) - std::chrono::days(1))};
}

CalendarFileIntent draw(ui::Ui& ui, const SheetFrame& frame, CalendarFileModel& model) {
  const Say say(frame.language);
  const ui::BarButton foot[] = {{.name = "calendar_save",
                                 .label = std::string(say.calendar_file_save()),
                                 .icon = ui::Icon::kSave,
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "calendar_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.calendar_file_title()),
                                         .below = model.name,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                   say.calendar_file_text(), ui.theme().gap());
  spans(ui, sheet.flow, say, model);
  if (!model.saved_as.empty()) {
    sheet.flow.cut_top(ui::notice(
        ui, {.name = "calendar_saved",
             .rect = sheet.flow,
             .text = say.calendar_file_saved({.count = model.count, .file = model.saved_as}),
             .tone = ui::Tone::kGood,
             .icon = ui::Icon::kCheckCircle}));
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return CalendarFileIntent::kClose;
  return sheet.pressed ? CalendarFileIntent::kSave : CalendarFileIntent::kNone;
}

}  // namespace alcove::screens::desk
