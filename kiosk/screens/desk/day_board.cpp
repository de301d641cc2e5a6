// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/day_board.h"

#include <algorithm>
#include <vector>

#include "kiosk/screens/desk/board_entries.h"
#include "kiosk/screens/desk/board_tools.h"
#include "kiosk/screens/desk/day_title.h"
#include "kiosk/screens/desk/panel_pills.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/waitlist_messages.h"
#include "kiosk/widgets/panels.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using What = BoardIntent::What;

constexpr float kPanelWidth = 380;
// Points at 100 % from which on list and panel stand beside each other.
constexpr float kBesideFrom = 1160;

bool pressed_control_k(const ui::Ui& ui) {
  const ui::KeyPress* const press = ui.key();
  return press != nullptr && press->key == ui::Key::kLetter && press->control &&
         press->letter == 'k';
}

bool small_button(ui::Ui& ui, ui::Rect& left, std::string name, float width, std::string_view label,
                  ui::Icon icon) {
  const ui::Rect place = left.cut_left(width);
  left.cut_left(ui.theme().px(12));
  return ui::button(ui, {.name = std::move(name),
                         .rect = place.middle(width, ui.theme().small_control_height()),
                         .label = label,
                         .icon = icon});
}

// Before the date, which is of another width every day: pressed twice, an arrow goes on two days.
What arrows(ui::Ui& ui, ui::Rect& left) {
  const float side = ui.theme().px(50);
  What what = What::kNone;
  if (small_button(ui, left, "day_before", side, {}, ui::Icon::kChevronLeft)) {
    what = What::kDayBefore;
  }
  if (small_button(ui, left, "day_after", side, {}, ui::Icon::kChevronRight)) {
    what = What::kDayAfter;
  }
  return what;
}

bool to_today(ui::Ui& ui, ui::Rect& left, const DayBoardModel& model) {
  if (model.day == model.today) return false;
  const std::string_view label = text::DeskMessages(model.language).desk_to_today();
  const float width = ui::button_width(ui, label, ui::Icon::kNone);
  return small_button(ui, left, "to_today", width, label, ui::Icon::kNone);
}

