// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/terminal/staff_terminal.h"

// An administrator changes what the clinic chose for itself, against the server's own router.

using namespace alcove;
using alcove::testing::StaffTerminal;
using wire::Station;

TEST_CASE("an administrator sets the grace after the start, and it is kept") {
  StaffTerminal office(Station::kFrontDesk);
  office.start();
  office.work_as("ada");
  office.touch("section_rules");
  REQUIRE(office.sees_widget("rule_0"));
  CHECK(office.sees("15 minutes"));
  office.touch("rule_0");
  CHECK(office.sees("Now: 15 minutes"));
  office.touch("change_rule");
  office.touch("rule_choice_4");
  CHECK(office.sees("Saved. Every terminal follows it."));
  CHECK(office.sees("Now: 20 minutes"));
  office.after_ms(11'000);  // read anew
  CHECK(office.sees("Now: 20 minutes"));
}

TEST_CASE("an administrator sets by when a first visit is wanted, and the other rules stay") {
  StaffTerminal office(Station::kFrontDesk);
  office.start();
  office.work_as("ada");
  office.touch("section_rules");
  REQUIRE(office.sees_widget("rule_6"));
  office.touch("rule_6");
  CHECK(office.sees("Now: 10 business days"));
  office.touch("change_rule");
  office.touch("rule_choice_0");
  CHECK(office.sees("Saved. Every terminal follows it."));
  CHECK(office.sees("Now: 5 business days"));
  office.touch("rule_5");
  CHECK(office.sees("Now: 48 hours"));
  office.after_ms(11'000);  // read anew
  office.touch("rule_6");
  CHECK(office.sees("Now: 5 business days"));
  office.touch("rule_0");
  CHECK(office.sees("Now: 15 minutes"));
}

TEST_CASE("closing the choices changes nothing") {
  StaffTerminal office(Station::kFrontDesk);
  office.start();
  office.work_as("ada");
  office.touch("section_rules");
  office.touch("rule_1");
  office.touch("change_rule");
  REQUIRE(office.sees_widget("rule_choice_1"));
  office.ui->key(ui::Key::kEscape);
  CHECK(office.sees("Now: First name and initial"));
  CHECK_FALSE(office.ui->shows("rule_choice_1"));
}
