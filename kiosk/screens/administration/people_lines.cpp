// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/lines.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/administration_messages.h"

namespace alcove::screens::administration {
namespace {

using api::administration::PersonState;

Pill state_pill(const text::AdministrationMessages& say, PersonState state) {
  switch (state) {
    case PersonState::kActive:
      return {std::string(say.people_active()), ui::Tone::kGood};
    case PersonState::kNoPassword:
      return {std::string(say.people_no_password()), ui::Tone::kNote};
    case PersonState::kDisabled:
      return {std::string(say.people_disabled()), ui::Tone::kNeutral};
  }
  return {};
}

std::string shown_name(const Colleague& person) {
  if (person.credential.empty()) return person.display_name;
  return person.display_name + ", " + person.credential;
}

std::string languages_text(const PageModel& model, const Colleague& person) {
  const text::AdministrationMessages say(model.language);
  std::string words;
  for (const SpokenLanguage spoken : model.spoken_by(person.id)) {
    words += words.empty() ? "" : ", ";
    words += desk::spoken_language(model.language, spoken);
  }
  return words.empty() ? std::string(say.people_no_languages()) : say.people_languages(words);
}

void add_buttons(const text::AdministrationMessages& say, const PageModel& model,
                 const Colleague& person, Side& side) {
  const auto add = [&](Act act, std::string name, std::string_view label, ui::ButtonKind kind) {
    side.foot.emplace_back(act, ui::BarButton{.name = std::move(name),
                                              .label = std::string(label),
                                              .kind = kind,
                                              .enabled = model.there});
  };
  if (person.state == PersonState::kDisabled) {
    return add(Act::kEnable, "person_enable", say.people_enable(), ui::ButtonKind::kPrimary);
  }
  const bool self = person.id == model.self;
  if (!self) {
    const bool active = person.state == PersonState::kActive;
    add(Act::kReset, "person_reset", active ? say.people_reset() : say.people_new_code(),
        ui::ButtonKind::kPrimary);
  }
  add(Act::kRoles, "person_roles", say.people_roles(), ui::ButtonKind::kSecondary);
  if (model.speakers) {
    add(Act::kLanguages, "person_languages", say.people_set_languages(),
        ui::ButtonKind::kSecondary);
  }
  if (!self) add(Act::kDisable, "person_disable", say.people_disable(), ui::ButtonKind::kDanger);
}

}  // namespace

std::vector<SpokenLanguage> PageModel::spoken_by(const StaffId& who) const {
  if (!speakers) return {};
  for (const api::administration::Speaker& one : *speakers) {
    if (one.person == who) return one.languages;
  }
  return {};
}

std::string_view role_word(text::Language language, api::Role role) {
  const text::AdministrationMessages say(language);
  switch (role) {
    case api::Role::kFrontDesk:
      return say.role_front_desk();
    case api::Role::kClinician:
      return say.role_clinician();
    case api::Role::kSupervisor:
      return say.role_supervisor();
    case api::Role::kPrescriber:
      return say.role_prescriber();
    case api::Role::kBiller:
      return say.role_biller();
    case api::Role::kPrivacyOfficer:
      return say.role_privacy_officer();
    case api::Role::kAdministrator:
      return say.role_administrator();
  }
  return {};
}

std::string role_words(text::Language language, const std::vector<api::Role>& roles) {
  std::string words;
  for (const api::Role role : roles) {
    if (!words.empty()) words += ", ";
    words += role_word(language, role);
  }
  return words;
}

std::vector<Line> people_lines(const PageModel& model) {
  const text::AdministrationMessages say(model.language);
  std::vector<Line> lines;
  for (const Colleague& person : model.people.all) {
    std::string below = role_words(model.language, person.roles);
    if (person.id == model.self) below = std::string(say.people_you()) + " · " + below;
    lines.push_back({.name = "person_" + person.id.text(),
                     .title = shown_name(person),
                     .below = std::move(below),
                     .pill = state_pill(say, person.state)});
  }
  return lines;
}

Side person_side(const PageModel& model, const Colleague& person) {
  const text::AdministrationMessages say(model.language);
  Side side{.title = shown_name(person), .below = say.people_sign_in_name(person.sign_in_name)};
  side.pills.push_back(state_pill(say, person.state));
  for (const api::Role role : person.roles) {
    side.pills.push_back({std::string(role_word(model.language, role)), ui::Tone::kNeutral});
  }
  if (person.crisis) side.texts.emplace_back(say.people_crisis());
  if (model.speakers) side.texts.push_back(languages_text(model, person));
  switch (person.state) {
    case PersonState::kActive:
      break;
    case PersonState::kNoPassword:
      side.texts.emplace_back(say.people_no_password_text());
      break;
    case PersonState::kDisabled:
      side.texts.emplace_back(say.people_disabled_text());
      break;
  }
  if (person.id == model.self) side.texts.emplace_back(say.people_self());
  if (person.last_administrator) side.texts.emplace_back(say.people_last());
  add_buttons(say, model, person, side);
  return side;
}

}  // namespace alcove::screens::administration
