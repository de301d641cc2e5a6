// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/room/room_bar.h"
#include "shared/api/day_board.h"
#include "shared/api/notes_list.h"
#include "shared/base/error.h"

// A clinician's own day: who comes when, where they are, whether the note is written.
namespace alcove::screens::room {

struct DayVisit {
  api::appointments::BoardRow row;
  std::optional<api::notes::VisitNote> note;  // none: not known yet
  std::optional<NoteId> note_id{};
};

struct DayModel {
  Bar bar;
  LocalDate day;
  LocalDate today;
  bool loaded = false;
  std::optional<ErrorCode> problem;  // why the day, or the last step, was refused
  std::vector<DayVisit> visits;      // by time
  std::optional<std::size_t> busy;   // this visit's step is on its way
};

enum class DayAct : std::uint8_t {
  kNone,
  kLock,
  kPerson,  // what concerns the person and this screen
  kDayBefore,
  kToday,
  kDayAfter,
  kHours,       // the person's own hours
  kOpen,        // the chart of `visit`
  kOnTheLine,   // mark it as arrived: by video or telephone nobody passes the desk
  kBeginVisit,  // mark it as in session
  kEndVisit,    // mark it as checked out
};
struct DayIntent {
  DayAct act = DayAct::kNone;
  std::size_t visit = 0;
};
DayIntent draw(ui::Ui& ui, DayModel& model);

}  // namespace alcove::screens::room
