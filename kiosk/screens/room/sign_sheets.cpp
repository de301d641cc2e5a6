// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/note_pane.h"
#include "kiosk/screens/room/note_sheets.h"
#include "kiosk/screens/room/room_words.h"
#include "kiosk/screens/room/sheet.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/problems.h"

// Signing a note, or an addendum to a signed one.
namespace alcove::screens::room {
namespace {

constexpr float kSignWidth = 520;

std::string problem_words(const SignModel& model) {
  const text::Language language = model.bar.language;
  const text::NoteMessages say(language);
  const bool of_pin = !model.problem || *model.problem == ErrorCode::kWrongCode ||
                      *model.problem == ErrorCode::kSessionLocked;
  if (model.pin_spent && of_pin) return std::string(say.note_pin_spent());
  if (!model.problem) return {};
  if (model.addenda_full) return addenda_full_words(language);
  if (*model.problem == ErrorCode::kWrongCode) return std::string(say.note_wrong_pin());
  if (*model.problem == ErrorCode::kWrongSignIn) return std::string(say.note_wrong_password());
  return std::string(text::problem(language, *model.problem));
}

void problem_notice(ui::Ui& ui, Sheet& sheet, const SignModel& model) {
  const std::string words = problem_words(model);
  if (words.empty()) return;
  sheet.flow.cut_top(ui::notice(ui, {.name = "sheet_problem",
                                     .rect = sheet.flow,
                                     .text = words,
                                     .tone = ui::Tone::kCare,
                                     .icon = ui::Icon::kInfo}));
  sheet.flow.cut_top(ui.theme().gap_small());
}

SheetIntent to_intent(SheetPress press) {
  switch (press) {
    case SheetPress::kNone:
      return SheetIntent::kNone;
    case SheetPress::kGo:
      return SheetIntent::kGo;
    case SheetPress::kBack:
      return SheetIntent::kClose;
  }
  return SheetIntent::kNone;
}

SheetIntent draw_missing(ui::Ui& ui, SignModel& model) {
  const text::NoteMessages say(model.bar.language);
  const ui::Theme& theme = ui.theme();
  Sheet sheet = begin_sheet(ui, model.bar, "sign_sheet", kSignWidth);
  sheet_title(ui, sheet, say.note_missing_title());
  sheet.flow.cut_top(theme.gap_tiny());
  for (const std::string& line : model.missing) {
    ui::Rect row = sheet.flow;
    ui::Rect place = row.cut_left(ui::icon_width(ui));
    place.height = ui::line_height(ui, ui::TextStyle::kBody);
    ui::icon(ui, place, ui::Icon::kInfo, ui::Ink::kCare);
    row.cut_left(theme.px(10));
    const float height = ui::paragraph(ui, row, {.style = ui::TextStyle::kBody}, line);
    sheet.flow.cut_top(height + theme.gap_small());
  }
  const SheetPress press = sheet_buttons(ui, sheet, {.back = say.note_cancel()});
  end_sheet(ui, model.bar, sheet);
  return to_intent(press);
}

}  // namespace

SheetIntent draw(ui::Ui& ui, SignModel& model) {
  if (!model.missing.empty()) return draw_missing(ui, model);
  const text::NoteMessages say(model.bar.language);
  Sheet sheet = begin_sheet(ui, model.bar, "sign_sheet", kSignWidth);
  const bool addendum = model.format == rules::NoteFormat::kAddendum;
  sheet_title(ui, sheet, addendum ? say.note_sign_addendum_title() : say.note_sign_title());
  sheet_text(ui, sheet,
             addendum ? say.note_sign_addendum_text(model.bar.person)
                      : say.note_sign_text(model.bar.person));
  problem_notice(ui, sheet, model);
  sign_in::proof_entry(ui, sheet.flow, {model.bar.language, model.busy, model.bar.touch_keyboard},
                       model.proof);
  const SheetPress press =
      sheet_buttons(ui, sheet,
                    {.go = model.busy ? say.note_sign_busy() : say.note_sign_now(),
                     .can_go = model.proof.complete() && !model.busy,
                     .back = say.note_cancel(),
                     .icon = ui::Icon::kSign});
  end_sheet(ui, model.bar, sheet);
  return to_intent(press);
}

std::vector<std::string> missing_words(text::Language language, rules::NoteFormat format,
                                       const Readiness& ready) {
  const text::NoteMessages say(language);
  std::vector<std::string> out;
  const auto need = [&](bool fulfilled, std::string words) {
    if (!fulfilled) out.push_back(std::move(words));
  };
  need(ready.written,
       std::string(format == rules::NoteFormat::kAddendum ? say.note_missing_addendum()
                                                          : say.note_missing_text()));
  need(ready.in_place, say.note_missing_place(format_word(format)));
  need(ready.start, std::string(say.note_missing_start()));
  need(ready.stop, std::string(say.note_missing_stop()));
  if (ready.start && ready.stop) need(ready.in_order, std::string(say.note_missing_stop_order()));
  need(ready.settled, std::string(say.note_missing_sibling()));
  if (ready.there) {
    need(ready.safe, std::string(say.note_missing_saved()));
  } else {
    need(false, std::string(say.note_missing_box()));
  }
  return out;
}

}  // namespace alcove::screens::room
