// SPDX-License-Identifier: Apache-2.0
// What a staff terminal shows, stage by stage, and what its buttons ask for.
#include <algorithm>

#include "kiosk/flows/overwrite.h"
#include "kiosk/flows/staff/staff_shell.h"
#include "kiosk/widgets/banner.h"
#include "kiosk/widgets/lock_offer.h"
#include "shared/rules/password_rules.h"

namespace alcove::flows {

using screens::sign_in::LockedIntent;
using screens::sign_in::NewPasswordIntent;
using screens::sign_in::NewPinIntent;
using screens::sign_in::ReadingIntent;
using screens::sign_in::SignInIntent;

// What was copied is the person's own: on a locked terminal nobody can paste it, unlocked it is
// there again, and with the session it is gone.
void StaffShell::mind_clipboard(ui::Ui& ui) {
  const bool works = stage_ == Stage::kWorking;
  if (std::exchange(worked_, works) == works) return;
  const ui::Clipboard& clipboard = ui.clipboard();
  if (!clipboard.read || !clipboard.write) return;
  if (!works) {
    if (stage_ == Stage::kLocked) copied_ = clipboard.read();
    clipboard.write({});
  } else if (!copied_.empty()) {
    clipboard.write(copied_);
    overwrite(copied_);
  }
}

void StaffShell::draw(ui::Ui& ui) {
  mind_clipboard(ui);
  hidden_ = false;
  if (std::exchange(stage_is_new_, false)) ui.drop_focus();
  // Whoever works has a flow that knows more, and says it.
  ui::set_banner(ui,
                 {.words = stage_ == Stage::kWorking ? std::string() : waiting_.words(language_)});
  ui::offer_lock(ui, stage_ == Stage::kWorking);
  switch (stage_) {
    case Stage::kSignedOut:
      draw_sign_in(ui);
      break;
    case Stage::kNewPassword:
      draw_new_password(ui);
      break;
    case Stage::kNewPin:
      draw_new_pin(ui);
      break;
    case Stage::kWorking:
      draw_work(ui);
      break;
    case Stage::kLocked:
      draw_locked(ui);
      break;
  }
  if (reading_) draw_reading_sheet(ui);
  if (own_secret_) draw_own_secret(ui);
  if (ui::take_wanted_lock(ui) && stage_ == Stage::kWorking) {
    lock(api::session::LockReason::kByHand);
  }
}

void StaffShell::draw_sign_in(ui::Ui& ui) {
  sign_in_.language = language_;
  sign_in_.place = place();
  const bool busy = sign_in_.busy;
  sign_in_.busy = busy || leaving_;
  const SignInIntent intent = screens::sign_in::draw(ui, sign_in_);
  sign_in_.busy = busy;
  switch (intent) {
    case SignInIntent::kSignIn:
      sign_in();
      break;
    case SignInIntent::kHaveCode:
      stage_ = Stage::kNewPassword;
      stage_is_new_ = true;
      new_password_.name = sign_in_.name;
      overwrite(sign_in_.password);
      break;
    case SignInIntent::kReading:
      open_reading_sheet();
      break;
    case SignInIntent::kNone:
      break;
  }
}

void StaffShell::sign_in() {
  sign_in_.busy = true;
  sign_in_.problem.reset();
  sign_in_.ended = false;
  session_.sign_in(sign_in_.name, taken(sign_in_.password), [this](const Result<void>& result) {
    sign_in_.busy = false;
    if (!result) {
      sign_in_.problem = result.error().code;
      return;
    }
    overwrite(sign_in_.name);
    opened();
  });
}

void StaffShell::draw_new_password(ui::Ui& ui) {
  new_password_.language = language_;
  new_password_.place = place();
  const NewPasswordIntent intent = screens::sign_in::draw(ui, new_password_);
  if (intent == NewPasswordIntent::kKeep) keep_password();
  if (intent != NewPasswordIntent::kBack) return;
  sign_in_.name = new_password_.name;
  for (std::string* text : {&new_password_.code, &new_password_.password, &new_password_.again}) {
    overwrite(*text);
  }
  new_password_ = {};
  stage_ = Stage::kSignedOut;
  stage_is_new_ = true;
}

void StaffShell::keep_password() {
  screens::sign_in::NewPasswordModel& model = new_password_;
  model.busy = true;
  model.problem.reset();
  const auto then = [this](const Result<void>& result) {
    new_password_.busy = false;
    if (!result) {
      new_password_.problem = result.error().code;
      return;
    }
    for (std::string* text : {&new_password_.code, &new_password_.password, &new_password_.again,
                              &new_password_.name, &new_password_.display_name}) {
      overwrite(*text);
    }
    new_password_ = {};
    overwrite(sign_in_.name);
    opened();
  };
  if (model.first_administrator) {
    session_.first_administrator({.code = model.code,
                                  .sign_in_name = model.name,
                                  .display_name = model.display_name,
                                  .new_password = model.password},
                                 then);
  } else {
    session_.first_password(
        {.sign_in_name = model.name, .code = model.code, .new_password = model.password}, then);
  }
}

void StaffShell::draw_new_pin(ui::Ui& ui) {
  new_pin_.language = language_;
  new_pin_.place = place();
  switch (screens::sign_in::draw(ui, new_pin_)) {
    case NewPinIntent::kSet:
      set_pin();
      break;
    case NewPinIntent::kSkip:
      overwrite(new_pin_.first);
      overwrite(new_pin_.second);
      new_pin_ = {};
      start_work();
      break;
    case NewPinIntent::kNone:
      break;
  }
}

void StaffShell::set_pin() {
  const bool easy = rules::pin_problem(new_pin_.first).has_value();
  overwrite(new_pin_.second);
  new_pin_.repeating = false;
  if (easy) {
    overwrite(new_pin_.first);
    new_pin_.too_easy = true;
    return;
  }
  new_pin_.busy = true;
  session_.choose_pin(taken(new_pin_.first), [this](const Result<void>& result) {
    new_pin_ = {};
    if (result) {
      start_work();
    } else if (result.error().code == ErrorCode::kPasswordWeak) {
      new_pin_.too_easy = true;
    } else {
      new_pin_.problem = result.error().code;
    }
  });
}

void StaffShell::draw_work(ui::Ui& ui) {
  context_->language = language_;
  context_->clinic = box_.clinic();
  context_->zone = box_.zone();
  flow_->draw(ui);
}

void StaffShell::draw_locked(ui::Ui& ui) {
  locked_.language = language_;
  locked_.place = place();
  locked_.person = person();
  locked_.pin_allowed = session_.pin_unlocks();
  locked_.leaves_something = flow_ && flow_->leaves_something();
  locked_.away = !box_.there();
  switch (screens::sign_in::draw(ui, locked_)) {
    case LockedIntent::kUnlock:
      unlock();
      break;
    case LockedIntent::kSwitchPerson:
      end_session(Reason::kSignedOut);
      break;
    case LockedIntent::kReading:
      open_reading_sheet();
      break;
    case LockedIntent::kNone:
      break;
  }
}

void StaffShell::unlock() {
  locked_.busy = true;
  locked_.by_box = false;
  locked_.problem.reset();
  locked_.tries_left.reset();
  const auto then = [this](const UnlockResult& result) { unlocked(result); };
  if (locked_.pin_allowed && !locked_.by_password) {
    overwrite(locked_.password);
    session_.unlock_by_pin(taken(locked_.pin), then);
  } else {
    overwrite(locked_.pin);
    session_.unlock_by_password(taken(locked_.password), then);
  }
}

std::string StaffShell::person() const {
  if (!session_.open()) return {};
  const api::staff::Member& member = session_.state().person;
  if (member.credential.empty()) return member.display_name;
  return member.display_name + ", " + member.credential;
}

void StaffShell::open_reading_sheet() {
  reading_ = screens::sign_in::ReadingModel{
      .language = language_,
      .text_size = look_.text_size,
      .contrast = look_.contrast,
      .person = stage_ == Stage::kWorking ? person() : std::string(),
      .office = context_ ? context_->office : screens::sign_in::OfficeOf::kNobody,
      .leaves_something = flow_ && flow_->leaves_something()};
}

void StaffShell::draw_reading_sheet(ui::Ui& ui) {
  reading_->away = !box_.there();
  const ReadingIntent intent = screens::sign_in::draw(ui, *reading_);
  language_ = reading_->language;
  look_.text_size = reading_->text_size;
  look_.contrast = reading_->contrast;
  using screens::sign_in::OwnSecret;
  if (intent == ReadingIntent::kSignOut) {
    later([this] { end_session(Reason::kSignedOut); });
  }
  if (intent == ReadingIntent::kAdminister) context_->open_administration();
  if (intent == ReadingIntent::kChangePassword) open_own_secret(OwnSecret::kPassword);
  if (intent == ReadingIntent::kChangePin) open_own_secret(OwnSecret::kPin);
  if (intent != ReadingIntent::kNone) reading_.reset();
}

void StaffShell::open_own_secret(screens::sign_in::OwnSecret what) {
  using screens::sign_in::OwnSecret;
  own_secret_.emplace();
  own_secret_->touch_keyboard = parts_.touch_keyboard;
  own_secret_->what = what;
  own_secret_->asks_password = what == OwnSecret::kPassword || session_.state().pin_chosen;
}

void StaffShell::draw_own_secret(ui::Ui& ui) {
  own_secret_->language = language_;
  switch (screens::sign_in::draw(ui, *own_secret_)) {
    case screens::sign_in::OwnSecretIntent::kKeep:
      keep_own_secret();
      break;
    case screens::sign_in::OwnSecretIntent::kClose:
      close_sheets();
      break;
    case screens::sign_in::OwnSecretIntent::kNone:
      break;
  }
}

void StaffShell::keep_own_secret() {
  screens::sign_in::OwnSecretModel& model = *own_secret_;
  const bool pin = model.what == screens::sign_in::OwnSecret::kPin;
  model.too_easy = pin && rules::pin_problem(model.fresh).has_value();
  model.problem.reset();
  overwrite(model.again);
  if (model.too_easy) return overwrite(model.fresh);
  model.busy = true;
  const auto then = [this](const Result<void>& result) {
    if (context_ && session_.open()) context_->session = session_.state();
    if (!own_secret_) return;
    own_secret_->busy = false;
    own_secret_->done = result.ok();
    if (!result) own_secret_->problem = result.error().code;
  };
  if (pin) {
    session_.replace_pin(taken(model.current), taken(model.fresh), then);
  } else {
    session_.change_password(taken(model.current), taken(model.fresh), then);
  }
}

void StaffShell::close_sheets() {
  reading_.reset();
  if (!own_secret_) return;
  for (std::string* text : {&own_secret_->current, &own_secret_->fresh, &own_secret_->again}) {
    overwrite(*text);
  }
  own_secret_.reset();
}

}  // namespace alcove::flows
