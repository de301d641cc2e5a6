// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/queue_tokens.h"

#include <array>
#include <limits>
#include <string_view>
#include <vector>

namespace alcove::appointments {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
static_assert(kLetters.size() * 9 == kShortTokens && kLetters.size() * 90 == kLongTokens);

std::vector<std::string> unused(const std::set<std::string>& used, int from, int to) {
  std::vector<std::string> left;
  for (const char letter : kLetters) {
    for (int number = from; number <= to; ++number) {
      std::string token = letter + std::to_string(number);
      if (!used.contains(token)) left.push_back(std::move(token));
    }
  }
  return left;
}

// Each as likely as the other.
std::size_t choose(std::size_t count, RandomSource& random) {
  constexpr std::uint64_t kAll = std::uint64_t{std::numeric_limits<std::uint32_t>::max()} + 1;
  const std::uint64_t fair = kAll - kAll % count;
  while (true) {
    std::array<std::uint8_t, 4> bytes{};
    random.fill(bytes);
    std::uint64_t drawn = 0;
    for (const std::uint8_t byte : bytes) drawn = drawn << 8U | byte;
    if (drawn < fair) return static_cast<std::size_t>(drawn % count);
  }
}

}  // namespace

std::optional<std::string> draw_token(const std::set<std::string>& used, RandomSource& random) {
  std::vector<std::string> left = unused(used, 1, 9);
  if (left.empty()) left = unused(used, 10, 99);
  if (left.empty()) return std::nullopt;
  return std::move(left[choose(left.size(), random)]);
}

void give_token(audit::WriteTxn& txn, Appointment& appointment, const Site& site) {
  const LocalDate day = site.day_of(txn.now());
  if (api::appointments::is_telehealth(appointment.modality)) return;
  if (appointment.queue_token || date_of(appointment.start) != day) return;
  SystemRandom system;
  RandomSource& random = site.random != nullptr ? *site.random : system;
  appointment.queue_token = draw_token(tokens_on(txn, day), random);
}

}  // namespace alcove::appointments
