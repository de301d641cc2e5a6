// SPDX-License-Identifier: Apache-2.0
#include "provisioning/alcovectl/tool.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "provisioning/alcovectl/invocation.h"
#include "server/formats/utf8.h"
#include "shared/base/guard_memory.h"

namespace alcove::ctl {
namespace {

using operation::Arguments;
using operation::ExitCode;
using operation::Option;

enum class Output : std::uint8_t { kWords, kJson };

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    out.push_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out;
}

bool begins_with(const std::vector<std::string>& given, std::string_view words) {
  const std::vector<std::string_view> wanted = split(words);
  return given.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), given.begin());
}

// The commands of which only the beginning was given: "book" of book check, book import, book undo.
std::vector<const Subcommand*> commands_that_begin_with(const std::vector<std::string>& given) {
  std::vector<const Subcommand*> all;
  for (const Subcommand& one : all_subcommands()) {
    const std::vector<std::string_view> words = split(one.words);
    const bool begins =
        words.size() > given.size() && std::equal(given.begin(), given.end(), words.begin());
    if (begins) all.push_back(&one);
  }
  return all;
}

// All options of all commands: which of them the command itself takes is looked at afterwards, when
// the command is known.
std::vector<Option> every_option() {
  std::vector<Option> all(common_options().begin(), common_options().end());
  all.push_back({"--version", "", ""});
  for (const Subcommand& subcommand : all_subcommands()) {
    for (const Option& option : subcommand.options) {
      const bool known = std::any_of(all.begin(), all.end(),
                                     [&](const Option& one) { return one.name == option.name; });
      if (!known) all.push_back(option);
    }
  }
  return all;
}

void print_object(const Error& error) {
  fmt::print("{}\n",
             wire::encode(operation::ErrorLine{.code = std::string(error_code_word(error.code)),
                                               .field = error.field,
                                               .detail = error.detail}));
}

// Whether it could be written or not: the exit code says the same.
void tell(const std::string& words) {
  std::fputs(words.c_str(), stderr);
}

int report(const Error& error, Output output) {
  switch (output) {
    case Output::kJson:
      print_object(error);
      break;
    case Output::kWords:
      tell(fmt::format("alcovectl: {}.\n", error.detail));
      break;
  }
  return static_cast<int>(operation::exit_code_of(error.code));
}

int usage(std::string_view sentence, Output output) {
  switch (output) {
    case Output::kJson:
      print_object({ErrorCode::kMalformed, {}, std::string(sentence)});
      break;
    case Output::kWords:
      tell(fmt::format("alcovectl: {}.\nalcovectl --help shows the commands.\n", sentence));
      break;
  }
  return static_cast<int>(ExitCode::kUsage);
}

int run(const Subcommand& subcommand, Arguments arguments, Output output) {
  const std::size_t words = split(subcommand.words).size();
  const std::size_t given = arguments.words().size() - words;
  if (given < subcommand.least_words || given > subcommand.most_words) {
    return usage(fmt::format("it is used like this: alcovectl {}", usage_line(subcommand)), output);
  }
  try {
    Invocation invocation(std::move(arguments));
    invocation.set_words_used(words);
    const Result<ExitCode> code = subcommand.run(invocation);
    if (code) return static_cast<int>(*code);
    if (code.error().code == ErrorCode::kMalformed && code.error().field.empty()) {
      return usage(code.error().detail, output);
    }
    return report(code.error(), output);
  } catch (const Fault& fault) {
    return report(fault.error(), output);
  }
}

int no_command(const Arguments& arguments, Output output) {
  const bool help = arguments.has("--help");
  if (arguments.words().empty()) {
    fmt::print("{}", tool_help());
    return help ? 0 : static_cast<int>(ExitCode::kUsage);
  }
  const std::vector<const Subcommand*> all = commands_that_begin_with(arguments.words());
  if (all.empty()) return usage("there is no such command", output);
  std::string lines;
  for (const Subcommand* const one : all) {
    lines += fmt::format("{}alcovectl {}", lines.empty() ? "" : "\n", usage_line(*one));
  }
  if (!help) return usage("one of these is meant:\n" + lines, output);
  fmt::print("{}\n", lines);
  return 0;
}

}  // namespace

int run_tool(int count, char** values) {
  guard_memory();
  keep_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string_view> given(values + 1, values + count);
  const bool json = std::find(given.begin(), given.end(), "--json") != given.end();
  const Output output = json ? Output::kJson : Output::kWords;
  for (const std::string_view one : given) {
    if (!is_utf8(one)) {
      return usage("one of the words is not text in UTF-8: set the terminal to it", output);
    }
  }
  const std::vector<Option> options = every_option();
  Result<Arguments> arguments = Arguments::parse(options, given);
  if (!arguments) return usage(arguments.error().detail, output);
  if (arguments->has("--version")) {
    fmt::print("alcovectl {}\n", ALCOVE_VERSION);
    return 0;
  }
  const Subcommand* found = nullptr;
  for (const Subcommand& subcommand : all_subcommands()) {
    if (begins_with(arguments->words(), subcommand.words)) found = &subcommand;
  }
  if (found == nullptr) return no_command(*arguments, output);
  if (arguments->has("--help")) {
    fmt::print("{}", subcommand_help(*found));
    return 0;
  }
  for (const Option& option : options) {
    const auto same = [&](const Option& one) { return one.name == option.name; };
    const std::span<const Option> common = common_options();
    if (arguments->has(option.name) && std::none_of(common.begin(), common.end(), same) &&
        std::none_of(found->options.begin(), found->options.end(), same)) {
      return usage(fmt::format("alcovectl {} has no option {}", found->words, option.name), output);
    }
  }
  return run(*found, std::move(arguments).value(), output);
}

}  // namespace alcove::ctl
