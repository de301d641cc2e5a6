// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/flows/room/moved_answers.h"
#include "kiosk/flows/room/note_flow.h"
#include "kiosk/flows/room/paged_list.h"
#include "kiosk/screens/room/answers_sheet.h"
#include "kiosk/screens/room/in_error_sheet.h"

// A client's chart while it is open: who it is, alerts and flags, trends, past notes, appointments,
// and the note beside them. For the UI thread.
namespace alcove::flows::room {

class ChartFlow {
 public:
  // Opens the chart at once; with a visit whose note may be written, and how that stands.
  struct Opening {
    ClientId client;
    std::string name{};  // as the day shows it, until the chart is there
    std::optional<NoteFlow::Visit> visit{};
    std::optional<api::notes::VisitNote> note{};  // none: not known yet, and looked for
    std::optional<NoteId> note_id{};
  };
  ChartFlow(const StaffContext& context, Opening opening);
  ChartFlow(const ChartFlow&) = delete;
  ChartFlow& operator=(const ChartFlow&) = delete;

  enum class Wish : std::uint8_t { kNone, kLock, kPerson, kBack };
  // `strip` is kept free below the bar.
  Wish draw(ui::Ui& ui, const screens::room::Bar& bar);
  void on_line(const api::live::Line& line);
  void on_link();
  std::int64_t tick(std::int64_t now_ms);
  NoteFlow& note() { return *note_; }
  // What was asked for at first is on the screen, or was refused.
  const std::optional<ErrorCode>& refusal() const { return refusal_; }

 private:
  void read_all();
  void read_head();
  void read_scores();
  // Asks for the page of each list that is due, if one is and none is under way.
  void fetch_notes();
  void fetch_appointments();
  template <class Route, class Line>
  void fetch(const Route& route, PagedList<Line>& list, const screens::room::RowsInView& view,
             bool& fetching, void (ChartFlow::*taken)());
  void took_notes();
  void took_appointments();
  void tell_head();
  // The note of the visit that the chart was opened for: none is offered before it is known.
  void look_for_note();
  void settle_note(const api::notes::VisitLine& line);
  void learn_from_notes();
  void act(const screens::room::SideIntent& intent);
  void open_answers();
  void open_answers(const api::questionnaires::ScoreLine& score);
  void open_in_error();
  bool draw_over(ui::Ui& ui, const screens::room::Bar& bar);

  const StaffContext& context_;
  const Opening opening_;
  link::Life life_;
  screens::room::RoomModel model_;
  std::unique_ptr<NoteFlow> note_;
  std::optional<api::chart::Chart> chart_;  // as it was read last
  text::Language told_in_;                  // what was made of it
  PagedList<api::notes::NoteLine> notes_;
  PagedList<api::appointments::BoardRow> appointments_;
  bool fetching_notes_ = false, fetching_appointments_ = false;
  bool looking_for_note_ = false, home_ = true;
  bool stale_ = false;  // the box said that something changed, and it was not read yet
  std::int64_t read_at_ms_ = 0;
  std::optional<screens::room::AnswersModel> answers_;
  std::optional<screens::room::InErrorModel> in_error_;
  std::vector<api::questionnaires::ScoreLine> in_error_scores_;
  std::optional<api::questionnaires::ResultReply> shown_result_;  // whose answers are open
  MovedAnswers moved_;
  std::optional<ErrorCode> refusal_;
};

}  // namespace alcove::flows::room
