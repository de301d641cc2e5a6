// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/clients/clients.h"
#include "server/features/groups/group_change.h"
#include "server/features/groups/group_rules.h"
#include "server/features/groups/groups.h"
#include "server/features/groups/groups_store.h"
#include "server/http/live_events.h"

namespace alcove::groups {

using access::Principal;
using api::clinic_setup::Setup;
using audit::WriteTxn;

namespace {

Result<void> check_facilitators(store::ReadTxn& txn, const Group& group) {
  const std::vector<StaffId>& all = group.facilitators;
  if (all.empty()) return Error{ErrorCode::kOutOfRange, "facilitators", "somebody leads it"};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto person = access::find_staff(txn, all[i]);
    if (!person || person->disabled_at || !person->roles.clinical()) {
      return Error{ErrorCode::kNotFound, fmt::format("facilitators[{}]", i),
                   "nobody who can be booked has that id"};
    }
    const auto here = all.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(all.begin(), here, *here) != here) {
      return Error{ErrorCode::kOutOfRange, "facilitators", "each of them once"};
    }
  }
  return {};
}

// Its service and its room are there, and the room has seats for all of it.
Result<void> check_setup(const Setup& setup, const Group& group) {
  const bool service =
      std::any_of(setup.services.begin(), setup.services.end(),
                  [&](const auto& one) { return one.id == group.service && !one.retired; });
  if (!service) return Error{ErrorCode::kNotFound, "service", "there is no such service any more"};
  if (!group.usual.room) return {};
  const auto room = std::find_if(setup.rooms.begin(), setup.rooms.end(), [&](const auto& one) {
    return one.id == *group.usual.room && !one.retired;
  });
  if (room == setup.rooms.end()) {
    return Error{ErrorCode::kNotFound, "usual.room", "there is no such room any more"};
  }
  if (room->seats && *room->seats < group.most) {
    return Error{ErrorCode::kOutOfRange, "usual.room",
                 fmt::format("the room has {} seats for {} places", *room->seats, group.most)};
  }
  return {};
}

// As the unique index sees it: ASCII letters without their case.
bool same_name(const std::string& a, const std::string& b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return small(x) == small(y); });
}

Result<void> check_among(const std::vector<Group>& all, const Group& wanted) {
  const auto same = [&](const Group& one) { return one.id == wanted.id; };
  if (std::none_of(all.begin(), all.end(), same) && all.size() >= api::groups::kMaxGroups) {
    return Error{ErrorCode::kTooMany,
                 {},
                 fmt::format("at most {}, retired ones too", api::groups::kMaxGroups)};
  }
  const bool taken = std::any_of(all.begin(), all.end(), [&](const Group& one) {
    return !same(one) && !one.retired && same_name(one.name, wanted.name);
  });
  if (!taken || wanted.retired) return {};
  return Error{ErrorCode::kAlreadyExists, "name", "another one in use has that name"};
}

// Whoever belongs to a session after the group's end would come to nobody: it is cancelled first,
// which says what happens to each of them and whom to call.
Result<void> check_sessions(WriteTxn& txn, const Group& wanted) {
  std::int64_t booked = 0;
  std::int64_t too_early = 0;
  std::optional<LocalDate> first;
  for (const MeetingId& id : sessions_after(txn, wanted.id, txn.now())) {
    const auto meeting = appointments::find_meeting(txn, id);
    if (!meeting || meeting->state != api::appointments::MeetingState::kStands) continue;
    const LocalDate day = date_of(meeting->start);
    if (day < wanted.first_day) ++too_early;
    if (!wanted.retired && (!wanted.last_day || day <= *wanted.last_day)) continue;
    ++booked;
    if (!first) first = day;
  }
  if (too_early > 0) {
    return Error{ErrorCode::kWrongState, "first_day",
                 fmt::format("{} sessions are booked before that: cancel them first", too_early)};
  }
  if (booked == 0) return {};
  return Error{ErrorCode::kWrongState, wanted.retired ? "retired" : "last_day",
               fmt::format("{} sessions are booked after that, the first on {}: cancel them first",
                           booked, format_date(*first))};
}

// Whoever belongs to it has a place in each of its sessions to come.
Result<void> check_members(WriteTxn& txn, const Group& wanted, LocalDate today) {
  if (wanted.retired) return {};
  const Fullest fullest = fullest_day(memberships_of(txn, wanted.id), today, {});
  if (fullest.members <= wanted.most) return {};
  return Error{ErrorCode::kOutOfRange, "most",
               fmt::format("{} belong to it on {}", fullest.members, format_date(fullest.day))};
}

