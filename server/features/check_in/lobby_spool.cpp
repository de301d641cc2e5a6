// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/access/acting.h"
#include "server/access/device_store.h"
#include "server/features/check_in/check_in.h"
#include "server/features/check_in/check_in_rules.h"
#include "server/features/check_in/lobby_visit.h"
#include "shared/wire/json.h"

// What somebody confirmed in the lobby while the box was away, or that they stopped in the middle.
// The visit may have ended since: what counts is that it went on when it was confirmed.
namespace alcove::check_in {
namespace {

namespace contract = api::check_in;
using api::spool::Outcome;
using audit::WriteTxn;

Result<Deed> deed_of(WriteTxn& txn, const api::spool::Record& record, const CheckInId& check_in) {
  const auto device = access::find_device(txn, record.device);
  if (!device || device->station != wire::Station::kLobby || record.author) {
    return Error{ErrorCode::kWrongStation, {}, "clients check in in the lobby"};
  }
  const std::optional<CheckInRow> visit = find_check_in(txn, check_in);
  if (!visit || visit->terminal != record.device || record.written_at < visit->begun_at ||
      record.written_at > visit->begun_at + kLongestVisit) {
    return Error{ErrorCode::kNotFound, "check_in", "there was no such visit at this terminal"};
  }
  return Deed{.visit = *visit,
              .at = std::min(record.written_at, txn.now()),
              .terminal = record.device,
              .terminal_name = device->name,
              .came = Came::kFromSpool};
}

Result<access::Principal> lobby_of(WriteTxn& txn, const api::spool::Record& record) {
  ALCOVE_ASSIGN(access::Principal terminal, access::acting(txn, record));
  if (terminal.station == wire::Station::kLobby && !terminal.person) return terminal;
  return Error{ErrorCode::kWrongStation, {}, "clients check in in the lobby"};
}

// Whoever ends so may need somebody.
bool asks_for_a_look(store::ReadTxn& txn, const CheckInRow& visit, contract::Ending ending) {
  switch (ending) {
    case contract::Ending::kForgotten:
      return true;
    case contract::Ending::kHelp:  // asked for it, and perhaps it was heard
      return !was_called_at(txn, visit.id);
    case contract::Ending::kDone:
    case contract::Ending::kNotMe:
      break;
  }
  return false;
}

template <class Request>
using Keep = Result<Stands> (*)(const Deed&, const Request&, WriteTxn&);

template <class Request>
void add_kind(spool::Handlers& handlers, std::string_view kind, Keep<Request> keep) {
  handlers.on(
      std::string(kind), [keep](const spool::Arrived& arrived, WriteTxn& txn) -> Result<Outcome> {
        ALCOVE_ASSIGN(const Request request,
                      wire::decode<Request>(arrived.record.body, wire::UnknownFields::kRefuse));
        ALCOVE_ASSIGN(const Deed deed, deed_of(txn, arrived.record, request.check_in));
        ALCOVE_ASSIGN(const Stands stands, keep(deed, request, txn));
        return stands == Stands::kAlone ? Outcome::kApplied : Outcome::kSibling;
      });
}

}  // namespace

// A greeting that a lost box had given. Whoever it was then is recognised in the same way now.
Result<Outcome> CheckIns::greet_again(const spool::Arrived& arrived, WriteTxn& txn) {
  ALCOVE_ASSIGN(const auto request, wire::decode<contract::IdentifyRequest>(
                                        arrived.record.body, wire::UnknownFields::kRefuse));
  ALCOVE_ASSIGN(const access::Principal terminal, lobby_of(txn, arrived.record));
  if (const auto before = find_check_in(txn, request.check_in)) {
    txn.record({.action = "check_in.identify",
                .client = before->client,
                .record = audit::as_record(before->id),
                .detail = "again"});
    return Outcome::kApplied;
  }
  txn.replay_of(arrived.record.written_at);
  ALCOVE_ASSIGN(const IdentifyReply reply, identify(terminal, request, txn));
  if (reply.matched) return Outcome::kApplied;
  return Error{ErrorCode::kNotFound, "check_in", "whoever was greeted then is not recognised now"};
}

Result<Outcome> CheckIns::arrive_again(const spool::Arrived& arrived, WriteTxn& txn) {
  ALCOVE_ASSIGN(const auto request, wire::decode<contract::ThisVisit>(
                                        arrived.record.body, wire::UnknownFields::kRefuse));
  ALCOVE_ASSIGN(const access::Principal terminal, lobby_of(txn, arrived.record));
  txn.replay_of(arrived.record.written_at);
  ALCOVE_TRY(arrive(terminal, request, txn));
  return Outcome::kApplied;
}

Result<Outcome> CheckIns::finish_again(const spool::Arrived& arrived, WriteTxn& txn) {
  ALCOVE_ASSIGN(const auto request, wire::decode<contract::FinishRequest>(
                                        arrived.record.body, wire::UnknownFields::kRefuse));
  ALCOVE_ASSIGN(const access::Principal terminal, lobby_of(txn, arrived.record));
  const std::optional<CheckInRow> visit = find_check_in(txn, request.check_in);
  if (!visit || visit->terminal != terminal.device) {
    return Error{ErrorCode::kNotFound, "check_in", "there was no such visit at this terminal"};
  }
  txn.replay_of(arrived.record.written_at);
  end_then(txn, *visit, request.ending);
  return Outcome::kApplied;
}

// Ends that visit, and no other one that has begun at the terminal since.
void CheckIns::end_visit(WriteTxn& txn, const CheckInRow& visit, contract::Ending ending) {
  const std::optional<CheckInRow> at_it = find_open_at(txn, visit.terminal);
  if (at_it && at_it->id == visit.id) {
    end_open(txn, visit.terminal, ending);
  } else if (!visit.ended) {
    put_ended(txn, visit.id, ending);
  }
}

void CheckIns::end_then(WriteTxn& txn, const CheckInRow& visit, contract::Ending ending) {
  end_visit(txn, visit, ending);
  txn.record({.action = "check_in.finish",
              .client = visit.client,
              .record = audit::as_record(visit.id),
              .detail = std::string(wire::word_of(ending))});
}

// Nobody has met the client since, as far as the box knows: the visit was not ended by a live word
// of the terminal, and the appointment has not gone on. Tomorrow nobody lies there any more.
bool CheckIns::still_waits(store::ReadTxn& txn, const CheckInRow& visit, UtcTime now) const {
  if (!visit.arrived_at || visit.ended || visit.day != site_.day_of(now)) return false;
  const auto appointment = appointments::find_appointment(txn, visit.appointment);
  return appointment && appointment->state == rules::AppointmentState::kArrived;
}

// Whoever stopped in the middle while the box was away is looked after when it is back.
Result<Outcome> CheckIns::finish_late(const spool::Arrived& arrived, WriteTxn& txn) {
  ALCOVE_ASSIGN(const auto request, wire::decode<contract::FinishRequest>(
                                        arrived.record.body, wire::UnknownFields::kRefuse));
  ALCOVE_ASSIGN(const Deed deed, deed_of(txn, arrived.record, request.check_in));
  const bool waits = still_waits(txn, deed.visit, txn.now());
  end_then(txn, deed.visit, request.ending);
  if (waits && asks_for_a_look(txn, deed.visit, request.ending)) call_to_who_stopped(deed, txn);
  return Outcome::kApplied;
}

void CheckIns::add_spool_kinds(spool::Handlers& handlers) {
  for (const std::string_view kind : {contract::kProposeKind, contract::propose.path}) {
    add_kind<contract::ProposeRequest>(handlers, kind, keep_proposal);
  }
  for (const std::string_view kind : {contract::kSignKind, contract::sign.path}) {
    add_kind<contract::SignRequest>(handlers, kind, keep_signature);
  }
  for (const std::string_view kind : {contract::kTalkFirstKind, contract::talk_first.path}) {
    add_kind<contract::ThisVisit>(handlers, kind,
                                  [](const Deed& deed, const contract::ThisVisit&, WriteTxn& txn) {
                                    return keep_wish_to_talk(deed, txn);
                                  });
  }
  const auto on = [&](std::string_view path, auto again) {
    handlers.on(std::string(path), [this, again](const spool::Arrived& arrived, WriteTxn& txn) {
      return (this->*again)(arrived, txn);
    });
  };
  on(contract::identify.path, &CheckIns::greet_again);
  on(contract::arrive.path, &CheckIns::arrive_again);
  on(contract::finish.path, &CheckIns::finish_again);
  on(contract::kFinishKind, &CheckIns::finish_late);
  // Set aside, it ends nothing; but whoever stopped there is looked after.
  handlers.when_set_aside(
      std::string(contract::kFinishKind), [this](const spool::Arrived& arrived, WriteTxn& txn) {
        const auto request = wire::decode<contract::FinishRequest>(arrived.record.body,
                                                                   wire::UnknownFields::kRefuse);
        if (!request) return;
        const Result<Deed> deed = deed_of(txn, arrived.record, request->check_in);
        if (!deed || !still_waits(txn, deed->visit, txn.now())) return;
        if (asks_for_a_look(txn, deed->visit, request->ending)) call_to_who_stopped(*deed, txn);
      });
  add_set_aside_kinds(handlers);
}

}  // namespace alcove::check_in
