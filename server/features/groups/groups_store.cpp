// SPDX-License-Identifier: Apache-2.0
#include "server/features/groups/groups_store.h"

#include "server/audit/stored_made.h"
#include "server/store/stored_words.h"

namespace alcove::groups {
namespace {

using api::groups::Joining;
using api::groups::Made;
using store::Statement;

#define ALCOVE_GROUP                                                                         \
  "SELECT id, revision, name, service, least, most, joining, first_day, last_day, weekday, " \
  "start_minute, minutes, room, retired, at, person_name, terminal_name FROM therapy_group "
#define ALCOVE_MEMBERSHIP                                                               \
  "SELECT id, revision, group_id, client, join_day, leave_day, reason, withdrawn, at, " \
  "person_name, terminal_name FROM group_membership "

std::vector<StaffId> facilitators_of(store::ReadTxn& txn, const Group& group) {
  Statement row = txn.query(
      "SELECT clinician FROM therapy_group_facilitator WHERE group_id = $group "
      "AND revision = $revision ORDER BY place");
  row.bind("$group", group.id).bind("$revision", group.revision);
  std::vector<StaffId> facilitators;
  while (row.next()) facilitators.push_back(row.id<StaffId>(0));
  return facilitators;
}

std::vector<Group> all_groups(store::ReadTxn& txn, Statement& row) {
  std::vector<Group> all;
  while (row.next()) {
    Group group;
    group.id = row.id<GroupId>(0);
    group.revision = row.integer(1);
    group.name = row.text(2);
    group.service = row.id<api::groups::ServiceId>(3);
    group.least = row.integer(4);
    group.most = row.integer(5);
    group.joining = store::word_in<Joining>(row, 6);
    group.first_day = row.date(7);
    group.last_day = row.maybe_date(8);
    group.usual = {.weekday = row.integer(9),
                   .start_minute = row.integer(10),
                   .minutes = row.integer(11),
                   .room = row.maybe_id<RoomId>(12)};
    group.retired = row.boolean(13);
    group.made = audit::made_at<Made>(row, 14);
    all.push_back(std::move(group));
  }
  for (Group& one : all) one.facilitators = facilitators_of(txn, one);
  return all;
}

std::vector<Membership> all_memberships(Statement& row) {
  std::vector<Membership> all;
  while (row.next()) {
    Membership membership;
    membership.id = row.id<MembershipId>(0);
    membership.revision = row.integer(1);
    membership.group = row.id<GroupId>(2);
    membership.client = row.id<ClientId>(3);
    membership.join_day = row.date(4);
    membership.leave_day = row.maybe_date(5);
    membership.reason = row.text(6);
    membership.withdrawn = row.boolean(7);
    membership.made = audit::made_at<Made>(row, 8);
    all.push_back(std::move(membership));
  }
  return all;
}

std::vector<MeetingId> all_meetings(Statement& row) {
  std::vector<MeetingId> all;
  while (row.next()) all.push_back(row.id<MeetingId>(0));
  return all;
}

}  // namespace

std::vector<Group> list_groups(store::ReadTxn& txn) {
  Statement row = txn.query(ALCOVE_GROUP "WHERE newest = 1 ORDER BY name, id");
  return all_groups(txn, row);
}

std::optional<Group> find_group(store::ReadTxn& txn, const GroupId& id) {
  Statement row = txn.query(ALCOVE_GROUP "WHERE id = $id AND newest = 1");
  row.bind("$id", id);
  std::vector<Group> found = all_groups(txn, row);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Membership> memberships_of(store::ReadTxn& txn, const GroupId& group) {
  Statement row =
      txn.query(ALCOVE_MEMBERSHIP "WHERE group_id = $group AND newest = 1 ORDER BY join_day, id");
  row.bind("$group", group);
  return all_memberships(row);
}

std::vector<Group> history_of_group(store::ReadTxn& txn, const GroupId& id) {
  Statement row = txn.query(ALCOVE_GROUP "WHERE id = $id ORDER BY revision");
  row.bind("$id", id);
  return all_groups(txn, row);
}

std::vector<Membership> history_of_membership(store::ReadTxn& txn, const MembershipId& id) {
  Statement row = txn.query(ALCOVE_MEMBERSHIP "WHERE id = $id ORDER BY revision");
  row.bind("$id", id);
  return all_memberships(row);
}

void add_revision(audit::WriteTxn& txn, const Group& group) {
  txn.change("UPDATE therapy_group SET newest = 0 WHERE id = $id AND newest = 1")
      .bind("$id", group.id)
      .execute();
  Statement row = txn.change(
      "INSERT INTO therapy_group (id, revision, newest, name, service, least, most, joining, "
      "first_day, last_day, weekday, start_minute, minutes, room, retired, at, person, "
      "person_name, terminal, terminal_name) VALUES ($id, $revision, 1, $name, $service, $least, "
      "$most, $joining, $first_day, $last_day, $weekday, $start_minute, $minutes, $room, $retired, "
      "$at, $person, $person_name, $terminal, $terminal_name)");
  audit::bind_made(row, txn, group.made);
  row.bind("$id", group.id)
      .bind("$revision", group.revision)
      .bind("$name", group.name)
      .bind("$service", group.service)
      .bind("$least", group.least)
      .bind("$most", group.most)
      .bind("$joining", wire::word_of(group.joining))
      .bind("$first_day", group.first_day)
      .bind("$last_day", group.last_day)
      .bind("$weekday", group.usual.weekday)
      .bind("$start_minute", group.usual.start_minute)
      .bind("$minutes", group.usual.minutes)
      .bind("$room", group.usual.room)
      .bind("$retired", group.retired)
      .execute();
  std::int64_t place = 0;
  for (const StaffId& one : group.facilitators) {
    txn.change(
           "INSERT INTO therapy_group_facilitator (group_id, revision, place, clinician) "
           "VALUES ($group, $revision, $place, $clinician)")
        .bind("$group", group.id)
        .bind("$revision", group.revision)
        .bind("$place", place++)
        .bind("$clinician", one)
        .execute();
  }
}

void add_revision(audit::WriteTxn& txn, const Membership& membership) {
  txn.change("UPDATE group_membership SET newest = 0 WHERE id = $id AND newest = 1")
      .bind("$id", membership.id)
      .execute();
  Statement row = txn.change(
      "INSERT INTO group_membership (id, revision, newest, group_id, client, join_day, leave_day, "
      "reason, withdrawn, at, person, person_name, terminal, terminal_name) VALUES ($id, "
      "$revision, 1, $group, $client, $join_day, $leave_day, $reason, $withdrawn, $at, $person, "
      "$person_name, $terminal, $terminal_name)");
  audit::bind_made(row, txn, membership.made);
  row.bind("$id", membership.id)
      .bind("$revision", membership.revision)
      .bind("$group", membership.group)
      .bind("$client", membership.client)
      .bind("$join_day", membership.join_day)
      .bind("$leave_day", membership.leave_day)
      .bind("$reason", membership.reason)
      .bind("$withdrawn", membership.withdrawn)
      .execute();
}

void insert_session(audit::WriteTxn& txn, const GroupId& group, const MeetingId& meeting,
                    UtcTime start) {
  txn.change(
         "INSERT INTO group_session (meeting, group_id, start_at) VALUES ($meeting, $group, "
         "$start)")
      .bind("$meeting", meeting)
      .bind("$group", group)
      .bind("$start", start)
      .execute();
}

void move_session(audit::WriteTxn& txn, const MeetingId& meeting, UtcTime start) {
  txn.change("UPDATE group_session SET start_at = $start WHERE meeting = $meeting")
      .bind("$start", start)
      .bind("$meeting", meeting)
      .execute();
}

std::vector<MeetingId> all_sessions_to_come(store::ReadTxn& txn, UtcTime now) {
  Statement row = txn.query(
      "SELECT meeting FROM group_session WHERE start_at > $now ORDER BY start_at, meeting");
  row.bind("$now", now);
  std::vector<MeetingId> ids;
  while (row.next()) ids.push_back(row.id<MeetingId>(0));
  return ids;
}

std::optional<GroupId> group_of_session(store::ReadTxn& txn, const MeetingId& meeting) {
  Statement row = txn.query("SELECT group_id FROM group_session WHERE meeting = $meeting");
  row.bind("$meeting", meeting);
  if (!row.next()) return std::nullopt;
  return row.id<GroupId>(0);
}

std::vector<MeetingId> sessions_of(store::ReadTxn& txn, const GroupId& group, std::int64_t limit) {
  Statement row = txn.query(
      "SELECT meeting FROM group_session WHERE group_id = $group ORDER BY start_at DESC, meeting "
      "LIMIT $limit");
  row.bind("$group", group).bind("$limit", limit);
  return all_meetings(row);
}

std::vector<MeetingId> sessions_after(store::ReadTxn& txn, const GroupId& group, UtcTime now) {
  Statement row = txn.query(
      "SELECT meeting FROM group_session WHERE group_id = $group AND start_at > $now "
      "ORDER BY start_at, meeting");
  row.bind("$group", group).bind("$now", now);
  return all_meetings(row);
}

#undef ALCOVE_GROUP
#undef ALCOVE_MEMBERSHIP

}  // namespace alcove::groups
