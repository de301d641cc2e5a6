// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/access/device_store.h"
#include "server/features/check_in/check_in.h"
#include "server/features/check_in/check_in_rules.h"
#include "server/features/check_in/lobby_visit.h"
#include "shared/wire/json.h"

// What somebody confirmed in the lobby while the box was away. The visit may have ended since: what
// counts is that it went on when it was confirmed.
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

void CheckIns::add_spool_kinds(spool::Handlers& handlers) {
  add_kind<contract::ProposeRequest>(handlers, contract::kProposeKind, keep_proposal);
  add_kind<contract::SignRequest>(handlers, contract::kSignKind, keep_signature);
  add_kind<contract::ThisVisit>(handlers, contract::kTalkFirstKind,
                                [](const Deed& deed, const contract::ThisVisit&, WriteTxn& txn) {
                                  return keep_wish_to_talk(deed, txn);
                                });
}

}  // namespace alcove::check_in
