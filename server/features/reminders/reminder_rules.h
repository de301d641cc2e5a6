// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "shared/api/reminders.h"

// What is still to do about reminding a client: pure functions of what is known.
namespace alcove::reminders {

// Whether the visit is still to come as it stands: scheduled or confirmed.
bool is_due(api::appointments::AppointmentState state);

// Whether the client knows, or soon will.
bool tells(api::reminders::Outcome outcome);

// Of a client's visits of a day, at least one of which is due.
api::reminders::Need need_of(const api::clients::Wishes& wishes,
                             const std::vector<api::reminders::DueVisit>& visits);

}  // namespace alcove::reminders
