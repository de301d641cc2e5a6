// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/clinic_rules.h"

#include <span>

#include "kiosk/screens/administration/lines.h"
#include "kiosk/text/clinic_rules_messages.h"

namespace alcove::screens::administration {
namespace {

using Say = text::ClinicRulesMessages;
using api::clinic_setup::CardName;

constexpr std::int64_t kHour = 60;  // minutes
constexpr std::int64_t kDay = 24 * kHour;

// As far as the box takes them: in minutes, but for the standards of first visits.
constexpr std::int64_t kGraces[] = {0, 5, 10, 15, 20, 30, 45, 60};
constexpr std::int64_t kNotices[] = {0,        2 * kHour, 4 * kHour, 12 * kHour,
                                     1 * kDay, 2 * kDay,  3 * kDay,  7 * kDay};
constexpr std::int64_t kReleases[] = {0, 4 * kHour, 12 * kHour, 1 * kDay, 2 * kDay, 3 * kDay};
constexpr std::int64_t kEmergentHours[] = {1, 2, 3, 4, 6, 8, 12, 24};
constexpr std::int64_t kUrgentHours[] = {12, 24, 48, 72, 96};
constexpr std::int64_t kRoutineDays[] = {5, 7, 10, 14, 15, 20, 30};
constexpr CardName kCardNames[] = {CardName::kFirstName, CardName::kInitials,
                                   CardName::kQueueToken};

// The largest unit that says it whole; a day alone is 24 hours, as people say it.
std::string span_words(const Say& say, std::int64_t minutes) {
  if (minutes == 0) return std::string(say.rules_none());
  if (minutes % kDay == 0 && minutes > kDay) return say.rules_days(minutes / kDay);
  if (minutes % kHour == 0) return say.rules_hours(minutes / kHour);
  return say.rules_minutes(minutes);
}

std::string card_words(const Say& say, CardName name) {
  switch (name) {
    case CardName::kFirstName:
      return std::string(say.card_first_name());
    case CardName::kInitials:
      return std::string(say.card_initials());
    case CardName::kQueueToken:
      return std::string(say.card_queue_token());
  }
  return {};
}

// What a rule that is counted counts: minutes, hours or business days.
std::int64_t amount_of(ClinicRule rule, const ClinicRules& rules) {
  switch (rule) {
    case ClinicRule::kGrace:
      return rules.setup.grace_minutes;
    case ClinicRule::kNotice:
      return rules.setup.cancellation_notice_minutes;
    case ClinicRule::kCrisis:
      return rules.setup.crisis_release_hours * kHour;
    case ClinicRule::kEmergent:
      return rules.standards.emergent_hours;
    case ClinicRule::kUrgent:
      return rules.standards.urgent_hours;
    case ClinicRule::kRoutine:
      return rules.standards.routine_business_days;
    case ClinicRule::kCardName:
      break;
  }
  return 0;
}

ClinicRules with_amount(ClinicRule rule, ClinicRules rules, std::int64_t amount) {
  switch (rule) {
    case ClinicRule::kGrace:
      rules.setup.grace_minutes = amount;
      break;
    case ClinicRule::kNotice:
      rules.setup.cancellation_notice_minutes = amount;
      break;
    case ClinicRule::kCrisis:
      rules.setup.crisis_release_hours = amount / kHour;
      break;
    case ClinicRule::kEmergent:
      rules.standards.emergent_hours = amount;
      break;
    case ClinicRule::kUrgent:
      rules.standards.urgent_hours = amount;
      break;
    case ClinicRule::kRoutine:
      rules.standards.routine_business_days = amount;
      break;
    case ClinicRule::kCardName:
      break;
  }
  return rules;
}

std::span<const std::int64_t> offered(ClinicRule rule) {
  switch (rule) {
    case ClinicRule::kGrace:
      return kGraces;
    case ClinicRule::kNotice:
      return kNotices;
    case ClinicRule::kCrisis:
      return kReleases;
    case ClinicRule::kEmergent:
      return kEmergentHours;
    case ClinicRule::kUrgent:
      return kUrgentHours;
    case ClinicRule::kRoutine:
      return kRoutineDays;
    case ClinicRule::kCardName:
      break;
  }
  return {};
}

std::string amount_words(const Say& say, ClinicRule rule, std::int64_t amount) {
  if (rule == ClinicRule::kRoutine) return say.rules_business_days(amount);
  if (is_standard(rule)) return say.rules_hours(amount);  // "48 hours", as the standard says it
  return span_words(say, amount);
}

}  // namespace

std::string rule_title(text::Language language, ClinicRule rule) {
  const Say say(language);
  switch (rule) {
    case ClinicRule::kGrace:
      return std::string(say.rule_grace());
    case ClinicRule::kCardName:
      return std::string(say.rule_card_name());
    case ClinicRule::kNotice:
      return std::string(say.rule_notice());
    case ClinicRule::kCrisis:
      return std::string(say.rule_crisis());
    case ClinicRule::kEmergent:
      return std::string(say.rule_emergent());
    case ClinicRule::kUrgent:
      return std::string(say.rule_urgent());
    case ClinicRule::kRoutine:
      return std::string(say.rule_routine());
  }
  return {};
}

std::string rule_text(text::Language language, ClinicRule rule) {
  const Say say(language);
  switch (rule) {
    case ClinicRule::kGrace:
      return std::string(say.rule_grace_text());
    case ClinicRule::kCardName:
      return std::string(say.rule_card_name_text());
    case ClinicRule::kNotice:
      return std::string(say.rule_notice_text());
    case ClinicRule::kCrisis:
      return std::string(say.rule_crisis_text());
    case ClinicRule::kEmergent:
      return std::string(say.rule_emergent_text());
    case ClinicRule::kUrgent:
      return std::string(say.rule_urgent_text());
    case ClinicRule::kRoutine:
      return std::string(say.rule_routine_text());
  }
  return {};
}

std::string rule_value(text::Language language, ClinicRule rule, const ClinicRules& rules) {
  const Say say(language);
  if (rule == ClinicRule::kCardName) return card_words(say, rules.setup.card_name);
  return amount_words(say, rule, amount_of(rule, rules));
}

RuleChoices rule_choices(text::Language language, ClinicRule rule, const ClinicRules& rules) {
  const Say say(language);
  RuleChoices choices;
  enum class Now : std::uint8_t { kNo, kYes };
  const auto add = [&](std::string words, const ClinicRules& then, Now now) {
    if (now == Now::kYes) choices.now = choices.words.size();
    choices.words.push_back(std::move(words));
    choices.rules.push_back(then);
  };
  if (rule == ClinicRule::kCardName) {
    for (const CardName name : kCardNames) {
      ClinicRules then = rules;
      then.setup.card_name = name;
      add(card_words(say, name), then, name == rules.setup.card_name ? Now::kYes : Now::kNo);
    }
    return choices;
  }
  for (const std::int64_t amount : offered(rule)) {
    add(amount_words(say, rule, amount), with_amount(rule, rules, amount),
        amount == amount_of(rule, rules) ? Now::kYes : Now::kNo);
  }
  return choices;
}

std::vector<Line> rule_lines(const PageModel& model) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < model.rules.all.size(); ++i) {
    lines.push_back({.name = "rule_" + std::to_string(i),
                     .title = rule_title(model.language, model.rules.all[i]),
                     .below = rule_value(model.language, model.rules.all[i], model.clinic_rules)});
  }
  return lines;
}

Side rule_side(const PageModel& model, ClinicRule rule) {
  const Say say(model.language);
  Side side{.title = rule_title(model.language, rule),
            .below = say.rules_now(rule_value(model.language, rule, model.clinic_rules))};
  side.texts.push_back(rule_text(model.language, rule));
  side.foot.emplace_back(Act::kChangeRule, ui::BarButton{.name = "change_rule",
                                                         .label = std::string(say.rules_change()),
                                                         .kind = ui::ButtonKind::kPrimary,
                                                         .enabled = model.there});
  return side;
}

}  // namespace alcove::screens::administration
