// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/meeting_panel.h"

#include <algorithm>

#include "kiosk/screens/desk/like_names.h"
#include "kiosk/screens/desk/panel_pills.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using What = MeetingPanelIntent::What;

void head(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame, const MeetingCard& card) {
  const text::DeskMessages desk(frame.language);
  const text::MeetingsMessages say(frame.language);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading},
                   meeting_title(frame.language, card), 0);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.meeting_below({.service = card.service_name,
                                      .minutes = std::to_string(card.meeting.minutes),
                                      .names = leaders(frame.language, card)}),
                   ui.theme().px(12));
  const Saying here = say_meeting(frame.language, card);
  std::string when = text::clock_time(frame.language, clock_start(card.meeting));
  if (!card.room_name.empty()) when += ", " + card.room_name;
  const ui::Rect first = ui::pill(ui, {.name = "panel_here",
                                       .at = {flow.x, flow.y},
                                       .label = here.words,
                                       .tone = here.tone,
                                       .max_width = flow.width});
  const float gap = ui.theme().gap_small();
  const bool beside =
      first.right() + gap + ui::pill_size(ui, when, ui::Icon::kNone).width <= flow.right();
  const ui::Point at =
      beside ? ui::Point{first.right() + gap, flow.y} : ui::Point{flow.x, first.bottom() + gap};
  const ui::Rect second =
      ui::pill(ui, {.name = "panel_when", .at = at, .label = when, .max_width = flow.width});
  flow.cut_top(second.bottom() - flow.y);
  if (card.meeting.time_shifted) {
    flow.cut_top(gap);
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare},
                     clock_change_words(frame.language, card.meeting.start), 0);
  }
  if (!card.resources.empty()) {
    flow.cut_top(gap);
    takes_pills(ui, flow, frame.language, card.resources);
  }
  const std::string few = few_words(frame.language, card);
  if (few.empty()) return;
  flow.cut_top(gap);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, few, 0);
}

// A line for each of them: the name, and how they stand below it.
MeetingPanelIntent who(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame,
                       const std::vector<const BoardRow*>& places) {
  const text::MeetingsMessages say(frame.language);
  const ui::Theme& theme = ui.theme();
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  flow.cut_top(theme.px(14));
  ui::divider(ui, flow);
  flow.cut_top(theme.px(14));
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, say.meeting_who(),
                   theme.gap_tiny());
  ui::paragraph_in(ui, flow, soft, places.empty() ? say.meeting_nobody() : say.meeting_who_hint(),
                   theme.gap_small());
  MeetingPanelIntent intent;
  const float name = ui::line_height(ui, ui::TextStyle::kBodyStrong);
  const float height = name + ui::line_height(ui, ui::TextStyle::kSecond) + theme.px(12);
  std::vector<NamedRecord> people;
  for (const BoardRow* const row : places) people.push_back(named(*row));
  const std::vector<bool> like = like_named(people);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const BoardRow* const row = places[i];
    const ui::Rect place = flow.cut_top(height);
    const ui::Reaction reaction = ui::list_row(
        ui,
        {.name = "place_" + row->appointment.id.text(), .rect = place, .value = row->client_name});
    ui::Rect words = place.inset(theme.px(8), theme.px(6));
    ui::text_line(ui, words.cut_top(name), {.style = ui::TextStyle::kBodyStrong},
                  place_name(frame.language, *row), ui::WhenLong::kShorten);
    std::string below = say_attendance(frame.language, *row, frame.now).words;
    if (like[i]) below = like_line(frame.language, people[i]) + " · " + below;
    ui::text_line(ui, words, soft, below, ui::WhenLong::kShorten);
    ui::divider(ui, {place.x, place.bottom() - 1, place.width, 1});
    if (reaction.clicked) intent = {What::kChoose, row->appointment.id};
  }
  return intent;
}

struct Action {
  ui::BarButton button;
  What what;
};

// On another day to come: nobody is marked yet.
bool is_ahead(const PanelFrame& frame, const MeetingCard& card) {
  return date_of(card.meeting.start) > frame.today;
}

// Who came, or was marked as missing: from then on it stays where it is.
bool any_has_begun(const std::vector<const BoardRow*>& places) {
  return std::any_of(places.begin(), places.end(),
                     [](const BoardRow* const row) { return has_begun(row->appointment.state); });
}

// Who comes was to come at another time before.
bool was_moved(const std::vector<const BoardRow*>& places) {
  return std::any_of(places.begin(), places.end(), [](const BoardRow* const row) {
    return row->appointment.moved_from && rules::is_open(row->appointment.state);
  });
}

