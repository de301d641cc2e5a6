// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/notes_draft.h"
#include "shared/api/notes_revisions.h"

// What stands beside a draft. A sibling is text that was typed while the draft went on elsewhere;
// both are shown side by side, and the author decides. Never deleted.
namespace alcove::api::notes {

inline constexpr std::size_t kMaxSiblings = 50;  // shown at once, open ones first

struct SiblingLine {
  SiblingId sibling;
  NoteRevisionId revision;             // its newest: a sibling grows while its terminal types on
  std::optional<NoteRevisionId> base;  // of the draft, where they parted
  std::string terminal_name;
  UtcTime written_at;  // as its terminal says
  UtcTime arrived_at;
  bool after_signing = false;  // "found on terminal …"
  std::int64_t length = 0;     // bytes of all its text
  std::optional<Resolution> resolution;
  std::optional<UtcTime> resolved_at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("sibling", self.sibling);
    visit("revision", self.revision);
    visit("base", self.base);
    visit("terminal_name", self.terminal_name, kTerminalName);
    visit("written_at", self.written_at);
    visit("arrived_at", self.arrived_at);
    visit("after_signing", self.after_signing);
    visit("length", self.length, wire::range(0, INT64_MAX));
    visit("resolution", self.resolution);
    visit("resolved_at", self.resolved_at);
  }
};

struct SiblingsRequest {
  NoteId note;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
  }
};

struct SiblingsReply {
  std::vector<SiblingLine> items;  // open ones first, each kind the newest first
  std::int64_t count = 0;          // in all

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxSiblings));
    visit("count", self.count, wire::range(0, INT64_MAX));
  }
};

inline constexpr auto siblings =
    note_reading_route<SiblingsRequest, SiblingsReply>("/v1/notes/siblings");

struct SiblingRequest {
  SiblingId sibling;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("sibling", self.sibling);
  }
};

struct SiblingReply {
  NoteId note;
  SiblingLine line;
  Content content;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
    visit("line", self.line);
    visit("content", self.content);
  }
};

inline constexpr auto sibling =
    note_reading_route<SiblingRequest, SiblingReply>("/v1/notes/sibling");

struct ResolveRequest {
  SiblingId sibling;
  NoteRevisionId revision;  // as it was read: kConflict when it has grown since
  Resolution resolution = Resolution::kKeptAside;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("sibling", self.sibling);
    visit("revision", self.revision);
    visit("resolution", self.resolution);
  }
};

// By the author. What is inserted is saved into the draft first, as any typing. A sibling that
// grows afterwards is open again. Refusals: kNotFound, kForbidden, kConflict.
inline constexpr auto resolve =
    writing_route<ResolveRequest, wire::Nothing>("/v1/notes/resolve", wire::AuditClass::kWrite);

}  // namespace alcove::api::notes
