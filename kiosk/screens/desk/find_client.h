// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/like_names.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/client_finding.h"

// Finding a client, and who a new client may be already.
namespace alcove::screens::desk {

inline constexpr std::size_t kMaxFindText = 100;

struct FindModel {
  std::string title;  // what the client is looked for
  std::string text{};
  std::string searched{};  // what the hits below answer
  bool looking = false;
  std::vector<api::clients::Hit> hits{};
  std::vector<bool> like{};  // by hit: could be mistaken for another one of them
  bool more = false;
};
struct FindIntent {
  bool close = false;
  bool changed = false;  // other words to look for
  bool register_new = false;
  std::optional<std::size_t> chosen{};  // among the hits
};
// As it is told to whoever looked for them.
FoundClient found_client(const api::clients::Hit& hit);

FindIntent draw(ui::Ui& ui, const SheetFrame& frame, FindModel& model);

struct DuplicatesModel {
  std::string name;  // of the one about to be registered
  std::vector<api::clients::Duplicate> items;
};
struct DuplicatesIntent {
  bool close = false;
  bool nobody_of_these = false;  // they are other people: register
  std::optional<std::size_t> open{};
};
DuplicatesIntent draw(ui::Ui& ui, const SheetFrame& frame, const DuplicatesModel& model);

}  // namespace alcove::screens::desk
