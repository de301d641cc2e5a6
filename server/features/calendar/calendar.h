// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/appointments/appointments.h"
#include "server/http/router.h"
#include "shared/api/calendar_file.h"

// The face of the calendar feature: a clinician's visits as a file to take along. README.md beside
// this file says what is in it. Keeps nothing.
namespace alcove::calendar {

// `ledger` and `site` outlive the router.
void add_routes(http::Router& router, const audit::Ledger& ledger, const appointments::Site& site);

}  // namespace alcove::calendar
