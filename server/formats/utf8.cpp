// SPDX-License-Identifier: Apache-2.0
#include "server/formats/utf8.h"

#include <array>

namespace alcove {
namespace {

// RFC 3629, section 4: the first byte, the limits of the second, and how many more follow.
struct Form {
  unsigned char first_from, first_to;
  unsigned char second_from, second_to;
  int more;
};
constexpr std::array<Form, 8> kForms{{{0xC2, 0xDF, 0x80, 0xBF, 0},
                                      {0xE0, 0xE0, 0xA0, 0xBF, 1},
                                      {0xE1, 0xEC, 0x80, 0xBF, 1},
                                      {0xED, 0xED, 0x80, 0x9F, 1},
                                      {0xEE, 0xEF, 0x80, 0xBF, 1},
                                      {0xF0, 0xF0, 0x90, 0xBF, 2},
                                      {0xF1, 0xF3, 0x80, 0xBF, 2},
                                      {0xF4, 0xF4, 0x80, 0x8F, 2}}};

bool within(char byte, unsigned char from, unsigned char to) {
  const auto value = static_cast<unsigned char>(byte);
  return from <= value && value <= to;
}

// The bytes of the character that begins here; 0: none does.
std::size_t character_at(std::string_view bytes) {
  if (within(bytes.front(), 0x00, 0x7F)) return 1;
  for (const Form& form : kForms) {
    if (!within(bytes.front(), form.first_from, form.first_to)) continue;
    const std::size_t size = static_cast<std::size_t>(form.more) + 2;
    if (bytes.size() < size || !within(bytes[1], form.second_from, form.second_to)) return 0;
    for (std::size_t i = 2; i < size; ++i) {
      if (!within(bytes[i], 0x80, 0xBF)) return 0;
    }
    return size;
  }
  return 0;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t size = character_at(bytes);
    if (size == 0) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

}  // namespace alcove
