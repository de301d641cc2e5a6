// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/correction_sheet.h"

#include <utility>

#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "shared/rules/instrument.h"

namespace alcove::screens::desk {
namespace {

using api::check_in::ArrivalChange;
using api::check_in::Correction;

std::string option_words(text::Language language, const BoardRow& row) {
  const text::DeskMessages say(language);
  return say.wrong_option({.time = text::clock_time(language, clock_start(row.appointment)),
                           .name = spoken_name(row.client_name),
                           .number = std::to_string(row.record_number),
                           .birth = say.panel_born(text::full_date(language, row.birth_date))});
}

void will_line(ui::Ui& ui, ui::Rect& flow, ui::Icon icon, ui::Ink ink, std::string_view words) {
  ui::Rect place = flow;
  place.width = ui::icon_width(ui);
  place.height = ui::line_height(ui, ui::TextStyle::kBody);
  ui::icon(ui, place, icon, ink);
  ui::Rect text = flow;
  text.cut_left(ui::icon_width(ui) + ui.theme().px(14));
  flow.cut_top(ui::paragraph(ui, text, {.style = ui::TextStyle::kBody}, words));
  flow.cut_top(ui.theme().gap_small());
}

struct Names {
  std::string wrong;
  std::string right;
};

void arrivals(ui::Ui& ui, ui::Rect& flow, const text::DeskMessages& say, const Correction& will,
              const Names& names) {
  const bool back = will.wrong_arrival == ArrivalChange::kTakenBack;
  will_line(ui, flow, back ? ui::Icon::kUndo : ui::Icon::kInfo, ui::Ink::kTextSoft,
            back ? say.wrong_taken_back(names.wrong) : say.wrong_stays(names.wrong));
  const bool marked = will.right_arrival == ArrivalChange::kMarked;
  will_line(ui, flow, marked ? ui::Icon::kCheck : ui::Icon::kInfo,
            marked ? ui::Ink::kGood : ui::Ink::kTextSoft,
            marked ? say.wrong_marked(names.right) : say.wrong_right_stays(names.right));
}

void answers(ui::Ui& ui, ui::Rect& flow, const text::DeskMessages& say, const Correction& will,
             const Names& names) {
  if (will.alert) {
    will_line(ui, flow, ui::Icon::kAlert, ui::Ink::kAlarm, say.wrong_alert(names.right));
  }
  bool answered = false;
  for (const auto& form : will.questionnaires) {
    answered = answered || form.done > 0;
    will_line(ui, flow, ui::Icon::kSwap, ui::Ink::kNote,
              say.wrong_form({.form = rules::instrument(form.instrument).name,
                              .done = std::to_string(form.done),
                              .total = std::to_string(form.items),
                              .name = names.right}));
  }
  if (answered) {
    will_line(ui, flow, ui::Icon::kInfo, ui::Ink::kTextSoft, say.wrong_form_left(names.wrong));
  }
  if (will.goes_on) {
    will_line(ui, flow, ui::Icon::kHourglass, ui::Ink::kCare, say.wrong_goes_on(names.right));
  }
}

void the_rest(ui::Ui& ui, ui::Rect& flow, const text::DeskMessages& say, const Correction& will,
              const Names& names) {
  if (will.signatures > 0) {
    will_line(ui, flow, ui::Icon::kSign, ui::Ink::kCare,
              say.wrong_signatures({.count = will.signatures, .name = names.right}));
  }
  if (will.wants_to_talk) {
    will_line(ui, flow, ui::Icon::kSpeak, ui::Ink::kNote, say.wrong_talk(names.right));
  }
  if (will.corrections > 0) {
    will_line(ui, flow, ui::Icon::kUndo, ui::Ink::kTextSoft,
              say.wrong_corrections(will.corrections));
  }
  if (will.corrections_taken > 0) {
    will_line(ui, flow, ui::Icon::kWarning, ui::Ink::kCare,
              say.wrong_taken({.count = will.corrections_taken, .name = names.wrong}));
  }
}

void what_will_happen(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                      const CorrectionModel& model) {
  const text::DeskMessages say(frame.language);
  const BoardRow* const right = model.chosen();
  if (right == nullptr) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, say.wrong_will(),
                   ui.theme().gap_small());
  if (!model.preview) {
    if (frame.problem) return;
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.wrong_reading(), 0);
    return;
  }
  const Correction& will = *model.preview;
  const Names names{spoken_name(model.wrong.client_name), spoken_name(right->client_name)};
  arrivals(ui, flow, say, will, names);
  answers(ui, flow, say, will, names);
  the_rest(ui, flow, say, will, names);
}

