// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>

#include "provisioning/alcovectl/subcommand.h"

namespace alcove::ctl {
namespace {

using operation::Option;

constexpr std::array kCommon{
    Option{"--state", "DIR", "the folder with the store (default /var/lib/alcove)"},
    Option{"--socket", "PATH",
           "where the running server is reached (default /run/alcove/control, or 'control' in "
           "another state folder)"},
    Option{"--head-copy", "FILE", "the second copy of the audit head (default DIR-head/head)"},
    Option{"--key-file", "FILE", "the key, when the server is stopped: a key file"},
    Option{"--passphrase-fd", "NUMBER",
           "the key, when the server is stopped: a passphrase, read from this open descriptor"},
    Option{"--recovery-key", "",
           "the key, when the server is stopped: asks for the printed recovery key"},
    Option{"--recovery-key-fd", "NUMBER", "the same, read from this open descriptor"},
    Option{"--json", "", "prints one JSON object instead of sentences"},
    Option{"--help", "", "explains the command"}};

constexpr std::string_view kEnd =
    "Exit codes: 0 good; 1 something is wrong (damage, a full disk, a store that was rolled\n"
    "back); 2 a wrong key or a refusal, nothing was touched; 64 a mistake on the command line.\n";

std::string usage_of(const Subcommand& subcommand) {
  return fmt::format("{}{}{}", subcommand.words, subcommand.arguments.empty() ? "" : " ",
                     subcommand.arguments);
}

}  // namespace

std::span<const Option> common_options() {
  return kCommon;
}

const std::vector<Subcommand>& all_subcommands() {
  static const std::vector<Subcommand> all = [] {
    std::vector<Subcommand> list;
    for (auto* room :
         {box_subcommands, key_subcommands, terminal_subcommands, certificate_subcommands,
          staff_subcommands, backup_subcommands, restore_subcommands, upgrade_subcommands,
          schedule_subcommands, book_subcommands}) {
      for (Subcommand& subcommand : room()) list.push_back(std::move(subcommand));
    }
    return list;
  }();
  return all;
}

std::string tool_help() {
  std::string out =
      "alcovectl: sets up and looks after the box that holds the clinic's records.\n\n"
      "It talks to the running server. When the server is stopped it works on the store itself\n"
      "and asks for the passphrase. It never shows a client's name or a note.\n\n"
      "Usage: alcovectl COMMAND [OPTIONS]\n\nCommands:\n";
  for (const Subcommand& subcommand : all_subcommands()) {
    out += fmt::format("  {:<30}{}\n", usage_of(subcommand), subcommand.summary);
  }
  return out + "\nFor every command:\n" + operation::option_table(kCommon) +
         "\n'alcovectl COMMAND --help' explains a command. All of it: man alcovectl\n" +
         std::string(kEnd);
}

std::string usage_line(const Subcommand& subcommand) {
  std::string line = usage_of(subcommand);
  for (const operation::Option& option : subcommand.options) {
    line += fmt::format(" [{}{}{}]", option.name, option.value.empty() ? "" : " ", option.value);
  }
  return line;
}

std::string subcommand_help(const Subcommand& subcommand) {
  std::string out =
      fmt::format("alcovectl {}: {}\n\nUsage: alcovectl {} [OPTIONS]\n\n{}\n", subcommand.words,
                  subcommand.summary, usage_of(subcommand), subcommand.help);
  if (!subcommand.options.empty()) {
    out += "\nOptions:\n" + operation::option_table(subcommand.options);
  }
  return out + "\nFor every command:\n" + operation::option_table(kCommon) + "\n" +
         std::string(kEnd);
}

}  // namespace alcove::ctl
