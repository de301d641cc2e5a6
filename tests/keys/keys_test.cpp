// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <iterator>

#include "server/keys/key_slots.h"
#include "shared/base/grouped_code.h"

using namespace alcove;
using namespace alcove::keys;

namespace {

constexpr crypto::Argon2Cost kCheap{.passes = 1, .memory_kib = 64, .lanes = 1};
const UtcTime kNow = parse_utc("2026-11-24T10:42:07.123Z").value();
const StoreId kStore = StoreId::parse("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b").value();

Key256 counting_key() {
  Key256 key;
  for (std::size_t i = 0; i < Key256::size(); ++i) {
    key.writable()[i] = static_cast<std::uint8_t>(i);
  }
  return key;
}

KeySecret words(std::string_view text) {
  return KeySecret::passphrase(text).value();
}

KeySecret some_key_file() {
  SystemRandom random;
  Bytes content(32);
  random.fill(content);
  return KeySecret::key_file(content).value();
}

// A set with one passphrase slot and the secrets to play with it.
struct Fixture {
  SystemRandom random;
  Key256 record_key = crypto::random_key(random);
  KeySlots slots = KeySlots::create(kStore);
  KeySecret passphrase = words("violet kettle march lantern");
  KeySlotId first = slots.add(record_key, passphrase, "Office safe", kCheap, kNow, random).value();

  KeySlotId add(const KeySecret& secret, std::string_view label = "Another") {
    return slots.add(record_key, secret, label, kCheap, kNow, random).value();
  }
  bool opens(const KeySlots& with, const KeySecret& secret) const {
    const Result<OpenedSlot> opened = with.open(secret);
    return opened && equal_secrets(opened->record_key.view(), record_key.view());
  }
};

std::string golden_text() {
  std::ifstream in(ALCOVE_SOURCE_DIR "/tests/keys/golden.keys", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a key file made by another program from the documented grammar opens with each secret") {
  // tests/keys/make_golden.py wrote it with Python's cryptography and Debian's argon2.
  const std::string text = golden_text();
  const KeySlots slots = KeySlots::parse(text).value();
  CHECK(slots.text() == text);
  CHECK(slots.store() == kStore);
  CHECK(slots.generation() == 3);
  REQUIRE(slots.slots().size() == 3);
  CHECK(slots.slots()[1].label == "Printed");
  CHECK(slots.slots()[1].created == parse_utc("2026-11-24T10:01:00.000Z").value());

  const Bytes printed = from_hex("00112233445566778899aabbccddeeff01234567").value();
  // SHA-512 of "a key file", from the sha512sum tool.
  const Bytes key_file = from_hex(
                             "eb328d4a5f4c04a0109d49c689d1636051bcf54f12a8c61f5935fc17a36c346d"
                             "d585c3cf09e829778774a05a1d0849ddbd331b3f16d02baa33292aa5222c4e46")
                             .value();
  const OpenedSlot by_file = slots.open(KeySecret::key_file(key_file).value()).value();
  CHECK(equal_secrets(by_file.record_key.view(), counting_key().view()));
  const OpenedSlot by_words = slots.open(words("violet kettle m\xC3\xA4rz lantern")).value();
  CHECK(equal_secrets(by_words.record_key.view(), counting_key().view()));
  const OpenedSlot by_code =
      slots.open(KeySecret::recovery(encode_grouped_code(printed)).value()).value();
  CHECK(equal_secrets(by_code.record_key.view(), counting_key().view()));
  CHECK(by_code.slot == slots.slots()[1].id);
}

TEST_CASE("a passphrase typed as composed or decomposed letters opens the same slot") {
  const KeySlots slots = KeySlots::parse(golden_text()).value();
  CHECK(slots.open(words("violet kettle ma\xCC\x88rz lantern")).ok());
}

TEST_CASE("every kind of secret opens what it was added to, after a round through the file") {
  Fixture box;
  const KeySecret file = some_key_file();
  const NewRecoveryKey recovery = make_recovery_key(box.random);
  box.add(file, "Starts the box");
  const KeySlotId printed = box.add(recovery.secret, "Printed");

  const KeySlots again = KeySlots::parse(box.slots.text()).value();
  CHECK(box.opens(again, box.passphrase));
  CHECK(box.opens(again, file));
  CHECK(box.opens(again, recovery.secret));
  CHECK(again.open(KeySecret::recovery(recovery.printed).value()).value().slot == printed);
  CHECK(again.authentic(box.record_key));
}

TEST_CASE("a wrong secret of any kind is a wrong key, not damage") {
  Fixture box;
  box.add(some_key_file());
  box.add(make_recovery_key(box.random).secret);
  for (const KeySecret& wrong : {words("violet kettle march lanterN"), some_key_file(),
                                 make_recovery_key(box.random).secret}) {
    CHECK(box.slots.open(wrong).error().code == ErrorCode::kWrongKey);
  }
}

TEST_CASE("a secret does not open a slot of another kind") {
  Fixture box;
  const Bytes as_file(box.passphrase.view().begin(), box.passphrase.view().end());
  Bytes longer = as_file;
  longer.resize(32, 'x');
  CHECK(box.slots.open(KeySecret::key_file(longer).value()).error().code == ErrorCode::kWrongKey);
}

TEST_CASE("a printed recovery key has eight groups of five and a typo is named by its group") {
  SystemRandom random;
  const NewRecoveryKey key = make_recovery_key(random);
  REQUIRE(key.printed.size() == 8 * 5 + 7);
  std::string typo = key.printed;
  char& letter = typo[6 * 2 + 1];  // the second character of the third group
  letter = letter == 'A' ? 'B' : 'A';
  const Error refusal = KeySecret::recovery(typo).error();
  CHECK(refusal.code == ErrorCode::kWrongCode);
  CHECK(refusal.field == "group 3");
  CHECK(KeySecret::recovery(key.printed.substr(0, 40)).error().code == ErrorCode::kWrongCode);
}

TEST_CASE("a key file with any one byte changed is refused before any key is tried") {
  const std::string text = golden_text();
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const int flip : {0x01, 0x20, 0x80}) {
      std::string altered = text;
      altered[at] = static_cast<char>(altered[at] ^ flip);
      const Result<KeySlots> parsed = KeySlots::parse(altered);
      CAPTURE(at, flip);
      REQUIRE_FALSE(parsed);
      CHECK((parsed.error().code == ErrorCode::kCorrupt ||
             (parsed.error().code == ErrorCode::kNewerVersion && at == 12)));
    }
  }
}

