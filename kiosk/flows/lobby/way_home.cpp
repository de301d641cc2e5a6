// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/way_home.h"

#include <string.h>  // explicit_bzero

#include <algorithm>
#include <array>

#include "kiosk/flows/overwrite.h"
#include "shared/wire/json.h"

namespace alcove::flows::lobby {
namespace {

constexpr std::int64_t kAgainMs = 1000;
namespace asked = api::questionnaires;
namespace forms = api::check_in;

const link::Asking kHow{.within = kAnswerWithin};

// The box was reached and has something against what was sent: sealing it would not help. Anything
// else is about the way there, or about the box.
bool is_about_the_form(ErrorCode code) {
  constexpr std::array kCodes{
      ErrorCode::kMalformed,     ErrorCode::kUnknownField, ErrorCode::kMissingField,
      ErrorCode::kOutOfRange,    ErrorCode::kWrongType,    ErrorCode::kTooLarge,
      ErrorCode::kNotFound,      ErrorCode::kConflict,     ErrorCode::kWrongState,
      ErrorCode::kAlreadyExists, ErrorCode::kForbidden,    ErrorCode::kWrongStation};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

void overwrite_form(forms::ProposeRequest& request) {
  if (request.number) overwrite(*request.number);
  if (!request.address) return;
  for (std::string* const line :
       {&request.address->line1, &request.address->line2, &request.address->city,
        &request.address->state, &request.address->postal_code}) {
    overwrite(*line);
  }
}

void overwrite_form(forms::SignRequest& request) {
  overwrite(request.typed_name);
  for (forms::Stroke& stroke : request.strokes) {
    ::explicit_bzero(stroke.points.data(), stroke.points.size() * sizeof(forms::Point));
  }
}

void overwrite_form(forms::ThisVisit&) {}

}  // namespace

void WayHome::answer(asked::AnswerRequest request, std::function<void(const Told&)> then) {
  add(Answer{std::move(request), std::move(then)});
}

void WayHome::complete(const QuestionnaireId& id) {
  add(Complete{{.questionnaire = id, .ending = asked::Ending::kCompleted}});
}

void WayHome::propose(forms::ProposeRequest request, FormTold then) {
  add(Form{std::move(request), std::move(then)});
}

void WayHome::sign(forms::SignRequest request, FormTold then) {
  add(Form{std::move(request), std::move(then)});
}

void WayHome::talk_first(const CheckInId& check_in, FormTold then) {
  add(Form{forms::ThisVisit{check_in}, std::move(then)});
}

void WayHome::leave(const CheckInId& check_in, api::check_in::Ending ending, IfAway if_away) {
  add(Leave{{.check_in = check_in, .ending = ending}, if_away});
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
      leave_unheard();
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
  std::visit([this](const auto& item) { send(item); }, waiting_.front());
}

void WayHome::send(const Answer& answer) {
  box_.ask(
      life_, asked::answer, answer.request,
      [this](Result<asked::AnswerReply> reply) {
        under_way_ = false;
        if (reply) {
          first_is({Where::kAtBox, reply->show_support, reply->nobody_hears});
        } else {
          // Whatever it was: the spool keeps it, and the box decides when it comes home.
          seal_first();
        }
      },
      kHow);
}

void WayHome::send(const Complete& complete) {
  box_.ask(
      life_, asked::finish, complete.request,
      [this](const Result<wire::Nothing>& reply) {
        under_way_ = false;
        if (reply) {
          first_is({Where::kAtBox});
        } else {
          seal_first();
        }
      },
      kHow);
}

void WayHome::send(const Form& form) {
  if (const auto* const proposal = std::get_if<forms::ProposeRequest>(&form.request)) {
    send_form(forms::propose, *proposal);
  } else if (const auto* const signature = std::get_if<forms::SignRequest>(&form.request)) {
    send_form(forms::sign, *signature);
  } else {
    send_form(forms::talk_first, std::get<forms::ThisVisit>(form.request));
  }
}

template <class Request>
void WayHome::send_form(const wire::Route<Request, wire::Nothing>& route, const Request& request) {
  box_.ask(
      life_, route, request,
      [this](const Result<wire::Nothing>& reply) {
        under_way_ = false;
        if (reply) {
          form_is(Where::kAtBox);
        } else if (is_about_the_form(reply.error().code)) {
          form_is(reply.error());
        } else {
          seal_first();
        }
      },
      kHow);
}

void WayHome::send(const Leave& leave) {
  box_.ask(
      life_, forms::finish, leave.request,
      [this](const Result<wire::Nothing>& reply) {
        under_way_ = false;
        if (reply || is_about_the_form(reply.error().code)) {
          drop_first();
        } else {
          leave_unheard();
        }
      },
      kHow);
}

void WayHome::leave_unheard() {
  if (std::get<Leave>(waiting_.front()).if_away == IfAway::kSeal) {
    seal_first();
  } else {
    drop_first();
  }
}

void WayHome::seal_first() {
  under_way_ = true;
  box_.keep(life_, record_of(waiting_.front()), [this](const Result<SpoolRecordId>& id) {
    under_way_ = false;
    const bool is_form = std::holds_alternative<Form>(waiting_.front());
    if (id) ++sealed_;
    if (is_form) {
      form_is(id ? Result<Where>(Where::kSealed) : Result<Where>(id.error()));
    } else if (id) {
      first_is({Where::kSealed});
    } else if (std::holds_alternative<Leave>(waiting_.front())) {
      drop_first();  // nobody is here any more who could wait until there is room
    } else {
      refused_ = true;
      again_ms_ = now_ms_ + kAgainMs;
    }
  });
}

offline::NewSpoolRecord WayHome::record_of(const Item& item) {
  offline::NewSpoolRecord record;
  const auto fill = [&record](std::string_view kind, const auto& request) {
    record.kind = kind;
    record.body = wire::encode(request);
  };
  if (const auto* const answer = std::get_if<Answer>(&item)) {
    fill(asked::kAnswerKind, answer->request);
  } else if (const auto* const complete = std::get_if<Complete>(&item)) {
    fill(asked::kFinishKind, complete->request);
  } else if (const auto* const leave = std::get_if<Leave>(&item)) {
    fill(forms::kFinishKind, leave->request);
  } else {
    const Form& form = std::get<Form>(item);
    if (const auto* const proposal = std::get_if<forms::ProposeRequest>(&form.request)) {
      fill(forms::kProposeKind, *proposal);
    } else if (const auto* const signature = std::get_if<forms::SignRequest>(&form.request)) {
      fill(forms::kSignKind, *signature);
    } else {
      fill(forms::kTalkFirstKind, std::get<forms::ThisVisit>(form.request));
    }
  }
  return record;
}

void WayHome::form_is(const Result<Where>& where) {
  const FormTold then = std::move(std::get<Form>(waiting_.front()).then);
  drop_first();
  if (then) then(where);
}

void WayHome::first_is(const Told& told) {
  refused_ = false;
  std::function<void(const Told&)> then;
  if (auto* const answer = std::get_if<Answer>(&waiting_.front())) then = std::move(answer->then);
  drop_first();
  if (then) then(told);
}

void WayHome::drop_first() {
  if (auto* const answer = std::get_if<Answer>(&waiting_.front())) {
    if (answer->request.points) answer->request.points = 0;
  }
  if (auto* const form = std::get_if<Form>(&waiting_.front())) {
    std::visit([](auto& request) { overwrite_form(request); }, form->request);
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
      if (now_ms >= *leave->give_up_ms) leave_unheard();
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
    if (auto* const form = std::get_if<Form>(&item)) form->then = {};
  }
  quarantined_ = false;
}

}  // namespace alcove::flows::lobby
