// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/desk/desk_terminal.h"

namespace alcove::tests {

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
