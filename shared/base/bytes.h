// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

// Byte strings and their spellings in text. None of these functions is for secrets that must not
// stay in memory: see shared/crypto/secret.h.
namespace alcove {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Lower-case hexadecimal. Decoding takes either case and refuses anything else (kMalformed).
std::string to_hex(ByteView bytes);
Result<Bytes> from_hex(std::string_view text);

// RFC 4648 base64 with padding. Decoding is strict: no white space, no missing padding.
std::string to_base64(ByteView bytes);
Result<Bytes> from_base64(std::string_view text);

// Fixed-width big-endian integers and length-prefixed strings (u32 length, then the bytes), the
// building blocks of every binary format of ours.
void append_u32(Bytes& out, std::uint32_t value);
void append_u64(Bytes& out, std::uint64_t value);
void append_prefixed(Bytes& out, ByteView bytes);

// Reads the same back. Every call refuses (kCorrupt) rather than read past the end.
class ByteReader {
 public:
  explicit ByteReader(ByteView bytes) : rest_(bytes) {}
  Result<std::uint32_t> u32();
  Result<std::uint64_t> u64();
  Result<Bytes> take(std::size_t count);
  Result<Bytes> prefixed(std::size_t max_length);
  bool at_end() const { return rest_.empty(); }

 private:
  ByteView rest_;
};

}  // namespace alcove
