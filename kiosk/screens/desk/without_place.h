// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/series.h"
#include "shared/api/staff.h"

// The dates of all series that found no place and wait for somebody to decide about them.
namespace alcove::screens::desk {

struct WithoutPlaceModel {
  LocalDate today{};
  bool read = false;
  std::int64_t count = 0;  // of all there are
  std::vector<api::series::CollisionRow> rows{};
  std::vector<api::staff::Member> clinicians{};
  std::vector<api::clinic_setup::Room> rooms{};
  std::vector<api::resources::Resource> resources{};  // retired ones too
};
struct WithoutPlaceIntent {
  bool close = false;
  std::optional<std::size_t> open{};  // the series of that row
};
WithoutPlaceIntent draw(ui::Ui& ui, const SheetFrame& frame, const WithoutPlaceModel& model);

}  // namespace alcove::screens::desk
