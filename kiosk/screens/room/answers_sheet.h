// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/room/room_bar.h"
#include "shared/api/questionnaire_results.h"
#include "shared/base/error.h"

// The answers behind one point of a trend, in the words in which they were asked.
namespace alcove::screens::room {

struct AnswerLine {
  std::string question;
  std::string answer;
  std::string earlier;    // answered otherwise before; empty: not
  bool critical = false;  // above zero on the item that raises the alert
};

struct AnswersModel {
  Bar bar;
  std::string title;
  std::string mark;       // answered by somebody else, or moved here; empty: neither
  bool may_move = false;  // it counts here, and may be said to be somebody else's
  std::vector<AnswerLine> lines;
  bool loaded = false;
  std::optional<ErrorCode> problem;
};
enum class AnswersIntent : std::uint8_t { kNone, kClose, kSomebodyElse };
AnswersIntent draw(ui::Ui& ui, AnswersModel& model);

// The words of the instrument are in the reader's language.
std::vector<AnswerLine> answer_lines(const api::questionnaires::ResultReply& result,
                                     text::Language language, const Zone& zone);

// "PHQ-9, November 23, 2026"
std::string answers_title(const api::questionnaires::ScoreLine& score, text::Language language,
                          const Zone& zone);

}  // namespace alcove::screens::room
