// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "kiosk/screens/desk/grid.h"

// The columns of the calendar that are seen, with what stands in them.
namespace alcove::screens::desk {

struct GridBody {
  const GridFrame& frame;
  const std::vector<GridColumn>& columns;  // all of them
  const std::vector<BoardRow>& rows;       // of which the cards are made
  const std::vector<api::appointments::MeetingCard>& meetings;
  struct Seen {
    std::size_t first = 0;
    std::size_t count = 0;
    std::size_t end() const { return first + count; }
    bool has(std::size_t column) const { return column >= first && column < end(); }
  } seen{};
  bool of_room = false;
  bool carried = false;  // a visit is, or free time is drawn over: free times say nothing
  // The page scrolls and the heads stay: what is brought into view is seen below them.
  float under_head = 0;
  bool scrolls_with_page() const { return under_head > 0; }
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
  std::size_t first = 0;  // column at the left
  float per_minute = kGridPerMinute;
  float left = 0;
  float width = 0;  // of a column
  float top = 0;

  float y(std::int64_t minute) const {
    return top + std::round(static_cast<float>(minute - span.from) * per_minute);
  }
  ui::Rect at(std::size_t column, std::int64_t from, std::int64_t until) const {
    const auto place = static_cast<float>(column - first);
    const float x = left + std::round(place * width);
    const float right = left + std::round((place + 1) * width);
    return {x, y(from), right - x, y(until) - y(from)};
  }
  std::int64_t step() const {
    return static_cast<float>(kGridFineStep) * per_minute >= kGridLeastTouch ? kGridFineStep
                                                                             : kGridWideStep;
  }
};

void keep_in_view(ui::Ui& ui, const GridBody& body, const ui::Rect& place);
GridScale scale_of(const ui::Ui& ui, const GridBody& body, float top);
std::string clock_of(const GridFrame& frame, std::int64_t minute);
GridPlace place_in(const GridColumn& column, bool of_room, std::int64_t minute);

float axis_width(const ui::Ui& ui);  // of the column with the hours
float head_height(const ui::Ui& ui);
float body_height(const ui::Ui& ui, const GridBody& body);
void draw_grid_head(ui::Ui& ui, const ui::Rect& area, const GridBody& body);
bool may_book(const GridFrame& frame, const GridColumn& column);
std::string grid_cell_name(std::size_t column, const GridCell& cell);
// Cut off the top of `flow`.
GridIntent draw_grid_body(ui::Ui& ui, ui::Rect& flow, const GridBody& body, GridModel& model);

// A session that stands in several columns has its plain name in the first of them.
std::string grid_card_name(const GridBody& body, std::size_t column, const GridCard& card);
// What stands in a column: it can be pressed, and a visit taken hold of.
GridIntent draw_grid_card(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                          GridModel& model, std::size_t column, const GridCard& card);

// Moving. Only what the box would let go: a visit of its own or a session, still to come.
std::optional<GridModel::Held> held_of(const GridBody& body, std::size_t column,
                                       const GridCard& card);
bool is_held(const GridBody& body, const GridModel& model, const GridCard& card);
void take_hold(ui::Ui& ui, const GridModel::Held& held, const ui::Rect& card);
// Before anything of the body is drawn: the keys belong to the visit that is held.
GridIntent carry_by_key(ui::Ui& ui, const GridBody& body, const GridScale& scale, GridModel& model);
// After the cards.
GridIntent carry_by_finger(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                           GridModel& model);
// Where it would go, over everything else.
void draw_grid_ghost(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                     const GridModel& model);
struct GhostWords {
  std::string first{};
  std::string second{};
  std::string in_one{};  // where there is room for one line
};
void draw_ghost_words(ui::Ui& ui, const ui::Rect& place, const GhostWords& words);
// Goes on with each movement near an edge of what scrolls, not by itself.
void scroll_at_edges(ui::Ui& ui, const ui::Point& before);

// Drawing over free time. The keys before anything of the body is drawn, the pointer after it.
void draw_by_key(ui::Ui& ui, const GridBody& body, const GridScale& scale, GridModel& model);
void begin_drawing(ui::Ui& ui, const GridScale& scale, std::size_t column, const GridCell& cell);
GridIntent draw_by_pointer(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                           GridModel& model);
// The free time as it is seen while one draws: where it was begun it is as large as what is drawn,
// and what else lies under that is not there. None: not there.
std::optional<GridCell> seen_cell(const GridBody& body, const GridScale& scale,
                                  const GridModel& model, std::size_t column, const GridCell& cell);
GridIntent book_drawn(const GridBody& body, const GridScale& scale, GridModel& model);
void draw_drawn(ui::Ui& ui, const GridBody& body, const GridScale& scale, const GridModel& model);

}  // namespace alcove::screens::desk
