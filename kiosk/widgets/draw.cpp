// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/draw.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/widgets/unicode.h"

namespace alcove::ui {
namespace {

constexpr char32_t kBoldSwitch = 1;  // stands for "**" while a marked text is laid out

ImVec2 at(float x, float y) {
  return {x, y};
}

TextStyle bold_of(TextStyle style) {
  if (style == TextStyle::kBody) return TextStyle::kBodyStrong;
  if (style == TextStyle::kSecond) return TextStyle::kSecondStrong;
  return style;
}

float advance(const ImFont& font, char32_t code_point) {
  if (is_combining(code_point)) return 0;
  return font.GetCharAdvance(code_point > 0xFFFF ? ImWchar{0xFFFD}
                                                 : static_cast<ImWchar>(code_point));
}

bool is_figure(char32_t code_point) {
  return code_point >= U'0' && code_point <= U'9';
}

float figure_width(const ImFont& font) {
  float widest = 0;
  for (char32_t figure = U'0'; figure <= U'9'; ++figure) {
    widest = std::max(widest, advance(font, figure));
  }
  return widest;
}

std::string with_switches(std::string_view marked) {
  std::string out;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    const bool is_mark = marked.substr(i, 2) == "**";
    out.push_back(is_mark ? static_cast<char>(kBoldSwitch) : marked[i]);
    if (is_mark) ++i;
  }
  return out;
}

// Draws with the pen at `x`; returns where it ends. `bold` is switched by the marks.
float draw_run(Ui& ui, float x, float top, const TextLook& look, std::string_view text,
               bool& bold) {
  const TextStyle strong = bold_of(look.style);
  const float line = line_height(ui, look.style);
  const Color color = ui.theme().color(look.ink);
  const float start = x;
  const float equal =
      look.figures == Figures::kEqual ? figure_width(ui.fonts().font(look.style)) : 0;
  float before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded next = decode_at(text, i);
    i += next.length;
    if (next.code_point == kBoldSwitch) {
      bold = !bold;
      continue;
    }
    const ImFont& font = ui.fonts().font(bold ? strong : look.style);
    const float y = std::round(top + (line - font.FontSize) / 2);
    float step = advance(font, next.code_point);
    float place = x;
    if (equal > 0 && is_figure(next.code_point)) {
      place += (equal - step) / 2;
      step = equal;
    }
    const auto glyph =
        next.code_point > 0xFFFF ? ImWchar{0xFFFD} : static_cast<ImWchar>(next.code_point);
    // Some fonts give a mark a width of its own: it belongs over the letter before it.
    const ImFontGlyph* const shape = font.FindGlyph(glyph);
    if (step == 0 && shape != nullptr && shape->X0 >= 0) {
      place -= (before + shape->X0 + shape->X1) / 2;
    }
    font.RenderChar(&ui.draw(), font.FontSize, at(place, y), color, glyph);
    x += step;
    if (step > 0) before = step;
  }
  if (look.struck) {
    const float y = std::round(top + line / 2);
    ui.draw().AddLine(at(start, y), at(x, y), color, ui.theme().px(1.5F));
  }
  return x;
}

float aligned(const Rect& box, Align align, float width) {
  if (align == Align::kCenter) return box.x + std::round((box.width - width) / 2);
  if (align == Align::kRight) return box.right() - width;
  return box.x;
}

void record(Ui& ui, std::string_view text, const Rect& rect, bool shortened, bool may_shorten) {
  ui.registry().add_text(
      {std::string(text), rect, ui.clip(), shortened, may_shorten, ui.scrolls(), ui.layer()});
}

// Lays out and, when `draw` is given, draws.
float lay_out(const Ui& ui, Ui* draw, const Rect& box, const TextLook& look,
              std::string_view text) {
  const std::string laid = look.marked ? with_switches(text) : std::string(text);
  const ImFont& plain = ui.fonts().font(look.style);
  const ImFont& strong = ui.fonts().font(bold_of(look.style));
  bool measuring_bold = false;
  WrapTable table;
  table.rebuild(laid, box.width, [&](char32_t code_point) {
    if (code_point == kBoldSwitch) {
      measuring_bold = !measuring_bold;
      return 0.0F;
    }
    return advance(measuring_bold ? strong : plain, code_point);
  });
  const float line = line_height(ui, look.style);
  if (draw != nullptr) {
    bool bold = false;
    float y = box.y;
    for (const WrapRow& row : table.rows()) {
      std::string_view part = std::string_view(laid).substr(row.begin, row.end - row.begin);
      while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
      const float width = text_width(ui, look, part);
      const float x = aligned(box, look.align, width);
      draw_run(*draw, x, y, look, part, bold);
      if (!part.empty()) record(*draw, part, {x, y, width, line}, false, false);
      y += line;
    }
  }
  return line * static_cast<float>(table.rows().size());
}

}  // namespace

void fill(Ui& ui, const Rect& rect, Ink ink, float corner) {
  ui.draw().AddRectFilled(at(rect.x, rect.y), at(rect.right(), rect.bottom()),
                          ui.theme().color(ink), corner);
}

