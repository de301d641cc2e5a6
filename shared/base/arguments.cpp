// SPDX-License-Identifier: Apache-2.0
#include "shared/base/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace alcove {
namespace {

constexpr std::size_t kHelpColumn = 28;
constexpr std::size_t kLineWidth = 80;

Error usage(std::string detail) {
  return {ErrorCode::kMalformed, {}, std::move(detail)};
}

std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (column > indent && column + 1 + end > kLineWidth) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

Result<Arguments> Arguments::parse(std::span<const Option> known,
                                   std::span<const std::string_view> given) {
  Arguments arguments;
  bool only_words = false;
  for (std::size_t i = 0; i < given.size(); ++i) {
    std::string_view text = given[i];
    if (only_words || !text.starts_with("--")) {
      if (text.empty()) return usage("one of the words is empty");
      arguments.words_.emplace_back(text);
      continue;
    }
    if (text == "--") {
      only_words = true;
      continue;
    }
    const std::size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    const auto option = std::find_if(known.begin(), known.end(),
                                     [&](const Option& one) { return one.name == name; });
    if (option == known.end()) return usage(fmt::format("there is no option {} here", name));
    std::string value;
    if (option->value.empty()) {
      if (equals != std::string_view::npos) return usage(fmt::format("{} takes no value", name));
    } else if (equals != std::string_view::npos) {
      value = text.substr(equals + 1);
    } else if (i + 1 < given.size()) {
      value = given[++i];
    } else {
      return usage(fmt::format("{} needs a value: {} {}", name, name, option->value));
    }
    // What names a file or a folder names one; other texts may be empty.
    constexpr std::string_view kPaths[] = {"FILE", "DIR", "PATH"};
    if (value.empty() && std::ranges::find(kPaths, option->value) != std::end(kPaths)) {
      return usage(fmt::format("{} needs a value: {} {}", name, name, option->value));
    }
    std::vector<std::string>& values = arguments.values_[std::string(name)];
    if (!values.empty() && option->times == Times::kOnce) {
      return usage(fmt::format("{} is there twice", name));
    }
    if (values.size() == kMaxValues) {
      return usage(fmt::format("{} is there more than {} times", name, kMaxValues));
    }
    values.push_back(std::move(value));
  }
  return arguments;
}

bool Arguments::has(std::string_view option) const {
  return values_.find(option) != values_.end();
}

std::optional<std::string> Arguments::value(std::string_view option) const {
  const auto found = values_.find(option);
  if (found == values_.end()) return std::nullopt;
  return found->second.front();
}

std::vector<std::string> Arguments::values(std::string_view option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

Result<std::optional<std::int64_t>> Arguments::number(std::string_view option, std::int64_t min,
                                                      std::int64_t max) const {
  const std::optional<std::string> text = value(option);
  if (!text) return std::optional<std::int64_t>();
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (problem != std::errc() || end != text->data() + text->size() || number < min ||
      number > max) {
    return usage(fmt::format("{} takes a whole number from {} to {}", option, min, max));
  }
  return std::optional(number);
}

std::string option_table(std::span<const Option> options) {
  std::string out;
  for (const Option& option : options) {
    const std::string left =
        fmt::format("  {}{}{}", option.name, option.value.empty() ? "" : " ", option.value);
    const bool fits = left.size() + 2 <= kHelpColumn;
    out += left;
    out +=
        fits ? std::string(kHelpColumn - left.size(), ' ') : "\n" + std::string(kHelpColumn, ' ');
    out += wrapped(option.help, kHelpColumn) + "\n";
  }
  return out;
}

}  // namespace alcove
