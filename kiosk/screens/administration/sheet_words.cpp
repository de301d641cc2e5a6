// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/sheet_words.h"

#include "kiosk/text/administration_messages.h"

namespace alcove::screens::administration {

using Say = text::AdministrationMessages;

ProveModel code_words(text::Language language, const Colleague& person) {
  const Say say(language);
  const std::string& name = person.display_name;
  if (person.state != api::administration::PersonState::kActive) {
    return {.title = say.prove_code_title(name),
            .text = std::string(say.prove_code_text()),
            .go = std::string(say.prove_code_go())};
  }
  return {.title = say.prove_reset_title(name),
          .text = say.prove_reset_text(name),
          .go = std::string(say.prove_reset_go())};
}

ProveModel disable_words(text::Language language, const Colleague& person) {
  const Say say(language);
  return {.title = say.prove_disable_title(person.display_name),
          .text = say.prove_disable_text(person.display_name),
          .go = std::string(say.prove_disable_go()),
          .weight = Weight::kTakesAway};
}

ProveModel enable_words(text::Language language, const Colleague& person) {
  const Say say(language);
  return {.title = say.prove_enable_title(person.display_name),
          .text = std::string(say.prove_enable_text()),
          .go = std::string(say.prove_enable_go())};
}

ProveModel person_words(text::Language language, const PersonModel& person) {
  const Say say(language);
  const std::string roles = role_words(language, person.chosen_roles());
  if (!person.person) {
    return {.title = say.prove_add_title(person.display_name),
            .text = say.prove_add_text(roles),
            .go = std::string(say.prove_add_go())};
  }
  return {.title = say.prove_roles_title(person.person->display_name),
          .text = say.prove_roles_text({.roles = roles,
                                        .credential = person.credential.empty()
                                                          ? std::string(say.credential_none())
                                                          : person.credential}),
          .go = std::string(say.prove_roles_go())};
}

ProveModel terminal_words(text::Language language, const TerminalModel& terminal) {
  const Say say(language);
  return {.title = say.prove_terminal_title(terminal.name),
          .text = say.prove_terminal_text(station_word(language, terminal.station)),
          .go = std::string(say.prove_terminal_go())};
}

ProveModel revoke_words(text::Language language, const std::string& name, Where where) {
  const Say say(language);
  // First of all: with large text the rest may have to be scrolled to.
  std::string text(where == Where::kHere ? say.prove_revoke_here() : "");
  if (!text.empty()) text += ' ';
  text += say.prove_revoke_text();
  return {.title = say.prove_revoke_title(name),
          .text = std::move(text),
          .go = std::string(say.prove_revoke_go()),
          .weight = Weight::kTakesAway};
}

CodeModel person_code_words(text::Language language, const Colleague& person, std::string code,
                            std::string until) {
  const Say say(language);
  return {.title = say.code_person_title(person.display_name),
          .code = std::move(code),
          .expires_at = {},
          .until = std::move(until),
          .steps = {say.code_person_1(person.display_name), std::string(say.code_person_2()),
                    say.code_person_3(person.sign_in_name)}};
}

CodeModel terminal_code_words(text::Language language, const NewTerminalFacts& facts,
                              std::string code, std::string until) {
  const Say say(language);
  return {.title = say.code_terminal_title(facts.name),
          .code = std::move(code),
          .expires_at = {},
          .until = std::move(until),
          .steps = {std::string(say.code_terminal_1()), say.code_terminal_2(facts.address),
                    std::string(say.code_terminal_3())}};
}

}  // namespace alcove::screens::administration
