// SPDX-License-Identifier: Apache-2.0
#include "server/http/router.h"

#include "server/http/full_disk.h"
#include "server/http/kept_reply_store.h"

namespace alcove::http {
namespace {

crypto::Hash256 hash_of_request(const std::string& path, std::string_view payload) {
  Bytes bytes;
  append_prefixed(bytes, as_bytes(path));
  append_prefixed(bytes, as_bytes(payload));
  return crypto::sha256(bytes);
}

}  // namespace

void Router::insert(RouteEntry entry) {
  ALCOVE_CHECK(entry.path.starts_with("/v1/"));
  if (entry.method == wire::Method::kGet) {
    for (const wire::FieldDescription& field : entry.request_fields) {
      ALCOVE_CHECK(field.path.find_first_of(".[") == std::string::npos);  // a query string is flat
    }
  }
  const std::pair key(entry.path, entry.method);
  const bool fresh = routes_.emplace(key, std::move(entry)).second;
  ALCOVE_CHECK(fresh);
}

const RouteEntry* Router::find(wire::Method method, const std::string& path) const {
  const auto found = routes_.find({path, method});
  return found == routes_.end() ? nullptr : &found->second;
}

std::vector<const RouteEntry*> Router::all() const {
  std::vector<const RouteEntry*> entries;
  for (const auto& [key, entry] : routes_) entries.push_back(&entry);
  return entries;
}

Result<audit::Head> Router::account(const Call& call, wire::AuditClass audit,
                                    const std::vector<audit::Event>& opened, Covered covered) {
  if (opened.empty()) {
    ALCOVE_CHECK(audit == wire::AuditClass::kNone || covered == Covered::kByOpening);
    return ledger_.head();
  }
  return ledger_.record(call.principal.actor(), opened);
}

Result<Handled> Router::run_write(
    const Call& call, const std::string& path,
    const std::function<Result<std::string>(audit::WriteTxn&)>& work) {
  const crypto::Hash256 request_hash = hash_of_request(path, call.payload);
  const DeviceId& device = call.principal.device;
  // A retry is answered with the reply that was kept: it writes nothing and is no new event.
  const auto answer_again = [&](const KeptReply& kept) -> Result<Handled> {
    if (kept.request_hash != request_hash) {
      return Error{
          ErrorCode::kRepeatedKey, {}, "this idempotency key came before with another request"};
    }
    return Handled{kept.reply, ledger_.head()};
  };
  std::optional<KeptReply> kept;
  if (call.key) {
    ALCOVE_ASSIGN(kept, ledger_.store().read<std::optional<KeptReply>>(
                            [&](store::ReadTxn& txn) -> Result<std::optional<KeptReply>> {
                              return find_kept_reply(txn, device, *call.key);
                            }));
    if (kept) return answer_again(*kept);
  }
  auto done = ledger_.write<std::string>(
      call.principal.actor(),
      [&](audit::WriteTxn& txn) -> Result<std::string> {
        // Two tries may race to here: the second finds the first one's reply, durable or about to
        // be.
        if (call.key) kept = find_kept_reply(txn, device, *call.key);
        if (kept) return Error{ErrorCode::kConflict, {}, "the same request is being done"};
        ALCOVE_ASSIGN(std::string reply, work(txn));
        if (call.key) keep_reply(txn, device, *call.key, {request_hash, reply});
        return reply;
      },
      goes_on_when_full(path) ? audit::WriteKind::kMustGoOn : audit::WriteKind::kOrdinary);
  if (kept) return answer_again(*kept);
  if (!done) return done.error();
  return Handled{std::move(done->value), done->head};
}

Result<void> Router::replay(const RouteEntry& route, const Call& call, audit::WriteTxn& txn) {
  ALCOVE_CHECK(route.apply && call.key);
  const DeviceId& device = call.principal.device;
  const crypto::Hash256 request_hash = hash_of_request(route.path, call.payload);
  if (const auto kept = find_kept_reply(txn, device, *call.key)) {
    if (kept->request_hash == request_hash) return {};
    return Error{
        ErrorCode::kRepeatedKey, {}, "this idempotency key came before with another request"};
  }
  ALCOVE_ASSIGN(const std::string reply, route.apply(call, txn));
  keep_reply(txn, device, *call.key, {request_hash, reply});
  return {};
}

}  // namespace alcove::http
