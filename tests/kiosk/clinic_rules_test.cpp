// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/clinic_rules.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::screens::administration;
using api::clinic_setup::CardName;
using text::Language;

namespace {

// As a new clinic has them.
const ClinicRules kNew{.setup = {.cancellation_notice_minutes = 1440}};

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
  CHECK(value_of(ClinicRule::kNotice, {.setup = {.cancellation_notice_minutes = 2880}}) ==
        "2 days");
  CHECK(value_of(ClinicRule::kNotice, {.setup = {.cancellation_notice_minutes = 0}}) == "None");
  CHECK(value_of(ClinicRule::kNotice, {.setup = {.cancellation_notice_minutes = 90}}) ==
        "90 minutes");
  CHECK(value_of(ClinicRule::kGrace, {.setup = {.grace_minutes = 1}}, Language::kSpanish) ==
        "1 minuto");
}

// 3 hours, 48 hours, 10 business days: the access standards of certified community behavioural
// health clinics (SAMHSA).
TEST_CASE("by when a first visit is wanted is a rule of its own for each need") {
  CHECK(value_of(ClinicRule::kEmergent, kNew) == "3 hours");
  CHECK(value_of(ClinicRule::kUrgent, kNew) == "48 hours");
  CHECK(value_of(ClinicRule::kRoutine, kNew) == "10 business days");
  CHECK(value_of(ClinicRule::kRoutine, kNew, Language::kSpanish) == "10 días hábiles");
  ClinicRules rules = kNew;
  rules.standards.urgent_hours = 24;
  const RuleChoices routine = rule_choices(Language::kEnglish, ClinicRule::kRoutine, rules);
  REQUIRE(routine.now.has_value());
  CHECK(routine.words[*routine.now] == "10 business days");
  CHECK(routine.rules.front().standards.routine_business_days == 5);
  CHECK(routine.rules.front().standards.urgent_hours == 24);
  CHECK(routine.rules.front().standards.emergent_hours == 3);
  CHECK(routine.rules.front().setup.cancellation_notice_minutes == 1440);
}

TEST_CASE("a choice changes its own rule and leaves the others as they were") {
  ClinicRules rules = kNew;
  rules.setup.card_name = CardName::kInitials;
  rules.setup.crisis_release_hours = 48;
  const RuleChoices grace = rule_choices(Language::kEnglish, ClinicRule::kGrace, rules);
  REQUIRE(grace.words.size() == grace.rules.size());
  REQUIRE(grace.now.has_value());
  CHECK(grace.words[*grace.now] == "15 minutes");
  REQUIRE(grace.words.front() == "None");
  CHECK(grace.rules.front().setup.grace_minutes == 0);
  CHECK(grace.rules.front().setup.cancellation_notice_minutes == 1440);
  CHECK(grace.rules.front().setup.crisis_release_hours == 48);
  CHECK(grace.rules.front().setup.card_name == CardName::kInitials);
  const RuleChoices names = rule_choices(Language::kEnglish, ClinicRule::kCardName, rules);
  CHECK(names.words == std::vector<std::string>{"First name and initial: Lucía M.",
                                                "Initials: L. M.", "Number of the day: B7"});
  CHECK(names.now == 1U);
  CHECK(names.rules[2].setup.card_name == CardName::kQueueToken);
  CHECK(names.rules[2].setup.crisis_release_hours == 48);
}

TEST_CASE("a value that is not among those offered is marked by none of them") {
  ClinicRules rules = kNew;
  rules.setup.grace_minutes = 17;
  CHECK_FALSE(rule_choices(Language::kEnglish, ClinicRule::kGrace, rules).now.has_value());
  CHECK(value_of(ClinicRule::kGrace, rules) == "17 minutes");
}

TEST_CASE("nothing is offered that the box does not take") {
  for (const ClinicRules& then : rule_choices(Language::kEnglish, ClinicRule::kGrace, kNew).rules) {
    CHECK(then.setup.grace_minutes <= 120);
  }
  for (const ClinicRules& then :
       rule_choices(Language::kEnglish, ClinicRule::kNotice, kNew).rules) {
    CHECK(then.setup.cancellation_notice_minutes <= 10'080);
  }
  for (const ClinicRules& then :
       rule_choices(Language::kEnglish, ClinicRule::kCrisis, kNew).rules) {
    CHECK(then.setup.crisis_release_hours <= 168);
  }
  for (const ClinicRule rule : {ClinicRule::kEmergent, ClinicRule::kUrgent, ClinicRule::kRoutine}) {
    for (const ClinicRules& then : rule_choices(Language::kEnglish, rule, kNew).rules) {
      CHECK(then.standards.emergent_hours <= 168);
      CHECK(then.standards.urgent_hours <= 720);
      CHECK(then.standards.routine_business_days <= 90);
    }
  }
}
