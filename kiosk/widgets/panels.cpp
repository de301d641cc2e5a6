// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/panels.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/common_messages.h"
#include "kiosk/widgets/banner.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/unicode.h"

namespace alcove::ui {
namespace {

struct BarParts {
  float person = 0;
  float lock = 0;
  float pill = 0;
  float right = 0;
  bool two_rows = false;
};

// Around the person's name where it is a button: padding, and the sign that it opens something.
float person_room(const Ui& ui) {
  return 2 * ui.theme().px(8) + icon_width(ui) + ui.theme().gap_tiny();
}

BarParts bar_parts(const Ui& ui, const TopBarSpec& spec) {
  const text::CommonMessages say(spec.language);
  const Theme& theme = ui.theme();
  BarParts parts;
  parts.lock = button_width(ui, say.lock_terminal(), Icon::kLock);
  parts.person = text_width(ui, {.style = TextStyle::kBody}, spec.person) + 1;
  if (spec.person_part == PersonPart::kButton) parts.person += person_room(ui);
  parts.pill =
      pill_size(ui, connection_words(spec.language, spec.connection), Icon::kCheckCircle).width;
  parts.right = parts.lock + parts.person + parts.pill + 2 * theme.gap();
  // A long name is shortened before the bar takes a second row.
  const float room = std::floor(ui.screen().width * 0.6F);
  const float least = parts.right - parts.person + std::min(parts.person, theme.px(120));
  parts.two_rows = least > room;
  if (!parts.two_rows) parts.right = std::min(parts.right, room);
  return parts;
}

float bar_row(const Ui& ui) {
  return ui.theme().px(56);
}

// A name may be shortened, which the words of a button may not.
bool person_part(Ui& ui, const Rect& rect, const TopBarSpec& spec) {
  const TextLook look{.style = TextStyle::kBody};
  if (spec.person_part == PersonPart::kWord) {
    text_line(ui, rect, look, spec.person, WhenLong::kShorten);
    return false;
  }
  const Theme& theme = ui.theme();
  const Reaction reaction =
      ui.interact({.name = "person", .rect = rect, .value = std::string(spec.person)});
  if (reaction.hovered || reaction.held) fill(ui, rect, Ink::kPrimarySoft, theme.corner());
  if (reaction.ring) focus_ring(ui, rect, theme.corner());
  Rect inner = rect.inset(theme.px(8), 0);
  icon(ui, inner.cut_right(icon_width(ui)), Icon::kChevronDown, Ink::kTextSoft);
  inner.cut_right(theme.gap_tiny());
  text_line(ui, inner, look, spec.person, WhenLong::kShorten);
  return reaction.clicked;
}

std::string_view key_word(const text::CommonMessages& say, const KeyCap& key, std::string& typed) {
  switch (key.action) {
    case KeyAction::kType:
      if (key.character == U' ') return say.keyboard_space();
      append_utf8(typed, key.character);
      return typed;
    case KeyAction::kAcute:
      return "\u00B4";
    case KeyAction::kDiaeresis:
      return "\u00A8";
    case KeyAction::kLetters:
      return "abc";
    case KeyAction::kSymbols:
      return "123";
    case KeyAction::kMoreSymbols:
      return "[{}]";
    case KeyAction::kDone:
      return say.keyboard_done();
    case KeyAction::kShift:
    case KeyAction::kBackspace:
      return {};
  }
  return {};
}

}  // namespace

float top_bar_height(const Ui& ui, const TopBarSpec& spec) {
  return bar_row(ui) * (bar_parts(ui, spec).two_rows ? 2.0F : 1.0F);
}

TopBarReaction top_bar(Ui& ui, const Rect& rect, const TopBarSpec& spec) {
  const text::CommonMessages say(spec.language);
  const Theme& theme = ui.theme();
  const BarParts parts = bar_parts(ui, spec);
  fill(ui, rect, Ink::kSurface);
  divider(ui, {rect.x, rect.bottom() - 1, rect.width, 1});
  TopBarReaction out;
  Rect rest = rect.inset(theme.margin(), 0);
  Rect right = rest;
  if (parts.two_rows) {
    out.left = rest.cut_top(bar_row(ui));
    right = rest;
  } else {
    right = rest.cut_right(parts.right);
    rest.cut_right(theme.gap());
    out.left = rest;
  }
  const float height = theme.small_control_height();
  const Rect lock = right.cut_right(parts.lock);
  out.lock = button(ui, {.name = "lock",
                         .rect = lock.middle(lock.width, height),
                         .label = say.lock_terminal(),
                         .icon = Icon::kLock});
  right.cut_right(theme.gap());
  // The person may be shortened, the box's state not.
  const float pill = std::min(parts.pill, right.width);
  const float person = std::min(parts.person, right.width - pill - theme.gap());
  const Rect name = right.cut_right(std::max(0.0F, person));
  out.person = person_part(ui, name.middle(name.width, height), spec);
  right.cut_right(theme.gap());
  connection_line(ui, {right.right(), right.center().y}, spec.language, spec.connection,
                  right.width);
  return out;
}

Dialog begin_dialog(Ui& ui, std::string_view name, float width, float content_height) {
  const Theme& theme = ui.theme();
  ui.begin_layer();
  Rect screen = ui.screen();
  fill(ui, screen, Ink::kScrim);
  banner_above(ui, screen);
  const float padding = theme.lobby() ? 40.0F : theme.px(28);
  const float room = screen.height - 2 * std::min(20.0F, theme.margin());
  const float height = std::min(content_height + 2 * padding, room);
  const Rect sheet = screen.middle(std::min(width, screen.width - 2 * theme.margin()), height);
  ui.present({.name = std::string(name), .kind = WidgetKind::kPanel, .rect = sheet});
  card(ui, sheet);
  Dialog dialog{sheet.inset(padding), content_height + 2 * padding > room};
  if (dialog.scrolling) {
    dialog.content = ui.begin_scroll(std::string(name) + "_scroll", dialog.content);
  }
  return dialog;
}

void end_dialog(Ui& ui, const Dialog& dialog, float content_height) {
  if (dialog.scrolling) ui.end_scroll(content_height);
  ui.end_layer();
}

bool begin_anew(Ui& ui, std::string_view name, const Rect& flow, std::string_view shows) {
  auto& before = ui.state<std::string>(name);
  if (before == shows) return false;
  before = shows;
  const float above = ui.theme().gap();
  ui.keep_visible({flow.x, flow.y - above, flow.width, above});
  return true;
}

float keyboard_height(const Ui& ui) {
  // Keys grow with the text as far as a hand needs; the letters on them grow all the way.
  const bool lobby = ui.theme().lobby();
  const float key = std::min(ui.theme().px(lobby ? 60 : 52), lobby ? 66.0F : 72.0F);
  return 4 * key + 3 * ui.theme().px(4) + 2 * ui.theme().gap_small();
}

void keyboard_panel(Ui& ui, const Rect& area, text::Language language) {
  const text::CommonMessages say(language);
  const Theme& theme = ui.theme();
  fill(ui, area, Ink::kNeutralSoft, theme.corner());
  OnScreenKeyboard& keyboard = ui.keyboard();
  keyboard.place(
      area.inset(theme.gap_small()),
      language == text::Language::kSpanish ? KeyboardLayout::kSpanish : KeyboardLayout::kEnglish,
      theme.px(4) + 2, ui.layer());
  const float corner = std::min(theme.px(8), 12.0F);
  for (const KeyCap& key : keyboard.keys()) {
    std::string typed;
    const std::string_view word = key_word(say, key, typed);
    ui.present({.name = key.name,
                .kind = WidgetKind::kKey,
                .rect = key.rect,
                .value = std::string(word),
                .selected = key.latched});
    const bool held = keyboard.held() == key.name;
    const bool done = key.action == KeyAction::kDone;
    const Ink plain = held || key.latched ? Ink::kPrimarySoft : Ink::kSurface;
    const Ink main = held ? Ink::kPrimaryPressed : Ink::kPrimary;
    fill(ui, key.rect, done ? main : plain, corner);
    if (!done) {
      outline(ui, key.rect, key.latched ? Ink::kPrimary : Ink::kOutline, corner,
              key.latched ? theme.px(2) : std::max(1.0F, theme.px(1)));
    }
    if (key.action == KeyAction::kShift || key.action == KeyAction::kBackspace) {
      icon(ui, key.rect, key.action == KeyAction::kShift ? Icon::kArrowUp : Icon::kBackspace,
           key.latched ? Ink::kPrimary : Ink::kText);
    } else {
      const bool letter = key.action == KeyAction::kType && key.character != U' ';
      text_line(ui, key.rect,
                {.style = letter ? TextStyle::kBodyStrong : TextStyle::kSecondStrong,
                 .ink = done ? Ink::kOnPrimary : Ink::kText,
                 .align = Align::kCenter},
                word);
    }
  }
}

Rect side_page(Ui& ui, const SideSpec& spec) {
  const Theme& theme = ui.theme();
  Rect page = ui.screen();
  fill(ui, page, Ink::kPaper);
  const bool beside = theme.scale() < 1.2F || page.width >= 900 * theme.scale();
  // A whole side in yellow would glare: with high contrast it is paper with an edge.
  const bool high = theme.look().contrast == Contrast::kHigh;
  const Ink face = high ? Ink::kPaper : Ink::kPrimary;
  const Ink words = high ? Ink::kText : Ink::kOnPrimary;
  const TextLook clinic{.style = TextStyle::kPlace, .ink = words};
  const TextLook second{.style = theme.lobby() ? TextStyle::kSecond : TextStyle::kBody,
                        .ink = words};
  const TextLook foot{.style = theme.lobby() ? TextStyle::kSecond : TextStyle::kBody, .ink = words};
  if (!beside) {
    const float padding = theme.gap();
    const float room = page.width - 2 * theme.margin();
    const float height = paragraph_height(ui, room, clinic, spec.clinic) +
                         paragraph_height(ui, room, second, spec.below) + 2 * padding;
    const Rect band = page.cut_top(height);
    fill(ui, band, face);
    if (high) fill(ui, {band.x, band.bottom() - 2, band.width, 2}, Ink::kOutline);
    Rect flow = band.inset(theme.margin(), padding);
    paragraph_in(ui, flow, clinic, spec.clinic, 0);
    paragraph_in(ui, flow, second, spec.below, 0);
    return page;
  }
  const Rect side = page.cut_left(std::round(page.width * (theme.lobby() ? 0.328F : 0.344F)));
  fill(ui, side, face);
  if (high) fill(ui, {side.right() - 2, side.y, 2, side.height}, Ink::kOutline);
  Rect flow = side.inset(56, 64);
  flow.width += 28;  // the left edge is the one that is seen
  const float lower = spec.lower.empty() ? 0 : paragraph_height(ui, flow.width, foot, spec.lower);
  const Rect at_foot = flow.cut_bottom(lower);
  paragraph_in(ui, flow, clinic, spec.clinic, theme.px(18));
  paragraph_in(ui, flow, second, spec.below, 0);
  if (lower > 0 && flow.height > 0) paragraph(ui, at_foot, foot, spec.lower);
  return page;
}

}  // namespace alcove::ui
