// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/day_list_sheet.h"

#include "kiosk/text/dates.h"
#include "kiosk/text/day_list_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

struct Told {
  std::string words;
  ui::Tone tone = ui::Tone::kGood;
};

Told told(text::Language language, const DayListModel& model) {
  const text::DayListMessages say(language);
  switch (model.result) {
    case DayListResult::kNone:
      return {};
    case DayListResult::kPrinted:
      return {say.day_list_printed(model.count), ui::Tone::kGood};
    case DayListResult::kSaved:
      return {say.day_list_saved({.count = model.count, .file = model.where}), ui::Tone::kGood};
    case DayListResult::kNotPrinted:
      return {std::string(say.day_list_not_printed()), ui::Tone::kCare};
    case DayListResult::kNoPrinting:
      return {std::string(say.day_list_no_printing()), ui::Tone::kCare};
  }
  return {};
}

}  // namespace

DayListIntent draw(ui::Ui& ui, const SheetFrame& frame, const DayListModel& model) {
  const text::DayListMessages say(frame.language);
  const bool can = frame.there && !frame.busy;
  std::vector<ui::BarButton> foot{{.name = "day_list_print",
                                   .label = std::string(say.day_list_print()),
                                   .icon = ui::Icon::kPrint,
                                   .kind = ui::ButtonKind::kPrimary,
                                   .enabled = can,
                                   .role = ui::ButtonRole::kDefault}};
  if (model.can_save) {
    foot.push_back({.name = "day_list_save",
                    .label = std::string(say.day_list_save()),
                    .icon = ui::Icon::kSave,
                    .enabled = can});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "day_list_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.day_list_title()),
                                         .below = text::weekday_and_date(frame.language, model.day),
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                   frame.busy ? say.day_list_making() : say.day_list_text(), ui.theme().gap());
  const Told words = told(frame.language, model);
  if (!words.words.empty()) {
    sheet.flow.cut_top(ui::notice(
        ui, {.name = "day_list_told",
             .rect = sheet.flow,
             .text = words.words,
             .tone = words.tone,
             .icon = words.tone == ui::Tone::kGood ? ui::Icon::kCheckCircle : ui::Icon::kInfo}));
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return DayListIntent::kClose;
  if (!sheet.pressed) return DayListIntent::kNone;
  return *sheet.pressed == 0 ? DayListIntent::kPrint : DayListIntent::kSave;
}

}  // namespace alcove::screens::desk
