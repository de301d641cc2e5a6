// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "server/http/https_server.h"

namespace alcove::http {

// What stands on the main port while the box waits for its key. It holds nothing of the clinic but
// a certificate whose only name is crypto::kLockedDoorName: a terminal reads "locked" off it within
// the handshake and sends nothing. Whoever goes on all the same (another program) gets the refusal
// `locked` and the end of the connection, whatever was asked.
class LockedDoor {
 public:
  static constexpr int kThreads = 8;
  static constexpr int kWaiting = 56;  // more connections than this and kThreads are not taken
  static constexpr std::chrono::milliseconds kPatience{3000};  // with a silent connection

  // Throws Fault (kUnavailable, kCorrupt) as HttpsServer does.
  LockedDoor(const std::string& address, std::uint16_t port, const TlsIdentity& identity);
  ~LockedDoor();  // ends every connection
  LockedDoor(const LockedDoor&) = delete;
  LockedDoor& operator=(const LockedDoor&) = delete;

  std::uint16_t port() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace alcove::http
