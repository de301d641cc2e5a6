// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "kiosk/offline/witness.h"
#include "tests/http/sample_routes.h"
#include "tests/support/clinic.h"

namespace alcove::testing {

// The sample routes of tests/http on a clinic's router, without the rest of that fixture.
struct SampleRoutes {
  std::atomic<int> writes{0};
  std::atomic<int> pings{0};
  std::function<void()> before_reply;  // runs inside a write's handler, on the writer's thread

  AddRoutes adder() {
    return [this](http::Router& router, audit::Ledger& ledger) { add(router, ledger); };
  }

  void add(http::Router& router, audit::Ledger& ledger) {
    const auto made = ledger.store().write([](store::Connection& connection) -> Result<void> {
      connection.run("CREATE TABLE IF NOT EXISTS sample (name TEXT NOT NULL) STRICT");
      return {};
    });
    ALCOVE_CHECK(made.ok());
    router.on_write<NameRequest, CountReply>(
        add_name,
        [this](const access::Principal&, const NameRequest& request,
               audit::WriteTxn& txn) -> Result<CountReply> {
          ++writes;
          if (request.name == "taken") return Error{ErrorCode::kTaken, "name", "it is taken"};
          txn.change("INSERT INTO sample (name) VALUES ($name)")
              .bind("$name", request.name)
              .execute();
          txn.record({.action = "sample.add"});
          http::publish(txn, api::live::Kind::kDayChanged, std::nullopt);
          if (before_reply) before_reply();
          return CountReply{SampleServer::count_in(txn)};
        });
    router.on_read<CountRequest, CountReply>(
        count_names,
        [](const access::Principal&, const CountRequest&,
           store::ReadTxn& txn) -> Result<http::Answer<CountReply>> {
          return http::Answer<CountReply>{{SampleServer::count_in(txn)},
                                          {{.action = "sample.list"}}};
        });
    router.on_read<wire::Nothing, CountReply>(
        ping,
        [this](const access::Principal&, const wire::Nothing&,
               store::ReadTxn&) -> Result<http::Answer<CountReply>> {
          ++pings;
          return http::Answer<CountReply>{{7}, {}};
        });
  }
};

inline const std::string kDeskPerson = "dana";

// A terminal as the kiosk runs it: its witness in a folder of its own, and a client.
struct KioskTerminal {
  KioskTerminal(Clinic& clinic, wire::Station station, client::ClientTimes times = {})
      : KioskTerminal(
            clinic.enrol(station,
                         "Terminal " + IdempotencyKey::make(UtcTime(), clinic.box.random).text()),
            clinic.address(), times) {
    if (station == wire::Station::kLobby) return;
    if (!clinic.knows(kDeskPerson)) clinic.add_person(kDeskPerson, {api::Role::kFrontDesk});
    sign_in();
  }
  KioskTerminal(const Clinic::Terminal& terminal, client::ServerAddress address,
                client::ClientTimes times = {})
      : device(terminal.device), key(Bytes(32, 9)) {
    witness = offline::Witness::open(files / "witness", key, clock, random).value();
    client = std::make_unique<client::HttpsClient>(std::move(address), terminal.identity,
                                                   witness->memory(), clock, random, times);
  }

  void sign_in() {
    const auto opened =
        client->call(api::session::sign_in,
                     {.sign_in_name = kDeskPerson, .password = Clinic::password_of(kDeskPerson)});
    ALCOVE_CHECK(opened.ok());
    client->set_session(opened->token);
  }

  Result<std::int64_t> add(const std::string& name, const client::CallOptions& options = {}) {
    const Result<CountReply> reply = client->call(add_name, NameRequest{name}, options);
    if (!reply) return reply.error();
    return reply->count;
  }
  Result<CountReply> count() { return client->call(count_names, CountRequest{}); }
  Result<CountReply> ask_ping() { return client->call(ping, wire::Nothing{}); }

  SystemClock clock;
  SystemRandom random;
  Scratch files;
  DeviceId device;
  SecretBytes key;
  std::unique_ptr<offline::Witness> witness;
  std::unique_ptr<client::HttpsClient> client;
};

}  // namespace alcove::testing
