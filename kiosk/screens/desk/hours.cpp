// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/hours.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/hours_lists.h"
#include "kiosk/text/absence_messages.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/hours_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {
namespace {

using What = HoursIntent::What;

constexpr float kListWidth = 300;
constexpr float kBesideFrom = 1000;  // points at 100 %

void calls_button(ui::Ui& ui, ui::Rect& left, const HoursModel& model, HoursIntent& intent) {
  const std::string_view words = text::AbsenceMessages(model.language).calls_open();
  const float width = std::min(left.width, ui::button_width(ui, words, ui::Icon::kNone));
  const ui::Rect place = left.cut_right(width);
  left.cut_right(std::min(left.width, ui.theme().gap()));
  if (ui::button(ui, {.name = "hours_calls",
                      .rect = place.middle(width, ui.theme().small_control_height()),
                      .label = words,
                      .enabled = model.there})) {
    intent.what = What::kCalls;
  }
}

void heading(ui::Ui& ui, ui::Rect left, const HoursModel& model, HoursIntent& intent) {
  const text::HoursMessages say(model.language);
  const float width =
      std::min(left.width, ui::button_width(ui, say.hours_back(), ui::Icon::kArrowLeft));
  const ui::Rect place = left.cut_left(width);
  if (ui::button(ui, {.name = "hours_back",
                      .rect = place.middle(width, ui.theme().small_control_height()),
                      .label = say.hours_back(),
                      .icon = ui::Icon::kArrowLeft,
                      .role = ui::ButtonRole::kCancel})) {
    intent.what = What::kBack;
  }
  left.cut_left(ui.theme().gap());
  if (model.may_keep()) calls_button(ui, left, model, intent);
  const bool own = model.keeps == Keeps::kOwn;
  ui::text_line(ui, left, {.style = ui::TextStyle::kHeading},
                own ? say.hours_mine() : say.hours_title(), ui::WhenLong::kShorten);
}

std::string name_of(const HoursModel& model, const std::optional<StaffId>& who) {
  if (!who) return std::string(text::HoursMessages(model.language).hours_closed_days());
  return name_in(model.people, who);
}

// The closed days first: they are everybody's.
std::vector<std::optional<StaffId>> choices(const HoursModel& model) {
  std::vector<std::optional<StaffId>> all{std::nullopt};
  for (const auto& person : model.people) all.emplace_back(person.id);
  return all;
}

void nobody_yet(ui::Ui& ui, ui::Rect& flow, const HoursModel& model) {
  if (!model.people_read || !model.people.empty()) return;
  const text::HoursMessages say(model.language);
  flow.cut_top(ui.theme().gap());
  ui::Rect words = flow;
  words = words.inset(ui.theme().px(18), 0);
  const float top = words.y;
  ui::paragraph_in(ui, words, {.style = ui::TextStyle::kBodyStrong}, say.hours_nobody_title(),
                   ui.theme().gap_tiny());
  ui::paragraph_in(ui, words, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.hours_nobody_text(), ui.theme().gap());
  flow.cut_top(words.y - top);
}

void person_list(ui::Ui& ui, const ui::Rect& area, const HoursModel& model, HoursIntent& intent) {
  ui::card(ui, area);
  const ui::Rect content = ui.begin_scroll("hours_people", area.inset(1, ui.theme().px(6)));
  ui::Rect flow{content.x, content.y, content.width, 100'000};
  for (const auto& who : choices(model)) {
    const bool selected = model.chosen == who;
    const std::string name = name_of(model, who);
    const ui::Rect row = flow.cut_top(ui.theme().row_height());
    const ui::Reaction reaction =
        ui::list_row(ui, {.name = "whose_" + (who ? who->text() : std::string("closed")),
                          .rect = row,
                          .value = name,
                          .selected = selected});
    ui::text_line(ui, row.inset(ui.theme().px(18), 0),
                  {.style = selected ? ui::TextStyle::kBodyStrong : ui::TextStyle::kBody}, name,
                  ui::WhenLong::kShorten);
    if (!who) ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
    if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
    if (reaction.clicked) intent = {What::kChoose, who, 0};
  }
  nobody_yet(ui, flow, model);
  ui.end_scroll(flow.y - content.y);
}

void say_how_it_stands(ui::Ui& ui, ui::Rect& area, const HoursModel& model) {
  const text::HoursMessages say(model.language);
  const bool known = model.chosen ? model.record.has_value() : model.closed_days.has_value();
  std::string words;
  if (model.problem) words = text::problem(model.language, *model.problem);
  if (!model.there) words = known ? say.hours_as_read() : say.hours_away();
  if (words.empty()) return;
  area.cut_top(ui::notice(ui, {.name = "hours_notice",
                               .rect = area,
                               .text = words,
                               .tone = ui::Tone::kCare,
                               .icon = model.there ? ui::Icon::kInfo : ui::Icon::kCloudOff}));
  area.cut_top(ui.theme().px(12));
}

void content_of(ui::Ui& ui, ui::Rect& flow, const HoursModel& model, HoursIntent& intent) {
  const text::HoursMessages say(model.language);
  const ui::TextLook soft{.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft};
  const bool known = model.chosen ? model.record.has_value() : model.closed_days.has_value();
  if (!known) {
    if (model.there && !model.problem) ui::paragraph_in(ui, flow, soft, say.hours_reading(), 0);
    return;
  }
  const HoursIntent pressed =
      model.chosen ? draw_person(ui, flow, model) : draw_closed_days(ui, flow, model);
  if (pressed.what != What::kNone) intent = pressed;
}

// The card in which the chosen stands, with a scroll area of its own.
void content_card(ui::Ui& ui, const ui::Rect& area, const HoursModel& model, HoursIntent& intent) {
  ui::card(ui, area);
  const float ring = ui.theme().px(8);
  const ui::Rect inner = area.inset(ui.theme().px(20) - ring, ui.theme().px(12));
  const std::string scroll = "hours_page_" + (model.chosen ? model.chosen->text() : "closed");
  const ui::Rect content = ui.begin_scroll(scroll, inner);
  ui::Rect flow{content.x + ring, content.y + ring, content.width - 2 * ring, 100'000};
  content_of(ui, flow, model, intent);
  ui.end_scroll(flow.y - content.y + ring);
}

void draw_beside(ui::Ui& ui, ui::Rect page, const HoursModel& model, HoursIntent& intent) {
  page.cut_bottom(ui.theme().px(16));
  const ui::Rect list = page.cut_left(ui.theme().px(kListWidth));
  page.cut_left(ui.theme().px(16));
  person_list(ui, list, model, intent);
  say_how_it_stands(ui, page, model);
  content_card(ui, page, model, intent);
}

// With large text all of it scrolls, and whose it is is chosen above.
void draw_below(ui::Ui& ui, const ui::Rect& page, HoursModel& model, HoursIntent& intent) {
  const text::HoursMessages say(model.language);
  const float ring = ui.theme().focus_ring() + ui.theme().focus_gap();
  const ui::Rect area{page.x - ring, page.y, page.width + ring, page.height};
  const ui::Rect content = ui.begin_scroll("hours_page", area);
  ui::Rect flow{content.x + ring, content.y + ring, content.width - 2 * ring, 100'000};
  if (ui::labelled_select(ui, flow, say.hours_who(),
                          {.name = "hours_whose", .value = name_of(model, model.chosen)})) {
    model.choosing = true;
  }
  nobody_yet(ui, flow, model);
  say_how_it_stands(ui, flow, model);
  content_of(ui, flow, model, intent);
  ui.end_scroll(flow.y + ring - content.y);
}

void choose_whose(ui::Ui& ui, HoursModel& model, HoursIntent& intent) {
  if (!model.choosing) return;
  const std::vector<std::optional<StaffId>> all = choices(model);
  std::vector<std::string> names;
  std::size_t current = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == model.chosen) current = i;
    names.push_back(name_of(model, all[i]));
  }
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "hours_choice",
                       .language = model.language,
                       .title = std::string(text::HoursMessages(model.language).hours_who()),
                       .options = names,
                       .current = current});
  if (answer.closed || answer.chosen) model.choosing = false;
  if (answer.chosen) intent = {What::kChoose, all[*answer.chosen], 0};
}

}  // namespace

