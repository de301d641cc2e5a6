// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/time.h"

// A struct of the contract names its fields once; decoder, encoder, documentation and tests all
// visit that one list:
//
//   struct Phone {
//     std::string number;
//     bool may_leave_message = false;
//
//     template <class Visitor, class Self>
//     static void fields(Visitor& visit, Self& self) {
//       visit("number", self.number, wire::line(3, 32));
//       visit("may_leave_message", self.may_leave_message);
//     }
//   };
//
// What a field may be: bool, std::int64_t with a Range, std::string with a Text limit, an enum with
// words, an Id, UtcTime, LocalDate, LocalDateTime, Bytes with a Text limit (base64), another such
// struct, std::vector of those with a Length, std::optional of those (absent and null both mean
// none).
namespace alcove::wire {

// Length in Unicode code points after NFC. Single-line text holds no control characters at all, and
// is trimmed at both ends; multi-line text may hold line feeds and tabs, and is kept as it is.
struct Text {
  std::size_t min = 0;
  std::size_t max = 0;
  bool multi_line = false;
  bool secret = false;  // a password or code: kept as typed, never normalised, wiped by its owner
};
constexpr Text line(std::size_t min, std::size_t max) {
  return {min, max, false, false};
}
constexpr Text prose(std::size_t min, std::size_t max) {
  return {min, max, true, false};
}
constexpr Text secret(std::size_t min, std::size_t max) {
  return {min, max, false, true};
}
constexpr Text bytes(std::size_t min, std::size_t max) {
  return {min, max, false, false};
}

struct Range {
  std::int64_t min = 0;
  std::int64_t max = 0;
};
constexpr Range range(std::int64_t min, std::int64_t max) {
  return {min, max};
}

// The number of items of a list, and the limit of each item where it needs one.
template <class ItemLimit = std::nullptr_t>
struct Length {
  std::size_t max = 0;
  ItemLimit item{};
};
constexpr Length<> at_most(std::size_t max) {
  return {max, nullptr};
}
template <class ItemLimit>
constexpr Length<ItemLimit> at_most(std::size_t max, ItemLimit item) {
  return {max, item};
}

// Words of an enum: specialise with `static constexpr EnumWord<E> words[]`.
template <class E>
struct EnumWord {
  E value;
  std::string_view word;
};
template <class E>
struct EnumWords;  // template <> struct EnumWords<Station> { static constexpr EnumWord<Station>
                   // words[] = ... };

template <class E>
concept WordEnum = std::is_enum_v<E> && requires { std::span(EnumWords<E>::words); };

template <WordEnum E>
constexpr std::string_view word_of(E value) {
  for (const auto& row : EnumWords<E>::words) {
    if (row.value == value) return row.word;
  }
  return {};
}

template <WordEnum E>
constexpr std::optional<E> from_word(std::string_view word) {
  for (const auto& row : EnumWords<E>::words) {
    if (row.word == word) return row.value;
  }
  return std::nullopt;
}

namespace detail {
struct AnyVisitor {
  template <class... Arguments>
  void operator()(Arguments&&...) {}
};
}  // namespace detail

template <class T>
concept FieldStruct =
    requires(detail::AnyVisitor& visitor, T& value) { T::fields(visitor, value); };

// A request or reply without fields.
struct Nothing {
  template <class Visitor, class Self>
  static void fields(Visitor&, Self&) {}
};

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::bool_constant<!std::is_same_v<T, std::uint8_t>> {};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

}  // namespace alcove::wire
