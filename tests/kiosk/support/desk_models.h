// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/screens/desk/day_board.h"
#include "kiosk/screens/desk/visit_sheets.h"

// A Monday at an invented clinic, for the scenes and the tests of the front desk. Made of fixed
// words and ids; nobody in it exists.
namespace alcove::tests {

// An id that ends with this number; the same number, the same id.
template <class Made>
Made id_of(std::uint8_t number) {
  UuidBytes bytes{};
  bytes[6] = 0x70;
  bytes[8] = 0x80;
  bytes[15] = number;
  return Made(bytes);
}

LocalDateTime wall(int hour, int minute);  // of that Monday, November 23, 2026
UtcTime wall_utc(int hour, int minute);
Zone new_york();

// Nobody is chosen; the box is there; it is 9:56.
screens::desk::DayBoardModel monday_board();
const screens::desk::BoardRow& row_of(const screens::desk::DayBoardModel& model,
                                      std::string_view client_name);
// Chooses that visit, with everything that the panel shows.
void choose(screens::desk::DayBoardModel& model, std::string_view client_name);
// The same day with names as long as they may be, two alike, and every state and flag.
void lengthen(screens::desk::DayBoardModel& model);

// A group with a session at half past nine, open: five places, and who leads it.
void add_group_session(screens::desk::DayBoardModel& model);

api::clients::Client lucia();
std::vector<api::clinic_setup::Room> rooms();
// Two interpreters, and equipment of which one is not in use any more; a visit with two of them.
std::vector<api::resources::Resource> resources();
std::vector<api::resources::TakenResource> takes();
screens::desk::VisitHistoryModel visit_history();

}  // namespace alcove::tests