void reason(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, CorrectionModel& model) {
  const text::DeskMessages say(frame.language);
  words_field(ui, flow, frame, "reason", say.wrong_reason(), model.reason);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.wrong_reason_note(spoken_name(model.wrong.client_name)),
                   ui.theme().gap_small());
  const std::string_view quick[] = {say.wrong_reason_seat(), say.wrong_reason_alike()};
  const ui::BarButton buttons[] = {{.name = "quick_0", .label = std::string(quick[0])},
                                   {.name = "quick_1", .label = std::string(quick[1])}};
  const float height = ui::button_rows_height(ui, flow.width, buttons);
  if (const auto pressed = ui::button_rows(ui, flow.cut_top(height), buttons)) {
    model.reason = quick[*pressed];
  }
  flow.cut_top(ui.theme().gap());
}

// The visit that was chosen in the list over the sheet, if another one was.
bool choose(ui::Ui& ui, const SheetFrame& frame, CorrectionModel& model) {
  const text::DeskMessages say(frame.language);
  std::vector<std::string> options;
  std::optional<std::size_t> current;
  for (const BoardRow& row : model.others) {
    if (model.right == row.appointment.id) current = options.size();
    options.push_back(option_words(frame.language, row));
  }
  const ui::ChooserAnswer answer = ui::chooser(ui, {.name = "who_choice",
                                                    .language = frame.language,
                                                    .title = std::string(say.wrong_who()),
                                                    .options = options,
                                                    .current = current,
                                                    .when_empty = say.wrong_who_none()});
  if (answer.closed || answer.chosen) model.choosing = false;
  if (!answer.chosen) return false;
  const AppointmentId chosen = model.others[*answer.chosen].appointment.id;
  return std::exchange(model.right, chosen) != chosen;
}

}  // namespace

const BoardRow* CorrectionModel::chosen() const {
  return find_row(others, right);
}

CorrectionIntent draw(ui::Ui& ui, const SheetFrame& frame, CorrectionModel& model) {
  const text::DeskMessages say(frame.language);
  const BoardRow* const right = model.chosen();
  const std::string name = right == nullptr ? "…" : spoken_name(right->client_name);
  const bool ready =
      right != nullptr && model.preview && !model.reason.empty() && frame.there && !frame.busy;
  const ui::BarButton foot[] = {{.name = "correct_do",
                                 .label = say.wrong_do(name),
                                 .icon = ui::Icon::kSwap,
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = ready,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "correct_sheet",
           .language = frame.language,
           .title = std::string(say.wrong_title()),
           .below = say.wrong_text({.time = text::clock_time(frame.language, model.checked_in),
                                    .name = spoken_name(model.wrong.client_name)}),
           .foot = foot,
           .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  if (model.changed) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "changed_notice",
                                       .rect = sheet.flow,
                                       .text = say.wrong_changed(),
                                       .tone = ui::Tone::kCare,
                                       .icon = ui::Icon::kInfo}));
    sheet.flow.cut_top(ui.theme().gap());
  }
  const std::string shown = right == nullptr ? "" : option_words(frame.language, *right);
  if (ui::labelled_select(ui, sheet.flow, say.wrong_who(),
                          {.name = "who",
                           .value = shown,
                           .placeholder = say.wrong_who_hint(),
                           .enabled = !frame.busy})) {
    model.choosing = true;
  }
  if (model.others.empty()) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody}, say.wrong_who_none(),
                     ui.theme().gap());
  }
  reason(ui, sheet.flow, frame, model);
  what_will_happen(ui, sheet.flow, frame, model);
  bool another = false;
  ui::end_sheet(ui, sheet, [&] {
    if (model.choosing) another = choose(ui, frame, model);
  });
  if (another) return CorrectionIntent::kChosen;
  if (sheet.closed) return CorrectionIntent::kClose;
  return sheet.pressed ? CorrectionIntent::kCorrect : CorrectionIntent::kNone;
}

}  // namespace alcove::screens::desk
