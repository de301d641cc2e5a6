// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/page.h"

#include <algorithm>

#include "kiosk/screens/administration/box_words.h"
#include "kiosk/screens/administration/page_parts.h"
#include "kiosk/screens/administration/page_shown.h"
#include "kiosk/text/administration_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/set_aside_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::administration {
namespace {

using Say = text::AdministrationMessages;

constexpr float kPanelWidth = 400;
// Points at 100 % from which on list and panel stand beside each other.
constexpr float kBesideFrom = 1000;

bool manages(const PageModel& model) {
  return model.sections.size() > 1;
}

// Where one is: the way back for who has another home, and the name of the page.
bool heading(ui::Ui& ui, ui::Rect left, const PageModel& model) {
  const Say say(model.language);
  bool back = false;
  if (model.way_back == WayBack::kToTheDay) {
    const float width =
        std::min(left.width, ui::button_width(ui, say.admin_back(), ui::Icon::kArrowLeft));
    const ui::Rect place = left.cut_left(width);
    back = ui::button(ui, {.name = "back",
                           .rect = place.middle(width, ui.theme().small_control_height()),
                           .label = say.admin_back(),
                           .icon = ui::Icon::kArrowLeft,
                           .role = ui::ButtonRole::kCancel});
    left.cut_left(ui.theme().gap());
  }
  const ui::TextLook look{.style = ui::TextStyle::kHeading};
  const std::string_view title =
      manages(model) ? say.admin_title() : text::SetAsideMessages(model.language).aside_title();
  if (ui::text_width(ui, look, title) + 1 <= left.width) ui::text_line(ui, left, look, title);
  return back;
}

// The sections at the left, the one button at the right, or below where there is no room.
Act tools(ui::Ui& ui, ui::Rect& area, PageModel& model, const Shown& shown) {
  if (!manages(model)) return Act::kNone;
  const ui::Theme& theme = ui.theme();
  std::vector<std::string> labels;
  std::size_t now = 0;
  for (const Section one : model.sections) {
    if (one == model.section) now = labels.size();
    labels.push_back(section_label(model, one));
  }
  std::vector<ui::Segment> sections;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    sections.push_back({std::string(section_name(model.sections[i])), labels[i]});
  }
  float left = 0;
  for (const ui::Segment& one : sections) {
    left += ui::button_width(ui, one.label, ui::Icon::kNone) + theme.gap_small();
  }
  const float add = shown.add.empty() ? 0 : ui::button_width(ui, shown.add, ui::Icon::kAdd);
  const bool one_row = left + theme.gap() + add <= area.width;
  ui::Rect row = area.cut_top(one_row ? theme.small_control_height()
                                      : ui::segments_height(ui, area.width, sections));
  const ui::Rect of_add = one_row && add > 0 ? row.cut_right(add) : ui::Rect{};
  model.section = model.sections[ui::segments(ui, row, sections, now)];
  area.cut_top(theme.px(12));
  if (add <= 0) return Act::kNone;
  ui::Rect place = of_add;
  if (!one_row) {
    place = area.cut_top(theme.small_control_height()).cut_left(std::min(add, area.width));
    area.cut_top(theme.px(12));
  }
  const bool pressed = ui::button(ui, {.name = "add",
                                       .rect = place,
                                       .label = shown.add,
                                       .icon = ui::Icon::kAdd,
                                       .enabled = model.there});
  return pressed ? shown.add_act : Act::kNone;
}

void say_how_old(ui::Ui& ui, ui::Rect& area, const PageModel& model, const Shown& shown) {
  const Say say(model.language);
  std::string_view words;
  if (!model.there) {
    words = shown.read ? say.admin_away() : say.admin_not_now();
  } else if (shown.problem) {
    words = text::problem(model.language, *shown.problem);
  }
  if (words.empty()) return;
  const float used = ui::notice(ui, {.name = "admin_notice",
                                     .rect = area,
                                     .text = words,
                                     .tone = ui::Tone::kCare,
                                     .icon = model.there ? ui::Icon::kInfo : ui::Icon::kCloudOff});
  area.cut_top(used + ui.theme().px(12));
}

// Calm: nothing is to be done about it.
void say_started(ui::Ui& ui, ui::Rect& area, const PageModel& model) {
  if (model.section != Section::kBox || !model.box_started) return;
  const std::string words =
      started_words(model.language, model.zone, model.now, *model.box_started);
  const float used = ui::notice(ui, {.name = "box_started",
                                     .rect = area,
                                     .text = words,
                                     .tone = ui::Tone::kGood,
                                     .icon = ui::Icon::kCheck});
  area.cut_top(used + ui.theme().px(12));
}

