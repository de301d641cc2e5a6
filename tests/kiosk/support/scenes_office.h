// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/administration/sheets.h"
#include "tests/kiosk/support/scenes.h"

// The administrator's page as its scenes show it.
namespace alcove::tests {

screens::administration::PageModel office_model();
void give_bar(screens::administration::PageModel& model);
Scene office_page(std::string name,
                  std::function<void(screens::administration::PageModel&)> change);

template <class Model>
Scene over_page(std::string name, Model sheet, screens::administration::SheetFrame frame = {}) {
  return {std::move(name), ui::Density::kStaff, [sheet, frame](text::Language language) {
            auto below = std::make_shared<screens::administration::PageModel>(office_model());
            auto model = std::make_shared<Model>(sheet);
            auto around = std::make_shared<screens::administration::SheetFrame>(frame);
            below->language = around->language = language;
            give_bar(*below);
            return [below, model, around](ui::Ui& ui) {
              draw(ui, *below);
              draw(ui, *around, *model);
            };
          }};
}

// Rooms and services.
void add_setup_scenes(std::vector<Scene>& out);

}  // namespace alcove::tests
