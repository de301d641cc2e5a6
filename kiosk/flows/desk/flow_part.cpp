// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/flow_part.h"

#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/select.h"

namespace alcove::flows::desk {

using namespace screens::desk;
using State = AppointmentState;

bool FlowPart::is_today(const BoardRow& row) const {
  return date_of(row.appointment.start) == date_of(desk_.context.wall_clock());
}

// The second of two quick presses is not for the step that comes next.
void FlowPart::mark(const BoardRow& row, State state) {
  steps_.mark(row, state);
  steps_.rest();
}

void FlowPart::act(const BoardIntent& intent, const std::vector<BoardRow>& rows) {
  const BoardRow* const row = find_row(rows, intent.appointment);
  if (row == nullptr) return;
  if (intent.what == BoardIntent::What::kCardOn) return move_on(*row);
  if (intent.what == BoardIntent::What::kCardBack) return take_back(*row);
  put(*row, intent.column);
}

void FlowPart::move_on(const BoardRow& row) {
  if (steps_.busy()) return;
  const std::optional<State> next = next_state(row.appointment, is_today(row));
  if (next) return mark(row, *next);
  desk_.say(std::string(text::DeskMessages(desk_.context.language).flow_nothing_next()));
}

void FlowPart::take_back(const BoardRow& row) {
  if (steps_.busy()) return;
  if (has_step_back(row)) return steps_.open_undo(row);
  desk_.say(std::string(text::DeskMessages(desk_.context.language).flow_no_step_back()));
}

void FlowPart::put(const BoardRow& row, FlowColumn column) {
  if (steps_.busy() || column_of(row.appointment.state) == column) return;
  const CardMove move = move_to(row, column, is_today(row));
  switch (move.what) {
    case CardMove::What::kNothing:
      return desk_.say(std::string(text::DeskMessages(desk_.context.language).flow_no_step()));
    case CardMove::What::kMark:
      return mark(row, move.state);
    case CardMove::What::kUndo:
      return steps_.open_undo(row);
    case CardMove::What::kAway:
      return ask_why(row);
  }
}

std::vector<FlowPart::Why> FlowPart::reasons_for(const BoardRow& row) const {
  const auto can = [&](State to) {
    return rules::transition(row.appointment.state, to) == rules::Transition::kFree;
  };
  std::vector<Why> reasons;
  if (can(State::kNoShow) && desk_.context.box.now() >= row.appointment.start_time) {
    reasons.push_back(Why::kNoShow);
  }
  if (can(State::kLeftWithoutBeingSeen)) reasons.push_back(Why::kLeft);
  if (rules::transition(row.appointment.state, State::kCancelledByClinic) ==
      rules::Transition::kWithReason) {
    reasons.push_back(Why::kCancelled);
  }
  return reasons;
}

// Where it can only be one thing nobody is asked.
void FlowPart::ask_why(const BoardRow& row) {
  const std::vector<Why> reasons = reasons_for(row);
  if (reasons.size() == 1) return take(row, reasons.front());
  away_ = row.appointment.id;
}

void FlowPart::take(const BoardRow& row, Why why) {
  switch (why) {
    case Why::kNoShow:
      return mark(row, State::kNoShow);
    case Why::kLeft:
      return mark(row, State::kLeftWithoutBeingSeen);
    case Why::kCancelled:
      return steps_.open_cancel(row);
  }
}

void FlowPart::draw(ui::Ui& ui, const std::vector<BoardRow>& rows) {
  if (!away_) return;
  const BoardRow* const row = find_row(rows, away_);
  const std::vector<Why> reasons = row == nullptr ? std::vector<Why>() : reasons_for(*row);
  if (reasons.empty()) {
    away_.reset();
    return;
  }
  const text::DeskMessages say(desk_.context.language);
  std::vector<std::string> options;
  for (const Why why : reasons) {
    if (why == Why::kNoShow) options.emplace_back(say.away_no_show());
    if (why == Why::kLeft) options.emplace_back(say.away_left());
    if (why == Why::kCancelled) options.emplace_back(say.away_cancel());
  }
  const std::string name = desk_.called(*row);
  const bool expected = rules::is_open(row->appointment.state);
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "away",
                       .language = desk_.context.language,
                       .title = expected ? say.away_title(name) : say.away_left_title(name),
                       .options = options});
  if (!answer.closed && !answer.chosen) return;
  away_.reset();
  if (answer.chosen) take(*row, reasons[*answer.chosen]);
}

}  // namespace alcove::flows::desk
