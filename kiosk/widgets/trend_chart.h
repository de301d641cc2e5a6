// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/draw.h"
#include "shared/base/time.h"

// Totals of a questionnaire over time: bands of severity behind them, figures where a band begins,
// months below. One widget for keyboard and finger: a touch chooses the nearest point, Left and
// Right go from point to point, Enter opens the chosen one. Each point is also in the registry, as
// "<name>_point_0" and so on, so that a test finds it.
namespace alcove::ui {

inline constexpr std::size_t kMaxTrendPoints = 200;  // drawn; of more, the newest

struct TrendBand {
  int from = 0;
  int to = 0;  // the last total that belongs to it
  Ink ink = Ink::kBandMinimal;
};

struct TrendPoint {
  LocalDateTime at;
  std::optional<std::int64_t> total;  // none: too few answers; drawn on the base line, hollow
  bool hollow = false;                // the total rests on fewer answers than there are
};

struct TrendSpec {
  std::string name{};
  Rect rect{};
  text::Language language = text::Language::kEnglish;
  std::span<const TrendBand> bands{};    // without gaps, from 0
  std::span<const TrendPoint> points{};  // the oldest first
  std::size_t chosen = 0;                // beyond the last: none
  std::string value{};                   // what the chosen point says, for the registry
};

struct TrendReaction {
  std::optional<std::size_t> chosen;  // another point than before
  bool opened = false;                // the chosen one, by Enter or a second touch
};

TrendReaction trend_chart(Ui& ui, const TrendSpec& spec);

}  // namespace alcove::ui
