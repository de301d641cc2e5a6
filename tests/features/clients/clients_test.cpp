// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/clients.h"

#include <catch2/catch.hpp>

#include "server/audit/chain_store.h"
#include "shared/api/client_history.h"
#include "tests/features/clients/desk.h"

using namespace alcove;
using namespace alcove::testing;
using namespace alcove::api::clients;

namespace {

std::vector<audit::StoredEvent> events(Desk& desk) {
  return desk.box.store
      ->read<std::vector<audit::StoredEvent>>(
          [](store::ReadTxn& txn) -> Result<std::vector<audit::StoredEvent>> {
            auto row = txn.query(std::string("SELECT ") + audit::kEventColumns +
                                 " FROM audit_event ORDER BY number");
            std::vector<audit::StoredEvent> list;
            while (row.next()) list.push_back(audit::event_at(row));
            return list;
          })
      .value();
}

std::optional<Client> stored(Desk& desk, const ClientId& id) {
  return desk.box.store
      ->read<std::optional<Client>>([&](store::ReadTxn& txn) -> Result<std::optional<Client>> {
        return clients::find_client(txn, id);
      })
      .value();
}

std::int64_t count(Desk& desk, const std::string& table) {
  return desk.box.store
      ->read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
        auto row = txn.query("SELECT count(*) FROM " + table);
        row.next();
        return row.integer(0);
      })
      .value();
}

// Asks a route as the pipeline would, after the gate.
template <class Reply, class Request>
Result<Reply> ask(Desk& desk, const wire::Route<Request, Reply>& route, const Request& request,
                  const access::Principal& who) {
  const http::RouteEntry* entry = desk.router.find(route.method, std::string(route.path));
  REQUIRE(entry != nullptr);
  const std::string payload =
      route.method == wire::Method::kGet ? wire::encode_query(request) : wire::encode(request);
  std::optional<IdempotencyKey> key;
  if (route.audit == wire::AuditClass::kWrite) key = desk.new_id<IdempotencyKey>();
  Result<http::Handled> handled = entry->run({who, route.method, payload, key});
  if (!handled) return handled.error();
  return wire::decode<Reply>(handled->body, wire::UnknownFields::kRefuse);
}

Details full_details(Desk& desk) {
  Details details = desk.details("Mar\u00eda", "L\u00f3pez", "1986-04-17", "716-555-0112");
  details.legal_middle = "Elena";
  details.preferred_given = "Mari";
  details.preferred_family = "D\u00edaz";
  details.pronouns = "she/her";
  details.sex_for_insurance = SexForInsurance::kFemale;
  details.language = SpokenLanguage::kSpanish;
  details.needs_interpreter = true;
  details.residence = Residence::kAddress;
  details.address = Address{"12 Elm St", "Apt 3", "Buffalo", "NY", "14201"};
  details.emergency_contact = EmergencyContact{"Luz L\u00f3pez", "sister", "716-555-0143"};
  return details;
}

}  // namespace

TEST_CASE("a client who is registered is stored whole, under the next record number") {
  Desk desk;
  const StaffId therapist = desk.clinician().staff();
  const RegisterRequest request{.client = desk.new_id<ClientId>(),
                                .details = full_details(desk),
                                .care_team = {{therapist, CareRole::kTherapist}},
                                .not_the_same_as = {}};
  const Client client = desk.try_register(request, desk.front_desk()).value();
  CHECK(client.record_number == 10001);
  CHECK(client.revision == 1);
  CHECK(client.registered_at == desk.box.clock.now());
  CHECK(client.details.phones.at(0).number == "(716) 555-0112");
  desk.box.reopen();
  const std::optional<Client> again = stored(desk, request.client);
  REQUIRE(again);
  CHECK(again->details == client.details);
  CHECK(again->care_team == request.care_team);
  CHECK(again->record_number == 10001);
}

TEST_CASE("record numbers count up and an id is taken once") {
  Desk desk;
  const Client first = desk.registered(desk.details("Ana", "Reyes", "1970-01-01"));
  const Client second = desk.registered(desk.details("Bo", "Stone", "1980-02-02"));
  CHECK(second.record_number == first.record_number + 1);
  const RegisterRequest again{first.id, desk.details("Cy", "Young", "1990-03-03"), {}, {}};
  const Error error = desk.try_register(again, desk.front_desk()).error();
  CHECK(error.code == ErrorCode::kAlreadyExists);
  CHECK(error.field == "client");
  const RegisterRequest nil{ClientId(), desk.details("Cy", "Young", "1990-03-03"), {}, {}};
  CHECK(desk.try_register(nil, desk.front_desk()).error().field == "client");
}

