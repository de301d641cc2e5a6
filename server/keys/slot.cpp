// SPDX-License-Identifier: Apache-2.0
//
//   file  := "alcove-keys 1" LF "store " uuid LF "generation " number LF slot{1,16}
//            "mac " hex64 LF "sum " hex64 LF
//   slot  := "slot " uuid " " kind LF "label " text LF "created " instant LF "salt " hex32 LF
//            [ "argon2id " passes " " memory_kib " " lanes LF ]
//            "public " hex64 LF "sealed " hex184 LF
#include "server/keys/slot.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "shared/wire/json.h"

namespace alcove::keys {
namespace {

constexpr std::string_view kTitle = "alcove-keys 1";

Error damaged() {
  return {ErrorCode::kCorrupt,
          {},
          "the key file is damaged. Nothing was touched. Put the file 'keys' back from a backup "
          "(alcovectl restore does that)"};
}

// Takes the file apart line by line; the first thing amiss makes every further answer empty.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }
  bool next_is(std::string_view name) const {
    return rest_.size() > name.size() && rest_.starts_with(name) && rest_[name.size()] == ' ';
  }
  // What stands behind "name " on the next line.
  std::string_view field(std::string_view name) {
    if (!next_is(name)) return fail();
    const std::string_view all = line();
    return ok_ ? all.substr(name.size() + 1) : all;
  }
  std::string_view line() {
    const std::size_t end = rest_.find('\n');
    if (!ok_ || end == std::string_view::npos) return fail();
    const std::string_view found = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return found;
  }
  std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || value < 0) fail();
    return value;
  }
  Bytes hex(std::string_view name, std::size_t size) {
    Result<Bytes> bytes = from_hex(field(name));
    if (!ok_ || !bytes || bytes->size() != size) {
      fail();
      return Bytes(size, 0);
    }
    return std::move(bytes).value();
  }
  template <class T>
  T need(Result<T> value) {
    if (ok_ && value) return std::move(value).value();
    fail();
    return T{};
  }
  std::string_view fail() {
    ok_ = false;
    return {};
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

template <std::size_t Size>
std::array<std::uint8_t, Size> to_array(const Bytes& bytes) {
  std::array<std::uint8_t, Size> out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), Size), out.begin());
  return out;
}

crypto::Argon2Cost cost_of(Lines& lines) {
  const std::string_view text = lines.field("argon2id");
  const std::size_t first = text.find(' ');
  const std::size_t second = text.rfind(' ');
  if (first == std::string_view::npos || first == second) {
    lines.fail();
    return {};
  }
  const auto part = [&](std::string_view digits) {
    const std::int64_t value = lines.number(digits);
    if (value > 4 * 1024 * 1024) lines.fail();
    return static_cast<std::uint32_t>(value);
  };
  return {.passes = part(text.substr(0, first)),
          .memory_kib = part(text.substr(first + 1, second - first - 1)),
          .lanes = part(text.substr(second + 1))};
}

Slot slot_of(Lines& lines) {
  Slot slot;
  const std::string_view head = lines.field("slot");
  const std::size_t space = std::min(head.find(' '), head.size());
  slot.id = lines.need(KeySlotId::parse(head.substr(0, space)));
  const auto kind = wire::from_word<SlotKind>(head.substr(std::min(space + 1, head.size())));
  if (!kind) lines.fail();
  slot.kind = kind.value_or(SlotKind::kPassphrase);
  slot.label = lines.need(
      wire::checked_text("label", std::string(lines.field("label")), wire::line(1, kMaxLabel)));
  slot.created = lines.need(parse_utc(lines.field("created")));
  slot.salt = lines.hex("salt", kSaltSize);
  if (slot.kind != SlotKind::kKeyFile) slot.cost = cost_of(lines);
  slot.public_key = to_array<32>(lines.hex("public", 32));
  slot.sealed = lines.hex("sealed", kSealedSize);
  return slot;
}

}  // namespace

std::string slot_file_body(const SlotFile& file) {
  std::string out =
      fmt::format("{}\nstore {}\ngeneration {}\n", kTitle, file.store.text(), file.generation);
  for (const Slot& slot : file.slots) {
    out += fmt::format("slot {} {}\nlabel {}\ncreated {}\nsalt {}\n", slot.id.text(),
                       wire::word_of(slot.kind), slot.label, format_utc(slot.created),
                       to_hex(slot.salt));
    if (slot.cost) {
      out += fmt::format("argon2id {} {} {}\n", slot.cost->passes, slot.cost->memory_kib,
                         slot.cost->lanes);
    }
    out += fmt::format("public {}\nsealed {}\n", to_hex(slot.public_key), to_hex(slot.sealed));
  }
  return out;
}

std::string format_slot_file(const SlotFile& file) {
  std::string out = slot_file_body(file);
  out += fmt::format("mac {}\n", to_hex(file.mac));
  // Without a key a damaged file could not be told from a wrong passphrase; the sum tells.
  out += fmt::format("sum {}\n", to_hex(crypto::sha256(as_bytes(out))));
  return out;
}

Result<SlotFile> parse_slot_file(std::string_view text) {
  Lines lines(text);
  SlotFile file;
  if (lines.line() != kTitle) {
    if (text.starts_with("alcove-keys ") && text.size() > 13 && text[12] > '1') {
      return Error{ErrorCode::kNewerVersion,
                   {},
                   "the key file was written by a newer Alcove. Nothing was touched. Install the "
                   "newer version"};
    }
    return damaged();
  }
  file.store = lines.need(StoreId::parse(lines.field("store")));
  file.generation = lines.number(lines.field("generation"));
  while (lines.ok() && lines.next_is("slot") && file.slots.size() <= kMaxSlots) {
    file.slots.push_back(slot_of(lines));
  }
  file.mac = to_array<32>(lines.hex("mac", 32));
  lines.hex("sum", 32);
  if (!lines.ok() || !lines.at_end() || file.slots.empty() || file.slots.size() > kMaxSlots ||
      format_slot_file(file) != text) {
    return damaged();
  }
  return file;
}

}  // namespace alcove::keys
