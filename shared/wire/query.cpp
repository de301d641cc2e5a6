// SPDX-License-Identifier: Apache-2.0
#include "shared/wire/query.h"

namespace alcove::wire {
namespace {

Result<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i] == '+' ? ' ' : text[i]);
      continue;
    }
    const Result<Bytes> byte =
        i + 2 < text.size() ? from_hex(text.substr(i + 1, 2)) : Result<Bytes>(Error{});
    if (!byte) return Error{ErrorCode::kMalformed, {}, "a parameter has a bad escape"};
    out.push_back(static_cast<char>(byte->front()));
    i += 2;
  }
  return out;
}

}  // namespace

Result<std::map<std::string, std::string>> parse_query(std::string_view query) {
  std::map<std::string, std::string> parameters;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    ALCOVE_ASSIGN(std::string name, percent_decoded(pair.substr(0, equals)));
    ALCOVE_ASSIGN(std::string value,
                  percent_decoded(equals == std::string_view::npos ? std::string_view()
                                                                   : pair.substr(equals + 1)));
    if (!parameters.emplace(std::move(name), std::move(value)).second) {
      return Error{ErrorCode::kMalformed, {}, "a parameter is there twice"};
    }
    if (parameters.size() > kMaxParameters) {
      return Error{ErrorCode::kTooMany, {}, "there are more than 32 parameters"};
    }
  }
  return parameters;
}

namespace detail {

void QueryReader::take(const char* name, Document::Parameter::Is is) {
  auto taken = parameters_.extract(name);
  if (!taken.empty()) found_.push_back({name, std::move(taken.mapped()), is});
}

Result<Document> QueryReader::finish() const {
  if (!parameters_.empty()) {
    return Error{
        ErrorCode::kUnknownField, {}, "there is a parameter that the contract does not have"};
  }
  return Document::of(found_);
}

}  // namespace detail

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    }
  }
  return out;
}

}  // namespace alcove::wire
