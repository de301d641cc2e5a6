// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>

#include "kiosk/screens/lobby/question.h"
#include "shared/api/questionnaires.h"
#include "shared/rules/instrument.h"

// One questionnaire, item by item, in the client's language: which item is due, what was answered
// in this visit, what has to be sent. Pure; knows no score.
namespace alcove::flows::lobby {

class FormWalk {
 public:
  FormWalk(const api::questionnaires::Open& open, text::Language language);

  // Every item was answered or declined, the function item too where it is asked.
  bool finished() const { return at_ == kEnd; }
  bool at_first() const;
  bool answered_any() const;  // in this visit
  // The item that is due. Whether it was answered before is said, how is not. Not when finished.
  screens::lobby::QuestionModel question() const;
  // The answer that the model holds, to be sent; nothing when it stands already, or when the model
  // holds none and the one that was given before is kept. After kMaxAnswers
  // less kReservedAnswers only those that call for a person are taken, up to kMaxAnswers: of the
  // others the last one stands.
  std::optional<api::questionnaires::AnswerRequest> confirm(
      const screens::lobby::QuestionModel& model, UtcTime now);
  // Whether this answer calls for a person, as the server will say too.
  bool calls_for_a_person(const api::questionnaires::AnswerRequest& answer) const;
  void go_on();
  void go_back();  // not from the first
  const QuestionnaireId& id() const { return id_; }

 private:
  struct Given {
    bool known = false;   // in this visit
    bool before = false;  // in an earlier one: how, the terminal is not told
    rules::AnswerKind kind = rules::AnswerKind::kNotReached;
    std::int64_t points = 0;
  };
  static constexpr std::size_t kEnd = api::questionnaires::kMaxItems;

  bool at_function() const { return at_ == instrument_->size(); }
  bool asks_function() const;
  std::string_view loinc() const;

  QuestionnaireId id_;
  const rules::Instrument* instrument_;
  const rules::InstrumentText* text_;
  text::Language language_;
  std::array<Given, kEnd> given_{};  // by item; the function item behind the last
  std::size_t first_ = 0;
  std::size_t at_ = 0;
  std::int64_t next_number_ = 1;
};

}  // namespace alcove::flows::lobby
