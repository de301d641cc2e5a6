// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "kiosk/flows/station_flow.h"

// What somebody with the administrator's role works in: the administrator's page, and what the
// other roles work in at this station, if there are any. The page is then reached from the person's
// sheet and from the strip that says how the box is; alone it is their home.
namespace alcove::flows {

using MakeStationFlow = std::function<std::unique_ptr<StationFlow>(StaffContext&)>;

bool administers(const StaffContext& context);

// `make` makes the flow of the other roles. The context outlives the flow, which sets its notices
// and its way to the page.
std::unique_ptr<StationFlow> make_administrator_flow(StaffContext& context,
                                                     const MakeStationFlow& make);

}  // namespace alcove::flows
