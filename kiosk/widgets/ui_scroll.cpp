// SPDX-License-Identifier: Apache-2.0
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/widgets/ui.h"
#include "shared/base/check.h"

// Areas that show a part of their content: by wheel, by a visible bar, by a finger on the content,
// by Page Up and Page Down, and by moving the focus.
namespace alcove::ui {
namespace {

constexpr float kBarWidth = 12;     // points at 100 %; wide enough to be seen and held
constexpr float kBelowRows = 3;     // so many rows high may be what stands below a list
constexpr float kDragStart = 10;    // a finger that moves less is a touch
constexpr float kRowsPerWheel = 2;  // lines of body text

float reach(float content, float view) {
  return std::max(0.0F, content - view);
}

}  // namespace

Rect Ui::begin_scroll(std::string_view name, const Rect& area) {
  auto& scroll = state<ScrollState>(name);
  scroll.view = area.height;
  scrolls_.push_back({std::string(name), area});
  push_clip(area);
  // A bar makes the content narrower and so never shorter: once it is needed it stays needed.
  const bool needed = reach(scroll.content, scroll.view) > 0;
  const float bar = needed ? theme_->px(kBarWidth) + theme_->gap_small() : 0;
  return {area.x, area.y - std::round(scroll.offset), area.width - bar, area.height};
}

void Ui::end_scroll(float content_height) {
  ALCOVE_CHECK(!scrolls_.empty());
  const OpenScroll open = scrolls_.back();
  scrolls_.pop_back();
  pop_clip();
  auto& scroll = state<ScrollState>(open.name);
  scroll.content = content_height;
  if (layer_ >= top_layer_) {
    scroll_by_pointer(scroll, open);
    scroll_by_keys(scroll, open);
  }
  const float most = reach(scroll.content, scroll.view);
  scroll.offset = std::clamp(scroll.offset, 0.0F, most);
  if (scroll.offset >= most - 1) scroll.seen_end = true;
  const int percent = most > 0 ? static_cast<int>(std::lround(100 * scroll.offset / most)) : 100;
  registry_.add({open.name, WidgetKind::kScroll, open.area, open.area.shared_with(clip()),
                 std::to_string(percent), true, true, false, false, layer_});
  if (most > 0) draw_scroll_bar(scroll, open);
}

void Ui::scroll_by_pointer(ScrollState& scroll, const OpenScroll& open) {
  const Point at = input_.pointer;
  const bool inside = open.area.shared_with(clip()).contains(at);
  const float line = theme_->measure(TextStyle::kBody).line_px;
  if (inside && input_.wheel_rows != 0) {
    scroll.offset -= input_.wheel_rows * kRowsPerWheel * line;
    input_.wheel_rows = 0;
  }
  // A finger that went down elsewhere, on a button below this area, means nothing here.
  if (input_.pressed) scroll.touched = inside;
  if (reach(scroll.content, scroll.view) <= 0) return;
  if (input_.pressed && inside) {
    scroll.drag_from = at.y;
    const float bar_left = open.area.right() - theme_->px(kBarWidth) - theme_->gap_tiny();
    scroll.bar_held = at.x >= bar_left;
    if (scroll.bar_held) captured_ = open.name;
    if (captured_.empty()) captured_ = open.name + ":content";
  }
  if (!input_.down || !scroll.touched) return;
  if (scroll.bar_held && captured_ == open.name) {
    scroll.offset += (at.y - scroll.drag_from) * scroll.content / scroll.view;
    scroll.drag_from = at.y;
    return;
  }
  // A finger on a button that moves on was meant for the content; one that writes was not.
  const bool content_held = captured_ == open.name + ":content";
  if (content_held || (!capture_is_firm_ && !captured_.empty() && captured_ != open.name &&
                       std::abs(at.y - scroll.drag_from) > theme_->px(kDragStart))) {
    captured_ = open.name + ":content";
    scroll.offset -= at.y - scroll.drag_from;
    scroll.drag_from = at.y;
  }
}

void Ui::scroll_by_keys(ScrollState& scroll, const OpenScroll& open) {
  const KeyPress* const press = key();
  if (press == nullptr || press->control || focus_takes_text_) return;
  const WidgetRecord* const widget = registry_.find(focus_);
  // What is drawn later in this frame: where one writes, the keys are the text's.
  if (widget == nullptr && took_text_before_) return;
  const bool mine = widget == nullptr || open.area.contains(widget->rect.center());
  if (!mine && press->key != Key::kPageDown && press->key != Key::kPageUp) return;
  // In a list Home and End are the focus's: it goes to the first and the last row, where that is
  // drawn. A list that draws only what is in view is scrolled.
  const bool of_list = widget != nullptr && widget->kind == WidgetKind::kRow;
  if (of_list && (press->key == Key::kHome || press->key == Key::kEnd)) {
    float first = widget->rect.y;
    float last = widget->rect.bottom();
    for (const FocusStop& stop : stops_) {
      const WidgetRecord* const other = registry_.find(stop.name);
      if (stop.scroll != open.name || other == nullptr || other->kind != widget->kind) continue;
      first = std::min(first, stop.rect.y);
      last = std::max(last, stop.rect.bottom());
    }
    const float top = open.area.y - std::round(scroll.offset);
    const bool drawn = press->key == Key::kHome
                           ? first - top <= scroll.view
                           : top + scroll.content - last <= kBelowRows * widget->rect.height;
    if (drawn) return;
  }
  const float page = scroll.view * 0.85F;
  if (press->key == Key::kPageDown) scroll.offset += page;
  if (press->key == Key::kPageUp) scroll.offset -= page;
  if (press->key == Key::kHome) scroll.offset = 0;
  if (press->key == Key::kEnd) scroll.offset = scroll.content;
  if (press->key == Key::kPageDown || press->key == Key::kPageUp || press->key == Key::kHome ||
      press->key == Key::kEnd) {
    use_key();
  }
}

void Ui::draw_scroll_bar(const ScrollState& scroll, const OpenScroll& open) {
  const float width = theme_->px(kBarWidth);
  const Rect track{open.area.right() - width, open.area.y, width, open.area.height};
  const float handle =
      std::max(theme_->px(40), track.height * scroll.view / std::max(1.0F, scroll.content));
  const float most = reach(scroll.content, scroll.view);
  const float top = track.y + (track.height - handle) * scroll.offset / most;
  const float round = width / 2;
  draw_->AddRectFilled({track.x, track.y}, {track.right(), track.bottom()},
                       theme_->color(Ink::kLine), round);
  if (theme_->look().contrast == Contrast::kHigh) {  // else handle and track are one white bar
    const Rect hollow = track.inset(2);
    draw_->AddRectFilled({hollow.x, hollow.y}, {hollow.right(), hollow.bottom()},
                         theme_->color(Ink::kPaper), round);
  }
  draw_->AddRectFilled({track.x, top}, {track.right(), top + handle}, theme_->color(Ink::kOutline),
                       round);
}

void Ui::keep_visible(const Rect& rect) {
  if (scrolls_.empty()) return;
  show_stop({{}, rect, scrolls_.back().name, scrolls_.back().area, layer_});
}

bool Ui::scrolled_to_end(std::string_view name) const {
  const auto slot = slots_.find(std::string(name));
  return slot != slots_.end() && slot->second.type == type_tag<ScrollState>() &&
         static_cast<const ScrollState*>(slot->second.content.get())->seen_end;
}

}  // namespace alcove::ui
