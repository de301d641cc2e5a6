// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/client_record.h"
#include "shared/rules/duplicate_clients.h"
#include "shared/rules/person_name.h"

// What a client's details may be, and what changed between two of them. Pure and thread-safe.
namespace alcove::clients {

// The details as they are kept: phones in one spelling and in the order in which they were made,
// preferred names that are the legal ones left out, states and postal codes in capitals. Errors
// name the field from "details" on: kMissingField, kOutOfRange (an impossible value),
// kAlreadyExists (a phone that is there twice).
Result<api::clients::Details> checked_details(api::clients::Details details, LocalDate today);

// An address as it is kept, under whatever field it came. Errors (kOutOfRange): `field`.state and
// `field`.postal_code.
Result<api::clients::Address> checked_address(api::clients::Address address,
                                              const std::string& field);

// At most one role for a person; in the order of the ids. Errors: kAlreadyExists, field
// "care_team[1].staff".
Result<std::vector<api::clients::CareTeamMember>> checked_care_team(
    std::vector<api::clients::CareTeamMember> team);

struct FieldChange {
  std::string field;  // "details.phones[ID].number"
  std::string old_value;
  std::string new_value;
  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

// Every field whose value on the wire differs, by name; a phone is known by its id.
std::vector<FieldChange> changes_between(const api::clients::Details& before,
                                         const api::clients::Details& after);
std::vector<FieldChange> changes_between(const std::vector<api::clients::CareTeamMember>& before,
                                         const std::vector<api::clients::CareTeamMember>& after);

rules::PersonName name_of(const api::clients::Details& details);
// The digits of the checked details' phones, as they are searched and compared.
std::vector<std::string> phones_of(const api::clients::Details& details);
rules::DuplicateFacts duplicate_facts(const api::clients::Details& details);

}  // namespace alcove::clients
