// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/appointments/appointments.h"
#include "shared/api/group_routes.h"

// The face of groups: who belongs to which, and their sessions in the book. README.md beside this
// file tells routes, tables and invariants. Thread-safe in the sense of the transaction that it is
// handed; keeps no state of its own.
namespace alcove::groups {

// `site` outlives the router.
void add_routes(http::Router& router, const appointments::Site& site);

// What the routes do, for the synthetic clinic and tests: the same checks, history and events.
Result<api::groups::Group> set_group(const access::Principal& principal,
                                     const api::groups::Group& group, audit::WriteTxn& txn,
                                     const appointments::Site& site);
Result<api::groups::MembershipReply> set_membership(const access::Principal& principal,
                                                    const api::groups::Membership& membership,
                                                    audit::WriteTxn& txn,
                                                    const appointments::Site& site);
Result<api::groups::BookSessionReply> book_session(const access::Principal& principal,
                                                   const api::groups::BookSessionRequest& request,
                                                   audit::WriteTxn& txn,
                                                   const appointments::Site& site);
// Asked before a session that was cancelled stands again (`meeting_guards` of the book's site):
// whether its group still meets then. kWrongState, field "group".
Result<void> check_session_restored(store::ReadTxn& txn, const api::appointments::Meeting& meeting,
                                    UtcTime now);
// Goes with a session to another time (`meeting_followers` of the book's site): its day is one of
// the cycle; who belongs to the group by then and did not before gets a place, and who belongs to
// it no more loses it. Likewise with one that was cancelled and stands again, where it was.
Result<appointments::Followed> follow_moved_session(const access::Principal& principal,
                                                    const appointments::MovedMeeting& moved,
                                                    audit::WriteTxn& txn,
                                                    const appointments::Site& site);

// Of the book's site (`zone_followers`): the sessions to come begin when their meetings do.
void follow_zone(audit::WriteTxn& txn, const appointments::Site& site);

}  // namespace alcove::groups
