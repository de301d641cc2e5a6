// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/office.h"
#include "kiosk/text/clinic_rules_messages.h"
#include "kiosk/widgets/select.h"

// What the clinic chose for itself.
namespace alcove::flows::administration {

using namespace screens::administration;

// The setup first: the page shows all rules, or none.
void Office::read_rules() {
  if (busy_) return;  // what is being set comes with its own answer
  rules_life_.renew();
  context_.box.ask(rules_life_, api::clinic_setup::read, wire::Nothing{},
                   [this](const Result<api::clinic_setup::Setup>& reply) {
                     if (!reply) {
                       page_.rooms.refused(reply.error().code);
                       page_.services.refused(reply.error().code);
                       page_.resources.refused(reply.error().code);
                       return page_.rules.refused(reply.error().code);
                     }
                     take_setup(*reply);
                     read_standards(reply->rules);
                   });
}

void Office::read_standards(const api::clinic_setup::Rules& setup) {
  context_.box.ask(rules_life_, api::waitlist::read_standards, wire::Nothing{},
                   [this, setup](const Result<api::waitlist::Standards>& reply) {
                     if (!reply) return page_.rules.refused(reply.error().code);
                     take_rules({setup, *reply});
                   });
}

void Office::take_rules(const ClinicRules& rules) {
  page_.clinic_rules = rules;
  page_.rules.take({kClinicRules.begin(), kClinicRules.end()});
}

void Office::rules_are_set(const ClinicRules& rules) {
  take_rules(rules);
  say(std::string(text::ClinicRulesMessages(context_.language).rules_saved()));
}

void Office::set_rules(ClinicRule rule, const ClinicRules& rules) {
  busy_ = true;
  rules_life_.renew();
  if (is_standard(rule)) {
    context_.box.ask(life_, api::waitlist::set_standards, rules.standards,
                     [this](const Result<api::waitlist::Standards>& set) {
                       busy_ = false;
                       if (!set) return page_.rules.refused(set.error().code);
                       rules_are_set({page_.clinic_rules.setup, *set});
                     });
    return;
  }
  context_.box.ask(life_, api::clinic_setup::set_rules, rules.setup,
                   [this](const Result<api::clinic_setup::Rules>& set) {
                     busy_ = false;
                     if (!set) return page_.rules.refused(set.error().code);
                     rules_are_set({*set, page_.clinic_rules.standards});
                   });
}

void Office::draw_rule_choices(ui::Ui& ui) {
  const RuleChoices choices = rule_choices(context_.language, *rule_open_, page_.clinic_rules);
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "rule_choice",
                       .language = context_.language,
                       .title = rule_title(context_.language, *rule_open_),
                       .options = choices.words,
                       .current = choices.now});
  if (!answer.closed && !answer.chosen) return;
  const ClinicRule rule = *rule_open_;
  rule_open_.reset();
  if (answer.chosen && answer.chosen != choices.now && !busy_) {
    set_rules(rule, choices.rules[*answer.chosen]);
  }
}

}  // namespace alcove::flows::administration
