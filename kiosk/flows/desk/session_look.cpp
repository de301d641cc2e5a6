// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/session_look.h"

#include "shared/wire/query.h"

namespace alcove::flows::desk {
namespace {

constexpr std::int64_t kPauseMs = 150;  // in choosing and typing, before it is asked

}  // namespace

void SessionLook::follow(const std::optional<Request>& wanted) {
  const std::string words = wanted ? wire::encode_query(*wanted) : std::string();
  if (words == asked_) return;
  asked_ = words;
  wanted_ = wanted;
  free_.reset();
  life_.renew();
  due_ = wanted.has_value();
  due_ms_ = now_ms_ + kPauseMs;
}

void SessionLook::again() {
  if (wanted_) ask();
}

void SessionLook::stop() {
  wanted_.reset();
  asked_.clear();
  free_.reset();
  life_.renew();
  due_ = false;
}

std::int64_t SessionLook::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (!due_) return -1;
  if (now_ms < due_ms_) return due_ms_ - now_ms;
  ask();
  return -1;
}

void SessionLook::ask() {
  due_ = false;
  life_.renew();
  desk_.context.box.ask(life_, api::appointments::find_free_meeting, *wanted_,
                        [this](Result<api::appointments::FreeMeetingReply> reply) {
                          free_.reset();
                          if (reply) free_ = std::move(reply).value();
                        });
}

}  // namespace alcove::flows::desk
