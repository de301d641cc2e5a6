// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/app/clinic.h"
#include "server/operator/arguments.h"
#include "server/operator/box_paths.h"

namespace alcove::app {

enum class KeySource : std::uint8_t {
  kNone,  // starts locked
  kKeyFile,
  kPassphraseFd,  // an open descriptor
  kTerminal,
};

// How the server was started. Secrets are not in here: only where they come from.
struct Config {
  operation::BoxPaths paths;
  DoorOptions doors{};
  KeySource key_source = KeySource::kNone;
  std::filesystem::path key_file;
  int passphrase_fd = -1;
  bool help = false;
  bool version = false;
};

std::span<const operation::Option> server_options();
Result<Config> read_config(std::span<const std::string_view> arguments);
std::string server_help();

}  // namespace alcove::app
