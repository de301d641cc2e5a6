// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include "server/features/groups/groups.h"
#include "server/features/groups/groups_store.h"

// What every change of a group has in common, and what it does to the sessions that are booked.
namespace alcove::groups {

// The person saw the newest of `there` revisions. kConflict, kTooMany, kOutOfRange (no id).
Result<void> check_revision(std::int64_t seen, bool without_id, std::size_t there);

// The next revision with who made it.
template <class Record>
Record stamped(const access::Principal& principal, const audit::WriteTxn& txn, Record record) {
  ++record.revision;
  record.made = api::groups::Made{txn.now(),
                                  principal.person ? principal.person->display_name : std::string(),
                                  principal.device_name};
  return record;
}

// The event, and the news to the terminals.
void account(audit::WriteTxn& txn, const audit::Event& event);

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
