// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "kiosk/flows/desk/steps_part.h"
#include "kiosk/screens/desk/day_board.h"

namespace alcove::flows::desk {

// What moving a card of the flow board comes to: the same steps as the panel's. Owns the sheet that
// asks why somebody does not come.
class FlowPart {
 public:
  using BoardRow = screens::desk::BoardRow;

  FlowPart(const Desk& desk, StepsPart& steps) : desk_(desk), steps_(steps) {}

  // kCardOn, kCardBack or kCardTo of one of these rows.
  void act(const screens::desk::BoardIntent& intent, const std::vector<BoardRow>& rows);
  bool is_open() const { return away_.has_value(); }
  // The rows as they are now: the sheet goes by them, and goes with what it asked about.
  void draw(ui::Ui& ui, const std::vector<BoardRow>& rows);

 private:
  void move_on(const BoardRow& row);
  void take_back(const BoardRow& row);
  void put(const BoardRow& row, screens::desk::FlowColumn column);
  enum class Why : std::uint8_t { kNoShow, kLeft, kCancelled };
  std::vector<Why> reasons_for(const BoardRow& row) const;
  void mark(const BoardRow& row, screens::desk::AppointmentState state);
  void ask_why(const BoardRow& row);
  void take(const BoardRow& row, Why why);
  bool is_today(const BoardRow& row) const;

  const Desk& desk_;
  StepsPart& steps_;
  std::optional<AppointmentId> away_;
};

}  // namespace alcove::flows::desk
