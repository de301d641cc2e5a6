// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace alcove::text {
namespace {

bool is_key(std::string_view key) {
  if (key.empty() || key.front() < 'a' || key.front() > 'z') return false;
  return std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Error at_line(std::size_t line, std::string_view what) {
  return {ErrorCode::kMalformed, fmt::format("line {}", line), std::string(what)};
}

Result<std::string> unescape(std::string_view raw, std::size_t line) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\') {
      out.push_back(raw[i]);
      continue;
    }
    if (i + 1 >= raw.size() || raw[i + 1] != 'n') return at_line(line, "a backslash without n");
    out.push_back('\n');
    ++i;
  }
  return out;
}

Result<void> collect_parameters(std::string_view text, std::size_t line,
                                std::vector<std::string>& parameters) {
  while (true) {
    const std::size_t open = text.find_first_of("{}");
    if (open == std::string_view::npos) return {};
    const std::size_t close = text.find('}', open);
    if (text[open] == '}' || close == std::string_view::npos) {
      return at_line(line, "a brace without its partner");
    }
    const std::string name(text.substr(open + 1, close - open - 1));
    if (!is_key(name)) return at_line(line, "a placeholder without a proper name");
    if (std::find(parameters.begin(), parameters.end(), name) == parameters.end()) {
      parameters.push_back(name);
    }
    text.remove_prefix(close + 1);
  }
}

struct Line {
  std::string_view key;
  std::string_view form;
  std::string text;
};

Result<Line> parse_line(std::string_view line, std::size_t number) {
  const std::size_t equals = line.find(" = ");
  if (equals == std::string_view::npos) return at_line(number, "no \" = \" here");
  std::string_view key = line.substr(0, equals);
  std::string_view form;
  if (!key.empty() && key.back() == ']') {
    const std::size_t open = key.find('[');
    if (open == std::string_view::npos) return at_line(number, "a bracket without its partner");
    form = key.substr(open + 1, key.size() - open - 2);
    key = key.substr(0, open);
    if (form != "one" && form != "other") return at_line(number, "a form that is not one or other");
  }
  if (!is_key(key)) return at_line(number, "a key may hold a to z, 0 to 9 and _ only");
  ALCOVE_ASSIGN(std::string text, unescape(line.substr(equals + 3), number));
  if (text.empty() || text.back() == ' ')
    return at_line(number, "an empty text, or a blank behind");
  return Line{key, form, std::move(text)};
}

Result<void> add_line(const Line& line, std::size_t number, Catalogue& out) {
  auto found = std::find_if(out.messages.begin(), out.messages.end(),
                            [&](const Message& message) { return message.key == line.key; });
  const bool second_form = !line.form.empty() && found != out.messages.end();
  if (found != out.messages.end() && !second_form) return at_line(number, "this key stands twice");
  if (found == out.messages.end()) {
    out.messages.push_back(Message{std::string(line.key), {}, {}, {}});
    found = std::prev(out.messages.end());
    if (!line.form.empty()) found->parameters.emplace_back("count");
  }
  std::string& text = line.form == "one" ? found->one : found->other;
  if (!text.empty()) return at_line(number, "this key stands twice");
  text = line.text;
  return collect_parameters(text, number, found->parameters);
}

}  // namespace

const Message* Catalogue::find(std::string_view key) const {
  const auto found = std::find_if(messages.begin(), messages.end(),
                                  [&](const Message& message) { return message.key == key; });
  return found == messages.end() ? nullptr : &*found;
}

Result<Catalogue> parse_catalogue(std::string_view file) {
  Catalogue out;
  std::size_t number = 0;
  while (!file.empty()) {
    ++number;
    const std::size_t end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.empty() || line.front() == '#') continue;
    ALCOVE_ASSIGN(const Line parsed, parse_line(line, number));
    ALCOVE_TRY(add_line(parsed, number, out));
  }
  for (const Message& message : out.messages) {
    const bool plural = std::find(message.parameters.begin(), message.parameters.end(), "count") !=
                        message.parameters.end();
    if (message.other.empty() || (plural && message.one.empty())) {
      return Error{ErrorCode::kMalformed, message.key, "the forms one and other belong together"};
    }
  }
  return out;
}

std::vector<std::string> differences(const Catalogue& first, const Catalogue& second) {
  std::vector<std::string> out;
  for (const Message& mine : first.messages) {
    const Message* const theirs = second.find(mine.key);
    if (theirs == nullptr) {
      out.push_back(fmt::format("{} is missing in the second language", mine.key));
      continue;
    }
    if (mine.has_plural() != theirs->has_plural()) {
      out.push_back(fmt::format("{} has a plural in one language only", mine.key));
    }
    std::vector<std::string> my_names = mine.parameters;
    std::vector<std::string> their_names = theirs->parameters;
    std::sort(my_names.begin(), my_names.end());
    std::sort(their_names.begin(), their_names.end());
    if (my_names != their_names) {
      out.push_back(fmt::format("{} has other placeholders in the second language", mine.key));
    }
  }
  for (const Message& theirs : second.messages) {
    if (first.find(theirs.key) == nullptr) {
      out.push_back(fmt::format("{} is missing in the first language", theirs.key));
    }
  }
  return out;
}

}  // namespace alcove::text
