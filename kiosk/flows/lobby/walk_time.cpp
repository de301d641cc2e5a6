// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flows/lobby/walk.h"

namespace alcove::flows::lobby {
namespace {

constexpr std::int64_t kWaitIsLongMs = 500;
constexpr std::int64_t kSayUndeliveredMs = 1000;
constexpr std::int64_t kClosingMs = 20'000;  // a screen that holds nothing of anybody any more
constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

std::int64_t Walk::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  tick_idle();
  tick_waiting();
  if (blocked_until_ && !blocked()) {
    blocked_until_.reset();
    changed_ = true;
  }
  const LocalDateTime minute = box_.zone().to_local(box_.now());
  if (minute != minute_ && stage_ == Stage::kWelcome) changed_ = true;
  minute_ = minute;
  std::int64_t wish = next_wish();
  for (const std::int64_t other : {help_.tick(now_ms), way_home_.tick(now_ms)}) {
    if (other >= 0) wish = std::min(wish, other);
  }
  return std::max<std::int64_t>(wish, 1);
}

bool Walk::holds_something() const {
  return visit_ || somebody_was_here_ || stage_ != Stage::kWelcome ||
         help_.state() != HelpCall::State::kNone || look_ != usual_look_;
}

void Walk::tick_idle() {
  if (!holds_something()) return;
  const bool closing = stage_ == Stage::kDone || stage_ == Stage::kDesk;
  const bool rested = idle_.state(now_ms_ + shell::IdleLimits{}.forget_after_ms - kClosingMs) ==
                      shell::Idle::kForget;
  const bool helped = help_.sheet().has_value();
  if (closing && !helped && rested) {
    return back_to_welcome(api::check_in::Ending::kForgotten);
  }
  switch (idle_.state(now_ms_)) {
    case shell::Idle::kActive:
      break;
    case shell::Idle::kWarning: {
      if (!visit_ || closing) break;
      const std::int64_t left = idle_.seconds_left(now_ms_);
      changed_ = changed_ || !warning_ || left != seconds_left_;
      warning_ = true;
      seconds_left_ = left;
      break;
    }
    case shell::Idle::kForget:
      // Whoever called for help and was waiting for it goes on at the desk.
      back_to_welcome(helped ? api::check_in::Ending::kHelp : api::check_in::Ending::kForgotten);
      break;
  }
}

void Walk::tick_waiting() {
  const bool long_now = waiting_since_ms_ && now_ms_ - *waiting_since_ms_ >= kWaitIsLongMs;
  if (long_now != wait_is_long_) changed_ = true;
  wait_is_long_ = long_now;
  if (critical_since_ms_ && now_ms_ - *critical_since_ms_ >= kSayUndeliveredMs) {
    support_.undelivered = true;
    show_support();
  }
  if ((stage_ == Stage::kDone || stage_ == Stage::kSupport) && long_now) {
    waited();  // see done() and show_support()
    changed_ = true;
  }
}

std::int64_t Walk::next_wish() const {
  std::int64_t wish = kMinuteMs;
  const auto at = [&](std::int64_t due_ms) {
    if (due_ms > now_ms_) wish = std::min(wish, due_ms - now_ms_);
  };
  if (holds_something()) at(now_ms_ + idle_.sleep_ms(now_ms_));
  if (stage_ == Stage::kDone || stage_ == Stage::kDesk) wish = std::min<std::int64_t>(wish, 1000);
  if (waiting_since_ms_) at(*waiting_since_ms_ + kWaitIsLongMs);
  if (critical_since_ms_) at(*critical_since_ms_ + kSayUndeliveredMs);
  if (stage_ == Stage::kWelcome) {
    const auto past = box_.now().time_since_epoch().count() % kMinuteMs;
    wish = std::min<std::int64_t>(wish, kMinuteMs - past);
    if (blocked_until_) at(now_ms_ + (*blocked_until_ - box_.now()).count() + 1);
  }
  return wish;
}

}  // namespace alcove::flows::lobby
