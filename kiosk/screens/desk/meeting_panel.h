// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "kiosk/screens/desk/meeting_words.h"
#include "kiosk/screens/desk/side_panel.h"

// The session of several clients that is chosen: who leads it, who comes and who is here, and what
// can be done with all of it. What concerns one client is in the panel of their own visit.
namespace alcove::screens::desk {

struct MeetingPanelIntent {
  enum class What : std::uint8_t {
    kNone,
    kBack,
    kChoose,  // the visit of one of them: `appointment`
    kAttendance,
    kAddGuest,
    kAssign,
    kMove,
    kCancel,
    kCalls,  // of a cancelled one: whom to call
    kTell,   // of a moved one: whom to tell
    kRestore,
    kHistory,
  };
  What what = What::kNone;
  AppointmentId appointment{};
};

// `places` are its rows of the day, by name.
MeetingPanelIntent draw_meeting_panel(ui::Ui& ui, const ui::Rect& area, const PanelFrame& frame,
                                      const MeetingCard& card,
                                      const std::vector<const BoardRow*>& places, bool busy);

}  // namespace alcove::screens::desk
