// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "kiosk/screens/desk/side_panel.h"

// When somebody checked in at the lobby terminal under this client's name, and, where it was
// somebody else, what became of it.
namespace alcove::screens::desk {

struct LobbyVisitsFrame {
  text::Language language = text::Language::kEnglish;
  const Zone* zone = nullptr;
  AppointmentId visit;     // only this one's check-ins are shown
  bool can_change = true;  // the box is there and nothing is under way
  May may = May::kChange;
};
// The check-in of which was pressed that it was somebody else. Adds whether it drew anything.
std::optional<CheckInId> lobby_visits(ui::Ui& ui, ui::Rect& flow, const LobbyVisitsFrame& frame,
                                      const api::check_in::OfClientReply& desk, bool& something);

// The latest signature that counts.
std::optional<UtcTime> last_signature(const api::check_in::OfClientReply& desk);

}  // namespace alcove::screens::desk