const api::staff::Member* HoursModel::person() const {
  const auto index = index_of(people, chosen);
  return index ? &people[*index] : nullptr;
}

bool HoursModel::may_set() const {
  if (keeps == Keeps::kEverybodys) return true;
  return keeps == Keeps::kOwn && chosen == me;
}

bool HoursModel::may_keep() const {
  return keeps == Keeps::kEverybodys;
}

HoursIntent draw(ui::Ui& ui, HoursModel& model) {
  ui::Rect page = ui.screen();
  ui::fill(ui, page, ui::Ink::kPaper);
  HoursIntent intent;
  ui::Rect left = page.cut_top(ui.theme().px(56)).inset(ui.theme().margin(), 0);
  if (model.bar) {
    page = ui.screen();
    left = model.bar(ui, page);
  }
  heading(ui, left, model, intent);
  page = page.inset(ui.theme().margin(), 0);
  page.cut_top(std::min(16.0F, ui.theme().px(16)));
  if (model.strip) {
    const float used = model.strip(ui, page);
    if (used > 0) page.cut_top(used + ui.theme().px(12));
  }
  const ui::ToastSpec toast{.text = model.toast,
                            .action = text::DeskMessages(model.language).toast_close(),
                            .column = page};
  if (!model.toast.empty()) page.cut_bottom(ui::toast_height(ui, toast));
  if (page.width >= kBesideFrom * ui.theme().scale()) {
    draw_beside(ui, page, model, intent);
  } else {
    draw_below(ui, page, model, intent);
  }
  if (!model.toast.empty() && ui::toast(ui, toast)) intent = {What::kToastClosed, {}, 0};
  choose_whose(ui, model, intent);
  return intent;
}

}  // namespace alcove::screens::desk
