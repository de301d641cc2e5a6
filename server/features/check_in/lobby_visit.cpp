// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/lobby_visit.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/features/check_in/check_in_correction.h"
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

void account(WriteTxn& txn, const char* action, const Deed& deed, std::string detail) {
  const CheckInRow& visit = deed.visit;
  if (deed.came == Came::kFromSpool) {
    detail += (detail.empty() ? "" : "; ") + std::string("kept at the terminal since ") +
              format_utc(deed.at);
  }
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

Result<Deed> live_deed(WriteTxn& txn, const Principal& terminal, const CheckInId& check_in) {
  ALCOVE_ASSIGN(const CheckInRow visit, open_visit(txn, terminal, check_in, txn.now()));
  return Deed{.visit = visit,
              .at = txn.now(),
              .terminal = terminal.device,
              .terminal_name = terminal.device_name};
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

Result<Stands> keep_proposal(const Deed& deed, const api::check_in::ProposeRequest& request,
                             WriteTxn& txn) {
  const CheckInRow& visit = deed.visit;
  if (request.phone.has_value() == request.address.has_value()) {
    return Error{ErrorCode::kMissingField, "phone", "a correction is of a phone or of the address"};
  }
  const std::optional<ProposalRow> before = find_proposal(txn, request.proposal);
  if (before && before->check_in == visit.id && deed.came == Came::kFromSpool) {
    return Stands::kAlone;
  }
  if (request.proposal.is_nil() || before) {
    return Error{ErrorCode::kAlreadyExists, "proposal", "the id is taken"};
  }
  ProposalRow row{.id = request.proposal,
                  .client = visit.client,
                  .check_in = visit.id,
                  .at = deed.at,
                  .phone = request.phone,
                  .number = std::nullopt,
                  .address = request.address};
  if (request.phone) {
    const auto client = clients::find_client(txn, visit.client);
    ALCOVE_CHECK(client.has_value());
    ALCOVE_ASSIGN(row.number, checked_number(request, client->details));
  }
  // It was somebody else, as is known by now: their correction is none of this record's.
  if (find_correction(txn, visit.id)) {
    insert_proposal(txn, row);
    account(txn, "check_in.propose", deed, row.phone ? "phone" : "address");
    withdraw(txn, row.id, visit.client);
    return Stands::kBeside;
  }
  Stands stands = Stands::kAlone;
  for (const ProposalRow& waiting : waiting_proposals(txn, visit.client)) {
    if (!same_field(waiting, row)) continue;
    if (waiting.at > row.at) {
      stands = Stands::kBeside;
    } else {
      put_decision(txn, waiting.id, "replaced");
    }
  }
  insert_proposal(txn, row);
  if (stands == Stands::kBeside) put_decision(txn, row.id, "replaced");
  account(txn, "check_in.propose", deed, row.phone ? "phone" : "address");
  return stands;
}

Result<Stands> keep_signature(const Deed& deed, const api::check_in::SignRequest& request,
                              WriteTxn& txn) {
  const CheckInRow& visit = deed.visit;
  ALCOVE_TRY(check_strokes(request.strokes));
  if (deed.came == Came::kFromSpool && consent_exists(txn, request.consent)) return Stands::kAlone;
  if (request.consent.is_nil() || consent_exists(txn, request.consent)) {
    return Error{ErrorCode::kAlreadyExists, "consent", "the id is taken"};
  }
  const bool due = consent_due(signed_documents(txn, visit.client, kMaxSigned), txn.now());
  if (!due && deed.came == Came::kLive) {
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
                       .signed_at = deed.at,
                       .terminal = deed.terminal,
                       .terminal_name = deed.terminal_name});
  account(txn, "consent.sign", deed,
          fmt::format("{} version {} {}; {}", document.document, document.version,
                      wire::word_of(visit.language), to_hex(document.hash)));
  if (const auto corrected = find_correction(txn, visit.id)) {
    make_void(txn, request.consent, visit.client, *corrected);
    return Stands::kBeside;
  }
  return due ? Stands::kAlone : Stands::kBeside;
}

Result<Stands> keep_wish_to_talk(const Deed& deed, WriteTxn& txn) {
  put_wants_to_talk(txn, where_it_stands(txn, deed.visit.id));
  account(txn, "check_in.talk_first", deed, "");
  return Stands::kAlone;
}

Result<wire::Nothing> propose(const Principal& terminal,
                              const api::check_in::ProposeRequest& request, WriteTxn& txn) {
  ALCOVE_ASSIGN(const Deed deed, live_deed(txn, terminal, request.check_in));
  ALCOVE_TRY(keep_proposal(deed, request, txn));
  return wire::Nothing{};
}

Result<wire::Nothing> sign(const Principal& terminal, const api::check_in::SignRequest& request,
                           WriteTxn& txn) {
  ALCOVE_ASSIGN(const Deed deed, live_deed(txn, terminal, request.check_in));
  ALCOVE_TRY(keep_signature(deed, request, txn));
  return wire::Nothing{};
}

Result<wire::Nothing> talk_first(const Principal& terminal, const api::check_in::ThisVisit& request,
                                 WriteTxn& txn) {
  ALCOVE_ASSIGN(const Deed deed, live_deed(txn, terminal, request.check_in));
  ALCOVE_TRY(keep_wish_to_talk(deed, txn));
  return wire::Nothing{};
}

Result<void> call_help(const Principal& terminal, const api::check_in::HelpRequest& request,
                       WriteTxn& txn) {
  std::optional<CheckInRow> visit;
  if (request.check_in) {
    // A call is never refused because the visit is over: then it is just without a name.
    const Result<CheckInRow> found = open_visit(txn, terminal, *request.check_in, txn.now());
    if (found) visit = *found;
  }
  const auto whose = visit ? std::optional(visit->id) : std::nullopt;
  const bool again =
      open_call_at(txn, terminal.device, CallKind::kHelp, whose) || find_call(txn, request.call);
  if (!again) {
    if (request.call.is_nil()) {
      return Error{ErrorCode::kOutOfRange, "call", "a call has an id of its own"};
    }
    insert_call(txn, {.id = request.call,
                      .kind = CallKind::kHelp,
                      .terminal = terminal.device,
                      .terminal_name = terminal.device_name,
                      .check_in = whose,
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
  return {};
}

}  // namespace alcove::check_in
