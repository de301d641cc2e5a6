// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/sheets.h"
#include "kiosk/text/administration_messages.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::administration {
namespace {

using Say = text::AdministrationMessages;

std::string_view problem_words(const SheetFrame& frame, const ProveModel& model) {
  const text::NoteMessages note(frame.language);
  if (model.pin_spent) return note.note_pin_spent();
  if (!frame.there) return Say(frame.language).admin_not_now();
  if (!frame.problem) return {};
  if (*frame.problem == ErrorCode::kWrongCode) return note.note_wrong_pin();
  if (*frame.problem == ErrorCode::kWrongSignIn) return note.note_wrong_password();
  return text::problem(frame.language, *frame.problem);
}

}  // namespace

SheetAct draw(ui::Ui& ui, const SheetFrame& frame, ProveModel& model) {
  const Say say(frame.language);
  const ui::ButtonKind kind =
      model.weight == Weight::kTakesAway ? ui::ButtonKind::kDanger : ui::ButtonKind::kPrimary;
  const ui::BarButton foot[] = {{.name = "prove_go",
                                 .label = frame.busy ? std::string(say.admin_busy()) : model.go,
                                 .kind = kind,
                                 .enabled = frame.there && !frame.busy && model.proof.complete(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "prove_sheet",
           .language = frame.language,
           .title = model.title,
           .below = model.text,
           .width = 560,
           .foot = foot,
           .touch_keyboard =
               frame.touch_keyboard && (model.proof.by_password || !model.proof.pin_allowed)});
  const std::string_view problem = problem_words(frame, model);
  if (!problem.empty()) {
    sheet.flow.cut_top(ui::notice(
        ui,
        {.name = "prove_problem", .rect = sheet.flow, .text = problem, .tone = ui::Tone::kCare}));
    sheet.flow.cut_top(ui.theme().gap_small());
  }
  ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody}, say.prove_text(),
                   ui.theme().gap());
  sign_in::proof_entry(ui, sheet.flow, {frame.language, frame.busy, frame.touch_keyboard},
                       model.proof);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return SheetAct::kClose;
  return sheet.pressed ? SheetAct::kGo : SheetAct::kNone;
}

SheetAct draw(ui::Ui& ui, const SheetFrame& frame, const CodeModel& model) {
  const Say say(frame.language);
  const ui::Theme& theme = ui.theme();
  const ui::BarButton foot[] = {{.name = "code_put_away",
                                 .label = std::string(say.code_put_away()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "code_sheet",
                                         .language = frame.language,
                                         .title = model.title,
                                         .below = say.code_once(model.until),
                                         .width = 640,
                                         .foot = foot});
  ui::TextLook code{.style = ui::TextStyle::kHeading, .align = ui::Align::kCenter};
  code.figures = ui::Figures::kEqual;
  const float pad = theme.px(18);
  const float height =
      ui::paragraph_height(ui, sheet.flow.width - 2 * pad, code, model.code) + 2 * pad;
  const ui::Rect box = sheet.flow.cut_top(height);
  ui::fill(ui, box, ui::Ink::kPrimarySoft, theme.corner());
  ui.present({.name = "code", .kind = ui::WidgetKind::kStatus, .rect = box, .value = model.code});
  ui::paragraph(ui, box.inset(pad), code, model.code);
  sheet.flow.cut_top(theme.gap());
  for (std::size_t i = 0; i < model.steps.size(); ++i) {
    ui::Rect row = sheet.flow;
    const ui::Rect number = row.cut_left(theme.px(28));
    ui::paragraph(ui, number, {.style = ui::TextStyle::kBodyStrong}, std::to_string(i + 1) + ".");
    const float used =
        ui::paragraph(ui, row, {.style = ui::TextStyle::kBody, .marked = true}, model.steps[i]);
    sheet.flow.cut_top(used + theme.gap_small());
  }
  ui::end_sheet(ui, sheet);
  return sheet.closed || sheet.pressed ? SheetAct::kClose : SheetAct::kNone;
}

}  // namespace alcove::screens::administration
