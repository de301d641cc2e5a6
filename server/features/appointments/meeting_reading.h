// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/appointments/appointments_reading.h"
#include "shared/api/meeting_cancelling.h"
#include "shared/api/meeting_moving.h"

// What the reading routes of meetings answer, each with its events.
namespace alcove::appointments {

// The meetings of a day, of everybody or of one clinician.
std::vector<api::appointments::MeetingCard> cards_on(store::ReadTxn& txn, LocalDate day,
                                                     const std::optional<StaffId>& clinician);

Result<http::Answer<api::appointments::MeetingReply>> open_meeting(
    const access::Principal& principal, const api::appointments::MeetingRequest& request,
    store::ReadTxn& txn, const Site& site, UtcTime now);

Result<http::Answer<api::appointments::CancellingReply>> read_cancelling(
    const access::Principal& principal, const api::appointments::CancellingRequest& request,
    store::ReadTxn& txn, const Site& site, UtcTime now);

Result<http::Answer<api::appointments::FreeMeetingReply>> find_free_meeting(
    const access::Principal& principal, const api::appointments::FreeMeetingRequest& request,
    store::ReadTxn& txn, const Site& site, UtcTime now);

}  // namespace alcove::appointments
