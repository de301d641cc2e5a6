// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/correction_store.h"

namespace alcove::check_in {

using store::Statement;

namespace {

constexpr int kMostMoves = 1000;

template <class IdType>
std::vector<IdType> ids_in(Statement& row) {
  std::vector<IdType> ids;
  while (row.next()) ids.push_back(row.id<IdType>(0));
  return ids;
}

}  // namespace

void insert_correction(audit::WriteTxn& txn, const CorrectionRow& row) {
  txn.change(
         "INSERT INTO check_in_correction (check_in, moved_to, corrected_at, corrected_by, "
         "corrected_by_name, reason) VALUES ($check_in, $moved_to, $at, $by, $by_name, $reason)")
      .bind("$check_in", row.check_in)
      .bind("$moved_to", row.moved_to)
      .bind("$at", row.mark.at)
      .bind("$by", row.by)
      .bind("$by_name", row.mark.by_name)
      .bind("$reason", row.mark.reason)
      .execute();
}

std::optional<CorrectionRow> find_correction(store::ReadTxn& txn, const CheckInId& check_in) {
  Statement row = txn.query(
      "SELECT check_in, moved_to, corrected_by, corrected_at, corrected_by_name, reason FROM "
      "check_in_correction WHERE check_in = $check_in");
  row.bind("$check_in", check_in);
  if (!row.next()) return std::nullopt;
  return CorrectionRow{.check_in = row.id<CheckInId>(0),
                       .moved_to = row.id<CheckInId>(1),
                       .by = row.id<StaffId>(2),
                       .mark = {.at = row.time(3), .by_name = row.text(4), .reason = row.text(5)}};
}

CheckInId where_it_stands(store::ReadTxn& txn, const CheckInId& check_in) {
  CheckInId stands = check_in;
  for (int moves = 0; moves < kMostMoves; ++moves) {
    const std::optional<CorrectionRow> next = find_correction(txn, stands);
    if (!next) return stands;
    stands = next->moved_to;
  }
  throw Fault(ErrorCode::kCorrupt, "a check-in was corrected in a circle");
}

std::optional<AppointmentId> came_from(store::ReadTxn& txn, const CheckInId& check_in) {
  Statement row = txn.query(
      "SELECT appointment FROM check_in_correction AS here JOIN check_in ON check_in.id = "
      "here.check_in WHERE here.moved_to = $moved_to");
  row.bind("$moved_to", check_in);
  if (!row.next()) return std::nullopt;
  return row.id<AppointmentId>(0);
}

bool arrived_by_check_in(store::ReadTxn& txn, const AppointmentId& visit, UtcTime arrival) {
  Statement row = txn.query(
      "SELECT 1 FROM check_in WHERE appointment = $appointment AND arrived_at = $arrival");
  row.bind("$appointment", visit).bind("$arrival", arrival);
  return row.next();
}

std::optional<CheckInId> another_since(store::ReadTxn& txn, const CheckInRow& check_in,
                                       UtcTime arrival) {
  Statement row = txn.query(
      "SELECT id FROM check_in WHERE appointment = $appointment AND id != $id AND arrived_at >= "
      "$arrival AND NOT EXISTS (SELECT 1 FROM check_in_correction AS away WHERE away.check_in = "
      "check_in.id) ORDER BY arrived_at DESC, id DESC LIMIT 1");
  row.bind("$appointment", check_in.appointment).bind("$id", check_in.id).bind("$arrival", arrival);
  if (!row.next()) return std::nullopt;
  return row.id<CheckInId>(0);
}

std::vector<api::check_in::LobbyVisit> lobby_visits(store::ReadTxn& txn, const ClientId& client,
                                                    UtcTime since, std::size_t limit) {
  Statement row = txn.query(
      "SELECT id, appointment, begun_at, away.corrected_at, away.corrected_by_name, away.reason, "
      "here.corrected_at, here.corrected_by_name FROM check_in LEFT JOIN check_in_correction AS "
      "away ON away.check_in = check_in.id LEFT JOIN check_in_correction AS here ON here.moved_to "
      "= check_in.id WHERE client = $client AND begun_at >= $since AND arrived_at IS NOT NULL "
      "ORDER BY begun_at DESC, id DESC LIMIT $limit");
  row.bind("$client", client).bind("$since", since);
  row.bind("$limit", static_cast<std::int64_t>(limit));
  std::vector<api::check_in::LobbyVisit> visits;
  while (row.next()) {
    visits.push_back({.check_in = row.id<CheckInId>(0),
                      .appointment = row.id<AppointmentId>(1),
                      .begun_at = row.time(2)});
    if (const auto at = row.maybe_time(3)) {
      visits.back().entered_in_error = {.at = *at, .by_name = row.text(4), .reason = row.text(5)};
    }
    if (const auto at = row.maybe_time(6)) {
      visits.back().moved_here = {.at = *at, .by_name = row.text(7)};
    }
  }
  return visits;
}

bool wants_to_talk_at(store::ReadTxn& txn, const CheckInId& check_in) {
  Statement row = txn.query("SELECT 1 FROM check_in WHERE id = $id AND wants_to_talk = 1");
  row.bind("$id", check_in);
  return row.next();
}

void insert_corrected(audit::WriteTxn& txn, const CheckInRow& row, bool wants_to_talk) {
  insert_check_in(txn, row);
  put_arrived(txn, row.id);
  if (wants_to_talk) put_wants_to_talk(txn, row.id);
  put_ended(txn, row.id, api::check_in::Ending::kNotMe);
}

std::vector<ProposalId> waiting_proposals_at(store::ReadTxn& txn, const CheckInId& check_in) {
  Statement row =
      txn.query("SELECT id FROM proposal WHERE check_in = $check_in AND decision IS NULL");
  row.bind("$check_in", check_in);
  return ids_in<ProposalId>(row);
}

std::int64_t count_accepted_at(store::ReadTxn& txn, const CheckInId& check_in) {
  Statement row =
      txn.query("SELECT count(*) FROM proposal WHERE check_in = $check_in AND decision = 'accept'");
  row.bind("$check_in", check_in).next();
  return row.integer(0);
}

std::vector<ConsentId> signatures_at(store::ReadTxn& txn, const CheckInId& check_in) {
  Statement row = txn.query(
      "SELECT id FROM consent WHERE check_in = $check_in AND NOT EXISTS (SELECT 1 FROM "
      "consent_void WHERE consent_void.consent = consent.id)");
  row.bind("$check_in", check_in);
  return ids_in<ConsentId>(row);
}

void insert_void(audit::WriteTxn& txn, const ConsentId& consent, const CorrectionRow& why) {
  txn.change(
         "INSERT INTO consent_void (consent, void_at, void_by, void_by_name, reason) VALUES "
         "($consent, $at, $by, $by_name, $reason)")
      .bind("$consent", consent)
      .bind("$at", why.mark.at)
      .bind("$by", why.by)
      .bind("$by_name", why.mark.by_name)
      .bind("$reason", why.mark.reason)
      .execute();
}

std::int64_t move_open_calls(audit::WriteTxn& txn, const CheckInId& from, const CheckInId& to) {
  txn.change("UPDATE help_call SET check_in = $to WHERE check_in = $from AND answered_at IS NULL")
      .bind("$from", from)
      .bind("$to", to)
      .execute();
  return txn.changed_rows();
}

}  // namespace alcove::check_in
