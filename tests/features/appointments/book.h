// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/appointments/appointments.h"
#include "server/http/live_events.h"
#include "server/http/pipeline.h"
#include "shared/api/first_free.h"
#include "shared/api/visits_between.h"
#include "tests/support/box.h"

namespace alcove::testing {

namespace contract = alcove::api::appointments;
namespace setup = alcove::api::clinic_setup;
using contract::Appointment;
using contract::AppointmentState;

inline LocalDateTime at(const char* text) {
  return parse_local(text).value();
}
inline UtcTime utc(const char* text) {
  return parse_utc(text).value();
}
template <class IdType>
IdType id_of(std::uint8_t number) {
  UuidBytes bytes{};
  bytes[15] = number;
  return IdType(bytes);
}

// The staff: two clinicians, the desk, and one clinician who does not work here any more.
inline const StaffId kBrandt = id_of<StaffId>(1);
inline const StaffId kReyes = id_of<StaffId>(2);
inline const StaffId kOrtiz = id_of<StaffId>(3);
inline const StaffId kGone = id_of<StaffId>(4);

// A clinic in New York on Tuesday, 24 November 2026, ten in the morning: its store with the
// features clients and appointments, two rooms, two clients, and a session of every role, whose
// token is the role's word ("front_desk"). A clinician's session is Brandt's, every other one
// Ortiz's.
struct Book {
  explicit Book(const char* now = "2026-11-24T15:00:00.000Z");

  template <class IdType>
  IdType new_id() {
    return IdType::make(box.clock.now(), box.random);
  }
  static access::Person person_with(api::Role role);
  static access::Principal terminal(wire::Station station = wire::Station::kFrontDesk,
                                    std::uint8_t device = 1);
  // As the pipeline makes it of a session at a front-desk terminal.
  static access::Principal desk(api::Role role = api::Role::kFrontDesk);

  template <class T>
  Result<T> write(const access::Principal& who, std::function<Result<T>(audit::WriteTxn&)> work) {
    Result<audit::Committed<T>> done = box.ledger->write<T>(who.actor(), work);
    if (!done) return done.error();
    return std::move(done->value);
  }
  template <class T>
  T read(std::function<T(store::ReadTxn&)> look) {
    return box.store->read<T>([&](store::ReadTxn& txn) -> Result<T> { return look(txn); }).value();
  }
  template <class Q>
  Result<Appointment> change(Result<Appointment> (*work)(const access::Principal&, const Q&,
                                                         audit::WriteTxn&,
                                                         const appointments::Site&),
                             const Q& request, const access::Principal& who = desk()) {
    return write<Appointment>(who,
                              [&](audit::WriteTxn& txn) { return work(who, request, txn, site); });
  }

  void add_staff();
  RoomId add_room(const char* name);
  ClientId add_client(const char* given, const char* family, const char* birth_date);
  Result<setup::Room> try_add_room(const setup::Room& room);
  Result<setup::Room> try_change_room(const setup::Room& room);
  Result<setup::Service> try_add_service(const setup::Service& service);

  // Therapy with Brandt in room 1, for Ana, until the caller says otherwise.
  contract::BookRequest booking(const char* start, std::int64_t minutes = 60);
  Result<Appointment> try_book(const contract::BookRequest& request) {
    return change(&appointments::book, request);
  }
  Appointment booked(const char* start, std::int64_t minutes = 60) {
    return try_book(booking(start, minutes)).value();
  }
  Result<Appointment> try_mark(const Appointment& appointment, AppointmentState state,
                               std::string reason = "asked for",
                               std::optional<RoomId> room = std::nullopt);
  Result<Appointment> try_cancel(const Appointment& appointment, contract::CancelledBy by,
                                 std::string reason = "asked for");
  Result<Appointment> try_undo(const Appointment& appointment, std::string reason = "by mistake");
  contract::MoveRequest moving(const Appointment& appointment, const char* start);
  Result<Appointment> try_move(const contract::MoveRequest& request) {
    return change(&appointments::move, request);
  }
  Result<Appointment> try_assign(const Appointment& appointment, StaffId clinician,
                                 std::optional<RoomId> room);
  Appointment stored(const AppointmentId& id);
  std::vector<contract::HistoryEntry> history_of(const AppointmentId& id);

  // Through the pipeline, as a terminal asks.
  template <class Q, class R>
  http::Reply ask(const wire::Route<Q, R>& route, const Q& request,
                  const std::string& session = "front_desk",
                  const access::Principal& from = terminal(),
                  std::optional<IdempotencyKey> key = std::nullopt) {
    http::Request sent{.method = route.method,
                       .path = std::string(route.path),
                       .session = session,
                       .protocol = "1"};
    if (route.method == wire::Method::kGet) {
      sent.query = wire::encode_query(request);
    } else {
      sent.body = wire::encode(request);
      sent.idempotency_key = key.value_or(new_id<IdempotencyKey>()).text();
    }
    return pipeline.handle(from, sent);
  }
  template <class Q, class R>
  R answer(const wire::Route<Q, R>& route, const Q& request,
           const std::string& session = "front_desk") {
    const http::Reply reply = ask(route, request, session);
    ALCOVE_CHECK(reply.status == 200);
    return wire::decode<R>(reply.body, wire::UnknownFields::kRefuse).value();
  }

  TestBox box;
  appointments::Site site;
  http::Router router{*box.ledger};
  http::RateLimit rate_limit;
  http::Pipeline pipeline;
  RoomId room_1;
  RoomId room_2;
  ClientId ana;
  ClientId sam;
};

std::string code_in(const http::Reply& reply);  // "" for a reply that is no refusal
std::vector<audit::Event> events_since(Book& book, std::int64_t number);

}  // namespace alcove::testing
