// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/lobby/lobby_page.h"

// One item of a questionnaire. Touching an answer selects it, Next confirms. No score is ever
// shown.
namespace alcove::screens::lobby {

inline constexpr std::size_t kMaxChoices = 5;  // more would not be read

struct QuestionModel {
  text::Language language = text::Language::kEnglish;
  std::string stem;  // "Over the last 2 weeks, …"
  std::string item;
  std::vector<std::string> choices;  // in the instrument's own words, at most kMaxChoices
  int number = 1;
  int total = 1;
  bool can_listen = false;
  bool can_go_back = true;
  // Answered before, and gone back to: what was answered is not shown, because somebody else may be
  // there by now. It stands unless another answer is chosen.
  bool kept = false;
  std::optional<std::size_t> chosen;
  bool declined = false;  // "I prefer not to answer"; never together with a choice
  Busy busy = Busy::kNo;
};

enum class QuestionIntent : std::uint8_t { kNone, kBack, kHelp, kListen, kNext };
QuestionIntent draw(ui::Ui& ui, QuestionModel& model);

}  // namespace alcove::screens::lobby
