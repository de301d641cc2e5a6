// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/wire/fields.h"

// What a struct of the contract looks like, for docs/api.md and the tests that walk every field.
// Made from the same list of fields that decodes it.
namespace alcove::wire {

struct FieldDescription {
  std::string path;  // "phones[].number"
  std::string type;  // "text, 3 to 32 characters"
  bool optional = false;
};

namespace detail {

std::string text_type(const Text& limit);
std::string range_type(const Range& limit);

template <class T>
std::string words_type() {
  std::string text = "one of";
  for (const auto& row : EnumWords<T>::words)
    text += std::string(" `") + std::string(row.word) + "`";
  return text;
}

struct Describer {
  std::vector<FieldDescription>& out;
  std::string prefix;

  template <class T, class Limit = std::nullptr_t>
  void operator()(const char* name, T& value, const Limit& limit = {}) {
    describe(prefix + name, value, limit, false);
  }

  template <class T, class Limit>
  void describe(const std::string& path, T&, const Limit& limit, bool optional) {
    if constexpr (IsOptional<T>::value) {
      typename T::value_type inner{};
      describe(path, inner, limit, true);
    } else if constexpr (IsVector<T>::value) {
      typename T::value_type inner{};
      out.push_back({path, "list of at most " + std::to_string(limit.max), optional});
      describe(path + "[]", inner, limit.item, false);
    } else if constexpr (std::is_same_v<T, bool>) {
      out.push_back({path, "true or false", optional});
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      out.push_back({path, range_type(limit), optional});
    } else if constexpr (std::is_same_v<T, std::string>) {
      out.push_back({path, text_type(limit), optional});
    } else if constexpr (std::is_same_v<T, Bytes>) {
      out.push_back(
          {path,
           "base64, " + std::to_string(limit.min) + " to " + std::to_string(limit.max) + " bytes",
           optional});
    } else if constexpr (WordEnum<T>) {
      out.push_back({path, words_type<T>(), optional});
    } else if constexpr (IsId<T>::value) {
      out.push_back({path, "id", optional});
    } else if constexpr (std::is_same_v<T, UtcTime>) {
      out.push_back({path, "instant, UTC", optional});
    } else if constexpr (std::is_same_v<T, LocalDate>) {
      out.push_back({path, "date", optional});
    } else if constexpr (std::is_same_v<T, LocalDateTime>) {
      out.push_back({path, "wall-clock time", optional});
    } else {
      static_assert(FieldStruct<T>, "not a type of the contract");
      out.push_back({path, "object", optional});
      T nested{};
      Describer inner{out, path + "."};
      T::fields(inner, nested);
    }
  }
};

}  // namespace detail

template <FieldStruct T>
std::vector<FieldDescription> describe() {
  std::vector<FieldDescription> fields;
  T value{};
  detail::Describer describer{fields, {}};
  T::fields(describer, value);
  return fields;
}

}  // namespace alcove::wire
