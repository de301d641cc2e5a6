// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/client_form.h"
#include "shared/rules/birth_date.h"
#include "shared/rules/phone_number.h"

// What a form holds, and what of it goes to the box.
namespace alcove::screens::desk {

using api::clients::Details;
using api::clients::Residence;

namespace {

std::string typed_date(LocalDate date) {
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return two(static_cast<unsigned>(date.month())) + "/" + two(static_cast<unsigned>(date.day())) +
         "/" + std::to_string(static_cast<int>(date.year()));
}

bool phones_are_good(const Details& details) {
  for (const api::clients::Phone& phone : details.phones) {
    if (rules::phone_problem(phone.number)) return false;
  }
  return true;
}

bool is_whole(const api::clients::Address& address) {
  return !address.line1.empty() && !address.city.empty() && address.state.size() == 2 &&
         address.postal_code.size() >= 5;
}

// Without the spaces around it; a search is typed in small letters, a name begins with a large one.
std::string as_name(std::string text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  text = text.substr(first, text.find_last_not_of(' ') - first + 1);
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

std::optional<Details> ClientFormModel::details() const {
  Details out = typed;
  const std::vector<LocalDate> dates = rules::read_typed_date(birth, today);
  if (out.legal_family.empty() || dates.empty() || !phones_are_good(out)) return std::nullopt;
  out.birth_date = dates.front();
  out.address.reset();
  if (out.residence == Residence::kAddress) {
    if (!is_whole(address)) return std::nullopt;
    out.address = address;
  }
  out.emergency_contact.reset();
  if (!contact.name.empty() || !contact.number.empty()) {
    if (contact.name.empty() || rules::phone_problem(contact.number)) return std::nullopt;
    out.emergency_contact = contact;
  }
  return out;
}

bool ClientFormModel::changed() const {
  if (care_team != base_care_team) return true;
  const std::optional<Details> now = details();
  return !now || *now != base;
}

ClientFormModel blank_form(LocalDate today, const std::string& looked_for) {
  ClientFormModel model;
  model.today = today;
  model.looked_for = looked_for;
  const bool number = looked_for.find_first_of("0123456789") != std::string::npos;
  if (number || looked_for.size() > api::clients::kName.max) return model;
  const std::size_t comma = looked_for.find(',');
  if (comma != std::string::npos) {
    model.typed.legal_family = as_name(looked_for.substr(0, comma));
    model.typed.legal_given = as_name(looked_for.substr(comma + 1));
    return model;
  }
  const std::string name = as_name(looked_for);
  const std::size_t last = name.find_last_of(' ');
  model.typed.legal_family = as_name(name.substr(last == std::string::npos ? 0 : last + 1));
  if (last != std::string::npos) model.typed.legal_given = as_name(name.substr(0, last));
  return model;
}

ClientFormModel form_of(const api::clients::Client& client, LocalDate today) {
  ClientFormModel model;
  model.kind = FormKind::kEdit;
  model.today = today;
  model.client = client.id;
  model.base_revision = client.revision;
  model.base = model.typed = client.details;
  model.birth = typed_date(client.details.birth_date);
  if (client.details.address) model.address = *client.details.address;
  if (client.details.emergency_contact) model.contact = *client.details.emergency_contact;
  model.care_team = model.base_care_team = client.care_team;
  return model;
}

void take_theirs(ClientFormModel& model, const api::clients::Client& now, text::Language) {
  const Details& theirs = now.details;
  const auto take = [&](auto Details::*field) {
    if (model.typed.*field == model.base.*field) model.typed.*field = theirs.*field;
  };
  take(&Details::legal_given);
  take(&Details::legal_middle);
  take(&Details::legal_family);
  take(&Details::preferred_given);
  take(&Details::preferred_family);
  take(&Details::pronouns);
  take(&Details::sex_for_insurance);
  take(&Details::language);
  take(&Details::needs_interpreter);
  take(&Details::phones);
  take(&Details::residence);
  if (model.birth == typed_date(model.base.birth_date)) {
    model.birth = typed_date(theirs.birth_date);
  }
  if (model.address == model.base.address.value_or(api::clients::Address())) {
    model.address = theirs.address.value_or(api::clients::Address());
  }
  if (model.contact == model.base.emergency_contact.value_or(api::clients::EmergencyContact())) {
    model.contact = theirs.emergency_contact.value_or(api::clients::EmergencyContact());
  }
  if (model.care_team == model.base_care_team) model.care_team = now.care_team;
  model.base_care_team = now.care_team;
  model.base = theirs;
  model.theirs = theirs;
  model.base_revision = now.revision;
}

}  // namespace alcove::screens::desk
