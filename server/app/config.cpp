// SPDX-License-Identifier: Apache-2.0
#include "server/app/config.h"

#include <array>

namespace alcove::app {
namespace {

constexpr std::array kOptions{
    operation::Option{"--state", "DIR", "the folder with the store (default /var/lib/alcove)"},
    operation::Option{"--key-file", "FILE",
                      "opens the box with this key; in a unit, the systemd credential"},
    operation::Option{"--passphrase-fd", "NUMBER",
                      "opens the box with the passphrase that this open descriptor gives"},
    operation::Option{"--ask-passphrase", "", "opens the box with a passphrase typed here"},
    operation::Option{"--control-socket", "PATH",
                      "where alcovectl reaches the server (default /run/alcove/control, or "
                      "'control' in another state folder)"},
    operation::Option{"--head-copy", "FILE",
                      "the second copy of the audit head, outside the state folder (default "
                      "DIR-head/head)"},
    operation::Option{"--help", "", "shows this"},
    operation::Option{"--version", "", "shows the version"}};

}  // namespace

std::span<const operation::Option> server_options() {
  return kOptions;
}

Result<Config> read_config(std::span<const std::string_view> arguments) {
  ALCOVE_ASSIGN(const operation::Arguments given, operation::Arguments::parse(kOptions, arguments));
  if (!given.words().empty()) {
    return Error{ErrorCode::kMalformed, {}, "alcove-server takes options only"};
  }
  Config config;
  config.help = given.has("--help");
  config.version = given.has("--version");
  config.paths =
      operation::BoxPaths::standard(given.value("--state").value_or(operation::kInstalledState));
  if (const auto socket = given.value("--control-socket")) {
    config.paths.socket = std::filesystem::absolute(*socket);
  }
  if (const auto copy = given.value("--head-copy")) {
    config.paths.head_copy = std::filesystem::absolute(*copy);
  }
  int sources = 0;
  if (const auto file = given.value("--key-file")) {
    config.key_source = KeySource::kKeyFile;
    config.key_file = *file;
    ++sources;
  }
  ALCOVE_ASSIGN(const std::optional<std::int64_t> descriptor,
                given.number("--passphrase-fd", 0, 65535));
  if (descriptor) {
    config.key_source = KeySource::kPassphraseFd;
    config.passphrase_fd = static_cast<int>(*descriptor);
    ++sources;
  }
  if (given.has("--ask-passphrase")) {
    config.key_source = KeySource::kTerminal;
    ++sources;
  }
  if (sources > 1) {
    return Error{ErrorCode::kMalformed,
                 {},
                 "give one of --key-file, --passphrase-fd and --ask-passphrase, or none: then the "
                 "server starts locked"};
  }
  return config;
}

std::string server_help() {
  return "alcove-server: the record system of a clinic, on one box.\n\n"
         "Holds the encrypted record store and answers the clinic's terminals and alcovectl.\n"
         "Without a key it starts locked: it tells the terminals so, and 'alcovectl unlock'\n"
         "opens it. It ends cleanly on SIGTERM.\n\nOptions:\n" +
         operation::option_table(kOptions) +
         "\nExit codes: 0 ended as asked; 1 the store or the disk is not as it should be;\n"
         "2 a wrong key or no store, nothing touched; 64 a mistake on the command line.\n";
}

}  // namespace alcove::app
