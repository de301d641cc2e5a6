// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/day_close_part.h"

#include <algorithm>

#include "kiosk/text/day_close_messages.h"

namespace alcove::flows::desk {

using screens::desk::DayCloseIntent;
using screens::desk::DayCloseModel;
using Say = text::DayCloseMessages;

bool may_close_days(const std::vector<api::Role>& roles) {
  return std::any_of(roles.begin(), roles.end(), [](api::Role role) {
    return role == api::Role::kFrontDesk || role == api::Role::kSupervisor;
  });
}

void DayClosePart::open(LocalDate day) {
  close();
  model_ = DayCloseModel{.day = day, .zone = desk_.context.zone};
  read();
}

void DayClosePart::close() {
  life_.renew();
  look_life_.renew();
  model_.reset();
  busy_ = false;
  problem_.reset();
}

void DayClosePart::read() {
  look_life_.renew();
  desk_.context.box.ask(look_life_, api::day_close::look, api::day_close::LookRequest{model_->day},
                        [this](Result<api::day_close::LookReply> reply) {
                          if (!model_) return;
                          if (!reply) {
                            problem_ = reply.error().code;
                            return;
                          }
                          if (problem_ == ErrorCode::kUnavailable) problem_.reset();
                          model_->look = std::move(reply).value();
                          model_->read = true;
                        });
}

void DayClosePart::on_day_changed() {
  if (model_) read();
}

void DayClosePart::on_link() {
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  on_day_changed();
}

void DayClosePart::send(
    const wire::Route<api::day_close::ChangeRequest, api::day_close::Closing>& route,
    std::string done) {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  box.ask(life_, route,
          api::day_close::ChangeRequest{.day = model_->day,
                                        .base_revision = model_->look.closing.revision,
                                        .reason = model_->reason},
          [this, done = std::move(done)](const Result<api::day_close::Closing>& reply) {
            busy_ = false;
            if (!model_) return;
            if (reply) {
              close();
              return desk_.say(done);
            }
            problem_ = reply.error().code;
            read();
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void DayClosePart::draw(ui::Ui& ui) {
  if (!model_) return;
  using What = DayCloseIntent::What;
  const Say say(desk_.context.language);
  screens::desk::SheetFrame frame = desk_.frame(busy_, problem_);
  if (!may_close_days(desk_.context.session.person.roles)) frame.may = screens::desk::May::kLook;
  const DayCloseIntent intent = screens::desk::draw(ui, frame, *model_);
  switch (intent.what) {
    case What::kNone:
      return;
    case What::kClose:
      return close();
    case What::kCloseDay:
      return send(api::day_close::close, std::string(say.day_close_done()));
    case What::kReopen:
      return send(api::day_close::reopen, std::string(say.day_close_reopened()));
    case What::kGoBefore: {
      const LocalDate before = *model_->look.not_closed_before;
      around_.go_to(before);
      return open(before);
    }
    case What::kShow:
      close();
      return around_.show(intent.visit);
  }
}

}  // namespace alcove::flows::desk
