// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "kiosk/screens/desk/day_board.h"

// What the list of the day shows, in its order: visits, and sessions of several clients as one row
// each, with their places below while one of them or the session is chosen.
namespace alcove::screens::desk {

struct BoardEntry {
  const MeetingCard* meeting = nullptr;  // a session
  std::size_t row = 0;                   // else the visit, by its index
  bool in_meeting = false;               // a place of the session above
  std::string_view clinician{};          // under whose heading it stands
};
std::vector<BoardEntry> entries_of(const DayBoardModel& model);

// Of that session, by name.
std::vector<std::size_t> places_in(const DayBoardModel& model, const MeetingId& meeting);

// A visit that takes another one's place in the panel takes the focus along: Enter is meant for the
// one that is seen.
void follow_with_focus(ui::Ui& ui, const DayBoardModel& model, const BoardEntry& entry);

}  // namespace alcove::screens::desk
