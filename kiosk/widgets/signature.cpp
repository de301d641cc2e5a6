// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/signature.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace alcove::ui {
namespace {

struct PadState {
  bool drawing = false;
};

void draw_strokes(Ui& ui, const Rect& rect, const Signature& signature) {
  std::vector<ImVec2> line;
  const Color color = ui.theme().color(Ink::kText);
  const float width = ui.theme().px(3);
  for (const std::vector<Point>& stroke : signature.strokes) {
    line.clear();
    for (const Point& point : stroke) {
      line.push_back({rect.x + point.x * rect.width, rect.y + point.y * rect.width});
    }
    if (line.size() == 1) ui.draw().AddCircleFilled(line[0], width * 0.7F, color);
    ui.draw().AddPolyline(line.data(), static_cast<int>(line.size()), color, 0, width);
  }
}

}  // namespace

std::size_t Signature::points() const {
  std::size_t count = 0;
  for (const std::vector<Point>& stroke : strokes) count += stroke.size();
  return count;
}

bool Signature::signed_enough() const {
  float length = 0;
  for (const std::vector<Point>& stroke : strokes) {
    for (std::size_t i = 1; i < stroke.size(); ++i) {
      length += std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y);
    }
  }
  return length > 0.1F;
}

bool signature_pad(Ui& ui, const SignaturePadSpec& spec, Signature& signature) {
  const Theme& theme = ui.theme();
  auto& state = ui.state<PadState>(spec.name);
  const Reaction reaction = ui.interact({.name = spec.name,
                                         .kind = WidgetKind::kSignature,
                                         .rect = spec.rect,
                                         .value = std::to_string(signature.points())});
  const Rect& rect = spec.rect;
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(rect);
  if (reaction.pressed) {
    state.drawing = true;
    signature.strokes.emplace_back();
  }
  bool drawn = false;
  if (state.drawing && !signature.strokes.empty()) {
    ui.keep_pointer();
    std::size_t room = kMaxSignaturePoints - std::min(kMaxSignaturePoints, signature.points());
    for (const Point& raw : ui.input().trail) {
      if (room == 0) break;
      const Point point{std::clamp(raw.x, rect.x, rect.right()),
                        std::clamp(raw.y, rect.y, rect.bottom())};
      signature.strokes.back().push_back(
          {(point.x - rect.x) / rect.width, (point.y - rect.y) / rect.width});
      --room;
      drawn = true;
    }
    if (!ui.input().down) state.drawing = false;
  }
  fill(ui, rect, Ink::kSurface, theme.corner());
  outline(ui, rect, reaction.focused ? Ink::kPrimary : Ink::kOutline, theme.corner(),
          theme.outline());
  const float base = rect.y + rect.height * 0.78F;
  fill(ui, {rect.x + theme.gap_large(), base, rect.width - 2 * theme.gap_large(), theme.px(1)},
       Ink::kOutline);
  if (signature.strokes.empty()) {
    const float line = line_height(ui, TextStyle::kSecond);
    text_line(ui, {rect.x, base - line - theme.gap_small(), rect.width, line},
              {.style = TextStyle::kSecond, .ink = Ink::kPlaceholder, .align = Align::kCenter},
              spec.hint);
  }
  ui.push_clip(rect);
  draw_strokes(ui, rect, signature);
  ui.pop_clip();
  if (reaction.ring) focus_ring(ui, rect, theme.corner());
  return drawn;
}

}  // namespace alcove::ui
