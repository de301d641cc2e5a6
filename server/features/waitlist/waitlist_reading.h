// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/waitlist/waitlist.h"
#include "server/http/route_entry.h"
#include "shared/api/waitlist_reading.h"

// The routes that look at the waitlist, and the report.
namespace alcove::waitlist {

Result<http::Answer<api::waitlist::ListReply>> list_waiting(
    const access::Principal& principal, const api::waitlist::ListRequest& request,
    store::ReadTxn& txn, const appointments::Site& site, UtcTime now);
Result<http::Answer<api::waitlist::OfClientReply>> list_of_client(
    const access::Principal& principal, const api::waitlist::OfClientRequest& request,
    store::ReadTxn& txn, const appointments::Site& site, UtcTime now);
Result<http::Answer<api::waitlist::OpenReply>> open_entry(const access::Principal& principal,
                                                          const api::waitlist::OpenRequest& request,
                                                          store::ReadTxn& txn,
                                                          const appointments::Site& site,
                                                          UtcTime now);
Result<http::Answer<api::waitlist::MatchesReply>> find_matches(
    const access::Principal& principal, const api::waitlist::MatchesRequest& request,
    store::ReadTxn& txn, const appointments::Site& site, UtcTime now);
Result<http::Answer<api::waitlist::ReportReply>> write_report(
    const access::Principal& principal, const api::waitlist::ReportRequest& request,
    store::ReadTxn& txn, const appointments::Site& site, UtcTime now);

// By when the standards want whom served, for entries of one transaction.
class DueTimes {
 public:
  // `first` is not later than the first contact of any entry that is asked for.
  DueTimes(store::ReadTxn& txn, const appointments::Site& site, LocalDate first, LocalDate last);
  UtcTime of(const api::waitlist::Entry& entry) const;
  const api::waitlist::Standards& standards() const { return standards_; }

 private:
  const appointments::Site& site_;
  api::waitlist::Standards standards_;
  std::vector<LocalDate> closed_;
};

}  // namespace alcove::waitlist
