// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// Takes each parameter to the value that its field expects.
class QueryReader {
 public:
  explicit QueryReader(std::map<std::string, std::string> parameters)
      : parameters_(std::move(parameters)) {}

  template <class T, class Limit = std::nullptr_t>
  void operator()(const char* name, T&, const Limit& = {}) {
    using Is = Document::Parameter::Is;
    // Of any other type it is text; a list or an object is refused as the wrong type.
    take(name, kLiteral<T> ? Is::kLiteral : Is::kText);
  }
  // What was taken. Refuses (kUnknownField) a parameter that no field took.
  Result<Document> finish() const;

 private:
  template <class T>
  static constexpr bool kLiteral =
      std::is_same_v<T, bool> || std::is_same_v<T, std::int64_t> ||
      std::is_same_v<T, std::optional<bool>> || std::is_same_v<T, std::optional<std::int64_t>>;
  void take(const char* name, Document::Parameter::Is is);

  std::map<std::string, std::string> parameters_;
  std::vector<Document::Parameter> found_{};
};

struct QueryWriter {
  std::string text{};

  template <class T, class Limit = std::nullptr_t>
  void operator()(const char* name, const T& value, const Limit& = {}) {
    if constexpr (IsOptional<T>::value) {
      if (value) (*this)(name, *value);
    } else {
      text += (text.empty() ? "" : "&") + std::string(name) + "=" + percent_encoded(spelled(value));
    }
  }

  template <class T>
  static std::string spelled(const T& value) {
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::int64_t> ||
                  IsVector<T>::value || FieldStruct<T>) {
      Writer out;  // a list or an object is refused at the other end
      encode_value(out, value);
      return out.take();
    } else {
      return text_of(value);
    }
  }
};

}  // namespace detail

template <FieldStruct T>
Result<T> decode_query(std::string_view query) {
  using Parameters = std::map<std::string, std::string>;
  ALCOVE_ASSIGN(Parameters parameters, parse_query(query));
  T value{};
  detail::QueryReader reader(std::move(parameters));
  T::fields(reader, value);
  ALCOVE_ASSIGN(const Document document, reader.finish());
  ALCOVE_TRY(detail::decode_struct("", document.root(), value, UnknownFields::kRefuse));
  return value;
}

template <FieldStruct T>
std::string encode_query(const T& value) {
  detail::QueryWriter writer;
  T::fields(writer, value);
  return writer.text;
}

}  // namespace alcove::wire
