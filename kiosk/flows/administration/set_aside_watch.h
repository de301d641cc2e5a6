// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/flows/station_flow.h"

// Whether something that terminals brought home waits for the privacy officer: asked about when
// they sign in and when the box comes back (each time is an access), and said in a strip on
// whatever screen they have. For the UI thread.
namespace alcove::flows::administration {

class SetAsideWatch {
 public:
  explicit SetAsideWatch(const StaffContext& context);  // outlives this; reads at once

  void on_link();
  void read();
  float height(const ui::Ui& ui, float width) const;  // 0: nothing to say
  bool draw(ui::Ui& ui, const ui::Rect& rect) const;  // true: its button was pressed

 private:
  const StaffContext& context_;
  link::Life life_;
  std::int64_t open_ = 0;
};

}  // namespace alcove::flows::administration
