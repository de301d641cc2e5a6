// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "server/access/access_decision.h"
#include "server/features/clients/clients.h"
#include "server/features/groups/group_change.h"
#include "server/features/groups/group_rules.h"
#include "server/features/groups/groups.h"
#include "server/http/live_events.h"

namespace alcove::groups {

using access::Principal;
using api::appointments::Meeting;
using api::appointments::MeetingState;
using api::groups::BookSessionReply;
using api::groups::BookSessionRequest;
using api::groups::LeftOut;
using api::groups::MembershipReply;
using appointments::Appointment;
using audit::WriteTxn;

namespace {

// Of a place that somebody has because they belong to the group.
AppointmentId place_id(const api::groups::MeetingId& meeting, const Membership& membership) {
  return appointments::place_id(meeting,
                                membership.id.text() + " " + std::to_string(membership.revision));
}

// Full, or the client is elsewhere: the session is held without them. Anything else is a refusal.
bool keeps_out(const Error& error) {
  return error.code == ErrorCode::kTaken || error.code == ErrorCode::kTooMany ||
         (error.code == ErrorCode::kOutOfRange && error.field == "room");
}

// What the client holds in the session, if anything.
std::optional<Appointment> held_place(store::ReadTxn& txn, const Meeting& meeting,
                                      const ClientId& client) {
  for (Appointment& one : appointments::places_of_meeting(txn, meeting.id)) {
    if (one.client == client && rules::holds_time(one.state)) return std::move(one);
  }
  return std::nullopt;
}

// A place in the session, under an id that it has had for nobody yet.
struct NewPlace {
  const Meeting& meeting;
  ClientId client;
  AppointmentId id;
};
Result<void> join(const Principal& principal, WriteTxn& txn, const NewPlace& place,
                  const appointments::Site& site, MembershipReply& reply) {
  const Meeting& meeting = place.meeting;
  if (held_place(txn, meeting, place.client)) return {};
  const Result<Appointment> joined =
      appointments::join_meeting(principal,
                                 {.meeting = meeting.id,
                                  .appointment = place.id,
                                  .client = place.client,
                                  .part = api::appointments::MeetingPart::kMember},
                                 txn, site);
  if (joined) {
    ++reply.joined;
    return {};
  }
  if (!keeps_out(joined.error())) return joined.error();
  reply.left_out.push_back(left_out(txn, meeting, place.client));
  return {};
}

Result<void> leave(const Principal& principal, WriteTxn& txn, const Meeting& meeting,
                   const ClientId& client, const std::string& reason,
                   const appointments::Site& site, MembershipReply& reply) {
  const std::optional<Appointment> place = held_place(txn, meeting, client);
  if (!place || !rules::is_open(place->state)) return {};
  ALCOVE_TRY(appointments::cancel(principal,
                                  {.appointment = place->id,
                                   .base_revision = place->revision,
                                   .by = api::appointments::CancelledBy::kClinic,
                                   .reason = reason},
                                  txn, site));
  ++reply.cancelled;
  return {};
}

std::vector<Membership> members_on(store::ReadTxn& txn, const GroupId& group, LocalDate day) {
  std::vector<Membership> members = memberships_of(txn, group);
  std::erase_if(members, [&](const Membership& one) { return !covers(one, day); });
  return members;
}

Result<void> check_ahead(store::ReadTxn& txn, const GroupId& group, UtcTime now) {
  if (sessions_after(txn, group, now).size() < api::groups::kMaxSessionsAhead) return {};
  return Error{ErrorCode::kTooMany, "group",
               fmt::format("at most {} sessions ahead", api::groups::kMaxSessionsAhead)};
}

Session session_at(const Meeting& meeting, UtcTime now) {
  return meeting.end_time > now ? Session::kToCome : Session::kOver;
}

Result<Group> group_to_meet(store::ReadTxn& txn, const BookSessionRequest& request, UtcTime now) {
  std::optional<Group> group = find_group(txn, request.group);
  if (!group) return Error{ErrorCode::kNotFound, "group", "there is no such group"};
  ALCOVE_TRY(check_meets(*group, date_of(request.start), Session::kToCome));
  ALCOVE_TRY(check_ahead(txn, group->id, now));
  return std::move(*group);
}

appointments::MeetingPlan plan_of(const BookSessionRequest& request, const Group& group,
                                  const std::vector<Membership>& members) {
  appointments::MeetingPlan plan{
      .request = {.meeting = request.meeting,
                  .kind = api::appointments::MeetingKind::kGroup,
                  .service = group.service,
                  .start = request.start,
                  .minutes = request.minutes,
                  .room = request.room,
                  .clinicians =
                      request.clinicians.empty() ? group.facilitators : request.clinicians,
                  .attendees = {},
                  .override_reason = request.override_reason,
                  .resources = request.resources},
      .title = group.name,
      .most = group.most,
      .least = group.least,
      .if_elsewhere = appointments::IfElsewhere::kKeepOut};
  for (const Membership& one : members) {
    plan.request.attendees.push_back({place_id(request.meeting, one), one.client});
  }
  return plan;
}

appointments::Followed followed_of(const MembershipReply& reply) {
  return {.joined = reply.joined,
          .cancelled = reply.cancelled,
          .left_out = static_cast<std::int64_t>(reply.left_out.size())};
}

// Who left the group while the session was cancelled does not come after all, and who joined does.
// Who was cancelled by themselves stays so.
Result<appointments::Followed> follow_restored(const Principal& principal,
                                               const appointments::MovedMeeting& restored,
                                               const GroupId& group, WriteTxn& txn,
                                               const appointments::Site& site) {
  const Meeting& meeting = restored.after;
  MembershipReply reply;
  std::set<ClientId> belonging;
  const std::vector<Membership> members = members_on(txn, group, date_of(meeting.start));
  for (const Membership& one : members) belonging.insert(one.client);
  std::set<ClientId> placed;
  for (const Appointment& place : appointments::places_of_meeting(txn, meeting.id)) {
    placed.insert(place.client);
    const bool member = place.part == api::appointments::MeetingPart::kMember;
    if (!member || belonging.contains(place.client)) continue;
    ALCOVE_TRY(leave(principal, txn, meeting, place.client, restored.reason, site, reply));
  }
  for (const Membership& one : members) {
    if (placed.contains(one.client)) continue;
    ALCOVE_TRY(join(principal, txn, {meeting, one.client, place_id(meeting.id, one)}, site, reply));
  }
  return followed_of(reply);
}

std::vector<std::int64_t> numbers_of(const std::vector<LeftOut>& all) {
  std::vector<std::int64_t> numbers;
  for (const LeftOut& one : all) numbers.push_back(one.record_number);
  return numbers;
}

}  // namespace

Result<void> check_revision(std::int64_t seen, std::size_t there) {
  if (seen != static_cast<std::int64_t>(there)) {
    return Error{ErrorCode::kConflict, "revision", "somebody else changed it first"};
  }
  if (there < api::groups::kMaxGroupRevisions) return {};
  return Error{ErrorCode::kTooMany, "revision",
               fmt::format("at most {} revisions", api::groups::kMaxGroupRevisions)};
}

void account(WriteTxn& txn, const GroupId& group, const audit::Event& event) {
  txn.record(event);
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(group));
}

