// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/availability/availability.h"
#include "server/http/pipeline.h"
#include "shared/wire/headers.h"
#include "tests/support/box.h"

namespace alcove::testing {

namespace contract = alcove::api::availability;
using contract::Hours;
using contract::TimeOff;
using rules::SlotType;

inline LocalDate day(const char* text) {
  return parse_date(text).value();
}
inline LocalDateTime at(const char* text) {
  return parse_local(text).value();
}
template <class IdType>
IdType id_of(std::uint8_t number) {
  UuidBytes bytes{};
  bytes[15] = number;
  return IdType(bytes);
}

inline const StaffId kBrandt = id_of<StaffId>(1);
inline const StaffId kReyes = id_of<StaffId>(2);
inline const StaffId kOrtiz = id_of<StaffId>(3);
inline const StaffId kGone = id_of<StaffId>(4);

// A store with the availability feature, two clinicians, the desk, and one who left. A session's
// token is its role's word; a clinician's and a prescriber's is Brandt's, every other one Ortiz's.
struct Week {
  Week();

  template <class IdType>
  IdType new_id() {
    return IdType::make(box.clock.now(), box.random);
  }
  Hours week(const char* from, std::optional<LocalDate> until = std::nullopt) {
    return {.id = new_id<contract::HoursId>(),
            .clinician = kBrandt,
            .from = day(from),
            .until = until,
            .blocks = {{2, 9 * 60, 12 * 60, SlotType::kTherapy}}};
  }
  TimeOff time_off(const char* from, const char* until) {
    return {.id = new_id<contract::TimeOffId>(),
            .clinician = kBrandt,
            .from = at(from),
            .until = at(until),
            .kind = contract::TimeOffKind::kVacation};
  }
  contract::ClosedDay closed(const char* when) {
    return {.id = new_id<contract::ClosedDayId>(), .day = day(when), .name = "Thanksgiving"};
  }

  // As many as there may be.
  void fill_times_off();
  void fill_closed_days();

  template <class Q, class R>
  http::Reply ask(const wire::Route<Q, R>& route, const Q& request,
                  const std::string& session = "front_desk",
                  wire::Station station = wire::Station::kFrontDesk) {
    access::Principal terminal;
    terminal.device = id_of<DeviceId>(station == wire::Station::kLobby ? 8 : 9);
    terminal.device_name = "Desk 1";
    terminal.station = station;
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
    box.clock.advance(std::chrono::seconds(1));
    return pipeline.handle(terminal, sent);
  }
  // "" when it was done, else code and field.
  template <class Q, class R>
  std::string refusal(const wire::Route<Q, R>& route, const Q& request,
                      const std::string& session = "front_desk",
                      wire::Station station = wire::Station::kFrontDesk) {
    const http::Reply reply = ask(route, request, session, station);
    if (reply.status == 200) return {};
    const auto body = wire::decode<wire::RefusalBody>(reply.body, wire::UnknownFields::kIgnore);
    return body->error.code + (body->error.field.empty() ? "" : " " + body->error.field);
  }
  template <class Q, class R>
  R answer(const wire::Route<Q, R>& route, const Q& request,
           const std::string& session = "front_desk") {
    const http::Reply reply = ask(route, request, session);
    ALCOVE_CHECK(reply.status == 200);
    return wire::decode<R>(reply.body, wire::UnknownFields::kRefuse).value();
  }
  contract::OfClinicianReply of_brandt() { return answer(contract::of_clinician, {kBrandt}); }

  void add_staff(const StaffId& id, api::Role role);

  TestBox box;
  http::Router router{*box.ledger};
  http::RateLimit rate_limit;
  http::Pipeline pipeline;
};

}  // namespace alcove::testing
