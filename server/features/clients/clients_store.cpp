// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/clients_store.h"

#include <algorithm>

#include "server/store/stored_address.h"
#include "shared/rules/phone_number.h"

namespace alcove::clients {
namespace {

constexpr std::int64_t kFirstRecordNumber = 10001;

constexpr const char* kClientById =
    "SELECT record_number, revision, registered_at, legal_given, legal_middle, legal_family, "
    "preferred_given, preferred_family, pronouns, birth_date, sex_for_insurance, language, "
    "residence, address_line1, address_line2, city, state, postal_code, contact_name, "
    "contact_relationship, contact_number, needs_interpreter FROM client WHERE id = $id";

template <class E>
E word_at(const store::Statement& row, int column) {
  const std::optional<E> value = wire::from_word<E>(row.text(column));
  if (!value) throw Fault(ErrorCode::kCorrupt, "a client holds a word that was never written");
  return *value;
}

std::vector<api::clients::Phone> read_phones(store::ReadTxn& txn, std::int64_t record_number) {
  auto row = txn.query(
      "SELECT id, kind, number, extension, may_leave_message FROM client_phone "
      "WHERE client = $client ORDER BY id");
  row.bind("$client", record_number);
  std::vector<api::clients::Phone> phones;
  while (row.next()) {
    phones.push_back({.id = row.id<PhoneId>(0),
                      .kind = word_at<api::clients::PhoneKind>(row, 1),
                      .number = rules::display_phone({row.text(2), row.text(3)}),
                      .may_leave_message = row.boolean(4)});
  }
  return phones;
}

std::vector<api::clients::CareTeamMember> read_care_team(store::ReadTxn& txn,
                                                         std::int64_t record_number) {
  auto row =
      txn.query("SELECT staff, role FROM client_care_team WHERE client = $client ORDER BY staff");
  row.bind("$client", record_number);
  std::vector<api::clients::CareTeamMember> team;
  while (row.next()) team.push_back({row.id<StaffId>(0), word_at<api::clients::CareRole>(row, 1)});
  return team;
}

api::clients::Details details_at(const store::Statement& row) {
  api::clients::Details details;
  details.legal_given = row.text(3);
  details.legal_middle = row.text(4);
  details.legal_family = row.text(5);
  details.preferred_given = row.text(6);
  details.preferred_family = row.text(7);
  details.pronouns = row.text(8);
  details.birth_date = row.date(9);
  details.sex_for_insurance = word_at<api::clients::SexForInsurance>(row, 10);
  details.language = word_at<api::clients::SpokenLanguage>(row, 11);
  details.residence = word_at<api::clients::Residence>(row, 12);
  if (!row.is_null(13)) {
    details.address = store::address_at(row, 13);
  }
  if (!row.is_null(18)) {
    details.emergency_contact =
        api::clients::EmergencyContact{row.text(18), row.text(19), row.text(20)};
  }
  details.needs_interpreter = row.boolean(21);
  return details;
}

void bind_details(store::Statement& row, const api::clients::Details& details) {
  row.bind("$legal_given", details.legal_given);
  row.bind("$legal_middle", details.legal_middle);
  row.bind("$legal_family", details.legal_family);
  row.bind("$preferred_given", details.preferred_given);
  row.bind("$preferred_family", details.preferred_family);
  row.bind("$pronouns", details.pronouns);
  row.bind("$birth_date", details.birth_date);
  row.bind("$sex_for_insurance", wire::word_of(details.sex_for_insurance));
  row.bind("$language", wire::word_of(details.language));
  row.bind("$needs_interpreter", details.needs_interpreter);
  row.bind("$residence", wire::word_of(details.residence));
  store::bind_address(row, details.address);
  const std::optional<api::clients::EmergencyContact>& contact = details.emergency_contact;
  const auto part = [&](std::string api::clients::EmergencyContact::*member) {
    return contact ? std::optional((*contact).*member) : std::nullopt;
  };
  row.bind("$contact_name", part(&api::clients::EmergencyContact::name));
  row.bind("$contact_relationship", part(&api::clients::EmergencyContact::relationship));
  row.bind("$contact_number", part(&api::clients::EmergencyContact::number));
}

void write_phones(audit::WriteTxn& txn, const api::clients::Client& client) {
  auto gone = txn.change("DELETE FROM client_phone WHERE client = $client");
  gone.bind("$client", client.record_number).execute();
  for (const api::clients::Phone& phone : client.details.phones) {
    const rules::PhoneNumber number = rules::parse_phone(phone.number).value();
    const std::string national = rules::national_digits(number);
    auto row = txn.change(
        "INSERT INTO client_phone (client, id, kind, number, extension, may_leave_message, "
        "national, national_reversed) VALUES ($client, $id, $kind, $number, $extension, $may, "
        "$national, $reversed)");
    row.bind("$client", client.record_number).bind("$id", phone.id);
    row.bind("$kind", wire::word_of(phone.kind));
    row.bind("$number", number.digits).bind("$extension", number.extension);
    row.bind("$may", phone.may_leave_message).bind("$national", national);
    row.bind("$reversed", std::string(national.rbegin(), national.rend())).execute();
  }
}

void write_care_team(audit::WriteTxn& txn, const api::clients::Client& client) {
  auto gone = txn.change("DELETE FROM client_care_team WHERE client = $client");
  gone.bind("$client", client.record_number).execute();
  for (const api::clients::CareTeamMember& member : client.care_team) {
    auto row = txn.change(
        "INSERT INTO client_care_team (client, staff, role) VALUES ($client, $staff, $role)");
    row.bind("$client", client.record_number).bind("$staff", member.staff);
    row.bind("$role", wire::word_of(member.role)).execute();
  }
}

}  // namespace

std::optional<api::clients::Client> find_client(store::ReadTxn& txn, const ClientId& id) {
  auto row = txn.query(kClientById);
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  api::clients::Client client;
  client.id = id;
  client.record_number = row.integer(0);
  client.revision = row.integer(1);
  client.registered_at = row.time(2);
  client.details = details_at(row);
  client.details.phones = read_phones(txn, client.record_number);
  client.care_team = read_care_team(txn, client.record_number);
  return client;
}

std::optional<std::int64_t> record_number_of(store::ReadTxn& txn, const ClientId& id) {
  auto row = txn.query("SELECT record_number FROM client WHERE id = $id");
  row.bind("$id", id);
  return row.next() ? std::optional(row.integer(0)) : std::nullopt;
}

bool is_on_care_team(store::ReadTxn& txn, const ClientId& client, const StaffId& staff) {
  auto row = txn.query(
      "SELECT 1 FROM client_care_team t JOIN client c ON c.record_number = t.client "
      "WHERE c.id = $client AND t.staff = $staff");
  row.bind("$client", client).bind("$staff", staff);
  return row.next();
}

std::optional<ClientId> client_with(store::ReadTxn& txn, std::int64_t record_number) {
  auto row = txn.query("SELECT id FROM client WHERE record_number = $number");
  row.bind("$number", record_number);
  if (!row.next()) return std::nullopt;
  return row.id<ClientId>(0);
}

std::int64_t next_record_number(store::ReadTxn& txn) {
  auto row = txn.query(
      "SELECT max(record_number) FROM "
      "(SELECT record_number FROM client UNION ALL SELECT record_number FROM client_taken_away)");
  row.next();
  return std::max(row.maybe_integer(0).value_or(0) + 1, kFirstRecordNumber);
}

void insert_client(audit::WriteTxn& txn, const api::clients::Client& client) {
  auto row = txn.change(
      "INSERT INTO client (record_number, id, revision, registered_at, legal_given, legal_middle, "
      "legal_family, preferred_given, preferred_family, pronouns, birth_date, sex_for_insurance, "
      "language, residence, address_line1, address_line2, city, state, postal_code, contact_name, "
      "contact_relationship, contact_number, needs_interpreter) VALUES ($record_number, $id, "
      "$revision, "
      "$registered_at, $legal_given, $legal_middle, $legal_family, $preferred_given, "
      "$preferred_family, $pronouns, $birth_date, $sex_for_insurance, $language, $residence, "
      "$address_line1, $address_line2, $city, $state, $postal_code, $contact_name, "
      "$contact_relationship, $contact_number, "
      "$needs_interpreter)");
  row.bind("$record_number", client.record_number).bind("$id", client.id);
  row.bind("$revision", client.revision).bind("$registered_at", client.registered_at);
  bind_details(row, client.details);
  row.execute();
  write_phones(txn, client);
  write_care_team(txn, client);
}

void update_client(audit::WriteTxn& txn, const api::clients::Client& client) {
  auto row = txn.change(
      "UPDATE client SET revision = $revision, legal_given = $legal_given, "
      "legal_middle = $legal_middle, legal_family = $legal_family, "
      "preferred_given = $preferred_given, preferred_family = $preferred_family, "
      "pronouns = $pronouns, birth_date = $birth_date, sex_for_insurance = $sex_for_insurance, "
      "language = $language, residence = $residence, address_line1 = $address_line1, "
      "address_line2 = $address_line2, city = $city, state = $state, "
      "postal_code = $postal_code, contact_name = $contact_name, "
      "contact_relationship = $contact_relationship, contact_number = $contact_number, "
      "needs_interpreter = $needs_interpreter "
      "WHERE record_number = $record_number");
  row.bind("$record_number", client.record_number).bind("$revision", client.revision);
  bind_details(row, client.details);
  row.execute();
  write_phones(txn, client);
  write_care_team(txn, client);
}

void delete_client(audit::WriteTxn& txn, const api::clients::Client& client) {
  for (const char* part : {"DELETE FROM client_phone WHERE client = $client",
                           "DELETE FROM client_care_team WHERE client = $client",
                           "DELETE FROM client_change WHERE client = $client",
                           "DELETE FROM client WHERE record_number = $client"}) {
    txn.change(part).bind("$client", client.record_number).execute();
  }
  txn.change("INSERT INTO client_taken_away (record_number, id, at) VALUES ($number, $id, $at)")
      .bind("$number", client.record_number)
      .bind("$id", client.id)
      .bind("$at", txn.now())
      .execute();
}

std::optional<std::int64_t> record_number_taken_away(store::ReadTxn& txn, const ClientId& id) {
  auto row = txn.query("SELECT record_number FROM client_taken_away WHERE id = $id");
  row.bind("$id", id);
  return row.next() ? std::optional(row.integer(0)) : std::nullopt;
}

std::optional<ClientId> client_taken_away(store::ReadTxn& txn, std::int64_t record_number) {
  auto row = txn.query("SELECT id FROM client_taken_away WHERE record_number = $number");
  row.bind("$number", record_number);
  if (!row.next()) return std::nullopt;
  return row.id<ClientId>(0);
}

void insert_changes(audit::WriteTxn& txn, const api::clients::Client& after, const Author& author,
                    const std::vector<FieldChange>& changes) {
  for (const FieldChange& change : changes) {
    auto row = txn.change(
        "INSERT INTO client_change (client, revision, at, person, person_name, terminal_name, "
        "field, old_value, new_value) VALUES ($client, $revision, $at, $person, $person_name, "
        "$terminal_name, $field, $old_value, $new_value)");
    row.bind("$client", after.record_number).bind("$revision", after.revision);
    row.bind("$at", txn.now()).bind("$person", author.person);
    row.bind("$person_name", author.person_name).bind("$terminal_name", author.terminal_name);
    row.bind("$field", change.field).bind("$old_value", change.old_value);
    row.bind("$new_value", change.new_value).execute();
  }
}

std::vector<NumberedChange> read_changes(store::ReadTxn& txn, const ClientId& client,
                                         std::optional<std::int64_t> before, std::size_t limit) {
  auto row = txn.query(
      "SELECT h.number, h.revision, h.at, h.person, h.person_name, h.terminal_name, h.field, "
      "h.old_value, h.new_value FROM client_change h JOIN client c ON c.record_number = h.client "
      "WHERE c.id = $client AND h.number < $before ORDER BY h.number DESC LIMIT $limit");
  row.bind("$client", client).bind("$before", before.value_or(INT64_MAX));
  row.bind("$limit", static_cast<std::int64_t>(limit) + 1);
  std::vector<NumberedChange> changes;
  while (row.next()) {
    changes.push_back({row.integer(0),
                       {.revision = row.integer(1),
                        .at = row.time(2),
                        .person = row.id<StaffId>(3),
                        .person_name = row.text(4),
                        .terminal_name = row.text(5),
                        .field = row.text(6),
                        .old_value = row.text(7),
                        .new_value = row.text(8)}});
  }
  return changes;
}

}  // namespace alcove::clients
