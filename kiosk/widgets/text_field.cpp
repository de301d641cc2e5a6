// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/text_field.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/text/common_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/editing.h"

namespace alcove::ui {
namespace {

constexpr std::string_view kDot = "\u2022";

void wipe_text(std::string& text) {
  volatile char* const bytes = text.data();
  for (std::size_t i = 0; i < text.size(); ++i) bytes[i] = 0;
}

struct FieldState {
  explicit FieldState(const EditLimits& limits) : buffer(limits) {}
  EditBuffer buffer;
  ClickCounter clicks;
  float scrolled = 0;
  std::int64_t last_edit_ms = 0;
  bool uncovered = false;
  bool had_focus = false;
};

// What stands in the field, and where the letters of the text are in it.
struct Shown {
  std::string text;
  bool dots = false;
};

std::string dots_for(const std::string& text) {
  std::string dots;
  for (std::size_t at = 0; at < text.size(); at = next_grapheme(text, at)) dots += kDot;
  return dots;
}

Shown shown_text(const FieldState& state, bool secret) {
  const std::string& text = state.buffer.text();
  if (!secret || state.uncovered) return {text, false};
  return {dots_for(text), true};
}

std::size_t to_shown(const FieldState& state, const Shown& shown, std::size_t offset) {
  if (!shown.dots) return offset;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < offset; at = next_grapheme(state.buffer.text(), at)) ++letters;
  return letters * kDot.size();
}

std::size_t from_shown(const FieldState& state, const Shown& shown, std::size_t offset) {
  if (!shown.dots) return offset;
  std::size_t at = 0;
  for (std::size_t i = 0; i < offset / kDot.size(); ++i) {
    at = next_grapheme(state.buffer.text(), at);
  }
  return at;
}

void apply_pointer(Ui& ui, const FieldSpec& spec, const Rect& inner, const Shown& shown,
                   const Reaction& reaction, FieldState& state) {
  if (!ui.holds_pointer(spec.name) || !ui.input().down) return;
  const WrapRow row{0, shown.text.size(), true};
  const float x = ui.input().pointer.x - inner.x + state.scrolled;
  const std::size_t offset =
      from_shown(state, shown, offset_at(shown.text, row, x, advance_of(ui, spec.style)));
  if (!reaction.pressed) {
    ui.keep_pointer();
    if (state.clicks.drags(ui.input().pointer)) state.buffer.move_to(offset, Extend::kSelect);
    return;
  }
  const int clicks = state.clicks.press(ui.input().time_ms, ui.input().pointer);
  const Extend extend = ui.input().with_shift ? Extend::kSelect : Extend::kMove;
  if (clicks == 1) state.buffer.move_to(offset, extend);
  if (clicks > 1 && (clicks == 3 || shown.dots)) state.buffer.select_all();
  if (clicks == 2 && !shown.dots) state.buffer.select_word_at(offset);
}

FieldReaction apply_keys(Ui& ui, FieldState& state) {
  FieldReaction out;
  if (const KeyPress* const press = ui.key(); press != nullptr) {
    const Extend extend = press->shift ? Extend::kSelect : Extend::kMove;
    if (press->key == Key::kHome || press->key == Key::kEnd) {
      state.buffer.move_to(press->key == Key::kHome ? 0 : state.buffer.text().size(), extend);
      ui.use_key();
    }
    out.entered = press->key == Key::kEnter && !press->control;
  }
  const std::int64_t now = ui.input().time_ms;
  if (now - state.last_edit_ms > kPauseMs) state.buffer.end_step();
  const Edited edited = apply_input(ui, state.buffer, false);
  if (edited != Edited::kNothing) state.last_edit_ms = now;
  out.changed = edited != Edited::kNothing;
  out.cut_short = edited == Edited::kCutShort;
  return out;
}

void draw_content(Ui& ui, const FieldSpec& spec, const Rect& inner, const Shown& shown,
                  bool focused, FieldState& state) {
  const AdvanceOf advance = advance_of(ui, spec.style);
  const WrapRow row{0, shown.text.size(), true};
  const auto x_at = [&](std::size_t offset) {
    return x_of(shown.text, row, to_shown(state, shown, offset), advance);
  };
  const float caret = x_at(state.buffer.caret());
  const float whole = x_of(shown.text, row, shown.text.size(), advance);
  const float width = inner.width - ui.theme().px(3);
  state.scrolled = std::clamp(state.scrolled, caret - width, caret);
  state.scrolled = std::clamp(state.scrolled, 0.0F, std::max(0.0F, whole - width));
  if (!focused) state.scrolled = 0;
  const float line = line_height(ui, spec.style);
  const float top = std::round(inner.y + (inner.height - line) / 2);
  const float left = inner.x - std::round(state.scrolled);
  ui.push_clip(inner.grown(ui.theme().px(1)));
  if (focused && state.buffer.has_selection()) {
    const auto [begin, end] = state.buffer.selection();
    fill(ui, {left + x_at(begin), top, x_at(end) - x_at(begin), line}, Ink::kPrimarySoft);
    if (ui.theme().look().contrast == Contrast::kHigh) {
      outline(ui, {left + x_at(begin), top, x_at(end) - x_at(begin), line}, Ink::kPrimary, 0, 2);
    }
  }
  if (shown.text.empty() && !spec.placeholder.empty()) {
    text_line(ui, inner, {.style = spec.style, .ink = Ink::kPlaceholder}, spec.placeholder,
              WhenLong::kShorten);
  } else {
    glyphs(ui, {left, top}, {.style = spec.style}, shown.text);
  }
  if (focused) {
    fill(ui,
         {std::round(left + caret), top + ui.theme().px(2), ui.theme().px(2),
          line - 2 * ui.theme().px(2)},
         Ink::kText);
  }
  ui.pop_clip();
}

// The button that uncovers a password, cut off the right of the field.
void show_button(Ui& ui, const FieldSpec& spec, Rect& inner, FieldState& state) {
  const text::CommonMessages say(spec.language);
  const std::string_view word = state.uncovered ? say.hide_secret() : say.show_secret();
  const std::string_view longest =
      say.hide_secret().size() > say.show_secret().size() ? say.hide_secret() : say.show_secret();
  const float width = text_width(ui, {.style = TextStyle::kSecondStrong}, longest) +
                      icon_width(ui) + ui.theme().px(28);
  const Rect place = inner.cut_right(width);
  inner.cut_right(ui.theme().gap_small());
  if (button(ui, {.name = spec.name + "_show",
                  .rect = place.inset(0, ui.theme().px(4)),
                  .label = word,
                  .icon = state.uncovered ? Icon::kHide : Icon::kShow,
                  .kind = ButtonKind::kQuiet,
                  .enabled = spec.enabled,
                  .style = TextStyle::kSecondStrong})) {
    state.uncovered = !state.uncovered;
    ui.focus(spec.name);
  }
}

void write_back(const FieldSpec& spec, const EditBuffer& buffer, std::string& text) {
  if (!spec.secret) {
    text = buffer.text();
    return;
  }
  // Into one place that is large enough from the start, so that no copy stays behind.
  if (text.capacity() < spec.max_code_points * 4) {
    std::string room;
    room.reserve(spec.max_code_points * 4);
    wipe_text(text);
    text.swap(room);
  }
  wipe_text(text);
  text.assign(buffer.text());
}

}  // namespace

