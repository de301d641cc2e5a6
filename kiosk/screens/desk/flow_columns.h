// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "kiosk/screens/desk/board_words.h"

// The flow board's rules: in which column a visit stands, and what it means to move its card into
// another one. Pure.
namespace alcove::screens::desk {

enum class FlowColumn : std::uint8_t {
  kExpected,
  kWaiting,
  kWithClinician,
  kDone,
  kNotComing,  // cancelled, a no-show, or left
};
inline constexpr std::array kFlowColumns = {FlowColumn::kExpected, FlowColumn::kWaiting,
                                            FlowColumn::kWithClinician, FlowColumn::kDone,
                                            FlowColumn::kNotComing};

// None: moved to another time, or entered by mistake; that is in the lists.
std::optional<FlowColumn> column_of(AppointmentState state);

// What moving a card comes to. The box decides whether it may be.
struct CardMove {
  enum class What : std::uint8_t {
    kNothing,  // it stands there already, or no single step leads there
    kMark,     // `state` is next
    kUndo,     // the last step is taken back; with a reason
    kAway,     // they do not come, or have left: somebody says which
  };
  What what = What::kNothing;
  AppointmentState state = AppointmentState::kArrived;

  friend bool operator==(const CardMove&, const CardMove&) = default;
};
CardMove move_to(const BoardRow& row, FlowColumn to, bool is_today);

// Whether there is a step that can be taken back.
bool has_step_back(const BoardRow& row);

}  // namespace alcove::screens::desk
