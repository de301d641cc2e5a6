// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/screens/administration/lines.h"

// What a section of the administrator's page holds, before it is drawn.
namespace alcove::screens::administration {

struct Shown {
  std::vector<Line> lines{};
  std::optional<std::size_t> chosen{};
  std::optional<Side> side{};
  bool read = false;
  std::optional<ErrorCode> problem{};
  std::string_view empty_title{};
  std::string_view empty_text{};
  std::string_view choose{};
  std::string_view add{};  // the button above the list; empty: none
  Act add_act = Act::kNone;
};

Shown shown_in(const PageModel& model);

// A row of the list; nothing: none.
void choose(PageModel& model, std::optional<std::size_t> index);

}  // namespace alcove::screens::administration
