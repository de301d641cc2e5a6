// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/terminal_identity.h"

namespace alcove::rules {
namespace {

constexpr std::string_view kDevice = "urn:uuid:";
constexpr std::string_view kStation = "urn:alcove:station:";

}  // namespace

std::vector<std::string> terminal_uris(const TerminalIdentity& identity) {
  return {std::string(kDevice) + identity.device.text(),
          std::string(kStation) + std::string(wire::word_of(identity.station))};
}

std::optional<TerminalIdentity> terminal_identity(const std::vector<std::string>& uris) {
  if (uris.size() != 2) return std::nullopt;
  std::optional<DeviceId> device;
  std::optional<wire::Station> station;
  for (const std::string& uri : uris) {
    const std::string_view text = uri;
    if (text.starts_with(kDevice)) {
      const auto id = DeviceId::parse(text.substr(kDevice.size()));
      if (id) device = *id;
    } else if (text.starts_with(kStation)) {
      station = wire::from_word<wire::Station>(text.substr(kStation.size()));
    }
  }
  if (!device || !station) return std::nullopt;
  return TerminalIdentity{*device, *station};
}

}  // namespace alcove::rules
