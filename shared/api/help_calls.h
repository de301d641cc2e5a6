// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/check_in.h"

// Somebody in the lobby asks for somebody: the call, and what the desk sees of it.
namespace alcove::api::check_in {

using HelpCallId = Id<struct HelpCallTag>;

struct HelpRequest {
  HelpCallId call;
  std::optional<CheckInId> check_in;  // if somebody has been greeted already

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("call", self.call);
    visit("check_in", self.check_in);
  }
};

struct HelpReply {
  bool heard = false;  // a terminal of the desk is connected; false: nobody can see the call now

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("heard", self.heard);
  }
};

// Calls the desk, silently. Calling again while a call of this terminal and this visit is open
// changes nothing. The call stands in any case, and is seen when a terminal of the desk comes.
inline constexpr auto help =
    lobby_route<HelpRequest, HelpReply>("/v1/check_in/help", wire::AuditClass::kWrite);

enum class CallKind : std::uint8_t {
  kHelp,
  kTooManyTries,
  kStopped,  // nobody touched the screen any more, in the middle of a check-in
  // What came home late from the terminal named and is in no record.
  kSetAside,        // somebody asked for a person
  kNeedsClinician,  // somebody the box does not know; never what they answered
};

struct HelpCall {
  HelpCallId call;
  CallKind kind = CallKind::kHelp;
  UtcTime at;
  std::string terminal_name;
  std::optional<UtcTime> said_at;            // where that was long before the call
  std::optional<std::string> greeting_name;  // where somebody had been greeted

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("call", self.call);
    visit("kind", self.kind);
    visit("at", self.at);
    visit("terminal_name", self.terminal_name, wire::line(0, 60));
    visit("said_at", self.said_at);
    visit("greeting_name", self.greeting_name, wire::line(1, 100));
  }
};

inline constexpr std::size_t kMaxCalls = 50;  // the oldest of those that are open

struct HelpCalls {
  std::vector<HelpCall> items;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxCalls));
  }
};
inline constexpr wire::Route<wire::Nothing, HelpCalls> help_calls{
    .method = wire::Method::kGet,
    .path = "/v1/check_in/help_calls",
    .permission = wire::Permission::kScheduleRead,
    .audit = wire::AuditClass::kRead,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

// The general form, for a terminal of the desk that is locked or signed out: that somebody asks,
// where, since when. No client.
struct WaitingCall {
  CallKind kind = CallKind::kHelp;
  UtcTime at;
  std::string terminal_name;
  std::optional<UtcTime> said_at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("kind", self.kind);
    visit("at", self.at);
    visit("terminal_name", self.terminal_name, wire::line(0, 60));
    visit("said_at", self.said_at);
  }
};
struct WaitingCalls {
  std::vector<WaitingCall> items;  // the oldest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxCalls));
  }
};
inline constexpr wire::Route<wire::Nothing, WaitingCalls> calls_waiting{
    .method = wire::Method::kGet,
    .path = "/v1/check_in/calls_waiting",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kFrontDeskOnly,
    .when_locked = wire::WhenLocked::kAllow};

struct AnswerCallRequest {
  HelpCallId call;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("call", self.call);
  }
};
// "I am going": kNotFound, kWrongState (somebody else went already).
inline constexpr wire::Route<AnswerCallRequest, wire::Nothing> answer_call{
    .method = wire::Method::kPost,
    .path = "/v1/check_in/answer_call",
    .permission = wire::Permission::kScheduleRead,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::check_in

namespace alcove::wire {

template <>
struct EnumWords<api::check_in::CallKind> {
  using Kind = api::check_in::CallKind;
  static constexpr EnumWord<Kind> words[] = {{Kind::kHelp, "help"},
                                             {Kind::kTooManyTries, "too_many_tries"},
                                             {Kind::kStopped, "stopped"},
                                             {Kind::kSetAside, "set_aside"},
                                             {Kind::kNeedsClinician, "needs_clinician"}};
};

}  // namespace alcove::wire
