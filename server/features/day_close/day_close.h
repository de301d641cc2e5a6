// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "server/features/appointments/appointments.h"
#include "server/http/router.h"
#include "shared/api/day_close.h"

// The face of closing a day. README.md beside this file tells routes, tables and invariants.
namespace alcove::day_close {

// What it asks of other features. Given where the server is wired; each function looks into the
// transaction that it is handed.
struct Others {
  enum class Written : std::uint8_t { kNothing, kDraft, kSigned };  // each is more than the last
  // What the person has written about the visit.
  std::function<Written(store::ReadTxn&, const AppointmentId&, const StaffId&)> written;
  // Safety alerts without an answer, of any client.
  std::function<std::int64_t(store::ReadTxn&)> alerts;
};

// What the board says of a day that is closed (appointments::Site).
std::optional<api::appointments::DayClosed> closed_on(store::ReadTxn& txn, LocalDate day);

// Thread-safe; keeps no state of its own. Ledger and site outlive it, and it outlives the router.
class DayClose {
 public:
  DayClose(audit::Ledger& ledger, const appointments::Site& site, Others others)
      : ledger_(ledger), site_(site), others_(std::move(others)) {}

  void add_routes(http::Router& router);

  // What the routes do; each write records its event.
  Result<http::Answer<api::day_close::LookReply>> look(const access::Principal& principal,
                                                       const api::day_close::LookRequest& request,
                                                       store::ReadTxn& txn) const;
  Result<api::day_close::Closing> close(const access::Principal& principal,
                                        const api::day_close::ChangeRequest& request,
                                        audit::WriteTxn& txn) const;
  Result<api::day_close::Closing> reopen(const access::Principal& principal,
                                         const api::day_close::ChangeRequest& request,
                                         audit::WriteTxn& txn) const;

 private:
  struct Found {
    appointments::Appointment visit;
    api::day_close::OpenKind kind;
  };
  Others::Written written_of(store::ReadTxn& txn, const appointments::Appointment& visit) const;
  std::vector<Found> open_things(store::ReadTxn& txn,
                                 const std::vector<appointments::Appointment>& day,
                                 UtcTime now) const;
  std::optional<LocalDate> not_closed_before(store::ReadTxn& txn, LocalDate day) const;
  Result<void> check_day(LocalDate day, UtcTime now) const;

  audit::Ledger& ledger_;
  const appointments::Site& site_;
  Others others_;
};

}  // namespace alcove::day_close
