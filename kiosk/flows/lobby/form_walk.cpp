// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/form_walk.h"

#include <algorithm>

#include "kiosk/text/rules_language.h"

namespace alcove::flows::lobby {

using api::questionnaires::AnswerRequest;
using screens::lobby::QuestionModel;

FormWalk::FormWalk(const api::questionnaires::Open& open, text::Language language)
    : id_(open.questionnaire),
      instrument_(&rules::instrument(open.instrument)),
      text_(&rules::instrument_text(open.instrument, text::rules_language(language))),
      language_(language),
      next_number_(open.next_number) {
  const auto was_done = [&](std::string_view code) {
    return std::find(open.done.begin(), open.done.end(), code) != open.done.end();
  };
  for (std::size_t i = 0; i < instrument_->size(); ++i) {
    given_[i].before = was_done(instrument_->item_loinc[i]);
  }
  given_[instrument_->size()].before = was_done(instrument_->function_loinc);
  // An earlier try at this visit: go on at the first item it did not reach.
  while (first_ < instrument_->size() && given_[first_].before) ++first_;
  at_ = first_;
  if (at_function() && !asks_function()) at_ = kEnd;
}

bool FormWalk::at_first() const {
  return at_ == first_;
}

bool FormWalk::answered_any() const {
  return std::ranges::any_of(given_, [](const Given& given) { return given.known; });
}

bool FormWalk::asks_function() const {
  if (instrument_->function_loinc.empty() || given_[instrument_->size()].before) return false;
  const auto items = std::span(given_).first(instrument_->size());
  // What was answered in an earlier try is not told to the terminal: then the item is asked, it
  // begins with "if".
  return std::any_of(items.begin(), items.end(), [](const Given& given) {
    return given.points > 0 || (given.before && !given.known);
  });
}

std::string_view FormWalk::loinc() const {
  return at_function() ? instrument_->function_loinc : instrument_->item_loinc[at_];
}

QuestionModel FormWalk::question() const {
  QuestionModel model;
  model.language = language_;
  model.total = static_cast<int>(instrument_->size());
  model.number = static_cast<int>(at_) + 1;
  if (at_function()) {
    model.total = model.number;
    model.item = text_->function->words;
    model.choices.assign(text_->function->choices.begin(), text_->function->choices.end());
  } else {
    model.stem = text_->stem;
    model.item = text_->items[at_].words;
    for (const rules::ChoiceText& choice : text_->choices) model.choices.push_back(choice.words);
  }
  model.kept = given_[at_].known;
  return model;
}

std::optional<AnswerRequest> FormWalk::confirm(const QuestionModel& model, UtcTime now) {
  if (model.kept && !model.chosen && !model.declined) return std::nullopt;
  AnswerRequest request{.questionnaire = id_,
                        .number = next_number_,
                        .item = std::string(loinc()),
                        .kind = rules::AnswerKind::kDeclined,
                        .points = std::nullopt,
                        .confirmed_at = now};
  if (model.chosen) {
    request.kind = rules::AnswerKind::kPoints;
    request.points = static_cast<std::int64_t>(*model.chosen);
  }
  Given& given = given_[at_];
  const bool stands =
      given.known && given.kind == request.kind && given.points == request.points.value_or(0);
  const std::int64_t last =
      api::questionnaires::kMaxAnswers -
      (calls_for_a_person(request) ? 0 : api::questionnaires::kReservedAnswers);
  if (stands || next_number_ > last) return std::nullopt;
  given.known = true;
  given.kind = request.kind;
  given.points = request.points.value_or(0);
  ++next_number_;
  return request;
}

bool FormWalk::calls_for_a_person(const AnswerRequest& answer) const {
  return instrument_->critical_item &&
         answer.item == instrument_->item_loinc[*instrument_->critical_item] &&
         answer.points.value_or(0) > 0;
}

void FormWalk::go_on() {
  if (at_function()) {
    at_ = kEnd;
    return;
  }
  ++at_;
  while (at_ < instrument_->size() && given_[at_].before && !given_[at_].known) ++at_;
  if (at_function() && !asks_function()) at_ = kEnd;
}

void FormWalk::go_back() {
  if (at_ > first_) --at_;
}

}  // namespace alcove::flows::lobby
