// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "kiosk/client/tls_connection.h"
#include "shared/base/time.h"

namespace alcove::client {

// Who a terminal is to its box just now. A renewed certificate takes the place of the one before
// while calls are under way: those go on as what they were. Thread-safe.
class ShownIdentity {
 public:
  struct Now {
    TlsTrust trust;
    UtcTime until;            // of the certificate
    std::uint64_t count = 0;  // goes up with every change
  };
  ShownIdentity(const TerminalIdentity& identity, std::string host)
      : host_(std::move(host)), now_(made(identity, 0)) {}

  Now now() const {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  void change(const TerminalIdentity& identity) {
    const std::lock_guard lock(mutex_);
    now_ = made(identity, now_.count + 1);
  }

 private:
  Now made(const TerminalIdentity& identity, std::uint64_t count) const {
    return {TlsTrust::of_clinic(identity, host_), identity.certificate.until(), count};
  }

  const std::string host_;
  mutable std::mutex mutex_;
  Now now_;
};

}  // namespace alcove::client
