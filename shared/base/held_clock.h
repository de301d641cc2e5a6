// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "shared/base/time.h"

namespace alcove {

// The time of one run of the server: taken from the system's clock at the start, and carried on by
// one that nobody can set, so that sessions, codes and delays last as long as they should while
// somebody sets the system's clock. What the system's clock is put right by in passing is followed;
// a step is not, and is told. Never goes back. Thread-safe.
class HeldClock final : public Clock {
 public:
  // Since the machine was started, its sleep counted. Never goes back.
  using Steady = std::function<std::chrono::milliseconds()>;
  static std::chrono::milliseconds since_boot();

  // From one look to the next the system's clock may be put right by this much.
  static constexpr std::chrono::milliseconds kFollowed{2000};

  explicit HeldClock(const Clock& system, Steady steady = since_boot);

  UtcTime now() const override;

  struct Step {
    UtcTime own;          // what this clock says
    UtcTime system;       // what the system's says
    bool agrees = false;  // they were apart, and agree again
  };
  // To be called every second or so. A step once, when it is first seen; when they agree again,
  // that.
  std::optional<Step> look();
  std::optional<Step> apart() const;  // the step that is not followed

  // Takes over the system's time. Before the box is opened: whatever it is.
  void begin_anew();
  // While it is open, because a person said that it is right. kWrongState when it lies behind: that
  // waits for a new start of the server, which looks at what was written last.
  Result<void> follow();

 private:
  UtcTime carried() const;  // mutex held

  const Clock& system_;
  const Steady steady_;
  mutable std::mutex mutex_;
  UtcTime taken_;
  std::chrono::milliseconds taken_at_{};
  mutable UtcTime last_;
  std::optional<std::chrono::milliseconds> told_;  // how far the system's was ahead when told
};

}  // namespace alcove
