// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/api/notes_text.h"
#include "shared/wire/route.h"

// Writing a draft. One terminal writes at a time: it holds the lease, which opening takes and every
// save renews. In this order: `open_draft`, `save` at every pause (notes_save.h), `leave`
// or `sign` (notes_signing.h). An addendum to a signed note is written in the same way, as a draft
// of its own that `open_addendum` opens.
namespace alcove::api::notes {

inline constexpr std::int64_t kLeaseSeconds = 120;
inline constexpr std::int64_t kKeepEverySeconds = 300;  // a revision, while the text changes

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> writing_route(std::string_view path, wire::AuditClass audit) {
  return {.method = wire::Method::kPost,
          .path = path,
          .permission = wire::Permission::kNoteWrite,
          .audit = audit,
          .stations = wire::kTherapyRoomOnly,
          .when_locked = wire::WhenLocked::kRefuse};
}

// What to do when the draft is open at another terminal.
enum class IfHeld : std::uint8_t { kRead, kTakeOver };

struct OpenDraftRequest {
  NoteId note;  // for a new one; a draft of this person for this visit is resumed under its own id
  AppointmentId appointment;
  rules::NoteFormat format = rules::NoteFormat::kSoap;  // of a new one; not kAddendum
  IfHeld if_held = IfHeld::kRead;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
    visit("appointment", self.appointment);
    visit("format", self.format);
    visit("if_held", self.if_held);
  }
};

struct Lease {
  std::string terminal_name;
  UtcTime since;
  UtcTime until;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("terminal_name", self.terminal_name, kTerminalName);
    visit("since", self.since);
    visit("until", self.until);
  }
};

struct Draft {
  NoteId note;
  ClientId client;
  AppointmentId appointment;
  LocalDateTime visit_start;
  bool may_write = false;                  // this terminal holds the lease
  Lease lease;                             // who holds it, where
  std::optional<NoteRevisionId> revision;  // the base of the first save; none: nothing saved yet
  std::int64_t number = 0;                 // of the revision
  std::optional<UtcTime> saved_at;
  Content content;
  std::int64_t open_siblings = 0;     // text that stands beside the draft: notes_siblings.h
  std::optional<NoteId> addendum_to;  // the signed note that it follows
  // It was signed then, on a box that was lost since: it came back as a draft, to be signed again.
  std::optional<UtcTime> signature_lost;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
    visit("client", self.client);
    visit("appointment", self.appointment);
    visit("visit_start", self.visit_start);
    visit("may_write", self.may_write);
    visit("lease", self.lease);
    visit("revision", self.revision);
    visit("number", self.number, wire::range(0, INT64_MAX));
    visit("saved_at", self.saved_at);
    visit("content", self.content);
    visit("open_siblings", self.open_siblings, wire::range(0, INT64_MAX));
    visit("addendum_to", self.addendum_to);
    visit("signature_lost", self.signature_lost);
  }
};

// Refusals: kNotFound (no such visit), kForbidden, kWrongState (the visit is not today's or an
// earlier day's, was moved away or entered in error), kSigned (this person's note for the visit is
// signed), kAlreadyExists (the id is another note's), kOutOfRange (the format).
inline constexpr auto open_draft =
    writing_route<OpenDraftRequest, Draft>("/v1/notes/open_draft", wire::AuditClass::kWrite);

struct OpenAddendumRequest {
  NoteId addendum;  // for a new one; this person's draft for this note is resumed under its own id
  NoteId note;      // a signed one
  IfHeld if_held = IfHeld::kRead;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("addendum", self.addendum);
    visit("note", self.note);
    visit("if_held", self.if_held);
  }
};

// By whoever may write notes for this client, under their own name. Refusals: kNotFound,
// kForbidden, kWrongState (still a draft, or an addendum itself), kTooMany (kMaxAddenda), kSigned
// (the addendum of this id is), kAlreadyExists (the id is another's).
inline constexpr auto open_addendum =
    writing_route<OpenAddendumRequest, Draft>("/v1/notes/open_addendum", wire::AuditClass::kWrite);

}  // namespace alcove::api::notes

namespace alcove::wire {

template <>
struct EnumWords<api::notes::IfHeld> {
  using IfHeld = api::notes::IfHeld;
  static constexpr EnumWord<IfHeld> words[] = {{IfHeld::kRead, "read"},
                                               {IfHeld::kTakeOver, "take_over"}};
};

}  // namespace alcove::wire