// Looks like the field that opens when it is pressed.
bool search_button(ui::Ui& ui, const ui::Rect& place, const DayBoardModel& model) {
  const text::DeskMessages say(model.language);
  const ui::Theme& theme = ui.theme();
  const ui::Reaction reaction = ui.interact({.name = "search",
                                             .kind = ui::WidgetKind::kButton,
                                             .rect = place,
                                             .value = std::string(say.desk_search())});
  ui::fill(ui, place, reaction.held ? ui::Ink::kPrimarySoft : ui::Ink::kSurface, theme.corner());
  ui::outline(ui, place, ui::Ink::kOutline, theme.corner(), theme.outline());
  ui::Rect inner = place.inset(theme.px(14), 0);
  ui::icon(ui, inner.cut_left(ui::icon_width(ui)), ui::Icon::kSearch, ui::Ink::kTextSoft);
  inner.cut_left(theme.px(10));
  const ui::TextLook hint{.style = ui::TextStyle::kBody, .ink = ui::Ink::kPlaceholder};
  const ui::TextLook keys{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const float keys_width = ui::text_width(ui, keys, say.desk_search_keys()) + 1;
  const bool whole = ui::text_width(ui, hint, say.desk_search()) <= inner.width;
  const std::string_view words = whole ? say.desk_search() : say.desk_search_short();
  if (ui::text_width(ui, hint, words) + theme.gap() + keys_width <= inner.width) {
    ui::text_line(ui, inner.cut_right(keys_width), keys, say.desk_search_keys());
  }
  ui::text_line(ui, inner, hint, words, ui::WhenLong::kShorten);
  if (reaction.ring) ui::focus_ring(ui, place, theme.corner());
  return reaction.clicked;
}

What top(ui::Ui& ui, ui::Rect& page, DayBoardModel& model) {
  ui::Rect left;
  bool lock = false;
  if (model.bar) {
    left = model.bar(ui, page);
  } else {
    const ui::TopBarSpec spec{model.language, model.connection, model.person};
    const ui::TopBarReaction bar =
        ui::top_bar(ui, page.cut_top(ui::top_bar_height(ui, spec)), spec);
    left = bar.left;
    lock = bar.lock;
  }
  What what = arrows(ui, left);
  if (day_title(ui, left, model)) model.choosing_day = {model.day.year(), model.day.month()};
  left.cut_left(ui.theme().gap_small());
  if (to_today(ui, left, model)) what = What::kToday;
  left.cut_left(ui.theme().gap_tiny());
  const float width = std::min(left.width, ui.theme().px(402));
  const ui::Rect place = left.cut_left(width);
  if (search_button(ui, place.middle(width, ui.theme().small_control_height()), model) ||
      pressed_control_k(ui)) {
    what = What::kSearch;
    model.choosing_day.reset();
  }
  return lock ? What::kLock : what;
}

void say_how_old(ui::Ui& ui, ui::Rect& area, const DayBoardModel& model) {
  const text::DeskMessages say(model.language);
  std::string words;
  if (model.as_of && model.read) {
    words = say.desk_as_of(text::clock_time(model.language, *model.as_of));
  } else if (model.problem) {
    words = std::string(text::problem(model.language, *model.problem));
  }
  if (words.empty()) return;
  const float used = ui::notice(ui, {.name = "board_notice",
                                     .rect = area,
                                     .text = words,
                                     .tone = ui::Tone::kCare,
                                     .icon = model.as_of ? ui::Icon::kCloudOff : ui::Icon::kInfo});
  area.cut_top(used + ui.theme().px(12));
}

PanelFrame panel_frame(const DayBoardModel& model, bool with_back) {
  return {.language = model.language,
          .zone = &model.zone,
          .today = model.today,
          .now = model.now,
          .there = model.connection.there,
          .with_back = with_back,
          .has_paper = model.has_paper,
          .has_waitlist = model.has_waitlist,
          .keeps_the_book = model.has_closing,  // the same people do both
          .may = model.may};
}

BoardIntent meeting_panel(ui::Ui& ui, const ui::Rect& place, const DayBoardModel& model,
                          const MeetingCard& card, bool with_back) {
  std::vector<const BoardRow*> places;
  for (const std::size_t one : places_in(model, card.meeting.id)) {
    places.push_back(&model.rows[one]);
  }
  const MeetingPanelIntent pressed =
      draw_meeting_panel(ui, place, panel_frame(model, with_back), card, places, model.panel.busy);
  using Pressed = MeetingPanelIntent::What;
  if (pressed.what == Pressed::kNone) return {};
  if (pressed.what == Pressed::kBack) return {.what = What::kUnselect};
  if (pressed.what == Pressed::kChoose) {
    return {.what = What::kSelect, .appointment = pressed.appointment};
  }
  return {.what = What::kMeetingPanel, .meeting = card.meeting.id, .meeting_panel = pressed};
}

BoardIntent panel(ui::Ui& ui, const ui::Rect& place, const DayBoardModel& model, bool with_back) {
  if (const MeetingCard* const card = model.chosen_meeting(); card != nullptr) {
    return meeting_panel(ui, place, model, *card, with_back);
  }
  PanelFrame frame = panel_frame(model, with_back);
  const BoardRow* const chosen = model.chosen();
  if (chosen != nullptr) frame.at_once = visits_at_once(model.language, model.rows, *chosen);
  const PanelIntent pressed = draw_panel(ui, place, frame, chosen, model.panel);
  if (pressed.what == PanelIntent::What::kNone) return {};
  if (pressed.what == PanelIntent::What::kBack) return {.what = What::kUnselect};
  return {.what = What::kPanel,
          .appointment = model.selected.value_or(AppointmentId()),
          .panel = pressed};
}

}  // namespace

const BoardRow* DayBoardModel::chosen() const {
  return find_row(rows, selected);
}

const MeetingCard* DayBoardModel::chosen_meeting() const {
  return find_card(meetings, selected_meeting);
}