LeftOut left_out(store::ReadTxn& txn, const Meeting& meeting, const ClientId& client) {
  const auto found = clients::find_client(txn, client);
  if (!found) throw Fault(ErrorCode::kCorrupt, "a member who is no client");
  return {.meeting = meeting.id,
          .client = client,
          .record_number = found->record_number,
          .client_name = rules::list_name(clients::name_of(found->details)),
          .start = meeting.start,
          .end = meeting.start + std::chrono::minutes(meeting.minutes)};
}

Result<MembershipReply> let_sessions_follow(const Principal& principal, WriteTxn& txn,
                                            const std::optional<Membership>& before,
                                            const Membership& now, const appointments::Site& site) {
  MembershipReply reply{.membership = now, .left_out = {}};
  for (const MeetingId& id : sessions_after(txn, now.group, txn.now())) {
    const std::optional<Meeting> meeting = appointments::find_meeting(txn, id);
    if (!meeting || meeting->state != MeetingState::kStands) continue;
    const LocalDate day = date_of(meeting->start);
    const bool belonged = before && covers(*before, day);
    const bool belongs = covers(now, day);
    if (belongs && !belonged) {
      ALCOVE_TRY(join(principal, txn, {*meeting, now.client, place_id(id, now)}, site, reply));
    }
    if (belonged && !belongs) {
      ALCOVE_TRY(leave(principal, txn, *meeting, now.client, now.reason, site, reply));
    }
  }
  return reply;
}

