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

// Whether a handshake on this thread has failed because the server's certificate was not believed,
// since the last call.
bool take_disbelief();

}  // namespace alcove::client
