// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "server/features/clients/clients.h"
#include "server/features/notes/notes.h"
#include "server/http/access_routes.h"
#include "tests/access/access_box.h"

namespace alcove::testing {

namespace notes_api = alcove::api::notes;
using rules::NoteFormat, rules::NoteSection;

inline UtcTime utc(const char* text) {
  return parse_utc(text).value();
}
inline LocalDateTime local(const char* text) {
  return parse_local(text).value();
}

// A person signed in at a terminal.
struct Seat {
  access::Principal at;
  std::string token;
};

// A clinic in New York on Tuesday, 24 November 2026, ten in the morning, with the real services of
// terminals, staff and sessions behind the real pipeline. Clara (LCSW) has María at nine today, and
// is on her care team; Olga is another clinician; everyone's password is that of AccessBox.
struct Ward : AccessBox {
  Ward();

  template <class IdType>
  IdType new_id() {
    return IdType::make(box.clock.now(), box.random);
  }
  ClientId add_client(const char* given, const char* family);
  AppointmentId book(const ClientId& client, const char* start, const StaffId& clinician);
  AppointmentId book(const char* start) { return book(maria, start, clara); }
  void cancel_as_moved(const AppointmentId& visit, const char* to);

  Seat sit(const std::string& name, const access::Principal& at) {
    return {at, sign_in(at, name).token};
  }
  access::Principal who(const Seat& seat) {
    access::Principal principal = seat.at;
    principal.person = services->sessions.find_person(seat.at.device, seat.token).value();
    principal.purpose = access::Purpose::kTreatment;
    return principal;
  }

  template <class Q, class R>
  http::Reply ask(const wire::Route<Q, R>& route, const Q& request, const Seat& seat,
                  const std::string& purpose = {},
                  std::optional<IdempotencyKey> key = std::nullopt) {
    http::Request sent;
    sent.method = route.method;
    sent.path = std::string(route.path);
    sent.session = seat.token;
    sent.purpose = purpose;
    sent.protocol = "1";
    if (route.method == wire::Method::kGet) {
      sent.query = wire::encode_query(request);
    } else {
      sent.body = wire::encode(request);
      sent.idempotency_key = key.value_or(new_id<IdempotencyKey>()).text();
    }
    return pipeline.handle(seat.at, sent);
  }
  template <class Q, class R>
  R must(const wire::Route<Q, R>& route, const Q& request, const Seat& seat) {
    const http::Reply reply = ask(route, request, seat);
    if (reply.status != 200) throw Fault(ErrorCode::kMalformed, reply.body);
    return wire::decode<R>(reply.body, wire::UnknownFields::kRefuse).value();
  }
  // "code" or "code field" of the refusal; "" when there was none.
  template <class Q, class R>
  std::string refusal(const wire::Route<Q, R>& route, const Q& request, const Seat& seat,
                      const std::string& purpose = {}) {
    const http::Reply reply = ask(route, request, seat, purpose);
    if (reply.status == 200) return "";
    const auto error = nlohmann::json::parse(reply.body).at("error");
    const std::string field = error.at("field");
    return error.at("code").get<std::string>() + (field.empty() ? "" : " " + field);
  }

  notes_api::Draft open(const Seat& seat, notes_api::IfHeld if_held = notes_api::IfHeld::kRead) {
    return open(seat, visit, if_held);
  }
  notes_api::Draft open(const Seat& seat, const AppointmentId& of,
                        notes_api::IfHeld if_held = notes_api::IfHeld::kRead) {
    return must(notes_api::open_draft,
                {.note = new_id<NoteId>(),
                 .appointment = of,
                 .format = NoteFormat::kDap,
                 .if_held = if_held},
                seat);
  }
  // A DAP note from nine to ten that says `data`.
  static notes_api::Content content(const std::string& data);
  notes_api::SaveRequest request(const NoteId& note, const std::optional<NoteRevisionId>& base,
                                 const std::string& data) {
    return {
        .note = note, .revision = new_id<NoteRevisionId>(), .base = base, .content = content(data)};
  }
  // What a terminal does with each pause: the draft it has in its hands goes on.
  notes_api::SaveReply save(const Seat& seat, notes_api::Draft& draft, const std::string& data) {
    const auto sent = request(draft.note, draft.revision, data);
    const auto reply = must(notes_api::save, sent, seat);
    draft.revision = sent.revision;
    return reply;
  }
  Bytes confirm(const Seat& seat) {
    return must(api::session::confirm, {.pin = {}, .password = kPasswordOfAna}, seat).token;
  }
  notes_api::Signature sign(const Seat& seat, const notes_api::Draft& draft) {
    return must(notes_api::sign,
                {.note = draft.note, .revision = *draft.revision, .confirmation = confirm(seat)},
                seat);
  }
  notes_api::Note note(const NoteId& id, const Seat& seat) {
    return must(notes_api::open, {id}, seat);
  }
  static std::string text_of(const notes_api::Content& content, NoteSection section);

  std::int64_t newest_event() { return box.ledger->head().number; }
  std::vector<std::string> actions_after(std::int64_t number);
  // Rows that a query gives, each as its first column's text.
  std::vector<std::string> rows(const std::string& sql);

  appointments::Site site{.zone = Zone::named("America/New_York").value()};
  http::RateLimit rate_limit;
  http::Router router;
  http::Pipeline pipeline;
  spool::Handlers handlers;
  notes::Notes notes;
  access::Principal room_1;
  access::Principal room_2;
  access::Principal room_3;
  access::Principal desk;
  access::Principal lobby;
  StaffId clara;
  StaffId olga;
  ClientId maria;
  AppointmentId visit;
};

}  // namespace alcove::testing
