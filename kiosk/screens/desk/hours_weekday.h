// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/hours_week.h"

// The sheet in which the parts of one weekday are changed.
namespace alcove::screens::desk {

enum class WeekdayAnswer : std::uint8_t { kNone, kClose, kDone };
WeekdayAnswer draw_weekday(ui::Ui& ui, const SheetFrame& frame, WeekdayModel& model);

// "Monday"; 1 is Monday.
std::string weekday_name(text::Language language, std::int64_t weekday);

}  // namespace alcove::screens::desk
