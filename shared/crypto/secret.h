// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"

// Memory for keys, passwords and codes. A secret cannot be copied, printed or compared with ==, and
// wipes itself when it goes. Not thread-safe; own it in one place and pass views.
namespace alcove {

void wipe(void* memory, std::size_t size);

// Compares in a time that depends on the lengths only.
bool equal_secrets(ByteView a, ByteView b);

template <std::size_t Size>
class SecretArray {
 public:
  SecretArray() = default;
  SecretArray(SecretArray&& other) noexcept { take(other); }
  SecretArray& operator=(SecretArray&& other) noexcept {
    if (this != &other) take(other);
    return *this;
  }
  SecretArray(const SecretArray&) = delete;
  SecretArray& operator=(const SecretArray&) = delete;
  ~SecretArray() { wipe(bytes_.data(), Size); }

  static constexpr std::size_t size() { return Size; }
  ByteView view() const { return {bytes_.data(), Size}; }
  std::span<std::uint8_t, Size> writable() { return bytes_; }
  SecretArray clone() const {
    SecretArray other;
    other.bytes_ = bytes_;
    return other;
  }

 private:
  void take(SecretArray& other) {
    bytes_ = other.bytes_;
    wipe(other.bytes_.data(), Size);
  }
  std::array<std::uint8_t, Size> bytes_{};
};

using Key256 = SecretArray<32>;

// A secret whose length is not known in advance: a password, a decrypted private key.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(ByteView bytes) : bytes_(bytes.begin(), bytes.end()) {}
  explicit SecretBytes(std::size_t size) : bytes_(size, 0) {}
  SecretBytes(SecretBytes&& other) noexcept : bytes_(std::move(other.bytes_)) {
    other.bytes_.clear();
  }
  SecretBytes& operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
      clear();
      bytes_ = std::move(other.bytes_);
      other.bytes_.clear();
    }
    return *this;
  }
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes() { clear(); }

  ByteView view() const { return bytes_; }
  std::string_view text() const { return as_text(bytes_); }
  std::span<std::uint8_t> writable() { return bytes_; }
  bool empty() const { return bytes_.empty(); }
  void clear() {
    wipe(bytes_.data(), bytes_.size());
    bytes_.clear();
  }
  // Cuts to the first `size` bytes and wipes the rest.
  void shorten(std::size_t size) {
    if (size >= bytes_.size()) return;
    wipe(bytes_.data() + size, bytes_.size() - size);
    bytes_.resize(size);
  }

 private:
  Bytes bytes_;
};

// Wipes a std::string that had to carry a secret (a decoded request, a line read from a terminal)
// when the scope ends.
class WipeOnExit {
 public:
  explicit WipeOnExit(std::string& text) : text_(text) {}
  WipeOnExit(const WipeOnExit&) = delete;
  WipeOnExit& operator=(const WipeOnExit&) = delete;
  ~WipeOnExit() { wipe(text_.data(), text_.size()); }

 private:
  std::string& text_;
};

}  // namespace alcove
