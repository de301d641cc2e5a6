// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/api/check_in_desk.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/help_calls.h"

// The SQL of the check-in: rows in, rows out, nothing decided.
namespace alcove::check_in {

struct CheckInRow {
  CheckInId id;
  DeviceId terminal;
  ClientId client;
  AppointmentId appointment;
  rules::Language language = rules::Language::kEnglish;
  LocalDate day;
  UtcTime begun_at;
  std::optional<UtcTime> arrived_at;
  bool ended = false;
};
std::optional<CheckInRow> find_check_in(store::ReadTxn& txn, const CheckInId& id);
std::optional<CheckInRow> find_open_at(store::ReadTxn& txn, const DeviceId& terminal);
// Terminals with a visit that was begun before that time and has not ended.
std::vector<DeviceId> open_since_before(store::ReadTxn& txn, UtcTime time);
void insert_check_in(audit::WriteTxn& txn, const CheckInRow& row);
void put_arrived(audit::WriteTxn& txn, const CheckInId& id);
void put_wants_to_talk(audit::WriteTxn& txn, const CheckInId& id);
void put_ended(audit::WriteTxn& txn, const CheckInId& id, api::check_in::Ending ending);
bool wants_to_talk(store::ReadTxn& txn, const AppointmentId& appointment);
bool wanted_to_talk_on(store::ReadTxn& txn, const ClientId& client, LocalDate day);

void insert_try(audit::WriteTxn& txn, const CheckInId& attempt, const DeviceId& terminal);
std::int64_t count_tries_of_attempt(store::ReadTxn& txn, const CheckInId& attempt);
std::int64_t count_tries_of_terminal(store::ReadTxn& txn, const DeviceId& terminal, UtcTime since);
void delete_tries_before(audit::WriteTxn& txn, UtcTime time);
std::optional<UtcTime> blocked_until(store::ReadTxn& txn, const DeviceId& terminal);
void put_block(audit::WriteTxn& txn, const DeviceId& terminal, UtcTime until);

struct ProposalRow {
  ProposalId id;
  ClientId client;
  CheckInId check_in;
  UtcTime at;
  std::optional<PhoneId> phone;
  std::optional<std::string> number;
  std::optional<api::clients::Address> address;
  bool decided = false;
};
std::optional<ProposalRow> find_proposal(store::ReadTxn& txn, const ProposalId& id);
std::vector<ProposalRow> waiting_proposals(store::ReadTxn& txn, const ClientId& client);
void insert_proposal(audit::WriteTxn& txn, const ProposalRow& row);
// accept, keep_old, or replaced by a newer one.
void put_decision(audit::WriteTxn& txn, const ProposalId& id, std::string_view decision);

struct ConsentRow {
  ConsentId id;
  ClientId client;
  CheckInId check_in;
  std::string document;
  std::int64_t version = 0;
  rules::Language language = rules::Language::kEnglish;
  Bytes hash;
  std::string typed_name;
  Bytes drawing;
  UtcTime signed_at;
  DeviceId terminal;
  std::string terminal_name;
};
void insert_consent(audit::WriteTxn& txn, const ConsentRow& row);
bool consent_exists(store::ReadTxn& txn, const ConsentId& id);
std::vector<api::check_in::Signed> signed_documents(store::ReadTxn& txn, const ClientId& client,
                                                    std::size_t limit);

struct CallRow {
  api::check_in::HelpCallId id;
  api::check_in::CallKind kind = api::check_in::CallKind::kHelp;
  DeviceId terminal;
  std::string terminal_name;
  std::optional<CheckInId> check_in;
  UtcTime at;
  std::optional<UtcTime> said_at{};  // of what came home late
  bool answered = false;
};
void insert_call(audit::WriteTxn& txn, const CallRow& row);
std::optional<CallRow> find_call(store::ReadTxn& txn, const api::check_in::HelpCallId& id);
// Of that kind, from that terminal, and of that visit or, without one, of nobody.
bool open_call_at(store::ReadTxn& txn, const DeviceId& terminal, api::check_in::CallKind kind,
                  const std::optional<CheckInId>& check_in);
// Whether somebody asked for help at this visit and nobody goes yet.
bool called_from(store::ReadTxn& txn, const AppointmentId& appointment);
// Whether anybody asked for help at that visit, answered or not.
bool was_called_at(store::ReadTxn& txn, const CheckInId& visit);
std::vector<CallRow> open_calls(store::ReadTxn& txn, std::size_t limit);
// By the actor; by the box where there is no person.
void put_answered(audit::WriteTxn& txn, const api::check_in::HelpCallId& id);

}  // namespace alcove::check_in
