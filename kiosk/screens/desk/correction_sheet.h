// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/check_in_correction.h"

// "This was somebody else": whose it was, why, what will happen in words, and one button.
namespace alcove::screens::desk {

struct CorrectionModel {
  BoardRow wrong;
  CheckInId check_in;
  LocalDateTime checked_in;      // on the clinic's clock
  std::vector<BoardRow> others;  // visits of other clients on that day, by time
  std::optional<AppointmentId> right{};
  std::string reason{};
  bool choosing = false;                               // the list of visits lies over the sheet
  bool changed = false;                                // a visit changed since the preview
  std::optional<api::check_in::Correction> preview{};  // none: not read yet

  const BoardRow* chosen() const;
};
enum class CorrectionIntent : std::uint8_t {
  kNone,
  kClose,
  kChosen,  // `right` is another one: the preview is wanted anew
  kCorrect,
};
CorrectionIntent draw(ui::Ui& ui, const SheetFrame& frame, CorrectionModel& model);

}  // namespace alcove::screens::desk
