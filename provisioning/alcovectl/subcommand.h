// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/operator/arguments.h"
#include "server/operator/exit_code.h"

namespace alcove::ctl {

class Invocation;

// One command of the tool. What it does is in `run`; how it is asked for and explained is data,
// from which --help and the check of the man page are made.
struct Subcommand {
  std::string_view words;      // "keys add"
  std::string_view arguments;  // "FROM", or empty
  std::string_view summary;    // one line
  std::string_view help;       // for somebody who never saw a database
  std::vector<operation::Option> options;
  std::size_t least_words = 0;  // how many arguments it takes
  std::size_t most_words = 0;
  std::function<Result<operation::ExitCode>(Invocation&)> run;
};

// Every command, in the order of --help. Other rooms' commands stand beside the box's own.
const std::vector<Subcommand>& all_subcommands();

std::vector<Subcommand> box_subcommands();
std::vector<Subcommand> key_subcommands();
std::vector<Subcommand> backup_subcommands();
std::vector<Subcommand> restore_subcommands();
std::vector<Subcommand> upgrade_subcommands();
std::vector<Subcommand> staff_subcommands();
std::vector<Subcommand> terminal_subcommands();
std::vector<Subcommand> certificate_subcommands();
std::vector<Subcommand> schedule_subcommands();
std::vector<Subcommand> book_subcommands();

// Options that every command takes.
std::span<const operation::Option> common_options();

std::string tool_help();
// How it is typed: "terminal enrol [--station STATION] [--name NAME]".
std::string usage_line(const Subcommand& subcommand);
std::string subcommand_help(const Subcommand& subcommand);

}  // namespace alcove::ctl