TEST_CASE("a key file cut anywhere, or with anything behind it, is refused") {
  const std::string text = golden_text();
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    REQUIRE_FALSE(KeySlots::parse(text.substr(0, size)));
  }
  CHECK_FALSE(KeySlots::parse(text + "\n"));
  CHECK_FALSE(KeySlots::parse(text + text));
}

TEST_CASE("a key file of a later format says to install the newer program") {
  const Error refusal = KeySlots::parse("alcove-keys 2\nwhatever\n").error();
  CHECK(refusal.code == ErrorCode::kNewerVersion);
}

TEST_CASE("metadata altered by someone without the key is reported when the key is used") {
  Fixture box;
  KeySlots other = KeySlots::create(kStore);
  REQUIRE(other.add(crypto::random_key(box.random), words("a passphrase of a thief"), "Mine",
                    kCheap, kNow, box.random));
  const Slot smuggled = other.slots()[0];
  const std::vector<std::function<void(SlotFile&)>> alterations = {
      [](SlotFile& file) { file.slots[0].label = "Other safe"; },
      [](SlotFile& file) { file.slots[0].created += std::chrono::hours(1); },
      [](SlotFile& file) { file.generation += 1; },
      [&](SlotFile& file) { file.slots.push_back(smuggled); }};
  for (const auto& alter : alterations) {
    SlotFile file = parse_slot_file(box.slots.text()).value();
    alter(file);
    const KeySlots altered = KeySlots::parse(format_slot_file(file)).value();
    CHECK_FALSE(altered.authentic(box.record_key));
    CHECK(altered.open(box.passphrase).error().code == ErrorCode::kCorrupt);
  }
}

TEST_CASE("a wrapping moved to another store is refused") {
  Fixture box;
  SlotFile file = parse_slot_file(box.slots.text()).value();
  file.store = StoreId::make(kNow, box.random);
  CHECK(KeySlots::parse(format_slot_file(file)).value().open(box.passphrase).error().code ==
        ErrorCode::kCorrupt);
}

