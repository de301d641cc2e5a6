// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/staff.h"
#include "server/operator/contract.h"
#include "shared/api/staff.h"

namespace alcove::operation {

struct StaffRow {
  StaffId id;
  std::string sign_in_name;
  std::string display_name;
  std::string credential;
  std::vector<api::Role> roles;
  bool crisis = false;
  std::string state;  // "active", "no password yet" or "disabled"

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("sign_in_name", self.sign_in_name, wire::line(1, 64));
    visit("display_name", self.display_name, wire::line(1, 100));
    visit("credential", self.credential, wire::line(0, 40));
    visit("roles", self.roles, wire::at_most(7));
    visit("crisis", self.crisis);
    visit("state", self.state, wire::line(1, 32));
  }
};

struct StaffListReply {
  std::vector<StaffRow> items;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(access::kMaxStaff));
  }
};

struct StaffAddRequest {
  std::string sign_in_name;
  std::string display_name;
  std::string credential;
  std::vector<api::Role> roles;
  bool crisis = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("sign_in_name", self.sign_in_name, wire::line(1, 64));
    visit("display_name", self.display_name, wire::line(1, 100));
    visit("credential", self.credential, wire::line(0, 40));
    visit("roles", self.roles, wire::at_most(7));
    visit("crisis", self.crisis);
  }
};

struct StaffRolesRequest {
  std::string sign_in_name;
  std::vector<api::Role> roles;
  std::optional<bool> crisis{};  // absent: as it is

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("sign_in_name", self.sign_in_name, wire::line(1, 64));
    visit("roles", self.roles, wire::at_most(7));
    visit("crisis", self.crisis);
  }
};

struct StaffNameRequest {
  std::string sign_in_name;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("sign_in_name", self.sign_in_name, wire::line(1, 64));
  }
};

// The code with which the person sets a password of their own, printed once.
struct StaffCodeReply {
  StaffRow person;
  std::string code;
  UtcTime expires;
  std::string zone;     // the clinic's
  LocalDateTime until;  // `expires` by the clinic's own clock

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("person", self.person);
    visit("code", self.code, wire::secret(1, 64));
    visit("expires", self.expires);
    visit("zone", self.zone, wire::line(1, 64));
    visit("until", self.until);
  }
};

inline constexpr Command<wire::Nothing, StaffListReply> kStaffList{"staff.list"};
inline constexpr Command<StaffAddRequest, StaffCodeReply> kStaffAdd{"staff.add"};
inline constexpr Command<StaffRolesRequest, StaffRow> kStaffRoles{"staff.roles"};
inline constexpr Command<StaffNameRequest, StaffRow> kStaffDisable{"staff.disable"};
inline constexpr Command<StaffNameRequest, StaffCodeReply> kStaffEnable{"staff.enable"};
inline constexpr Command<StaffNameRequest, StaffCodeReply> kStaffReset{"staff.reset"};

}  // namespace alcove::operation
