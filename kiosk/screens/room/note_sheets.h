// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/room/note_pane.h"
#include "kiosk/screens/sign_in/proof_entry.h"
#include "shared/api/notes.h"

// What comes over a note: taking over, its history, text beside it, signing. Each is
// drawn after the screen below it.
namespace alcove::screens::room {

enum class SheetIntent : std::uint8_t { kNone, kClose, kGo };

struct AwayHelpModel {
  Bar bar;
};
SheetIntent draw(ui::Ui& ui, AwayHelpModel& model);

struct TakeOverModel {
  Bar bar;
  std::string terminal;
  bool busy = false;
};
SheetIntent draw(ui::Ui& ui, TakeOverModel& model);  // kGo: take over

struct HistoryModel {
  Bar bar;
  bool loaded = false;
  bool more = false;
  std::vector<api::notes::RevisionLine> lines;  // the newest first
  std::vector<std::string> when;                // of each, in words
  std::optional<std::size_t> chosen;
  std::optional<api::notes::Content> shown;  // of the chosen one; none: being fetched
  std::optional<ErrorCode> problem;
};
enum class HistoryAct : std::uint8_t { kNone, kClose, kShow, kMore, kList };
struct HistoryIntent {
  HistoryAct act = HistoryAct::kNone;
  std::size_t index = 0;
};
HistoryIntent draw(ui::Ui& ui, HistoryModel& model);

// The draft and one text beside it.
struct SiblingModel {
  Bar bar;
  api::notes::SiblingLine line;
  std::string when;
  api::notes::Content mine;
  api::notes::Content other;
  bool loaded = false;
  bool can_insert = false;  // the draft is written here; a signed note takes an addendum instead
  bool busy = false;
  std::optional<ErrorCode> problem;
};
enum class SiblingAct : std::uint8_t { kNone, kClose, kInsert, kAside };
SiblingAct draw(ui::Ui& ui, SiblingModel& model);

using sign_in::ProofEntry;

struct SignModel {
  Bar bar;
  rules::NoteFormat format = rules::NoteFormat::kSoap;
  // What is missing, in the order in which one would mend it. Empty: it can be signed.
  std::vector<std::string> missing;
  ProofEntry proof;
  bool busy = false;
  std::optional<ErrorCode> problem;
  bool pin_spent = false;     // it was wrong too often: only the password signs
  bool addenda_full = false;  // the problem: the note has as many addenda as it takes
};
SheetIntent draw(ui::Ui& ui, SignModel& model);  // kGo: sign with the proof

// What stands in the way of signing.
struct Readiness {
  bool start = false;
  bool stop = false;
  bool in_order = false;  // the stop is after the start
  bool written = false;   // some section has words
  bool in_place = false;  // no words outside the format's sections
  bool settled = false;   // nothing stands beside the draft
  bool safe = false;      // the box has every word
  bool there = false;     // the box can be reached
};
std::vector<std::string> missing_words(text::Language language, rules::NoteFormat format,
                                       const Readiness& ready);

}  // namespace alcove::screens::room
