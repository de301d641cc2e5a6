// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/figures.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/text/common_messages.h"
#include "kiosk/widgets/button.h"

namespace alcove::ui {
namespace {

constexpr std::array kParts = {DatePart::kMonth, DatePart::kDay, DatePart::kYear};

std::string part_name(const std::string& field, DatePart part) {
  switch (part) {
    case DatePart::kMonth:
      return field + "_month";
    case DatePart::kDay:
      return field + "_day";
    case DatePart::kYear:
      return field + "_year";
  }
  return field;
}

std::string_view part_word(const text::CommonMessages& say, DatePart part) {
  switch (part) {
    case DatePart::kMonth:
      return say.month_label();
    case DatePart::kDay:
      return say.day_label();
    case DatePart::kYear:
      return say.year_label();
  }
  return {};
}

void entry_box(Ui& ui, const Rect& rect, bool focused) {
  const Theme& theme = ui.theme();
  fill(ui, rect, Ink::kSurface, theme.corner());
  outline(ui, rect, focused ? Ink::kPrimary : Ink::kOutline, theme.corner(),
          theme.outline() * (focused ? 2.0F : 1.0F));
}

void caret_at(Ui& ui, float x, const Rect& rect) {
  const float height = line_height(ui, TextStyle::kEntry);
  fill(ui, {std::round(x), rect.y + (rect.height - height) / 2, ui.theme().px(3), height},
       Ink::kText);
}

bool apply_date_keys(Ui& ui, DateEntry& entry) {
  bool changed = false;
  if (const KeyPress* const press = ui.key(); press != nullptr && press->key == Key::kBackspace) {
    entry.erase();
    ui.use_key();
    changed = true;
  }
  const char32_t character = ui.take_character();
  if (character >= U'0' && character <= U'9') {
    entry.type(static_cast<char>(character));
    changed = true;
  } else if (character == U'/' || character == U'-' || character == U'.' || character == U' ') {
    entry.finish_part();
    changed = true;
  }
  return changed;
}

float entry_height(const Ui& ui) {
  return ui.theme().touch(ui.theme().lobby() ? 92 : 52);
}

// Two parts of two figures and one of four, shares of the width.
float part_width(const Ui& ui, DatePart part, float width) {
  const float gap = ui.theme().px(18);
  const float unit = std::min(ui.theme().px(65), (width - 2 * gap) / 7.1F);
  return std::floor(unit * (part == DatePart::kYear ? 3.1F : 2.0F));
}

}  // namespace

Size date_field_size(const Ui& ui, float width) {
  const float gap = ui.theme().px(18);
  float total = 2 * gap;
  for (const DatePart part : kParts) total += part_width(ui, part, width);
  return {total, line_height(ui, TextStyle::kSecond) + ui.theme().gap_small() + entry_height(ui)};
}

bool date_field(Ui& ui, const DateFieldSpec& spec, DateEntry& entry) {
  const text::CommonMessages say(spec.language);
  // The figures may have moved the entry on (by the pad); a touch or Tab moves the focus. Whichever
  // happened last in the frame before leads.
  ui.prefer_focus(part_name(spec.name, entry.part()));
  bool changed = false;
  float x = spec.rect.x;
  for (const DatePart part : kParts) {
    const float width = part_width(ui, part, spec.rect.width);
    Rect column{x, spec.rect.y, width, spec.rect.height};
    const Rect label = column.cut_top(line_height(ui, TextStyle::kSecond));
    column.cut_top(ui.theme().gap_small());
    const Rect box = column.cut_top(entry_height(ui));
    const std::string& figures = entry.figures(part);
    const Reaction reaction = ui.interact({.name = part_name(spec.name, part),
                                           .kind = WidgetKind::kField,
                                           .rect = box,
                                           .value = figures});
    if (reaction.focused) {
      entry.go_to(part);
      changed = apply_date_keys(ui, entry) || changed;
      if (entry.part() != part) ui.focus(part_name(spec.name, entry.part()));
      if (ui.focus_is_new() || changed) {
        ui.keep_visible({box.x, label.y, box.width, box.bottom() - label.y});
      }
    }
    const bool lit = ui.focused() == part_name(spec.name, part);
    text_line(ui, label,
              {.style = lit ? TextStyle::kSecondStrong : TextStyle::kSecond,
               .ink = lit ? Ink::kPrimary : Ink::kTextSoft},
              part_word(say, part));
    entry_box(ui, box, lit);
    const TextLook look{
        .style = TextStyle::kEntry, .align = Align::kCenter, .figures = Figures::kEqual};
    text_line(ui, box, look, figures);
    if (lit) caret_at(ui, box.center().x + text_width(ui, look, figures) / 2 + 1, box);
    x += width + ui.theme().px(18);
  }
  return changed;
}

std::string date_words(text::Language language, const DateEntry& entry, LocalDate today) {
  const text::CommonMessages say(language);
  switch (entry.problem(today)) {
    case DateProblem::kNone:
    case DateProblem::kUnfinished:
      return {};
    case DateProblem::kMonthOutOfRange:
      return std::string(say.month_out_of_range());
    case DateProblem::kNoSuchDay:
      return say.month_has_no_day(std::to_string(std::stoi(entry.figures(DatePart::kDay))));
    case DateProblem::kYearOutOfRange:
      return std::string(say.year_out_of_range());
    case DateProblem::kInFuture:
      return std::string(say.date_in_future());
  }
  return {};
}

Size figure_cells_size(const Ui& ui, std::size_t count, float width) {
  const float gap = ui.theme().gap_small();
  const auto cells = static_cast<float>(count);
  const float most = ui.theme().px(ui.theme().lobby() ? 84 : 48);
  const float cell = std::floor(std::min(most, (width - gap * (cells - 1)) / cells));
  return {cell * cells + gap * (cells - 1), entry_height(ui)};
}

bool figure_cells(Ui& ui, const CellsSpec& spec, std::string& figures) {
  const float gap = ui.theme().gap_small();
  const Size size = figure_cells_size(ui, spec.count, spec.rect.width);
  const Rect whole{spec.rect.x, spec.rect.y, size.width, size.height};
  const Reaction reaction =
      ui.interact({.name = spec.name,
                   .kind = WidgetKind::kField,
                   .rect = whole,
                   .value = spec.dots ? std::string(figures.size(), '*') : figures,
                   .enabled = spec.enabled});
  bool changed = false;
  if (reaction.focused) {
    if (ui.focus_is_new()) ui.keep_visible(whole);
    if (ui.key() != nullptr && ui.key()->key == Key::kBackspace) {
      ui.use_key();
      changed = !figures.empty();
      if (changed) figures.pop_back();
    }
    const char32_t character = ui.take_character();
    if (character >= U'0' && character <= U'9' && figures.size() < spec.count) {
      figures.push_back(static_cast<char>(character));
      changed = true;
    }
  }
  const float width =
      (size.width - gap * (static_cast<float>(spec.count) - 1)) / static_cast<float>(spec.count);
  for (std::size_t i = 0; i < spec.count; ++i) {
    const Rect cell{whole.x + static_cast<float>(i) * (width + gap), whole.y, width, whole.height};
    const bool here = reaction.focused && i == std::min(figures.size(), spec.count - 1);
    entry_box(ui, cell, here);
    const TextLook look{.style = TextStyle::kEntry, .align = Align::kCenter};
    if (i < figures.size()) {
      text_line(ui, cell, look, spec.dots ? "\u2022" : std::string_view(figures).substr(i, 1));
    } else if (here) {
      caret_at(ui, cell.center().x, cell);
    }
  }
  return changed;
}

Size digits_pad_size(const Ui& ui) {
  // Large text does not make the pad larger than a hand: its figures still fit.
  const bool lobby = ui.theme().lobby();
  const float key = std::min(ui.theme().px(lobby ? 132 : 72), lobby ? 150.0F : 110.0F);
  const float height = std::min(ui.theme().px(lobby ? 88 : 52), lobby ? 92.0F : 76.0F);
  const float gap = lobby ? 16 : 10;
  return {3 * key + 2 * gap, 4 * height + 3 * gap};
}

std::optional<PadPress> digits_pad(Ui& ui, const Rect& rect, text::Language language, PadOk ok) {
  const text::CommonMessages say(language);
  const float gap = ui.theme().lobby() ? 16 : 10;
  const float width = (rect.width - 2 * gap) / 3;
  const float height = (rect.height - 3 * gap) / 4;
  std::optional<PadPress> out;
  for (int i = 0; i < 12; ++i) {
    const int row = i / 3;
    const Rect key{rect.x + static_cast<float>(i % 3) * (width + gap),
                   rect.y + static_cast<float>(row) * (height + gap), width, height};
    const bool back = i == 9;
    const bool tick = i == 11;
    if (tick && ok == PadOk::kNone) continue;
    const char figure = static_cast<char>('0' + (i == 10 ? 0 : i + 1));
    std::string name = std::string("digit_") + figure;
    if (back) name = "digit_back";
    if (tick) name = "digit_ok";
    const bool enabled = !tick || ok == PadOk::kShown;
    std::string value(1, figure);
    if (back) value = say.delete_digit();
    if (tick) value = say.keyboard_done();
    const Reaction reaction = ui.interact({.name = name,
                                           .kind = WidgetKind::kKey,
                                           .rect = key,
                                           .value = value,
                                           .enabled = enabled,
                                           .focusable = false});
    const Ink pale = enabled ? Ink::kPrimary : Ink::kPrimaryPale;
    const Ink plain = reaction.held ? Ink::kPrimarySoft : Ink::kSurface;
    const Ink main = reaction.held ? Ink::kPrimaryPressed : pale;
    fill(ui, key, tick ? main : plain, ui.theme().corner());
    if (!tick) outline(ui, key, Ink::kOutline, ui.theme().corner(), ui.theme().outline());
    if (back || tick) {
      icon(ui, key, back ? Icon::kBackspace : Icon::kCheck, tick ? Ink::kOnPrimary : Ink::kText,
           IconSize::kLarge);
    } else {
      text_line(ui, key, {.style = TextStyle::kHeading, .align = Align::kCenter}, value);
    }
    if (!reaction.clicked) continue;
    if (back) {
      out = {PadPress::What::kBack, '0'};
    } else {
      out = {tick ? PadPress::What::kOk : PadPress::What::kFigure, figure};
    }
  }
  return out;
}

void apply(const PadPress& press, std::size_t count, std::string& figures) {
  if (press.what == PadPress::What::kFigure && figures.size() < count) {
    figures.push_back(press.figure);
  }
  if (press.what == PadPress::What::kBack && !figures.empty()) figures.pop_back();
}

void apply(const PadPress& press, DateEntry& entry) {
  switch (press.what) {
    case PadPress::What::kFigure:
      entry.type(press.figure);
      return;
    case PadPress::What::kBack:
      entry.erase();
      return;
    case PadPress::What::kOk:
      entry.finish_part();
      return;
  }
}

}  // namespace alcove::ui