TEST_CASE("a removed slot no longer opens, and the wrapping of the others is new") {
  Fixture box;
  const KeySecret leaver = words("a passphrase of somebody who leaves");
  const KeySlotId second = box.add(leaver);
  const Bytes before = box.slots.slots()[0].sealed;
  const std::int64_t generation = box.slots.generation();
  REQUIRE(box.slots.remove(box.record_key, second, box.random).ok());
  CHECK(box.slots.open(leaver).error().code == ErrorCode::kWrongKey);
  CHECK(box.opens(box.slots, box.passphrase));
  CHECK(box.slots.slots()[0].sealed != before);
  CHECK(box.slots.generation() == generation + 1);
  CHECK(box.slots.text().find(second.text()) == std::string::npos);
}

TEST_CASE("the last slot is never removed, and an unknown one is named as such") {
  Fixture box;
  const std::string before = box.slots.text();
  CHECK(box.slots.remove(box.record_key, box.first, box.random).error().code ==
        ErrorCode::kWrongState);
  const KeySlotId unknown = KeySlotId::make(kNow, box.random);
  CHECK(box.slots.remove(box.record_key, unknown, box.random).error().code == ErrorCode::kNotFound);
  CHECK(box.slots.text() == before);
}

TEST_CASE("rotating renews every wrapping and keeps every secret") {
  Fixture box;
  const KeySecret file = some_key_file();
  box.add(file);
  const KeySlots before = box.slots;
  box.slots.rotate(box.record_key, box.random);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(box.slots.slots()[i].sealed != before.slots()[i].sealed);
    CHECK(box.slots.slots()[i].public_key == before.slots()[i].public_key);
  }
  CHECK(box.opens(box.slots, box.passphrase));
  CHECK(box.opens(box.slots, file));
  CHECK(box.slots.generation() == before.generation() + 1);
}

TEST_CASE("sixteen slots fit and the seventeenth is refused") {
  Fixture box;
  for (std::size_t i = 1; i < kMaxSlots; ++i) box.add(some_key_file());
  CHECK(box.slots.slots().size() == 16);
  CHECK(box.slots.text().size() <= kMaxSlotFile);
  CHECK(KeySlots::parse(box.slots.text()).ok());
  const Result<KeySlotId> refused =
      box.slots.add(box.record_key, some_key_file(), "One more", kCheap, kNow, box.random);
  CHECK(refused.error().code == ErrorCode::kTooMany);
}

TEST_CASE("passphrases, key files, labels and costs are held to their limits") {
  Fixture box;
  CHECK(KeySecret::passphrase("fourteen chars").error().code == ErrorCode::kPasswordWeak);
  CHECK(KeySecret::passphrase("fifteen chars 5").ok());
  // Fourteen letters of two bytes each are still fourteen.
  std::string umlauts;
  for (int i = 0; i < 14; ++i) umlauts += "\xC3\xA4";
  CHECK(KeySecret::passphrase(umlauts).error().code == ErrorCode::kPasswordWeak);
  CHECK(KeySecret::passphrase(std::string(256, 'x')).ok());
  CHECK(KeySecret::passphrase(std::string(257, 'x')).error().code == ErrorCode::kOutOfRange);
  CHECK(KeySecret::passphrase(std::string(20, '\xFF')).error().code == ErrorCode::kMalformed);

  Bytes content(31, 1);
  content[0] = 2;
  CHECK(KeySecret::key_file(content).error().code == ErrorCode::kOutOfRange);
  content.resize(32);
  CHECK(KeySecret::key_file(content).ok());
  content.resize(4096);
  CHECK(KeySecret::key_file(content).ok());
  content.resize(4097);
  CHECK(KeySecret::key_file(content).error().code == ErrorCode::kOutOfRange);
  CHECK(KeySecret::key_file(Bytes(32, 0)).error().code == ErrorCode::kOutOfRange);

  const auto add_with = [&](std::string_view label, const crypto::Argon2Cost& cost) {
    return box.slots.add(box.record_key, box.passphrase, label, cost, kNow, box.random);
  };
  CHECK(add_with(std::string(64, 'x'), kCheap).ok());
  CHECK(add_with(std::string(65, 'x'), kCheap).error().field == "label");
  CHECK(add_with("", kCheap).error().field == "label");
  CHECK(add_with("two\nlines", kCheap).error().field == "label");
  CHECK(add_with("x", {.passes = 20, .memory_kib = 64, .lanes = 1}).ok());
  CHECK(add_with("x", {.passes = 21, .memory_kib = 64, .lanes = 1}).error().code ==
        ErrorCode::kOutOfRange);
  CHECK(add_with("x", {.passes = 1, .memory_kib = 1024 * 1024 + 1, .lanes = 1}).error().code ==
        ErrorCode::kOutOfRange);
}
