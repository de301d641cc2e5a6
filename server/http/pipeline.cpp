// SPDX-License-Identifier: Apache-2.0
#include "server/http/pipeline.h"

#include <fmt/format.h>

#include "server/http/error_table.h"
#include "shared/wire/headers.h"

namespace alcove::http {
namespace {

Result<std::optional<access::Purpose>> purpose_of(const std::string& word) {
  if (word.empty()) return std::optional<access::Purpose>();
  const std::optional<access::Purpose> purpose = wire::from_word<access::Purpose>(word);
  if (!purpose) {
    return Error{ErrorCode::kWrongType, "Alcove-Purpose", "the header takes one of the purposes"};
  }
  return std::optional<access::Purpose>(purpose);
}

}  // namespace

Reply error_reply(const Error& error) {
  return {.status = status_of(error.code), .body = error_body(error)};
}

Reply Pipeline::handle(access::Principal terminal, const Request& request) {
  try {
    Result<Handled> handled = try_handle(terminal, request);
    if (!handled) return error_reply(handled.error());
    return {.status = 200,
            .body = std::move(handled->body),
            .head = handled->head,
            .stream = handled->stream};
  } catch (const Fault& fault) {
    return error_reply(fault.error());
  } catch (const std::exception&) {
    // What a library threw may quote the input, so its words go nowhere.
    return error_reply({ErrorCode::kStorageFault, {}, "something inside the box did not work"});
  }
}

Result<Handled> Pipeline::try_handle(access::Principal& terminal, const Request& request) {
  ALCOVE_TRY(rate_limit_.take(terminal.device, clock_.now()));
  if (request.protocol != fmt::format("{}", wire::kProtocolVersion)) {
    return Error{ErrorCode::kOtherVersion, std::string(wire::kProtocolHeader),
                 fmt::format("this server speaks protocol {}", wire::kProtocolVersion)};
  }
  const RouteEntry* const route = router_.find(request.method, request.path);
  if (route == nullptr) {
    return Error{ErrorCode::kNoSuchRoute, {}, "there is no such route"};
  }
  ALCOVE_TRY(add_person(terminal, request.session, Presence::kActs));
  ALCOVE_ASSIGN(terminal.purpose, pass_gate(terminal, *route, request.purpose));
  ALCOVE_ASSIGN(const std::optional<IdempotencyKey> key, key_of(*route, request));
  const std::string_view payload =
      request.method == wire::Method::kGet ? request.query : request.body;
  return route->run({terminal, request.method, payload, key});
}

Result<access::Purpose> Pipeline::pass_gate(const access::Principal& terminal,
                                            const RouteEntry& route, const std::string& purpose) {
  // The enrolment port has no terminal, and nobody else may enrol: neither reaches the other's
  // routes.
  const bool enrols = route.permission == wire::Permission::kEnrolment;
  if (enrols != terminal.device.is_nil()) {
    return Error{ErrorCode::kForbidden, {}, "this route is not for this port"};
  }
  if (enrols) return access::Purpose::kNone;
  ALCOVE_ASSIGN(const std::optional<access::Purpose> asked, purpose_of(purpose));
  return access::may_use(terminal, route.permission, route.stations, route.when_locked, asked);
}

Result<void> Pipeline::add_person(access::Principal& terminal, const std::string& token,
                                  Presence presence) const {
  if (token.empty()) return {};
  ALCOVE_ASSIGN(terminal.person, find_person_(terminal.device, token, presence));
  return {};
}

Result<std::optional<IdempotencyKey>> Pipeline::key_of(const RouteEntry& route,
                                                       const Request& request) {
  const bool writes =
      route.audit == wire::AuditClass::kWrite || route.audit == wire::AuditClass::kSpan;
  if (!writes) return std::optional<IdempotencyKey>();
  if (request.idempotency_key.empty()) {
    return Error{ErrorCode::kMissingField, std::string(wire::kIdempotencyHeader),
                 "every write carries a key of its own, a UUID"};
  }
  const Result<IdempotencyKey> key = IdempotencyKey::parse(request.idempotency_key);
  if (!key) {
    return Error{ErrorCode::kMalformed, std::string(wire::kIdempotencyHeader), "the key is a UUID"};
  }
  return std::optional(*key);
}

}  // namespace alcove::http
