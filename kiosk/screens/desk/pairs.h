// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "kiosk/widgets/ui.h"

// Two parts of a form beside each other where there is room, otherwise below each other.
namespace alcove::screens::desk {

inline constexpr float kPairFrom = 520;  // points at 100 %

// `first` and `second` are given a place and cut off its top what they use.
template <class First, class Second>
void pair(const ui::Ui& ui, ui::Rect& flow, float from_width, First first, Second second) {
  if (flow.width < from_width * ui.theme().scale()) {
    first(flow);
    second(flow);
    return;
  }
  const float gap = ui.theme().px(16);
  const float width = (flow.width - gap) / 2;
  ui::Rect left{flow.x, flow.y, width, flow.height};
  ui::Rect right{flow.x + width + gap, flow.y, width, flow.height};
  first(left);
  second(right);
  flow.cut_top(std::max(left.y, right.y) - flow.y);
}

}  // namespace alcove::screens::desk
