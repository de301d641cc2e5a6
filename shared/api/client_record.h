// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/client_words.h"
#include "shared/base/ids.h"
#include "shared/base/time.h"

// Who a client is: what the front desk asks and what stands at the head of the chart.
namespace alcove::api::clients {

inline constexpr std::size_t kMaxPhones = 6;
inline constexpr std::size_t kMaxCareTeam = 12;
inline constexpr wire::Text kName = wire::line(0, 60);
inline constexpr wire::Text kFamilyName = wire::line(1, 60);
inline constexpr wire::Text kPhoneNumber = wire::line(1, 40);

struct Phone {
  PhoneId id;
  PhoneKind kind = PhoneKind::kMobile;
  std::string number;  // as typed; comes back as "(716) 555-0112 ext. 4" or "+525512345678"
  bool may_leave_message = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("kind", self.kind);
    visit("number", self.number, kPhoneNumber);
    visit("may_leave_message", self.may_leave_message);
  }
  friend bool operator==(const Phone&, const Phone&) = default;
};

struct Address {
  std::string line1;
  std::string line2;
  std::string city;
  std::string state;        // USPS, two letters
  std::string postal_code;  // 14201 or 14201-1234

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("line1", self.line1, wire::line(1, 100));
    visit("line2", self.line2, wire::line(0, 100));
    visit("city", self.city, wire::line(1, 60));
    visit("state", self.state, wire::line(2, 2));
    visit("postal_code", self.postal_code, wire::line(5, 10));
  }
  friend bool operator==(const Address&, const Address&) = default;
};

struct EmergencyContact {
  std::string name;
  std::string relationship;  // in the client's words; may be empty
  std::string number;        // as a phone's

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, wire::line(1, 100));
    visit("relationship", self.relationship, wire::line(0, 60));
    visit("number", self.number, kPhoneNumber);
  }
  friend bool operator==(const EmergencyContact&, const EmergencyContact&) = default;
};

// What is typed when a client is registered or edited.
struct Details {
  std::string legal_given;  // empty for people of one name, which is then the family name
  std::string legal_middle;
  std::string legal_family;
  std::string preferred_given;   // empty: the legal one
  std::string preferred_family;  // empty: the legal one
  std::string pronouns;          // in the client's words
  LocalDate birth_date;
  SexForInsurance sex_for_insurance = SexForInsurance::kUnknown;
  SpokenLanguage language = SpokenLanguage::kEnglish;
  // Into that language, with whoever does not speak it.
  bool needs_interpreter = false;
  std::vector<Phone> phones;
  Residence residence = Residence::kNotAsked;
  std::optional<Address> address;  // with Residence::kAddress, and only then
  std::optional<EmergencyContact> emergency_contact;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("legal_given", self.legal_given, kName);
    visit("legal_middle", self.legal_middle, kName);
    visit("legal_family", self.legal_family, kFamilyName);
    visit("preferred_given", self.preferred_given, kName);
    visit("preferred_family", self.preferred_family, kName);
    visit("pronouns", self.pronouns, wire::line(0, 40));
    visit("birth_date", self.birth_date);
    visit("sex_for_insurance", self.sex_for_insurance);
    visit("language", self.language);
    visit("needs_interpreter", self.needs_interpreter);
    visit("phones", self.phones, wire::at_most(kMaxPhones));
    visit("residence", self.residence);
    visit("address", self.address);
    visit("emergency_contact", self.emergency_contact);
  }
  friend bool operator==(const Details&, const Details&) = default;
};

struct CareTeamMember {
  StaffId staff;
  CareRole role = CareRole::kTherapist;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("staff", self.staff);
    visit("role", self.role);
  }
  friend auto operator<=>(const CareTeamMember&, const CareTeamMember&) = default;
};

struct Client {
  ClientId id;
  std::int64_t record_number = 0;
  std::int64_t revision = 0;  // 1 when registered, one more with every change
  UtcTime registered_at;
  Details details;
  std::vector<CareTeamMember> care_team;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("revision", self.revision, wire::range(1, INT64_MAX));
    visit("registered_at", self.registered_at);
    visit("details", self.details);
    visit("care_team", self.care_team, wire::at_most(kMaxCareTeam));
  }
};

}  // namespace alcove::api::clients
