// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

// The command line of the programs. Errors (kMalformed) name the option and never repeat
// a value.
namespace alcove {

enum class Times : std::uint8_t { kOnce, kMany };

struct Option {
  std::string_view name;   // "--state"
  std::string_view value;  // "DIR", or empty for an option without a value
  std::string_view help;
  Times times = Times::kOnce;  // how often it may be given
};

class Arguments {
 public:
  static constexpr std::size_t kMaxValues = 1000;  // of one option

  // Options and other words may come in any order; "--option=value" and "--option value" mean the
  // same; after "--" everything is a word.
  static Result<Arguments> parse(std::span<const Option> known,
                                 std::span<const std::string_view> given);

  bool has(std::string_view option) const;
  // The first one given.
  std::optional<std::string> value(std::string_view option) const;
  // All of an option that may be given many times, in their order; at most kMaxValues.
  std::vector<std::string> values(std::string_view option) const;
  // A whole number within the limits; nothing when the option was not given.
  Result<std::optional<std::int64_t>> number(std::string_view option, std::int64_t min,
                                             std::int64_t max) const;
  const std::vector<std::string>& words() const { return words_; }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> words_;
};

// Two columns for --help: the option, then its help, wrapped.
std::string option_table(std::span<const Option> options);

}  // namespace alcove
