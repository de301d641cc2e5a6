// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/box_condition.h"
#include "shared/wire/route.h"

// How the box is, for administrators wherever they are signed in: the same as `alcovectl status`
// says.
namespace alcove::api::administration {

// The server that runs was started after the one before it had stopped without being asked: the
// power went, or it was killed. It read everything before it served anybody, and all was good.
struct StartedAgain {
  UtcTime at;
  std::int64_t pages = 0;         // of the store, that were read
  std::int64_t events = 0;        // of the audit chain
  std::int64_t milliseconds = 0;  // from the key to the last check

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("at", self.at);
    visit("pages", self.pages, wire::range(0, INT64_MAX));
    visit("events", self.events, wire::range(0, INT64_MAX));
    visit("milliseconds", self.milliseconds, wire::range(0, INT64_MAX));
  }
};

struct BoxReply {
  std::vector<box::Condition> items;      // none: all is well
  std::optional<StartedAgain> started{};  // none: it ended as asked before it was started
  UtcTime looked_at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(box::kMaxConditions));
    visit("started", self.started);
    visit("looked_at", self.looked_at);
  }
};

// Looks anew each time. Holds nothing of any client. A terminal asks about once a minute.
inline constexpr wire::Route<wire::Nothing, BoxReply> box_state{
    .method = wire::Method::kGet,
    .path = "/v1/administration/box",
    .permission = wire::Permission::kStaffManage,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::administration
