// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/devices.h"
#include "server/access/enrolment.h"
#include "server/access/principal.h"
#include "server/access/staff.h"
#include "shared/api/administration_terminals.h"

namespace alcove::access {

// What an administrator does at a staff terminal: the steps of StaffService, DeviceDirectory and
// EnrolmentService, with two more rules, looked at within the write. Whoever changes who may come
// in has just proved again who they are; and nobody shuts out themselves or the last administrator.
// Each keeps its own books: done or refused, it is an event. Thread-safe.
class Administration {
 public:
  Administration(audit::Ledger& ledger, StaffService& staff, DeviceDirectory& devices,
                 EnrolmentService& enrolments)
      : ledger_(ledger), staff_(staff), devices_(devices), enrolments_(enrolments) {}

  static api::administration::PeopleReply people(store::ReadTxn& txn,
                                                 const api::administration::PeopleRequest& request);
  // Refusals of the changes: administration_people.h and administration_terminals.h.
  Result<api::administration::PersonCode> add(const Principal& who,
                                              const api::administration::AddPersonRequest& request);
  Result<api::administration::Colleague> change_roles(
      const Principal& who, const api::administration::ChangeRolesRequest& request);
  Result<api::administration::Colleague> disable(const Principal& who,
                                                 const api::administration::PersonRequest& request);
  Result<api::administration::PersonCode> enable(const Principal& who,
                                                 const api::administration::PersonRequest& request);
  Result<api::administration::PersonCode> reset(const Principal& who,
                                                const api::administration::PersonRequest& request);

  // Whether a terminal is connected is for the caller to say.
  Result<api::administration::TerminalsReply> terminals();
  Result<api::administration::TerminalCode> new_terminal(
      const Principal& who, const api::administration::NewTerminalRequest& request);
  Result<wire::Nothing> revoke(const Principal& who,
                               const api::administration::TerminalRequest& request);
  Result<wire::Nothing> rename(const Principal& who,
                               const api::administration::RenameTerminalRequest& request);

 private:
  Result<StaffRecord> find(const StaffId& id);
  Result<api::administration::Colleague> read(const StaffId& id);
  Result<api::administration::PersonCode> with_code(Result<StaffWithCode> made);
  // Writes a refusal down and hands it on.
  Error refused(const Principal& who, const char* action, const std::optional<RecordId>& record,
                const Error& error);

  audit::Ledger& ledger_;
  StaffService& staff_;
  DeviceDirectory& devices_;
  EnrolmentService& enrolments_;
};

}  // namespace alcove::access
