// SPDX-License-Identifier: Apache-2.0
#include "shared/base/held_clock.h"

#include <algorithm>
#include <ctime>
#include <utility>

namespace alcove {

std::chrono::milliseconds HeldClock::since_boot() {
  timespec time{};
  clock_gettime(CLOCK_BOOTTIME, &time);
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

HeldClock::HeldClock(const Clock& system, Steady steady)
    : system_(system), steady_(std::move(steady)) {
  begin_anew();
}

void HeldClock::begin_anew() {
  const std::lock_guard lock(mutex_);
  taken_ = last_ = system_.now();
  taken_at_ = steady_();
  told_.reset();
}

UtcTime HeldClock::carried() const {
  return taken_ + (steady_() - taken_at_);
}

UtcTime HeldClock::now() const {
  const std::lock_guard lock(mutex_);
  last_ = std::max(last_, carried());
  return last_;
}

std::optional<HeldClock::Step> HeldClock::look() {
  const std::lock_guard lock(mutex_);
  const UtcTime own = carried();
  const UtcTime system = system_.now();
  const std::chrono::milliseconds ahead = system - own;
  if (ahead >= -kFollowed && ahead <= kFollowed) {
    taken_ += ahead;
    if (!std::exchange(told_, std::nullopt)) return std::nullopt;
    return Step{own, system, true};
  }
  const bool known = told_ && *told_ - ahead <= kFollowed && ahead - *told_ <= kFollowed;
  told_ = ahead;
  if (known) return std::nullopt;
  return Step{own, system, false};
}

std::optional<HeldClock::Step> HeldClock::apart() const {
  const std::lock_guard lock(mutex_);
  if (!told_) return std::nullopt;
  const UtcTime own = carried();
  return Step{own, own + *told_, false};
}

Result<void> HeldClock::follow() {
  const std::lock_guard lock(mutex_);
  const std::chrono::milliseconds ahead = system_.now() - carried();
  if (ahead < -kFollowed) {
    return Error{ErrorCode::kWrongState, "clock",
                 "the system's clock lies behind the time at which the box works. The box goes on "
                 "with its own until it is started anew: systemctl restart alcove-server, and then "
                 "alcovectl clock confirm"};
  }
  taken_ += ahead;
  told_.reset();
  return {};
}

}  // namespace alcove
