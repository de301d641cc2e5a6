// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/access/services.h"
#include "server/features/hello/hello.h"
#include "server/http/access_routes.h"
#include "server/http/https_server.h"
#include "shared/api/enrolment.h"

namespace alcove::testing {

// What stands on one open store, for the clinic of clinic.h.
struct OpenStoreParts {
  explicit OpenStoreParts(audit::Ledger& ledger)
      : live(ledger),
        services(access::AccessServices::open(
                     ledger, {.clinic_name = "Test clinic",
                              .main_port = 1,  // the real one is only known when it listens
                              .costs = {.password = {.passes = 1, .memory_kib = 64, .lanes = 1},
                                        .pin = {.passes = 1, .memory_kib = 32, .lanes = 1}}})
                     .value()) {}

  http::LiveEvents live;
  std::unique_ptr<access::AccessServices> services;
};

using AddRoutes = std::function<void(http::Router&, audit::Ledger&)>;

// One listener with its router and pipeline.
struct ListenerParts {
  ListenerParts(audit::Ledger& ledger, OpenStoreParts& parts)
      : router(ledger),
        pipeline(
            router, rate_limit, clock,
            [&parts](const DeviceId& device, std::string_view token, http::Pipeline::Presence) {
              return parts.services->sessions.find_person(device, token);
            }) {}

  void add_main_routes(audit::Ledger& ledger, OpenStoreParts& parts, const AddRoutes& more) {
    router.on_stream(api::live::follow);
    hello::add_routes(router, ledger,
                      [&parts](const access::Principal& terminal, const std::string& name,
                               const std::string& password) {
                        return parts.services->sessions.prove_person(
                            terminal, {.sign_in_name = name, .password = password});
                      });
    hello::add_place_route(router, {.clinic = "Test clinic", .zone = "America/Chicago"});
    http::add_access_routes(router, *parts.services);
    if (more) more(router, ledger);
  }

  void add_enrolment_route(OpenStoreParts& parts, const ListenerParts& main) {
    using Request = api::enrolment::EnrolRequest;
    using Reply = api::enrolment::EnrolReply;
    router.on_direct<Request, Reply>(
        api::enrolment::enrol,
        [&parts, &main](const access::Principal& nobody, const Request& request) -> Result<Reply> {
          ALCOVE_ASSIGN(Reply reply, parts.services->enrolments.enrol(nobody, request));
          reply.port = main.server->port();
          return reply;
        });
  }

  void listen(std::uint16_t port, OpenStoreParts& parts, audit::Ledger& ledger,
              const std::vector<std::string>& hosts, http::ClientCertificates certificates,
              const http::ConnectionLimits& limits) {
    const auto identity = parts.services->authority.server_identity(ledger, hosts).value();
    const bool main = certificates == http::ClientCertificates::kRequired;
    server = std::make_unique<http::HttpsServer>(
        http::ListenerOptions{.address = "127.0.0.1",
                              .port = port,
                              .client_certificates = certificates,
                              .limits = limits},
        http::TlsIdentity{identity.certificate.pem(), identity.key.pem(),
                          parts.services->authority.certificate().pem()},
        pipeline, main ? &parts.live : nullptr, clock,
        [&parts, main](const crypto::Hash256& fingerprint) -> Result<access::Principal> {
          if (!main) return access::Principal();
          return parts.services->devices.find(fingerprint);
        });
  }

  SystemClock clock;
  http::RateLimit rate_limit;
  http::Router router;
  http::Pipeline pipeline;
  std::unique_ptr<http::HttpsServer> server;
};

}  // namespace alcove::testing
