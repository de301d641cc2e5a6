// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "kiosk/flows/station_flow.h"

namespace alcove::flows {

// The therapy room of a signed-in clinician: my day, and a client's chart with the note beside it.
// `context` outlives the flow.
// `save` may be left out: then nothing can be saved as a file.
std::unique_ptr<StationFlow> make_room_flow(StaffContext& context, SavePaper save = {});

}  // namespace alcove::flows
