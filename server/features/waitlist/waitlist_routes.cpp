// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/features/waitlist/waitlist.h"
#include "server/features/waitlist/waitlist_reading.h"
#include "server/features/waitlist/waitlist_store.h"
#include "server/http/live_events.h"

namespace alcove::waitlist {
namespace {

using access::Principal;
using appointments::Site;
using audit::WriteTxn;
using store::ReadTxn;

template <class Q, class R>
void on_change(http::Router& router, const wire::Route<Q, R>& route, const Site& site,
               Result<R> (*change)(const Principal&, const Q&, WriteTxn&, const Site&)) {
  router.on_write<Q, R>(
      route, [&site, change](const Principal& principal, const Q& request, WriteTxn& txn) {
        return change(principal, request, txn, site);
      });
}

template <class Q, class R>
void on_look(http::Router& router, const audit::Ledger& ledger, const wire::Route<Q, R>& route,
             const Site& site,
             Result<http::Answer<R>> (*look)(const Principal&, const Q&, ReadTxn&, const Site&,
                                             UtcTime)) {
  router.on_read<Q, R>(
      route, [&ledger, &site, look](const Principal& principal, const Q& request, ReadTxn& txn) {
        return look(principal, request, txn, site, ledger.clock().now());
      });
}

Result<Standards> set_standards(const Principal&, const Standards& wanted, WriteTxn& txn) {
  put_standards(txn, wanted);
  txn.record({.action = "waitlist.standards",
              .detail = fmt::format("emergent {} hours, urgent {} hours, routine {} business days",
                                    wanted.emergent_hours, wanted.urgent_hours,
                                    wanted.routine_business_days)});
  http::publish(txn, api::live::Kind::kDayChanged);
  return wanted;
}

}  // namespace

void add_routes(http::Router& router, const audit::Ledger& ledger, const Site& site) {
  namespace routes = api::waitlist;
  on_look(router, ledger, routes::list, site, &list_waiting);
  on_look(router, ledger, routes::of_client, site, &list_of_client);
  on_look(router, ledger, routes::open, site, &open_entry);
  on_look(router, ledger, routes::matches, site, &find_matches);
  on_look(router, ledger, routes::report, site, &write_report);
  on_change(router, routes::set_entry, site, &set_entry);
  on_change(router, routes::close, site, &close);
  on_change(router, routes::reopen, site, &reopen);
  on_change(router, routes::log_try, site, &log_try);
  on_change(router, routes::offer, site, &offer);
  on_change(router, routes::take_offer, site, &take_offer);
  on_change(router, routes::decline_offer, site, &decline_offer);
  router.on_read<wire::Nothing, Standards>(
      routes::read_standards,
      [](const Principal&, const wire::Nothing&, ReadTxn& txn) -> Result<http::Answer<Standards>> {
        return http::Answer<Standards>{read_standards(txn), {}};
      });
  router.on_write<Standards, Standards>(routes::set_standards, &set_standards);
}

}  // namespace alcove::waitlist
