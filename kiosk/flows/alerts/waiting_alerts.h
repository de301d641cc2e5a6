// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/link/box.h"
#include "kiosk/screens/alerts/alert_strip.h"
#include "shared/api/alerts.h"

// Safety alerts on a staff terminal that is locked or where nobody is signed in: in their general
// form only. For the UI thread.
namespace alcove::flows {

class WaitingAlerts {
 public:
  explicit WaitingAlerts(link::Box& box);
  WaitingAlerts(const WaitingAlerts&) = delete;
  WaitingAlerts& operator=(const WaitingAlerts&) = delete;

  void on_line(const api::live::Line& line);
  void read();
  bool any() const { return !items_.empty(); }
  // The sentence that stands above everything; empty while nothing waits.
  std::string words(text::Language language) const;

 private:
  link::Box& box_;
  link::Life life_;
  std::vector<api::alerts::Waiting> items_;
};

}  // namespace alcove::flows
