// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "kiosk/flows/station_flow.h"

// What a signed-in person sees at a front-desk terminal: the day board with everything that is done
// from it. The context outlives the flow.
namespace alcove::flows {

std::unique_ptr<StationFlow> make_desk_flow(StaffContext& context);

}  // namespace alcove::flows
