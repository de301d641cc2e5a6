// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/text/language.h"
#include "kiosk/widgets/trend_chart.h"
#include "shared/api/day_board.h"
#include "shared/api/notes_list.h"
#include "shared/api/questionnaire_results.h"
#include "shared/base/time.h"

// What stands beside the note: the trend of each questionnaire, past notes, appointments. Lists
// show what is in view only, so that 2,000 notes cost as much as 20.
namespace alcove::screens::room {

struct TrendPart {
  rules::InstrumentId instrument = rules::InstrumentId::kPhq9;
  std::vector<api::questionnaires::ScoreLine> scores;  // the oldest first
  std::vector<ui::TrendPoint> points;                  // of the same, on the clinic's clock
  std::size_t chosen = 0;
};

enum class ChartList : std::uint8_t { kNotes, kAppointments };

// The rows that were drawn last: [first, end).
struct RowsInView {
  std::size_t first = 0;
  std::size_t end = 0;
};

// The draft that is written in the pane: its line says what it says now.
struct Writing {
  NoteId note;
  std::string begins;
};

struct SideModel {
  LocalDate today;
  bool loaded = false;  // scores and the first notes are there
  std::vector<TrendPart> trends;
  std::size_t trend = 0;
  std::int64_t in_error = 0;  // questionnaires that somebody else answered
  ChartList list = ChartList::kNotes;
  std::vector<api::notes::NoteLine> notes;  // the latest first
  bool more_notes = false;                  // the box has more; asked for when the end comes near
  RowsInView notes_in_view;
  std::vector<api::appointments::BoardRow> appointments;  // the latest first
  bool more_appointments = false;
  RowsInView appointments_in_view;
  std::optional<NoteId> open_note;  // which stands in the pane
  std::optional<Writing> writing;
};

enum class SideAct : std::uint8_t {
  kNone,
  kAnswers,  // of the chosen point of the trend shown
  kInError,  // those that somebody else answered
  kOpenNote,
  kMoreNotes,  // the end of the list is near
  kMoreAppointments,
};
struct SideIntent {
  SideAct act = SideAct::kNone;
  std::size_t index = 0;
};

// `scores` as the box gives them, the newest first and of all instruments together.
std::vector<TrendPart> trends_of(const std::vector<api::questionnaires::ScoreLine>& scores,
                                 const Zone& zone);

SideIntent draw_side(ui::Ui& ui, const ui::Rect& area, text::Language language, SideModel& model);

}  // namespace alcove::screens::room
