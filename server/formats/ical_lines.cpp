// SPDX-License-Identifier: Apache-2.0
#include "server/formats/ical_lines.h"

#include <algorithm>

namespace alcove::ical {
namespace {

std::string in_capitals(std::string_view text) {
  std::string out(text);
  for (char& one : out) {
    if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
  }
  return out;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') ||
           one == '-';
  });
}

// Where one of the signs stands outside of quotation marks.
std::size_t find_bare(std::string_view text, std::string_view signs, std::size_t from) {
  bool quoted = false;
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (!quoted && signs.find(text[at]) != std::string_view::npos) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<ContentLine> parse_content_line(std::int64_t line, std::string_view text) {
  ContentLine out;
  out.line = line;
  std::size_t at = text.find_first_of(";:");
  if (at == std::string_view::npos || !is_name(text.substr(0, at))) return std::nullopt;
  out.name = in_capitals(text.substr(0, at));
  while (text[at] == ';') {
    const std::size_t end = find_bare(text, ";:", at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view parameter = text.substr(at + 1, end - at - 1);
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos || !is_name(parameter.substr(0, equals))) {
      return std::nullopt;
    }
    std::string value(parameter.substr(equals + 1));
    std::erase(value, '"');
    out.parameters[in_capitals(parameter.substr(0, equals))] = std::move(value);
    at = end;
  }
  out.value = text.substr(at + 1);
  return out;
}

Unfolding::Unfolding(std::string_view text) : rest_(text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
}

std::string_view Unfolding::take_line() {
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  ++line_;
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::optional<Unfolding::Unfolded> Unfolding::next() {
  while (!rest_.empty()) {
    Unfolded out;
    out.text = take_line();
    out.line = line_;
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
      out.text += take_line().substr(1);
    }
    if (!out.text.empty()) return out;
  }
  return std::nullopt;
}

std::string text_value(std::string_view written) {
  std::string out;
  for (std::size_t at = 0; at < written.size(); ++at) {
    if (written[at] != '\\' || at + 1 == written.size()) {
      out += written[at];
      continue;
    }
    ++at;
    out += written[at] == 'n' || written[at] == 'N' ? ' ' : written[at];
  }
  return out;
}

std::vector<std::string> text_values(std::string_view written) {
  std::vector<std::string> all;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= written.size(); ++at) {
    if (at + 1 < written.size() && written[at] == '\\') {
      ++at;
    } else if (at == written.size() || written[at] == ',') {
      all.push_back(text_value(written.substr(from, at - from)));
      from = at + 1;
    }
  }
  return all;
}

}  // namespace alcove::ical