// Below the last of what was settled.
Act older(ui::Ui& ui, ui::Rect& flow, const PageModel& model) {
  using Older = PageModel::Older;
  if (model.section != Section::kSetAside || model.aside_older == Older::kNone) return Act::kNone;
  const text::SetAsideMessages say(model.language);
  const ui::Theme& theme = ui.theme();
  flow.cut_top(theme.gap_small());
  ui::Rect row = flow.cut_top(theme.small_control_height());
  row.cut_left(theme.px(14));
  const float width = std::min(row.width, ui::button_width(ui, say.aside_older(), ui::Icon::kNone));
  const bool pressed =
      ui::button(ui, {.name = "aside_older",
                      .rect = row.cut_left(width),
                      .label = say.aside_older(),
                      .enabled = model.there && model.aside_older == Older::kThere});
  flow.cut_top(theme.gap_small());
  return pressed ? Act::kOlderAside : Act::kNone;
}

Act rows(ui::Ui& ui, ui::Rect& flow, PageModel& model, const Shown& shown) {
  const Say say(model.language);
  if (!shown.lines.empty()) {
    const auto pressed = draw_lines(ui, flow, shown.lines, shown.chosen);
    if (pressed) choose(model, pressed);
    return older(ui, flow, model);
  }
  if (shown.read) {
    draw_words(ui, flow, shown.empty_title, shown.empty_text);
  } else if (!shown.problem && model.there) {
    draw_words(ui, flow, say.admin_reading(), {});
  }
  return Act::kNone;
}

Act beside(ui::Ui& ui, ui::Rect page, PageModel& model, const Shown& shown) {
  const ui::Theme& theme = ui.theme();
  const ui::Rect side = page.cut_right(theme.px(kPanelWidth));
  page.cut_right(theme.px(16));
  say_how_old(ui, page, model, shown);
  Act act = tools(ui, page, model, shown);
  say_started(ui, page, model);
  ui::card(ui, page);
  ui::Rect content = ui.begin_scroll("admin_list", page.inset(theme.px(6)));
  const float top = content.y;
  content.height = 1'000'000;
  const Act of_rows = rows(ui, content, model, shown);
  if (of_rows != Act::kNone) act = of_rows;
  ui.end_scroll(content.y - top);
  if (!shown.side) {
    if (!shown.lines.empty()) draw_hint(ui, side, shown.choose);
    return act;
  }
  const Act pressed = draw_side(ui, side, *shown.side);
  return pressed == Act::kNone ? act : pressed;
}

Act below(ui::Ui& ui, ui::Rect page, PageModel& model, const Shown& shown) {
  const ui::Theme& theme = ui.theme();
  const Say say(model.language);
  const float ring = theme.focus_ring() + theme.focus_gap();
  if (shown.side) {
    const float width =
        std::min(page.width, ui::button_width(ui, say.admin_list(), ui::Icon::kArrowLeft));
    const ui::Rect back = page.cut_top(theme.small_control_height()).cut_left(width);
    page.cut_top(theme.gap_small());
    if (ui::button(ui, {.name = "list",
                        .rect = back,
                        .label = say.admin_list(),
                        .icon = ui::Icon::kArrowLeft,
                        .role = ui::ButtonRole::kCancel})) {
      choose(model, std::nullopt);
    }
    return draw_side(ui, page, *shown.side);
  }
  const ui::Rect content =
      ui.begin_scroll("admin_list", {page.x - ring, page.y, page.width + ring, page.height});
  ui::Rect flow{content.x + ring, content.y + ring, content.width - 2 * ring, 1'000'000};
  say_how_old(ui, flow, model, shown);
  const Act act = tools(ui, flow, model, shown);
  say_started(ui, flow, model);
  const Act of_rows = rows(ui, flow, model, shown);
  ui.end_scroll(flow.y + theme.px(12) - content.y);
  return of_rows == Act::kNone ? act : of_rows;
}

}  // namespace

Act draw(ui::Ui& ui, PageModel& model) {
  const Say say(model.language);
  const ui::Theme& theme = ui.theme();
  ui::Rect page = ui.screen();
  ui::fill(ui, page, ui::Ink::kPaper);
  const ui::Rect left = model.bar(ui, page);
  const bool back = heading(ui, left, model);
  page = page.inset(theme.margin(), std::min(16.0F, theme.px(16)));
  ui::ToastSpec toast{.text = model.toast, .action = say.admin_close(), .column = page};
  const bool wide = page.width >= kBesideFrom * theme.scale();
  if (wide) toast.column.cut_right(theme.px(kPanelWidth) + theme.px(16));
  if (!model.toast.empty()) page.cut_bottom(ui::toast_height(ui, toast));
  if (model.strip) {
    const float used = model.strip(ui, page);
    if (used > 0) page.cut_top(used + theme.px(12));
  }
  const Shown shown = shown_in(model);
  Act act = wide ? beside(ui, page, model, shown) : below(ui, page, model, shown);
  if (!model.toast.empty() && ui::toast(ui, toast)) act = Act::kCloseToast;
  return back ? Act::kBack : act;
}

}  // namespace alcove::screens::administration
