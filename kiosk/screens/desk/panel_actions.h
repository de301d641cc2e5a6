// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/side_panel.h"

// What can be done with the chosen visit: the one that comes first, large, and the others below it.
namespace alcove::screens::desk {

// Where the chosen visit was moved to, where what was read is still that one; else null.
const api::appointments::Appointment* successor(const BoardRow& row, const PanelModel& model);
// Nothing has become of the visit that it was moved to, or that one is gone.
bool can_take_move_back(const api::appointments::Appointment& moved);

// With large text the buttons scroll with the rest: there is no room to keep them in view.
enum class ActionsAt : std::uint8_t { kFoot, kFlow };
// Cut off the bottom of `area`, or off its top.
PanelIntent draw_panel_actions(ui::Ui& ui, ui::Rect& area, const PanelFrame& frame,
                               const BoardRow& row, const PanelModel& model, ActionsAt where);

}  // namespace alcove::screens::desk
