// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "shared/wire/fields.h"
#include "shared/wire/json_document.h"

// The one room that knows JSON on the wire. Requests are decoded strictly: an unknown field is
// refused; replies ignore one, because kiosks and servers are upgraded at different times.
//
// Errors carry the path of the field ("phones[1].number") and never the value.
namespace alcove::wire {

enum class UnknownFields { kRefuse, kIgnore };

// Checks one text against its limit and brings it to NFC.
Result<std::string> checked_text(const std::string& path, std::string text, const Text& limit);
std::string child_path(const std::string& path, std::string_view name);
Error wrong_type(const std::string& path, std::string_view wanted);

namespace detail {

Result<bool> decode_bool(const std::string& path, Node json);
Result<std::int64_t> decode_integer(const std::string& path, Node json, const Range& limit);
Result<std::string> decode_text(const std::string& path, Node json, const Text& limit);
Result<Bytes> decode_bytes(const std::string& path, Node json, const Text& limit);
Result<std::string> decode_word(const std::string& path, Node json);
Error at_path(Error error, const std::string& path);
Error list_too_long(const std::string& path, std::size_t max);
Error missing(const std::string& path);

template <FieldStruct T>
Result<void> decode_struct(const std::string& path, Node json, T& out, UnknownFields unknown);

template <class T>
Result<void> assign(const std::string& path, T& out, Result<T> value) {
  if (!value) return at_path(value.error(), path);
  out = std::move(value).value();
  return {};
}

template <class T, class Limit>
Result<void> decode_value(const std::string& path, Node json, T& out, const Limit& limit,
                          UnknownFields unknown) {
  if constexpr (IsOptional<T>::value) {
    if (json.is_null()) {
      out.reset();
      return {};
    }
    typename T::value_type value{};
    ALCOVE_TRY(decode_value(path, json, value, limit, unknown));
    out = std::move(value);
    return {};
  } else if constexpr (IsVector<T>::value) {
    if (!json.is_list()) return wrong_type(path, "a list");
    if (json.size() > limit.max) return list_too_long(path, limit.max);
    out.clear();
    out.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
      typename T::value_type item{};
      ALCOVE_TRY(decode_value(path + "[" + std::to_string(i) + "]", json.at(i), item, limit.item,
                              unknown));
      out.push_back(std::move(item));
    }
    return {};
  } else if constexpr (std::is_same_v<T, bool>) {
    return assign(path, out, decode_bool(path, json));
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    return assign(path, out, decode_integer(path, json, limit));
  } else if constexpr (std::is_same_v<T, std::string>) {
    return assign(path, out, decode_text(path, json, limit));
  } else if constexpr (std::is_same_v<T, Bytes>) {
    return assign(path, out, decode_bytes(path, json, limit));
  } else if constexpr (WordEnum<T>) {
    ALCOVE_ASSIGN(const std::string word, decode_word(path, json));
    const std::optional<T> value = from_word<T>(word);
    if (!value) return wrong_type(path, "one of the words listed for it");
    out = *value;
    return {};
  } else if constexpr (FieldStruct<T>) {
    return decode_struct(path, json, out, unknown);
  } else {
    ALCOVE_ASSIGN(const std::string word, decode_word(path, json));
    if constexpr (IsId<T>::value) {
      return assign(path, out, T::parse(word));
    } else if constexpr (std::is_same_v<T, UtcTime>) {
      return assign(path, out, parse_utc(word));
    } else if constexpr (std::is_same_v<T, LocalDate>) {
      return assign(path, out, parse_date(word));
    } else {
      static_assert(std::is_same_v<T, LocalDateTime>, "not a type of the contract");
      return assign(path, out, parse_local(word));
    }
  }
}

// decode_value for a T and its Limit, once per pair of types instead of once per field.
using DecodeAny = Result<void> (*)(const std::string& path, Node json, void* out, const void* limit,
                                   UnknownFields unknown);
template <class T, class Limit>
Result<void> decode_any(const std::string& path, Node json, void* out, const void* limit,
                        UnknownFields unknown) {
  return decode_value(path, json, *static_cast<T*>(out), *static_cast<const Limit*>(limit),
                      unknown);
}

// Visits the fields of one struct and keeps the first refusal.
class StructDecoder {
 public:
  StructDecoder(const std::string& path, Node json, UnknownFields unknown)
      : path_(path), json_(json), unknown_(unknown) {}

  template <class T, class Limit = std::nullptr_t>
  void operator()(const char* name, T& value, const Limit& limit = {}) {
    take(name, IsOptional<T>::value ? Presence::kOptional : Presence::kDemanded,
         decode_any<T, Limit>, &value, &limit);
  }
  // The first refusal; a field that nobody visited is one where unknown ones are refused.
  Result<void> finish() const;

 private:
  enum class Presence : std::uint8_t { kDemanded, kOptional };
  void take(const char* name, Presence presence, DecodeAny decode, void* value, const void* limit);

  const std::string& path_;
  Node json_;
  UnknownFields unknown_;
  Result<void> result_{};
  std::vector<std::string_view> known_{};
};

template <FieldStruct T>
Result<void> decode_struct(const std::string& path, Node json, T& out, UnknownFields unknown) {
  if (!json.is_object()) return wrong_type(path, "an object");
  StructDecoder decoder(path, json, unknown);
  T::fields(decoder, out);
  return decoder.finish();
}

// What is text in JSON, as it stands there.
template <class T>
std::string text_of(const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    return value;
  } else if constexpr (std::is_same_v<T, Bytes>) {
    return to_base64(value);
  } else if constexpr (WordEnum<T>) {
    return std::string(word_of(value));
  } else if constexpr (IsId<T>::value) {
    return value.text();
  } else if constexpr (std::is_same_v<T, UtcTime>) {
    return format_utc(value);
  } else if constexpr (std::is_same_v<T, LocalDate>) {
    return format_date(value);
  } else {
    static_assert(std::is_same_v<T, LocalDateTime>, "not a type of the contract");
    return format_local(value);
  }
}

template <FieldStruct T>
void encode_struct(Writer& out, const T& value);

template <class T>
void encode_value(Writer& out, const T& value) {
  if constexpr (IsVector<T>::value) {
    out.begin_list();
    for (const auto& item : value) encode_value(out, item);
    out.end_list();
  } else if constexpr (std::is_same_v<T, bool>) {
    out.boolean(value);
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    out.integer(value);
  } else if constexpr (FieldStruct<T>) {
    encode_struct(out, value);
  } else {
    out.text(text_of(value));
  }
}

struct StructEncoder {
  Writer& out;

  template <class T, class Limit = std::nullptr_t>
  void operator()(const char* name, const T& value, const Limit& = {}) {
    if constexpr (IsOptional<T>::value) {
      if (!value) return;
      out.name(name);
      encode_value(out, *value);
    } else {
      out.name(name);
      encode_value(out, value);
    }
  }
};

template <FieldStruct T>
void encode_struct(Writer& out, const T& value) {
  out.begin_object();
  StructEncoder encoder{out};
  T::fields(encoder, value);
  out.end_object();
}

}  // namespace detail

// The whole body of a request (kRefuse) or a reply (kIgnore).
template <FieldStruct T>
Result<T> decode(std::string_view text, UnknownFields unknown) {
  ALCOVE_ASSIGN(const Document document, Document::parse(text));
  T value{};
  ALCOVE_TRY(detail::decode_struct("", document.root(), value, unknown));
  return value;
}

template <FieldStruct T>
std::string encode(const T& value) {
  Writer out;
  detail::encode_struct(out, value);
  return out.take();
}

}  // namespace alcove::wire
