// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/lobby_visit.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/features/check_in/check_in_rules.h"
#include "server/features/clients/clients.h"
#include "server/http/live_events.h"
#include "shared/rules/phone_number.h"

namespace alcove::check_in {

using access::Principal;
using api::check_in::ArriveReply;
using api::check_in::CallKind;
using api::check_in::ConsentDue;
using api::check_in::kMaxSigned;
using audit::WriteTxn;

namespace {

void account(WriteTxn& txn, const char* action, const CheckInRow& visit, std::string detail) {
  txn.record({.action = action,
              .client = visit.client,
              .record = audit::as_record(visit.id),
              .detail = std::move(detail)});
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(visit.appointment));
  http::publish(txn, api::live::Kind::kClientChanged, audit::as_record(visit.client));
}

// As it will stand in the record: one spelling, however it was typed.
Result<std::string> checked_number(const api::check_in::ProposeRequest& request,
                                   const api::clients::Details& details) {
  if (!request.number) return Error{ErrorCode::kMissingField, "number", "to which number?"};
  const bool there = std::any_of(details.phones.begin(), details.phones.end(),
                                 [&](const auto& phone) { return phone.id == *request.phone; });
  if (!there) return Error{ErrorCode::kNotFound, "phone", "there is no such phone"};
  const Result<rules::PhoneNumber> number = rules::parse_phone(*request.number);
  if (!number) return Error{ErrorCode::kOutOfRange, "number", number.error().detail};
  return rules::display_phone(*number);
}

bool same_field(const ProposalRow& a, const ProposalRow& b) {
  return a.phone == b.phone && a.address.has_value() == b.address.has_value();
}

}  // namespace

Result<CheckInRow> open_visit(store::ReadTxn& txn, const Principal& terminal, const CheckInId& id,
                              UtcTime now) {
  std::optional<CheckInRow> visit = find_check_in(txn, id);
  if (!visit || visit->terminal != terminal.device || visit->ended ||
      now > visit->begun_at + kLongestVisit) {
    return Error{ErrorCode::kNotFound, "check_in", "there is no such visit at this terminal"};
  }
  return *visit;
}

Result<ArriveReply> forms_of(store::ReadTxn& txn, const CheckInRow& visit, UtcTime now) {
  const auto client = clients::find_client(txn, visit.client);
  ALCOVE_CHECK(client.has_value());
  ArriveReply reply;
  for (const api::clients::Phone& phone : client->details.phones) {
    const Result<rules::PhoneNumber> number = rules::parse_phone(phone.number);
    if (number) reply.phones.push_back({phone.id, rules::masked_phone(*number)});
  }
  if (client->details.address) reply.masked_address = masked_address(*client->details.address);
  if (consent_due(signed_documents(txn, visit.client, kMaxSigned), now)) {
    reply.consent = consent_to_treatment(visit.language);
  }
  return reply;
}

Result<wire::Nothing> propose(const Principal& terminal,
                              const api::check_in::ProposeRequest& request, WriteTxn& txn) {
  ALCOVE_ASSIGN(const CheckInRow visit, open_visit(txn, terminal, request.check_in, txn.now()));
  if (request.phone.has_value() == request.address.has_value()) {
    return Error{ErrorCode::kMissingField, "phone", "a correction is of a phone or of the address"};
  }
  if (request.proposal.is_nil() || find_proposal(txn, request.proposal)) {
    return Error{ErrorCode::kAlreadyExists, "proposal", "the id is taken"};
  }
  ProposalRow row{.id = request.proposal,
                  .client = visit.client,
                  .check_in = visit.id,
                  .at = txn.now(),
                  .phone = request.phone,
                  .number = std::nullopt,
                  .address = request.address};
  if (request.phone) {
    const auto client = clients::find_client(txn, visit.client);
    ALCOVE_CHECK(client.has_value());
    ALCOVE_ASSIGN(row.number, checked_number(request, client->details));
  }
  for (const ProposalRow& waiting : waiting_proposals(txn, visit.client)) {
    if (same_field(waiting, row)) put_decision(txn, waiting.id, "replaced");
  }
  insert_proposal(txn, row);
  account(txn, "check_in.propose", visit, row.phone ? "phone" : "address");
  return wire::Nothing{};
}

Result<wire::Nothing> sign(const Principal& terminal, const api::check_in::SignRequest& request,
                           WriteTxn& txn) {
  ALCOVE_ASSIGN(const CheckInRow visit, open_visit(txn, terminal, request.check_in, txn.now()));
  ALCOVE_TRY(check_strokes(request.strokes));
  if (request.consent.is_nil() || consent_exists(txn, request.consent)) {
    return Error{ErrorCode::kAlreadyExists, "consent", "the id is taken"};
  }
  if (!consent_due(signed_documents(txn, visit.client, kMaxSigned), txn.now())) {
    return Error{ErrorCode::kWrongState, "consent", "it is signed already"};
  }
  const ConsentDue document = consent_to_treatment(visit.language);
  if (request.hash != document.hash) {
    return Error{ErrorCode::kConflict, "hash", "that is not the document as it stands"};
  }
  insert_consent(txn, {.id = request.consent,
                       .client = visit.client,
                       .check_in = visit.id,
                       .document = document.document,
                       .version = document.version,
                       .language = visit.language,
                       .hash = document.hash,
                       .typed_name = request.typed_name,
                       .drawing = encode_drawing(request.strokes),
                       .terminal_name = terminal.device_name});
  account(txn, "consent.sign", visit,
          fmt::format("{} version {} {}; {}", document.document, document.version,
                      wire::word_of(visit.language), to_hex(document.hash)));
  return wire::Nothing{};
}

Result<wire::Nothing> talk_first(const Principal& terminal, const api::check_in::ThisVisit& request,
                                 WriteTxn& txn) {
  ALCOVE_ASSIGN(const CheckInRow visit, open_visit(txn, terminal, request.check_in, txn.now()));
  put_wants_to_talk(txn, visit.id);
  account(txn, "check_in.talk_first", visit, "");
  return wire::Nothing{};
}

Result<wire::Nothing> call_help(const Principal& terminal,
                                const api::check_in::HelpRequest& request, WriteTxn& txn) {
  std::optional<CheckInRow> visit;
  if (request.check_in) {
    // A call is never refused because the visit is over: then it is just without a name.
    const Result<CheckInRow> found = open_visit(txn, terminal, *request.check_in, txn.now());
    if (found) visit = *found;
  }
  const bool again =
      open_call_at(txn, terminal.device, CallKind::kHelp) || find_call(txn, request.call);
  if (!again) {
    if (request.call.is_nil()) {
      return Error{ErrorCode::kOutOfRange, "call", "a call has an id of its own"};
    }
    insert_call(txn, {.id = request.call,
                      .kind = CallKind::kHelp,
                      .terminal = terminal.device,
                      .terminal_name = terminal.device_name,
                      .check_in = visit ? std::optional(visit->id) : std::nullopt,
                      .at = txn.now()});
  }
  txn.record({.action = "help.call",
              .client = visit ? std::optional(visit->client) : std::nullopt,
              .record = audit::as_record(request.call),
              .detail = again ? "again" : ""});
  http::publish(txn, api::live::Kind::kHelpCalled, audit::as_record(request.call));
  if (visit) {
    http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(visit->appointment));
  }
  return wire::Nothing{};
}

}  // namespace alcove::check_in
