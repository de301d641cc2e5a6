// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "shared/wire/json.h"

// A GET carries its request in the query string, a field a parameter: flat structs of texts, words,
// ids, dates, times, numbers and booleans, each optional or not. The limits and refusals are those
// of the JSON decoder. Nothing sensitive goes here (a search with a name in it is a POST).
namespace alcove::wire {

// The parameters with their percent-encoding undone. Refuses (kMalformed) a parameter that is there
// twice, a bad escape, and more than kMaxParameters.
inline constexpr std::size_t kMaxParameters = 32;
Result<std::map<std::string, std::string>> parse_query(std::string_view query);
std::string percent_encoded(std::string_view text);

namespace detail {

// Takes each parameter to the JSON value that its field expects.
struct QueryToJson {
  std::map<std::string, std::string>& parameters;
  Json json = Json::object();
  Result<void> result{};

  template <class T, class Limit = std::nullptr_t>
  void operator()(const char* name, T&, const Limit& limit = {}) {
    if constexpr (IsOptional<T>::value) {
      typename T::value_type inner{};
      (*this)(name, inner, limit);
    } else {
      const auto found = parameters.find(name);
      if (found == parameters.end()) return;
      if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::int64_t>) {
        // "true" and "12" are JSON; anything else stays text and is refused as the wrong type.
        Json parsed = Json::parse(found->second, nullptr, false);
        json[name] = parsed.is_discarded() ? Json(found->second) : std::move(parsed);
      } else {
        json[name] = found->second;  // a list or an object is refused as the wrong type
      }
      parameters.erase(found);
    }
  }
};

struct QueryWriter {
  std::string text{};

  template <class T, class Limit = std::nullptr_t>
  void operator()(const char* name, const T& value, const Limit& = {}) {
    if constexpr (IsOptional<T>::value) {
      if (value) (*this)(name, *value);
    } else {
      const Json encoded = encode_value(value);
      const std::string spelled = encoded.is_string() ? encoded.get<std::string>() : encoded.dump();
      text += (text.empty() ? "" : "&") + std::string(name) + "=" + percent_encoded(spelled);
    }
  }
};

}  // namespace detail

template <FieldStruct T>
Result<T> decode_query(std::string_view query) {
  using Parameters = std::map<std::string, std::string>;
  ALCOVE_ASSIGN(Parameters parameters, parse_query(query));
  T value{};
  detail::QueryToJson reader{parameters};
  T::fields(reader, value);
  if (!parameters.empty()) {
    return Error{
        ErrorCode::kUnknownField, {}, "there is a parameter that the contract does not have"};
  }
  ALCOVE_TRY(detail::decode_struct("", reader.json, value, UnknownFields::kRefuse));
  return value;
}

template <FieldStruct T>
std::string encode_query(const T& value) {
  detail::QueryWriter writer;
  T::fields(writer, value);
  return writer.text;
}

}  // namespace alcove::wire