TEST_CASE("a second record is made only after its possible duplicates were looked at") {
  Desk desk;
  const Client maria = desk.registered(desk.details("Mar\u00eda", "L\u00f3pez", "1986-04-07"));
  const Details typed = desk.details("Mari", "Lopes", "1986-04-07");
  RegisterRequest request{desk.new_id<ClientId>(), typed, {}, {}};
  const Error error = desk.try_register(request, desk.front_desk()).error();
  CHECK(error.code == ErrorCode::kAlreadyExists);
  CHECK(error.field == "not_the_same_as");
  CHECK(count(desk, "client") == 1);

  const auto found = ask(desk, find_duplicates, {typed}, desk.front_desk()).value();
  REQUIRE(found.items.size() == 1);
  CHECK(found.items[0].hit.client == maria.id);
  CHECK(found.items[0].hit.name == "L\u00f3pez, Mar\u00eda");
  CHECK_FALSE(found.items[0].certain);
  request.not_the_same_as = {maria.id};
  CHECK(desk.try_register(request, desk.front_desk()));
  CHECK(count(desk, "client") == 2);
}

TEST_CASE("possible duplicates are found by birth date, swapped date, phone and name") {
  Desk desk;
  const auto first = [&](const Details& details) {
    const std::vector<Duplicate> found = desk.duplicates(details);
    return found.empty() ? std::int64_t{0} : found.front().hit.record_number;
  };
  desk.registered(desk.details("Mar\u00eda", "L\u00f3pez", "1986-04-07", "716-555-0112"));
  for (int i = 0; i < 30; ++i) desk.registered(desk.details("Ana", "Reyes", "1970-01-01"));
  CHECK(first(desk.details("Maria", "Lopez", "1986-04-07")) == 10001);
  CHECK(first(desk.details("Maria", "Lopez", "1986-07-04")) == 10001);
  CHECK(first(desk.details("Maria", "Lopez", "1986-04-01")) == 10001);  // only by name
  CHECK(first(desk.details("Marla", "Lopez", "1986-04-01", "7165550112")) == 10001);
  CHECK(first(desk.details("Lopez", "Maria", "1986-04-07")) == 10001);
  CHECK(first(desk.details("Maria", "Lopez", "1991-12-23")) == 0);
  CHECK(desk.duplicates(desk.details("Ana", "Reyes", "1970-01-01")).size() == kMaxDuplicates);
  CHECK(desk.duplicates(desk.details("Ana", "Reyes", "1970-01-01")).front().certain);
}

TEST_CASE("an edit keeps every old value, who changed it, when and where") {
  Desk desk;
  const Client client = desk.registered(full_details(desk));
  desk.box.clock.advance(std::chrono::hours(1));
  EditRequest request{client.id, 1, client.details};
  request.details.legal_family = "Ortiz";
  request.details.phones[0].number = "716-555-0199";
  const Client edited = desk.try_edit(request, desk.front_desk()).value();
  CHECK(edited.revision == 2);
  CHECK(stored(desk, client.id)->details == edited.details);

  const auto reply = ask(desk, history, {client.id, std::nullopt}, desk.front_desk()).value();
  REQUIRE(reply.items.size() == 2);
  const std::string phone = "details.phones[" + client.details.phones[0].id.text() + "].number";
  const StaffId dana = desk.front_desk().staff();
  const UtcTime now = desk.box.clock.now();
  CHECK(reply.items[0] ==
        Change{2, now, dana, "Dana Ruiz", "Desk 1", phone, "(716) 555-0112", "(716) 555-0199"});
  CHECK(reply.items[1] ==
        Change{2, now, dana, "Dana Ruiz", "Desk 1", "details.legal_family", "L\u00f3pez", "Ortiz"});
  CHECK_FALSE(reply.next);
}

TEST_CASE("history is read newest first, 200 changes at a time") {
  Desk desk;
  Client client = desk.registered(desk.details("Ana", "Reyes", "1970-01-01"));
  for (int i = 1; i <= 201; ++i) {
    EditRequest request{client.id, client.revision, client.details};
    request.details.pronouns = "p" + std::to_string(i);
    client = desk.try_edit(request, desk.front_desk()).value();
  }
  const auto first = ask(desk, history, {client.id, std::nullopt}, desk.front_desk()).value();
  REQUIRE(first.items.size() == 200);
  CHECK(first.items.front().new_value == "p201");
  CHECK(first.items.back().new_value == "p2");
  REQUIRE(first.next);
  const auto rest = ask(desk, history, {client.id, first.next}, desk.front_desk()).value();
  REQUIRE(rest.items.size() == 1);
  CHECK(rest.items[0].new_value == "p1");
  CHECK_FALSE(rest.next);
}

TEST_CASE(
    "an edit of what somebody else changed first is refused, one that changes nothing counts for "
    "none") {
  Desk desk;
  const Client client = desk.registered(desk.details("Ana", "Reyes", "1970-01-01"));
  EditRequest request{client.id, 1, client.details};
  CHECK(desk.try_edit(request, desk.front_desk()).value().revision == 1);
  request.details.pronouns = "they";
  CHECK(desk.try_edit(request, desk.front_desk()).value().revision == 2);
  request.details.pronouns = "she";
  const Error error = desk.try_edit(request, desk.front_desk()).error();
  CHECK(error.code == ErrorCode::kConflict);
  CHECK(stored(desk, client.id)->details.pronouns == "they");
  request.client = desk.new_id<ClientId>();
  CHECK(desk.try_edit(request, desk.front_desk()).error().code == ErrorCode::kNotFound);
}

