// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>

#include "kiosk/link/box.h"
#include "kiosk/screens/waiting_room/called.h"
#include "shared/api/waiting_room.h"

// A terminal of the lobby that hangs on the wall: it shows who is called, and asks again whenever
// the box says that this changed. Nobody is identified at it, and it holds nothing of anybody. For
// the UI thread.
namespace alcove::flows {

class DisplayFlow {
 public:
  // A call is over by itself some time after it was made: looked for that often.
  static constexpr std::int64_t kAgainMs = 20'000;
  static constexpr std::int64_t kSoonAgainMs = 3'000;  // after an answer that was none

  // The box outlives the flow.
  DisplayFlow(link::Box& box, std::int64_t now_ms, ui::Look usual = {});
  DisplayFlow(const DisplayFlow&) = delete;
  DisplayFlow& operator=(const DisplayFlow&) = delete;

  void draw(ui::Ui& ui);
  void on_link();
  void on_line(const api::live::Line& line);
  // Returns in how many milliseconds it wants to be called again at the latest.
  std::int64_t tick(std::int64_t now_ms);
  bool take_change() { return std::exchange(changed_, false); }
  ui::Look look() const { return look_; }

 private:
  void read();
  void take(Result<api::waiting_room::DisplayReply> reply);
  screens::waiting_room::DisplayState state() const;

  link::Box& box_;
  link::Life life_;
  const ui::Look look_;
  screens::waiting_room::CalledModel model_;
  bool known_ = false;  // the box's last answer is what the model holds
  bool refused_ = false;
  bool reading_ = false;
  bool read_again_ = false;
  bool changed_ = false;
  std::int64_t now_ms_;
  std::int64_t again_ms_;
  LocalDateTime minute_{};
};

}  // namespace alcove::flows
