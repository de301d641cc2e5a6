// SPDX-License-Identifier: Apache-2.0
#include "provisioning/synthetic_clinic/people.h"

#include <catch2/catch.hpp>

#include "server/features/clients/client_rules.h"

using namespace alcove;

namespace {

const LocalDate kToday{std::chrono::year(2026), std::chrono::November, std::chrono::day(26)};
constexpr std::size_t kPeople = 20'000;

}  // namespace

// "The number is there twice": one demo in six ended with it before it had begun.
TEST_CASE("nobody of a synthetic clinic is refused at the register") {
  SeededRandom random(2026);
  std::size_t with_two_phones = 0;
  for (std::size_t index = 0; index < kPeople; ++index) {
    INFO("person " << index);
    const api::clients::Details details = synthetic::client_details(index, kToday, random);
    if (details.phones.size() > 1) ++with_two_phones;
    const auto checked = clients::checked_details(details, kToday);
    INFO((checked ? std::string() : checked.error().field + ": " + checked.error().detail));
    REQUIRE(checked.ok());
  }
  // 11 in 12 have a mobile phone and one in five a telephone at home: 3,667 of 20,000.
  CHECK(with_two_phones > 3'400);
  CHECK(with_two_phones < 3'900);
}
