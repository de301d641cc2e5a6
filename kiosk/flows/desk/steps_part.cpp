// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/steps_part.h"

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/problems.h"

namespace alcove::flows::desk {

using namespace screens::desk;
using api::appointments::Appointment;

namespace {

constexpr std::int64_t kRestMs = 500;  // as long as the second press of a double click may take

}  // namespace

bool StepsPart::has_typed() const {
  if (const auto* const undo = std::get_if<UndoModel>(&sheet_)) {
    return !undo->reason.empty() || !undo->override_reason.empty();
  }
  const auto* const cancel = std::get_if<CancelModel>(&sheet_);
  return cancel != nullptr && !cancel->reason.empty();
}

std::int64_t StepsPart::tick(std::int64_t now_ms) {
  if (!resting_) return -1;
  if (!rests_until_ms_) rests_until_ms_ = now_ms + kRestMs;
  if (now_ms < *rests_until_ms_) return *rests_until_ms_ - now_ms;
  resting_ = false;
  return 0;
}

template <class Request>
void StepsPart::send(const wire::Route<Request, Appointment>& route, Request request,
                     std::string done, Undo undo) {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  box.ask(life_, route, std::move(request),
          [this, undo, done = std::move(done)](Result<Appointment> reply) {
            busy_ = false;
            desk_.refresh();
            if (reply) {
              desk_.take(*reply);
              close();
              unseen_.reset();
              undo == Undo::kOffered ? desk_.say_undoable(done, reply->id) : desk_.say(done);
              return;
            }
            if (unseen_) open(*std::exchange(unseen_, std::nullopt));
            if (choose_another_room(reply.error())) return;
            problem_ = reply.error().code;
            if (auto* const sheet = std::get_if<UndoModel>(&sheet_)) explain(*sheet, reply.error());
            if (!is_open()) {
              desk_.say(std::string(text::problem(desk_.context.language, reply.error().code)));
            }
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

// A visit that was called off holds nothing, so it is asked like a new one what is in the way; and
// the one that it was moved to would be gone.
void StepsPart::explain(UndoModel& undo, const Error& refusal) {
  const Appointment& at = undo.row.appointment;
  if (refusal.code == ErrorCode::kWrongState && at.state == State::kRescheduled) {
    undo.against = text::DeskMessages(desk_.context.language).undo_move_stands();
    problem_.reset();
  }
  if (!is_in_the_way(refusal)) return;
  desk_.context.box.ask(
      life_, api::appointments::find_free,
      api::appointments::FreeRequest{.start = at.start,
                                     .minutes = at.minutes,
                                     .clinician = at.clinician,
                                     .room = at.room,
                                     .client = at.client,
                                     .except = at.moved_to,
                                     .service = at.service,
                                     .resources = if_any(api::resources::ids_words(at.resources))},
      [this, visit = at.id](Result<api::appointments::FreeReply> reply) {
        auto* const model = std::get_if<UndoModel>(&sheet_);
        if (!reply || model == nullptr || model->row.appointment.id != visit) return;
        const text::Language language = desk_.context.language;
        BookingModel asked;
        asked.day = date_of(model->row.appointment.start);
        asked.time = text::clock_time(language, model->row.appointment.start);
        asked.now = desk_.context.wall_clock();
        asked.client_name = spoken_name(model->row.client_name);
        asked.clinicians = desk_.book.clinicians();
        asked.rooms = desk_.book.rooms();
        asked.resources = desk_.book.resources();
        asked.takes = model->row.appointment.resources;
        asked.clinician = model->row.appointment.clinician;
        asked.room = model->row.appointment.room;
        asked.free = std::move(reply).value();
        model->against = words_against(language, asked);
        model->wants_override = asked.needs_reason();
        if (!model->against.empty()) problem_.reset();
      });
}

void StepsPart::open(Sheet sheet) {
  sheet_ = std::move(sheet);
  problem_.reset();
}

void StepsPart::close() {
  sheet_ = std::monostate();
  problem_.reset();
}

void StepsPart::mark(const BoardRow& row, State state) {
  if (state == State::kRoomed && !row.appointment.room) {
    open(RoomSheet{row, {desk_.book.rooms(), {}}, true});
    return;
  }
  send_mark(row, state, std::nullopt);
}

// Whoever is still inside stays alone there: the way on is another room, or the same one later.
bool StepsPart::choose_another_room(const Error& refusal) {
  const std::optional<BoardRow> row = std::exchange(into_room_, std::nullopt);
  if (!row || refusal.code != ErrorCode::kTaken || refusal.field != "room") return false;
  open(RoomSheet{
      *row,
      {desk_.book.rooms(), row->appointment.room, desk_.book.name_of(*row->appointment.room)},
      true});
  return true;
}

void StepsPart::send_mark(const BoardRow& row, State state, const std::optional<RoomId>& room) {
  into_room_.reset();
  if (state == State::kRoomed) {
    into_room_ = row;
    if (room) into_room_->appointment.room = room;
  }
  send(api::appointments::mark,
       api::appointments::MarkRequest{.appointment = row.appointment.id,
                                      .base_revision = row.appointment.revision,
                                      .state = state,
                                      .room = room,
                                      .reason = {}},
       marked_words(desk_.context.language, state, desk_.called(row)), Undo::kOffered);
}

void StepsPart::send_assign(const BoardRow& row, const RoomId& room) {
  const text::DeskMessages say(desk_.context.language);
  send(api::appointments::assign,
       api::appointments::AssignRequest{.appointment = row.appointment.id,
                                        .base_revision = row.appointment.revision,
                                        .clinician = row.appointment.clinician,
                                        .room = room,
                                        .reason = {}},
       say.marked_room({.name = desk_.called(row), .room = desk_.book.name_of(room)}));
}

void StepsPart::open_room(const BoardRow& row) {
  open(RoomSheet{row, {desk_.book.rooms(), row.appointment.room}, false});
}

void StepsPart::open_cancel(const BoardRow& row) {
  open(CancelModel{.row = row,
                   .name = desk_.called(row),
                   .now = desk_.context.box.now(),
                   .asked_minutes = desk_.book.notice_minutes(),
                   .known = row.appointment.state});
}

void StepsPart::open_undo(const BoardRow& row) {
  open(UndoModel{.row = row,
                 .name = desk_.called(row),
                 .now = desk_.context.box.now(),
                 .known = row.appointment.state});
}

void StepsPart::take_move_back(const BoardRow& moved) {
  if (busy_) return;
  unseen_ = UndoModel{
      .row = moved,
      .name = desk_.called(moved),
      .now = desk_.context.box.now(),
      .reason = std::string(text::DeskMessages(desk_.context.language).undo_reason_at_once()),
      .known = moved.appointment.state};
  send_undo(*unseen_);
}

void StepsPart::send_undo(const UndoModel& model) {
  const text::DeskMessages say(desk_.context.language);
  const std::string& name = model.name;
  const Appointment& visit = model.row.appointment;
  std::optional<std::string> override_reason;
  if (model.wants_override) override_reason = model.override_reason;
  send(api::appointments::undo,
       api::appointments::UndoRequest{.appointment = visit.id,
                                      .base_revision = visit.revision,
                                      .reason = model.reason,
                                      .override_reason = override_reason},
       visit.state == State::kRescheduled ? say.marked_move_undone(name) : say.marked_undone(name));
}

void StepsPart::open_history(const BoardRow& row) {
  open(VisitHistoryModel{.name = desk_.called(row), .zone = desk_.context.zone, .entries = {}});
  life_.renew();
  busy_ = false;
  desk_.context.box.ask(life_, api::appointments::open,
                        api::appointments::OpenRequest{row.appointment.id},
                        [this](Result<api::appointments::OpenReply> reply) {
                          auto* const model = std::get_if<VisitHistoryModel>(&sheet_);
                          if (model == nullptr) return;
                          if (!reply) {
                            problem_ = reply.error().code;
                            return;
                          }
                          model->entries = std::move(reply->history);
                          model->read = true;
                        });
}

void StepsPart::rest() {
  resting_ = true;
  rests_until_ms_.reset();
}

// The buttons have changed under the pointer, whoever took the step.
void StepsPart::rest_after_change(const BoardRow& row) {
  const std::pair now{row.appointment.id, row.appointment.revision};
  if (shown_ && shown_->first == now.first && shown_->second != now.second) {
    rest();
  }
  shown_ = now;
}

void StepsPart::row_changed(const BoardRow& row) {
  rest_after_change(row);
  refresh_sheet(row);
}

void StepsPart::refresh_sheet(const BoardRow& row) {
  if (auto* const undo = std::get_if<UndoModel>(&sheet_); undo != nullptr) {
    if (undo->row.appointment.id == row.appointment.id) undo->row = row;
  }
  if (auto* const cancel = std::get_if<CancelModel>(&sheet_); cancel != nullptr) {
    if (cancel->row.appointment.id == row.appointment.id) cancel->row = row;
  }
  if (auto* const room = std::get_if<RoomSheet>(&sheet_); room != nullptr) {
    if (room->row.appointment.id == row.appointment.id) room->row = row;
  }
}

void StepsPart::draw(ui::Ui& ui) {
  std::visit([&](auto& sheet) { draw_sheet(ui, sheet); }, sheet_);
}

void StepsPart::draw_sheet(ui::Ui& ui, UndoModel& model) {
  model.now = desk_.context.box.now();
  const text::DeskMessages say(desk_.context.language);
  switch (screens::desk::draw(ui, desk_.frame(busy_, problem_), model)) {
    case UndoIntent::kNone:
      return;
    case UndoIntent::kClose:
      return close();
    case UndoIntent::kUndo:
      return send_undo(model);
  }
}

void StepsPart::draw_sheet(ui::Ui& ui, CancelModel& model) {
  model.now = desk_.context.box.now();
  model.asked_minutes = desk_.book.notice_minutes();
  switch (screens::desk::draw(ui, desk_.frame(busy_, problem_), model)) {
    case CancelIntent::kNone:
      return;
    case CancelIntent::kClose:
      return close();
    case CancelIntent::kCancel:
      return send_cancel(model);
  }
}

void StepsPart::send_cancel(const CancelModel& model) {
  using namespace api::appointments;
  const text::DeskMessages say(desk_.context.language);
  const std::string& name = model.name;
  const Appointment& visit = model.row.appointment;
  if (model.way == CancelWay::kMistake) {
    return send(api::appointments::mark,
                MarkRequest{.appointment = visit.id,
                            .base_revision = visit.revision,
                            .state = State::kEnteredInError,
                            .room = {},
                            .reason = model.reason},
                say.marked_mistake(name), Undo::kOffered);
  }
  const bool by_clinic = model.way == CancelWay::kByClinic;
  send(cancel,
       CancelRequest{.appointment = visit.id,
                     .base_revision = visit.revision,
                     .by = by_clinic ? CancelledBy::kClinic : CancelledBy::kClient,
                     .reason = model.reason},
       say.marked_cancelled(name), Undo::kOffered);
}

void StepsPart::draw_sheet(ui::Ui& ui, RoomSheet& sheet) {
  sheet.model.rooms = desk_.book.rooms();
  const RoomIntent intent = screens::desk::draw(ui, desk_.frame(busy_, problem_), sheet.model);
  if (intent.close) return close();
  if (!intent.room) return;
  const RoomSheet chosen = sheet;
  close();  // a refusal is said at the foot of the board
  if (chosen.to_room) return send_mark(chosen.row, State::kRoomed, intent.room);
  if (intent.room != chosen.row.appointment.room) send_assign(chosen.row, *intent.room);
}

void StepsPart::draw_sheet(ui::Ui& ui, VisitHistoryModel& model) {
  if (screens::desk::draw(ui, desk_.frame(busy_, problem_), model) == HistoryIntent::kClose) {
    close();
  }
}

}  // namespace alcove::flows::desk
