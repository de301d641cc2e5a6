// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kiosk/client/https_client.h"
#include "kiosk/offline/witness.h"
#include "shared/api/session.h"
#include "tests/support/served_clinic.h"

namespace alcove::testing {

// A terminal of a ServedClinic as the kiosk runs it, over mutual TLS: a client, and a witness in a
// folder of its own. With a person signed in where a name is given.
struct ServedTerminal {
  ServedTerminal(ServedClinic& at, wire::Station station, const std::string& name,
                 const std::string& person = {})
      : enrolled(at.enrol(station, name)) {
    witness =
        offline::Witness::open(files / "witness", SecretBytes(Bytes(32, 9)), at.clock, at.random)
            .value();
    client = std::make_unique<client::HttpsClient>(client::ServerAddress{"127.0.0.1", at.port},
                                                   enrolled.identity, witness->memory(), at.clock,
                                                   at.random);
    if (person.empty()) return;
    const auto opened =
        client->call(api::session::sign_in,
                     {.sign_in_name = person, .password = ServedClinic::password_of(person)});
    if (!opened) throw Fault(opened.error());
    client->set_session(opened->token);
  }

  template <class Q, class R>
  R must(const wire::Route<Q, R>& route, const Q& request) {
    Result<R> reply = client->call(route, request);
    if (!reply) throw Fault(reply.error());
    return std::move(reply).value();
  }
  // The code of the refusal; nothing when there was none.
  template <class Q, class R>
  std::optional<ErrorCode> refusal(const wire::Route<Q, R>& route, const Q& request) {
    const Result<R> reply = client->call(route, request);
    return reply ? std::nullopt : std::optional(reply.error().code);
  }

  ServedClinic::Terminal enrolled;
  Scratch files;
  std::unique_ptr<offline::Witness> witness;
  std::unique_ptr<client::HttpsClient> client;
};

}  // namespace alcove::testing
