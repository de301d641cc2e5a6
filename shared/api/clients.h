// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/api/client_record.h"
#include "shared/wire/route.h"

// Registering, editing and opening clients. Finding them: client_finding.h.
namespace alcove::api::clients {

inline constexpr std::size_t kMaxConfirmed = 50;

struct RegisterRequest {
  ClientId client;  // made by the terminal, as every id
  Details details;
  std::vector<CareTeamMember> care_team;
  // The possible duplicates that somebody looked at and found to be other people.
  std::vector<ClientId> not_the_same_as;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("details", self.details);
    visit("care_team", self.care_team, wire::at_most(kMaxCareTeam));
    visit("not_the_same_as", self.not_the_same_as, wire::at_most(kMaxConfirmed));
  }
};

// Refusals: kAlreadyExists (field "not_the_same_as": there is a possible duplicate that was not
// looked at; ask find_duplicates; field "client": the id is taken), kOutOfRange and kMissingField
// with the path of the field, kNotFound (field "care_team": nobody works here under that id).
inline constexpr wire::Route<RegisterRequest, Client> register_client{
    .method = wire::Method::kPost,
    .path = "/v1/clients/register",
    .permission = wire::Permission::kClientWrite,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

struct EditRequest {
  ClientId client;
  std::int64_t base_revision = 0;  // what the person saw
  Details details;                 // all of it, changed or not

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("details", self.details);
  }
};

// Refusals: kConflict (somebody else changed it first: open it again), and those of a registration.
// Details that change nothing are no change: the revision stays.
inline constexpr wire::Route<EditRequest, Client> edit{.method = wire::Method::kPost,
                                                       .path = "/v1/clients/edit",
                                                       .permission = wire::Permission::kClientWrite,
                                                       .audit = wire::AuditClass::kWrite,
                                                       .stations = wire::kStaffStations,
                                                       .when_locked = wire::WhenLocked::kRefuse};

struct SetCareTeamRequest {
  ClientId client;
  std::int64_t base_revision = 0;
  std::vector<CareTeamMember> care_team;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("care_team", self.care_team, wire::at_most(kMaxCareTeam));
  }
};

inline constexpr wire::Route<SetCareTeamRequest, Client> set_care_team{
    .method = wire::Method::kPost,
    .path = "/v1/clients/care_team",
    .permission = wire::Permission::kClientWrite,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

struct OpenRequest {
  ClientId client;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
  }
};

inline constexpr wire::Route<OpenRequest, Client> open{.method = wire::Method::kGet,
                                                       .path = "/v1/clients/open",
                                                       .permission = wire::Permission::kClientRead,
                                                       .audit = wire::AuditClass::kRead,
                                                       .stations = wire::kStaffStations,
                                                       .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::clients
