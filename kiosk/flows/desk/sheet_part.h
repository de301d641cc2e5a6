// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kiosk/flows/station_flow.h"

// A part of the desk whose sheets lie over the day: the desk's flow draws the parts in their order,
// tells each what happens, and knows from them whether something lies over the board.
namespace alcove::flows::desk {

class SheetPart {
 public:
  SheetPart() = default;
  SheetPart(const SheetPart&) = delete;
  SheetPart& operator=(const SheetPart&) = delete;
  virtual ~SheetPart() = default;

  virtual bool is_open() const = 0;
  virtual bool busy() const { return false; }  // waits for the box
  // Into a form, and into no record yet: a lock would take it.
  virtual bool has_typed() const = 0;
  virtual void draw(ui::Ui& ui) = 0;  // nothing while it is not open
  virtual void on_line(const api::live::Line& line) { static_cast<void>(line); }
  virtual void on_day_changed() {}  // what was free may be taken
  virtual void on_link() {}         // the box is back
  // As StationFlow::tick.
  virtual std::int64_t tick(std::int64_t now_ms) {
    static_cast<void>(now_ms);
    return -1;
  }
};

}  // namespace alcove::flows::desk
