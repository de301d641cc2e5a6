// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/api/appointment_record.h"
#include "shared/wire/route.h"

// What a display in the waiting room shows: who is called, and where to. Everybody in the room
// reads it, so there are tokens and rooms in it, and nothing that is anybody's.
namespace alcove::api::waiting_room {

inline constexpr std::size_t kMaxCalled = 12;    // of more, the newest
inline constexpr std::size_t kMaxWaiting = 200;  // of more, the first by letter
// For so long after somebody was called it is shown, unless the session begins before.
inline constexpr std::int64_t kCalledMinutes = 10;

struct Called {
  std::string token;
  std::string room;  // as the clinic named it
  UtcTime since;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("token", self.token, appointments::kQueueToken);
    visit("room", self.room, wire::line(1, 60));
    visit("since", self.since);
  }
};

struct DisplayReply {
  std::vector<Called> called;        // the newest first
  std::vector<std::string> waiting;  // by letter and number, which says nothing of who is next

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("called", self.called, wire::at_most(kMaxCalled));
    visit("waiting", self.waiting, wire::at_most(kMaxWaiting, appointments::kQueueToken));
  }
};

// Leaves no event: it holds nothing of any client.
inline constexpr wire::Route<wire::Nothing, DisplayReply> display{
    .method = wire::Method::kGet,
    .path = "/v1/waiting_room/display",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kLobbyOnly,
    .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::waiting_room
