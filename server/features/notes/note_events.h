// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/access/principal.h"
#include "server/features/notes/note_store.h"
#include "server/features/notes/note_text_store.h"
#include "shared/api/notes_text.h"

// What the writing parts have in common: whose note it is, what is told and kept.
namespace alcove::notes {

// An event about the note: ids, numbers and hashes, never its text.
audit::Event event_of(const char* action, const NoteRow& note, std::string detail = {});

// What the event of a signing holds of what was signed.
std::string signing_detail(const SignedRow& text);
std::string signing_detail(const AddendumRow& addendum);
// The signing of which the audit chain tells when what was signed is still what it was: `verify`
// and whoever shows it hold one against the other.
Signing signing_of(const SignedRow& text);
Signing signing_of(const AddendumRow& addendum);

// Tells open charts and days.
void tell(audit::WriteTxn& txn, const NoteRow& note);

// The note, for its author alone. kNotFound, kForbidden.
Result<NoteRow> own_note(store::ReadTxn& txn, const NoteId& id, const StaffId& author);

// The draft as it stands now: a lease whose session has ended (signed out, ended from elsewhere,
// the person or the terminal no longer here) has lapsed. Throws Fault (kCorrupt) when there is no
// text.
DraftRow need_draft(store::ReadTxn& txn, const NoteId& note, UtcTime now);

Hand hand_of(const access::Principal& who);

// Keeps the draft as it is now as a revision, with its event, unless that very text was kept last.
// The caller puts the draft afterwards.
void keep(audit::WriteTxn& txn, const NoteRow& note, DraftRow& draft, api::notes::KeptFor kept_for);

}  // namespace alcove::notes
