// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "server/access/sessions.h"

namespace alcove::access {

// One try at a name from one terminal. While it runs, a second one with the same name or from the
// same terminal is turned away: otherwise many tries at once would all be counted after the fact.
class SessionService::Attempt {
 public:
  Attempt(SessionService& service, const DeviceId& device, std::string_view name)
      : service_(service),
        name_hash_(service.ledger_.keyed_hash(name)),
        by_name_(subject_of_name(name_hash_)),
        by_device_(subject_of_device(device)) {
    const std::lock_guard lock(service_.mutex_);
    started_ = !service_.under_way_.contains(by_name_) && !service_.under_way_.contains(by_device_);
    if (!started_) return;
    service_.under_way_.insert(by_name_);
    service_.under_way_.insert(by_device_);
  }
  ~Attempt() {
    if (!started_) return;
    const std::lock_guard lock(service_.mutex_);
    service_.under_way_.erase(by_name_);
    service_.under_way_.erase(by_device_);
  }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  bool started() const { return started_; }
  const std::string& name_hash() const { return name_hash_; }
  const ThrottleSubject& by_name() const { return by_name_; }
  const ThrottleSubject& by_device() const { return by_device_; }

 private:
  SessionService& service_;
  std::string name_hash_;
  ThrottleSubject by_name_;
  ThrottleSubject by_device_;
  bool started_ = false;
};

}  // namespace alcove::access
