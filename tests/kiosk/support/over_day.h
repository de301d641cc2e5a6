// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/scenes.h"

namespace alcove::tests {

// A sheet of the desk as it is filled in, over a day.
template <class Model>
Scene over_day(std::string name, Model filled, screens::desk::SheetFrame frame = {},
               screens::desk::DayBoardModel day = monday_board()) {
  return {std::move(name), ui::Density::kStaff,
          [filled = std::move(filled), frame, day = std::move(day)](text::Language language) {
            auto below = std::make_shared<screens::desk::DayBoardModel>(day);
            auto model = std::make_shared<Model>(filled);
            auto around = std::make_shared<screens::desk::SheetFrame>(frame);
            below->language = around->language = language;
            return [below, model, around](ui::Ui& ui) {
              draw(ui, *below);
              draw(ui, *around, *model);
            };
          }};
}

}  // namespace alcove::tests
