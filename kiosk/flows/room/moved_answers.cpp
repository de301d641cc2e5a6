// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/moved_answers.h"

namespace alcove::flows::room {
namespace {

constexpr std::chrono::milliseconds kSlow{500};

}  // namespace

MovedAnswers::MovedAnswers(const StaffContext& context, std::function<void(std::string)> done)
    : context_(context),
      part_(context,
            {.slow = [this] { return waits_since_ && context_.box.now() - *waits_since_ >= kSlow; },
             .refresh = [] {},
             .done = [done = std::move(done)](std::string words,
                                              const AppointmentId&) { done(std::move(words)); }}) {}

void MovedAnswers::draw(ui::Ui& ui) {
  if (!part_.busy()) waits_since_.reset();
  if (part_.busy() && !waits_since_) waits_since_ = context_.box.now();
  part_.draw(ui);
}

void MovedAnswers::open(const api::questionnaires::ScoreLine& score, const CheckInId& check_in) {
  if (!score.appointment) return;
  life_.renew();
  day_.clear();
  checked_in_ = {check_in, score.begun_at};
  context_.box.ask(life_, api::appointments::open, {.appointment = *score.appointment},
                   [this](const Result<api::appointments::OpenReply>& reply) {
                     if (!reply) {
                       problem_ = reply.error().code;
                       return;
                     }
                     wrong_ = reply->row;
                     read_day(std::nullopt);
                   });
}

void MovedAnswers::read_day(const std::optional<std::string>& next) {
  context_.box.ask(life_, api::appointments::day,
                   {.day = date_of(wrong_->appointment.start), .next = next},
                   [this](const Result<api::appointments::DayReply>& reply) {
                     if (!reply) {
                       problem_ = reply.error().code;
                       return;
                     }
                     day_.insert(day_.end(), reply->items.begin(), reply->items.end());
                     if (reply->next) return read_day(reply->next);
                     part_.open(*wrong_, checked_in_, day_);
                   });
}

}  // namespace alcove::flows::room
