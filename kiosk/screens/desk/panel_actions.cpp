// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/panel_actions.h"

#include <functional>
#include <vector>

#include "kiosk/text/absence_messages.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using What = PanelIntent::What;
using State = AppointmentState;

struct Action {
  ui::BarButton button;
  PanelIntent intent;
};

void add_marks(std::vector<Action>& out, const PanelFrame& frame, const BoardRow& row) {
  const text::DeskMessages say(frame.language);
  const State state = row.appointment.state;
  const auto can = [&](State to) {
    return rules::transition(state, to) == rules::Transition::kFree;
  };
  const bool today = date_of(row.appointment.start) == frame.today;
  const auto next = next_state(row.appointment, today);
  if (can(State::kConfirmed) && next != State::kConfirmed) {
    out.push_back({{.name = "mark_confirmed", .label = std::string(say.step_confirm())},
                   {What::kMark, State::kConfirmed, {}, {}}});
  }
  if (can(State::kNoShow) && frame.now >= row.appointment.start_time) {
    out.push_back({{.name = "mark_no_show", .label = std::string(say.step_no_show())},
                   {What::kMark, State::kNoShow, {}, {}}});
  }
  if (can(State::kLeftWithoutBeingSeen)) {
    out.push_back({{.name = "mark_left", .label = std::string(say.step_left())},
                   {What::kMark, State::kLeftWithoutBeingSeen, {}, {}}});
  }
}

// Somebody who waits could have it: it was given back before it began.
bool fell_free(const PanelFrame& frame, const BoardRow& row) {
  const State state = row.appointment.state;
  const bool given_back = state == State::kCancelledByClient || state == State::kLateCancelled ||
                          state == State::kCancelledByClinic || state == State::kRescheduled;
  return given_back && !row.appointment.meeting && frame.now < row.appointment.start_time;
}

bool offers_undo(const BoardRow& row, const PanelModel& model) {
  const State state = row.appointment.state;
  if (state == State::kRescheduled) {
    if (row.appointment.meeting) return false;  // the session is moved back
    const auto* const moved = successor(row, model);
    return moved != nullptr && can_take_move_back(*moved);
  }
  return state != State::kScheduled && !(row.appointment.walk_in && state == State::kArrived);
}

// Everything but the one next step.
std::vector<Action> other_actions(const PanelFrame& frame, const BoardRow& row,
                                  const PanelModel& model) {
  const text::DeskMessages say(frame.language);
  const State state = row.appointment.state;
  std::vector<Action> out;
  const auto add = [&](std::string name, std::string_view label, What what) {
    out.push_back({{.name = std::move(name), .label = std::string(label)}, {what, state, {}, {}}});
  };
  // A place in a session of several is not moved by itself, and the session has its room.
  const bool alone = !row.appointment.meeting;
  if (alone && rules::transition(state, State::kRescheduled) == rules::Transition::kFree) {
    add("move", say.step_move(), What::kMove);
  }
  if (rules::transition(state, State::kCancelledByClinic) == rules::Transition::kWithReason) {
    add("cancel", say.step_cancel(), What::kCancel);
  }
  add_marks(out, frame, row);
  if (offers_undo(row, model)) add("undo", say.step_undo(), What::kUndo);
  if (alone && (state == State::kArrived || state == State::kRoomed)) {
    add("another_room", say.step_another_room(), What::kAnotherRoom);
  }
  if (frame.has_waitlist && fell_free(frame, row)) {
    add("see_who", say.panel_see_who(), What::kSeeWho);
  }
  if (rules::is_ended(state)) add("book_again", say.step_book_next(), What::kBookAgain);
  // While somebody is in the house the panel is about today.
  const bool here =
      state == State::kArrived || state == State::kRoomed || state == State::kInSession;
  if (!alone) add("session", say.panel_session(), What::kSession);
  if (alone && !here) {
    add("series", row.repeats ? say.step_series() : say.step_repeat(), What::kSeries);
  }
  if (frame.has_paper) add("slip", say.step_slip(), What::kSlip);
  add("history", say.step_history(), What::kHistory);
  add("open_client", say.panel_open_client(), What::kOpenClient);
  return out;
}

