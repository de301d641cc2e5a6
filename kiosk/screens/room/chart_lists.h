// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "kiosk/screens/room/chart_side.h"

// The card below the trend: past notes, or appointments.
namespace alcove::screens::room {

SideIntent draw_lists(ui::Ui& ui, ui::Rect area, text::Language language, SideModel& model);

// At most as many lines as the box is high; the last one is shortened.
void few_lines(ui::Ui& ui, ui::Rect box, const ui::TextLook& look, std::string_view text);

}  // namespace alcove::screens::room
