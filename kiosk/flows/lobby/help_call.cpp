// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/help_call.h"

#include <algorithm>

namespace alcove::flows::lobby {

using screens::lobby::HelpState;

void HelpCall::call(std::optional<CheckInId> check_in) {
  call_without_sheet(check_in);
  sheet_ = true;
}

void HelpCall::call_without_sheet(std::optional<CheckInId> check_in) {
  if (under_way_) return;
  request_ = {.call = api::check_in::HelpCallId::make(box_.now(), box_.random()),
              .check_in = check_in};
  key_ = IdempotencyKey::make(box_.now(), box_.random());
  state_ = State::kCalling;
  since_ms_ = now_ms_;
  send();
}

void HelpCall::send() {
  if (!box_.there()) {
    state_ = State::kAway;
    changed_();
    return;
  }
  under_way_ = true;
  box_.ask(life_, api::check_in::help, request_,
           [this](const Result<api::check_in::HelpReply>& reply) {
             under_way_ = false;
             state_ = reply && reply->heard ? State::kCalled : State::kAway;
             again_ms_ = now_ms_ + (reply ? kUnheardAgainMs : kHelpAgainMs);
             // The same call, asked anew: under the same key the box would answer as before.
             if (reply) key_ = IdempotencyKey::make(box_.now(), box_.random());
             changed_();
           },
           {.key = key_, .within = kHelpWithin});
}

std::optional<HelpState> HelpCall::sheet() const {
  if (!sheet_) return std::nullopt;
  switch (state_) {
    case State::kNone:
      return std::nullopt;
    case State::kCalling:
      if (now_ms_ - since_ms_ < kSayCallingAfterMs) return std::nullopt;
      return HelpState::kCalling;
    case State::kCalled:
      return HelpState::kCalled;
    case State::kAway:
      return HelpState::kAway;
  }
  return std::nullopt;
}

void HelpCall::on_link() {
  if (state_ == State::kAway && !under_way_ && box_.there()) send();
}

std::int64_t HelpCall::tick(std::int64_t now_ms) {
  const bool shown = sheet().has_value();
  now_ms_ = now_ms;
  if (state_ == State::kAway && box_.there() && !under_way_) {
    if (now_ms >= again_ms_) send();
    return std::max<std::int64_t>(again_ms_ - now_ms, 1);
  }
  if (state_ != State::kCalling) return -1;
  if (sheet().has_value() != shown) changed_();
  const std::int64_t left = since_ms_ + kSayCallingAfterMs - now_ms;
  return left > 0 ? left : -1;
}

void HelpCall::forget() {
  life_.renew();
  state_ = State::kNone;
  sheet_ = under_way_ = false;
  request_ = {};
  key_.reset();
}

}  // namespace alcove::flows::lobby