namespace {

void strip(ui::Ui& ui, ui::Rect& flow, const DayBoardModel& model) {
  if (!model.strip) return;
  const float used = model.strip(ui, flow);
  if (used > 0) flow.cut_top(used + ui.theme().px(12));
}

void merge(BoardIntent& intent, const BoardIntent& next) {
  if (next.what != What::kNone) intent = next;
}

// A day with nothing in it says so the same way in every view.
bool shows_flow(const DayBoardModel& model) {
  return model.view == BoardView::kFlow && model.read && !model.rows.empty();
}

bool is_beside(const ui::Ui& ui, const ui::Rect& page) {
  return page.width >= kBesideFrom * ui.theme().scale();
}

// The calendar has the whole width while nobody is chosen.
bool has_panel(const DayBoardModel& model) {
  return model.view != BoardView::kCalendar || model.chosen() != nullptr ||
         model.chosen_meeting() != nullptr;
}

// List and panel beside each other; the list alone scrolls. What was done is said below the list:
// the buttons of the panel stay where they are, so that a second press on one finds no other.
BoardIntent draw_beside(ui::Ui& ui, ui::Rect page, DayBoardModel& model, float toast_height) {
  const ui::Theme& theme = ui.theme();
  page.cut_top(theme.px(16));
  page.cut_bottom(theme.px(16));
  const bool with_panel = has_panel(model);
  ui::Rect side;
  if (with_panel) {
    side = page.cut_right(theme.px(kPanelWidth));
    page.cut_right(theme.px(16));
  }
  page.cut_bottom(toast_height);
  strip(ui, page, model);
  say_how_old(ui, page, model);
  say_closed(ui, page, model);
  const bool calendar = model.view == BoardView::kCalendar;
  BoardIntent intent{.what = board_tools(ui, page, model)};
  merge(intent, calendar            ? draw_calendar(ui, page, model)
                : shows_flow(model) ? draw_flow(ui, page, model)
                                    : draw_list(ui, page, model));
  if (with_panel) merge(intent, panel(ui, side, model, calendar));
  return intent;
}

// With large text all of it scrolls but the strip, and the visit that is chosen takes the place of
// the list.
BoardIntent draw_below(ui::Ui& ui, ui::Rect page, DayBoardModel& model, float toast_height) {
  page.cut_bottom(toast_height);
  const float ring = ui.theme().focus_ring() + ui.theme().focus_gap();
  ui::Rect place = page;
  place.cut_top(12);
  strip(ui, place, model);
  if (model.chosen() != nullptr || model.chosen_meeting() != nullptr) {
    place.cut_bottom(12);
    say_how_old(ui, place, model);
    return panel(ui, place, model, true);
  }
  const ui::Rect area{place.x - ring, place.y, place.width + ring, place.height};
  const ui::Rect content = ui.begin_scroll("day_list_rows", area);
  ui::Rect flow{content.x + ring, content.y + ring, content.width - 2 * ring, 100'000};
  say_how_old(ui, flow, model);
  say_closed(ui, flow, model);
  BoardIntent intent{.what = board_tools(ui, flow, model)};
  merge(intent, model.view == BoardView::kCalendar ? draw_calendar_in(ui, flow, model)
                : shows_flow(model)                ? draw_flow_in(ui, flow, model)
                                                   : draw_list_in(ui, flow, model));
  ui.end_scroll(flow.y + 12 - content.y);
  return intent;
}

std::string_view toast_word(text::Language language, DayBoardModel::ToastAction action) {
  const text::DeskMessages say(language);
  switch (action) {
    case DayBoardModel::ToastAction::kClose:
      return say.toast_close();
    case DayBoardModel::ToastAction::kUndo:
      return say.toast_undo();
    case DayBoardModel::ToastAction::kShow:
      return say.toast_show();
    case DayBoardModel::ToastAction::kSeeWho:
      return text::WaitlistMessages(language).wait_see_who();
    case DayBoardModel::ToastAction::kNone:
      return {};
  }
  return {};
}

}  // namespace

std::chrono::days days_seen(const DayBoardModel& model) {
  const bool week = model.view == BoardView::kCalendar && model.grid.of == GridOf::kWeek;
  return std::chrono::days(week ? 7 : 1);
}

BoardIntent draw(ui::Ui& ui, DayBoardModel& model) {
  ui::Rect page = ui.screen();
  ui::fill(ui, page, ui::Ink::kPaper);
  BoardIntent intent;
  intent.what = top(ui, page, model);
  page = page.inset(ui.theme().margin(), 0);
  ui::ToastSpec toast{.text = model.toast,
                      .action = toast_word(model.language, model.toast_action),
                      .column = page};
  const bool beside = is_beside(ui, page);
  if (beside && has_panel(model)) {
    toast.column.cut_right(ui.theme().px(kPanelWidth) + ui.theme().px(16));
  }
  const float room = model.toast.empty() ? 0 : ui::toast_height(ui, toast);
  merge(intent, beside ? draw_beside(ui, page, model, room) : draw_below(ui, page, model, room));
  if (!model.toast.empty() && ui::toast(ui, toast)) intent = {.what = What::kToastAction};
  merge(intent, draw_calendar_choice(ui, model));
  merge(intent, draw_day_choice(ui, model));
  return intent;
}

}  // namespace alcove::screens::desk
