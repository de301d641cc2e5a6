// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/page_parts.h"

#include <algorithm>
#include <cmath>

#include "kiosk/widgets/button.h"

namespace alcove::screens::administration {
namespace {

const ui::TextLook kBelow{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
const ui::TextLook kTitle{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kText{.style = ui::TextStyle::kBody, .marked = true};

const ui::TextLook kPlain{.style = ui::TextStyle::kBody};

constexpr float kLeastWords = 220;  // points at 100 % that a pill leaves the words beside it

struct RowPlan {
  bool beside = false;  // the pill; without words there is none
  float words = 0;      // width
  float content = 0;    // height of what stands in it
  float height = 0;
  ui::Size pill{};
};

RowPlan plan_row(const ui::Ui& ui, float width, const Line& line) {
  const ui::Theme& theme = ui.theme();
  const float inner = width - 2 * theme.px(14);
  RowPlan plan;
  if (!line.pill.words.empty()) {
    plan.pill = ui::pill_size(ui, line.pill.words, ui::Icon::kNone);
  }
  plan.beside = plan.pill.width + theme.gap() + theme.px(kLeastWords) <= inner;
  plan.words = plan.beside ? inner - plan.pill.width - theme.gap() : inner;
  plan.content = ui::paragraph_height(ui, plan.words, kTitle, line.title);
  if (!line.below.empty()) plan.content += ui::paragraph_height(ui, plan.words, kBelow, line.below);
  if (!plan.beside) plan.content += theme.gap_tiny() + plan.pill.height;
  plan.height = std::max(theme.row_height(), plan.content + theme.px(18));
  return plan;
}

void pills(ui::Ui& ui, ui::Rect& flow, const std::vector<Pill>& all) {
  const float gap = ui.theme().gap_small();
  float x = flow.x;
  float y = flow.y;
  float height = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ui::Size size = ui::pill_size(ui, all[i].words, ui::Icon::kNone);
    if (x > flow.x && x + size.width > flow.right()) {
      x = flow.x;
      y += height + gap;
    }
    height = size.height;
    const ui::Rect drawn = ui::pill(ui, {.name = "side_pill_" + std::to_string(i),
                                         .at = {x, y},
                                         .label = all[i].words,
                                         .tone = all[i].tone,
                                         .max_width = flow.width});
    x = drawn.right() + gap;
  }
  if (!all.empty()) flow.cut_top(y + height - flow.y + ui.theme().px(14));
}

}  // namespace

std::optional<std::size_t> draw_lines(ui::Ui& ui, ui::Rect& flow, const std::vector<Line>& lines,
                                      std::optional<std::size_t> chosen) {
  const ui::Theme& theme = ui.theme();
  std::optional<std::size_t> pressed;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    const RowPlan plan = plan_row(ui, flow.width, line);
    const ui::Rect row = flow.cut_top(plan.height);
    const ui::Reaction reaction = ui::list_row(
        ui, {.name = line.name, .rect = row, .value = line.title, .selected = chosen == i});
    if (reaction.clicked) pressed = i;
    if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
    ui::Rect inner = row.inset(theme.px(14), theme.px(9));
    if (line.pill.words.empty()) {
      inner.width = plan.words;
    } else if (plan.beside) {
      const ui::Rect place = inner.cut_right(plan.pill.width);
      ui::pill(ui, {.name = line.name + "_state",
                    .at = {place.x, row.center().y - plan.pill.height / 2},
                    .label = line.pill.words,
                    .tone = line.pill.tone});
      inner.width = plan.words;
    }
    inner.cut_top(std::floor((inner.height - plan.content) / 2));
    ui::paragraph_in(ui, inner, kTitle, line.title, 0);
    if (!line.below.empty()) ui::paragraph_in(ui, inner, kBelow, line.below, 0);
    if (!plan.beside && !line.pill.words.empty()) {
      ui::pill(ui, {.name = line.name + "_state",
                    .at = {inner.x, inner.y + theme.gap_tiny()},
                    .label = line.pill.words,
                    .tone = line.pill.tone,
                    .max_width = inner.width});
    }
    ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  }
  return pressed;
}

void draw_words(ui::Ui& ui, ui::Rect& flow, std::string_view title, std::string_view text) {
  const ui::Theme& theme = ui.theme();
  ui::TextLook strong = kTitle;
  ui::TextLook soft = kBelow;
  strong.align = soft.align = ui::Align::kCenter;
  flow.cut_top(theme.px(48));
  const float width = std::min(flow.width, theme.px(460));
  ui::Rect words{flow.x + (flow.width - width) / 2, flow.y, width, flow.height};
  ui::paragraph_in(ui, words, strong, title, theme.gap_tiny());
  if (!text.empty()) ui::paragraph_in(ui, words, soft, text, theme.px(48));
  flow.cut_top(words.y - flow.y);
}

Act draw_side(ui::Ui& ui, const ui::Rect& place, const Side& side) {
  const ui::Theme& theme = ui.theme();
  ui.present({.name = "side", .kind = ui::WidgetKind::kPanel, .rect = place});
  ui::card(ui, place);
  ui::Rect inner = place.inset(std::min(theme.px(20), 30.0F));
  std::vector<ui::BarButton> foot;
  for (const auto& [act, one] : side.foot) foot.push_back(one);
  Act act = Act::kNone;
  if (!foot.empty()) {
    const ui::Rect buttons = inner.cut_bottom(ui::button_rows_height(ui, inner.width, foot));
    inner.cut_bottom(theme.px(14));
    const auto pressed = ui::button_rows(ui, buttons, foot);
    if (pressed) act = side.foot[*pressed].first;
  }
  ui::Rect content = ui.begin_scroll("side_body", inner);
  const float top = content.y;
  content.height = 1'000'000;
  ui::paragraph_in(ui, content, {.style = ui::TextStyle::kHeading}, side.title, theme.gap_tiny());
  ui::TextLook below = kBelow;
  below.marked = true;
  ui::paragraph_in(ui, content, below, side.below, theme.px(12));
  pills(ui, content, side.pills);
  for (const std::string& text : side.texts) {
    ui::paragraph_in(ui, content, kText, text, theme.px(10));
  }
  for (const Passage& one : side.passages) {
    if (!one.heading.empty()) {
      ui::paragraph_in(ui, content, {.style = ui::TextStyle::kSecondStrong}, one.heading,
                       theme.gap_tiny());
    }
    if (!one.text.empty()) ui::paragraph_in(ui, content, kPlain, one.text, theme.px(10));
  }
  ui.end_scroll(content.y - top);
  return act;
}

void draw_hint(ui::Ui& ui, const ui::Rect& place, std::string_view words) {
  ui::card(ui, place);
  ui::Rect content = place.inset(ui.theme().margin(), ui.theme().margin());
  ui::paragraph_in(ui, content, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft}, words,
                   0);
}

}  // namespace alcove::screens::administration
