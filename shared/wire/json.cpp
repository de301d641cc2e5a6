// SPDX-License-Identifier: Apache-2.0
#include "shared/wire/json.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

namespace alcove::wire {
namespace {

using Json = nlohmann::json;

const Json& json_of(Node node) {
  return *static_cast<const Json*>(node.value());
}

struct FreeMalloced {
  void operator()(utf8proc_uint8_t* pointer) const { std::free(pointer); }
};

bool is_control(utf8proc_int32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

// Characters that change how other text is shown (bidirectional overrides and isolates), which
// could make one name look like another.
bool is_direction_override(utf8proc_int32_t code_point) {
  return (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

Result<std::string> checked_text(const std::string& path, std::string text, const Text& limit) {
  if (limit.secret) {
    if (text.size() > limit.max * 4) {
      return Error{ErrorCode::kOutOfRange, path,
                   fmt::format("the text has at most {} characters", limit.max)};
    }
  } else {
    utf8proc_uint8_t* raw = nullptr;
    const utf8proc_ssize_t size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &raw,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, FreeMalloced> composed(raw);
    if (size < 0) return Error{ErrorCode::kMalformed, path, "the text is not UTF-8"};
    text.assign(reinterpret_cast<const char*>(composed.get()), static_cast<std::size_t>(size));
    if (!limit.multi_line) text = trimmed(text);
  }
  std::size_t count = 0;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t code_point = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, left, &code_point);
    if (used < 0) return Error{ErrorCode::kMalformed, path, "the text is not UTF-8"};
    const bool allowed_break = limit.multi_line && (code_point == '\n' || code_point == '\t');
    if ((is_control(code_point) && !allowed_break) || is_direction_override(code_point)) {
      return Error{ErrorCode::kOutOfRange, path, "the text holds a control character"};
    }
    ++count;
    at += used;
    left -= used;
  }
  if (count < limit.min) {
    return Error{ErrorCode::kOutOfRange, path,
                 limit.min == 1 ? std::string("the text is empty")
                                : fmt::format("the text has at least {} characters", limit.min)};
  }
  if (count > limit.max) {
    return Error{ErrorCode::kOutOfRange, path,
                 fmt::format("the text has at most {} characters", limit.max)};
  }
  return text;
}

std::string child_path(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : fmt::format("{}.{}", path, name);
}

Error wrong_type(const std::string& path, std::string_view wanted) {
  return {ErrorCode::kWrongType, path, fmt::format("the field takes {}", wanted)};
}

namespace detail {

Result<bool> decode_bool(const std::string& path, Node node) {
  const Json& json = json_of(node);
  if (!json.is_boolean()) return wrong_type(path, "true or false");
  return json.get<bool>();
}

Result<std::int64_t> decode_integer(const std::string& path, Node node, const Range& limit) {
  const Json& json = json_of(node);
  if (!json.is_number_integer()) return wrong_type(path, "a whole number");
  const Error refusal{ErrorCode::kOutOfRange, path,
                      fmt::format("the number lies between {} and {}", limit.min, limit.max)};
  if (json.is_number_unsigned()) {
    const auto value = json.get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return refusal;
  }
  const auto value = json.get<std::int64_t>();
  if (value < limit.min || value > limit.max) return refusal;
  return value;
}

Result<std::string> decode_text(const std::string& path, Node node, const Text& limit) {
  const Json& json = json_of(node);
  if (!json.is_string()) return wrong_type(path, "text");
  return checked_text(path, json.get<std::string>(), limit);
}

Result<Bytes> decode_bytes(const std::string& path, Node node, const Text& limit) {
  const Json& json = json_of(node);
  if (!json.is_string()) return wrong_type(path, "base64 text");
  const std::string& text = json.get_ref<const std::string&>();
  if (text.size() > limit.max / 3 * 4 + 4) {
    return Error{ErrorCode::kOutOfRange, path, fmt::format("at most {} bytes", limit.max)};
  }
  Result<Bytes> bytes = from_base64(text);
  if (!bytes) return at_path(bytes.error(), path);
  if (bytes->size() < limit.min || bytes->size() > limit.max) {
    return Error{ErrorCode::kOutOfRange, path, fmt::format("{} to {} bytes", limit.min, limit.max)};
  }
  return bytes;
}

Result<std::string> decode_word(const std::string& path, Node node) {
  const Json& json = json_of(node);
  if (!json.is_string()) return wrong_type(path, "text");
  return json.get<std::string>();
}

Error at_path(Error error, const std::string& path) {
  error.field = path;
  return error;
}

Error list_too_long(const std::string& path, std::size_t max) {
  return {ErrorCode::kOutOfRange, path, fmt::format("the list has at most {} items", max)};
}

Error missing(const std::string& path) {
  return {ErrorCode::kMissingField, path, "the field must be there"};
}

void StructDecoder::take(const char* name, Presence presence, DecodeAny decode, void* value,
                         const void* limit) {
  known_.push_back(name);
  if (!result_) return;
  if (const std::optional<Node> found = json_.find(name)) {
    result_ = decode(child_path(path_, name), *found, value, limit, unknown_);
  } else if (presence == Presence::kDemanded) {
    result_ = missing(child_path(path_, name));
  }
}

Result<void> StructDecoder::finish() const {
  ALCOVE_TRY(result_);
  if (unknown_ == UnknownFields::kIgnore) return {};
  const Json& json = json_of(json_);
  for (const auto& [name, value] : json.items()) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    // The name itself came from outside and could be anything, so it is not repeated.
    return Error{ErrorCode::kUnknownField, path_,
                 "there is a field that the contract does not have"};
  }
  return {};
}

}  // namespace detail
}  // namespace alcove::wire
