// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/day_board.h"

namespace alcove::screens::desk {

// Which day is shown, at the top of the board, cut off `left`. True when it was pressed.
bool day_title(ui::Ui& ui, ui::Rect& left, const DayBoardModel& model);
// The month's calendar over the board, while `choosing_day` has one.
BoardIntent draw_day_choice(ui::Ui& ui, DayBoardModel& model);

// How far back the calendar goes; further back one goes by the arrows.
inline constexpr std::chrono::years kDayChoiceBack{30};

// That the day is closed at the desk, or the clinic on it: a line each, cut off the top of `area`.
void say_closed(ui::Ui& ui, ui::Rect& area, const DayBoardModel& model);

}  // namespace alcove::screens::desk
