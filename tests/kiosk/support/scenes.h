// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"

// Every screen with believable content, long names included: for the test that nothing is cut off,
// and for the gallery of pictures.
namespace alcove::tests {

struct Scene {
  std::string name;
  ui::Density density = ui::Density::kLobby;
  // A fresh screen in this language; it keeps its model.
  std::function<std::function<void(ui::Ui&)>(text::Language)> make;
};

std::vector<Scene> all_scenes();

// The parts of it, a file for each.
void add_program_scenes(std::vector<Scene>& out);
void add_administration_scenes(std::vector<Scene>& out);
void add_display_scenes(std::vector<Scene>& out);
// Where somebody is at work, sheets can be locked over, as the staff's shell offers it.
void lock_over_sheets(std::vector<Scene>& scenes);

}  // namespace alcove::tests
