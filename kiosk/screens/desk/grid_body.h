// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "kiosk/screens/desk/grid.h"

// The columns of the calendar that are seen, with what stands in them.
namespace alcove::screens::desk {

struct GridBody {
  const GridFrame& frame;
  const std::vector<GridColumn>& columns;
  const std::vector<BoardRow>& rows;  // of which the cards are made
  struct Across {
    float x = 0;
    float width = 0;
  } across{};
};

inline constexpr float kGridPerMinute = 1.6F;  // points at 100 %: half an hour is 48 high
inline constexpr float kGridLeastTouch = 42;   // what can be touched is at least as high
inline constexpr std::int64_t kGridWideStep = 30;
inline constexpr std::int64_t kGridFineStep = 15;

// Where a minute and a column lie.
struct GridScale {
  GridSpan span{};
  float per_minute = kGridPerMinute;
  float left = 0;
  float width = 0;  // of a column
  float top = 0;

  float y(std::int64_t minute) const {
    return top + std::round(static_cast<float>(minute - span.from) * per_minute);
  }
  ui::Rect at(std::size_t column, std::int64_t from, std::int64_t until) const {
    const float x = left + std::round(static_cast<float>(column) * width);
    const float right = left + std::round(static_cast<float>(column + 1) * width);
    return {x, y(from), right - x, y(until) - y(from)};
  }
  std::int64_t step() const {
    return static_cast<float>(kGridFineStep) * per_minute >= kGridLeastTouch ? kGridFineStep
                                                                             : kGridWideStep;
  }
};

GridScale scale_of(const ui::Ui& ui, const GridBody& body, float top);
std::string clock_of(const GridFrame& frame, std::int64_t minute);
GridPlace place_in(const GridColumn& column, bool of_room, std::int64_t minute);

float axis_width(const ui::Ui& ui);  // of the column with the hours
float head_height(const ui::Ui& ui);
float body_height(const ui::Ui& ui, const GridBody& body);
void draw_grid_head(ui::Ui& ui, const ui::Rect& area, const GridBody& body);
// Cut off the top of `flow`.
GridIntent draw_grid_body(ui::Ui& ui, ui::Rect& flow, const GridBody& body, GridModel& model);

// A visit, which can be touched and dragged; and where one that is held would go.
GridIntent draw_grid_card(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                          GridModel& model, std::size_t index, const GridCard& card);
void draw_grid_ghost(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                     const GridModel& model);

}  // namespace alcove::screens::desk
