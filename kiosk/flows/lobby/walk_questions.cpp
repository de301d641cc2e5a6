// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/walk.h"

namespace alcove::flows::lobby {
namespace {

using namespace screens::lobby;
using api::check_in::Ending;

constexpr std::chrono::milliseconds kOpenWithin{3000};

}  // namespace

void Walk::ask_questionnaires(std::function<void()> then) {
  wait();
  box_.ask(life_, api::questionnaires::open, api::questionnaires::OpenRequest{visit_->check_in},
           [this, then = std::move(then)](const Result<api::questionnaires::OpenReply>& reply) {
             waited();
             if (reply) {
               visit_->questionnaires_known = true;
               for (const api::questionnaires::Open& open : reply->items) {
                 visit_->questionnaires.emplace_back(open, visit_->language);
               }
             }
             then();
           },
           {.within = kOpenWithin});
}

void Walk::show_questions() {
  if (!visit_->questionnaires_known) {
    // The client is here all the same; what is due stands on the desk's board.
    return ask_questionnaires([this] {
      if (visit_->questionnaires_known) return show_questions();
      done();
    });
  }
  while (visit_->questionnaire < visit_->questionnaires.size()) {
    const FormWalk& walk = visit_->questionnaires[visit_->questionnaire];
    if (!walk.finished()) return show_question();
    way_home_.complete(walk.id());
    ++visit_->questionnaire;
  }
  done();
}

void Walk::show_question() {
  const FormWalk& walk = visit_->questionnaires[visit_->questionnaire];
  visit_->question = walk.question();
  // A questionnaire that is finished stays so. Once something is answered, nobody who has taken the
  // client's place goes back to a name or a number.
  const bool to_details = visit_->questionnaire == 0 && !walk.answered_any();
  visit_->question.can_go_back = !walk.at_first() || to_details;
  go(Stage::kQuestion);
}

void Walk::draw_question(ui::Ui& ui) {
  visit_->question.busy = busy();
  switch (screens::lobby::draw(ui, visit_->question)) {
    case QuestionIntent::kNone:
    case QuestionIntent::kListen:
      break;
    case QuestionIntent::kBack:
      question_back();
      break;
    case QuestionIntent::kHelp:
      help();
      break;
    case QuestionIntent::kNext:
      question_next();
      break;
  }
}

void Walk::question_back() {
  FormWalk& walk = visit_->questionnaires[visit_->questionnaire];
  if (walk.at_first()) return show_last_detail();
  walk.go_back();
  show_question();
}

void Walk::question_next() {
  FormWalk& walk = visit_->questionnaires[visit_->questionnaire];
  const auto answer = walk.confirm(visit_->question, box_.now());
  if (!answer) return go_on_with_questions();
  const bool critical = walk.calls_for_a_person(*answer);
  way_home_.answer(*answer,
                   [this, critical](const WayHome::Told& told) { answer_told(told, critical); });
  if (!critical) return go_on_with_questions();
  // "Someone will talk with you" is only true when the box has it: at most a second.
  wait();
  critical_since_ms_ = now_ms_;
}

void Walk::answer_told(const WayHome::Told& told, bool critical) {
  // "Someone will talk with you" is not true either when no terminal is there to show the alert.
  if (critical) {
    support_.undelivered = told.where == WayHome::Where::kSealed;
    support_.nobody_hears = told.nobody_hears;
  }
  if (critical && !critical_since_ms_) return;  // the words of support have been shown already
  const bool support = told.show_support || (critical && support_.undelivered);
  if (critical && !support) {
    critical_since_ms_.reset();
    waited();
    go_on_with_questions();
  } else if (support && stage_ != Stage::kSupport) {
    show_support();
  }
}

void Walk::show_support() {
  support_.go_on_after = critical_since_ms_.has_value();
  critical_since_ms_.reset();
  support_.call = Support::Call::kNone;
  go(Stage::kSupport);
  wait();  // the second touch of a double tap on Next lies where this screen calls somebody
}

void Walk::draw_support(ui::Ui& ui) {
  const bool asked = support_.call != Support::Call::kNone;
  const HelpCall::State call = help_.state();
  if (asked && call == HelpCall::State::kCalled) support_.call = Support::Call::kHeard;
  const bool in_vain = asked && call == HelpCall::State::kAway;
  const SupportModel model{.language = visit_->language,
                           .undelivered = support_.in_person() || in_vain,
                           .staff_called = support_.call == Support::Call::kHeard && !in_vain,
                           .settled = busy() == Busy::kNo};
  switch (screens::lobby::draw(ui, model)) {
    case SupportIntent::kNone:
      break;
    case SupportIntent::kGoOn:
      if (support_.go_on_after) {
        go_on_with_questions();
      } else {
        show_questions();
      }
      break;
    case SupportIntent::kTalkNow:
      // As often as it is pressed: whoever went the first time may not have come.
      if (!asked) support_.call = Support::Call::kMade;
      if (model.undelivered) {  // it says so already: the touch is to be seen to do something
        help();
      } else {
        help_.call_without_sheet(visit_->check_in);
      }
      break;
  }
}

void Walk::go_on_with_questions() {
  FormWalk& walk = visit_->questionnaires[visit_->questionnaire];
  walk.go_on();
  show_questions();
}

// The end. What this screen says is about nobody: the client is forgotten before it is drawn, but
// for the number that this day calls them by.
void Walk::done() {
  if (visit_ && visit_->forms.queue_token) closing_number_ = *visit_->forms.queue_token;
  farewell(Ending::kDone);
  go(Stage::kDone);
  wait();  // the second touch of a double tap is not meant for this screen
}

void Walk::draw_done(ui::Ui& ui) {
  const DoneModel model{.language = language(),
                        .undelivered = support_.in_person(),
                        .not_kept = way_home_.nobody_takes_it(),
                        .settled = busy() == Busy::kNo,
                        .queue_token = closing_number_};
  switch (screens::lobby::draw(ui, model)) {
    case DoneIntent::kNone:
      break;
    case DoneIntent::kHelp:
      help();
      break;
    case DoneIntent::kClose:
      back_to_welcome(Ending::kDone);
      break;
  }
}

}  // namespace alcove::flows::lobby
