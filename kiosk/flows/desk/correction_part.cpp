// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/correction_part.h"

#include "kiosk/text/desk_messages.h"

namespace alcove::flows::desk {

using namespace screens::desk;
using api::check_in::Correction;

void CorrectionPart::open(const BoardRow& wrong, const CheckedIn& checked_in,
                          const std::vector<BoardRow>& day) {
  model_.emplace(CorrectionModel{.wrong = wrong,
                                 .check_in = checked_in.check_in,
                                 .checked_in = context_.zone.to_local(checked_in.at),
                                 .others = {}});
  problem_.reset();
  busy_ = false;
  take_others(day);
}

void CorrectionPart::open(const BoardRow& wrong, const CheckInId& check_in,
                          const DayBoardModel& board) {
  if (!board.panel.at_the_kiosk) return;
  for (const api::check_in::LobbyVisit& visit : board.panel.at_the_kiosk->lobby_visits) {
    if (visit.check_in == check_in) open(wrong, {check_in, visit.begun_at}, board.rows);
  }
}

void CorrectionPart::close() {
  model_.reset();
  problem_.reset();
  busy_ = false;
  life_.renew();
}

void CorrectionPart::take_others(const std::vector<BoardRow>& day) {
  model_->others.clear();
  for (const BoardRow& row : day) {
    const AppointmentState state = row.appointment.state;
    const bool stands =
        state != AppointmentState::kRescheduled && state != AppointmentState::kEnteredInError;
    if (stands && row.appointment.client != model_->wrong.appointment.client) {
      model_->others.push_back(row);
    }
  }
}

void CorrectionPart::day_changed(const std::vector<BoardRow>& day) {
  if (!model_) return;
  take_others(day);
  if (model_->right && model_->chosen() == nullptr) {
    model_->right.reset();
    model_->preview.reset();
  }
}

void CorrectionPart::on_link() {
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  if (model_ && model_->right && !model_->preview && !busy_) read_preview();
}

void CorrectionPart::read_preview() {
  life_.renew();
  busy_ = false;
  model_->preview.reset();
  problem_.reset();
  context_.box.ask(life_, api::check_in::preview_correction,
                   api::check_in::PreviewRequest{model_->check_in, *model_->right},
                   [this](Result<Correction> reply) {
                     if (!model_) return;
                     if (!reply) {
                       problem_ = reply.error().code;
                       return;
                     }
                     model_->preview = std::move(reply).value();
                   });
}

void CorrectionPart::send() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  model_->changed = false;
  link::Box& box = context_.box;
  const std::string name = spoken_name(model_->chosen()->client_name);
  box.ask(life_, api::check_in::correct,
          api::check_in::CorrectRequest{.check_in = model_->check_in,
                                        .right = *model_->right,
                                        .moved = CheckInId::make(box.now(), box.random()),
                                        .wrong_revision = model_->preview->wrong_revision,
                                        .right_revision = model_->preview->right_revision,
                                        .reason = model_->reason},
          [this, name](const Result<Correction>& reply) {
            busy_ = false;
            around_.refresh();
            if (!model_) return;
            if (reply) {
              const AppointmentId right = *model_->right;
              close();
              return around_.done(text::DeskMessages(context_.language).wrong_done(name), right);
            }
            if (reply.error().code == ErrorCode::kConflict) {
              read_preview();
              model_->changed = true;
              return;
            }
            problem_ = reply.error().code;
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void CorrectionPart::draw(ui::Ui& ui) {
  if (!model_) return;
  const SheetFrame frame{context_.language, context_.touch_keyboard, context_.box.there(), busy_,
                         problem_,          busy_ && around_.slow()};
  switch (screens::desk::draw(ui, frame, *model_)) {
    case CorrectionIntent::kNone:
      return;
    case CorrectionIntent::kClose:
      return close();
    case CorrectionIntent::kChosen:
      model_->changed = false;
      return read_preview();
    case CorrectionIntent::kCorrect:
      return send();
  }
}

}  // namespace alcove::flows::desk
