// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/session_look.h"

#include <algorithm>

#include "shared/wire/query.h"

namespace alcove::flows::desk {
namespace {

constexpr std::int64_t kPauseMs = 150;  // in choosing and typing, before it is asked

}  // namespace

void SessionLook::follow(const std::optional<Request>& wanted) {
  std::vector<Request> one;
  if (wanted) one.push_back(*wanted);
  follow_all(one);
}

void SessionLook::follow_all(const std::vector<Request>& wanted) {
  std::vector<Asked> now;
  for (const Request& one : wanted) now.push_back({one, wire::encode_query(one)});
  const auto same = [](const Asked& a, const Asked& b) { return a.words == b.words; };
  if (std::equal(now.begin(), now.end(), all_.begin(), all_.end(), same)) return;
  // What was answered is not asked again because of the others.
  for (Asked& one : now) {
    const auto known = std::find_if(all_.begin(), all_.end(),
                                    [&](const Asked& before) { return same(before, one); });
    if (known != all_.end()) one = *known;
  }
  all_ = std::move(now);
  life_.renew();
  due_ = std::any_of(all_.begin(), all_.end(), [](const Asked& one) { return one.due; });
  due_ms_ = now_ms_ + kPauseMs;
}

void SessionLook::again() {
  for (Asked& one : all_) one.due = true;
  ask();
}

void SessionLook::stop() {
  all_.clear();
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

std::optional<SessionLook::Reply> SessionLook::free(std::size_t number) const {
  return number < all_.size() ? all_[number].free : std::nullopt;
}

void SessionLook::ask() {
  due_ = false;
  life_.renew();
  const auto next =
      std::find_if(all_.begin(), all_.end(), [](const Asked& one) { return one.due; });
  if (next == all_.end()) return;
  const auto number = static_cast<std::size_t>(next - all_.begin());
  desk_.context.box.ask(life_, api::appointments::find_free_meeting, next->request,
                        [this, number](Result<Reply> reply) {
                          Asked& asked = all_[number];  // others are asked with a life of their own
                          asked.due = false;
                          asked.free.reset();
                          if (reply) asked.free = std::move(reply).value();
                          ask();
                        });
}

}  // namespace alcove::flows::desk
