// SPDX-License-Identifier: Apache-2.0
#include "server/app/clock_keeper.h"

#include <fmt/format.h>

namespace alcove::app {
namespace {

using operation::ClockTrouble;

// "2 h", "62 min", "40 s", rounded: a millisecond less than two hours is two hours.
std::string span_words(std::chrono::milliseconds span) {
  const auto seconds = std::chrono::round<std::chrono::seconds>(std::chrono::abs(span));
  const auto minutes = std::chrono::round<std::chrono::minutes>(seconds);
  if (minutes < std::chrono::minutes(2)) return fmt::format("{} s", seconds.count());
  if (minutes < std::chrono::hours(2)) return fmt::format("{} min", minutes.count());
  const auto hours = std::chrono::round<std::chrono::hours>(minutes);
  if (hours < std::chrono::hours(48)) return fmt::format("{} h", hours.count());
  return fmt::format("{} days", hours.count() / 24);
}

void record(operation::Box& box, const char* action, std::string detail) {
  // A disk that is full keeps the condition, and loses this line.
  (void)box.ledger().record({.system_user = "alcove-server"},
                            {{.action = action, .detail = std::move(detail)}});
}

}  // namespace

ClockKeeper::ClockKeeper(HeldClock& clock, operation::Box& box, hello::TerminalClocks& terminals)
    : clock_(clock), box_(box), terminals_(terminals) {}

ClockKeeper::~ClockKeeper() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ClockKeeper::start() {
  thread_ = std::thread([this] { run(); });
}

void ClockKeeper::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    look();
    lock.lock();
    wake_.wait_for(lock, kLook, [&] { return stopping_; });
  }
}

void ClockKeeper::look() {
  const std::lock_guard lock(looking_);
  try {
    look_at_machine();
    look_at_terminals();
  } catch (const Fault&) {
    // The disk: said elsewhere. The next look comes.
  }
}

void ClockKeeper::look_at_machine() {
  const std::optional<HeldClock::Step> step = clock_.look();
  if (step) {
    const std::string times =
        fmt::format("own={} machine={}", format_utc(step->own), format_utc(step->system));
    record(box_, step->agrees ? "clock.agrees" : "clock.stepped", times);
  }
  // Also without a step just now: a person may have confirmed it.
  const std::optional<HeldClock::Step> apart = clock_.apart();
  if (!apart) {
    if (!std::exchange(machine_trouble_, std::nullopt)) return;
  } else {
    if (!step) return;
    const bool ahead = apart->system > apart->own;
    machine_trouble_ = ClockTrouble{
        .kind = ClockTrouble::Kind::kSystem,
        .since = apart->own,
        .detail = fmt::format("this machine's clock was set {} {}: it says {}, and the box has {}",
                              span_words(apart->system - apart->own), ahead ? "ahead" : "back",
                              format_utc(apart->system), format_utc(apart->own))};
  }
  tell();
}

void ClockKeeper::look_at_terminals() {
  const auto differ = terminals_.difference();
  if (differ.has_value() == terminal_trouble_.has_value()) return;
  if (!differ) {
    terminal_trouble_.reset();
    record(box_, "clock.terminals_agree", {});
    return tell();
  }
  const std::string by = fmt::format("{} of {} terminals have a clock that is {} {} the box's",
                                     differ->apart, differ->all, span_words(differ->ahead),
                                     differ->ahead.count() > 0 ? "ahead of" : "behind");
  terminal_trouble_ =
      ClockTrouble{.kind = ClockTrouble::Kind::kTerminals, .since = clock_.now(), .detail = by};
  record(box_, "clock.terminals_differ", by);
  tell();
}

void ClockKeeper::tell() {
  std::vector<ClockTrouble> troubles;
  if (machine_trouble_) troubles.push_back(*machine_trouble_);
  if (terminal_trouble_) troubles.push_back(*terminal_trouble_);
  box_.tell_clock_trouble(std::move(troubles));
}

}  // namespace alcove::app
