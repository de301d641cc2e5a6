// SPDX-License-Identifier: Apache-2.0
// The enrolment code as it is typed at a new terminal, and the same reader of grouped codes with
// the printed recovery key and with any length. The first byte chooses: 'c' a code as typed, 'b' a
// code of these bytes (its checks are put right), 'r' a recovery key, 'g' groups while typing.
#include "shared/crypto/enrolment_code.h"

#include "shared/base/grouped_code.h"
#include "tests/fuzz/target.h"

using namespace alcove;

namespace {

constexpr std::size_t kCodeBytes = 22;

// What a person may type differently for the same code.
std::string plain(std::string_view typed) {
  std::string out;
  for (char c : typed) {
    if (c == '-' || c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    out += c;
  }
  return out;
}

void check_code(std::string_view typed) {
  const Result<crypto::EnrolmentCode> code = crypto::EnrolmentCode::parse(typed);
  if (!code) {
    fuzz::require(code.error().field.empty() || code.error().field.starts_with("group "),
                  "a refusal names a group, and nothing that was typed");
    return;
  }
  fuzz::require(plain(code->text()) == plain(typed), "a code that is taken is the one typed");
}

void check_bytes(ByteView bytes) {
  const std::string text = encode_grouped_code(bytes);
  const Result<Bytes> back = decode_grouped_code(text, bytes.size());
  fuzz::require(back && std::equal(back->begin(), back->end(), bytes.begin(), bytes.end()),
                "what is written as groups is read back");
  const Result<crypto::EnrolmentCode> code = crypto::EnrolmentCode::parse(text);
  if (bytes.size() == kCodeBytes) {
    fuzz::require(code.ok() == (bytes[0] == 1), "a code of its length is one of its version");
  }
  if (code) check_code(text);
}

void check_typing(std::string_view typed) {
  std::string all;
  for (const TypedGroup& group : check_typed_groups(typed)) {
    fuzz::require(group.text.size() <= 5, "a group has five characters at most");
    fuzz::require(group.check != GroupCheck::kUnfinished || group.text.size() < 5,
                  "a group is judged once it is whole");
    fuzz::require(group.check != GroupCheck::kRight || group.text.size() == 5,
                  "no group is right before it is whole");
    all += group.text;
  }
  fuzz::require(plain(all) == plain(typed), "nothing that was typed is left out or added");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t kind = input.byte();
  const std::string_view rest = as_text(input.rest());
  switch (kind) {
    case 'b':
      check_bytes(input.rest().first(std::min<std::size_t>(rest.size(), 64)));
      break;
    case 'r': {
      const Result<Bytes> key = decode_grouped_code(rest, 20);
      if (key) {
        fuzz::require(plain(encode_grouped_code(*key)) == plain(rest),
                      "a recovery key that is taken is the one typed");
      }
      break;
    }
    case 'g':
      check_typing(rest);
      break;
    default:
      check_code(rest);
  }
  return 0;
}
