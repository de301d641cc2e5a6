// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/sign_in/sign_in.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/sign_in_messages.h"
#include "kiosk/widgets/figures.h"
#include "kiosk/widgets/text_field.h"

// Choosing a PIN, and the locked terminal that it opens.
namespace alcove::screens::sign_in {
namespace {

constexpr float kFormWidth = 460;

// Six cells and the pad below them.
void pin_entry(ui::Ui& ui, ui::Rect& flow, const std::string& name, text::Language language,
               bool enabled, std::string& pin) {
  ui.prefer_focus(name);
  const ui::Size cells = ui::figure_cells_size(ui, kPinFigures, flow.width);
  ui::figure_cells(ui,
                   {.name = name,
                    .rect = flow.cut_top(cells.height),
                    .count = kPinFigures,
                    .dots = true,
                    .enabled = enabled},
                   pin);
  flow.cut_top(ui.theme().gap());
  const ui::Size size = ui::digits_pad_size(ui);
  const ui::Rect row = flow.cut_top(size.height);
  const auto press =
      ui::digits_pad(ui, {row.x, row.y, size.width, size.height}, language, ui::PadOk::kNone);
  if (press && enabled) {
    ui::apply(*press, kPinFigures, pin);
    ui.focus(name);
  }
}

void wipe_pin(std::string& pin) {
  for (char& figure : pin) figure = '0';
  pin.clear();
}

void start_low(ui::Ui& ui, Form& form) {
  if (ui.theme().scale() < 1.2F && form.keyboard.empty()) form.flow.y = form.top + 96;
}

}  // namespace

NewPinIntent draw(ui::Ui& ui, NewPinModel& model) {
  const text::SignInMessages say(model.language);
  Form form = begin_form(ui, model.language, model.place, kFormWidth);
  start_low(ui, form);
  ui::Rect& flow = form.flow;
  form_title(ui, flow, model.repeating ? say.pin_again_title() : say.pin_title(), say.pin_text());
  if (model.differed) {
    form_notice(ui, flow, say.pin_differs(), ui::Tone::kCare, ui::Icon::kInfo);
  } else if (model.too_easy) {
    form_notice(ui, flow, say.pin_too_easy(), ui::Tone::kCare, ui::Icon::kInfo);
  } else if (model.problem) {
    form_notice(ui, flow, text::problem(model.language, *model.problem), ui::Tone::kCare,
                ui::Icon::kInfo);
  }
  std::string& typed = model.repeating ? model.second : model.first;
  pin_entry(ui, flow, model.repeating ? "pin_again" : "pin", model.language, !model.busy, typed);
  flow.cut_top(ui.theme().gap());
  NewPinIntent intent = NewPinIntent::kNone;
  if (form_link(ui, flow, "skip", say.pin_skip())) intent = NewPinIntent::kSkip;
  end_form(ui, model.language, form);
  if (typed.size() < kPinFigures || model.busy) return intent;
  if (!model.repeating) {
    model.repeating = true;
    model.differed = model.too_easy = false;
    model.problem.reset();
    return intent;
  }
  if (model.first == model.second) return NewPinIntent::kSet;
  wipe_pin(model.first);
  wipe_pin(model.second);
  model.repeating = false;
  model.differed = true;
  return intent;
}

namespace {

void locked_words(ui::Ui& ui, ui::Rect& flow, const LockedModel& model,
                  const text::SignInMessages& say) {
  form_title(ui, flow, say.locked_title(), say.locked_text(model.person));
  std::string words;
  if (!model.place.connection.there && !model.pin_allowed) {
    words = say.locked_away();
  } else if (!model.pin_allowed && model.tries_left) {
    words = say.locked_password_needed();
  } else if (model.tries_left) {
    words = say.locked_tries(*model.tries_left);
  } else if (model.problem) {
    words = text::problem(model.language, *model.problem);
  } else if (model.by_box) {
    words = model.pin_allowed ? say.locked_by_box() : say.locked_by_box_password();
  }
  if (!words.empty()) form_notice(ui, flow, words, ui::Tone::kCare, ui::Icon::kInfo);
}

bool locked_entry(ui::Ui& ui, ui::Rect& flow, LockedModel& model, const text::SignInMessages& say) {
  const bool by_pin = model.pin_allowed && !model.by_password;
  const std::string_view label = model.busy ? say.locked_busy() : say.locked_unlock();
  if (!by_pin) {
    ui.prefer_focus("password");
    ui::FieldSpec spec;
    spec.name = "password";
    spec.max_code_points = kMaxPassword;
    spec.enabled = !model.busy;
    spec.style = ui::TextStyle::kEntry;
    spec.secret = true;
    spec.language = model.language;
    ui::labelled_field(ui, flow, say.sign_in_password(), spec, model.password);
    return form_button(
        ui, flow,
        {.name = "unlock", .label = label, .enabled = !model.password.empty() && !model.busy});
  }
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.locked_pin(), ui.theme().gap_small());
  // Who types while the terminal still tells the box that it is locked loses no figure.
  pin_entry(ui, flow, "pin", model.language, true, model.pin);
  flow.cut_top(ui.theme().gap());
  // The sixth figure unlocks by itself.
  return model.pin.size() == kPinFigures && !model.busy;
}

std::string switch_hint(const LockedModel& model, const text::SignInMessages& say) {
  std::string words(model.leaves_something ? say.leaves_something() : say.locked_switch_hint());
  if (model.away) words += " " + std::string(say.leaves_until_back());
  return words;
}

}  // namespace

LockedIntent draw(ui::Ui& ui, LockedModel& model) {
  const text::SignInMessages say(model.language);
  Form form = begin_form(ui, model.language, model.place, kFormWidth);
  // All its ways out are to be seen without scrolling.
  if (ui.theme().scale() < 1.2F && form.keyboard.empty()) form.flow.y = form.top + 40;
  ui::Rect& flow = form.flow;
  locked_words(ui, flow, model, say);
  LockedIntent intent = LockedIntent::kNone;
  if (locked_entry(ui, flow, model, say)) intent = LockedIntent::kUnlock;
  if (model.pin_allowed &&
      form_link(ui, flow, "other_way",
                model.by_password ? say.locked_use_pin() : say.locked_use_password())) {
    model.by_password = !model.by_password;
    ui.drop_focus();
  }
  if (form_link(ui, flow, "switch_person", say.locked_switch())) {
    intent = LockedIntent::kSwitchPerson;
  }
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   switch_hint(model, say), ui.theme().gap());
  if (form_link(ui, flow, "reading", say.sign_in_reading())) intent = LockedIntent::kReading;
  end_form(ui, model.language, form);
  return intent;
}

}  // namespace alcove::screens::sign_in
