// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/rules/language.h"
#include "shared/wire/route.h"

// The way in at the lobby terminal: who is it, hello, and the end. The forms on the way:
// check_in_forms.h. Calls for help: help_calls.h. What the desk sees of it: check_in_desk.h.
// Everything after the identity is bound to the terminal and to this one visit: no other terminal
// can go on with it.
namespace alcove::api::check_in {

// Every answer to an identity request leaves this long after the request came.
inline constexpr std::int64_t kAnswerMilliseconds = 1000;
inline constexpr std::int64_t kTriesOfOneAttempt = 3;
inline constexpr std::int64_t kTriesOfTerminal = 20;  // in ten minutes

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> lobby_route(std::string_view path, wire::AuditClass audit) {
  return {.method = wire::Method::kPost,
          .path = path,
          .permission = wire::Permission::kDevice,
          .audit = audit,
          .stations = wire::kLobbyOnly,
          .when_locked = wire::WhenLocked::kAllow};
}

struct IdentifyRequest {
  CheckInId check_in;  // one attempt: made by the terminal, the same for its three tries
  rules::Language language = rules::Language::kEnglish;
  std::string surname;
  LocalDate birth_date;
  std::string last_four;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("check_in", self.check_in);
    visit("language", self.language);
    visit("surname", self.surname, wire::line(1, 100));
    visit("birth_date", self.birth_date);
    visit("last_four", self.last_four, wire::line(4, 4));
  }
};

// First name, initial and time: nothing else is shown of a match. Whatever else it was, nobody, a
// minor, a try too many, the reply is `matched: false` and the same bytes: please see the desk.
struct IdentifyReply {
  bool matched = false;
  std::optional<std::string> greeting_name;  // "María L."
  std::optional<LocalDateTime> start;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("matched", self.matched);
    visit("greeting_name", self.greeting_name, wire::line(1, 100));
    visit("start", self.start);
  }
};

inline constexpr auto identify =
    lobby_route<IdentifyRequest, IdentifyReply>("/v1/check_in/identify", wire::AuditClass::kAccess);

// Whether this terminal shows the desk's screen for now, because of too many tries.
struct TerminalReply {
  std::optional<UtcTime> blocked_until;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("blocked_until", self.blocked_until);
  }
};
inline constexpr wire::Route<wire::Nothing, TerminalReply> terminal{
    .method = wire::Method::kGet,
    .path = "/v1/check_in/terminal",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kLobbyOnly,
    .when_locked = wire::WhenLocked::kAllow};

struct ThisVisit {
  CheckInId check_in;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("check_in", self.check_in);
  }
};

enum class Ending : std::uint8_t {
  kDone,
  kNotMe,      // the greeting was for somebody else
  kForgotten,  // nobody touched the screen any more
  kHelp,       // the desk goes on from here
};

struct FinishRequest {
  CheckInId check_in;
  Ending ending = Ending::kDone;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("check_in", self.check_in);
    visit("ending", self.ending);
  }
};

// Refusals of this and of everything that follows the identity: kNotFound (no visit of this
// terminal, or it has ended).
inline constexpr auto finish =
    lobby_route<FinishRequest, wire::Nothing>("/v1/check_in/finish", wire::AuditClass::kWrite);

}  // namespace alcove::api::check_in

namespace alcove::wire {

template <>
struct EnumWords<api::check_in::Ending> {
  using Ending = api::check_in::Ending;
  static constexpr EnumWord<Ending> words[] = {{Ending::kDone, "done"},
                                               {Ending::kNotMe, "not_me"},
                                               {Ending::kForgotten, "forgotten"},
                                               {Ending::kHelp, "help"}};
};

}  // namespace alcove::wire
