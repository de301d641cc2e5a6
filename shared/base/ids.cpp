// SPDX-License-Identifier: Apache-2.0
#include "shared/base/ids.h"

namespace alcove {

UuidBytes make_uuid_v7(UtcTime now, RandomSource& random) {
  UuidBytes uuid{};
  random.fill(std::span(uuid).subspan(6));
  const auto millis = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (std::size_t i = 0; i < 6; ++i) {
    uuid[i] = static_cast<std::uint8_t>((millis >> (40 - 8 * i)) & 0xFF);
  }
  uuid[6] = static_cast<std::uint8_t>(0x70 | (uuid[6] & 0x0F));
  uuid[8] = static_cast<std::uint8_t>(0x80 | (uuid[8] & 0x3F));
  return uuid;
}

std::string format_uuid(const UuidBytes& uuid) {
  std::string text = to_hex(uuid);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
  return text;
}

Result<UuidBytes> parse_uuid(std::string_view text) {
  const Error refusal{ErrorCode::kMalformed, {}, "an id is a UUID in lower case"};
  if (text.size() != 36) return refusal;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return refusal;
    if (text[i] >= 'A' && text[i] <= 'F') return refusal;
    if (!dash) digits.push_back(text[i]);
  }
  const Result<Bytes> bytes = from_hex(digits);
  if (!bytes) return refusal;
  UuidBytes uuid{};
  std::copy(bytes->begin(), bytes->end(), uuid.begin());
  return uuid;
}

}  // namespace alcove
