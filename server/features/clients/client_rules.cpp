// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/client_rules.h"

#include <algorithm>
#include <array>
#include <map>

#include "shared/rules/birth_date.h"
#include "shared/rules/name_folding.h"
#include "shared/rules/phone_number.h"

namespace alcove::clients {
namespace {

// Postal abbreviations: states, the district, territories, and the armed forces' three.
constexpr std::array<std::string_view, 62> kStates = {
    "AA", "AE", "AK", "AL", "AP", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "FM", "GA",
    "GU", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MH", "MI", "MN", "MO",
    "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "PR",
    "PW", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY"};

Error refused(ErrorCode code, std::string field, std::string detail) {
  return {code, "details." + std::move(field), std::move(detail)};
}

void to_upper(std::string& text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
}

// Brings one number to its one spelling.
Result<void> check_number(std::string& number, const std::string& field) {
  const Result<rules::PhoneNumber> parsed = rules::parse_phone(number);
  if (!parsed) return refused(parsed.error().code, field, parsed.error().detail);
  number = rules::display_phone(*parsed);
  return {};
}

Result<void> check_names(api::clients::Details& details) {
  if (rules::fold_name(details.legal_family).empty()) {
    return refused(ErrorCode::kMissingField, "legal_family", "a name has letters in it");
  }
  if (details.preferred_given == details.legal_given) details.preferred_given.clear();
  if (details.preferred_family == details.legal_family) details.preferred_family.clear();
  return {};
}

Result<void> check_phones(std::vector<api::clients::Phone>& phones) {
  for (std::size_t i = 0; i < phones.size(); ++i) {
    const std::string path = "phones[" + std::to_string(i) + "]";
    ALCOVE_TRY(check_number(phones[i].number, path + ".number"));
    if (phones[i].id.is_nil()) {
      return refused(ErrorCode::kOutOfRange, path + ".id", "a phone has an id of its own");
    }
    for (std::size_t other = 0; other < i; ++other) {
      if (phones[other].number == phones[i].number) {
        return refused(ErrorCode::kAlreadyExists, path + ".number", "the number is there twice");
      }
      if (phones[other].id == phones[i].id) {
        return refused(ErrorCode::kAlreadyExists, path + ".id", "two phones have one id");
      }
    }
  }
  std::sort(phones.begin(), phones.end(),
            [](const api::clients::Phone& a, const api::clients::Phone& b) { return a.id < b.id; });
  return {};
}

bool is_postal_code(const std::string& code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool digit = code[i] >= '0' && code[i] <= '9';
    if (i == 5 ? code[i] != '-' : !digit) return false;
  }
  return code.size() == 5 || code.size() == 10;
}

Result<void> check_address(api::clients::Details& details) {
  if (details.residence != api::clients::Residence::kAddress) {
    if (!details.address) return {};
    return refused(ErrorCode::kOutOfRange, "address", "there is an address, but none is stated");
  }
  if (!details.address) {
    return refused(ErrorCode::kMissingField, "address", "the address is missing");
  }
  ALCOVE_ASSIGN(details.address, checked_address(std::move(*details.address), "details.address"));
  return {};
}

using Values = std::map<std::string, std::string>;

std::string key_of(const api::clients::Phone& phone) {
  return phone.id.text();
}
std::string key_of(const api::clients::CareTeamMember& member) {
  return member.staff.text();
}

// Every field of a struct of the contract under its path, as it is written on the wire.
struct Flatten {
  Values& values;
  std::string prefix;

  template <class T, class Limit = std::nullptr_t>
  void operator()(const char* name, const T& value, const Limit& = {}) {
    put(prefix + name, value);
  }

