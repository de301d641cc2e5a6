// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/office.h"
#include "kiosk/text/dates.h"

// The sheet that says what is about to happen, and the proof of who does it.
namespace alcove::flows::administration {

using namespace screens::administration;

void Office::prove(ProveModel model, Confirmed then) {
  model.proof.pin_allowed = context_.session.pin_chosen && context_.session.pin_tries_left > 0;
  prove_ = std::move(model);
  confirmed_ = std::move(then);
  busy_ = false;
  problem_.reset();
}

void Office::proved() {
  api::session::Proof given;
  if (prove_->proof.pin_allowed && !prove_->proof.by_password) {
    given.pin = prove_->proof.pin;
  } else {
    given.password = prove_->proof.password;
  }
  prove_->proof.wipe();
  busy_ = true;
  problem_.reset();
  context_.box.ask(life_, api::session::confirm, std::move(given),
                   [this](Result<api::session::Confirmation> confirmation) {
                     if (!confirmation) return refused(confirmation.error().code);
                     confirmed_(std::move(confirmation->token));
                   });
}

void Office::refused(ErrorCode code) {
  busy_ = false;
  if (!prove_) {
    problem_ = code;
    return;
  }
  // No PIN any more, or no tries left.
  if (code == ErrorCode::kWrongState && prove_->proof.pin_allowed) {
    prove_->pin_spent = true;
    prove_->proof.pin_allowed = false;
    return;
  }
  // The form that lies below says it, where it can be mended.
  if (code == ErrorCode::kAlreadyExists && (person_ || terminal_)) {
    if (person_) person_->name_taken = true;
    if (terminal_) terminal_->name_taken = true;
    return close_proof();
  }
  problem_ = code;
  // After the last try the box has locked the session: asked anything, it says so.
  if (code == ErrorCode::kWrongCode) read_ms_.reset();
}

void Office::close_proof() {
  life_.renew();
  busy_ = false;
  problem_.reset();
  if (prove_) prove_->proof.wipe();
  prove_.reset();
  confirmed_ = {};
}

void Office::done() {
  put_away();
  read_ms_.reset();
}

std::string Office::until_words(UtcTime at) const {
  return text::clock_time(context_.language, context_.zone.to_local(at));
}

}  // namespace alcove::flows::administration
