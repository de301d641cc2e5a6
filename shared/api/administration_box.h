// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/box_condition.h"
#include "shared/wire/route.h"

// How the box is, for administrators wherever they are signed in: the same as `alcovectl status`
// says.
namespace alcove::api::administration {

struct BoxReply {
  std::vector<box::Condition> items;  // none: all is well
  UtcTime looked_at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(box::kMaxConditions));
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
