// SPDX-License-Identifier: Apache-2.0
// The file of key slots, as somebody who can write to the disk would change it. The kept corpus has
// whole files; a first byte '#' has the sum put right, which such a person would do.
#include "server/keys/key_slots.h"

#include "tests/fuzz/target.h"

using namespace alcove;

namespace {

Key256 wrong_key() {
  Key256 key;
  std::fill(key.writable().begin(), key.writable().end(), std::uint8_t{9});
  return key;
}

std::string with_sum(std::string_view text) {
  const std::size_t sum = std::min(text.rfind("sum "), text.size());
  std::string out(text.substr(0, sum));
  return out + "sum " + to_hex(crypto::sha256(as_bytes(out))) + "\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(as_text({data, size}));
  if (text.starts_with('#')) text = with_sum(std::string_view(text).substr(1));
  const Result<keys::KeySlots> slots = keys::KeySlots::parse(text);
  if (!slots) return 0;
  fuzz::require(slots->text() == text, "a slot file that is taken is one that we would write");
  fuzz::require(slots->slots().size() <= keys::kMaxSlots && !slots->slots().empty(),
                "a slot file has one slot at least and not more than its limit");
  fuzz::require(!slots->authentic(wrong_key()), "a MAC under another key is never good");
  static const keys::KeySecret key_file =
      keys::KeySecret::key_file(as_bytes("another key file, for a store that is not this")).value();
  const Result<keys::OpenedSlot> opened = slots->open(key_file);
  fuzz::require(!opened, "a wrong key file opens nothing");
  for (const keys::Slot& slot : slots->slots()) {
    fuzz::require(slot.cost.has_value() == (slot.kind != keys::SlotKind::kKeyFile),
                  "a secret that a person types has the price of a guess");
  }
  return 0;
}
