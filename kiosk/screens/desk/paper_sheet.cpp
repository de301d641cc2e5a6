// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/paper_sheet.h"

#include <vector>

#include "kiosk/text/papers_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using PaperSay = text::PapersMessages;

std::string title_of(const PaperSay& say, const PaperModel& model) {
  switch (model.kind) {
    case PaperKind::kDayList:
      return std::string(say.paper_day_title());
    case PaperKind::kCalls:
    case PaperKind::kCallsOfChange:
      return std::string(say.paper_calls_title());
    case PaperKind::kLetters:
      return std::string(say.paper_letters_title());
    case PaperKind::kOneLetter:
      return say.paper_letter_title(model.name);
    case PaperKind::kSlip:
      return say.paper_slip_title(model.name);
  }
  return {};
}

std::string_view text_of(const PaperSay& say, PaperKind kind) {
  switch (kind) {
    case PaperKind::kDayList:
      return say.paper_day_text();
    case PaperKind::kCalls:
      return say.paper_calls_text();
    case PaperKind::kCallsOfChange:
      return say.paper_change_text();
    case PaperKind::kLetters:
      return say.paper_letters_text();
    case PaperKind::kOneLetter:
      return say.paper_letter_text();
    case PaperKind::kSlip:
      return say.paper_slip_text();
  }
  return {};
}

// What is on it: "24 visits are".
std::string what_of(const PaperSay& say, const PaperModel& model) {
  switch (model.kind) {
    case PaperKind::kDayList:
    case PaperKind::kSlip:
      return say.paper_visits(model.count);
    case PaperKind::kCalls:
    case PaperKind::kCallsOfChange:
      return say.paper_clients(model.count);
    case PaperKind::kLetters:
    case PaperKind::kOneLetter:
      return say.paper_sheets(model.count);
  }
  return {};
}

struct Told {
  std::string words;
  ui::Tone tone = ui::Tone::kGood;
};

Told told(const PaperSay& say, const PaperModel& model) {
  const std::string left_out =
      model.left_out > 0 ? " " + say.paper_left_out(model.left_out) : std::string();
  switch (model.result) {
    case PaperResult::kNone:
      return {};
    case PaperResult::kPrinted:
      return {say.paper_printed(what_of(say, model)) + left_out, ui::Tone::kGood};
    case PaperResult::kSaved:
      return {say.paper_saved({.what = what_of(say, model), .file = model.where}) + left_out,
              ui::Tone::kGood};
    case PaperResult::kNotPrinted:
      return {std::string(say.paper_not_printed()), ui::Tone::kCare};
    case PaperResult::kNoPrinting:
      return {std::string(say.paper_no_printing()), ui::Tone::kCare};
    case PaperResult::kNoLetterhead:
      return {std::string(say.paper_no_letterhead()), ui::Tone::kCare};
    case PaperResult::kNoVisit:
      return {std::string(say.paper_no_visit()), ui::Tone::kCare};
  }
  return {};
}

}  // namespace

PaperIntent draw(ui::Ui& ui, const SheetFrame& frame, const PaperModel& model) {
  const PaperSay say(frame.language);
  const bool can = frame.there && !frame.busy;
  std::vector<ui::BarButton> foot{{.name = "paper_print",
                                   .label = std::string(say.paper_print()),
                                   .icon = ui::Icon::kPrint,
                                   .kind = ui::ButtonKind::kPrimary,
                                   .enabled = can,
                                   .role = ui::ButtonRole::kDefault}};
  if (model.can_save) {
    foot.push_back({.name = "paper_save",
                    .label = std::string(say.paper_save()),
                    .icon = ui::Icon::kSave,
                    .enabled = can});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "paper_sheet",
                                         .language = frame.language,
                                         .title = title_of(say, model),
                                         .below = model.below,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                   frame.busy ? say.paper_making() : text_of(say, model.kind), ui.theme().gap());
  const Told words = told(say, model);
  if (!words.words.empty()) {
    sheet.flow.cut_top(ui::notice(
        ui, {.name = "paper_told",
             .rect = sheet.flow,
             .text = words.words,
             .tone = words.tone,
             .icon = words.tone == ui::Tone::kGood ? ui::Icon::kCheckCircle : ui::Icon::kInfo}));
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return PaperIntent::kClose;
  if (!sheet.pressed) return PaperIntent::kNone;
  return *sheet.pressed == 0 ? PaperIntent::kPrint : PaperIntent::kSave;
}

}  // namespace alcove::screens::desk