TEST_CASE("a clinician changes clients of the own care team only") {
  Desk desk;
  const Client client = desk.registered(desk.details("Ana", "Reyes", "1970-01-01"));
  EditRequest edit_request{client.id, 1, client.details};
  edit_request.details.pronouns = "she/her";
  CHECK(desk.try_edit(edit_request, desk.clinician()).error().code == ErrorCode::kForbidden);

  const SetCareTeamRequest team{client.id, 1, {{desk.clinician().staff(), CareRole::kTherapist}}};
  CHECK(ask(desk, set_care_team, team, desk.clinician()).error().code == ErrorCode::kForbidden);
  CHECK(ask(desk, set_care_team, team, desk.front_desk()).value().revision == 2);
  edit_request.base_revision = 2;
  CHECK(desk.try_edit(edit_request, desk.clinician()).value().revision == 3);
  CHECK(desk.try_edit({client.id, 3, client.details}, desk.clinician(3)).error().code ==
        ErrorCode::kForbidden);

  const auto reply = ask(desk, history, {client.id, std::nullopt}, desk.front_desk()).value();
  CHECK(reply.items.back().field == "care_team[" + desk.clinician().staff().text() + "].role");
  CHECK(reply.items.back().new_value == "therapist");
}

TEST_CASE("a clinician registers a client only into the own care team") {
  Desk desk;
  RegisterRequest request{
      desk.new_id<ClientId>(), desk.details("Ana", "Reyes", "1970-01-01"), {}, {}};
  CHECK(desk.try_register(request, desk.clinician()).error().code == ErrorCode::kForbidden);
  request.care_team = {{desk.clinician().staff(), CareRole::kTherapist}};
  CHECK(desk.try_register(request, desk.clinician()));
}

TEST_CASE("the administrator opens no client, and a client who is not there is not found") {
  Desk desk;
  const Client client = desk.registered(desk.details("Ana", "Reyes", "1970-01-01"));
  access::Principal admin = desk.person({api::Role::kAdministrator});
  admin.purpose = access::Purpose::kOperations;
  CHECK(ask(desk, api::clients::open, {client.id}, admin).error().code == ErrorCode::kForbidden);
  CHECK(ask(desk, history, {client.id, std::nullopt}, admin).error().code == ErrorCode::kForbidden);
  const OpenRequest unknown{desk.new_id<ClientId>()};
  CHECK(ask(desk, api::clients::open, unknown, desk.front_desk()).error().code ==
        ErrorCode::kNotFound);
}

TEST_CASE("reading, searching and writing each leave their event, and no name is in any") {
  Desk desk;
  const Client client = desk.registered(full_details(desk));
  const std::size_t before = events(desk).size();
  CHECK(ask(desk, api::clients::open, {client.id}, desk.front_desk()).value().details ==
        client.details);
  CHECK(ask(desk, search, {"lopez"}, desk.front_desk()).value().items.size() == 1);
  EditRequest request{client.id, 1, client.details};
  request.details.legal_family = "Ortiz";
  CHECK(ask(desk, edit, request, desk.front_desk()));
  const std::vector<audit::StoredEvent> all = events(desk);
  REQUIRE(all.size() == before + 3);
  CHECK(all[before].event.action == "client.open");
  CHECK(all[before].event.client == client.id);
  CHECK(all[before + 1].event.action == "client.search");
  CHECK(all[before + 1].event.detail.starts_with("1 shown; query "));
  CHECK(all[before + 1].event.detail.ends_with("; records 10001"));
  CHECK(all[before + 2].event.action == "client.edit");
  CHECK(all[before + 2].event.detail == "record 10001; revision 2; details.legal_family");
  for (const audit::StoredEvent& event : all) {
    for (const char* word : {"L\u00f3pez", "lopez", "Ortiz", "Mar\u00eda", "Luz", "0112"}) {
      CHECK(event.event.detail.find(word) == std::string::npos);
      CHECK(event.event.reason.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("what cannot be stored is refused and leaves no trace of itself") {
  Desk desk;
  const std::size_t before = events(desk).size();
  RegisterRequest request{
      desk.new_id<ClientId>(), desk.details("Ana", "Reyes", "2027-01-01"), {}, {}};
  CHECK(desk.try_register(request, desk.front_desk()).error().field == "details.birth_date");
  CHECK(count(desk, "client") == 0);
  CHECK(count(desk, "name_word") == 0);
  CHECK(events(desk).size() == before);
}

TEST_CASE("a name that was changed is no longer found, and no longer in the index") {
  Desk desk;
  const Client client = desk.registered(desk.details("Ana", "Reyes", "1970-01-01"));
  CHECK(count(desk, "name_word") == 2);
  CHECK(desk.search("reyes").value().items.size() == 1);
  EditRequest request{client.id, 1, client.details};
  request.details.legal_family = "Stone";
  CHECK(desk.try_edit(request, desk.front_desk()));
  CHECK(desk.search("reyes").value().items.empty());
  CHECK(desk.search("stone").value().items.size() == 1);
  CHECK(count(desk, "name_word") == 2);
  CHECK(count(desk, "name_word_typo") == 5);  // of "stone"; "ana" is too short for any
}
