// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/administration.h"

// The routes of administration.h. All of them are the administrator's, at a staff terminal that is
// not locked. Each change is an event, done or refused, and has no idempotency key: a code must not
// lie in the store for a second answer, and a confirmation is good once.
namespace alcove::api::administration {

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> change_of(std::string_view path) {
  return {.method = wire::Method::kPost,
          .path = path,
          .permission = wire::Permission::kStaffManage,
          .audit = wire::AuditClass::kAccess,
          .stations = wire::kStaffStations,
          .when_locked = wire::WhenLocked::kRefuse};
}

// Holds nothing of any client.
inline constexpr wire::Route<PeopleRequest, PeopleReply> people{
    .method = wire::Method::kGet,
    .path = "/v1/administration/people",
    .permission = wire::Permission::kStaffManage,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

// Refusals of all below: kNotSignedIn (the confirmation is not of this session, or used, or out of
// time), kNotFound, kWrongState (the field "person": it would shut out oneself or the last
// administrator; or the person's state does not allow it).

// Refusals: kAlreadyExists (the name is, or was, somebody's), kOutOfRange, kTooMany.
inline constexpr auto add_person =
    change_of<AddPersonRequest, PersonCode>("/v1/administration/people/add");
// From the next request of the person on.
inline constexpr auto change_roles =
    change_of<ChangeRolesRequest, Colleague>("/v1/administration/people/roles");
// Takes password and codes away and ends every session of the person at once.
inline constexpr auto disable_person =
    change_of<PersonRequest, Colleague>("/v1/administration/people/disable");
// Lets a disabled person back in.
inline constexpr auto enable_person =
    change_of<PersonRequest, PersonCode>("/v1/administration/people/enable");
// The password is gone and every session ended; not for oneself, whose session it would end too.
inline constexpr auto reset_person =
    change_of<PersonRequest, PersonCode>("/v1/administration/people/reset");

}  // namespace alcove::api::administration
