// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/flows/station_flow.h"
#include "kiosk/screens/administration/page.h"

// How the box is, asked about once a minute while an administrator is signed in, and said in a
// strip on whatever screen they have. For the UI thread.
namespace alcove::flows::administration {

class BoxWatch {
 public:
  explicit BoxWatch(const StaffContext& context);  // outlives this; reads at once

  void on_link();
  // As StationFlow::tick.
  std::int64_t tick(std::int64_t now_ms);
  void read();
  const screens::administration::ListModel<api::box::Condition>& state() const { return state_; }
  const std::optional<api::administration::StartedAgain>& started() const { return started_; }

  float height(const ui::Ui& ui, float width) const;  // 0: nothing to say
  bool draw(ui::Ui& ui, const ui::Rect& rect) const;  // true: its button was pressed

 private:
  const StaffContext& context_;
  link::Life life_;
  screens::administration::ListModel<api::box::Condition> state_;
  std::optional<api::administration::StartedAgain> started_;
  std::optional<std::int64_t> read_ms_;  // when it was asked last; nothing: at the next tick
};

}  // namespace alcove::flows::administration
