// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/features/spool/spool_arrival.h"
#include "server/features/spool/spool_store.h"

namespace alcove::spool {

using api::spool::DeliverReply;
using api::spool::DeliverRequest;
using api::spool::Held;
using api::spool::MissingReply;
using api::spool::MissingRequest;
using api::spool::Outcome;
using api::spool::SealedRecord;

void Handlers::on(const std::string& kind, Handler handler) {
  ALCOVE_CHECK(by_kind_.emplace(kind, std::move(handler)).second);
}

const Handler* Handlers::find(const std::string& kind) const {
  const auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? nullptr : &found->second;
}

void Handlers::replays(std::string_view path) {
  ALCOVE_CHECK(replayed_.emplace(path).second);
}

void Handlers::when_set_aside(const std::string& kind, CallForPerson call) {
  ALCOVE_CHECK(calls_.emplace(kind, std::move(call)).second);
}

const CallForPerson* Handlers::find_call(const std::string& kind) const {
  const auto found = calls_.find(kind);
  return found == calls_.end() ? nullptr : &found->second;
}

bool Handlers::is_replayed(const std::string& path) const {
  return replayed_.find(path) != replayed_.end();
}

namespace {

// Whether the box has what a terminal kept: its chain holds the head of the reply, or the record
// came home since.
Result<bool> has(audit::Ledger& ledger, const Held& held) {
  wire::Head head{held.head.epoch, held.head.number, {}};
  std::copy(held.head.hash.begin(), held.head.hash.end(), head.hash.begin());
  ALCOVE_ASSIGN(const bool known, ledger.knows(head));
  if (known) return true;
  return ledger.store().read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
    return find_delivered(txn, held.id).has_value();
  });
}

Result<DeliverReply> deliver(const Means& means, const access::Principal& terminal,
                             const DeliverRequest& request) {
  DeliverReply reply;
  bool news = false;
  for (const SealedRecord& sealed : request.records) {
    ALCOVE_ASSIGN(const Outcome outcome, take(means, terminal, sealed));
    news = news || outcome == Outcome::kApplied || outcome == Outcome::kSibling;
    reply.results.push_back({sealed.id, outcome});
  }
  // Trouble of the box there costs nothing: what waits goes on waiting.
  if (news) (void)try_waiting(means);
  return reply;
}

}  // namespace

void add_routes(http::Router& router, audit::Ledger& ledger, const Handlers& handlers) {
  router.on_direct<DeliverRequest, DeliverReply>(
      api::spool::deliver, [means = Means{ledger, handlers, router}](
                               const access::Principal& terminal, const DeliverRequest& request) {
        return deliver(means, terminal, request);
      });
  router.on_direct<MissingRequest, MissingReply>(
      api::spool::missing,
      [&ledger](const access::Principal&, const MissingRequest& request) -> Result<MissingReply> {
        MissingReply reply;
        for (const Held& held : request.records) {
          ALCOVE_ASSIGN(const bool here, has(ledger, held));
          if (!here) reply.missing.push_back(held.id);
        }
        return reply;
      });
}

}  // namespace alcove::spool
