// SPDX-License-Identifier: Apache-2.0
#include "server/features/hello/terminal_clocks.h"

#include <algorithm>
#include <vector>

namespace alcove::hello {

void TerminalClocks::note(const DeviceId& device, std::chrono::milliseconds ahead, Steady now) {
  const std::lock_guard lock(mutex_);
  if (heard_.size() >= kMostClocks && heard_.find(device) == heard_.end()) return;
  heard_[device] = {ahead, now};
}

std::optional<TerminalClocks::Difference> TerminalClocks::difference(Steady now) {
  const std::lock_guard lock(mutex_);
  std::erase_if(heard_, [&](const auto& one) { return now - one.second.at > kRemembered; });
  std::vector<std::chrono::milliseconds> ahead;
  std::vector<std::chrono::milliseconds> behind;
  for (const auto& [device, heard] : heard_) {
    if (heard.ahead >= kClocksApart) ahead.push_back(heard.ahead);
    if (heard.ahead <= -kClocksApart) behind.push_back(heard.ahead);
  }
  std::vector<std::chrono::milliseconds>& most = ahead.size() > behind.size() ? ahead : behind;
  if (heard_.size() < kFewestClocks || 2 * most.size() <= heard_.size()) return std::nullopt;
  std::sort(most.begin(), most.end());
  return Difference{.apart = most.size(), .all = heard_.size(), .ahead = most[most.size() / 2]};
}

}  // namespace alcove::hello
