// SPDX-License-Identifier: Apache-2.0
#include "shared/base/grouped_code.h"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace alcove {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kDataPerGroup = 4;
constexpr std::size_t kCharsPerGroup = 5;
constexpr std::size_t kBitsPerGroup = 20;

// Multiplication in GF(32) with x^5 + x^2 + 1.
unsigned multiply(unsigned a, unsigned b) {
  unsigned product = 0;
  while (b != 0) {
    if ((b & 1U) != 0) product ^= a;
    a <<= 1;
    if ((a & 32U) != 0) a ^= 0x25U;
    b >>= 1;
  }
  return product;
}

// Weights x, x^2, x^3, x^4 for the characters and x^5 for the group's number; the check itself has
// weight 1. All differ, so one wrong character or two swapped ones never cancel.
unsigned check_of(std::span<const unsigned> data, std::size_t group) {
  unsigned weight = 2;
  unsigned check = 0;
  for (const unsigned value : data) {
    check ^= multiply(weight, value);
    weight = multiply(weight, 2);
  }
  return check ^ multiply(weight, static_cast<unsigned>((group + 1) % 32));
}

std::optional<unsigned> value_of(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const std::size_t at = kAlphabet.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(at);
}

std::size_t groups_for(std::size_t byte_count) {
  return (byte_count * 8 + kBitsPerGroup - 1) / kBitsPerGroup;
}

Error wrong_group(std::size_t group) {
  return {ErrorCode::kWrongCode, fmt::format("group {}", group + 1),
          fmt::format("group {} has a mistake in it", group + 1)};
}

}  // namespace

std::string encode_grouped_code(ByteView bytes) {
  std::string out;
  const auto bit = [&](std::size_t index) -> unsigned {
    if (index / 8 >= bytes.size()) return 0;
    return (bytes[index / 8] >> (7 - index % 8)) & 1U;
  };
  for (std::size_t group = 0; group < groups_for(bytes.size()); ++group) {
    if (group != 0) out.push_back('-');
    std::array<unsigned, kDataPerGroup> data{};
    for (std::size_t i = 0; i < kBitsPerGroup; ++i) {
      data[i / 5] = (data[i / 5] << 1) | bit(group * kBitsPerGroup + i);
    }
    for (const unsigned value : data) out.push_back(kAlphabet[value]);
    out.push_back(kAlphabet[check_of(data, group)]);
  }
  return out;
}

Result<Bytes> decode_grouped_code(std::string_view typed, std::size_t byte_count) {
  const std::size_t groups = groups_for(byte_count);
  std::vector<unsigned> values;
  for (const char c : typed) {
    if (c == '-' || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    const std::optional<unsigned> value = value_of(c);
    if (!value) return wrong_group(values.size() / kCharsPerGroup);
    values.push_back(*value);
    if (values.size() > groups * kCharsPerGroup) {
      return Error{
          ErrorCode::kWrongCode,
          {},
          fmt::format("the code has {} groups of five characters; there are more here", groups)};
    }
  }
  for (std::size_t group = 0; (group + 1) * kCharsPerGroup <= values.size(); ++group) {
    const std::span all(values);
    const auto data = all.subspan(group * kCharsPerGroup, kDataPerGroup);
    if (check_of(data, group) != values[group * kCharsPerGroup + kDataPerGroup]) {
      return wrong_group(group);
    }
  }
  if (values.size() < groups * kCharsPerGroup) {
    return Error{ErrorCode::kWrongCode, fmt::format("group {}", values.size() / kCharsPerGroup + 1),
                 fmt::format("the code has {} groups of five characters; {} characters are missing",
                             groups, groups * kCharsPerGroup - values.size())};
  }
  Bytes out(byte_count, 0);
  for (std::size_t i = 0; i < groups * kBitsPerGroup; ++i) {
    const std::size_t group = i / kBitsPerGroup;
    const std::size_t in_group = i % kBitsPerGroup;
    const unsigned value = values[group * kCharsPerGroup + in_group / 5];
    const unsigned bit = (value >> (4 - in_group % 5)) & 1U;
    if (i / 8 < byte_count) {
      out[i / 8] = static_cast<std::uint8_t>(out[i / 8] | (bit << (7 - i % 8)));
    } else if (bit != 0) {
      return wrong_group(group);  // padding bits are zero: each value has one spelling
    }
  }
  return out;
}

std::vector<TypedGroup> check_typed_groups(std::string_view typed) {
  std::vector<TypedGroup> out;
  std::vector<unsigned> values;
  bool unknown = false;
  for (const char c : typed) {
    if (c == '-' || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    if (out.empty() || out.back().text.size() == kCharsPerGroup) {
      out.push_back({});
      values.clear();
      unknown = false;
    }
    TypedGroup& group = out.back();
    const std::optional<unsigned> value = value_of(c);
    group.text.push_back(value ? kAlphabet[*value] : c);
    unknown = unknown || !value;
    values.push_back(value.value_or(0));
    if (unknown) group.check = GroupCheck::kWrong;
    if (unknown || values.size() < kCharsPerGroup) continue;
    const auto data = std::span(values).first(kDataPerGroup);
    const bool right = check_of(data, out.size() - 1) == values.back();
    group.check = right ? GroupCheck::kRight : GroupCheck::kWrong;
  }
  return out;
}

}  // namespace alcove
