// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/widgets/ui.h"

// Where the focus goes: Tab in drawing order, arrows to the nearest neighbour, Enter and Escape to
// the buttons that stand for them.
namespace alcove::ui {

void Ui::focus(std::string_view name) {
  focus_ = name;
}

void Ui::prefer_focus(std::string_view name) {
  // A screen under a sheet goes on saying what it prefers: it is the sheet's turn.
  if (focus_.empty() && layer_ >= top_layer_) focus_ = name;
}

void Ui::note_focus_stop(const WidgetSpec& spec) {
  FocusStop stop{spec.name, spec.rect, {}, {}, layer_, tab_group_};
  if (!scrolls_.empty()) {
    stop.scroll = scrolls_.back().name;
    stop.scroll_area = scrolls_.back().area;
  }
  stops_.push_back(std::move(stop));
}

void Ui::move_focus() {
  if (next_top_layer_ > top_layer_ && top_layer_ > 0) focus_of_sheet_ = focus_;
  std::erase_if(stops_, [&](const FocusStop& stop) { return stop.layer < next_top_layer_; });
  std::ranges::stable_sort(stops_, {}, &FocusStop::group);
  const bool there = std::any_of(stops_.begin(), stops_.end(),
                                 [&](const FocusStop& stop) { return stop.name == focus_; });
  if (!there) focus_.clear();
  if (next_top_layer_ < top_layer_ && next_top_layer_ > 0) focus_ = std::move(focus_of_sheet_);
  const KeyPress* const press = key();
  if (press == nullptr || press->control) return;
  switch (press->key) {
    case Key::kTab:
      focus_next(press->shift);
      return;
    case Key::kEnter:
      activate_ = default_button_;
      return;
    case Key::kEscape:
      activate_ = cancel_button_;
      return;
    case Key::kLeft:
    case Key::kRight:
    case Key::kUp:
    case Key::kDown:
      focus_towards(press->key);
      return;
    case Key::kHome:
    case Key::kEnd: {
      // Of the list whose row has the focus, the first or the last one.
      const auto is_row = [&](const FocusStop& stop) {
        const WidgetRecord* const widget = registry_.find(stop.name);
        return widget != nullptr && widget->kind == WidgetKind::kRow;
      };
      const auto now = std::ranges::find(stops_, focus_, &FocusStop::name);
      if (now == stops_.end() || !is_row(*now)) return;
      const std::string scroll = now->scroll;
      const FocusStop* found = nullptr;
      for (const FocusStop& stop : stops_) {
        if (stop.scroll != scroll || !is_row(stop)) continue;
        if (found == nullptr || press->key == Key::kEnd) found = &stop;
      }
      focus_ = found->name;
      show_stop(*found);
      return;
    }
    case Key::kBackspace:
    case Key::kDelete:
    case Key::kPageUp:
    case Key::kPageDown:
    case Key::kLetter:
      return;
  }
}

void Ui::focus_next(bool backwards) {
  if (stops_.empty()) return;
  const auto current = std::find_if(stops_.begin(), stops_.end(),
                                    [&](const FocusStop& stop) { return stop.name == focus_; });
  const std::size_t count = stops_.size();
  std::size_t next = backwards ? count - 1 : 0;
  if (current != stops_.end()) {
    const auto at = static_cast<std::size_t>(current - stops_.begin());
    next = (at + (backwards ? count - 1 : 1)) % count;
  }
  focus_ = stops_[next].name;
  show_stop(stops_[next]);
}

// The nearest widget in that direction: distance along the arrow counts once, aside three times;
// hardly at all up and down to what lies within the width of where one is, as two that share it.
void Ui::focus_towards(Key direction) {
  const auto current = std::find_if(stops_.begin(), stops_.end(),
                                    [&](const FocusStop& stop) { return stop.name == focus_; });
  if (current == stops_.end()) {
    focus_next(false);
    return;
  }
  const Point from = current->rect.center();
  const FocusStop* best = nullptr;
  float best_cost = 0;
  for (const FocusStop& stop : stops_) {
    const Point to = stop.rect.center();
    const float right = to.x - from.x;
    const float down = to.y - from.y;
    const bool horizontal = direction == Key::kLeft || direction == Key::kRight;
    const bool negative = direction == Key::kLeft || direction == Key::kUp;
    const float along = (horizontal ? right : down) * (negative ? -1.0F : 1.0F);
    const float aside = std::abs(horizontal ? down : right);
    if (along < 1.0F || (horizontal && aside > along)) continue;
    const bool within = !horizontal && stop.rect.x >= current->rect.x - 1 &&
                        stop.rect.right() <= current->rect.right() + 1;
    const float cost = along + (within ? 0.3F : 3.0F) * aside;
    if (best == nullptr || cost < best_cost) {
      best = &stop;
      best_cost = cost;
    }
  }
  if (best == nullptr) return;
  focus_ = best->name;
  show_stop(*best);
}

void Ui::show_stop(const FocusStop& stop) {
  if (stop.scroll.empty()) return;
  const auto slot = slots_.find(stop.scroll);
  if (slot == slots_.end() || slot->second.type != type_tag<ScrollState>()) return;
  auto& scroll = *static_cast<ScrollState*>(slot->second.content.get());
  const float before = scroll.offset;
  const Rect wanted = stop.rect.grown(theme_->gap_small());
  if (wanted.bottom() > stop.scroll_area.bottom()) {
    scroll.offset += wanted.bottom() - stop.scroll_area.bottom();
  }
  const float above = stop.scroll_area.y - wanted.y;
  if (above > 0) scroll.offset = std::max(0.0F, scroll.offset - above);
  if (scroll.offset != before) settled_ = false;
}

}  // namespace alcove::ui
