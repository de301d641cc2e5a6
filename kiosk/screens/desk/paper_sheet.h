// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/desk/visit_sheets.h"

// A paper that the box makes, to print or to save: the day's list, calls, letters, slips.
namespace alcove::screens::desk {

enum class PaperKind : std::uint8_t {
  kDayList,
  kCalls,
  kCallsOfChange,  // whom an absence is to be told
  kLetters,
  kOneLetter,
  kSlip,
};

enum class PaperResult : std::uint8_t {
  kNone,
  kPrinted,
  kSaved,
  kNotPrinted,
  kNoPrinting,    // this terminal has no printing at all
  kNoLetterhead,  // nobody has written it yet
  kNoVisit,       // for a slip
};

struct PaperModel {
  PaperKind kind = PaperKind::kDayList;
  bool can_save = false;  // this terminal can save files
  std::string below{};    // of which day it is
  std::string name{};     // of a letter to one client, and of a slip
  PaperResult result = PaperResult::kNone;
  std::int64_t count = 0;              // visits, clients or letters on the paper
  std::int64_t left_out = 0;           // clients who are on it by a line alone
  std::string where{};                 // of the file that was saved
  std::optional<ErrorCode> problem{};  // why there is no paper
};
enum class PaperIntent : std::uint8_t { kNone, kClose, kPrint, kSave };
PaperIntent draw(ui::Ui& ui, const SheetFrame& frame, const PaperModel& model);

}  // namespace alcove::screens::desk
