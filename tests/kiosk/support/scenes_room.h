// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "kiosk/screens/room/my_day.h"
#include "kiosk/screens/room/note_sheets.h"
#include "kiosk/screens/room/room_page.h"
#include "tests/kiosk/support/scenes.h"

// The therapy room's screens with a believable Monday: November 23, 2026, in New York.
namespace alcove::tests::room_scenes {

void add(std::vector<Scene>& out);

inline constexpr std::string_view kLongName =
    "Fernández de Córdoba y Montenegro, María de los Ángeles (Angie)";

const Zone& zone();
LocalDate today();
LocalDateTime today_at(int hour, int minute);
screens::room::Bar bar(text::Language language);
screens::room::Bar away_bar(text::Language language);
screens::room::DayModel day(text::Language language);
screens::room::SideModel side();
api::notes::Content content();
// A chart with this content as a draft that is safe on the box.
screens::room::RoomModel draft(text::Language language);
void seen_alert(screens::room::RoomModel& model);
screens::room::ReadPane signed_note();
api::questionnaires::ResultReply result();

}  // namespace alcove::tests::room_scenes
