// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "shared/api/notes_draft.h"

// Saving an open draft at every pause, and leaving it.
namespace alcove::api::notes {

// The whole draft. `revision` is made by the terminal, one for each save, and stays the same when
// the save is tried again, here or through the spool (kind kSpoolKind, this struct as its body).
// `base` is the revision that was typed on: the one before, whether or not its reply came.
struct SaveRequest {
  NoteId note;
  NoteRevisionId revision;
  std::optional<NoteRevisionId> base;  // none: the draft was empty
  Content content;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
    visit("revision", self.revision);
    visit("base", self.base);
    visit("content", self.content);
  }
};
inline constexpr std::string_view kSpoolKind = "note.draft";

struct SaveReply {
  SaveOutcome outcome = SaveOutcome::kSaved;
  std::int64_t number = 0;            // of the draft as it is now
  UtcTime saved_at;                   // "safe on the box, 10:42:07"
  std::optional<SiblingId> sibling;   // where it went, unless it is the draft
  std::optional<UtcTime> held_until;  // the lease; none: this terminal does not hold it any more

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("outcome", self.outcome);
    visit("number", self.number, wire::range(0, INT64_MAX));
    visit("saved_at", self.saved_at);
    visit("sibling", self.sibling);
    visit("held_until", self.held_until);
  }
};

// Never refused because somebody else was there first. A lease that ran out comes back with the
// save when nobody took it. Refusals: kNotFound, kForbidden (not the author), kRepeatedKey (the
// revision's id came with another text), those of Content.
inline constexpr auto save =
    writing_route<SaveRequest, SaveReply>("/v1/notes/save", wire::AuditClass::kSpan);

struct LeaveRequest {
  NoteId note;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
  }
};

// Gives the lease back and keeps a revision. Where the lease is not this terminal's it changes
// nothing.
inline constexpr auto leave =
    writing_route<LeaveRequest, wire::Nothing>("/v1/notes/leave", wire::AuditClass::kWrite);

struct DiscardRequest {
  NoteId note;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
  }
};

// A draft without words that was begun by mistake: lists do not show it any more. Nothing is
// deleted, and it is there again when it is opened for its visit, or when words for it arrive late.
// Refusals: kNotFound, kForbidden, kSigned, kLeaseLost (another terminal writes it now),
// kWrongState with field "content.sections" (it has words) or "siblings".
inline constexpr auto discard =
    writing_route<DiscardRequest, wire::Nothing>("/v1/notes/discard", wire::AuditClass::kWrite);

}  // namespace alcove::api::notes
