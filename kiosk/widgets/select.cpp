// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/select.h"

#include <algorithm>

#include "kiosk/widgets/button.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "kiosk/widgets/unicode.h"
#include "shared/rules/name_folding.h"

namespace alcove::ui {

void field_label(Ui& ui, Rect& flow, std::string_view label, bool focused) {
  paragraph_in(ui, flow,
               {.style = focused ? TextStyle::kSecondStrong : TextStyle::kSecond,
                .ink = focused ? Ink::kPrimary : Ink::kTextSoft},
               label, ui.theme().gap_tiny());
}

bool select_field(Ui& ui, const SelectSpec& spec) {
  const Theme& theme = ui.theme();
  const std::string_view shown = spec.value.empty() ? spec.placeholder : spec.value;
  const Reaction reaction = ui.interact({.name = spec.name,
                                         .kind = WidgetKind::kButton,
                                         .rect = spec.rect,
                                         .value = std::string(shown),
                                         .enabled = spec.enabled});
  const float corner = theme.corner();
  const Ink face = reaction.held ? Ink::kPrimarySoft : Ink::kSurface;
  fill(ui, spec.rect, spec.enabled ? face : Ink::kPaper, corner);
  outline(ui, spec.rect, Ink::kOutline, corner, theme.outline());
  Rect inner = spec.rect.inset(theme.px(14), 0);
  icon(ui, inner.cut_right(icon_width(ui)), spec.icon,
       spec.enabled ? Ink::kText : Ink::kPlaceholder);
  inner.cut_right(theme.gap_small());
  const bool pale = spec.value.empty() || !spec.enabled;
  text_line(ui, inner, {.style = TextStyle::kBody, .ink = pale ? Ink::kPlaceholder : Ink::kText},
            shown, WhenLong::kShorten);
  if (reaction.ring) focus_ring(ui, spec.rect, corner);
  return reaction.clicked;
}

bool labelled_select(Ui& ui, Rect& flow, std::string_view label, SelectSpec spec) {
  field_label(ui, flow, label, ui.focused() == spec.name);
  flow.cut_top(ui.theme().gap_small() - ui.theme().gap_tiny());  // as high as a labelled field
  spec.rect = flow.cut_top(field_height(ui));
  flow.cut_top(ui.theme().gap());
  return select_field(ui, spec);
}

namespace {

constexpr std::int64_t kGoesOnMs = 1000;  // a letter after a longer pause begins anew

struct TypedName {
  std::string letters;
  std::int64_t at_ms = 0;
};

// Letters that are typed go to the first choice that begins with them.
void go_to_typed(Ui& ui, const ChooserSpec& spec) {
  TypedName& typed = ui.state<TypedName>(spec.name + "_typed");
  const char32_t character = ui.input().character;
  if (ui.input().time_ms - typed.at_ms > kGoesOnMs) typed.letters.clear();
  // A blank inside a name is not the one that chooses.
  const bool goes_on = character == U' ' && !typed.letters.empty();
  if ((character <= U' ' && !goes_on) || ui.take_character() == 0) return;
  typed.at_ms = ui.input().time_ms;
  append_utf8(typed.letters, character);
  std::string wanted = rules::fold_name(typed.letters);
  if (character == U' ') wanted += ' ';
  for (std::size_t i = 0; i < spec.options.size(); ++i) {
    if (!rules::fold_name(spec.options[i]).starts_with(wanted)) continue;
    return ui.focus(spec.name + "_" + std::to_string(i));
  }
}

}  // namespace

ChooserAnswer chooser(Ui& ui, const ChooserSpec& spec) {
  const Theme& theme = ui.theme();
  Sheet sheet = begin_sheet(
      ui, {.name = spec.name, .language = spec.language, .title = spec.title, .width = 560});
  ChooserAnswer answer;
  answer.closed = sheet.closed;
  if (spec.options.empty() && !spec.when_empty.empty()) {
    paragraph_in(ui, sheet.flow, {.style = TextStyle::kBody, .ink = Ink::kTextSoft},
                 spec.when_empty, theme.gap());
  }
  ui.prefer_focus(spec.name + "_" + std::to_string(spec.current.value_or(0)));
  go_to_typed(ui, spec);
  for (std::size_t i = 0; i < spec.options.size(); ++i) {
    const std::string& option = spec.options[i];
    const bool current = spec.current == i;
    const TextLook look{.style = current ? TextStyle::kBodyStrong : TextStyle::kBody};
    const float room = sheet.flow.width - 2 * theme.px(14) - icon_width(ui) - theme.gap_small();
    const float words = paragraph_height(ui, room, look, option);
    const Rect row = sheet.flow.cut_top(std::max(theme.control_height(), words + theme.px(16)));
    const Reaction reaction = list_row(ui, {.name = spec.name + "_" + std::to_string(i),
                                            .rect = row,
                                            .value = option,
                                            .selected = current});
    Rect inner = row.inset(theme.px(14), 0);
    if (current) icon(ui, inner.cut_right(icon_width(ui)), Icon::kCheck, Ink::kPrimary);
    paragraph(ui, Rect{inner.x, row.y + (row.height - words) / 2, room, words}, look, option);
    if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
    if (reaction.clicked) answer.chosen = i;
  }
  end_sheet(ui, sheet);
  return answer;
}

bool tick_row(Ui& ui, Rect& flow, const TickSpec& spec, bool& ticked) {
  const Theme& theme = ui.theme();
  const float box = theme.px(22);
  const float room = flow.width - box - theme.px(12);
  const TextLook look{.style = TextStyle::kBody,
                      .ink = spec.enabled ? Ink::kText : Ink::kPlaceholder};
  const float words = paragraph_height(ui, room, look, spec.label);
  const Rect row = flow.cut_top(std::max(theme.control_height(), words));
  const Reaction reaction = ui.interact({.name = spec.name,
                                         .kind = WidgetKind::kChoice,
                                         .rect = row,
                                         .value = std::string(spec.label),
                                         .enabled = spec.enabled,
                                         .selected = ticked});
  const Rect square = Rect{row.x, row.y, box, row.height}.middle(box, box);
  const float corner = theme.px(5);
  fill(ui, square, ticked ? Ink::kPrimary : Ink::kSurface, corner);
  if (!ticked) outline(ui, square, Ink::kOutline, corner, theme.outline());
  if (ticked) icon(ui, square, Icon::kCheck, Ink::kOnPrimary);
  paragraph(ui, {row.x + box + theme.px(12), row.y + (row.height - words) / 2, room, words}, look,
            spec.label);
  if (reaction.ring) focus_ring(ui, row, theme.corner());
  if (reaction.clicked) ticked = !ticked;
  return reaction.clicked;
}

}  // namespace alcove::ui
