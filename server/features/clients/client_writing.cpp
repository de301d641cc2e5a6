// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/audit/late_change.h"
#include "server/features/clients/client_finding.h"
#include "server/features/clients/client_index_store.h"
#include "server/features/clients/client_rules.h"
#include "server/features/clients/clients.h"
#include "server/features/clients/clients_store.h"
#include "server/http/live_events.h"

namespace alcove::clients {
namespace {

using wire::Permission;

Author author_of(const access::Principal& principal) {
  const access::Person& person = principal.signed_in();
  return {person.staff, person.display_name, principal.device_name};
}

void account(audit::WriteTxn& txn, const char* action, const api::clients::Client& client,
             std::string detail) {
  txn.record({.action = action,
              .client = client.id,
              .record = audit::as_record(client.id),
              .detail = std::move(detail)});
  http::publish(txn, api::live::Kind::kClientChanged, audit::as_record(client.id));
}

// The names of what changed, never the values. A phone's id tells nobody anything.
std::string fields_of(const std::vector<FieldChange>& changes) {
  std::string list;
  for (const FieldChange& change : changes) list += (list.empty() ? "" : " ") + change.field;
  return list;
}

// Read only where a write may come too late.
bool comes_too_late(audit::WriteTxn& txn, const api::clients::Client& client) {
  if (!txn.is_replay()) return false;
  const auto newest = read_changes(txn, client.id, std::nullopt, 1);
  return !newest.empty() && audit::comes_too_late(txn, newest.front().change.at);
}

// The client as stored, when the person may change it and saw its newest revision.
Result<api::clients::Client> client_to_change(const access::Principal& principal,
                                              const ClientId& id, std::int64_t base_revision,
                                              audit::WriteTxn& txn) {
  ALCOVE_TRY(
      access::decide(principal, Permission::kClientWrite, relation_to(txn, id, principal.staff())));
  std::optional<api::clients::Client> client = find_client(txn, id);
  if (!client) return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  if (client->revision != base_revision || comes_too_late(txn, *client)) {
    return Error{ErrorCode::kConflict, "base_revision", "somebody else changed the client first"};
  }
  return std::move(*client);
}

Result<void> refuse_unseen_duplicates(audit::WriteTxn& txn,
                                      const api::clients::RegisterRequest& request,
                                      const api::clients::Details& details) {
  const std::vector<ClientId>& seen = request.not_the_same_as;
  for (const api::clients::Duplicate& duplicate : find_duplicates(txn, details)) {
    if (std::find(seen.begin(), seen.end(), duplicate.hit.client) == seen.end()) {
      return Error{ErrorCode::kAlreadyExists, "not_the_same_as",
                   "a possible duplicate was not looked at"};
    }
  }
  return {};
}

access::Relation relation_in(const std::vector<api::clients::CareTeamMember>& team, StaffId staff) {
  const bool there = std::any_of(team.begin(), team.end(),
                                 [staff](const auto& member) { return member.staff == staff; });
  return there ? access::Relation::kCareTeam : access::Relation::kNone;
}

}  // namespace

access::Relation relation_to(store::ReadTxn& txn, const ClientId& client, StaffId staff) {
  return is_on_care_team(txn, client, staff) ? access::Relation::kCareTeam
                                             : access::Relation::kNone;
}

Result<std::vector<ClientId>> possible_duplicates(store::ReadTxn& txn,
                                                  const api::clients::Details& details,
                                                  LocalDate today) {
  ALCOVE_ASSIGN(const api::clients::Details checked, checked_details(details, today));
  std::vector<ClientId> found;
  for (const api::clients::Duplicate& duplicate : find_duplicates(txn, checked)) {
    found.push_back(duplicate.hit.client);
  }
  return found;
}

Result<api::clients::Client> register_client(const access::Principal& principal,
                                             const api::clients::RegisterRequest& request,
                                             audit::WriteTxn& txn, LocalDate today) {
  ALCOVE_ASSIGN(const std::vector<api::clients::CareTeamMember> team,
                checked_care_team(request.care_team));
  ALCOVE_TRY(
      access::decide(principal, Permission::kClientWrite, relation_in(team, principal.staff())));
  return bring_in_client(request, txn, today);
}

Result<api::clients::Client> bring_in_client(const api::clients::RegisterRequest& request,
                                             audit::WriteTxn& txn, LocalDate today) {
  api::clients::Client client;
  client.id = request.client;
  ALCOVE_ASSIGN(client.care_team, checked_care_team(request.care_team));
  ALCOVE_ASSIGN(client.details, checked_details(request.details, today));
  if (client.id.is_nil()) {
    return Error{ErrorCode::kOutOfRange, "client", "a client has an id of its own"};
  }
  if (record_number_of(txn, client.id)) {
    return Error{ErrorCode::kAlreadyExists, "client", "the id is taken"};
  }
  ALCOVE_TRY(refuse_unseen_duplicates(txn, request, client.details));
  client.record_number = next_record_number(txn);
  client.revision = 1;
  client.registered_at = txn.now();
  insert_client(txn, client);
  index_client(txn, client.record_number, rules::index_words(name_of(client.details)));
  account(txn, "client.register", client,
          fmt::format("record {}; {} others looked at", client.record_number,
                      request.not_the_same_as.size()));
  return client;
}

Result<api::clients::Client> edit_client(const access::Principal& principal,
                                         const api::clients::EditRequest& request,
                                         audit::WriteTxn& txn, LocalDate today) {
  ALCOVE_ASSIGN(api::clients::Client client,
                client_to_change(principal, request.client, request.base_revision, txn));
  ALCOVE_ASSIGN(api::clients::Details details, checked_details(request.details, today));
  const std::vector<FieldChange> changes = changes_between(client.details, details);
  if (!changes.empty()) {
    client.details = std::move(details);
    ++client.revision;
    update_client(txn, client);
    insert_changes(txn, client, author_of(principal), changes);
    index_client(txn, client.record_number, rules::index_words(name_of(client.details)));
  }
  account(txn, "client.edit", client,
          fmt::format("record {}; revision {}; {}", client.record_number, client.revision,
                      changes.empty() ? "nothing changed" : fields_of(changes)));
  return client;
}

Result<api::clients::Client> set_care_team(const access::Principal& principal,
                                           const api::clients::SetCareTeamRequest& request,
                                           audit::WriteTxn& txn) {
  ALCOVE_ASSIGN(api::clients::Client client,
                client_to_change(principal, request.client, request.base_revision, txn));
  ALCOVE_ASSIGN(std::vector<api::clients::CareTeamMember> team,
                checked_care_team(request.care_team));
  const std::vector<FieldChange> changes = changes_between(client.care_team, team);
  if (!changes.empty()) {
    client.care_team = std::move(team);
    ++client.revision;
    update_client(txn, client);
    insert_changes(txn, client, author_of(principal), changes);
  }
  account(txn, "client.care_team", client,
          fmt::format("record {}; revision {}; {}", client.record_number, client.revision,
                      changes.empty() ? "nothing changed" : fields_of(changes)));
  return client;
}

void take_client_away(audit::WriteTxn& txn, const ClientId& id) {
  const std::optional<api::clients::Client> client = find_client(txn, id);
  ALCOVE_CHECK(client.has_value());
  index_client(txn, client->record_number, {});
  delete_client(txn, *client);
  account(txn, "client.take_away", *client,
          fmt::format("record {}; it had come in with the former book", client->record_number));
}

}  // namespace alcove::clients
