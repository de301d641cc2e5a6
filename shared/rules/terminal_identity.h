// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/wire/route.h"

namespace alcove::rules {

// What a terminal's certificate says of it, as two URIs in its subjectAltName:
//   urn:uuid:<device id>
//   urn:alcove:station:<lobby | front-desk | therapy-room>
// The kiosk takes its station from there; the server also compares both with its store.
struct TerminalIdentity {
  DeviceId device;
  wire::Station station = wire::Station::kLobby;
  friend bool operator==(const TerminalIdentity&, const TerminalIdentity&) = default;
};

std::vector<std::string> terminal_uris(const TerminalIdentity& identity);

// Nothing unless each is there exactly once and nothing else is.
std::optional<TerminalIdentity> terminal_identity(const std::vector<std::string>& uris);

}  // namespace alcove::rules
