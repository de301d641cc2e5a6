// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/draw.h"
#include "shared/base/time.h"

// One month to choose a day from.
namespace alcove::ui {

struct CalendarSpec {
  std::string name{};
  text::Language language = text::Language::kEnglish;
  LocalDate chosen;
  LocalDate today;
  LocalDate first;  // days before and after these are pale
  LocalDate last;
};
// Cut off the top of `flow`. `month` is the one that is shown; the buttons "<name>_before" and
// "<name>_after" turn it. The days are named "<name>_2026-11-23".
std::optional<LocalDate> calendar(Ui& ui, Rect& flow, const CalendarSpec& spec,
                                  std::chrono::year_month& month);

}  // namespace alcove::ui
