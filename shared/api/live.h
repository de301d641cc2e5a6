// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "shared/wire/route.h"

// The event stream: one long-lived GET per terminal, a JSON object a line, resumable by number. A
// line says that something changed and where to look, never what it holds: the terminal asks again
// through the ordinary routes, so that each answer passes the access decision. A heartbeat comes
// every kHeartbeatSeconds; a terminal that hears nothing for kSilenceSeconds is not connected and
// says so.
namespace alcove::api::live {

inline constexpr std::int64_t kHeartbeatSeconds = 3;
inline constexpr std::int64_t kSilenceSeconds = 8;

enum class Kind : std::uint8_t {
  kHeartbeat,
  kStartOver,       // the number asked for is no longer kept: read everything anew
  kDayChanged,      // an appointment or the day board
  kClientChanged,   // who a client is, or a proposed correction
  kAlertChanged,    // a safety alert was raised, escalated, told or acknowledged
  kHelpCalled,      // somebody at the lobby terminal asked for help
  kChartChanged,    // a score, a note or a draft of a client
  kQueueChanged,    // somebody waits or is called: all that a lobby terminal is told
  kSessionChanged,  // this terminal's session was ended or locked from elsewhere
};

struct Line {
  std::int64_t number = 0;  // 0 on a heartbeat
  Kind kind = Kind::kHeartbeat;
  std::optional<RecordId> record;  // left out where this terminal may not know it
  UtcTime server_time;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("number", self.number, wire::range(0, INT64_MAX));
    visit("kind", self.kind);
    visit("record", self.record);
    visit("server_time", self.server_time);
  }
};

struct FollowRequest {
  std::optional<std::int64_t> after;  // the last number seen; left out: only what comes from now on

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("after", self.after, wire::range(0, INT64_MAX));
  }
};

inline constexpr wire::Route<FollowRequest, Line> follow{.method = wire::Method::kGet,
                                                         .path = "/v1/live",
                                                         .permission = wire::Permission::kDevice,
                                                         .audit = wire::AuditClass::kNone,
                                                         .stations = wire::kEveryStation,
                                                         .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::live

namespace alcove::wire {

template <>
struct EnumWords<api::live::Kind> {
  using Kind = api::live::Kind;
  static constexpr EnumWord<Kind> words[] = {
      {Kind::kHeartbeat, "heartbeat"},           {Kind::kStartOver, "start_over"},
      {Kind::kDayChanged, "day_changed"},        {Kind::kClientChanged, "client_changed"},
      {Kind::kAlertChanged, "alert_changed"},    {Kind::kHelpCalled, "help_called"},
      {Kind::kChartChanged, "chart_changed"},    {Kind::kQueueChanged, "queue_changed"},
      {Kind::kSessionChanged, "session_changed"}};
};

}  // namespace alcove::wire