void outline(Ui& ui, const Rect& rect, Ink ink, float corner, float thickness) {
  // ImGui draws lines around the middle of the edge; ours lie inside it.
  const float half = thickness / 2;
  ui.draw().AddRect(at(rect.x + half, rect.y + half), at(rect.right() - half, rect.bottom() - half),
                    ui.theme().color(ink), std::max(0.0F, corner - half), 0, thickness);
}

void divider(Ui& ui, const Rect& area) {
  fill(ui, {area.x, area.y, area.width, std::max(1.0F, ui.theme().px(1))}, Ink::kLine);
}

void focus_ring(Ui& ui, const Rect& rect, float corner) {
  const float gap = ui.theme().focus_gap();
  const float ring = ui.theme().focus_ring();
  outline(ui, rect.grown(gap + ring), Ink::kPrimary, corner + gap + ring, ring);
}

void card(Ui& ui, const Rect& rect) {
  const Theme& theme = ui.theme();
  fill(ui, rect, Ink::kSurface, theme.card_corner());
  outline(ui, rect, Ink::kLine, theme.card_corner(),
          theme.look().contrast == Contrast::kHigh ? theme.px(2) : std::max(1.0F, theme.px(1)));
}

void icon(Ui& ui, const Rect& box, Icon which, Ink ink, IconSize size) {
  if (which == Icon::kNone) return;
  const ImFont& font = ui.fonts().icons(size);
  const auto code = static_cast<ImWchar>(which);
  const ImFontGlyph* const glyph = font.FindGlyph(code);
  if (glyph == nullptr) return;
  // By what is drawn, not by the line: icons fill their em unevenly.
  const float width = icon_width(ui, size);
  const float x = std::round(box.x + (box.width - width) / 2);
  const float y =
      std::round(box.y + (box.height - width) / 2 + (width - (glyph->Y1 + glyph->Y0)) / 2);
  font.RenderChar(&ui.draw(), font.FontSize, at(x, y), ui.theme().color(ink), code);
}

float icon_width(const Ui& ui, IconSize size) {
  return size == IconSize::kNormal ? ui.theme().icon_size() : ui.theme().large_icon_size();
}

AdvanceOf advance_of(const Ui& ui, TextStyle style) {
  const ImFont* const font = &ui.fonts().font(style);
  return [font](char32_t code_point) { return advance(*font, code_point); };
}

float text_width(const Ui& ui, const TextLook& look, std::string_view text) {
  const ImFont& plain = ui.fonts().font(look.style);
  const ImFont& strong = ui.fonts().font(bold_of(look.style));
  const float equal = look.figures == Figures::kEqual ? figure_width(plain) : 0;
  bool bold = false;
  float width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded next = decode_at(text, i);
    i += next.length;
    if (next.code_point == kBoldSwitch) {
      bold = !bold;
    } else if (equal > 0 && is_figure(next.code_point)) {
      width += equal;
    } else {
      width += advance(bold ? strong : plain, next.code_point);
    }
  }
  return width;
}

float line_height(const Ui& ui, TextStyle style) {
  return ui.theme().measure(style).line_px;
}

void text_line(Ui& ui, const Rect& box, const TextLook& look, std::string_view text,
               WhenLong when_long) {
  std::string shown(text);
  float width = text_width(ui, look, shown);
  const bool too_long = width > box.width + 0.5F;
  if (too_long) {
    const std::string dots = "\u2026";
    while (!shown.empty() && text_width(ui, look, shown + dots) > box.width) {
      shown.resize(previous_grapheme(shown, shown.size()));
    }
    while (!shown.empty() && shown.back() == ' ') shown.pop_back();
    shown += dots;
    width = text_width(ui, look, shown);
  }
  const float line = line_height(ui, look.style);
  const float x = aligned(box, look.align, width);
  const float y = box.y + std::round((box.height - line) / 2);
  bool bold = false;
  draw_run(ui, x, y, look, shown, bold);
  record(ui, text, {x, y, width, line}, too_long, when_long == WhenLong::kShorten);
}

float paragraph(Ui& ui, const Rect& box, const TextLook& look, std::string_view text) {
  return lay_out(ui, &ui, box, look, text);
}

float paragraph_height(const Ui& ui, float width, const TextLook& look, std::string_view text) {
  return lay_out(ui, nullptr, {0, 0, width, 0}, look, text);
}

Rect paragraph_in(Ui& ui, Rect& flow, const TextLook& look, std::string_view text, float gap) {
  const Rect whole{flow.x, flow.y, flow.width, paragraph(ui, flow, look, text)};
  flow.y += whole.height + gap;
  flow.height = std::max(0.0F, flow.height - whole.height - gap);
  return whole;
}

float glyphs(Ui& ui, Point top_left, const TextLook& look, std::string_view text) {
  bool bold = false;
  return draw_run(ui, top_left.x, top_left.y, look, text, bold) - top_left.x;
}

}  // namespace alcove::ui