// The newest of a membership's own revisions, none when it is new.
Result<std::optional<Membership>> before_it(WriteTxn& txn, const Membership& wanted) {
  const std::vector<Membership> history = history_of_membership(txn, wanted.id);
  ALCOVE_TRY(check_change(txn, wanted, history));
  if (history.empty()) return std::optional<Membership>();
  const Membership& newest = history.back();
  if (newest.group != wanted.group || newest.client != wanted.client) {
    return Error{ErrorCode::kWrongState, "client", "a record stays with its client and group"};
  }
  return std::optional(newest);
}

Result<void> check_roster(const Group& group, std::vector<Membership> members,
                          const Membership& wanted) {
  std::erase_if(members, [&](const Membership& one) { return one.id == wanted.id; });
  if (wanted.withdrawn) return {};
  if (members.size() >= api::groups::kMaxMemberships) {
    return Error{ErrorCode::kTooMany, "group", "too many have belonged to it"};
  }
  const bool twice = std::any_of(members.begin(), members.end(), [&](const Membership& one) {
    return one.client == wanted.client && share_a_day(one, wanted);
  });
  if (twice) {
    return Error{ErrorCode::kAlreadyExists, "client", "belongs to it already on one of those days"};
  }
  const Fullest fullest = fullest_day(members, wanted.join_day, wanted.leave_day);
  if (fullest.members < group.most) return {};
  return Error{ErrorCode::kTaken, "group", fmt::format("it has {} places", group.most)};
}

}  // namespace

Result<Group> set_group(const Principal& principal, const Group& wanted, WriteTxn& txn,
                        const appointments::Site& site) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleWrite, access::Relation::kNone));
  ALCOVE_TRY(check_group(wanted));
  const std::vector<Group> history = history_of_group(txn, wanted.id);
  ALCOVE_TRY(check_change(txn, wanted, history));
  ALCOVE_TRY(check_among(list_groups(txn), wanted));
  ALCOVE_TRY(check_sessions(txn, wanted));
  ALCOVE_TRY(check_members(txn, wanted, site.day_of(txn.now())));
  if (!wanted.retired) {
    ALCOVE_TRY(check_facilitators(txn, wanted));
    ALCOVE_TRY(check_setup(appointments::read_setup(txn, site, txn.now()), wanted));
  }
  const Group made = stamped(principal, txn, wanted);
  add_revision(txn, made);
  account(txn, made.id,
          {.action = "group.set",
           .record = audit::as_record(made.id),
           .detail = fmt::format("revision {}; {} to {} places; {}; {} facilitators{}",
                                 made.revision, made.least, made.most, wire::word_of(made.joining),
                                 made.facilitators.size(), made.retired ? "; retired" : "")});
  return made;
}

Result<api::groups::MembershipReply> set_membership(const Principal& principal,
                                                    const Membership& wanted, WriteTxn& txn,
                                                    const appointments::Site& site) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleWrite,
                            clients::relation_to(txn, wanted.client, principal.staff())));
  const std::optional<Group> group = find_group(txn, wanted.group);
  if (!group) return Error{ErrorCode::kNotFound, "group", "there is no such group"};
  if (!clients::record_number_of(txn, wanted.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  ALCOVE_ASSIGN(const std::optional<Membership> before, before_it(txn, wanted));
  if (group->retired && !before) {
    return Error{ErrorCode::kWrongState, "group", "the group does not meet any more"};
  }
  ALCOVE_TRY(check_membership(*group, wanted));
  ALCOVE_TRY(check_roster(*group, memberships_of(txn, wanted.group), wanted));
  const Membership made = stamped(principal, txn, wanted);
  add_revision(txn, made);
  ALCOVE_ASSIGN(api::groups::MembershipReply reply,
                let_sessions_follow(principal, txn, before, made, site));
  account(txn, made.group,
          {.action = "group.membership",
           .client = made.client,
           .record = audit::as_record(made.id),
           .detail = fmt::format(
               "of {}; revision {}; from {} until {}{}; joined {}, cancelled {}, left out {}",
               made.group.text(), made.revision, format_date(made.join_day),
               made.leave_day ? format_date(*made.leave_day) : "further notice",
               made.withdrawn ? "; withdrawn" : "", reply.joined, reply.cancelled,
               reply.left_out.size())});
  return reply;
}

}  // namespace alcove::groups
