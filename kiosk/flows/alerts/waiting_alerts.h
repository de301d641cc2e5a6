// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/link/box.h"
#include "kiosk/screens/alerts/alert_strip.h"
#include "shared/api/alerts.h"
#include "shared/api/help_calls.h"

// Safety alerts, and at the desk calls for help from the lobby, on a staff terminal that is locked
// or where nobody is signed in: in their general form only. For the UI thread.
namespace alcove::flows {

class WaitingAlerts {
 public:
  explicit WaitingAlerts(link::Box& box);
  WaitingAlerts(const WaitingAlerts&) = delete;
  WaitingAlerts& operator=(const WaitingAlerts&) = delete;

  void on_line(const api::live::Line& line);
  void read();
  // Reads again what could not be read. Returns in how many milliseconds it wants to be called
  // again; negative: no need.
  std::int64_t tick(std::int64_t now_ms);
  bool any() const { return !alerts_.empty() || !calls_.empty(); }
  // The sentences that stand above everything; empty while nothing waits.
  std::string words(text::Language language) const;
  std::string call_words(text::Language language) const;

 private:
  void read_alerts();
  void read_calls();
  std::string clock_at(text::Language language, UtcTime time) const;

  link::Box& box_;
  link::Life alerts_life_, calls_life_;
  std::vector<api::alerts::Waiting> alerts_;
  std::vector<api::check_in::WaitingCall> calls_;
  std::int64_t now_ms_ = 0;
  std::optional<std::int64_t> alerts_again_ms_, calls_again_ms_;
};

}  // namespace alcove::flows