FieldReaction text_field(Ui& ui, const FieldSpec& spec, std::string& text) {
  const Theme& theme = ui.theme();
  auto& state =
      ui.state<FieldState>(spec.name, EditLimits{spec.max_code_points, Lines::kOne, spec.secret});
  if (state.buffer.text() != text) state.buffer.reset(text);
  const Shown before = shown_text(state, spec.secret);
  const Reaction reaction =
      ui.interact({.name = spec.name,
                   .kind = WidgetKind::kField,
                   .rect = spec.rect,
                   .value = spec.secret ? dots_for(state.buffer.text()) : before.text,
                   .enabled = spec.enabled,
                   .takes_text = true});
  const float corner = theme.corner();
  fill(ui, spec.rect, spec.enabled ? Ink::kSurface : Ink::kPaper, corner);
  outline(ui, spec.rect, reaction.focused ? Ink::kPrimary : Ink::kOutline, corner,
          theme.outline() * (reaction.focused ? 1.75F : 1.0F));
  Rect inner = spec.rect.inset(theme.px(theme.lobby() ? 24 : 16), 0);
  if (spec.secret) show_button(ui, spec, inner, state);
  apply_pointer(ui, spec, inner, before, reaction, state);
  const bool had_focus = std::exchange(state.had_focus, reaction.focused);
  if (reaction.focused && !had_focus && spec.short_value) state.buffer.select_all();
  FieldReaction out;
  if (reaction.focused) out = apply_keys(ui, state);
  if (out.changed) write_back(spec, state.buffer, text);
  draw_content(ui, spec, inner, shown_text(state, spec.secret), reaction.focused, state);
  if (reaction.focused && (ui.focus_is_new() || out.changed)) ui.keep_visible(spec.rect);
  return out;
}

float field_height(const Ui& ui) {
  return ui.theme().touch(ui.theme().lobby() ? 76 : 52);
}

float labelled_field_height(const Ui& ui, std::string_view label, float width) {
  return paragraph_height(ui, width, {.style = TextStyle::kSecond}, label) +
         ui.theme().gap_small() + field_height(ui);
}

FieldReaction labelled_field(Ui& ui, Rect& flow, std::string_view label, FieldSpec spec,
                             std::string& text) {
  const bool focused = ui.focused() == spec.name;
  const float top = flow.y;
  paragraph_in(ui, flow,
               {.style = focused ? TextStyle::kSecondStrong : TextStyle::kSecond,
                .ink = focused ? Ink::kPrimary : Ink::kTextSoft},
               label, ui.theme().gap_small());
  spec.rect = flow.cut_top(field_height(ui));
  flow.cut_top(ui.theme().gap());
  const FieldReaction reaction = text_field(ui, spec, text);
  if (focused && ui.focus_is_new()) {
    ui.keep_visible({spec.rect.x, top, spec.rect.width, spec.rect.bottom() - top});
  }
  return reaction;
}

}  // namespace alcove::ui