std::vector<Action> actions_of(const PanelFrame& frame, const MeetingCard& card,
                               const std::vector<const BoardRow*>& places, bool can) {
  const text::MeetingsMessages say(frame.language);
  std::vector<Action> out;
  const auto add = [&](std::string name, std::string_view label, What what, bool enabled) {
    out.push_back(
        {{.name = std::move(name), .label = std::string(label), .enabled = enabled}, what});
  };
  const bool changes = frame.may == May::kChange;
  if (changes && is_cancelled(card)) {
    if (!is_called_off(card)) {
      add("meeting_calls", say.meeting_calls(), What::kCalls, frame.there);
    }
    add("meeting_restore", say.meeting_restore(), What::kRestore, can);
  } else if (changes) {
    if (was_moved(places)) add("meeting_tell", say.moved_tell(), What::kTell, frame.there);
    add("meeting_add_guest", say.meeting_add_guest(), What::kAddGuest, can);
    add("meeting_assign", say.meeting_assign(), What::kAssign, can);
    const bool movable = !any_has_begun(places);
    const bool move_first = movable && is_ahead(frame, card);
    if (movable && !move_first) add("meeting_move", say.meeting_move(), What::kMove, can);
    add("meeting_cancel", say.meeting_cancel(), What::kCancel, can);
    if (move_first) add("meeting_attendance", say.meeting_attendance(), What::kAttendance, can);
  }
  add("meeting_history", say.meeting_history(), What::kHistory, frame.there);
  return out;
}

// What is next: who is there, or of a session to come another time for it.
Action main_action(const PanelFrame& frame, const MeetingCard& card,
                   const std::vector<const BoardRow*>& places, bool can) {
  const text::MeetingsMessages say(frame.language);
  const bool move = is_ahead(frame, card) && !any_has_begun(places);
  return {{.name = move ? "meeting_move" : "meeting_attendance",
           .label = std::string(move ? say.meeting_move() : say.meeting_attendance()),
           .kind = ui::ButtonKind::kPrimary,
           .enabled = can},
          move ? What::kMove : What::kAttendance};
}

MeetingPanelIntent actions(ui::Ui& ui, ui::Rect& area, const PanelFrame& frame,
                           const MeetingCard& card, const std::vector<const BoardRow*>& places,
                           bool can, bool at_foot) {
  const ui::Theme& theme = ui.theme();
  const std::vector<Action> all = actions_of(frame, card, places, can);
  std::vector<ui::BarButton> buttons;
  for (const Action& one : all) buttons.push_back(one.button);
  const float rows = ui::button_rows_height(ui, area.width, buttons);
  const bool marks = frame.may == May::kChange && !is_cancelled(card);
  const float main = marks ? theme.px(48) + theme.px(10) : 0;
  ui::Rect place = at_foot ? area.cut_bottom(rows + main) : area.cut_top(rows + main);
  MeetingPanelIntent intent;
  if (marks) {
    const Action first = main_action(frame, card, places, can);
    if (ui::button(ui, {.name = first.button.name,
                        .rect = place.cut_top(theme.px(48)),
                        .label = first.button.label,
                        .kind = first.button.kind,
                        .enabled = first.button.enabled})) {
      intent.what = first.what;
    }
    place.cut_top(theme.px(10));
  }
  const auto pressed = ui::button_rows(ui, place, buttons);
  if (pressed) intent.what = all[*pressed].what;
  return intent;
}

bool back_button(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame) {
  const text::DeskMessages say(frame.language);
  const float width =
      std::min(flow.width, ui::button_width(ui, say.panel_back(), ui::Icon::kArrowLeft));
  const bool pressed =
      ui::button(ui, {.name = "panel_back",
                      .rect = flow.cut_top(ui.theme().control_height()).cut_left(width),
                      .label = say.panel_back(),
                      .icon = ui::Icon::kArrowLeft,
                      .role = ui::ButtonRole::kCancel});
  flow.cut_top(ui.theme().gap());
  return pressed;
}

}  // namespace

MeetingPanelIntent draw_meeting_panel(ui::Ui& ui, const ui::Rect& area, const PanelFrame& frame,
                                      const MeetingCard& card,
                                      const std::vector<const BoardRow*>& places, bool busy) {
  const ui::Theme& theme = ui.theme();
  ui.present({.name = "panel", .kind = ui::WidgetKind::kPanel, .rect = area});
  ui::card(ui, area);
  ui::Rect inner = area.inset(theme.px(20));
  const bool can = frame.there && !busy;
  const bool at_foot = !frame.with_back;
  MeetingPanelIntent intent;
  if (at_foot) intent = actions(ui, inner, frame, card, places, can, true);
  const float ring = theme.px(6);
  inner.cut_bottom(at_foot ? theme.px(12) : 0);
  const ui::Rect content_area{inner.x - ring, inner.y - ring, inner.width + 2 * ring,
                              inner.height + ring};
  const ui::Rect scrolled = ui.begin_scroll("panel_" + card.meeting.id.text(), content_area);
  ui::Rect flow{scrolled.x + ring, scrolled.y + ring, scrolled.width - 2 * ring, 100'000};
  if (frame.with_back && back_button(ui, flow, frame)) intent.what = What::kBack;
  head(ui, flow, frame, card);
  const MeetingPanelIntent chosen = who(ui, flow, frame, places);
  if (chosen.what != What::kNone) intent = chosen;
  if (!at_foot) {
    flow.cut_top(theme.gap_large());
    const MeetingPanelIntent pressed = actions(ui, flow, frame, card, places, can, false);
    if (pressed.what != What::kNone) intent = pressed;
  }
  ui.end_scroll(flow.y - scrolled.y + ring);
  return intent;
}

}  // namespace alcove::screens::desk
