// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/contact_wishes.h"

#include <fmt/format.h>

#include "server/access/access_decision.h"
#include "server/audit/late_change.h"
#include "server/features/clients/contact_rules.h"
#include "server/features/clients/contact_store.h"
#include "server/http/live_events.h"

namespace alcove::clients {

using access::Principal;
using api::clients::kMaxWishVersions;
using api::clients::WishesReply;
using audit::WriteTxn;

api::clients::Wishes wishes_of(store::ReadTxn& txn, const ClientId& client) {
  return stored_wishes(txn, client).wishes;
}

api::clients::Reach reach(store::ReadTxn& txn, const api::clients::Client& client) {
  return reach_of(client.details, wishes_of(txn, client.id));
}

Result<http::Answer<WishesReply>> answer_wishes(const Principal& principal,
                                                const api::clients::WishesRequest& request,
                                                store::ReadTxn& txn) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kClientRead,
                            relation_to(txn, request.client, principal.staff())));
  if (!record_number_of(txn, request.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  audit::Event event{.action = "client.read_wishes",
                     .client = request.client,
                     .record = audit::as_record(request.client)};
  return http::Answer<WishesReply>{stored_wishes(txn, request.client), {std::move(event)}};
}

Result<WishesReply> set_wishes(const Principal& principal,
                               const api::clients::SetWishesRequest& request, WriteTxn& txn) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kClientWrite,
                            relation_to(txn, request.client, principal.staff())));
  if (!record_number_of(txn, request.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  WishesReply stored = stored_wishes(txn, request.client);
  if (stored.revision != request.base_revision || audit::comes_too_late(txn, stored.made)) {
    return Error{ErrorCode::kConflict, "base_revision", "somebody else changed them first"};
  }
  ALCOVE_ASSIGN(api::clients::Wishes wishes, checked_wishes(request.wishes));
  if (stored.revision > 0 && wishes == stored.wishes) {
    txn.record({.action = "client.wishes", .client = request.client, .detail = "nothing changed"});
    return stored;
  }
  if (stored.revision >= kMaxWishVersions) {
    return Error{ErrorCode::kTooMany, "client",
                 fmt::format("at most {} versions", kMaxWishVersions)};
  }
  const WishesReply written{
      .client = request.client,
      .revision = stored.revision + 1,
      .wishes = std::move(wishes),
      .made =
          api::clients::Made{txn.now(), principal.signed_in().display_name, principal.device_name}};
  insert_wishes(txn, written);
  txn.record({.action = "client.wishes",
              .client = request.client,
              .record = audit::as_record(request.client),
              .detail = fmt::format("revision {}", written.revision)});
  http::publish(txn, api::live::Kind::kClientChanged, audit::as_record(request.client));
  return written;
}

}  // namespace alcove::clients
