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

// In minutes, as far as the box takes them.
constexpr std::int64_t kGraces[] = {0, 5, 10, 15, 20, 30, 45, 60};
constexpr std::int64_t kNotices[] = {0,        2 * kHour, 4 * kHour, 12 * kHour,
                                     1 * kDay, 2 * kDay,  3 * kDay,  7 * kDay};
constexpr std::int64_t kReleases[] = {0, 4 * kHour, 12 * kHour, 1 * kDay, 2 * kDay, 3 * kDay};
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

// Of the rules that are counted.
std::int64_t minutes_of(ClinicRule rule, const ClinicRules& rules) {
  if (rule == ClinicRule::kGrace) return rules.grace_minutes;
  if (rule == ClinicRule::kNotice) return rules.cancellation_notice_minutes;
  return rules.crisis_release_hours * kHour;
}

ClinicRules with_minutes(ClinicRule rule, ClinicRules rules, std::int64_t minutes) {
  if (rule == ClinicRule::kGrace) {
    rules.grace_minutes = minutes;
  } else if (rule == ClinicRule::kNotice) {
    rules.cancellation_notice_minutes = minutes;
  } else {
    rules.crisis_release_hours = minutes / kHour;
  }
  return rules;
}

std::span<const std::int64_t> offered(ClinicRule rule) {
  if (rule == ClinicRule::kGrace) return kGraces;
  if (rule == ClinicRule::kNotice) return kNotices;
  return kReleases;
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
  }
  return {};
}

std::string rule_value(text::Language language, ClinicRule rule, const ClinicRules& rules) {
  const Say say(language);
  if (rule == ClinicRule::kCardName) return card_words(say, rules.card_name);
  return span_words(say, minutes_of(rule, rules));
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
      then.card_name = name;
      add(card_words(say, name), then, name == rules.card_name ? Now::kYes : Now::kNo);
    }
    return choices;
  }
  for (const std::int64_t minutes : offered(rule)) {
    add(span_words(say, minutes), with_minutes(rule, rules, minutes),
        minutes == minutes_of(rule, rules) ? Now::kYes : Now::kNo);
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
