// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/group_routes.h"
#include "tests/desk/booking_sheet.h"
#include "tests/desk/working_clinic.h"

// Groups at the desk: what a person does in their sheets, and what the box has of them.
namespace alcove::tests {

using api::groups::Group;
using api::groups::GroupId;

struct GroupsClinic : WorkingClinic {
  std::int64_t weekday_today() const {
    const std::chrono::sys_days day = today();
    return static_cast<std::int64_t>(std::chrono::weekday(day).iso_encoding());
  }
  // L. Brandt leads it, on the weekday that is today.
  Group add_group(const std::string& name, std::int64_t most, int hour = 14) {
    return other_desk->must(api::groups::set_group, {.id = new_id<GroupId>(),
                                                     .name = name,
                                                     .service = service,
                                                     .least = 1,
                                                     .most = most,
                                                     .first_day = today(),
                                                     .last_day = {},
                                                     .facilitators = {brandt},
                                                     .usual = {.weekday = weekday_today(),
                                                               .start_minute = hour * 60,
                                                               .minutes = 60,
                                                               .room = room_2}});
  }
  api::groups::Membership join(const Group& group, const ClientId& client) {
    return other_desk
        ->must(api::groups::set_membership, {.id = new_id<api::groups::MembershipId>(),
                                             .group = group.id,
                                             .client = client,
                                             .join_day = group.first_day,
                                             .leave_day = {},
                                             .reason = ""})
        .membership;
  }
  api::groups::OpenReply open_group(const GroupId& group) {
    return other_desk->must(api::groups::open, {group});
  }
  std::vector<Group> groups() { return other_desk->must(api::groups::list, {}).items; }
};

inline bool find_and_take(DeskTerminal& desk, const std::string& button, const std::string& words) {
  if (!desk.press(button) || !desk.until_shows("find_text")) return false;
  desk.driver->type("find_text", words);
  if (!desk.until_shows("hit_0")) return false;
  desk.driver->click("hit_0");
  return desk.until_gone("find_text");
}

inline bool choose_in(DeskTerminal& desk, const std::string& field, int index) {
  return desk.press(field) && desk.press(field + "_choice_" + std::to_string(index));
}

inline bool scroll_down_to(DeskTerminal& desk, const std::string& body, const std::string& field) {
  for (int i = 0; i < 30 && !desk.driver->shows(field); ++i) desk.driver->wheel(body, -2);
  return desk.driver->shows(field);
}

inline bool open_sheet_of(DeskTerminal& desk, const Group& group) {
  return desk.press("groups") && desk.press("group_" + group.id.text()) &&
         desk.until_shows("group_past");
}

inline bool open_plan_of(DeskTerminal& desk, const Group& group) {
  return open_sheet_of(desk, group) && desk.press("group_plan") && desk.until_shows("plan_sheet");
}

}  // namespace alcove::tests
