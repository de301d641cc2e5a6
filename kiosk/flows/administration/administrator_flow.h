// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "kiosk/flows/station_flow.h"

// What somebody works in who has an office, an administrator or a privacy officer: its page, and
// what their roles work in at this station. The page is then reached from the person's sheet and
// from the strip that says how the box is, or that something was set aside; for an administrator
// without another role it is their home.
namespace alcove::flows {

using MakeStationFlow = std::function<std::unique_ptr<StationFlow>(StaffContext&)>;

bool has_office(const StaffContext& context);

// `make` makes the flow of the other roles. The context outlives the flow, which sets its notices
// and its way to the page.
std::unique_ptr<StationFlow> make_office_flow(StaffContext& context, const MakeStationFlow& make);

}  // namespace alcove::flows
