// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/absence_calls.h"

// What becomes of the visits that are booked while somebody is away or the clinic is closed: all of
// them listed, a choice for all and one for each, and then whom to call.
namespace alcove::screens::desk {

struct Colleague {
  StaffId id{};
  std::string name{};
};

struct AbsenceModel {
  api::absences::Edit edit{};
  std::string name{};                   // whose visits; empty: everybody's
  std::vector<Colleague> colleagues{};  // who could take over
  std::optional<api::absences::Preview> preview{};
  bool changed_meanwhile = false;
  std::string reason{};
  // What is being chosen: the colleague for all, or what becomes of the line at that index.
  bool choosing_for_all = false;
  std::optional<std::size_t> choosing{};

  std::int64_t count() const;  // visits that would change
};
struct AbsenceIntent {
  enum class What : std::uint8_t { kNone, kClose, kChanged, kApply };
  What what = What::kNone;
};
AbsenceIntent draw(ui::Ui& ui, const SheetFrame& frame, AbsenceModel& model);

// The changes that were made, each with how many are still to be called.
struct CallListsModel {
  std::optional<api::absences::ListsReply> reply{};
};
struct CallListsIntent {
  bool close = false;
  std::optional<std::size_t> open{};
};
CallListsIntent draw(ui::Ui& ui, const SheetFrame& frame, const CallListsModel& model);

struct CallsModel {
  Zone zone;
  std::optional<api::absences::CallsReply> reply{};
  bool can_print = false;
};
struct CallsIntent {
  bool close = false;
  bool print = false;
  std::optional<std::size_t> tried{};  // the row of whom somebody tried to reach
};
CallsIntent draw(ui::Ui& ui, const SheetFrame& frame, const CallsModel& model);

}  // namespace alcove::screens::desk
