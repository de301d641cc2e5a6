// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The lines of a calendar file (RFC 5545, 3.1): unfolded, and taken apart into name, parameters and
// value. Pure.
namespace alcove::ical {

struct ContentLine {
  std::int64_t line = 0;                          // of the file, from 1 on, on which it begins
  std::string name;                               // in capital letters
  std::map<std::string, std::string> parameters;  // names in capitals, values without marks
  std::string value;                              // as it is written
};

// One unfolded line; none where it is not of that form.
std::optional<ContentLine> parse_content_line(std::int64_t line, std::string_view text);

// Hands the lines out one by one.
class Unfolding {
 public:
  explicit Unfolding(std::string_view text);

  struct Unfolded {
    std::int64_t line = 0;
    std::string text;
  };
  // None at the end. Empty lines are left out.
  std::optional<Unfolded> next();

 private:
  std::string_view take_line();

  std::string_view rest_;
  std::int64_t line_ = 0;
};

// A text value: "\n", "\," and the like as what they mean; a line end becomes a blank.
std::string text_value(std::string_view written);
// The parts of a list of texts, which commas without a backslash divide.
std::vector<std::string> text_values(std::string_view written);

}  // namespace alcove::ical
