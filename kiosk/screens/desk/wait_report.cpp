// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/wait_report.h"

#include "kiosk/text/dates.h"
#include "kiosk/text/wait_report_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::waitlist::Reach;
using api::waitlist::ReportRow;
using Say = text::WaitReportMessages;

const ui::TextLook kBody{.style = ui::TextStyle::kBody};
const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

int months_of(ReportSpan span) {
  switch (span) {
    case ReportSpan::kThreeMonths:
      return 3;
    case ReportSpan::kSixMonths:
      return 6;
    case ReportSpan::kTwelveMonths:
      return 12;
  }
  return 3;
}

bool spans(ui::Ui& ui, ui::Rect& flow, const Say& say, WaitReportModel& model) {
  const ui::Segment all[] = {{"report_three", say.report_three()},
                             {"report_six", say.report_six()},
                             {"report_twelve", say.report_twelve()}};
  const float height = ui::segments_height(ui, flow.width, all);
  const auto before = static_cast<std::size_t>(model.span);
  const std::size_t now = ui::segments(ui, flow.cut_top(height), all, before);
  flow.cut_top(ui.theme().gap());
  model.span = static_cast<ReportSpan>(now);
  return now != before;
}

std::string span_words(const Say& say, std::int64_t minutes) {
  constexpr std::int64_t kHour = 60;
  constexpr std::int64_t kDay = 24 * kHour;
  if (minutes < 2 * kHour) return say.report_span_minutes(minutes);
  if (minutes < 2 * kDay) return say.report_span_hours(minutes / kHour);
  return say.report_span_days(minutes / kDay);
}

std::string reach_words(text::Language language, std::string what, const Reach& reach) {
  const Say say(language);
  what += ": ";
  if (reach.judged == 0) {
    what += say.report_not_judged();
  } else {
    what += say.report_in_time(
        {.within = std::to_string(reach.within), .judged = std::to_string(reach.judged)});
  }
  if (reach.median_minutes) {
    what += " · " + say.report_median(span_words(say, *reach.median_minutes));
  }
  return what;
}

void report_row(ui::Ui& ui, ui::Rect& flow, text::Language language, const ReportRow& row) {
  const Say say(language);
  flow.cut_top(ui.theme().px(12));
  ui::divider(ui, flow);
  flow.cut_top(ui.theme().px(12));
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong},
                   text::month_and_year(language, {row.month.year(), row.month.month()}) + " · " +
                       row.service_name + " · " + say.report_contacts(row.contacts),
                   ui.theme().gap_tiny());
  ui::paragraph_in(ui, flow, kBody,
                   reach_words(language, std::string(say.report_offered()), row.offered), 0);
  ui::paragraph_in(ui, flow, kBody, reach_words(language, std::string(say.report_kept()), row.kept),
                   0);
}

void what_is_wanted(ui::Ui& ui, ui::Rect& flow, text::Language language,
                    const api::waitlist::Standards& standards) {
  const Say say(language);
  ui::paragraph_in(
      ui, flow, kSoft,
      say.report_standards({.emergent = say.report_hours(standards.emergent_hours),
                            .urgent = say.report_hours(standards.urgent_hours),
                            .routine = say.report_days(standards.routine_business_days)}),
      0);
}

}  // namespace

api::waitlist::ReportRequest asked_by(ReportSpan span, LocalDate today) {
  const std::chrono::year_month first = std::chrono::year_month(today.year(), today.month()) -
                                        std::chrono::months(months_of(span) - 1);
  return {first / std::chrono::day(1), today};
}

WaitReportIntent draw(ui::Ui& ui, const SheetFrame& frame, WaitReportModel& model) {
  const Say say(frame.language);
  std::vector<ui::BarButton> foot;
  if (model.can_save) {
    foot.push_back({.name = "report_save",
                    .label = std::string(say.report_save()),
                    .icon = ui::Icon::kSave,
                    .enabled = !frame.busy && model.read && !model.report.items.empty()});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "report_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.report_title()),
                                         .below = std::string(say.report_text()),
                                         .width = 720,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  WaitReportIntent intent;
  intent.changed = spans(ui, sheet.flow, say, model);
  if (!model.saved_as.empty()) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "report_saved",
                                       .rect = sheet.flow,
                                       .text = say.report_saved(model.saved_as),
                                       .tone = ui::Tone::kGood,
                                       .icon = ui::Icon::kCheckCircle}));
    sheet.flow.cut_top(ui.theme().gap());
  }
  if (model.read) {
    what_is_wanted(ui, sheet.flow, frame.language, model.report.standards);
    for (const ReportRow& row : model.report.items) {
      report_row(ui, sheet.flow, frame.language, row);
    }
    if (model.report.items.empty()) {
      sheet.flow.cut_top(ui.theme().gap());
      ui::paragraph_in(ui, sheet.flow, kBody, say.report_empty(), 0);
    }
  } else if (!frame.problem) {
    ui::paragraph_in(ui, sheet.flow, kSoft, say.report_reading(), 0);
  }
  ui::end_sheet(ui, sheet);
  intent.close = sheet.closed;
  intent.save = sheet.pressed.has_value();
  return intent;
}

}  // namespace alcove::screens::desk
