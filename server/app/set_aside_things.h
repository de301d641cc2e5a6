// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/app/set_aside_named.h"

// Looks up what an id points to, and names it for a reader. One thread, within one transaction.
namespace alcove::app {

class Things {
 public:
  // All of them outlive this.
  Things(store::ReadTxn& txn, const access::Principal& who, const Zone& zone,
         const spool::Subject& subject)
      : txn_(txn), who_(who), zone_(zone), subject_(subject) {}

  // Adds nothing where `who` may not see such things. What is not here is added as not here, unless
  // the request would have `made` it.
  void add(const RecordId& id, PointsTo what, bool made);
  spool::Pointed taken() { return std::move(out_); }

 private:
  using Named = api::set_aside::Named;
  // What is known of it; nothing where it is not here.
  std::optional<Named> find(const RecordId& id, PointsTo what);
  std::optional<Named> of_clinic(const RecordId& id, PointsTo what);
  std::optional<Named> of_book(const RecordId& id, PointsTo what);
  std::optional<Named> of_lobby(const RecordId& id, PointsTo what);
  std::optional<Named> of_waitlist(const RecordId& id, PointsTo what);
  std::optional<Named> of_chart(const RecordId& id, PointsTo what);
  // The names of those in it.
  Named of_client(const ClientId& client);
  Named of_visit(const AppointmentId& visit, const ClientId& client);
  std::optional<std::string> colleague(const StaffId& staff);

  store::ReadTxn& txn_;
  const access::Principal& who_;
  const Zone& zone_;
  const spool::Subject& subject_;
  spool::Pointed out_;
};

}  // namespace alcove::app
