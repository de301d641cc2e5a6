// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "server/access/beyond_billing.h"
#include "server/features/clients/clients.h"
#include "server/features/groups/groups.h"
#include "server/features/groups/groups_store.h"

namespace alcove::groups {
namespace {

using access::Principal;
using api::groups::GroupRequest;
using api::groups::HistoryReply;
using api::groups::HistoryRequest;
using api::groups::ListReply;
using api::groups::Member;
using api::groups::OpenReply;
using http::Answer;
using store::ReadTxn;

Result<Answer<ListReply>> read_list(const Principal&, const wire::Nothing&, ReadTxn& txn) {
  return Answer<ListReply>{{list_groups(txn)}, {}};
}

Result<Group> group_to_read(const Principal& principal, const GroupId& id, ReadTxn& txn) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  ALCOVE_TRY(access::decide_beyond_billing(principal, access::Relation::kNone));
  std::optional<Group> group = find_group(txn, id);
  if (!group) return Error{ErrorCode::kNotFound, "group", "there is no such group"};
  return std::move(*group);
}

Member member_of(ReadTxn& txn, Membership membership) {
  const auto client = clients::find_client(txn, membership.client);
  if (!client) throw Fault(ErrorCode::kCorrupt, "a member who is no client");
  return {.membership = std::move(membership),
          .client_name = rules::list_name(clients::name_of(client->details)),
          .record_number = client->record_number,
          .birth_date = client->details.birth_date};
}

Result<Answer<OpenReply>> read_group(const Principal& principal, const GroupRequest& request,
                                     ReadTxn& txn) {
  OpenReply reply;
  ALCOVE_ASSIGN(reply.group, group_to_read(principal, request.group, txn));
  std::vector<std::int64_t> shown;
  for (Membership& one : memberships_of(txn, request.group)) {
    reply.members.push_back(member_of(txn, std::move(one)));
    shown.push_back(reply.members.back().record_number);
  }
  std::sort(reply.members.begin(), reply.members.end(), [](const Member& a, const Member& b) {
    return std::tie(a.client_name, a.record_number, a.membership.join_day) <
           std::tie(b.client_name, b.record_number, b.membership.join_day);
  });
  for (const MeetingId& id :
       sessions_of(txn, request.group, std::int64_t{api::groups::kMaxShownSessions})) {
    if (auto meeting = appointments::find_meeting(txn, id)) {
      reply.sessions.push_back(appointments::with_names(txn, std::move(*meeting)));
    }
  }
  audit::Event event{
      .action = "group.open",
      .record = audit::as_record(request.group),
      .detail = fmt::format("{} members; records {}", shown.size(), fmt::join(shown, " "))};
  return Answer<OpenReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<HistoryReply>> read_history(const Principal& principal, const HistoryRequest& request,
                                          ReadTxn& txn) {
  ALCOVE_TRY(group_to_read(principal, request.group, txn));
  HistoryReply reply{.groups = history_of_group(txn, request.group), .memberships = {}};
  audit::Event event{.action = "group.history", .record = audit::as_record(request.group)};
  if (request.membership) {
    reply.memberships = history_of_membership(txn, *request.membership);
    if (reply.memberships.empty() || reply.memberships.front().group != request.group) {
      return Error{ErrorCode::kNotFound, "membership", "nobody belongs to it under that id"};
    }
    event.client = reply.memberships.front().client;
  }
  return Answer<HistoryReply>{std::move(reply), {std::move(event)}};
}

template <class Q, class R>
void on_change(http::Router& router, const wire::Route<Q, R>& route, const appointments::Site& site,
               Result<R> (*change)(const Principal&, const Q&, audit::WriteTxn&,
                                   const appointments::Site&)) {
  router.on_write<Q, R>(
      route, [&site, change](const Principal& principal, const Q& request, audit::WriteTxn& txn) {
        return change(principal, request, txn, site);
      });
}

}  // namespace

void add_routes(http::Router& router, const appointments::Site& site) {
  namespace routes = api::groups;
  router.on_read<wire::Nothing, ListReply>(routes::list, read_list);
  router.on_read<GroupRequest, OpenReply>(routes::open, read_group);
  router.on_read<HistoryRequest, HistoryReply>(routes::history, read_history);
  on_change(router, routes::set_group, site, &set_group);
  on_change(router, routes::set_membership, site, &set_membership);
  on_change(router, routes::book_session, site, &book_session);
}

}  // namespace alcove::groups
