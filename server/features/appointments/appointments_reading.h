// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/appointments/appointments.h"
#include "shared/api/day_list.h"
#include "shared/api/first_free.h"
#include "shared/api/visits_between.h"

// What the reading routes answer, each with its events.
namespace alcove::appointments {

using api::appointments::DayReply;
using api::appointments::DayRequest;

enum class WhoseDay : std::uint8_t { kEverybody, kMine };
Result<http::Answer<DayReply>> read_day_board(const access::Principal& principal,
                                              const DayRequest& request, store::ReadTxn& txn,
                                              const Site& site, UtcTime now, WhoseDay whose);

using api::appointments::BetweenReply;
using api::appointments::BetweenRequest;
Result<http::Answer<BetweenReply>> read_visits_between(const access::Principal& principal,
                                                       const BetweenRequest& request,
                                                       store::ReadTxn& txn, const Site& site,
                                                       UtcTime now);

// The latest first. A chart shows a dozen at first: a page as long as a day's would make opening it
// wait for what nobody has scrolled to.
inline constexpr std::size_t kClientPage = 50;
Result<http::Answer<api::appointments::OfClientReply>> read_client_list(
    const access::Principal& principal, const api::appointments::OfClientRequest& request,
    store::ReadTxn& txn, const Site& site, UtcTime now);

Result<http::Answer<api::appointments::OpenReply>> open_appointment(
    const access::Principal& principal, const api::appointments::OpenRequest& request,
    store::ReadTxn& txn, const Site& site, UtcTime now);

Result<http::Answer<api::appointments::FreeReply>> find_free_time(
    const access::Principal& principal, const api::appointments::FreeRequest& request,
    store::ReadTxn& txn, const Site& site, UtcTime now);

Result<http::Answer<api::appointments::FirstFreeReply>> find_first_free(
    const access::Principal& principal, const api::appointments::FirstFreeRequest& request,
    store::ReadTxn& txn, const Site& site, UtcTime now);

// Always an event of its own: paper leaves the building.
Result<http::Answer<api::appointments::DayListReply>> print_day_list(
    const access::Principal& principal, const api::appointments::DayListRequest& request,
    store::ReadTxn& txn, const Site& site, UtcTime now);

// Appointments as the board shows them, with every source's flags.
std::vector<api::appointments::BoardRow> rows_of(store::ReadTxn& txn,
                                                 const access::Principal& viewer, const Site& site,
                                                 UtcTime now,
                                                 std::vector<Appointment> appointments);

// A day has no id of its own: the chain knows it by a hash of its date and whose it is. Nor has a
// span of time.
RecordId record_of_day(LocalDate day, const std::optional<StaffId>& clinician);
RecordId record_of_span(const BetweenRequest& span);

}  // namespace alcove::appointments
