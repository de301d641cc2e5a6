// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/contract_backup.h"
#include "server/operator/contract_staff.h"
#include "server/operator/contract_terminals.h"

namespace alcove::operation {

// What a restore gave.
struct RestoreReply {
  bool good = false;
  UtcTime backup_taken_at;
  std::int64_t rows = 0;
  std::int64_t tables = 0;
  HeadFacts backup_head;
  HeadFacts head;                   // with the new epoch
  bool head_copy_found = false;     // the lost box's; without it nobody here knows what is missing
  bool head_copy_unusable = false;  // none was found: what lay in its place was put aside
  std::optional<HeadFacts> lost_head{};  // the highest head known to be missing
  std::int64_t missing_events = 0;       // at least so many
  SignatureFacts signatures;
  std::string line;  // all of the above in one line
  // What could not be done behind it; empty: nothing. The box does it when it is opened next.
  std::string unfinished{};
  // Who and what counts again as when the backup was taken, for a person to look through.
  std::vector<TerminalRow> terminals;  // in service
  std::vector<StaffRow> people;        // who can sign in

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("good", self.good);
    visit("backup_taken_at", self.backup_taken_at);
    visit("rows", self.rows, kCount);
    visit("tables", self.tables, kCount);
    visit("backup_head", self.backup_head);
    visit("head", self.head);
    visit("head_copy_found", self.head_copy_found);
    visit("head_copy_unusable", self.head_copy_unusable);
    visit("lost_head", self.lost_head);
    visit("missing_events", self.missing_events, kCount);
    visit("signatures", self.signatures);
    visit("line", self.line, kSentence);
    visit("unfinished", self.unfinished, kSentence);
    visit("terminals", self.terminals, wire::at_most(10'000));
    visit("people", self.people, wire::at_most(access::kMaxStaff));
  }
};

// Somebody has looked through who can sign in and which terminals are in service since the restore.
struct RestoreCheckedReply {
  UtcTime backup_taken_at;
  UtcTime restored_at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("backup_taken_at", self.backup_taken_at);
    visit("restored_at", self.restored_at);
  }
};
inline constexpr Command<wire::Nothing, RestoreCheckedReply> kRestoreChecked{"restore-checked"};

}  // namespace alcove::operation
