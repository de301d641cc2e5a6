// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/principal.h"
#include "server/features/check_in/check_in_store.h"

// What somebody does who was greeted at a lobby terminal. All of it is bound to the terminal.
namespace alcove::check_in {

// kNotFound unless the visit is of this terminal, goes on, and is not older than kLongestVisit.
Result<CheckInRow> open_visit(store::ReadTxn& txn, const access::Principal& terminal,
                              const CheckInId& id, UtcTime now);

// What is laid out after the arrival.
Result<api::check_in::ArriveReply> forms_of(store::ReadTxn& txn, const CheckInRow& visit,
                                            UtcTime now);

// What somebody did at a terminal: at once, or brought home later from its spool.
enum class Came : std::uint8_t { kLive, kFromSpool };
struct Deed {
  CheckInRow visit;
  UtcTime at;  // when it was done
  DeviceId terminal;
  std::string terminal_name;
  Came came = Came::kLive;
};
// Nobody else went on meanwhile, or it stands beside what they did.
enum class Stands : std::uint8_t { kAlone, kBeside };

// From a spool an id that is here already is the same deed, whose reply was lost.
Result<Stands> keep_proposal(const Deed& deed, const api::check_in::ProposeRequest& request,
                             audit::WriteTxn& txn);
Result<Stands> keep_signature(const Deed& deed, const api::check_in::SignRequest& request,
                              audit::WriteTxn& txn);
Result<Stands> keep_wish_to_talk(const Deed& deed, audit::WriteTxn& txn);

Result<wire::Nothing> propose(const access::Principal& terminal,
                              const api::check_in::ProposeRequest& request, audit::WriteTxn& txn);
Result<wire::Nothing> sign(const access::Principal& terminal,
                           const api::check_in::SignRequest& request, audit::WriteTxn& txn);
Result<wire::Nothing> talk_first(const access::Principal& terminal,
                                 const api::check_in::ThisVisit& request, audit::WriteTxn& txn);
Result<void> call_help(const access::Principal& terminal, const api::check_in::HelpRequest& request,
                       audit::WriteTxn& txn);

}  // namespace alcove::check_in
