// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/find_relation.h"
#include "server/audit/ledger.h"
#include "server/http/router.h"
#include "shared/api/chart.h"

// The chart feature's face to the rest of the server. README.md beside this file tells what it puts
// together.
namespace alcove::chart {

// Thread-safe; keeps no state of its own. Ledger and zone (the site's) outlive it, and it outlives
// the router.
class Charts {
 public:
  Charts(audit::Ledger& ledger, const Zone& zone, access::FindRelation find_relation)
      : ledger_(ledger), zone_(zone), find_relation_(std::move(find_relation)) {}

  void add_routes(http::Router& router);

 private:
  Result<http::Answer<api::chart::Chart>> open(const access::Principal& who,
                                               const api::chart::OpenRequest& request,
                                               store::ReadTxn& txn) const;

  audit::Ledger& ledger_;
  const Zone& zone_;
  access::FindRelation find_relation_;
};

}  // namespace alcove::chart
