// SPDX-License-Identifier: Apache-2.0
#include "shared/base/bytes.h"

#include <array>

namespace alcove {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int base64_value(char c) {
  const std::size_t at = kBase64.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

Error not_base64() {
  return {ErrorCode::kMalformed, {}, "this is not base64"};
}

}  // namespace

std::string to_hex(ByteView bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) {
    return Error{ErrorCode::kMalformed, {}, "hexadecimal text needs an even number of digits"};
  }
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) {
      return Error{ErrorCode::kMalformed, {}, "a character is not a hexadecimal digit"};
    }
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

std::string to_base64(ByteView bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const std::uint32_t triple = (std::uint32_t{bytes[i]} << 16) |
                                 (left > 1 ? std::uint32_t{bytes[i + 1]} << 8 : 0) |
                                 (left > 2 ? std::uint32_t{bytes[i + 2]} : 0);
    out.push_back(kBase64[(triple >> 18) & 63]);
    out.push_back(kBase64[(triple >> 12) & 63]);
    out.push_back(left > 1 ? kBase64[(triple >> 6) & 63] : '=');
    out.push_back(left > 2 ? kBase64[triple & 63] : '=');
  }
  return out;
}

Result<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return not_base64();
  Bytes out;
  out.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    const bool last = i + 4 == text.size();
    const int pad = last && text[i + 3] == '=' ? (text[i + 2] == '=' ? 2 : 1) : 0;
    std::uint32_t triple = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      const bool padding = j >= static_cast<std::size_t>(4 - pad);
      const int value = padding ? 0 : base64_value(text[i + j]);
      if (value < 0) return not_base64();
      triple = (triple << 6) | static_cast<std::uint32_t>(value);
    }
    // Bits that the padding leaves over must be zero, so that each value has one spelling.
    if ((pad == 1 && (triple & 0xFF) != 0) || (pad == 2 && (triple & 0xFFFF) != 0)) {
      return not_base64();
    }
    out.push_back(static_cast<std::uint8_t>(triple >> 16));
    if (pad < 2) out.push_back(static_cast<std::uint8_t>((triple >> 8) & 0xFF));
    if (pad < 1) out.push_back(static_cast<std::uint8_t>(triple & 0xFF));
  }
  return out;
}

void append_u32(Bytes& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>((value >> shift) & 0xFF));
  }
}

void append_u64(Bytes& out, std::uint64_t value) {
  append_u32(out, static_cast<std::uint32_t>(value >> 32));
  append_u32(out, static_cast<std::uint32_t>(value & 0xFFFFFFFFU));
}

void append_prefixed(Bytes& out, ByteView bytes) {
  append_u32(out, static_cast<std::uint32_t>(bytes.size()));
  out.insert(out.end(), bytes.begin(), bytes.end());
}

Result<std::uint32_t> ByteReader::u32() {
  ALCOVE_ASSIGN(const Bytes bytes, take(4));
  std::uint32_t value = 0;
  for (const std::uint8_t byte : bytes) value = (value << 8) | byte;
  return value;
}

Result<std::uint64_t> ByteReader::u64() {
  ALCOVE_ASSIGN(const std::uint32_t high, u32());
  ALCOVE_ASSIGN(const std::uint32_t low, u32());
  return (std::uint64_t{high} << 32) | low;
}

Result<Bytes> ByteReader::take(std::size_t count) {
  if (count > rest_.size()) return Error{ErrorCode::kCorrupt, {}, "the data ends too early"};
  Bytes out(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(count));
  rest_ = rest_.subspan(count);
  return out;
}

Result<Bytes> ByteReader::prefixed(std::size_t max_length) {
  ALCOVE_ASSIGN(const std::uint32_t length, u32());
  if (length > max_length) return Error{ErrorCode::kCorrupt, {}, "a length is beyond its limit"};
  return take(length);
}

}  // namespace alcove
