// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/staff/staff_session.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace alcove::flows {

using api::session::Opened;
using api::session::Proof;
using api::session::State;

namespace {

// A person who unlocks does not wait longer for a box that does not answer.
constexpr std::chrono::milliseconds kUnlockWithin{3000};
constexpr std::chrono::milliseconds kSignOutWithin{2000};

// Or as good as away: whose disk takes nothing new can record no unlocking, and a note is open
// here.
bool box_is_away(ErrorCode code) {
  return code == ErrorCode::kUnavailable || code == ErrorCode::kTimedOut ||
         code == ErrorCode::kLocked || code == ErrorCode::kStorageFault;
}

std::shared_ptr<SecretBytes> secret_of(std::string& text) {
  auto secret = std::make_shared<SecretBytes>(as_bytes(text));
  wipe(text.data(), text.size());
  text.clear();
  return secret;
}

}  // namespace

std::int64_t StaffSession::pin_tries_left() const {
  if (!state_) return 0;
  return std::max<std::int64_t>(0, state_->pin_tries_left - wrong_here_);
}

bool StaffSession::pin_unlocks() const {
  return state_ && state_->pin_chosen && pin_tries_left() > 0 && box_.now() < state_->expires_at;
}

void StaffSession::take_state(const State& state) {
  state_ = state;
}

void StaffSession::take(Opened opened) {
  box_.set_session(opened.token);
  wipe(opened.token.data(), opened.token.size());
  pin_.reset();
  wrong_here_ = 0;
  take_state(opened.state);
}

template <class Request>
void StaffSession::open_with(const wire::Route<Request, Opened>& route, Request request,
                             Then then) {
  box_.ask(life_, route, std::move(request), [this, then = std::move(then)](Result<Opened> reply) {
    if (!reply) return then(reply.error());
    take(std::move(reply).value());
    then({});
  });
}

void StaffSession::sign_in(std::string name, std::string password, Then then) {
  open_with(api::session::sign_in,
            {.sign_in_name = std::move(name), .password = std::move(password)}, std::move(then));
}

void StaffSession::first_password(api::session::FirstPasswordRequest request, Then then) {
  open_with(api::session::first_password, std::move(request), std::move(then));
}

void StaffSession::first_administrator(api::session::FirstAdministratorRequest request, Then then) {
  open_with(api::session::first_administrator, std::move(request), std::move(then));
}

void StaffSession::replace_pin(std::string password, std::string pin, Then then) {
  if (!state_->pin_chosen) {
    wipe(password.data(), password.size());
    return choose_pin(std::move(pin), {}, std::move(then));
  }
  const std::shared_ptr<SecretBytes> kept = secret_of(pin);
  box_.ask(life_, api::session::confirm,
           Proof{.pin = std::nullopt, .password = std::move(password)},
           [this, kept, then = std::move(then)](const Result<api::session::Confirmation>& reply) {
             if (!reply) return then(reply.error());
             choose_pin(std::string(kept->text()), reply->token, then);
           });
}

void StaffSession::change_password(std::string current, std::string fresh, Then then) {
  box_.ask(life_, api::session::change_password,
           api::session::ChangePasswordRequest{std::move(current), std::move(fresh)},
           [then = std::move(then)](const Result<wire::Nothing>& reply) {
             then(reply ? Result<void>() : Result<void>(reply.error()));
           });
}

void StaffSession::tell_wrong_pins(std::function<void()> then) {
  if (!state_ || wrong_here_ == 0 || telling_) return;
  telling_ = IdempotencyKey::make(box_.now(), box_.random());
  const std::int64_t told = wrong_here_;
  box_.ask(life_, api::session::pin_tries, api::session::PinTriesRequest{told},
           [this, told, then = std::move(then)](const Result<State>& reply) {
             telling_.reset();
             if (!reply) return;
             wrong_here_ = std::max<std::int64_t>(0, wrong_here_ - told);
             take_state(*reply);
             then();
           },
           {.key = telling_});
}

