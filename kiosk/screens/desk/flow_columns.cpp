// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/flow_columns.h"

namespace alcove::screens::desk {

using State = AppointmentState;
using What = CardMove::What;

std::optional<FlowColumn> column_of(AppointmentState state) {
  switch (state) {
    case State::kScheduled:
    case State::kConfirmed:
      return FlowColumn::kExpected;
    case State::kArrived:
      return FlowColumn::kWaiting;
    case State::kRoomed:
    case State::kInSession:
      return FlowColumn::kWithClinician;
    case State::kCheckedOut:
      return FlowColumn::kDone;
    case State::kCancelledByClient:
    case State::kLateCancelled:
    case State::kCancelledByClinic:
    case State::kNoShow:
    case State::kLeftWithoutBeingSeen:
      return FlowColumn::kNotComing;
    case State::kEnteredInError:
    case State::kRescheduled:
      return std::nullopt;
  }
  return std::nullopt;
}

bool has_step_back(const BoardRow& row) {
  const State state = row.appointment.state;
  return state != State::kScheduled && !(row.appointment.walk_in && state == State::kArrived);
}

namespace {

CardMove back_by_a_step(const BoardRow& row) {
  return {has_step_back(row) ? What::kUndo : What::kNothing, State::kArrived};
}

CardMove onto_done(State state) {
  if (state == State::kInSession) return {What::kMark, State::kCheckedOut};
  return {};
}

CardMove onto_with_clinician(const BoardRow& row) {
  const State state = row.appointment.state;
  const bool elsewhere = api::appointments::is_telehealth(row.appointment.modality);
  if (state == State::kArrived) {
    return {What::kMark, elsewhere ? State::kInSession : State::kRoomed};
  }
  if (state == State::kCheckedOut) return back_by_a_step(row);
  return {};
}

CardMove onto_waiting(const BoardRow& row, bool is_today) {
  const State state = row.appointment.state;
  if (rules::is_open(state)) {
    return is_today ? CardMove{What::kMark, State::kArrived} : CardMove{};
  }
  if (state == State::kCheckedOut) return {};
  return back_by_a_step(row);
}

}  // namespace

CardMove move_to(const BoardRow& row, FlowColumn to, bool is_today) {
  const State state = row.appointment.state;
  const std::optional<FlowColumn> from = column_of(state);
  if (!from || *from == to) return {};
  switch (to) {
    case FlowColumn::kExpected:
      if (state == State::kArrived || *from == FlowColumn::kNotComing) return back_by_a_step(row);
      return {};
    case FlowColumn::kWaiting:
      return onto_waiting(row, is_today);
    case FlowColumn::kWithClinician:
      return onto_with_clinician(row);
    case FlowColumn::kDone:
      return onto_done(state);
    case FlowColumn::kNotComing:
      if (state == State::kInSession || state == State::kCheckedOut) return {};
      return {What::kAway, State::kNoShow};
  }
  return {};
}

}  // namespace alcove::screens::desk
