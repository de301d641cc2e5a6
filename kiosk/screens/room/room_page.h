// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/room/chart_side.h"
#include "kiosk/screens/room/note_pane.h"
#include "kiosk/screens/room/room_words.h"
#include "shared/api/chart.h"

// A client's chart and, beside it, the note that is written or read. With large text the two stand
// behind tabs.
namespace alcove::screens::room {

struct Fact {
  std::string words;
  ui::Tone tone = ui::Tone::kNeutral;
  ui::Icon icon = ui::Icon::kNone;
};

struct HeadModel {
  std::string name;         // "Morales, Lucía"
  std::string facts;        // "40, she/her · No. 10482 · Spanish"
  std::vector<Fact> marks;  // alerts and flags, the most pressing first
};

enum class RoomTab : std::uint8_t { kNote, kChart };

struct RoomModel {
  Bar bar;
  LocalDate today;
  HeadModel head;
  SideModel side;
  PaneModel pane;
  RoomTab tab = RoomTab::kNote;  // where there is no room for both
  bool leaving = false;          // words are put on the box before the chart is left
};

enum class RoomAct : std::uint8_t { kNone, kLock, kPerson, kBack, kSide, kPane };
struct RoomIntent {
  RoomAct act = RoomAct::kNone;
  SideIntent side;
  PaneIntent pane;
};
RoomIntent draw(ui::Ui& ui, RoomModel& model, NoteText& text);

// What the head says of a chart. Times are the clinic's.
HeadModel head_of(const api::chart::Chart& chart, text::Language language, const Zone& zone,
                  LocalDate today);

}  // namespace alcove::screens::room
