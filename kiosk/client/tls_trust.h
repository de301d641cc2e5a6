// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/Context.h>

#include <string>

#include "kiosk/client/tls_connection.h"

namespace alcove::client {

// For this room only: what a TlsTrust holds.
struct TlsTrust::Parts {
  Poco::Net::Context::Ptr context;
  Accept accept;
};

// What the handshakes on this thread have seen in servers' certificates since the last call.
enum class Doubt : std::uint8_t {
  kNone,
  kNotBelieved,
  kLockedDoor,    // it is the clinic's own sign that the box is locked: good, and not its server's
  kNotNow,        // the clinic's own server, whose certificate is not good at this machine's time
  kLockedNotNow,  // likewise the clinic's own sign
};
Doubt take_doubt();

}  // namespace alcove::client
