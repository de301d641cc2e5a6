// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/availability_routes.h"
#include "tests/desk/desk_clinic.h"

namespace alcove::tests {

// L. Brandt works every day; of A. Reyes no hours are known. The first service lasts 30 minutes.
struct WorkingClinic : DeskClinic {
  LocalDate today() const { return date_of(today_at(0)); }

  // From `from` to `until` o'clock it is for that.
  struct Part {
    int from;
    int until;
    rules::SlotType type;
  };
  api::availability::Hours works(const std::vector<Part>& parts) { return works(parts, brandt); }
  api::availability::Hours works(const std::vector<Part>& parts, const StaffId& who) {
    api::availability::Hours week{.id = new_id<api::availability::HoursId>(),
                                  .clinician = who,
                                  .from = today(),
                                  .until = std::nullopt,
                                  .blocks = {}};
    for (int day = 1; day <= 7; ++day) {
      for (const Part& part : parts) {
        week.blocks.push_back(
            api::availability::Block{day, part.from * 60, part.until * 60, part.type});
      }
    }
    return other_desk->must(api::availability::set_hours, week);
  }
  api::availability::ClosedDay closes_today() {
    return other_desk->must(
        api::availability::set_closed_day,
        {.id = new_id<api::availability::ClosedDayId>(), .day = today(), .name = "Snow"});
  }
  void off_from_one_until_six() {
    other_desk->must(api::availability::set_time_off, {.id = new_id<api::availability::TimeOffId>(),
                                                       .clinician = brandt,
                                                       .from = today_at(13),
                                                       .until = today_at(18),
                                                       .kind = rules::TimeOffKind::kIll});
  }
  void works_with_lunch() {
    works({{14, 15, rules::SlotType::kTherapy},
           {15, 16, rules::SlotType::kLunch},
           {16, 17, rules::SlotType::kTherapy}});
  }
};

}  // namespace alcove::tests
