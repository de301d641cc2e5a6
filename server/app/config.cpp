// SPDX-License-Identifier: Apache-2.0
#include "server/app/config.h"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "server/app/own_addresses.h"

namespace alcove::app {
namespace {

constexpr std::array kOptions{
    operation::Option{"--state", "DIR", "the folder with the store (default /var/lib/alcove)"},
    operation::Option{"--key-file", "FILE",
                      "opens the box with this key; in a unit, the systemd credential"},
    operation::Option{"--passphrase-fd", "NUMBER",
                      "opens the box with the passphrase that this open descriptor gives"},
    operation::Option{"--ask-passphrase", "", "opens the box with a passphrase typed here"},
    operation::Option{"--listen", "ADDRESS",
                      "the address of the box that terminals reach (default 0.0.0.0: all of them)"},
    operation::Option{"--port", "NUMBER", "the terminals' port (default 8443)"},
    operation::Option{"--enrolment-port", "NUMBER",
                      "the port for new terminals, open only while a code is (default 8444)"},
    operation::Option{"--host", "NAME",
                      "an address or name that terminals type, for the box's certificate; several "
                      "with commas (default: 127.0.0.1, this box's host name and all its IPv4 "
                      "addresses, as they come)"},
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

namespace {

std::vector<std::string> split_at_commas(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    if (end > at) parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::vector<std::string> own_hosts() {
  std::array<char, 256> name{};
  std::vector<std::string> hosts{"127.0.0.1"};
  if (gethostname(name.data(), name.size() - 1) == 0 && name[0] != 0)
    hosts.emplace_back(name.data());
  return hosts;
}

Result<DoorOptions> read_doors(const operation::Arguments& given) {
  DoorOptions doors;
  doors.address = given.value("--listen").value_or(doors.address);
  ALCOVE_ASSIGN(const std::optional<std::int64_t> port, given.number("--port", 1, 65535));
  ALCOVE_ASSIGN(const std::optional<std::int64_t> enrolment,
                given.number("--enrolment-port", 1, 65535));
  doors.port = static_cast<std::uint16_t>(port.value_or(doors.port));
  doors.enrolment_port = static_cast<std::uint16_t>(enrolment.value_or(doors.enrolment_port));
  if (doors.port == doors.enrolment_port) {
    return Error{ErrorCode::kMalformed, {}, "the two ports must differ"};
  }
  const std::optional<std::string> hosts = given.value("--host");
  doors.hosts = hosts ? split_at_commas(*hosts) : own_hosts();
  if (!hosts) doors.own_addresses = own_addresses;
  return doors;
}

}  // namespace

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
  ALCOVE_ASSIGN(config.doors, read_doors(given));
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