Result<BookSessionReply> book_session(const Principal& principal, const BookSessionRequest& request,
                                      WriteTxn& txn, const appointments::Site& site) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleWrite, access::Relation::kNone));
  ALCOVE_ASSIGN(const Group group, group_to_meet(txn, request, txn.now()));
  const std::vector<Membership> members = members_on(txn, group.id, date_of(request.start));
  ALCOVE_ASSIGN(appointments::BookedMeeting booked,
                appointments::book_meeting(principal, plan_of(request, group, members), txn, site));
  insert_session(txn, group.id, booked.meeting.id, booked.meeting.start_time);
  BookSessionReply reply{.meeting = std::move(booked.meeting), .left_out = {}};
  for (const appointments::KeptOut& one : booked.kept_out) {
    reply.left_out.push_back(left_out(txn, reply.meeting, one.client));
    reply.left_out.back().start = one.start;
    reply.left_out.back().end = one.end;
  }
  reply.places = static_cast<std::int64_t>(members.size() - booked.kept_out.size());
  reply.below_least = reply.places < group.least;
  account(txn, group.id,
          {.action = "group.book_session",
           .record = audit::as_record(group.id),
           .detail = fmt::format("session {}; {} places; left out {}", reply.meeting.id.text(),
                                 reply.places, fmt::join(numbers_of(reply.left_out), " "))});
  return reply;
}

Result<void> check_session_restored(store::ReadTxn& txn, const Meeting& meeting, UtcTime now) {
  const std::optional<GroupId> id = group_of_session(txn, meeting.id);
  if (!id) return {};
  const std::optional<Group> group = find_group(txn, *id);
  ALCOVE_CHECK(group.has_value());
  const Result<void> meets = check_meets(*group, date_of(meeting.start), session_at(meeting, now));
  if (meets) return {};
  return Error{ErrorCode::kWrongState, "group",
               group->retired ? "the group does not meet any more"
                              : "the group does not meet on that day any more"};
}

// Their meetings are computed already.
void follow_zone(WriteTxn& txn, const appointments::Site&) {
  for (const auto& id : all_sessions_to_come(txn, txn.now())) {
    const auto meeting = appointments::find_meeting(txn, id);
    ALCOVE_CHECK(meeting.has_value());
    move_session(txn, id, meeting->start_time);
  }
}

Result<appointments::Followed> follow_moved_session(const Principal& principal,
                                                    const appointments::MovedMeeting& moved,
                                                    WriteTxn& txn, const appointments::Site& site) {
  const std::optional<GroupId> id = group_of_session(txn, moved.after.id);
  if (!id) return appointments::Followed{};
  if (moved.before.state == MeetingState::kCancelled) {
    return follow_restored(principal, moved, *id, txn, site);
  }
  const std::optional<Group> group = find_group(txn, *id);
  ALCOVE_CHECK(group.has_value());
  const LocalDate before = date_of(moved.before.start);
  const LocalDate after = date_of(moved.after.start);
  ALCOVE_TRY(check_meets(*group, after, session_at(moved.after, txn.now())));
  // One of the past would be one more to come.
  if (moved.before.start_time <= txn.now()) ALCOVE_TRY(check_ahead(txn, *id, txn.now()));
  move_session(txn, moved.after.id, moved.after.start_time);
  MembershipReply reply;
  for (const Membership& one : memberships_of(txn, *id)) {
    const bool belonged = covers(one, before);
    const bool belongs = covers(one, after);
    if (belonged && !belongs) {
      ALCOVE_TRY(leave(principal, txn, moved.before, one.client, moved.reason, site, reply));
    }
    if (!belongs || belonged) continue;
    // There and back again it is another place each time.
    const AppointmentId place = appointments::place_id(
        moved.after.id,
        fmt::format("{} {} moved {}", one.id.text(), one.revision, moved.after.revision));
    ALCOVE_TRY(join(principal, txn, {moved.after, one.client, place}, site, reply));
  }
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(*id));
  return followed_of(reply);
}

}  // namespace alcove::groups
