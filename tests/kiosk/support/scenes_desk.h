// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/kiosk/support/scenes.h"

namespace alcove::tests {

// The front desk's screens and sheets.
void add_desk_scenes(std::vector<Scene>& out);
void add_desk_client_scenes(std::vector<Scene>& out);
void add_desk_hours_scenes(std::vector<Scene>& out);
void add_desk_visits_scenes(std::vector<Scene>& out);
void add_desk_wait_scenes(std::vector<Scene>& out);
void add_desk_close_scenes(std::vector<Scene>& out);
void add_desk_absence_scenes(std::vector<Scene>& out);
void add_desk_reminder_scenes(std::vector<Scene>& out);
void add_desk_series_scenes(std::vector<Scene>& out);
void add_desk_grid_scenes(std::vector<Scene>& out);
void add_desk_meeting_scenes(std::vector<Scene>& out);
void add_desk_group_scenes(std::vector<Scene>& out);

}  // namespace alcove::tests
