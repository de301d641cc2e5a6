// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/flows/room/draft_keeper.h"
#include "kiosk/flows/room/note_flow_parts.h"
#include "kiosk/flows/station_flow.h"
#include "kiosk/screens/room/room_page.h"
#include "shared/api/session_lock.h"

// The note beside a chart: a draft that is written, kept and signed, or a note that is read. The
// draft stays open while another note is read. An addendum is a draft as any other; one draft is
// open at a time, and is put safely away before the next one. For the UI thread.
namespace alcove::flows::room {

class NoteFlow {
 public:
  struct Visit {
    AppointmentId appointment;
    LocalDateTime start;
    bool may_write = false;  // it is this person's, and was not called off
  };
  // `context` and `pane`, which it fills, outlive it. `changed` is called when the chart's lists
  // should be read again.
  NoteFlow(const StaffContext& context, screens::room::PaneModel& pane, std::optional<Visit> visit,
           std::function<void()> changed);
  ~NoteFlow();
  NoteFlow(const NoteFlow&) = delete;
  NoteFlow& operator=(const NoteFlow&) = delete;

  // The draft for a visit, a new one or the one there is.
  void open_draft(const AppointmentId& appointment, api::notes::IfHeld if_held);
  // A note from the chart. The draft that is open here is shown as such.
  void open(const api::notes::NoteLine& line);
  void open_signed(const NoteId& note) { read(note); }
  void set_new_format(rules::NoteFormat format) { new_format_ = format; }

  screens::room::NoteText& text() { return text_; }
  std::optional<NoteId> shown() const;
  std::optional<NoteId> shown_in_list() const;  // an addendum stands in no list: its note does

  void act(const screens::room::PaneIntent& intent);
  void tell();  // before the screen is drawn: fills the pane with how things stand
  bool draw_sheet(ui::Ui& ui, const screens::room::Bar& bar);  // false: none is open
  std::int64_t tick(std::int64_t now_ms);
  void on_link();
  void chart_changed();  // the box says so, of this client
  // Puts every word on the box, or into the spool, gives the lease back, and calls `done` then; at
  // the latest after two seconds.
  void leave(std::function<void()> done);
  bool leaving() const { return static_cast<bool>(leaving_); }
  // Nothing waits sealed here any more, or not since long: a draft that is opened now is whole.
  bool home() const;
  // How the visit's own draft stands, where words of it are on this screen.
  std::optional<api::notes::VisitLine> visit_line() const;
  // What the list of notes is to say of the draft that is written here.
  std::optional<screens::room::Writing> writing() const;
  void learn(const api::notes::NoteLine& line);  // a note of the chart, as it stands now
  void retell();                                 // in another language
  // Whether every word is where it survives the end of this program.
  bool durable() const { return !keeper_ || keeper_->durable(); }

 private:
  // note_flow_opening.cpp
  void open_addendum(const NoteId& note, api::notes::IfHeld if_held);
  void reopen(api::notes::IfHeld if_held);  // the draft that is open here
  void opened(const api::notes::Draft& draft);
  void put_away(const std::function<void()>& then);
  bool waits_for_home(std::function<void()> then);
  void notice_home();
  void park();
  void unpark(const api::notes::Draft& draft);
  void close_draft();
  void discard();
  void read_again();
  void took_again(const api::notes::Draft& draft, std::optional<NoteRevisionId> asked_at);
  void lose();
  void finish_leaving();

  // note_flow.cpp: writing
  void show_content(const api::notes::Content& content);
  api::notes::Content content() const;
  std::uint64_t version() const { return text_.version() + other_changes_; }
  DraftPorts ports();
  void times_changed();
  void show_times();
  void saved(const api::notes::SaveReply& reply);
  screens::room::SafetyLine safety_line() const;
  std::string clock(UtcTime time) const;      // "10:42:07"
  std::string day_clock(UtcTime time) const;  // "Today 10:42"

  // note_flow_sheets.cpp: reading, and what comes over a note
  void read(const NoteId& note);
  void show_note(api::notes::Note note);
  void show_followed();
  void open_sheet(screens::room::PaneAct act);
  void open_history();
  void fetch_history();
  void open_sibling();
  void show_sibling(const api::notes::SiblingLine& line);
  void settle_sibling(api::notes::Resolution resolution);
  void act_on(screens::room::HistoryModel& model, const screens::room::HistoryIntent& intent);
  void act_on(screens::room::SiblingModel& model, screens::room::SiblingAct act);

  // note_flow_signing.cpp
  bool draw_signing_sheet(ui::Ui& ui, const screens::room::Bar& bar);
  void open_signing();
  void check_signing();
  void sign();
  void signed_now();
  bool pin_allowed() const;
  void confirm(screens::room::ProofEntry& proof,
               std::function<void(Result<api::session::Confirmation>)> then);
  screens::room::Readiness readiness() const;

  const StaffContext& context_;
  const std::optional<Visit> visit_;
  std::function<void()> changed_;
  link::Life life_;
  screens::room::PaneModel& pane_;
  screens::room::NoteText text_;
  rules::NoteFormat new_format_ = rules::NoteFormat::kSoap;
  std::optional<NoteId> draft_;
  std::optional<NoteId> new_note_;      // of a draft that was asked for and not answered yet
  std::optional<NoteId> new_addendum_;  // likewise
  std::optional<AppointmentId> appointment_;
  std::optional<NoteId> addendum_to_;  // of the open draft: the signed note that it follows
  ServiceTimes times_;
  std::uint64_t other_changes_ = 1;      // of what is not in text_
  std::unique_ptr<DraftKeeper> keeper_;  // none while somebody else writes
  std::vector<ParkedDraft> parked_;
  std::string my_terminal_;
  std::optional<UtcTime> read_safe_at_;
  std::int64_t now_ms_ = 0, leave_by_ms_ = 0, words_when_safe_ = 0;
  std::optional<std::int64_t> history_next_, home_by_ms_;
  std::function<void()> open_when_home_;
  std::optional<api::notes::SiblingLine> sibling_;
  bool insert_when_safe_ = false, take_over_when_durable_ = false;
  bool reading_again_ = false, gave_back_ = false, waited_here_ = false;
  std::function<void()> leaving_;
  NoteSheet sheet_;
  std::optional<ErrorCode> discard_refusal_;
};

}  // namespace alcove::flows::room
