// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/way_home.h"

#include <algorithm>

#include "shared/wire/json.h"

namespace alcove::flows::lobby {
namespace {

constexpr std::int64_t kAgainMs = 1000;
namespace asked = api::questionnaires;

}  // namespace

void WayHome::answer(asked::AnswerRequest request, std::function<void(const Told&)> then) {
  add(Answer{std::move(request), std::move(then)});
}

void WayHome::complete(const QuestionnaireId& id) {
  add(Complete{{.questionnaire = id, .ending = asked::Ending::kCompleted}});
}

void WayHome::leave(const CheckInId& check_in, api::check_in::Ending ending) {
  add(Leave{{.check_in = check_in, .ending = ending}, std::nullopt});
}

void WayHome::add(Item item) {
  waiting_.push_back(std::move(item));
  go_on();
}

void WayHome::go_on() {
  if (under_way_ || again_ms_ || waiting_.empty()) return;
  if (std::holds_alternative<Leave>(waiting_.front())) {
    if (may_send()) {
      send_first();
    } else if (!box_.there()) {
      drop_first();
    }
    return;
  }
  if (may_send()) {
    send_first();
  } else {
    seal_first();
  }
}

void WayHome::send_first() {
  under_way_ = true;
  const link::Asking how{.within = kAnswerWithin};
  if (const auto* const answer = std::get_if<Answer>(&waiting_.front())) {
    box_.ask(
        life_, asked::answer, answer->request,
        [this](Result<asked::AnswerReply> reply) {
          under_way_ = false;
          if (reply) {
            first_is({Where::kAtBox, reply->show_support});
          } else {
            // Whatever it was: the spool keeps it, and the box decides when it comes home.
            seal_first();
          }
        },
        how);
  } else if (const auto* const complete = std::get_if<Complete>(&waiting_.front())) {
    box_.ask(
        life_, asked::finish, complete->request,
        [this](const Result<wire::Nothing>& reply) {
          under_way_ = false;
          if (reply) {
            first_is({Where::kAtBox, false});
          } else {
            seal_first();
          }
        },
        how);
  } else {
    box_.ask(
        life_, api::check_in::finish, std::get<Leave>(waiting_.front()).request,
        [this](const Result<wire::Nothing>&) {
          under_way_ = false;
          drop_first();
        },
        how);
  }
}

void WayHome::seal_first() {
  under_way_ = true;
  offline::NewSpoolRecord record;
  if (const auto* const answer = std::get_if<Answer>(&waiting_.front())) {
    record.kind = asked::kAnswerKind;
    record.body = wire::encode(answer->request);
  } else {
    record.kind = asked::kFinishKind;
    record.body = wire::encode(std::get<Complete>(waiting_.front()).request);
  }
  box_.keep(life_, std::move(record), [this](const Result<SpoolRecordId>& id) {
    under_way_ = false;
    if (id) {
      ++sealed_;
      first_is({Where::kSealed, false});
    } else {
      again_ms_ = now_ms_ + kAgainMs;
    }
  });
}

void WayHome::first_is(const Told& told) {
  std::function<void(const Told&)> then;
  if (auto* const answer = std::get_if<Answer>(&waiting_.front())) then = std::move(answer->then);
  drop_first();
  if (then) then(told);
}

void WayHome::drop_first() {
  if (auto* const answer = std::get_if<Answer>(&waiting_.front())) {
    if (answer->request.points) answer->request.points = 0;
  }
  waiting_.pop_front();
  go_on();
}

void WayHome::on_delivered(const offline::DeliveryReport& report) {
  if (report.quarantined > 0 && sealed_ > 0) quarantined_ = true;
  if (box_.waiting() == 0) sealed_ = 0;
  go_on();
}

std::int64_t WayHome::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (again_ms_ && now_ms >= *again_ms_) {
    again_ms_.reset();
    go_on();
  }
  if (!waiting_.empty() && !under_way_) {
    if (auto* const leave = std::get_if<Leave>(&waiting_.front())) {
      if (!leave->give_up_ms) leave->give_up_ms = now_ms + kFarewellMs;
      if (now_ms >= *leave->give_up_ms) drop_first();
    }
  }
  if (waiting_.empty() || under_way_) return -1;
  if (again_ms_) return *again_ms_ - now_ms;
  const auto* const leave = std::get_if<Leave>(&waiting_.front());
  return leave != nullptr && leave->give_up_ms ? *leave->give_up_ms - now_ms : -1;
}

void WayHome::nobody_waits() {
  for (Item& item : waiting_) {
    if (auto* const answer = std::get_if<Answer>(&item)) answer->then = {};
  }
  quarantined_ = false;
}

}  // namespace alcove::flows::lobby
