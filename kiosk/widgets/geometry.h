// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

// Places on the screen, in pixels, y downwards. A layout is made by cutting pieces off a rectangle:
//
//   Rect page = ui.screen();
//   const Rect bar = page.cut_top(56);   // page is now what is left below
namespace alcove::ui {

struct Point {
  float x = 0;
  float y = 0;
};

struct Size {
  float width = 0;
  float height = 0;
};

struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
  Point center() const { return {x + width / 2, y + height / 2}; }
  bool empty() const { return width <= 0 || height <= 0; }
  bool contains(Point point) const {
    return point.x >= x && point.x < right() && point.y >= y && point.y < bottom();
  }
  bool contains(const Rect& other) const {
    return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
  }
  Rect inset(float horizontal, float vertical) const {
    return {x + horizontal, y + vertical, std::max(0.0F, width - 2 * horizontal),
            std::max(0.0F, height - 2 * vertical)};
  }
  Rect inset(float all) const { return inset(all, all); }
  Rect grown(float all) const { return {x - all, y - all, width + 2 * all, height + 2 * all}; }
  Rect shared_with(const Rect& other) const {
    const float left = std::max(x, other.x);
    const float top = std::max(y, other.y);
    return {left, top, std::max(0.0F, std::min(right(), other.right()) - left),
            std::max(0.0F, std::min(bottom(), other.bottom()) - top)};
  }
  // A piece of this size in the middle.
  Rect middle(float piece_width, float piece_height) const {
    return {x + (width - piece_width) / 2, y + (height - piece_height) / 2, piece_width,
            piece_height};
  }

  // Cuts return the piece; this keeps the rest. More than there is gives all there is.
  Rect cut_top(float amount) {
    const float cut = std::clamp(amount, 0.0F, height);
    const Rect piece{x, y, width, cut};
    y += cut;
    height -= cut;
    return piece;
  }
  Rect cut_bottom(float amount) {
    const float cut = std::clamp(amount, 0.0F, height);
    height -= cut;
    return {x, y + height, width, cut};
  }
  Rect cut_left(float amount) {
    const float cut = std::clamp(amount, 0.0F, width);
    const Rect piece{x, y, cut, height};
    x += cut;
    width -= cut;
    return piece;
  }
  Rect cut_right(float amount) {
    const float cut = std::clamp(amount, 0.0F, width);
    width -= cut;
    return {x + width, y, cut, height};
  }
};

}  // namespace alcove::ui
