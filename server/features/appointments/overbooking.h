// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "server/features/appointments/appointments_store.h"
#include "server/features/availability/availability.h"

// A clinician who knows that some do not come lets the desk book a second visit over one that
// stands, in the parts of the week that say so (Block::overbook), each time with a reason. There
// are never three at a time, and nobody is booked over a session of several.
namespace alcove::appointments {

// `of_clinician`: what meets a new visit or its pause, by start. Whether there is any, all of it
// visits, and within the new one never two at a time; pauses do not count.
bool takes_one_more(const std::vector<Busy>& of_clinician, const rules::TimeSlot& visit);

bool is_among(const std::vector<Busy>& visits, const Busy& one);

// Appends for each of the clinician's `visits` when it is, or where only its pause meets `held`,
// the new visit with its own pause, until when that is. There are some.
void put_overbooking(const std::vector<Busy>& visits, const rules::TimeSlot& held,
                     std::vector<availability::Conflict>& conflicts);

}  // namespace alcove::appointments
