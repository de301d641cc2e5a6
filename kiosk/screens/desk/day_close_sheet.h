// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/day_close.h"

// What is still open on a day, and that it is closed or opened again.
namespace alcove::screens::desk {

struct DayCloseModel {
  LocalDate day{};
  Zone zone;
  bool read = false;
  api::day_close::LookReply look{};
  std::string reason{};
};
struct DayCloseIntent {
  enum class What : std::uint8_t {
    kNone,
    kClose,
    kCloseDay,
    kReopen,
    kGoBefore,  // to the day that is not closed
    kShow,      // the visit
  };
  What what = What::kNone;
  AppointmentId visit{};
};
DayCloseIntent draw(ui::Ui& ui, const SheetFrame& frame, DayCloseModel& model);

}  // namespace alcove::screens::desk
