// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/desk/desk_terminal.h"
#include "tests/desk/working_clinic.h"

namespace alcove::tests {

// L. Brandt works from two to five, and Ana Petrov is booked at two, in no room.
struct AnaAtTwo : WorkingClinic {
  AnaAtTwo() {
    works({{14, 17, rules::SlotType::kTherapy}});
    visit = book(add_client("Ana", "Petrov"), today_at(14), std::nullopt);
  }
  AppointmentId visit;
};

// The afternoon, until six, is in view.
inline bool open_calendar(DeskTerminal& desk) {
  if (!desk.press("calendar") || !desk.until_shows("grid_body")) return false;
  desk.driver->wheel("grid_body", -30);
  return true;
}

inline std::string card(const AppointmentId& id) {
  return "card_" + id.text();
}

}  // namespace alcove::tests
