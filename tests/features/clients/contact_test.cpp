// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/clients/contact_rules.h"
#include "tests/features/clients/desk.h"

using namespace alcove;
using testing::Desk;
using namespace alcove::api::clients;

namespace {

Details lucia() {
  Details details;
  details.legal_given = "Lucía";
  details.legal_family = "Morales";
  details.preferred_given = "Lu";
  details.phones = {{{}, PhoneKind::kMobile, "(716) 555-0112", true},
                    {{}, PhoneKind::kHome, "(716) 555-0144", false}};
  details.residence = Residence::kAddress;
  details.address = Address{"12 Oak Street", "Apt 4", "Buffalo", "NY", "14201"};
  return details;
}

Address sisters_place() {
  return {"9 Elm Road", "", "Amherst", "ny", "14226-1234"};
}

Result<WishesReply> try_set(Desk& desk, const ClientId& client, std::int64_t base, Wishes wishes,
                            const access::Principal& who) {
  return desk.write<WishesReply>(who, [&](audit::WriteTxn& txn) {
    return clients::set_wishes(who, {client, base, std::move(wishes)}, txn);
  });
}

}  // namespace

TEST_CASE("without wishes a client is called at every number of the record, by the legal name") {
  const Reach reach = clients::reach_of(lucia(), {});
  CHECK(reach.by == By::kCall);
  CHECK(reach.ask_for == "Lucía Morales");
  REQUIRE(reach.numbers.size() == 2);
  CHECK(reach.numbers[0] == ReachNumber{"(716) 555-0112", true});
  CHECK(reach.numbers[1] == ReachNumber{"(716) 555-0144", false});
  CHECK(reach.address == std::vector<std::string>{"12 Oak Street", "Apt 4", "Buffalo, NY 14201"});
  CHECK_FALSE(reach.not_by_call);
  CHECK_FALSE(reach.not_by_letter);
}

TEST_CASE("what a client asks not to be reached by is not in the answer at all") {
  Wishes wishes{.preferred = Preferred::kLetter, .calling = Calling::kDoNotCall};
  Reach reach = clients::reach_of(lucia(), wishes);
  CHECK(reach.by == By::kLetter);
  CHECK(reach.numbers.empty());
  CHECK(reach.not_by_call == NotByCall::kAsksNot);
  wishes = {.writing = Writing::kDoNotWrite};
  reach = clients::reach_of(lucia(), wishes);
  CHECK(reach.by == By::kCall);
  CHECK(reach.address.empty());
  CHECK(reach.not_by_letter == NotByLetter::kAsksNot);
}

TEST_CASE("no voicemail holds for every number, whatever the record says of it") {
  Wishes wishes{.messages = Messages::kNever};
  for (const ReachNumber& one : clients::reach_of(lucia(), wishes).numbers) {
    CHECK_FALSE(one.may_leave_message);
  }
  wishes.other_number = OtherNumber{"(716) 555-0199", true};
  CHECK_FALSE(clients::reach_of(lucia(), wishes).numbers.at(0).may_leave_message);
}

TEST_CASE("another number, address and name stand in place of the record's") {
  const Wishes wishes = clients::checked_wishes({.ask_for = "Ana Ruiz",
                                                 .other_number = OtherNumber{"716 555 0199", true},
                                                 .other_address = sisters_place()})
                            .value();
  const Reach reach = clients::reach_of(lucia(), wishes);
  CHECK(reach.ask_for == "Ana Ruiz");
  REQUIRE(reach.numbers.size() == 1);
  CHECK(reach.numbers[0] == ReachNumber{"(716) 555-0199", true});
  CHECK(reach.address == std::vector<std::string>{"9 Elm Road", "Amherst, NY 14226-1234"});
}

TEST_CASE("the other way is taken where the preferred one cannot be, and neither is said") {
  Details details = lucia();
  details.phones.clear();
  CHECK(clients::reach_of(details, {}).by == By::kLetter);
  CHECK(clients::reach_of(details, {}).not_by_call == NotByCall::kNoNumber);
  details = lucia();
  details.address.reset();
  details.residence = Residence::kNoFixedAddress;
  const Wishes by_letter{.preferred = Preferred::kLetter};
  CHECK(clients::reach_of(details, by_letter).by == By::kCall);
  CHECK(clients::reach_of(details, by_letter).not_by_letter == NotByLetter::kNoFixedAddress);
  details.residence = Residence::kNotAsked;
  CHECK(clients::reach_of(details, by_letter).not_by_letter == NotByLetter::kNoAddress);
  details.phones.clear();
  CHECK(clients::reach_of(details, by_letter).by == By::kNeither);
}

