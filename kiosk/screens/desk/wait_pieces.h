// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iterator>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "kiosk/widgets/button.h"

// What the sheets of the waitlist are made of.
namespace alcove::screens::desk {

void strong_label(ui::Ui& ui, ui::Rect& flow, std::string_view words);

// One of a few, beside each other where there is room. Each is named after `prefix` and its word on
// the wire; `word(language, value)` is what it says.
template <class Values, class Value, class Word>
void one_of(ui::Ui& ui, ui::Rect& flow, text::Language language, const std::string& prefix,
            const Values& all, Value& value, Word word) {
  std::vector<ui::Segment> segments;
  std::size_t current = 0;
  for (std::size_t i = 0; i < std::size(all); ++i) {
    segments.push_back({prefix + std::string(wire::word_of(all[i])), word(language, all[i])});
    if (all[i] == value) current = i;
  }
  const float height = ui::segments_height(ui, flow.width, segments);
  value = all[ui::segments(ui, flow.cut_top(height), segments, current)];
  flow.cut_top(ui.theme().gap());
}

}  // namespace alcove::screens::desk
