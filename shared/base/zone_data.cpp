// SPDX-License-Identifier: Apache-2.0
#include "shared/base/zone_data.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace alcove {
namespace {

constexpr const char* kZoneData = "/usr/share/zoneinfo/tzdata.zi";
constexpr std::string_view kBeforeVersion = "# version ";
constexpr std::size_t kMaxVersion = 16;

std::optional<std::string> read_version() {
  std::array<char, kBeforeVersion.size() + kMaxVersion + 2> line{};
  std::ifstream file(kZoneData);
  if (!file.getline(line.data(), line.size())) return std::nullopt;
  return zone_data_version_in(line.data());
}

}  // namespace

const std::optional<std::string>& zone_data_version() {
  static const std::optional<std::string> version = read_version();
  return version;
}

std::optional<std::string> zone_data_version_in(std::string_view first_line) {
  if (!first_line.starts_with(kBeforeVersion)) return std::nullopt;
  const std::string_view version = first_line.substr(kBeforeVersion.size());
  const bool plain = std::all_of(version.begin(), version.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
  });
  if (version.empty() || version.size() > kMaxVersion || !plain) return std::nullopt;
  return std::string(version);
}

}  // namespace alcove
