// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/check_in_desk.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/features/check_in/check_in.h"
#include "server/features/check_in/check_in_rules.h"
#include "server/features/check_in/check_in_store.h"
#include "server/features/check_in/correction_store.h"
#include "server/features/clients/clients.h"
#include "server/http/live_events.h"

namespace alcove::check_in {

using access::Principal;
using api::check_in::Decision;
using api::check_in::HelpCalls;
using api::check_in::OfClientReply;
using api::check_in::Proposal;
using api::check_in::WaitingCalls;
using http::Answer;

namespace {

Proposal shown(const ProposalRow& row, const api::clients::Details& details) {
  Proposal proposal;
  proposal.id = row.id;
  proposal.at = row.at;
  proposal.number = row.number;
  proposal.address = row.address;
  if (row.address) proposal.address_was = details.address;
  for (const api::clients::Phone& phone : details.phones) {
    if (phone.id == row.phone) proposal.phone_was = phone;
  }
  return proposal;
}

Result<api::clients::Details> corrected(api::clients::Details details, const ProposalRow& row) {
  if (row.address) {
    details.residence = api::clients::Residence::kAddress;
    details.address = row.address;
    return details;
  }
  for (api::clients::Phone& phone : details.phones) {
    if (phone.id != row.phone) continue;
    phone.number = *row.number;
    return details;
  }
  return Error{ErrorCode::kConflict, "proposal", "that phone is gone from the record"};
}

}  // namespace

Result<Answer<OfClientReply>> read_of_client(const Principal& principal,
                                             const api::check_in::OfClientRequest& request,
                                             store::ReadTxn& txn, const appointments::Site& site,
                                             UtcTime now, const Hooks& hooks) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kClientRead,
                            clients::relation_to(txn, request.client, principal.staff())));
  const auto client = clients::find_client(txn, request.client);
  if (!client) return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  OfClientReply reply;
  for (const ProposalRow& row : waiting_proposals(txn, request.client)) {
    if (reply.proposals.size() == api::check_in::kMaxProposals) break;
    reply.proposals.push_back(shown(row, client->details));
  }
  reply.signed_documents = signed_documents(txn, request.client, api::check_in::kMaxSigned);
  reply.consent_due = consent_due(reply.signed_documents, now);
  const LocalDate today = site.day_of(now);
  reply.wants_to_talk = wanted_to_talk_on(txn, request.client, today);
  if (hooks.progress) {
    reply.questionnaires = hooks.progress(txn, request.client, site.start_of(today));
    if (reply.questionnaires.size() > api::check_in::kMaxForms) {
      reply.questionnaires.resize(api::check_in::kMaxForms);
    }
  }
  reply.lobby_visits =
      lobby_visits(txn, request.client, site.start_of(today), api::check_in::kMaxLobbyVisits);
  audit::Event event{.action = "check_in.of_client",
                     .client = request.client,
                     .record = audit::as_record(request.client),
                     .detail = fmt::format("{} corrections wait", reply.proposals.size())};
  return Answer<OfClientReply>{std::move(reply), {std::move(event)}};
}

Result<wire::Nothing> decide(const Principal& principal,
                             const api::check_in::DecideRequest& request, audit::WriteTxn& txn,
                             const appointments::Site& site) {
  const std::optional<ProposalRow> row = find_proposal(txn, request.proposal);
  if (!row) return Error{ErrorCode::kNotFound, "proposal", "there is no such correction"};
  ALCOVE_TRY(access::decide(principal, wire::Permission::kClientWrite,
                            clients::relation_to(txn, row->client, principal.staff())));
  if (row->decided) {
    return Error{ErrorCode::kWrongState, "proposal", "somebody decided already"};
  }
  if (request.decision == Decision::kAccept) {
    const auto client = clients::find_client(txn, row->client);
    ALCOVE_CHECK(client.has_value());
    ALCOVE_ASSIGN(api::clients::Details details, corrected(client->details, *row));
    ALCOVE_TRY(clients::edit_client(
        principal,
        {.client = row->client, .base_revision = client->revision, .details = std::move(details)},
        txn, site.day_of(txn.now())));
  }
  put_decision(txn, row->id, wire::word_of(request.decision));
  txn.record({.action = "proposal.decide",
              .client = row->client,
              .record = audit::as_record(row->id),
              .detail = fmt::format("{} {}", row->phone ? "phone" : "address",
                                    wire::word_of(request.decision))});
  http::publish(txn, api::live::Kind::kClientChanged, audit::as_record(row->client));
  http::publish(txn, api::live::Kind::kDayChanged);
  return wire::Nothing{};
}

Result<Answer<HelpCalls>> read_help_calls(store::ReadTxn& txn) {
  HelpCalls calls;
  for (const CallRow& row : open_calls(txn, api::check_in::kMaxCalls)) {
    api::check_in::HelpCall call;
    call.call = row.id;
    call.kind = row.kind;
    call.at = row.at;
    call.terminal_name = row.terminal_name;
    call.said_at = row.said_at;
    if (const auto visit = row.check_in ? find_check_in(txn, *row.check_in) : std::nullopt) {
      const auto client = clients::find_client(txn, visit->client);
      ALCOVE_CHECK(client.has_value());
      call.greeting_name = rules::greeting_name(clients::name_of(client->details));
    }
    calls.items.push_back(std::move(call));
  }
  audit::Event event{.action = "help.list", .detail = fmt::format("{} open", calls.items.size())};
  return Answer<HelpCalls>{std::move(calls), {std::move(event)}};
}

Result<Answer<WaitingCalls>> read_waiting_calls(store::ReadTxn& txn) {
  WaitingCalls calls;
  for (const CallRow& row : open_calls(txn, api::check_in::kMaxCalls)) {
    calls.items.push_back({.kind = row.kind,
                           .at = row.at,
                           .terminal_name = row.terminal_name,
                           .said_at = row.said_at});
  }
  return Answer<WaitingCalls>{std::move(calls), {}};
}

Result<wire::Nothing> answer_call(const api::check_in::AnswerCallRequest& request,
                                  audit::WriteTxn& txn) {
  const std::optional<CallRow> call = find_call(txn, request.call);
  if (!call) return Error{ErrorCode::kNotFound, "call", "there is no such call"};
  if (call->answered) {
    return Error{ErrorCode::kWrongState, "call", "somebody else is going already"};
  }
  put_answered(txn, call->id);
  txn.record({.action = "help.answer", .record = audit::as_record(call->id)});
  http::publish(txn, api::live::Kind::kHelpCalled, audit::as_record(call->id));
  if (call->check_in) http::publish(txn, api::live::Kind::kDayChanged);  // the flag of its row
  return wire::Nothing{};
}

void CheckIns::add_flags(store::ReadTxn& txn, std::span<api::appointments::BoardRow> rows,
                         UtcTime now) {
  using api::appointments::add_flag;
  using api::appointments::Flag;
  for (api::appointments::BoardRow& row : rows) {
    const api::appointments::Appointment& visit = row.appointment;
    if (!waiting_proposals(txn, visit.client).empty()) add_flag(row, Flag::kProposedChanges);
    if (wants_to_talk(txn, visit.id)) add_flag(row, Flag::kWantsToTalk);
    if (called_from(txn, visit.id)) add_flag(row, Flag::kHelpAsked);
    const bool here = visit.arrived_at && !rules::is_ended(visit.state);
    if (here && consent_due(signed_documents(txn, visit.client, api::check_in::kMaxSigned), now)) {
      add_flag(row, Flag::kFormsDue);
    }
  }
}

}  // namespace alcove::check_in
