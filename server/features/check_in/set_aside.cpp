// SPDX-License-Identifier: Apache-2.0
#include "server/access/device_store.h"
#include "server/features/check_in/check_in.h"
#include "server/features/check_in/check_in_store.h"
#include "server/features/check_in/correction_store.h"
#include "server/http/live_events.h"
#include "shared/crypto/derived_uuid.h"
#include "shared/wire/json.h"

// What a lobby terminal brought home and could not be taken into a record, and asks for a person:
// the desk is called, late as it is, with the name where the visit is known.
namespace alcove::check_in {

namespace contract = api::check_in;
using contract::CallKind;

namespace {

template <class Request>
std::optional<Request> request_in(const api::spool::Record& record) {
  Result<Request> request = wire::decode<Request>(record.body, wire::UnknownFields::kRefuse);
  if (!request) return std::nullopt;
  return std::move(request).value();
}

// The lobby terminal at which a client said it; nothing where it was none, or no client.
std::optional<access::DeviceRecord> said_at(store::ReadTxn& txn, const spool::Arrived& arrived) {
  auto device = access::find_device(txn, arrived.record.device);
  if (!device || device->station != wire::Station::kLobby || arrived.record.author) {
    return std::nullopt;
  }
  return device;
}

// The same id for whatever comes of the same questionnaire.
contract::HelpCallId call_of(const QuestionnaireId& questionnaire) {
  return contract::HelpCallId(crypto::derived_uuid(questionnaire.bytes(), "needs a clinician"));
}

}  // namespace

void CheckIns::call_for_set_aside(const spool::Arrived& arrived,
                                  const std::optional<CheckInId>& check_in, audit::WriteTxn& txn) {
  const auto device = said_at(txn, arrived);
  if (!device) return;
  // Only of a visit that was at that terminal: no other name can be called up by it.
  std::optional<CheckInRow> visit = check_in ? find_check_in(txn, *check_in) : std::nullopt;
  if (visit && visit->terminal != device->id) visit.reset();
  if (visit) visit = find_check_in(txn, where_it_stands(txn, visit->id));
  const auto whose = visit ? std::optional(visit->id) : std::nullopt;
  if (open_call_at(txn, device->id, CallKind::kSetAside, whose)) return;
  const CallRow call{.id = contract::HelpCallId::make(txn.now(), ledger_.random()),
                     .kind = CallKind::kSetAside,
                     .terminal = device->id,
                     .terminal_name = device->name,
                     .check_in = whose,
                     .at = txn.now(),
                     .said_at = arrived.record.written_at};
  insert_call(txn, call);
  txn.record({.action = "help.set_aside",
              .client = visit ? std::optional(visit->client) : std::nullopt,
              .record = audit::as_record(call.id)});
  http::publish(txn, api::live::Kind::kHelpCalled, audit::as_record(call.id));
}

void CheckIns::call_for_unknown(const spool::Arrived& arrived, const QuestionnaireId& questionnaire,
                                audit::WriteTxn& txn) {
  const auto device = said_at(txn, arrived);
  const contract::HelpCallId id = call_of(questionnaire);
  if (!device || find_call(txn, id)) return;
  insert_call(txn, {.id = id,
                    .kind = CallKind::kNeedsClinician,
                    .terminal = device->id,
                    .terminal_name = device->name,
                    .check_in = std::nullopt,
                    .at = txn.now(),
                    .said_at = arrived.record.written_at});
  txn.record({.action = "help.unknown", .record = audit::as_record(id)});
  http::publish(txn, api::live::Kind::kHelpCalled, audit::as_record(id));
}

void CheckIns::unknown_was_found(const QuestionnaireId& questionnaire, audit::WriteTxn& txn) {
  const auto call = find_call(txn, call_of(questionnaire));
  if (!call || call->answered) return;
  put_answered(txn, call->id);
  txn.record({.action = "help.unknown_found", .record = audit::as_record(call->id)});
  http::publish(txn, api::live::Kind::kHelpCalled, audit::as_record(call->id));
}

std::optional<ClientId> CheckIns::whose(store::ReadTxn& txn, const CheckInId& check_in) {
  const auto visit = find_check_in(txn, where_it_stands(txn, check_in));
  return visit ? std::optional(visit->client) : std::nullopt;
}

void CheckIns::add_set_aside_kinds(spool::Handlers& handlers) {
  for (const std::string_view kind : {contract::kTalkFirstKind, contract::talk_first.path}) {
    handlers.when_set_aside(std::string(kind),
                            [this](const spool::Arrived& arrived, audit::WriteTxn& txn) {
                              const auto request = request_in<contract::ThisVisit>(arrived.record);
                              if (request) call_for_set_aside(arrived, request->check_in, txn);
                            });
  }
  handlers.when_set_aside(std::string(contract::help.path),
                          [this](const spool::Arrived& arrived, audit::WriteTxn& txn) {
                            const auto request = request_in<contract::HelpRequest>(arrived.record);
                            // The box may have it: then the desk was called, and went or will.
                            if (!request || find_call(txn, request->call)) return;
                            call_for_set_aside(arrived, request->check_in, txn);
                          });
}

}  // namespace alcove::check_in
