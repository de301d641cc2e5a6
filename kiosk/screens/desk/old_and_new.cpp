// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/old_and_new.h"

namespace alcove::screens::desk {

void old_and_new(ui::Ui& ui, ui::Rect& flow, std::string_view before, std::string_view after) {
  const ui::TextLook old_look{
      .style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft, .struck = true};
  const ui::TextLook new_look{.style = ui::TextStyle::kBodyStrong};
  const float arrow = ui::icon_width(ui) + 2 * ui.theme().px(12);
  const float old_width = ui::text_width(ui, old_look, before) + 1;
  const float new_width = ui::text_width(ui, new_look, after) + 1;
  const bool one_line = before.find('\n') == std::string_view::npos &&
                        after.find('\n') == std::string_view::npos &&
                        old_width + arrow + new_width <= flow.width;
  if (one_line) {
    ui::Rect line = flow.cut_top(ui::line_height(ui, ui::TextStyle::kBody));
    ui::text_line(ui, line.cut_left(old_width), old_look, before);
    ui::icon(ui, line.cut_left(arrow), ui::Icon::kArrowRight, ui::Ink::kTextSoft);
    ui::text_line(ui, line, new_look, after);
    return;
  }
  ui::paragraph_in(ui, flow, old_look, before, ui.theme().gap_tiny());
  ui::Rect arrow_place = flow;
  arrow_place.width = arrow;
  arrow_place.height = ui::line_height(ui, ui::TextStyle::kBody);
  ui::icon(ui, arrow_place, ui::Icon::kArrowRight, ui::Ink::kTextSoft);
  ui::Rect right = flow;
  right.cut_left(arrow);
  const float used = ui::paragraph(ui, right, new_look, after);
  flow.cut_top(used);
}

}  // namespace alcove::screens::desk
