// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/statement.h"
#include "shared/wire/fields.h"

// Words of enums as they rest in a column. What the store cannot have from us is a Fault
// (kCorrupt).
namespace alcove::store {

template <class E>
E enum_of(std::string_view word) {
  const std::optional<E> value = wire::from_word<E>(word);
  if (!value) throw Fault(ErrorCode::kCorrupt, "the store holds a word that is none of ours");
  return *value;
}

template <class E>
E word_in(const Statement& row, int column) {
  return enum_of<E>(row.text(column));
}

// Several in one column, with a blank between.
template <class E>
std::string words_of(const std::vector<E>& values) {
  std::string words;
  for (const E value : values) {
    if (!words.empty()) words += ' ';
    words += wire::word_of(value);
  }
  return words;
}

template <class E>
std::vector<E> enums_of(std::string_view words) {
  std::vector<E> values;
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    values.push_back(enum_of<E>(words.substr(0, end)));
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
  return values;
}

}  // namespace alcove::store
