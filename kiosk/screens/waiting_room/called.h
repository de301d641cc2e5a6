// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/widgets/ui.h"
#include "shared/base/time.h"

// What hangs on the wall of the waiting room: who is called and where to, by number, in both
// languages at once. Nobody touches it, and nothing on it is anybody's name.
namespace alcove::screens::waiting_room {

enum class DisplayState : std::uint8_t {
  kReading,  // nothing is known yet
  kShown,
  kAway,  // the box, or its answer: what was called before is not shown
};

struct CalledModel {
  struct Call {
    std::string token;
    std::string room;
  };
  std::string clinic;
  LocalDateTime now{};  // the site's wall clock
  DisplayState state = DisplayState::kReading;
  std::vector<Call> called{};  // the newest first; as many as there is room for are shown
  std::vector<std::string> waiting{};
};

void draw(ui::Ui& ui, const CalledModel& model);

}  // namespace alcove::screens::waiting_room
