// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "server/access/access_decision.h"
#include "server/http/message.h"
#include "server/http/rate_limit.h"
#include "server/http/router.h"

namespace alcove::http {

// A request's way from a known terminal to its reply, in the order of docs/architecture.md: rate
// limit → protocol → route → session → station, permission and purpose → idempotency key → handler.
// No socket is known here, so each step is tested by itself. Thread-safe.
//
// Whatever is refused or breaks comes back as a reply with the word of its code; nothing throws.
class Pipeline {
 public:
  // Whether the person does something, or only follows the event stream: that does not keep a
  // terminal from locking itself.
  enum class Presence : std::uint8_t { kActs, kFollows };
  using FindPerson = std::function<Result<access::Person>(
      const DeviceId& device, std::string_view token, Presence presence)>;

  Pipeline(Router& router, RateLimit& rate_limit, const Clock& clock, FindPerson find_person)
      : router_(router),
        rate_limit_(rate_limit),
        clock_(clock),
        find_person_(std::move(find_person)) {}

  // `terminal` is the terminal of the connection, with no person yet.
  Reply handle(access::Principal terminal, const Request& request);

  // The person of a request, if it carries a session. For the event stream too.
  Result<void> add_person(access::Principal& terminal, const std::string& token,
                          Presence presence) const;

 private:
  static Result<access::Purpose> pass_gate(const access::Principal& terminal,
                                           const RouteEntry& route, const std::string& purpose);
  Result<Handled> try_handle(access::Principal& terminal, const Request& request);
  static Result<std::optional<IdempotencyKey>> key_of(const RouteEntry& route,
                                                      const Request& request);

  Router& router_;
  RateLimit& rate_limit_;
  const Clock& clock_;
  FindPerson find_person_;
};

Reply error_reply(const Error& error);

}  // namespace alcove::http
