// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kiosk/flows/station_flow.h"

// What a signed-in person sees at a front-desk terminal: the day board with everything that is done
// from it. The context outlives the flow.
namespace alcove::flows {

// How a paper leaves this terminal; called on workers. Left out, there is no button for it.
struct PaperWays {
  // Errors: kNotFound when this terminal has no printing, others when it was not taken.
  std::function<Result<void>(ByteView pdf)> print{};
  SavePaper save{};
};

std::unique_ptr<StationFlow> make_desk_flow(StaffContext& context, PaperWays paper = {});

}  // namespace alcove::flows
