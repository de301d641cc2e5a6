// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

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

Result<void> join(const Principal& principal, WriteTxn& txn, const Meeting& meeting,
                  const Membership& now, const appointments::Site& site, MembershipReply& reply) {
  if (held_place(txn, meeting, now.client)) return {};
  const Result<Appointment> joined =
      appointments::join_meeting(principal,
                                 {.meeting = meeting.id,
                                  .appointment = place_id(meeting.id, now),
                                  .client = now.client,
                                  .part = api::appointments::MeetingPart::kMember},
                                 txn, site);
  if (joined) {
    ++reply.joined;
    return {};
  }
  if (!keeps_out(joined.error())) return joined.error();
  reply.left_out.push_back(left_out(txn, meeting, now.client));
  return {};
}

Result<void> leave(const Principal& principal, WriteTxn& txn, const Meeting& meeting,
                   const Membership& now, const appointments::Site& site, MembershipReply& reply) {
  const std::optional<Appointment> place = held_place(txn, meeting, now.client);
  if (!place || !rules::is_open(place->state)) return {};
  ALCOVE_TRY(appointments::cancel(principal,
                                  {.appointment = place->id,
                                   .base_revision = place->revision,
                                   .by = api::appointments::CancelledBy::kClinic,
                                   .reason = now.reason},
                                  txn, site));
  ++reply.cancelled;
  return {};
}

std::vector<Membership> members_on(store::ReadTxn& txn, const GroupId& group, LocalDate day) {
  std::vector<Membership> members = memberships_of(txn, group);
  std::erase_if(members, [&](const Membership& one) { return !covers(one, day); });
  return members;
}

Result<Group> group_to_meet(store::ReadTxn& txn, const BookSessionRequest& request, UtcTime now) {
  std::optional<Group> group = find_group(txn, request.group);
  if (!group) return Error{ErrorCode::kNotFound, "group", "there is no such group"};
  if (group->retired) {
    return Error{ErrorCode::kWrongState, "group", "the group does not meet any more"};
  }
  if (!in_cycle(*group, date_of(request.start))) {
    return Error{ErrorCode::kOutOfRange, "start", "a day on which the group exists"};
  }
  if (sessions_after(txn, group->id, now).size() >= api::groups::kMaxSessionsAhead) {
    return Error{ErrorCode::kTooMany, "group",
                 fmt::format("at most {} sessions ahead", api::groups::kMaxSessionsAhead)};
  }
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
                  .override_reason = request.override_reason},
      .title = group.name,
      .most = group.most,
      .if_elsewhere = appointments::IfElsewhere::kKeepOut};
  for (const Membership& one : members) {
    plan.request.attendees.push_back({place_id(request.meeting, one), one.client});
  }
  return plan;
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

void account(WriteTxn& txn, const audit::Event& event) {
  const std::optional<RecordId> record = event.record;
  txn.record(event);
  http::publish(txn, api::live::Kind::kDayChanged, record);
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
    if (belongs && !belonged) ALCOVE_TRY(join(principal, txn, *meeting, now, site, reply));
    if (belonged && !belongs) ALCOVE_TRY(leave(principal, txn, *meeting, now, site, reply));
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
  account(txn, {.action = "group.book_session",
                .record = audit::as_record(group.id),
                .detail = fmt::format("session {}; {} places; left out {}", reply.meeting.id.text(),
                                      reply.places, fmt::join(numbers_of(reply.left_out), " "))});
  return reply;
}

}  // namespace alcove::groups
