// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/day_board.h"

namespace alcove::screens::desk {

// Above the day: the views at the left, the buttons at the right, or below where there is no room.
// Cut off the top of `area`.
BoardIntent::What board_tools(ui::Ui& ui, ui::Rect& area, DayBoardModel& model);

}  // namespace alcove::screens::desk
