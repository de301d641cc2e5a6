// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/api/notes_draft.h"
#include "shared/api/session.h"

// Signing, and what follows a signed note. Each takes the token that `session::confirm` gave for
// the PIN or the password a moment before. What is signed never changes.
namespace alcove::api::notes {

inline constexpr std::size_t kMaxAddenda = 20;  // of one note
inline constexpr wire::Text kAddendumText = wire::prose(1, rules::kMaxAddendumLength);
inline constexpr wire::Text kConfirmation = wire::bytes(session::kTokenBytes, session::kTokenBytes);

// The name and the credential are as they were at that moment, and part of what is signed.
struct Signature {
  UtcTime signed_at;
  StaffId by;
  std::string by_name;
  std::string credential;    // may be empty
  std::string content_hash;  // docs/formats.md, "Note content"
  Standing standing = Standing::kNotVerified;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("signed_at", self.signed_at);
    visit("by", self.by);
    visit("by_name", self.by_name, kPersonName);
    visit("credential", self.credential, kCredential);
    visit("content_hash", self.content_hash, kHash);
    visit("standing", self.standing);
  }
};

struct SignRequest {
  NoteId note;              // or the draft of an addendum
  NoteRevisionId revision;  // what was read before signing
  Bytes confirmation;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
    visit("revision", self.revision);
    visit("confirmation", self.confirmation, kConfirmation);
  }
};

// By the author, from the terminal that holds the lease. Refusals: kNotFound, kForbidden,
// kNotSignedIn (the confirmation is used, out of time or not this session's), kSigned, kLeaseLost,
// kConflict (the draft has a newer revision), kWrongState with field "siblings" (text beside the
// draft is not settled yet) or "content.sections" (there is text outside the sections of the
// format), kMissingField with "content.start", "content.stop" or "content.sections" (every section
// is blank), kOutOfRange with "content.stop" (not after the start, or more than a day after it).
// An addendum has no times; kTooMany when its note has kMaxAddenda of them.
inline constexpr auto sign =
    writing_route<SignRequest, Signature>("/v1/notes/sign", wire::AuditClass::kWrite);

struct Addendum {
  AddendumId addendum;
  std::string text;
  Signature signature;
  std::int64_t open_siblings = 0;  // text found after it was signed; of the draft with the same id

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("addendum", self.addendum);
    visit("text", self.text, kAddendumText);
    visit("signature", self.signature);
    visit("open_siblings", self.open_siblings, wire::range(0, INT64_MAX));
  }
};

}  // namespace alcove::api::notes
