// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_standing.h"

namespace alcove::notes {
namespace {

using api::notes::NoteState;
using api::notes::Standing;

bool list_fits(const api::notes::NoteLine& line, const Signer& signer) {
  return line.state == NoteState::kSigned && line.author == signer.staff &&
         line.author_name == signer.name && line.credential == signer.credential &&
         line.signed_at == signer.signed_at;
}

}  // namespace

Bytes statement_of(const NoteRow& note, const SignedRow& text) {
  return statement_bytes(NoteStatement{.note = note.line.note,
                                       .client = note.client,
                                       .appointment = note.line.appointment,
                                       .visit_start = note.line.visit_start,
                                       .author = note.line.author,
                                       .number = text.number,
                                       .content_hash = text.hash,
                                       .signer = text.signer});
}

Bytes statement_of(const NoteRow& note, const SignedRow& text, const AddendumRow& addendum) {
  return statement_bytes(AddendumStatement{.addendum = addendum.id,
                                           .note = note.line.note,
                                           .client = note.client,
                                           .position = addendum.position,
                                           .note_content_hash = text.hash,
                                           .text_hash = addendum.hash,
                                           .signer = addendum.signer});
}

Standing standing_of(const NoteRow& note, const SignedRow& text, const crypto::PublicKey& clinic) {
  if (crypto::sha256(text.content) != text.hash || !list_fits(note.line, text.signer)) {
    return Standing::kNotVerified;
  }
  return standing_of(clinic, statement_of(note, text), text.signature);
}

Standing standing_of(const NoteRow& note, const SignedRow& text, const AddendumRow& addendum,
                     const crypto::PublicKey& clinic) {
  if (crypto::sha256(as_bytes(addendum.text)) != addendum.hash) return Standing::kNotVerified;
  return standing_of(clinic, statement_of(note, text, addendum), addendum.signature);
}

}  // namespace alcove::notes
