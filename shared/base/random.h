// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

// Randomness is a parameter, like the clock. The system's source is getrandom(2): a cloned or
// restored machine cannot repeat it, which it could with a generator inside the process.
namespace alcove {

class RandomSource {
 public:
  virtual ~RandomSource() = default;
  // Fills all of `out`. Throws Fault when the system cannot give randomness.
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

// Thread-safe.
class SystemRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

// A repeatable sequence for tests and the synthetic clinic (SplitMix64). Never for keys. Not
// thread-safe.
class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> out) override;
  // Uniform enough for choosing: 0 <= result < limit, limit > 0.
  std::uint64_t below(std::uint64_t limit);

 private:
  std::uint64_t next();
  std::uint64_t state_;
};

}  // namespace alcove
