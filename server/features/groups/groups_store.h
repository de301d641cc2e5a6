// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/api/groups.h"

// The SQL of groups: rows in, rows out, nothing decided. What is read is the newest revision of
// each record, whether it stands or not, unless a function says otherwise.
namespace alcove::groups {

using api::groups::Group;
using api::groups::GroupId;
using api::groups::MeetingId;
using api::groups::Membership;
using api::groups::MembershipId;

std::vector<Group> list_groups(store::ReadTxn& txn);  // by name
std::optional<Group> find_group(store::ReadTxn& txn, const GroupId& id);
std::vector<Membership> memberships_of(store::ReadTxn& txn, const GroupId& group);  // by join day

// Every revision, the first one first; empty where there is no such record.
std::vector<Group> history_of_group(store::ReadTxn& txn, const GroupId& id);
std::vector<Membership> history_of_membership(store::ReadTxn& txn, const MembershipId& id);

// Adds the revision, which is the newest from then on, under the actor of the transaction; its
// `made` is there.
void add_revision(audit::WriteTxn& txn, const Group& group);
void add_revision(audit::WriteTxn& txn, const Membership& membership);

void insert_session(audit::WriteTxn& txn, const GroupId& group, const MeetingId& meeting,
                    UtcTime start);
void move_session(audit::WriteTxn& txn, const MeetingId& meeting, UtcTime start);
// Of all groups, those that begin after `now`.
std::vector<MeetingId> all_sessions_to_come(store::ReadTxn& txn, UtcTime now);
// Of which group it is one, if of any.
std::optional<GroupId> group_of_session(store::ReadTxn& txn, const MeetingId& meeting);
// The latest first, at most `limit`.
std::vector<MeetingId> sessions_of(store::ReadTxn& txn, const GroupId& group, std::int64_t limit);
// Those that begin after `now`, the next one first; cancelled ones too.
std::vector<MeetingId> sessions_after(store::ReadTxn& txn, const GroupId& group, UtcTime now);

}  // namespace alcove::groups
