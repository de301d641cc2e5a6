// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/http/route_entry.h"
#include "shared/wire/query.h"
#include "shared/wire/wipe.h"

namespace alcove::http {

// The table of routes. Features register their handlers once, at the start; afterwards it only
// answers and is safe from any thread. Registering two handlers for one method and path, or one
// whose audit class does not fit the kind of its handler, stops the program.
class Router {
 public:
  explicit Router(audit::Ledger& ledger) : ledger_(ledger) {}

  template <class Q, class R>
  using Read =
      std::function<Result<Answer<R>>(const access::Principal&, const Q&, store::ReadTxn&)>;
  template <class Q, class R>
  using Write = std::function<Result<R>(const access::Principal&, const Q&, audit::WriteTxn&)>;
  template <class Q, class R>
  using Direct = std::function<Result<R>(const access::Principal&, const Q&)>;

  // A handler on a snapshot (audit class none, read or search). With none it opens no record.
  template <class Q, class R>
  void on_read(const wire::Route<Q, R>& route, Read<Q, R> handler) {
    add(route, [this, handler, audit = route.audit](const Call& call) -> Result<Handled> {
      ALCOVE_ASSIGN(Q request, decode_payload<Q>(call));
      const wire::WipeSecrets<Q> wiped(request);
      ALCOVE_ASSIGN(Answer<R> answer, ledger_.store().read<Answer<R>>([&](store::ReadTxn& txn) {
        return handler(call.principal, request, txn);
      }));
      ALCOVE_ASSIGN(const audit::Head head, account(call, audit, answer.opened, answer.covered));
      return Handled{wire::encode(answer.reply), head};
    });
  }

  // A handler in a transaction (audit class write or span). With an idempotency key the reply is
  // kept in the same transaction, and a retry is answered from there.
  template <class Q, class R>
  void on_write(const wire::Route<Q, R>& route, Write<Q, R> handler) {
    const auto apply = [handler](const Call& call, audit::WriteTxn& txn) -> Result<std::string> {
      ALCOVE_ASSIGN(Q request, decode_body<Q>(call));
      const wire::WipeSecrets<Q> wiped(request);
      ALCOVE_ASSIGN(const R reply, handler(call.principal, request, txn));
      return wire::encode(reply);
    };
    add(
        route,
        [this, apply, path = std::string(route.path)](const Call& call) {
          return run_write(call, path, [&](audit::WriteTxn& txn) { return apply(call, txn); });
        },
        apply);
  }

  // Does a write of a writing route once more, within `txn`: one that a lost box had acknowledged.
  // Nothing happens where the key was answered here before. Errors: the handler's.
  static Result<void> replay(const RouteEntry& route, const Call& call, audit::WriteTxn& txn);

  // A handler that keeps its own books (audit class access: a refused sign-in changes the throttle
  // and is an event; audit class none: it touches no record at all). It may take its time: it does
  // not run on the writer's thread.
  template <class Q, class R>
  void on_direct(const wire::Route<Q, R>& route, Direct<Q, R> handler) {
    add(route, [this, handler](const Call& call) -> Result<Handled> {
      ALCOVE_ASSIGN(Q request, decode_payload<Q>(call));
      const wire::WipeSecrets<Q> wiped(request);
      ALCOVE_ASSIGN(const R reply, handler(call.principal, request));
      return Handled{wire::encode(reply), ledger_.head()};
    });
  }

  // A route whose reply does not end: it passes the same gate, then the connection carries it on.
  template <class Q, class R>
  void on_stream(const wire::Route<Q, R>& route) {
    add(route, [](const Call&) -> Result<Handled> { return Handled{.stream = true}; });
  }

  const RouteEntry* find(wire::Method method, const std::string& path) const;
  std::vector<const RouteEntry*> all() const;  // sorted by path

 private:
  template <class Q>
  static Result<Q> decode_payload(const Call& call) {
    if (call.method == wire::Method::kGet) return wire::decode_query<Q>(call.payload);
    return decode_body<Q>(call);
  }
  template <class Q>
  static Result<Q> decode_body(const Call& call) {
    if (call.payload.empty()) return wire::decode<Q>("{}", wire::UnknownFields::kRefuse);
    return wire::decode<Q>(call.payload, wire::UnknownFields::kRefuse);
  }

  template <class Q, class R>
  void add(const wire::Route<Q, R>& route, std::function<Result<Handled>(const Call&)> run,
           std::function<Result<std::string>(const Call&, audit::WriteTxn&)> apply = {}) {
    insert({route.method, std::string(route.path), route.permission, route.audit, route.stations,
            route.when_locked, std::move(run), wire::describe<Q>(), wire::describe<R>(),
            std::move(apply)});
  }

  void insert(RouteEntry entry);
  Result<audit::Head> account(const Call& call, wire::AuditClass audit,
                              const std::vector<audit::Event>& opened, Covered covered);
  Result<Handled> run_write(const Call& call, const std::string& path,
                            const std::function<Result<std::string>(audit::WriteTxn&)>& work);

  audit::Ledger& ledger_;
  std::map<std::pair<std::string, wire::Method>, RouteEntry> routes_;
};

}  // namespace alcove::http
