// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/hours.h"

// What stands in the card of the hours' page, cut off the top of `flow`: somebody's week, time off
// and cap, or the closed days. What the page knows has been read.
namespace alcove::screens::desk {

HoursIntent draw_person(ui::Ui& ui, ui::Rect& flow, const HoursModel& model);
HoursIntent draw_closed_days(ui::Ui& ui, ui::Rect& flow, const HoursModel& model);

}  // namespace alcove::screens::desk
