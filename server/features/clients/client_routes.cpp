// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/features/clients/client_finding.h"
#include "server/features/clients/clients.h"
#include "server/features/clients/clients_store.h"
#include "server/features/clients/contact_wishes.h"

namespace alcove::clients {
namespace {

using access::Principal;
using audit::WriteTxn;
using http::Answer;
using store::ReadTxn;

LocalDate day_of(UtcTime time, const Zone& zone) {
  return date_of(zone.to_local(time));
}

Result<void> may_read(const Principal& principal, ReadTxn& txn, const ClientId& client) {
  return access::decide(principal, wire::Permission::kClientRead,
                        relation_to(txn, client, principal.staff()));
}

Error no_such_client() {
  return {ErrorCode::kNotFound, "client", "there is no such client"};
}

audit::Event opened(const char* action, const ClientId& client) {
  return {.action = action, .client = client, .record = audit::as_record(client)};
}

// One event for a whole list: how many were shown, which, and a keyed hash of what was asked.
audit::Event searched(const char* action, const std::string& hash,
                      const std::vector<std::int64_t>& shown) {
  return {.action = action,
          .detail = fmt::format("{} shown; query {}; records {}", shown.size(), hash,
                                fmt::join(shown, " "))};
}

Result<Answer<api::clients::SearchReply>> answer_search(const audit::Ledger& ledger,
                                                        const Zone& zone,
                                                        const api::clients::SearchRequest& request,
                                                        ReadTxn& txn) {
  ALCOVE_ASSIGN(api::clients::SearchReply reply,
                search(txn, request.text, day_of(ledger.clock().now(), zone)));
  std::vector<std::int64_t> shown;
  for (const api::clients::Hit& hit : reply.items) shown.push_back(hit.record_number);
  audit::Event event = searched("client.search", ledger.keyed_hash(request.text), shown);
  return Answer<api::clients::SearchReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<api::clients::FindDuplicatesReply>> answer_duplicates(
    const audit::Ledger& ledger, const Zone& zone,
    const api::clients::FindDuplicatesRequest& request, ReadTxn& txn) {
  ALCOVE_ASSIGN(const api::clients::Details details,
                checked_details(request.details, day_of(ledger.clock().now(), zone)));
  api::clients::FindDuplicatesReply reply{find_duplicates(txn, details)};
  std::vector<std::int64_t> shown;
  for (const api::clients::Duplicate& one : reply.items) shown.push_back(one.hit.record_number);
  const std::string hash = ledger.keyed_hash(wire::encode(request));
  audit::Event event = searched("client.duplicates", hash, shown);
  return Answer<api::clients::FindDuplicatesReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<api::clients::Client>> answer_open(const Principal& principal,
                                                 const api::clients::OpenRequest& request,
                                                 ReadTxn& txn) {
  ALCOVE_TRY(may_read(principal, txn, request.client));
  std::optional<api::clients::Client> client = find_client(txn, request.client);
  if (!client) return no_such_client();
  return Answer<api::clients::Client>{std::move(*client), {opened("client.open", request.client)}};
}

Result<Answer<api::clients::HistoryReply>> answer_history(
    const Principal& principal, const api::clients::HistoryRequest& request, ReadTxn& txn) {
  ALCOVE_TRY(may_read(principal, txn, request.client));
  if (!record_number_of(txn, request.client)) return no_such_client();
  std::vector<NumberedChange> changes =
      read_changes(txn, request.client, request.next, api::clients::kMaxChanges);
  api::clients::HistoryReply reply;
  if (changes.size() > api::clients::kMaxChanges) {
    changes.pop_back();
    reply.next = changes.back().number;
  }
  for (NumberedChange& one : changes) reply.items.push_back(std::move(one.change));
  return Answer<api::clients::HistoryReply>{std::move(reply),
                                            {opened("client.history", request.client)}};
}

void add_reading_routes(http::Router& router, const audit::Ledger& ledger, const Zone& zone) {
  router.on_read<api::clients::SearchRequest, api::clients::SearchReply>(
      api::clients::search,
      [&](const Principal&, const api::clients::SearchRequest& request, ReadTxn& txn) {
        return answer_search(ledger, zone, request, txn);
      });
  router.on_read<api::clients::FindDuplicatesRequest, api::clients::FindDuplicatesReply>(
      api::clients::find_duplicates,
      [&](const Principal&, const api::clients::FindDuplicatesRequest& request, ReadTxn& txn) {
        return answer_duplicates(ledger, zone, request, txn);
      });
  router.on_read<api::clients::OpenRequest, api::clients::Client>(api::clients::open, answer_open);
  router.on_read<api::clients::HistoryRequest, api::clients::HistoryReply>(api::clients::history,
                                                                           answer_history);
  router.on_read<api::clients::WishesRequest, api::clients::WishesReply>(api::clients::wishes,
                                                                         answer_wishes);
}

void add_writing_routes(http::Router& router, const Zone& zone) {
  router.on_write<api::clients::RegisterRequest, api::clients::Client>(
      api::clients::register_client,
      [&zone](const Principal& principal, const api::clients::RegisterRequest& request,
              WriteTxn& txn) {
        return register_client(principal, request, txn, day_of(txn.now(), zone));
      });
  router.on_write<api::clients::EditRequest, api::clients::Client>(
      api::clients::edit,
      [&zone](const Principal& principal, const api::clients::EditRequest& request, WriteTxn& txn) {
        return edit_client(principal, request, txn, day_of(txn.now(), zone));
      });
  router.on_write<api::clients::SetCareTeamRequest, api::clients::Client>(
      api::clients::set_care_team,
      [](const Principal& principal, const api::clients::SetCareTeamRequest& request,
         WriteTxn& txn) { return set_care_team(principal, request, txn); });
  router.on_write<api::clients::SetWishesRequest, api::clients::WishesReply>(
      api::clients::set_wishes, set_wishes);
}

}  // namespace

void add_routes(http::Router& router, const audit::Ledger& ledger, const Zone& zone) {
  add_reading_routes(router, ledger, zone);
  add_writing_routes(router, zone);
}

}  // namespace alcove::clients
