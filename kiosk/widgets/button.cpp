// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/button.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace alcove::ui {
namespace {

struct ButtonInk {
  Ink face;
  Ink word;
  bool edge;
};

ButtonInk ink_of(const ButtonSpec& spec, const Reaction& reaction) {
  switch (spec.kind) {
    case ButtonKind::kPrimary:
      if (!spec.enabled) return {Ink::kPrimaryPale, Ink::kOnPrimary, false};
      return {reaction.held ? Ink::kPrimaryPressed : Ink::kPrimary, Ink::kOnPrimary, false};
    case ButtonKind::kSecondary:
      if (!spec.enabled) return {Ink::kPaper, Ink::kPlaceholder, true};
      return {reaction.held ? Ink::kPrimarySoft : Ink::kSurface, Ink::kText, true};
    case ButtonKind::kQuiet:
      return {reaction.held ? Ink::kPrimarySoft : Ink::kPaper,
              spec.enabled ? Ink::kPrimary : Ink::kPlaceholder, false};
    case ButtonKind::kDanger:
      return {reaction.held ? Ink::kAlarmSoft : Ink::kSurface,
              spec.enabled ? Ink::kAlarm : Ink::kPlaceholder, true};
  }
  return {Ink::kSurface, Ink::kText, true};
}

float side_padding(const Ui& ui) {
  return ui.theme().lobby() ? 32 + (ui.theme().scale() - 1) * 8 : ui.theme().px(18);
}
float icon_gap(const Ui& ui) {
  return ui.theme().px(ui.theme().lobby() ? 12 : 10);
}

float icon_room(const Ui& ui, Icon which, bool with_word) {
  if (which == Icon::kNone) return 0;
  return icon_width(ui) + (with_word ? icon_gap(ui) : 0);
}

// The word may use this much; less padding rather than a second line.
float word_room(const Ui& ui, float width, std::string_view label, Icon which) {
  return width - ui.theme().px(16) - icon_room(ui, which, !label.empty());
}

void draw_label(Ui& ui, const ButtonSpec& spec, Ink ink) {
  const TextLook look{.style = spec.style, .ink = ink};
  const float room = word_room(ui, spec.rect.width, spec.label, spec.icon);
  const float word = std::min(text_width(ui, look, spec.label), room);
  const float icon_part = icon_room(ui, spec.icon, !spec.label.empty());
  const bool two_lines = text_width(ui, look, spec.label) > room + 0.5F;
  float x = spec.rect.x + (spec.rect.width - word - icon_part) / 2;
  if (spec.align == Align::kLeft) x = spec.rect.x + side_padding(ui);
  if (spec.icon != Icon::kNone) {
    icon(ui, {x, spec.rect.y, icon_width(ui), spec.rect.height}, spec.icon, ink);
    x += icon_part;
  }
  if (spec.label.empty()) return;
  if (!two_lines) {
    text_line(ui, {std::round(x), spec.rect.y, word + 1, spec.rect.height}, look, spec.label);
    return;
  }
  const float height = paragraph_height(ui, word, look, spec.label);
  TextLook centred = look;
  centred.align = spec.icon == Icon::kNone ? Align::kCenter : Align::kLeft;
  paragraph(ui, {x, spec.rect.y + (spec.rect.height - height) / 2, word, height}, centred,
            spec.label);
}

}  // namespace

bool button(Ui& ui, const ButtonSpec& spec) {
  const Reaction reaction = ui.interact({.name = spec.name,
                                         .kind = WidgetKind::kButton,
                                         .rect = spec.rect,
                                         .value = std::string(spec.label),
                                         .enabled = spec.enabled,
                                         .role = spec.role});
  const ButtonInk ink = ink_of(spec, reaction);
  const float corner = std::min(ui.theme().corner(), spec.rect.height / 2);
  if (spec.kind != ButtonKind::kQuiet || reaction.held) fill(ui, spec.rect, ink.face, corner);
  if (ink.edge) outline(ui, spec.rect, Ink::kOutline, corner, ui.theme().outline());
  draw_label(ui, spec, ink.word);
  if (reaction.ring) focus_ring(ui, spec.rect, corner);
  return reaction.clicked;
}

float button_width(const Ui& ui, std::string_view label, Icon which, TextStyle style) {
  const float word = text_width(ui, {.style = style}, label);
  return std::ceil(word + icon_room(ui, which, !label.empty()) + 2 * side_padding(ui));
}

float quiet_button_width(const Ui& ui, std::string_view label, Icon which, TextStyle style) {
  return button_width(ui, label, which, style) - 2 * side_padding(ui) + 2 * ui.theme().px(12);
}

float button_height(const Ui& ui, float width, std::string_view label, Icon which,
                    TextStyle style) {
  const float room = word_room(ui, width, label, which);
  const float words = paragraph_height(ui, room, {.style = style}, label);
  const float line = line_height(ui, style);
  const float one = ui.theme().control_height();
  return words > line ? std::max(one, words + ui.theme().px(20)) : one;
}

