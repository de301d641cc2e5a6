// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/room/note_safety.h"
#include "kiosk/screens/room/note_text.h"
#include "kiosk/screens/room/room_bar.h"
#include "shared/api/notes.h"
#include "shared/base/error.h"

// Where a note is written or read, beside the chart.
namespace alcove::screens::room {

// Why only reading: who writes, where, since when.
struct Held {
  std::string who;
  std::string terminal;
  std::string since;
  bool lost = false;  // it was written here until then
};

struct AwayBand {
  std::int64_t words = 0;  // kept here since then
  std::string since;       // "10:41:12"
};

// An addendum that was signed before the one that is written.
struct EarlierAddendum {
  std::string text;
  std::string signed_by;  // name and credential
  std::string when;
};

struct DraftPane {
  LocalDateTime visit_start;
  bool addendum = false;  // to the signed note of that visit: one text, no format, no times
  std::optional<api::notes::Content> follows;  // what that note says
  std::vector<EarlierAddendum> earlier;        // and what was added to it, the oldest first
  bool empty = false;                          // the box has no word of it: it can be put aside
  rules::NoteFormat format = rules::NoteFormat::kSoap;
  std::string start;  // as typed
  std::string stop;
  bool start_unclear = false;
  bool stop_unclear = false;
  SafetyLine line;
  std::optional<Held> held;
  std::optional<AwayBand> away;
  std::int64_t siblings = 0;
  std::string signature_lost;  // when it was signed on a box that was lost since; mostly empty
  bool full = false;           // what was typed last did not fit
  std::optional<ErrorCode> problem;
};

struct ReadPane {
  api::notes::Note note;
  std::vector<std::string> signed_when;  // of the note, then of each addendum, in words
  std::int64_t siblings = 0;             // text found after signing
  std::optional<NoteId> beside;          // which of them it lies beside: the note, or an addendum
  bool has_draft = false;                // the visit's note was begun, and can be gone on with
  bool has_addendum = false;             // an addendum to this note was
  bool here = false;                     // what can be gone on with is open on this screen
  std::optional<ErrorCode> problem;      // why the addendum was refused
  bool addenda_full = false;             // because the note has as many as it takes
};

enum class PaneKind : std::uint8_t {
  kNone,
  kLooking,  // whether the visit has a note is not known yet
  kOpening,
  kDraft,
  kRead,
  kUnreadable,
};

struct PaneModel {
  PaneKind kind = PaneKind::kNone;
  bool may_begin = false;  // this chart was opened for a visit whose note can be written
  bool has_draft = false;  // it was begun already
  DraftPane draft;
  ReadPane read;
  std::optional<ErrorCode> problem;  // why a note could not be opened
};

enum class PaneAct : std::uint8_t {
  kNone,
  kBegin,   // open this visit's draft, or go back to it
  kFormat,  // `format` was chosen
  kSave,    // Control S
  kHistory,
  kSign,
  kTakeOver,
  kSiblings,
  kMove,       // the words of `from` to `to`
  kTimes,      // a time field changed
  kTimesDone,  // and was left: show how it was understood
  kAddendum,
  kDiscard,  // begun by mistake
  kAwayHelp,
};
struct PaneIntent {
  PaneAct act = PaneAct::kNone;
  rules::NoteFormat format = rules::NoteFormat::kSoap;
  rules::NoteSection from = rules::NoteSection::kPlan;
  rules::NoteSection to = rules::NoteSection::kPlan;
};

// Beside the chart; alone with large text, where all but the foot scrolls; alone with the keyboard,
// where there is room for the words only.
enum class PaneSize : std::uint8_t { kBeside, kAlone, kCompact };

PaneIntent draw_pane(ui::Ui& ui, const ui::Rect& area, const Bar& bar, const LocalDate& today,
                     PaneSize size, PaneModel& model, NoteText& text);

// The band over everything while the box is away.
float away_band_height(const ui::Ui& ui, float width, text::Language language,
                       const AwayBand& band);
bool draw_away_band(ui::Ui& ui, const ui::Rect& area, text::Language language,
                    const AwayBand& band);

// The parts of the above, each in a file of its own.
PaneIntent draw_draft(ui::Ui& ui, ui::Rect area, const Bar& bar, const LocalDate& today,
                      PaneSize size, DraftPane& model, NoteText& text);
PaneIntent draw_read(ui::Ui& ui, ui::Rect area, const Bar& bar, const LocalDate& today,
                     PaneSize size, const ReadPane& model);
std::string addenda_full_words(text::Language language);
// A text of a note, section by section; returns its height.
float draw_content(ui::Ui& ui, const ui::Rect& flow, text::Language language,
                   const api::notes::Content& content);

}  // namespace alcove::screens::room
