// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "tests/terminal/staff_terminal.h"

namespace alcove::testing {

// What stands on the screen as a person reads it: a sentence goes on in the next line.
inline bool reads(tests::UiDriver& ui, std::string_view text) {
  std::string all;
  for (const ui::TextRecord& record : ui.ui().registry().texts()) all += record.text + " ";
  return all.find(text) != std::string::npos;
}

// Turns until it is so, at most a minute.
inline bool reads(ProgramTerminal& at, std::string_view text) {
  return at.wait_for([&] { return reads(*at.ui, text); });
}

}  // namespace alcove::testing
