// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/toggles.h"

#include <algorithm>
#include <vector>

namespace alcove::ui {
namespace {

// Where each of them stands, wide enough for its tick.
std::vector<Rect> places_of(const Ui& ui, const Rect& rect, std::span<const Segment> all) {
  const float height = ui.theme().small_control_height();
  const float gap = ui.theme().gap_small();
  std::vector<Rect> places;
  float x = rect.x;
  float y = rect.y;
  for (const Segment& one : all) {
    const float width = std::min(button_width(ui, one.label, Icon::kCheck), rect.width);
    if (x > rect.x && x + width > rect.right()) {
      x = rect.x;
      y += height + gap;
    }
    places.push_back({x, y, width, height});
    x += width + gap;
  }
  return places;
}

bool toggle(Ui& ui, const Rect& place, const Segment& one, bool ticked) {
  const Reaction reaction = ui.interact({.name = one.name,
                                         .kind = WidgetKind::kChoice,
                                         .rect = place,
                                         .value = std::string(one.label),
                                         .selected = ticked});
  const float corner = ui.theme().corner();
  fill(ui, place, ticked || reaction.held ? Ink::kPrimarySoft : Ink::kSurface, corner);
  outline(ui, place, ticked ? Ink::kPrimary : Ink::kOutline, corner, ui.theme().outline());
  const Ink ink = ticked ? Ink::kPrimary : Ink::kText;
  Rect words = place;
  if (ticked) {
    words.cut_left(ui.theme().px(12));
    icon(ui, words.cut_left(icon_width(ui)), Icon::kCheck, ink);
  }
  text_line(ui, words, {.style = TextStyle::kBodyStrong, .ink = ink, .align = Align::kCenter},
            one.label);
  if (reaction.ring) focus_ring(ui, place, corner);
  return reaction.clicked;
}

}  // namespace

bool toggles(Ui& ui, const Rect& rect, std::span<const Segment> all, std::span<bool> ticked) {
  const std::vector<Rect> places = places_of(ui, rect, all);
  bool pressed = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!toggle(ui, places[i], all[i], ticked[i])) continue;
    ticked[i] = !ticked[i];
    pressed = true;
  }
  return pressed;
}

float toggles_height(const Ui& ui, float width, std::span<const Segment> all) {
  return all.empty() ? 0 : places_of(ui, {0, 0, width, 0}, all).back().bottom();
}

}  // namespace alcove::ui
