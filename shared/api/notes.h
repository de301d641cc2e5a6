// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/api/notes_draft.h"
#include "shared/api/notes_list.h"
#include "shared/api/notes_revisions.h"
#include "shared/api/notes_save.h"
#include "shared/api/notes_siblings.h"
#include "shared/api/notes_signing.h"

// The contract of notes: lists in notes_list.h, writing in notes_draft.h and notes_save.h, what a
// draft went through in notes_revisions.h and notes_siblings.h, signing in notes_signing.h; and
// here, opening one.
namespace alcove::api::notes {

struct OpenRequest {
  NoteId note;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
  }
};

struct Note {
  NoteLine line;
  ClientId client;
  Content content;
  std::optional<NoteRevisionId> revision;
  std::int64_t number = 0;
  std::optional<Signature> signature;  // none: a draft, which is no part of the record yet
  std::vector<Addendum> addenda;       // the oldest first
  std::optional<Lease> lease;          // of a draft that is open somewhere
  std::optional<NoteId> addendum_to;   // it is an addendum to that note

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("line", self.line);
    visit("client", self.client);
    visit("content", self.content);
    visit("revision", self.revision);
    visit("number", self.number, wire::range(0, INT64_MAX));
    visit("signature", self.signature);
    visit("addenda", self.addenda, wire::at_most(kMaxAddenda));
    visit("lease", self.lease);
    visit("addendum_to", self.addendum_to);
  }
};

inline constexpr auto open = note_reading_route<OpenRequest, Note>("/v1/notes/open");

}  // namespace alcove::api::notes
