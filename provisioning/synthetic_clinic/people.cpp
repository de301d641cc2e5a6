// SPDX-License-Identifier: Apache-2.0
#include "provisioning/synthetic_clinic/people.h"

#include <fmt/format.h>

#include <array>

#include "shared/base/ids.h"

namespace alcove::synthetic {
namespace {

using api::clients::SpokenLanguage;
using Words = std::vector<const char*>;

const Words kGivenNames = {"Ana",    "Sam",       "Marie",   "Dana",      "Terrence", "Ngozi",
                           "Thanh",  "Grace",     "Miguel",  "Rosa",      "Elijah",   "Fatima",
                           "Priya",  "Owen",      "Hannah",  "José",      "Noémie",   "Katarzyna",
                           "Amina",  "Carlos",    "Imani",   "Jun",       "Leila",    "Mateo",
                           "Nadia",  "Oluwaseun", "Paul",    "Quinn",     "Rafael",   "Sofía",
                           "Tomás",  "Uma",       "Victor",  "Wei",       "Xiomara",  "Yusuf",
                           "Zoe",    "Bríd",      "Chloë",   "Đức",       "William",  "Margaret",
                           "Robert", "Katherine", "Anthony", "Elizabeth", "Jean-Luc", "Mary Ann"};
const Words kFamilyNames = {
    "Okafor",  "Haddad",   "Nguyen",     "Petrov",  "Jean-Baptiste", "Smith",      "Wallace",
    "Morales", "García",   "O'Connor",   "Núñez",   "Kowalski",      "Williams",   "Johnson",
    "Brown",   "Martínez", "Lee",        "Kim",     "Patel",         "Hernández",  "López",
    "Adeyemi", "Fischer",  "De la Cruz", "Rossi",   "Novak",         "Silva",      "Ivanova",
    "Müller",  "Dubois",   "Santos",     "Ramírez", "Thompson",      "Nakamura",   "Osei",
    "Mensah",  "Abdi",     "Hassan",     "Cohen",   "MacDonald",     "St. James",  "Vang",
    "Yang",    "Begay",    "Two Bulls",  "Ortiz",   "Delgado",       "Łukasiewicz"};
const Words kStreets = {"Alder Way", "Beacon Street", "Cedar Lane",   "Dover Road",
                        "Elm Court", "Fern Avenue",   "Garden Place", "Harbor View"};
const Words kAreaCodes = {"716", "585", "315", "607", "518"};
const Words kWords = {"maple",  "river",   "window", "pepper",  "candle", "garden",  "winter",
                      "orange", "silver",  "basket", "ticket",  "button", "meadow",  "copper",
                      "violin", "lantern", "pocket", "marble",  "saddle", "bakery",  "island",
                      "thread", "walnut",  "harbor", "feather", "kettle", "blanket", "compass",
                      "ladder", "pebble",  "cotton", "drizzle"};

const char* pick(const Words& words, SeededRandom& random) {
  return words[random.below(words.size())];
}

SpokenLanguage some_language(SeededRandom& random) {
  const std::uint64_t die = random.below(100);
  if (die < 72) return SpokenLanguage::kEnglish;
  if (die < 90) return SpokenLanguage::kSpanish;
  if (die < 94) return SpokenLanguage::kVietnamese;
  if (die < 97) return SpokenLanguage::kHaitianCreole;
  return SpokenLanguage::kRussian;
}

LocalDate some_birth_date(LocalDate today, SeededRandom& random) {
  const bool minor = random.below(7) == 0;
  const auto years = static_cast<int>(minor ? 6 + random.below(11) : 18 + random.below(62));
  const auto days = std::chrono::days(static_cast<int>(random.below(365)));
  const std::chrono::sys_days day = std::chrono::sys_days(LocalDate{
      today.year() - std::chrono::years(years), std::chrono::January, std::chrono::day(1)});
  return LocalDate(day - days);
}

std::string some_number(SeededRandom& random) {
  return fmt::format("({}) 555-{:04}", pick(kAreaCodes, random), 100 + random.below(100));
}

api::clients::Phone some_phone(api::clients::PhoneKind kind, SeededRandom& random) {
  const UtcTime any = UtcTime(std::chrono::milliseconds(1'700'000'000'000));
  return {.id = PhoneId::make(any, random),
          .kind = kind,
          .number = some_number(random),
          .may_leave_message = random.below(3) != 0};
}

api::clients::Address some_address(SeededRandom& random) {
  return {.line1 = fmt::format("{} {}", 1 + random.below(990), pick(kStreets, random)),
          .line2 = random.below(4) == 0 ? fmt::format("Apt {}", 1 + random.below(40)) : "",
          .city = "Riverside",
          .state = "NY",
          .postal_code = "14201"};
}

api::clients::Details lucia(SeededRandom& random) {
  const UtcTime any = UtcTime(std::chrono::milliseconds(1'700'000'000'000));
  return {
      .legal_given = "Lucía",
      .legal_middle = "",
      .legal_family = "Morales",
      .preferred_given = "",
      .preferred_family = "",
      .pronouns = "she/her",
      .birth_date = LocalDate{std::chrono::year(1986), std::chrono::April, std::chrono::day(17)},
      .sex_for_insurance = api::clients::SexForInsurance::kFemale,
      .language = SpokenLanguage::kSpanish,
      .phones = {{.id = PhoneId::make(any, random),
                  .kind = api::clients::PhoneKind::kMobile,
                  .number = "(716) 555-0133",
                  .may_leave_message = true}},
      .residence = api::clients::Residence::kAddress,
      .address = some_address(random),
      .emergency_contact = std::nullopt};
}

}  // namespace

std::vector<StaffMember> staff_members() {
  using api::Role;
  return {{"mortiz", "Mia Ortiz", "", {Role::kFrontDesk}, false},
          {"jbaker", "Jo Baker", "", {Role::kFrontDesk, Role::kBiller}, false},
          {"lbrandt", "Lena Brandt", "LCSW", {Role::kClinician}, false},
          {"areyes", "Alma Reyes", "LMHC", {Role::kClinician}, true},
          {"cosei", "Cora Osei", "LMFT", {Role::kClinician}, false},
          {"tlindqvist", "Tor Lindqvist", "MHC-LP", {Role::kClinician}, false},
          {"siyer", "Sana Iyer", "MD", {Role::kPrescriber}, false},
          {"rwhite", "Ruth White", "PhD", {Role::kSupervisor, Role::kClinician}, true},
          {"gnovak", "Greta Novak", "", {Role::kBiller}, false},
          {"pcole", "Pat Cole", "", {Role::kPrivacyOfficer}, false},
          {"admin", "Ines Duarte", "", {Role::kAdministrator}, false}};
}

api::clients::Details client_details(std::size_t index, LocalDate today, SeededRandom& random) {
  if (index == 0) return lucia(random);
  api::clients::Details details;
  details.legal_given = pick(kGivenNames, random);
  details.legal_family = pick(kFamilyNames, random);
  if (random.below(3) == 0) details.legal_middle = pick(kGivenNames, random);
  if (random.below(9) == 0) details.preferred_given = pick(kGivenNames, random);
  if (random.below(4) == 0) details.pronouns = random.below(2) == 0 ? "they/them" : "she/her";
  details.birth_date = some_birth_date(today, random);
  details.sex_for_insurance = static_cast<api::clients::SexForInsurance>(random.below(3));
  details.language = some_language(random);
  if (random.below(12) != 0) {
    details.phones.push_back(some_phone(api::clients::PhoneKind::kMobile, random));
  }
  if (random.below(5) == 0) {
    api::clients::Phone home = some_phone(api::clients::PhoneKind::kHome, random);
    // Of so few numbers the same one comes up twice in many a clinic of 500.
    while (!details.phones.empty() && home.number == details.phones.front().number) {
      home.number = some_number(random);
    }
    details.phones.push_back(std::move(home));
  }
  if (random.below(10) == 0) {
    details.residence = api::clients::Residence::kNoFixedAddress;
  } else {
    details.residence = api::clients::Residence::kAddress;
    details.address = some_address(random);
  }
  if (random.below(2) == 0) {
    details.emergency_contact = api::clients::EmergencyContact{
        .name = fmt::format("{} {}", pick(kGivenNames, random), details.legal_family),
        .relationship = random.below(2) == 0 ? "sister" : "friend",
        .number = some_number(random)};
  }
  return details;
}

std::string passphrase(RandomSource& random) {
  std::array<std::uint8_t, 6> bytes{};
  random.fill(bytes);
  std::string text;
  for (std::size_t i = 0; i < 5; ++i) text += std::string(kWords[bytes[i] % kWords.size()]) + " ";
  return text + std::to_string(10 + bytes[5] % 90);
}

}  // namespace alcove::synthetic
