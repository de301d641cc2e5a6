// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/notes/note_store.h"
#include "server/features/notes/note_text_store.h"

// Whether what the store holds is what was signed: asked each time a note is shown, and by
// `verify`. Pure and thread-safe.
namespace alcove::notes {

Bytes statement_of(const NoteRow& note, const SignedRow& text);
Bytes statement_of(const NoteRow& note, const SignedRow& text, const AddendumRow& addendum);

// The text fits its hash, the list's words fit the signature's, and the signature is the clinic's.
api::notes::Standing standing_of(const NoteRow& note, const SignedRow& text,
                                 const crypto::PublicKey& clinic);
api::notes::Standing standing_of(const NoteRow& note, const SignedRow& text,
                                 const AddendumRow& addendum, const crypto::PublicKey& clinic);

}  // namespace alcove::notes
