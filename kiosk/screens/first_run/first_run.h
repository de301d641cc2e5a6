// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"
#include "shared/base/error.h"

// The first start of a terminal: where the box is, and the code that the box printed. Each group of
// the code is checked as soon as it is complete, while the paper is still at hand.
namespace alcove::screens::first_run {

inline constexpr std::size_t kMaxAddress = 253;  // a host name's limit
inline constexpr std::size_t kMaxCode = 120;

struct FirstRunModel {
  text::Language language = text::Language::kEnglish;
  std::string address;
  std::string code;
  std::size_t code_groups = 9;  // 128 + 40 + 8 bits in groups of 20
  bool touch_keyboard = false;
  bool busy = false;
  std::optional<ErrorCode> problem;
  bool other_server = false;  // with kUnavailable: somebody answers, but not the box of the code
};

enum class FirstRunIntent : std::uint8_t { kNone, kConnect };
FirstRunIntent draw(ui::Ui& ui, FirstRunModel& model);

}  // namespace alcove::screens::first_run
