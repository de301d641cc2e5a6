// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/flows/desk/correction_part.h"
#include "shared/api/questionnaire_results.h"

namespace alcove::flows::room {

// From the answers in a chart: somebody else gave them. Reads the visit and its day, and leads to
// the same sheet as at the desk.
class MovedAnswers {
 public:
  // `done` with what is to be said: the chart is another one now.
  MovedAnswers(const StaffContext& context, std::function<void(std::string)> done);

  void open(const api::questionnaires::ScoreLine& score, const CheckInId& check_in);
  bool is_open() const { return part_.is_open(); }
  void draw(ui::Ui& ui);
  void on_link() { part_.on_link(); }
  // Why it could not be opened, once.
  std::optional<ErrorCode> take_problem() { return std::exchange(problem_, std::nullopt); }

 private:
  using BoardRow = desk::CorrectionPart::BoardRow;
  void read_day(const std::optional<std::string>& next);

  const StaffContext& context_;
  link::Life life_;
  desk::CorrectionPart part_;
  std::optional<BoardRow> wrong_;
  desk::CorrectionPart::CheckedIn checked_in_{};
  std::vector<BoardRow> day_;
  std::optional<ErrorCode> problem_;
  std::optional<UtcTime> waits_since_;
};

}  // namespace alcove::flows::room
