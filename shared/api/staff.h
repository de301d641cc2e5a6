// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/wire/route.h"

// Who works here. Several roles per person; `crisis` is a capability beside them (settled with the
// alerts: it is independent of role).
namespace alcove::api {

enum class Role : std::uint8_t {
  kFrontDesk,
  kClinician,
  kSupervisor,
  kPrescriber,
  kBiller,
  kPrivacyOfficer,
  kAdministrator,
};

}  // namespace alcove::api

namespace alcove::wire {

template <>
struct EnumWords<api::Role> {
  static constexpr EnumWord<api::Role> words[] = {{api::Role::kFrontDesk, "front_desk"},
                                                  {api::Role::kClinician, "clinician"},
                                                  {api::Role::kSupervisor, "supervisor"},
                                                  {api::Role::kPrescriber, "prescriber"},
                                                  {api::Role::kBiller, "biller"},
                                                  {api::Role::kPrivacyOfficer, "privacy_officer"},
                                                  {api::Role::kAdministrator, "administrator"}};
};

}  // namespace alcove::wire

namespace alcove::api::staff {

inline constexpr std::size_t kMaxList = 200;

struct Member {
  StaffId id;
  std::string display_name;
  std::string credential;  // "LCSW"; may be empty
  std::vector<Role> roles;
  bool crisis = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("display_name", self.display_name, wire::line(1, 100));
    visit("credential", self.credential, wire::line(0, 40));
    visit("roles", self.roles, wire::at_most(7));
    visit("crisis", self.crisis);
  }
};

struct ListRequest {
  std::optional<StaffId> next;  // of the reply before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("next", self.next);
  }
};

struct ListReply {
  std::vector<Member> items;
  std::optional<StaffId> next;  // there are more

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxList));
    visit("next", self.next);
  }
};

// Whom one can book with or add to a care team: everybody who works here now, in the order in which
// they were added.
inline constexpr wire::Route<ListRequest, ListReply> list{
    .method = wire::Method::kGet,
    .path = "/v1/staff",
    .permission = wire::Permission::kScheduleRead,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::staff
