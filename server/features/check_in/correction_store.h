// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/features/check_in/check_in_store.h"

// The SQL of check-ins by somebody else than their client: rows in, rows out, nothing decided.
namespace alcove::check_in {

struct CorrectionRow {
  CheckInId check_in;
  CheckInId moved_to;
  StaffId by;
  api::EnteredInError mark;
};
void insert_correction(audit::WriteTxn& txn, const CorrectionRow& row);
std::optional<CorrectionRow> find_correction(store::ReadTxn& txn, const CheckInId& check_in);
// Where the check-in stands now: itself, or the one of the right client.
CheckInId where_it_stands(store::ReadTxn& txn, const CheckInId& check_in);
// Where it was made before it was moved here.
std::optional<AppointmentId> came_from(store::ReadTxn& txn, const CheckInId& check_in);

// Whether that arrival at the visit was made by a check-in, put right since or not.
bool arrived_by_check_in(store::ReadTxn& txn, const AppointmentId& visit, UtcTime arrival);
// The latest other check-in of the same visit that was not put right, and was made or moved there
// no earlier than that: an older one belongs to an arrival that was taken back.
std::optional<CheckInId> another_since(store::ReadTxn& txn, const CheckInRow& check_in,
                                       UtcTime arrival);

// At most so many of those who went on from the greeting since then, the latest first.
std::vector<api::check_in::LobbyVisit> lobby_visits(store::ReadTxn& txn, const ClientId& client,
                                                    UtcTime since, std::size_t limit);
bool wants_to_talk_at(store::ReadTxn& txn, const CheckInId& check_in);
// The same time and terminal, over already, and arrived now.
void insert_corrected(audit::WriteTxn& txn, const CheckInRow& row, bool wants_to_talk);

// Corrections of a check-in that wait, and how many were accepted.
std::vector<ProposalId> waiting_proposals_at(store::ReadTxn& txn, const CheckInId& check_in);
std::int64_t count_accepted_at(store::ReadTxn& txn, const CheckInId& check_in);

// Signatures of a check-in that count.
std::vector<ConsentId> signatures_at(store::ReadTxn& txn, const CheckInId& check_in);
void insert_void(audit::WriteTxn& txn, const ConsentId& consent, const CorrectionRow& why);

// Calls that nobody has answered name the right client. Gives how many there are.
std::int64_t move_open_calls(audit::WriteTxn& txn, const CheckInId& from, const CheckInId& to);

}  // namespace alcove::check_in
