// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "kiosk/widgets/button.h"

// Several of a few, each ticked by itself: the days of a week.
namespace alcove::ui {

// As with segments: from the left of `rect`, on more rows when there is no room. True when one was
// pressed. `ticked` is as long as `all`.
bool toggles(Ui& ui, const Rect& rect, std::span<const Segment> all, std::span<bool> ticked);
float toggles_height(const Ui& ui, float width, std::span<const Segment> all);

}  // namespace alcove::ui