  template <class T>
  void put(const std::string& path, const T& value) {
    if constexpr (wire::IsOptional<T>::value) {
      if (value) put(path, *value);
    } else if constexpr (wire::IsVector<T>::value) {
      for (const auto& item : value) put(path + "[" + key_of(item) + "]", item);
    } else if constexpr (wire::FieldStruct<T>) {
      Flatten inner{values, path + "."};
      T::fields(inner, value);
    } else if constexpr (wire::WordEnum<T>) {
      values[path] = wire::word_of(value);
    } else if constexpr (wire::IsId<T>::value) {
      // The key in the path says it.
    } else if constexpr (std::is_same_v<T, bool>) {
      values[path] = value ? "true" : "false";
    } else if constexpr (std::is_same_v<T, LocalDate>) {
      values[path] = format_date(value);
    } else {
      values[path] = value;
    }
  }
};

template <class T>
Values flattened(const std::string& path, const T& value) {
  Values values;
  Flatten{values, {}}.put(path, value);
  return values;
}

std::string value_or_nothing(const Values& values, const std::string& field) {
  const auto found = values.find(field);
  return found == values.end() ? std::string() : found->second;
}

template <class T>
std::vector<FieldChange> differences(const std::string& path, const T& before, const T& after) {
  const Values old_values = flattened(path, before);
  Values fields = flattened(path, after);
  const Values new_values = fields;
  fields.insert(old_values.begin(), old_values.end());
  std::vector<FieldChange> changes;
  for (const auto& [field, unused] : fields) {
    FieldChange change{field, value_or_nothing(old_values, field),
                       value_or_nothing(new_values, field)};
    if (change.old_value != change.new_value) changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

Result<api::clients::Details> checked_details(api::clients::Details details, LocalDate today) {
  ALCOVE_TRY(check_names(details));
  const Result<void> birth_date = rules::check_birth_date(details.birth_date, today);
  if (!birth_date) {
    return refused(birth_date.error().code, "birth_date", birth_date.error().detail);
  }
  ALCOVE_TRY(check_phones(details.phones));
  ALCOVE_TRY(check_address(details));
  if (details.emergency_contact) {
    ALCOVE_TRY(check_number(details.emergency_contact->number, "emergency_contact.number"));
  }
  return details;
}

Result<api::clients::Address> checked_address(api::clients::Address address,
                                              const std::string& field) {
  to_upper(address.state);
  if (std::find(kStates.begin(), kStates.end(), address.state) == kStates.end()) {
    return Error{ErrorCode::kOutOfRange, field + ".state", "not one of the postal abbreviations"};
  }
  if (!is_postal_code(address.postal_code)) {
    return Error{ErrorCode::kOutOfRange, field + ".postal_code", "five digits, or five and four"};
  }
  return address;
}

Result<std::vector<api::clients::CareTeamMember>> checked_care_team(
    std::vector<api::clients::CareTeamMember> team) {
  for (std::size_t i = 0; i < team.size(); ++i) {
    const auto same = [&](const api::clients::CareTeamMember& other) {
      return other.staff == team[i].staff;
    };
    const auto until_here = team.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find_if(team.begin(), until_here, same) != until_here) {
      return Error{ErrorCode::kAlreadyExists, "care_team[" + std::to_string(i) + "].staff",
                   "a person is on the care team once"};
    }
  }
  std::sort(team.begin(), team.end());
  return team;
}

std::vector<FieldChange> changes_between(const api::clients::Details& before,
                                         const api::clients::Details& after) {
  return differences("details", before, after);
}

std::vector<FieldChange> changes_between(const std::vector<api::clients::CareTeamMember>& before,
                                         const std::vector<api::clients::CareTeamMember>& after) {
  return differences("care_team", before, after);
}

rules::PersonName name_of(const api::clients::Details& details) {
  return {details.legal_given, details.legal_middle, details.legal_family, details.preferred_given,
          details.preferred_family};
}

std::vector<std::string> phones_of(const api::clients::Details& details) {
  std::vector<std::string> digits;
  for (const api::clients::Phone& phone : details.phones) {
    digits.push_back(rules::national_digits(rules::parse_phone(phone.number).value()));
  }
  return digits;
}

rules::DuplicateFacts duplicate_facts(const api::clients::Details& details) {
  return {name_of(details), details.birth_date, phones_of(details)};
}

}  // namespace alcove::clients