void StaffSession::choose_pin(std::string pin, std::optional<Bytes> confirmation, Then then) {
  auto kept = std::make_shared<SecretBytes>(as_bytes(pin));
  box_.ask(life_, api::session::choose_pin,
           api::session::ChoosePinRequest{std::move(pin), std::move(confirmation)},
           [this, kept, then = std::move(then)](const Result<State>& reply) {
             if (!reply) return then(reply.error());
             take_state(*reply);
             wrong_here_ = 0;
             pin_.reset();
             then({});
             making_pin_ = true;
             using Made = std::shared_ptr<const LocalPin>;
             box_.run<Made>(
                 life_,
                 [kept, &random = box_.random()]() -> Made {
                   Result<LocalPin> made = LocalPin::make(kept->text(), random);
                   kept->clear();
                   if (!made) return nullptr;
                   return std::make_shared<const LocalPin>(std::move(made).value());
                 },
                 [this](const Made& made) {
                   pin_ = made;
                   making_pin_ = false;
                   const std::function<void()> waiting = std::exchange(when_pin_is_made_, {});
                   if (waiting) waiting();
                 },
                 nullptr);
           });
}

void StaffSession::lock(api::session::LockReason why, std::function<void()> then) {
  box_.ask(life_, api::session::lock, api::session::LockRequest{why},
           [this, then = std::move(then)](const Result<State>& reply) {
             if (reply) take_state(*reply);
             then();
           },
           {.within = kUnlockWithin});
}

void StaffSession::unlock_by_pin(std::string pin, std::function<void(UnlockResult)> then) {
  const std::shared_ptr<SecretBytes> secret = secret_of(pin);
  if (!box_.there()) return unlock_here(secret, std::move(then));
  unlock_at_box({.pin = std::string(secret->text()), .password = std::nullopt}, secret,
                std::move(then));
}

void StaffSession::unlock_by_password(std::string password,
                                      std::function<void(UnlockResult)> then) {
  unlock_at_box({.pin = std::nullopt, .password = std::move(password)}, nullptr, std::move(then));
}

void StaffSession::unlock_at_box(Proof proof, const std::shared_ptr<SecretBytes>& pin,
                                 std::function<void(UnlockResult)> then) {
  box_.ask(life_, api::session::unlock, std::move(proof),
           [this, pin, then = std::move(then)](const Result<State>& reply) {
             if (reply) {
               wrong_here_ = 0;
               take_state(*reply);
               return then({.how = Unlock::kOpened});
             }
             const ErrorCode code = reply.error().code;
             if (pin && box_is_away(code)) return unlock_here(pin, then);
             if (!pin || code != ErrorCode::kWrongCode) {
               return then({.how = Unlock::kRefused, .problem = code});
             }
             if (state_->pin_tries_left > 0) --state_->pin_tries_left;
             then({.how = Unlock::kWrongPin});
           },
           {.within = kUnlockWithin});
}

void StaffSession::unlock_here(const std::shared_ptr<SecretBytes>& pin,
                               std::function<void(UnlockResult)> then) {
  if (making_pin_) {
    when_pin_is_made_ = [this, pin, then] { unlock_here(pin, then); };
    return;
  }
  if (!pin_ || !pin_unlocks()) {
    return then({.how = Unlock::kRefused, .problem = ErrorCode::kUnavailable});
  }
  box_.run<bool>(
      life_,
      [pin, known = pin_] {
        const bool right = known->matches(pin->text());
        pin->clear();
        return right;
      },
      [this, then = std::move(then)](bool right) {
        if (!right) ++wrong_here_;
        then({.how = right ? Unlock::kOpenedHere : Unlock::kWrongPin});
      },
      false);
}

void StaffSession::refresh(std::function<void()> then) {
  box_.ask(life_, api::session::state, wire::Nothing{},
           [this, then = std::move(then)](const Result<State>& reply) {
             if (!reply) return;
             take_state(*reply);
             then();
           });
}

void StaffSession::sign_out(std::function<void()> then) {
  if (!box_.there()) {
    forget();
    return then();
  }
  box_.ask(life_, api::session::sign_out, wire::Nothing{},
           [this, then = std::move(then)](const Result<wire::Nothing>&) {
             forget();
             then();
           },
           {.within = kSignOutWithin});
}

void StaffSession::forget() {
  life_.renew();
  if (state_) box_.set_session({});
  state_.reset();
  pin_.reset();
  making_pin_ = false;
  when_pin_is_made_ = {};
  wrong_here_ = 0;
  telling_.reset();
}

}  // namespace alcove::flows
