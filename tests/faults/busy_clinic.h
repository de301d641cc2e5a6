// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "server/access/services.h"
#include "server/app/features.h"
#include "server/features/clients/clients.h"
#include "server/http/access_routes.h"
#include "server/http/pipeline.h"

namespace alcove::testing {

// Goes on by itself, so that a terminal's fifty requests a second are never the limit.
class BusyClock final : public Clock {
 public:
  UtcTime now() const override {
    return parse_utc("2026-11-24T15:00:00.000Z").value() +
           std::chrono::milliseconds(milliseconds_ += 5);
  }

 private:
  mutable std::atomic<std::int64_t> milliseconds_{0};
};

// The server's write path over one store, without sockets: the real services of terminals, staff
// and sessions, clients, appointments, check-ins, questionnaires, alerts and notes, behind the real
// pipeline with its idempotency keys. Requests may come from many threads at once.
class BusyClinic {
 public:
  // With a new store in `folder`.
  static std::unique_ptr<BusyClinic> create(const std::filesystem::path& folder, const Clock& clock,
                                            const store::StoreOptions& options);
  // With the store that is there. Errors: those of Store::open.
  static Result<std::unique_ptr<BusyClinic>> open(const std::filesystem::path& folder,
                                                  const Clock& clock);
  static Result<std::unique_ptr<BusyClinic>> open(const std::filesystem::path& folder,
                                                  const Clock& clock, const Key256& key);

  struct Seat {
    access::Principal at;
    std::string token;
  };
  // A new person at a new terminal, signed in; their password is kPasswordOfAna.
  Seat seat(const std::string& name, api::Role role, wire::Station station);
  Seat lobby(const std::string& name);  // a new terminal, with nobody

  template <class Q, class R>
  http::Request request(const wire::Route<Q, R>& route, const Q& body, const Seat& seat) {
    http::Request sent{.method = route.method,
                       .path = std::string(route.path),
                       .session = seat.token,
                       .protocol = "1"};
    if (route.method == wire::Method::kGet) {
      sent.query = wire::encode_query(body);
    } else {
      sent.body = wire::encode(body);
      sent.idempotency_key = new_id<IdempotencyKey>().text();
    }
    return sent;
  }
  http::Reply ask(const Seat& seat, const http::Request& sent) {
    return pipeline_.handle(seat.at, sent);
  }
  template <class IdType>
  IdType new_id() {
    return IdType::make(clock_.now(), random_);
  }

  store::Store& store() { return *store_; }
  audit::Ledger& ledger() { return *ledger_; }

 private:
  BusyClinic(const Clock& clock, std::unique_ptr<store::Store> store,
             std::unique_ptr<audit::Ledger> ledger);

  access::Principal terminal(const std::string& name, wire::Station station);

  const Clock& clock_;
  SystemRandom& random_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<audit::Ledger> ledger_;
  std::unique_ptr<access::AccessServices> services_;
  app::Features features_;
  http::RateLimit rate_limit_;
  http::Router router_;
  http::Pipeline pipeline_;
};

}  // namespace alcove::testing
