// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/check_in_store.h"

#include "server/store/stored_words.h"
#include "shared/base/check.h"

namespace alcove::check_in {

using api::check_in::CallKind;
using api::check_in::Ending;
using api::check_in::HelpCallId;
using api::check_in::Signed;
using store::Statement;
using store::word_in;

namespace {

CheckInRow check_in_at(const Statement& row) {
  return {.id = row.id<CheckInId>(0),
          .terminal = row.id<DeviceId>(1),
          .client = row.id<ClientId>(2),
          .appointment = row.id<AppointmentId>(3),
          .language = word_in<rules::Language>(row, 4),
          .day = row.date(5),
          .begun_at = row.time(6),
          .arrived_at = row.maybe_time(7),
          .ended = !row.is_null(8)};
}

std::int64_t count_in(Statement& row) {
  row.next();
  return row.integer(0);
}

ProposalRow proposal_at(const Statement& row) {
  ProposalRow proposal{.id = row.id<ProposalId>(0),
                       .client = row.id<ClientId>(1),
                       .check_in = row.id<CheckInId>(2),
                       .at = row.time(3),
                       .phone = row.maybe_id<PhoneId>(4),
                       .number = row.maybe_text(5),
                       .address = std::nullopt,
                       .decided = !row.is_null(11)};
  if (!row.is_null(6)) {
    proposal.address =
        api::clients::Address{row.text(6), row.text(7), row.text(8), row.text(9), row.text(10)};
  }
  return proposal;
}

CallRow call_at(const Statement& row) {
  return {.id = row.id<HelpCallId>(0),
          .kind = word_in<CallKind>(row, 1),
          .terminal = row.id<DeviceId>(2),
          .terminal_name = row.text(3),
          .check_in = row.maybe_id<CheckInId>(4),
          .at = row.time(5),
          .said_at = row.maybe_time(7),
          .answered = !row.is_null(6)};
}

}  // namespace

std::optional<CheckInRow> find_check_in(store::ReadTxn& txn, const CheckInId& id) {
  Statement row = txn.query(
      "SELECT id, terminal, client, appointment, language, day, begun_at, arrived_at, ended_at "
      "FROM check_in WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return check_in_at(row);
}

std::optional<CheckInRow> find_open_at(store::ReadTxn& txn, const DeviceId& terminal) {
  Statement row = txn.query(
      "SELECT id, terminal, client, appointment, language, day, begun_at, arrived_at, ended_at "
      "FROM check_in WHERE terminal = $terminal AND ended_at IS NULL ORDER BY begun_at DESC");
  row.bind("$terminal", terminal);
  if (!row.next()) return std::nullopt;
  return check_in_at(row);
}

std::vector<DeviceId> open_since_before(store::ReadTxn& txn, UtcTime time) {
  Statement row = txn.query(
      "SELECT DISTINCT terminal FROM check_in WHERE ended_at IS NULL AND begun_at < $time");
  row.bind("$time", time);
  std::vector<DeviceId> terminals;
  while (row.next()) terminals.push_back(row.id<DeviceId>(0));
  return terminals;
}

void insert_check_in(audit::WriteTxn& txn, const CheckInRow& row) {
  txn.change(
         "INSERT INTO check_in (id, terminal, client, appointment, language, day, begun_at, "
         "wants_to_talk) VALUES ($id, $terminal, $client, $appointment, $language, $day, $at, 0)")
      .bind("$id", row.id)
      .bind("$terminal", row.terminal)
      .bind("$client", row.client)
      .bind("$appointment", row.appointment)
      .bind("$language", wire::word_of(row.language))
      .bind("$day", row.day)
      .bind("$at", row.begun_at)
      .execute();
}

void put_arrived(audit::WriteTxn& txn, const CheckInId& id) {
  txn.change("UPDATE check_in SET arrived_at = $at WHERE id = $id")
      .bind("$at", txn.now())
      .bind("$id", id)
      .execute();
}

void put_wants_to_talk(audit::WriteTxn& txn, const CheckInId& id) {
  txn.change("UPDATE check_in SET wants_to_talk = 1 WHERE id = $id").bind("$id", id).execute();
}

void put_ended(audit::WriteTxn& txn, const CheckInId& id, Ending ending) {
  txn.change("UPDATE check_in SET ended_at = $at, ending = $ending WHERE id = $id")
      .bind("$at", txn.now())
      .bind("$ending", wire::word_of(ending))
      .bind("$id", id)
      .execute();
}

bool wants_to_talk(store::ReadTxn& txn, const AppointmentId& appointment) {
  Statement row = txn.query(
      "SELECT 1 FROM check_in WHERE appointment = $appointment AND wants_to_talk = 1 AND NOT "
      "EXISTS "
      "(SELECT 1 FROM check_in_correction WHERE check_in = check_in.id)");
  row.bind("$appointment", appointment);
  return row.next();
}

bool wanted_to_talk_on(store::ReadTxn& txn, const ClientId& client, LocalDate day) {
  Statement row = txn.query(
      "SELECT 1 FROM check_in WHERE client = $client AND day = $day AND wants_to_talk = 1 AND NOT "
      "EXISTS (SELECT 1 FROM check_in_correction WHERE check_in = check_in.id)");
  row.bind("$client", client).bind("$day", day);
  return row.next();
}

void insert_try(audit::WriteTxn& txn, const CheckInId& attempt, const DeviceId& terminal) {
  txn.change("INSERT INTO check_in_try (check_in, terminal, at) VALUES ($check_in, $terminal, $at)")
      .bind("$check_in", attempt)
      .bind("$terminal", terminal)
      .bind("$at", txn.now())
      .execute();
}

std::int64_t count_tries_of_attempt(store::ReadTxn& txn, const CheckInId& attempt) {
  Statement row = txn.query("SELECT count(*) FROM check_in_try WHERE check_in = $check_in");
  row.bind("$check_in", attempt);
  return count_in(row);
}

std::int64_t count_tries_of_terminal(store::ReadTxn& txn, const DeviceId& terminal, UtcTime since) {
  Statement row =
      txn.query("SELECT count(*) FROM check_in_try WHERE terminal = $terminal AND at > $since");
  row.bind("$terminal", terminal).bind("$since", since);
  return count_in(row);
}

void delete_tries_before(audit::WriteTxn& txn, UtcTime time) {
  txn.change("DELETE FROM check_in_try WHERE at < $time").bind("$time", time).execute();
}

std::optional<UtcTime> blocked_until(store::ReadTxn& txn, const DeviceId& terminal) {
  Statement row = txn.query("SELECT until FROM check_in_block WHERE terminal = $terminal");
  row.bind("$terminal", terminal);
  if (!row.next()) return std::nullopt;
  return row.time(0);
}

void put_block(audit::WriteTxn& txn, const DeviceId& terminal, UtcTime until) {
  txn.change(
         "INSERT INTO check_in_block (terminal, until) VALUES ($terminal, $until) "
         "ON CONFLICT (terminal) DO UPDATE SET until = excluded.until")
      .bind("$terminal", terminal)
      .bind("$until", until)
      .execute();
}

std::optional<ProposalRow> find_proposal(store::ReadTxn& txn, const ProposalId& id) {
  Statement row = txn.query(
      "SELECT id, client, check_in, at, phone, number, line1, line2, city, state, postal_code, "
      "decision FROM proposal WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return proposal_at(row);
}

std::vector<ProposalRow> waiting_proposals(store::ReadTxn& txn, const ClientId& client) {
  Statement row = txn.query(
      "SELECT id, client, check_in, at, phone, number, line1, line2, city, state, postal_code, "
      "decision FROM proposal WHERE client = $client AND decision IS NULL ORDER BY at, id");
  row.bind("$client", client);
  std::vector<ProposalRow> proposals;
  while (row.next()) proposals.push_back(proposal_at(row));
  return proposals;
}

void insert_proposal(audit::WriteTxn& txn, const ProposalRow& row) {
  std::optional<std::string> line1, line2, city, state, postal_code;
  if (row.address) {
    line1 = row.address->line1;
    line2 = row.address->line2;
    city = row.address->city;
    state = row.address->state;
    postal_code = row.address->postal_code;
  }
  txn.change(
         "INSERT INTO proposal (id, client, check_in, at, phone, number, line1, line2, city, "
         "state, postal_code) VALUES ($id, $client, $check_in, $at, $phone, $number, $line1, "
         "$line2, $city, $state, $postal_code)")
      .bind("$id", row.id)
      .bind("$client", row.client)
      .bind("$check_in", row.check_in)
      .bind("$at", row.at)
      .bind("$phone", row.phone)
      .bind("$number", row.number)
      .bind("$line1", line1)
      .bind("$line2", line2)
      .bind("$city", city)
      .bind("$state", state)
      .bind("$postal_code", postal_code)
      .execute();
}

void put_decision(audit::WriteTxn& txn, const ProposalId& id, std::string_view decision) {
  txn.change(
         "UPDATE proposal SET decision = $decision, decided_at = $at, decided_by = $person "
         "WHERE id = $id AND decision IS NULL")
      .bind("$decision", decision)
      .bind("$at", txn.now())
      .bind("$person", txn.actor().person)
      .bind("$id", id)
      .execute();
  ALCOVE_CHECK(txn.changed_rows() == 1);
}

void insert_consent(audit::WriteTxn& txn, const ConsentRow& row) {
  txn.change(
         "INSERT INTO consent (id, client, check_in, document, version, language, hash, "
         "typed_name, drawing, signed_at, terminal, terminal_name) VALUES ($id, $client, "
         "$check_in, $document, $version, $language, $hash, $typed_name, $drawing, $at, "
         "$terminal, $terminal_name)")
      .bind("$id", row.id)
      .bind("$client", row.client)
      .bind("$check_in", row.check_in)
      .bind("$document", row.document)
      .bind("$version", row.version)
      .bind("$language", wire::word_of(row.language))
      .bind("$hash", row.hash)
      .bind("$typed_name", row.typed_name)
      .bind("$drawing", row.drawing)
      .bind("$at", row.signed_at)
      .bind("$terminal", row.terminal)
      .bind("$terminal_name", row.terminal_name)
      .execute();
}

bool consent_exists(store::ReadTxn& txn, const ConsentId& id) {
  Statement row = txn.query("SELECT 1 FROM consent WHERE id = $id");
  row.bind("$id", id);
  return row.next();
}

std::vector<Signed> signed_documents(store::ReadTxn& txn, const ClientId& client,
                                     std::size_t limit) {
  Statement row = txn.query(
      "SELECT document, version, signed_at, terminal_name, void_at, void_by_name, reason FROM "
      "consent LEFT JOIN consent_void ON consent = consent.id WHERE client = $client ORDER BY "
      "signed_at DESC, consent.id DESC LIMIT $limit");
  row.bind("$client", client).bind("$limit", static_cast<std::int64_t>(limit));
  std::vector<Signed> documents;
  while (row.next()) {
    documents.push_back({.document = row.text(0),
                         .version = row.integer(1),
                         .at = row.time(2),
                         .terminal_name = row.text(3)});
    if (const auto at = row.maybe_time(4)) {
      documents.back().void_since = {.at = *at, .by_name = row.text(5), .reason = row.text(6)};
    }
  }
  return documents;
}

void insert_call(audit::WriteTxn& txn, const CallRow& row) {
  txn.change(
         "INSERT INTO help_call (id, kind, terminal, terminal_name, check_in, at, said_at) "
         "VALUES ($id, $kind, $terminal, $terminal_name, $check_in, $at, $said_at)")
      .bind("$id", row.id)
      .bind("$kind", wire::word_of(row.kind))
      .bind("$terminal", row.terminal)
      .bind("$terminal_name", row.terminal_name)
      .bind("$check_in", row.check_in)
      .bind("$at", row.at)
      .bind("$said_at", row.said_at)
      .execute();
}

std::optional<CallRow> find_call(store::ReadTxn& txn, const HelpCallId& id) {
  Statement row = txn.query(
      "SELECT id, kind, terminal, terminal_name, check_in, at, answered_at, said_at FROM help_call "
      "WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return call_at(row);
}

bool open_call_at(store::ReadTxn& txn, const DeviceId& terminal, CallKind kind,
                  const std::optional<CheckInId>& check_in) {
  Statement row = txn.query(
      "SELECT 1 FROM help_call WHERE terminal = $terminal AND kind = $kind "
      "AND answered_at IS NULL AND check_in IS $check_in");
  row.bind("$terminal", terminal).bind("$kind", wire::word_of(kind)).bind("$check_in", check_in);
  return row.next();
}

bool was_called_at(store::ReadTxn& txn, const CheckInId& visit) {
  Statement row = txn.query("SELECT 1 FROM help_call WHERE check_in = $visit");
  row.bind("$visit", visit);
  return row.next();
}

std::vector<CallRow> open_calls(store::ReadTxn& txn, std::size_t limit) {
  Statement row = txn.query(
      "SELECT id, kind, terminal, terminal_name, check_in, at, answered_at, said_at FROM help_call "
      "WHERE answered_at IS NULL ORDER BY at, id LIMIT $limit");
  row.bind("$limit", static_cast<std::int64_t>(limit));
  std::vector<CallRow> calls;
  while (row.next()) calls.push_back(call_at(row));
  return calls;
}

bool called_from(store::ReadTxn& txn, const AppointmentId& appointment) {
  Statement row = txn.query(
      "SELECT 1 FROM help_call JOIN check_in ON check_in.id = help_call.check_in "
      "WHERE help_call.answered_at IS NULL AND help_call.kind = $kind "
      "AND check_in.appointment = $appointment");
  row.bind("$kind", wire::word_of(CallKind::kHelp)).bind("$appointment", appointment);
  return row.next();
}

void put_answered(audit::WriteTxn& txn, const HelpCallId& id) {
  txn.change("UPDATE help_call SET answered_at = $at, answered_by = $person WHERE id = $id")
      .bind("$at", txn.now())
      .bind("$person", txn.actor().person)
      .bind("$id", id)
      .execute();
}

}  // namespace alcove::check_in
