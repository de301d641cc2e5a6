// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/hours_sheets.h"

// Parts of the sheets of hours.
namespace alcove::screens::desk {

// That it was kept, at the top of a sheet that stays open for what is booked there.
void kept_notice(ui::Ui& ui, ui::Rect& flow, const std::string& words);

enum class Stays : std::uint8_t { kBooked, kDecidedFirst };

// How many visits are booked in that time, and the first of them as rows. A row that was pressed,
// or that somebody wants to see what becomes of them.
HoursSheetIntent draw_stays_booked(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                                   const StaysBooked& booked, Stays stays = Stays::kBooked);

}  // namespace alcove::screens::desk
