// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/client_history.h"
#include "shared/api/clients.h"
#include "shared/api/contact_wishes.h"
#include "shared/api/staff.h"

// A client's record as it is, and what was changed in it.
namespace alcove::screens::desk {

struct RecordModel {
  std::optional<api::clients::Client> client{};  // none: not read yet
  api::clients::Wishes wishes{};                 // how the client asks to be reached
  std::vector<api::staff::Member> staff{};
  LocalDate today{};
};
struct RecordIntent {
  enum class What : std::uint8_t {
    kNone,
    kClose,
    kEdit,
    kReach,
    kVisits,
    kHistory,
    kBook,
    kWalkIn
  };
  What what = What::kNone;
};
RecordIntent draw(ui::Ui& ui, const SheetFrame& frame, const RecordModel& model);

struct ChangesModel {
  std::string name;
  Zone zone;
  std::vector<api::clients::Change> items{};  // the newest first
  std::vector<api::staff::Member> staff{};
  std::vector<api::clients::Phone> phones{};  // as of now: which one a change was about
  bool read = false;
  bool more = false;
};
struct ChangesIntent {
  bool close = false;
  bool more = false;
};
ChangesIntent draw(ui::Ui& ui, const SheetFrame& frame, const ChangesModel& model);

}  // namespace alcove::screens::desk
