// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/check_in.h"

// Who in the lobby asks for somebody. The calls are made with check_in.h.
namespace alcove::api::check_in {

enum class CallKind : std::uint8_t { kHelp, kTooManyTries };

struct HelpCall {
  HelpCallId call;
  CallKind kind = CallKind::kHelp;
  UtcTime at;
  std::string terminal_name;
  std::optional<std::string> greeting_name;  // where somebody had been greeted

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("call", self.call);
    visit("kind", self.kind);
    visit("at", self.at);
    visit("terminal_name", self.terminal_name, wire::line(0, 60));
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
                                             {Kind::kTooManyTries, "too_many_tries"}};
};

}  // namespace alcove::wire
