// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/screens/desk/day_board.h"
#include "kiosk/widgets/ui.h"

// A visit as a card: the name as the clinic's rules say, when, with whom and where, how long they
// wait, and what is to be looked after. An open safety alert is an icon alone: people at the desk
// can see this screen.
namespace alcove::screens::desk {

// At this width.
float card_height(const ui::Ui& ui, const DayBoardModel& model, std::size_t index);

enum class CardLook : std::uint8_t { kPlain, kChosen, kHeld };
// Draws it; touching is the board's.
void draw_card(ui::Ui& ui, const ui::Rect& place, const DayBoardModel& model, std::size_t index,
               CardLook look);

}  // namespace alcove::screens::desk
