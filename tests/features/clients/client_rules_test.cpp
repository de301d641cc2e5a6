// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/client_rules.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::clients;
using namespace alcove::api::clients;

namespace {

LocalDate date(const char* text) {
  return parse_date(text).value();
}
const LocalDate kToday = date("2026-11-24");

PhoneId phone_id(std::uint8_t number) {
  UuidBytes id{};
  id[15] = number;
  return PhoneId(id);
}

Details maria() {
  Details details;
  details.legal_given = "Mar\u00eda";
  details.legal_family = "L\u00f3pez";
  details.birth_date = date("1986-04-17");
  details.phones = {{phone_id(2), PhoneKind::kMobile, "716.555.0112", true},
                    {phone_id(1), PhoneKind::kWork, "+1 716 555 0199 x4", false}};
  details.residence = Residence::kAddress;
  details.address = Address{"12 Elm St", "", "Buffalo", "ny", "14201"};
  details.emergency_contact = EmergencyContact{"Luz L\u00f3pez", "sister", "7165550143"};
  return details;
}

// The field that a change of good details is refused for, and the code before it.
template <class Change>
std::string refusal(Change change) {
  Details details = maria();
  change(details);
  const Result<Details> result = checked_details(details, kToday);
  if (result) return "none";
  return std::string(error_code_word(result.error().code)) + " " + result.error().field;
}

std::vector<std::string> changed_fields(const Details& after) {
  const Details before = checked_details(maria(), kToday).value();
  std::vector<std::string> fields;
  for (const FieldChange& change :
       changes_between(before, checked_details(after, kToday).value())) {
    fields.push_back(change.field);
  }
  return fields;
}

}  // namespace

TEST_CASE("details are kept in one spelling, phones in the order in which they were made") {
  const Details kept = checked_details(maria(), kToday).value();
  REQUIRE(kept.phones.size() == 2);
  CHECK(kept.phones[0].number == "(716) 555-0199 ext. 4");
  CHECK(kept.phones[1].number == "(716) 555-0112");
  CHECK(kept.address->state == "NY");
  CHECK(kept.emergency_contact->number == "(716) 555-0143");
  CHECK(checked_details(kept, kToday).value() == kept);
  Details same_name = maria();
  same_name.preferred_given = "Mar\u00eda";
  same_name.preferred_family = "L\u00f3pez";
  CHECK(checked_details(same_name, kToday).value() == kept);
}

TEST_CASE("details that cannot be are refused at their field") {
  CHECK(refusal([](Details&) {}) == "none");
  CHECK(refusal([](Details& d) { d.legal_family = "--"; }) == "missing_field details.legal_family");
  CHECK(refusal([](Details& d) { d.legal_given = ""; }) == "none");
  CHECK(refusal([](Details& d) { d.birth_date = date("2026-11-25"); }) ==
        "out_of_range details.birth_date");
  CHECK(refusal([](Details& d) { d.birth_date = LocalDate{}; }) ==
        "out_of_range details.birth_date");
  CHECK(refusal([](Details& d) { d.phones[1].number = "555-0112"; }) ==
        "out_of_range details.phones[1].number");
  CHECK(refusal([](Details& d) { d.phones[1].id = PhoneId(); }) ==
        "out_of_range details.phones[1].id");
  CHECK(refusal([](Details& d) { d.phones[1].id = d.phones[0].id; }) ==
        "already_exists details.phones[1].id");
  CHECK(refusal([](Details& d) { d.phones[1].number = "1 (716) 555 0112"; }) ==
        "already_exists details.phones[1].number");
  CHECK(refusal([](Details& d) { d.address.reset(); }) == "missing_field details.address");
  CHECK(refusal([](Details& d) { d.residence = Residence::kNoFixedAddress; }) ==
        "out_of_range details.address");
  CHECK(refusal([](Details& d) {
          d.residence = Residence::kNoFixedAddress;
          d.address.reset();
        }) == "none");
  CHECK(refusal([](Details& d) { d.address->state = "ZZ"; }) ==
        "out_of_range details.address.state");
  for (const char* code : {"1420", "142011", "14201-12", "14201 1234", "1420a"}) {
    CAPTURE(code);
    CHECK(refusal([code](Details& d) { d.address->postal_code = code; }) ==
          "out_of_range details.address.postal_code");
  }
  CHECK(refusal([](Details& d) { d.address->postal_code = "14201-1234"; }) == "none");
  CHECK(refusal([](Details& d) { d.emergency_contact->number = "none"; }) ==
        "out_of_range details.emergency_contact.number");
}

TEST_CASE("a person is on the care team once") {
  const StaffId ana(UuidBytes{1});
  const StaffId bo(UuidBytes{2});
  const auto team = checked_care_team({{bo, CareRole::kPrescriber}, {ana, CareRole::kTherapist}});
  CHECK(team.value().front().staff == ana);
  const auto twice = checked_care_team({{ana, CareRole::kTherapist}, {ana, CareRole::kOther}});
  CHECK(twice.error().field == "care_team[1].staff");
}

TEST_CASE("a change names each field with its old and new value") {
  const Details before = checked_details(maria(), kToday).value();
  Details after = before;
  after.legal_family = "D\u00edaz";
  after.pronouns = "she/her";
  after.birth_date = date("1986-04-18");
  after.phones[0].may_leave_message = true;
  after.needs_interpreter = true;
  const std::string phone = "details.phones[" + phone_id(1).text() + "]";
  CHECK(changes_between(before, after) ==
        std::vector<FieldChange>{{"details.birth_date", "1986-04-17", "1986-04-18"},
                                 {"details.legal_family", "L\u00f3pez", "D\u00edaz"},
                                 {"details.needs_interpreter", "false", "true"},
                                 {phone + ".may_leave_message", "false", "true"},
                                 {"details.pronouns", "", "she/her"}});
  CHECK(changes_between(before, before).empty());
}

TEST_CASE("a phone, an address or a contact that goes leaves its old values behind") {
  Details after = maria();
  after.phones.pop_back();
  const std::string phone = "details.phones[" + phone_id(1).text() + "]";
  CHECK(changed_fields(after) ==
        std::vector<std::string>{phone + ".kind", phone + ".may_leave_message", phone + ".number"});
  after = maria();
  after.residence = Residence::kNoFixedAddress;
  after.address.reset();
  CHECK(changed_fields(after) ==
        std::vector<std::string>{"details.address.city", "details.address.line1",
                                 "details.address.postal_code", "details.address.state",
                                 "details.residence"});
}
