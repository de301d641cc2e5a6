// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "server/features/check_in/check_in.h"
#include "server/http/pipeline.h"
#include "shared/api/help_calls.h"
#include "tests/support/box.h"

namespace alcove::testing {

namespace contract = alcove::api::check_in;

template <class IdType>
IdType id_of(std::uint8_t number) {
  UuidBytes bytes{};
  bytes[15] = number;
  return IdType(bytes);
}

// A clinic on Tuesday, 24 November 2026, ten in the morning in New York, and its lobby. María López
// de la Cruz (born 17 April 1986, phone ending in 2233) has an appointment at 10:30. Terminals 1
// and 2 stand in the lobby, 3 is the desk's. Identity answers are not held back unless asked for.
struct Lobby {
  enum class Wait { kNo, kReally };
  explicit Lobby(Wait wait = Wait::kNo);

  template <class IdType>
  IdType new_id() {
    return IdType::make(box.clock.now(), box.random);
  }
  ClientId add_client(const char* given, const char* family, const char* birth_date,
                      const char* phone);
  AppointmentId book(const ClientId& client, const char* start, std::int64_t minutes = 30);

  template <class Q, class R>
  http::Reply ask(const wire::Route<Q, R>& route, const Q& request, std::uint8_t device = 1,
                  const std::string& session = "") {
    access::Principal from;
    from.device = id_of<DeviceId>(device);
    from.device_name = device == 3 ? "Desk 1" : "Lobby " + std::to_string(device);
    from.station = device == 3 ? wire::Station::kFrontDesk : wire::Station::kLobby;
    http::Request sent{.method = route.method,
                       .path = std::string(route.path),
                       .session = session,
                       .protocol = "1"};
    if (route.method == wire::Method::kGet) {
      sent.query = wire::encode_query(request);
    } else {
      sent.body = wire::encode(request);
      sent.idempotency_key = new_id<IdempotencyKey>().text();
    }
    return pipeline.handle(from, sent);
  }
  template <class Q, class R>
  http::Reply desk(const wire::Route<Q, R>& route, const Q& request,
                   const std::string& role = "front_desk") {
    return ask(route, request, 3, role);
  }
  template <class R>
  static R decoded(const http::Reply& reply) {
    ALCOVE_CHECK(reply.status == 200);
    return wire::decode<R>(reply.body, wire::UnknownFields::kRefuse).value();
  }

  // What María types.
  contract::IdentifyRequest claim(const CheckInId& check_in);
  http::Reply identify(const contract::IdentifyRequest& request, std::uint8_t device = 1) {
    return ask(contract::identify, request, device);
  }
  // María is greeted, and says that she is here.
  CheckInId greeted(rules::Language language = rules::Language::kEnglish);
  contract::ArriveReply arrive(const CheckInId& check_in);
  contract::OfClientReply seen_by_desk();
  http::Reply sign(const CheckInId& check_in, const Bytes& hash, std::size_t points = 2);

  TestBox box{parse_utc("2026-11-24T15:00:00.000Z").value()};
  appointments::Site site{.zone = Zone::named("America/New_York").value()};
  http::Router router{*box.ledger};
  http::RateLimit rate_limit;
  http::Pipeline pipeline;
  std::vector<check_in::Arrival> arrivals;
  std::vector<contract::Ending> endings;
  bool desk_listens = true;
  check_in::CheckIns check_ins;
  ClientId maria;
  AppointmentId visit;
};

std::string code_in(const http::Reply& reply);
// The newest event of that action, if there is one.
std::optional<audit::Event> last_event(Lobby& lobby, const std::string& action);

}  // namespace alcove::testing
