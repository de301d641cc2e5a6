// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/note_flow.h"
#include "shared/api/session_lock.h"

// Signing a note, and adding to a signed one.
namespace alcove::flows::room {

using namespace screens::room;
using api::session::Confirmation;

bool NoteFlow::pin_allowed() const {
  return context_.session.pin_chosen && context_.session.pin_tries_left > 0;
}

Readiness NoteFlow::readiness() const {
  const bool untimed = pane_.draft.addendum;
  return {.start = untimed || times_.start.has_value(),
          .stop = untimed || times_.stop.has_value(),
          .in_order = untimed || (times_.start && times_.stop && *times_.stop > *times_.start),
          .written = !text_.blank(),
          .in_place = text_.elsewhere(pane_.draft.format).empty(),
          .settled = pane_.draft.siblings == 0,
          .safe = keeper_ && keeper_->safe() && keeper_->head().has_value(),
          .there = context_.box.there()};
}

void NoteFlow::open_signing() {
  if (!keeper_) return;
  keeper_->changed(version(), now_ms_);
  keeper_->save_now();
  SignModel model;
  model.proof.pin_allowed = pin_allowed();
  sheet_ = std::move(model);
  check_signing();
}

// What is missing changes while one looks: words arrive, the box goes away.
void NoteFlow::check_signing() {
  auto* const model = std::get_if<SignModel>(&sheet_);
  if (model == nullptr || model->busy) return;
  model->format = pane_.draft.format;
  model->pin_spent = model->pin_spent || (model->proof.pin_allowed && !pin_allowed());
  model->proof.pin_allowed = pin_allowed() && !model->pin_spent;
  model->missing = missing_words(context_.language, pane_.draft.format, readiness());
}

void NoteFlow::confirm(ProofEntry& proof, std::function<void(Result<Confirmation>)> then) {
  api::session::Proof given;
  if (proof.pin_allowed && !proof.by_password) {
    given.pin = proof.pin;
  } else {
    given.password = proof.password;
  }
  proof.wipe();
  context_.box.ask(life_, api::session::confirm, std::move(given), std::move(then));
}

void NoteFlow::sign() {
  auto& model = std::get<SignModel>(sheet_);
  model.busy = true;
  model.problem.reset();
  // What was read a moment ago is what is signed, not what may have come since.
  const NoteRevisionId revision = keeper_->head().value_or(NoteRevisionId());
  const auto refused = [this](const Error& error) {
    auto* const open = std::get_if<SignModel>(&sheet_);
    if (error.code == ErrorCode::kLeaseLost || error.code == ErrorCode::kSigned) lose();
    if (error.code == ErrorCode::kConflict) read_again();
    if (open == nullptr) return;
    open->busy = false;
    open->problem = error.code;
    open->addenda_full = is_full(error);
  };
  confirm(model.proof, [this, revision, refused](Result<Confirmation> confirmation) {
    if (!confirmation) {
      refused(confirmation.error());
      auto* const open = std::get_if<SignModel>(&sheet_);
      if (open == nullptr || confirmation.error().code != ErrorCode::kWrongState) return;
      open->problem.reset();
      open->pin_spent = true;
      return;
    }
    if (!draft_) return;
    context_.box.ask(
        life_, api::notes::sign,
        {.note = *draft_, .revision = revision, .confirmation = std::move(confirmation->token)},
        [this, refused](const Result<api::notes::Signature>& signature) {
          if (!signature) {
            refused(signature.error());
            return;
          }
          signed_now();
        });
  });
}

void NoteFlow::signed_now() {
  const NoteId note = addendum_to_.value_or(*draft_);
  if (!addendum_to_) pane_.has_draft = pane_.may_begin = false;
  sheet_ = std::monostate();
  close_draft();
  changed_();
  read(note);
}

bool NoteFlow::draw_signing_sheet(ui::Ui& ui, const Bar& bar) {
  if (auto* const model = std::get_if<SignModel>(&sheet_)) {
    model->bar = bar;
    const SheetIntent intent = draw(ui, *model);
    if (intent == SheetIntent::kGo && !model->busy && keeper_) sign();
    if (intent == SheetIntent::kClose) {
      model->proof.wipe();
      sheet_ = std::monostate();
    }
    return true;
  }
  return false;
}

}  // namespace alcove::flows::room
