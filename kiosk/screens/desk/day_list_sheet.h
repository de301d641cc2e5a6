// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/desk/visit_sheets.h"

// The day's list on paper, so that the clinic works on when the box is down.
namespace alcove::screens::desk {

enum class DayListResult : std::uint8_t {
  kNone,
  kPrinted,
  kSaved,
  kNotPrinted,
  kNoPrinting,  // this terminal has no printing at all
};

struct DayListModel {
  LocalDate day{};
  bool can_save = false;  // this terminal can save files
  DayListResult result = DayListResult::kNone;
  std::int64_t count = 0;              // visits on the paper
  std::string where{};                 // of the file that was saved
  std::optional<ErrorCode> problem{};  // why there is no paper
};
enum class DayListIntent : std::uint8_t { kNone, kClose, kPrint, kSave };
DayListIntent draw(ui::Ui& ui, const SheetFrame& frame, const DayListModel& model);

}  // namespace alcove::screens::desk