// What everybody who looks may press.
bool only_looks(const Action& one) {
  return one.intent.what == What::kHistory || one.intent.what == What::kOpenClient ||
         one.intent.what == What::kSession || one.intent.what == What::kSlip;
}

Action next_action(const PanelFrame& frame, State to) {
  return {{.name = "next_step", .label = std::string(step_word(frame.language, to))},
          {What::kMark, to, {}, {}}};
}

// Whoever came would meet nobody: what becomes of the visit comes before every other step. A place
// in a session of several is decided with all of it, and of a day that is over nothing is moved.
Action decide_action(const PanelFrame& frame, const BoardRow& row) {
  const text::DeskMessages say(frame.language);
  const State state = row.appointment.state;
  if (row.appointment.meeting) {
    return {{.name = "decide", .label = std::string(say.panel_session())},
            {What::kSession, state, {}, {}}};
  }
  if (date_of(row.appointment.start) < frame.today) {
    return {{.name = "decide", .label = std::string(say.step_cancel())},
            {What::kCancel, state, {}, {}}};
  }
  return {{.name = "decide",
           .label = std::string(text::AbsenceMessages(frame.language).absence_see_one())},
          {What::kBecomes, state, {}, {}}};
}

// The one that stands first, large, is taken out of the others, or the next step put among them.
std::optional<Action> lead_action(const PanelFrame& frame, const BoardRow& row,
                                  std::vector<Action>& others) {
  const auto next = next_state(row.appointment, date_of(row.appointment.start) == frame.today);
  if (!frame.keeps_the_book || !nobody_there(row)) {
    return next ? std::optional(next_action(frame, *next)) : std::nullopt;
  }
  if (next) others.insert(others.begin(), next_action(frame, *next));
  Action lead = decide_action(frame, row);
  std::erase_if(others, [&](const Action& one) { return one.intent.what == lead.intent.what; });
  return lead;
}

}  // namespace

const api::appointments::Appointment* successor(const BoardRow& row, const PanelModel& model) {
  const bool known = model.moved_to && model.moved_to->id == row.appointment.moved_to;
  return known ? &*model.moved_to : nullptr;
}

bool can_take_move_back(const api::appointments::Appointment& moved) {
  if (rules::is_open(moved.state)) return true;
  return !rules::holds_time(moved.state) && moved.state != State::kRescheduled;
}

PanelIntent draw_panel_actions(ui::Ui& ui, ui::Rect& area, const PanelFrame& frame,
                               const BoardRow& row, const PanelModel& model, ActionsAt where) {
  const bool can = frame.there && !model.busy;
  const ui::Theme& theme = ui.theme();
  std::vector<Action> others = other_actions(frame, row, model);
  std::optional<Action> lead;
  if (frame.may == May::kChange) lead = lead_action(frame, row, others);
  if (frame.may == May::kLook) std::erase_if(others, std::not_fn(only_looks));
  std::vector<ui::BarButton> buttons;
  for (const Action& one : others) {
    buttons.push_back(one.button);
    buttons.back().enabled = only_looks(one) ? frame.there : can;
  }
  const float rows = ui::button_rows_height(ui, area.width, buttons);
  const float main = lead ? theme.px(48) + theme.px(10) : 0;
  ui::Rect place =
      where == ActionsAt::kFoot ? area.cut_bottom(rows + main) : area.cut_top(rows + main);
  PanelIntent intent;
  if (lead) {
    if (ui::button(ui, {.name = lead->button.name,
                        .rect = place.cut_top(theme.px(48)),
                        .label = lead->button.label,
                        .kind = ui::ButtonKind::kPrimary,
                        .enabled = can})) {
      intent = lead->intent;
    }
    place.cut_top(theme.px(10));
  }
  const auto pressed = ui::button_rows(ui, place, buttons);
  return pressed ? others[*pressed].intent : intent;
}

}  // namespace alcove::screens::desk
