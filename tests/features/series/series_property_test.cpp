// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/series/series_year.h"

using namespace alcove;
using testing::Year;

TEST_CASE(
    "through a year of changes at random nothing frozen changes, nothing hard stands against a "
    "visit, what is soft has its reason, and a preview is what happens") {
  const std::uint64_t seed = GENERATE(1U, 20261124U);
  INFO("seed " << seed);
  Year year(seed);
  const std::chrono::local_days end =
      std::chrono::local_days(year.today()) + std::chrono::days(366);
  int step = 0;
  for (; std::chrono::local_days(year.today()) < end; ++step) {
    INFO("step " << step << " on " << format_date(year.today()));
    year.step();
  }
  for (const auto& [what, times] : year.met) UNSCOPED_INFO(what << ": " << times);
  INFO(step << " steps");
  // The walk met what it is about.
  CHECK(year.met["clocks changed"] == 2);
  const std::pair<const char*, int> least[] = {{"changed", 20},
                                               {"dates added", 10},
                                               {"day kept its visit", 50},
                                               {"added beside another day", 20},
                                               {"asked for a reason", 3},
                                               {"asked for words", 1},
                                               {"taken back at once", 1},
                                               {"by hand", 5},
                                               {"documented", 1},
                                               {"arrived", 3},
                                               {"away", 2},
                                               {"closed", 1},
                                               {"cap", 1},
                                               {"settled", 1},
                                               {"booked at night", 20},
                                               {"collided at night", 1},
                                               {"fate: frozen", 1},
                                               {"fate: by_hand", 1},
                                               {"fate: collides", 10},
                                               {"soft: lunch", 5},
                                               {"soft: crisis_hold", 5},
                                               {"soft: over_cap", 3},
                                               {"refused by hand", 2}};
  for (const auto& [what, times] : least) {
    INFO(what);
    CHECK(year.met[what] >= times);
  }
}
