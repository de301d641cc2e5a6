// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/sign_in/proof_entry.h"

#include <string.h>  // explicit_bzero

#include <algorithm>

#include "kiosk/screens/sign_in/sign_in.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/figures.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::sign_in {
namespace {

void wipe_text(std::string& secret) {
  ::explicit_bzero(secret.data(), secret.size());
  secret.clear();
}

void pin_cells(ui::Ui& ui, ui::Rect& flow, const ProofFrame& frame, ProofEntry& proof) {
  const text::NoteMessages say(frame.language);
  ui.prefer_focus("pin");
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.note_sign_pin(), ui.theme().gap_small());
  const ui::Size cells = ui::figure_cells_size(ui, kPinFigures, flow.width);
  ui::figure_cells(ui,
                   {.name = "pin",
                    .rect = flow.cut_top(cells.height).cut_left(cells.width),
                    .count = kPinFigures,
                    .dots = true,
                    .enabled = !frame.busy},
                   proof.pin);
  flow.cut_top(ui.theme().gap());
}

void password_field(ui::Ui& ui, ui::Rect& flow, const ProofFrame& frame, ProofEntry& proof) {
  const text::NoteMessages say(frame.language);
  ui.prefer_focus("password");
  ui::FieldSpec spec;
  spec.name = "password";
  spec.max_code_points = kMaxPassword;
  spec.enabled = !frame.busy;
  spec.secret = true;
  spec.language = frame.language;
  ui::labelled_field(ui, flow, say.note_sign_password(), spec, proof.password);
}

void other_way(ui::Ui& ui, ui::Rect& flow, const ProofFrame& frame, ProofEntry& proof) {
  const text::NoteMessages say(frame.language);
  const std::string_view label =
      proof.by_password ? say.note_sign_use_pin() : say.note_sign_use_password();
  const float width = std::min(flow.width, ui::quiet_button_width(ui, label, ui::Icon::kNone));
  if (ui::button(ui, {.name = "other_way",
                      .rect = flow.cut_top(ui.theme().control_height()).cut_left(width),
                      .label = label,
                      .kind = ui::ButtonKind::kQuiet,
                      .enabled = !frame.busy})) {
    proof.by_password = !proof.by_password;
    proof.wipe();
    ui.drop_focus();
  }
}

void figures(ui::Ui& ui, ui::Rect& flow, const ProofFrame& frame, ProofEntry& proof) {
  const ui::Size size = ui::digits_pad_size(ui);
  const ui::Rect row = flow.cut_top(size.height);
  const auto press =
      ui::digits_pad(ui, {row.x, row.y, size.width, size.height}, frame.language, ui::PadOk::kNone);
  if (press && !frame.busy) {
    ui::apply(*press, kPinFigures, proof.pin);
    ui.focus("pin");
  }
  flow.cut_top(ui.theme().gap());
}

}  // namespace

bool ProofEntry::complete() const {
  return pin_allowed && !by_password ? pin.size() == kPinFigures : !password.empty();
}

void ProofEntry::wipe() {
  wipe_text(pin);
  wipe_text(password);
}

void proof_entry(ui::Ui& ui, ui::Rect& flow, const ProofFrame& frame, ProofEntry& proof) {
  const bool by_pin = proof.pin_allowed && !proof.by_password;
  if (by_pin) {
    pin_cells(ui, flow, frame, proof);
  } else {
    password_field(ui, flow, frame, proof);
  }
  if (proof.pin_allowed) other_way(ui, flow, frame, proof);
  if (frame.touch_keyboard && proof.pin_allowed && !proof.by_password) {
    figures(ui, flow, frame, proof);
  }
}

}  // namespace alcove::screens::sign_in
