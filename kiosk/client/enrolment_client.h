// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/client/tls_connection.h"
#include "shared/api/enrolment.h"
#include "shared/base/random.h"
#include "shared/base/time.h"

namespace alcove::client {

inline constexpr std::uint16_t kEnrolmentPort = 8444;  // unless the address that is typed says more
inline constexpr std::size_t kMaxTypedAddress = 255;

// What the person at the terminal typed: "10.0.0.5", "box.clinic.example:9444", "[fd00::5]:8444".
// Blanks around it are dropped. kMalformed with a sentence for anything else.
Result<ServerAddress> parse_typed_address(std::string_view typed, std::uint16_t usual_port);

// A terminal that has just become one of the clinic's.
struct NewTerminal {
  DeviceId device;
  std::string name;
  wire::Station station = wire::Station::kLobby;
  ServerAddress server;  // the main port, on the host that was typed
  TerminalIdentity identity;
};

// Makes a key, connects to the enrolment port, compares the clinic's certificate with the
// fingerprint in the code inside the handshake, and only then sends the request and its MAC. What
// comes back is checked as well: the certificate is for our key, of that authority, and good now.
// Blocks for `within` at most: never on the UI thread. Nothing is stored here.
//
// Errors: kWrongCode (its detail names the group with the mistake when the code itself is mistyped;
// or the server's own refusal), kOtherVersion, kUnavailable (field kOtherServer: what answers there
// is not the clinic of this code), kTimedOut, kMalformed (the address).
Result<NewTerminal> enrol(std::string_view typed_address, std::string_view typed_code,
                          RandomSource& random, const Clock& clock,
                          std::chrono::milliseconds within = std::chrono::seconds(15));

}  // namespace alcove::client
