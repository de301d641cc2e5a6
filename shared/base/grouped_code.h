// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"

// Codes that people copy by hand: the printed recovery key, enrolment and set-up codes. Crockford
// base32 (no I, L, O, U; those and lower case are understood as typed: i and l as 1, o as 0), in
// groups of five: four characters of the code, 20 bits, and one check. The check is computed over
// GF(32) from the four characters and the number of the group: it catches any one wrong character,
// any two neighbours swapped and any two groups swapped, and it says in which group.
namespace alcove {

// Groups joined by "-", for example "7ZQ4K-0M3PD". `bytes` are read as one bit string, padded with
// zero bits to whole groups.
std::string encode_grouped_code(ByteView bytes);

// The `byte_count` bytes back. Spaces and dashes may stand anywhere. A refusal (kWrongCode) names
// the first wrong group ("group 3"), or the number of characters that is missing or too many. The
// detail never repeats what was typed.
Result<Bytes> decode_grouped_code(std::string_view typed, std::size_t byte_count);

// Each group as far as it is typed, so that a person learns of a slip while the paper is at hand.
enum class GroupCheck { kUnfinished, kRight, kWrong };
struct TypedGroup {
  std::string text;  // in capitals, without dashes
  GroupCheck check = GroupCheck::kUnfinished;
};
std::vector<TypedGroup> check_typed_groups(std::string_view typed);

}  // namespace alcove
