// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/clinic_rules.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::screens::administration;
using api::clinic_setup::CardName;
using text::Language;

namespace {

// As a new clinic has them.
const ClinicRules kNew{.cancellation_notice_minutes = 1440};

std::string value_of(ClinicRule rule, const ClinicRules& rules,
                     Language language = Language::kEnglish) {
  return rule_value(language, rule, rules);
}

}  // namespace

TEST_CASE("each rule of the clinic says how it stands, in the unit that people say it in") {
  CHECK(value_of(ClinicRule::kGrace, kNew) == "15 minutes");
  CHECK(value_of(ClinicRule::kCardName, kNew) == "First name and initial: Lucía M.");
  CHECK(value_of(ClinicRule::kNotice, kNew) == "24 hours");
  CHECK(value_of(ClinicRule::kCrisis, kNew) == "24 hours");
  CHECK(value_of(ClinicRule::kNotice, {.cancellation_notice_minutes = 2880}) == "2 days");
  CHECK(value_of(ClinicRule::kNotice, {.cancellation_notice_minutes = 0}) == "None");
  CHECK(value_of(ClinicRule::kNotice, {.cancellation_notice_minutes = 90}) == "90 minutes");
  CHECK(value_of(ClinicRule::kGrace, {.grace_minutes = 1}, Language::kSpanish) == "1 minuto");
}

TEST_CASE("a choice changes its own rule and leaves the others as they were") {
  ClinicRules rules = kNew;
  rules.card_name = CardName::kInitials;
  rules.crisis_release_hours = 48;
  const RuleChoices grace = rule_choices(Language::kEnglish, ClinicRule::kGrace, rules);
  REQUIRE(grace.words.size() == grace.rules.size());
  REQUIRE(grace.now.has_value());
  CHECK(grace.words[*grace.now] == "15 minutes");
  REQUIRE(grace.words.front() == "None");
  CHECK(grace.rules.front().grace_minutes == 0);
  CHECK(grace.rules.front().cancellation_notice_minutes == 1440);
  CHECK(grace.rules.front().crisis_release_hours == 48);
  CHECK(grace.rules.front().card_name == CardName::kInitials);
  const RuleChoices names = rule_choices(Language::kEnglish, ClinicRule::kCardName, rules);
  CHECK(names.words == std::vector<std::string>{"First name and initial: Lucía M.",
                                                "Initials: L. M.", "Number of the day: B7"});
  CHECK(names.now == 1U);
  CHECK(names.rules[2].card_name == CardName::kQueueToken);
  CHECK(names.rules[2].crisis_release_hours == 48);
}

TEST_CASE("a value that is not among those offered is marked by none of them") {
  ClinicRules rules = kNew;
  rules.grace_minutes = 17;
  CHECK_FALSE(rule_choices(Language::kEnglish, ClinicRule::kGrace, rules).now.has_value());
  CHECK(value_of(ClinicRule::kGrace, rules) == "17 minutes");
}

TEST_CASE("nothing is offered that the box does not take") {
  for (const ClinicRules& then : rule_choices(Language::kEnglish, ClinicRule::kGrace, kNew).rules) {
    CHECK(then.grace_minutes <= 120);
  }
  for (const ClinicRules& then :
       rule_choices(Language::kEnglish, ClinicRule::kNotice, kNew).rules) {
    CHECK(then.cancellation_notice_minutes <= 10'080);
  }
  for (const ClinicRules& then :
       rule_choices(Language::kEnglish, ClinicRule::kCrisis, kNew).rules) {
    CHECK(then.crisis_release_hours <= 168);
  }
}
