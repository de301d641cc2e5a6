// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include "server/audit/late_change.h"
#include "server/features/groups/groups.h"
#include "server/features/groups/groups_store.h"

// What every change of a group has in common, and what it does to the sessions that are booked.
namespace alcove::groups {

// The person saw the newest of the revisions `there`. kConflict, kTooMany.
Result<void> check_revision(std::int64_t seen, std::size_t there);

// The same for a record with its revisions, which has an id (kOutOfRange), and nothing of which is
// later than a change that comes back after a restore (kConflict).
template <class Record>
Result<void> check_change(const audit::WriteTxn& txn, const Record& wanted,
                          const std::vector<Record>& history) {
  if (wanted.id.is_nil()) {
    return Error{ErrorCode::kOutOfRange, "id", "everything has an id of its own"};
  }
  if (!history.empty() && audit::comes_too_late(txn, history.back().made)) {
    return Error{ErrorCode::kConflict, "revision", "somebody else changed it first"};
  }
  return check_revision(wanted.revision, history.size());
}

// The next revision with who made it.
template <class Record>
Record stamped(const access::Principal& principal, const audit::WriteTxn& txn, Record record) {
  ++record.revision;
  record.made = api::groups::Made{txn.now(),
                                  principal.person ? principal.person->display_name : std::string(),
                                  principal.device_name};
  return record;
}

// The event, and the news to the terminals: whatever it is of, it is told under the group.
void account(audit::WriteTxn& txn, const GroupId& group, const audit::Event& event);

// Somebody who belongs to the group and has no place in the session, by name.
api::groups::LeftOut left_out(store::ReadTxn& txn, const api::appointments::Meeting& meeting,
                              const ClientId& client);

// Puts the client into the sessions to come that the membership covers now and did not before, and
// cancels their open places in those that it covers no more.
Result<api::groups::MembershipReply> let_sessions_follow(const access::Principal& principal,
                                                         audit::WriteTxn& txn,
                                                         const std::optional<Membership>& before,
                                                         const Membership& now,
                                                         const appointments::Site& site);

}  // namespace alcove::groups
