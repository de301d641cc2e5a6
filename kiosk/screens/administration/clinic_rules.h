// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/text/language.h"
#include "shared/api/clinic_setup.h"
#include "shared/api/waitlist_report.h"

// What a clinic chooses for itself, one rule after the other, each with the values that are offered
// for it. A value that stands otherwise (set by another program) is shown as it is. Pure.
namespace alcove::screens::administration {

struct ClinicRules {
  api::clinic_setup::Rules setup{};
  api::waitlist::Standards standards{};
};

enum class ClinicRule : std::uint8_t {
  kGrace,
  kCardName,
  kNotice,
  kCrisis,
  // By when a first visit is wanted.
  kEmergent,
  kUrgent,
  kRoutine,
};
inline constexpr std::array kClinicRules = {
    ClinicRule::kGrace,    ClinicRule::kCardName, ClinicRule::kNotice, ClinicRule::kCrisis,
    ClinicRule::kEmergent, ClinicRule::kUrgent,   ClinicRule::kRoutine};

// Whether it is among the standards; the others are among the setup's rules.
constexpr bool is_standard(ClinicRule rule) {
  return rule >= ClinicRule::kEmergent;
}

std::string rule_title(text::Language language, ClinicRule rule);
std::string rule_text(text::Language language, ClinicRule rule);
// "15 minutes"
std::string rule_value(text::Language language, ClinicRule rule, const ClinicRules& rules);

struct RuleChoices {
  std::vector<std::string> words{};
  std::vector<ClinicRules> rules{};  // as they are with each; the other rules are as they were
  std::optional<std::size_t> now{};
};
RuleChoices rule_choices(text::Language language, ClinicRule rule, const ClinicRules& rules);

}  // namespace alcove::screens::administration
