// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/group_sessions.h"

// The routes of groups.h. Whoever keeps the book keeps the groups; who reads the book sees them.
namespace alcove::api::groups {

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> look_route(std::string_view path, wire::AuditClass audit) {
  return {.method = wire::Method::kGet,
          .path = path,
          .permission = wire::Permission::kScheduleRead,
          .audit = audit,
          .stations = wire::kStaffStations,
          .when_locked = wire::WhenLocked::kRefuse};
}

struct ListReply {
  std::vector<Group> items;  // by name; retired ones too

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxGroups));
  }
};
// Of no client: who belongs to a group is opened by itself.
inline constexpr auto list =
    look_route<wire::Nothing, ListReply>("/v1/groups", wire::AuditClass::kNone);

struct GroupRequest {
  GroupId group;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("group", self.group);
  }
};

struct Member {
  Membership membership;
  std::string client_name;
  std::int64_t record_number = 0;
  LocalDate birth_date{};  // tells two of like name apart

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("membership", self.membership);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("birth_date", self.birth_date);
  }
};

struct OpenReply {
  Group group;
  std::vector<Member> members;                  // by name; those who left too
  std::vector<appointments::Meeting> sessions;  // the latest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("group", self.group);
    visit("members", self.members, wire::at_most(kMaxMemberships));
    visit("sessions", self.sessions, wire::at_most(kMaxShownSessions));
  }
};
// One event with the record numbers of those who belong to it.
inline constexpr auto open =
    look_route<GroupRequest, OpenReply>("/v1/groups/open", wire::AuditClass::kRead);

struct HistoryReply {
  std::vector<Group> groups;  // every revision, the first one first
  std::vector<Membership> memberships;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("groups", self.groups, wire::at_most(kMaxGroupRevisions));
    visit("memberships", self.memberships, wire::at_most(kMaxGroupRevisions));
  }
};
struct HistoryRequest {
  GroupId group;
  std::optional<MembershipId> membership;  // its revisions too

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("group", self.group);
    visit("membership", self.membership);
  }
};
inline constexpr auto history =
    look_route<HistoryRequest, HistoryReply>("/v1/groups/history", wire::AuditClass::kRead);

// Adds with revision 0, or changes the revision that the person saw; the reply is the new revision.
// Sessions that are booked stay as they are. Refusals: kConflict, kNotFound (service, facilitators,
// usual.room), kOutOfRange (by its field), kAlreadyExists (field "name": another one in use has
// it), kTooMany.
inline constexpr auto set_group = appointments::change_route<Group, Group>("/v1/groups/set_group");

struct MembershipReply {
  Membership membership;
  std::int64_t joined = 0;        // sessions to come that the client was put into
  std::int64_t cancelled = 0;     // places in them that were cancelled by the clinic
  std::vector<LeftOut> left_out;  // sessions to come that the client could not be put into

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("membership", self.membership);
    visit("joined", self.joined, wire::range(0, INT64_MAX));
    visit("cancelled", self.cancelled, wire::range(0, INT64_MAX));
    visit("left_out", self.left_out, wire::at_most(kMaxSessionsAhead));
  }
};
// The same for who belongs to it; the sessions to come that are booked follow. Refusals: kNotFound
// (group, client), kOutOfRange, field "join_day" or "leave_day" (outside of the cycle; leaving
// before joining), kWrongState, field "join_day" (a closed group has begun) or "client" (a record
// stays with its client and group), kAlreadyExists, field "client" (belongs to it already on one of
// those days), kTaken, field "group" (every place is taken on one of those days), kTooMany, field
// "group" (too many have belonged to it), kMissingField, field "reason" (why the client leaves).
inline constexpr auto set_membership =
    appointments::change_route<Membership, MembershipReply>("/v1/groups/set_membership");

}  // namespace alcove::api::groups
