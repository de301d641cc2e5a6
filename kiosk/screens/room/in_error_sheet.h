// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/room/room_bar.h"
#include "shared/api/questionnaire_results.h"
#include "shared/base/error.h"

// Questionnaires of the chart that somebody else answered: out of every trend, readable from here.
namespace alcove::screens::room {

struct InErrorLine {
  std::string title;  // "PHQ-9, November 23, 2026"
  std::string below;  // who marked it, when and why
};
struct InErrorModel {
  Bar bar;
  std::vector<InErrorLine> lines;
  bool loaded = false;
  std::optional<ErrorCode> problem;
};
struct InErrorIntent {
  bool close = false;
  std::optional<std::size_t> open;  // the answers of that line
};
InErrorIntent draw(ui::Ui& ui, InErrorModel& model);

std::vector<InErrorLine> in_error_lines(const std::vector<api::questionnaires::ScoreLine>& scores,
                                        text::Language language, const Zone& zone);
// What stands above the answers of one that was moved here or away; empty for any other.
std::string moved_words(const api::questionnaires::ScoreLine& score, text::Language language,
                        const Zone& zone);

}  // namespace alcove::screens::room