TEST_CASE("wishes that cannot be are refused by the path of the field") {
  const auto field_of = [](Wishes wishes) {
    const auto checked = clients::checked_wishes(std::move(wishes));
    return checked ? std::string() : checked.error().field;
  };
  CHECK(field_of({}).empty());
  CHECK(field_of({.other_number = OtherNumber{"555", false}}) == "wishes.other_number.number");
  Address nowhere = sisters_place();
  nowhere.state = "ZZ";
  CHECK(field_of({.other_address = nowhere}) == "wishes.other_address.state");
  nowhere = sisters_place();
  nowhere.postal_code = "1422";
  CHECK(field_of({.other_address = nowhere}) == "wishes.other_address.postal_code");
  CHECK(field_of({.preferred = Preferred::kCall, .calling = Calling::kDoNotCall}) ==
        "wishes.preferred");
  CHECK(field_of({.preferred = Preferred::kLetter, .writing = Writing::kDoNotWrite}) ==
        "wishes.preferred");
  // Reached by nobody is a wish, too.
  CHECK(field_of({.calling = Calling::kDoNotCall, .writing = Writing::kDoNotWrite}).empty());
}

TEST_CASE("wishes are kept with who wrote them, and a change on an older version is refused") {
  Desk desk;
  const ClientId client = desk.registered(desk.details("Ana", "Petrov", "1986-04-17")).id;
  const Wishes first{.ask_for = "Ana P."};
  const auto written = try_set(desk, client, 0, first, desk.front_desk());
  REQUIRE(written.ok());
  CHECK(written->revision == 1);
  CHECK(written->made->person_name == "Dana Ruiz");
  CHECK(written->made->terminal_name == "Desk 1");
  CHECK(try_set(desk, client, 0, {}, desk.front_desk()).error().code == ErrorCode::kConflict);
  CHECK(try_set(desk, client, 1, first, desk.front_desk())->revision == 1);  // nothing new
  const Wishes second{.preferred = Preferred::kNothing,
                      .messages = Messages::kNever,
                      .letter_says = LetterSays::kServiceToo,
                      .other_number = OtherNumber{"716 555 0199", true},
                      .other_address = sisters_place()};
  REQUIRE(try_set(desk, client, 1, second, desk.front_desk())->revision == 2);
  const auto read = desk.box.store->read<Wishes>(
      [&](store::ReadTxn& txn) -> Result<Wishes> { return clients::wishes_of(txn, client); });
  CHECK(read.value() == clients::checked_wishes(second).value());
  CHECK(try_set(desk, desk.new_id<ClientId>(), 0, {}, desk.front_desk()).error().code ==
        ErrorCode::kNotFound);
}

TEST_CASE("a client's wishes have at most 200 versions") {
  Desk desk;
  const ClientId client = desk.registered(desk.details("Ana", "Petrov", "1986-04-17")).id;
  for (int i = 0; i < 200; ++i) {
    const Wishes wishes{.ask_for = "Ana " + std::to_string(i)};
    REQUIRE(try_set(desk, client, i, wishes, desk.front_desk()).ok());
  }
  CHECK(try_set(desk, client, 200, {}, desk.front_desk()).error().code == ErrorCode::kTooMany);
}

TEST_CASE("clinicians write down the wishes of their own clients only; others none") {
  Desk desk;
  const ClientId client = desk.registered(desk.details("Ana", "Petrov", "1986-04-17")).id;
  for (const api::Role role :
       {api::Role::kClinician, api::Role::kSupervisor, api::Role::kPrescriber, api::Role::kBiller,
        api::Role::kPrivacyOfficer, api::Role::kAdministrator}) {
    INFO(wire::word_of(role));
    CHECK(try_set(desk, client, 0, {}, desk.person({role}, 5)).error().code ==
          ErrorCode::kForbidden);
  }
  REQUIRE(desk.write<Client>(desk.front_desk(),
                             [&](audit::WriteTxn& txn) {
                               return clients::set_care_team(
                                   desk.front_desk(),
                                   {client, 1, {{desk.clinician(2).staff(), CareRole::kTherapist}}},
                                   txn);
                             })
              .ok());
  CHECK(try_set(desk, client, 0, {}, desk.clinician(2)).ok());
}

TEST_CASE("events of wishes hold no name, number or address") {
  Desk desk;
  const ClientId client = desk.registered(desk.details("Ana", "Petrov", "1986-04-17")).id;
  const std::int64_t before = desk.box.ledger->head().number;
  REQUIRE(try_set(desk, client, 0,
                  {.ask_for = "Rosa", .other_number = OtherNumber{"716 555 0199", true}},
                  desk.front_desk())
              .ok());
  const auto said = desk.box.store->read<std::string>([&](store::ReadTxn& txn) {
    auto row = txn.query("SELECT action || ' ' || detail FROM audit_event WHERE number > $number");
    row.bind("$number", before);
    std::string all;
    while (row.next()) all += row.text(0) + "\n";
    return Result<std::string>(all);
  });
  CHECK(said.value() == "client.wishes revision 1\n");
}