std::size_t segments(Ui& ui, const Rect& rect, std::span<const Segment> all, std::size_t current) {
  const float height = ui.theme().small_control_height();
  const float gap = ui.theme().gap_small();
  float x = rect.x;
  float y = rect.y;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float width = std::min(button_width(ui, all[i].label, Icon::kNone), rect.width);
    if (x > rect.x && x + width > rect.right()) {
      x = rect.x;
      y += height + gap;
    }
    const Rect place{x, y, width, height};
    const Reaction reaction = ui.interact({.name = all[i].name,
                                           .kind = WidgetKind::kChoice,
                                           .rect = place,
                                           .value = std::string(all[i].label),
                                           .enabled = all[i].enabled,
                                           .selected = i == current});
    const bool chosen = i == current;
    const float corner = ui.theme().corner();
    const Ink usual = all[i].enabled ? Ink::kText : Ink::kPlaceholder;
    fill(ui, place, chosen || reaction.held ? Ink::kPrimarySoft : Ink::kSurface, corner);
    outline(ui, place, chosen ? Ink::kPrimary : Ink::kOutline, corner, ui.theme().outline());
    text_line(ui, place,
              {.style = TextStyle::kBodyStrong,
               .ink = chosen ? Ink::kPrimary : usual,
               .align = Align::kCenter},
              all[i].label);
    if (reaction.ring) focus_ring(ui, place, corner);
    if (reaction.clicked) current = i;
    x += width + gap;
  }
  return current;
}

float segments_height(const Ui& ui, float width, std::span<const Segment> all) {
  const float height = ui.theme().small_control_height();
  const float gap = ui.theme().gap_small();
  float x = 0;
  float total = height;
  for (const Segment& segment : all) {
    const float wanted = std::min(button_width(ui, segment.label, Icon::kNone), width);
    if (x > 0 && x + wanted > width) {
      x = 0;
      total += height + gap;
    }
    x += wanted + gap;
  }
  return total;
}

Reaction list_row(Ui& ui, const RowSpec& spec) {
  const Reaction reaction = ui.interact({.name = spec.name,
                                         .kind = WidgetKind::kRow,
                                         .rect = spec.rect,
                                         .value = spec.value,
                                         .enabled = spec.enabled,
                                         .selected = spec.selected});
  if (spec.selected || reaction.held) fill(ui, spec.rect, Ink::kPrimarySoft);
  if (spec.selected) {
    Rect rest = spec.rect;
    fill(ui, rest.cut_left(ui.theme().px(5)), Ink::kPrimary);
  }
  // Inside the row: rows touch each other.
  if (reaction.ring) {
    outline(ui, spec.rect, Ink::kPrimary, ui.theme().px(4), ui.theme().focus_ring());
  }
  return reaction;
}

bool choice_row(Ui& ui, const ChoiceSpec& spec) {
  const Theme& theme = ui.theme();
  const Reaction reaction = ui.interact({.name = spec.name,
                                         .kind = WidgetKind::kChoice,
                                         .rect = spec.rect,
                                         .value = std::string(spec.label),
                                         .enabled = spec.enabled,
                                         .selected = spec.chosen});
  const float corner = theme.corner();
  const bool soft = spec.chosen || reaction.held;
  fill(ui, spec.rect, soft ? Ink::kPrimarySoft : Ink::kSurface, corner);
  outline(ui, spec.rect, spec.chosen ? Ink::kPrimary : Ink::kOutline, corner,
          theme.outline() * (spec.chosen ? 2.0F : 1.0F));
  const float radius = theme.px(theme.lobby() ? 13 : 9);
  const Point center{spec.rect.x + theme.px(theme.lobby() ? 46 : 28), spec.rect.center().y};
  const Color ring = theme.color(spec.chosen ? Ink::kPrimary : Ink::kTextSoft);
  ui.draw().AddCircle({center.x, center.y}, radius, ring, 0, theme.px(2.6F));
  if (spec.chosen) ui.draw().AddCircleFilled({center.x, center.y}, radius * 0.55F, ring);
  Rect word = spec.rect;
  word.cut_left(theme.px(theme.lobby() ? 84 : 52));
  word.cut_right(theme.px(16));
  const TextLook look{.style = TextStyle::kBodyStrong,
                      .ink = spec.enabled ? Ink::kText : Ink::kPlaceholder};
  const float height = paragraph_height(ui, word.width, look, spec.label);
  paragraph(ui, word.middle(word.width, height), look, spec.label);
  if (reaction.ring) focus_ring(ui, spec.rect, corner);
  return reaction.clicked;
}

float choice_row_height(const Ui& ui, float width, std::string_view label) {
  const Theme& theme = ui.theme();
  const float room = width - theme.px(theme.lobby() ? 84 : 52) - theme.px(16);
  const float words =
      paragraph_height(ui, room, {.style = TextStyle::kBodyStrong}, label) + theme.px(24);
  return std::max(theme.row_height(), words);
}

}  // namespace alcove::ui
