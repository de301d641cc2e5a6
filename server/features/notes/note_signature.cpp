// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_signature.h"

// note     := p("alcove note signature v1") note[16] client[16] appointment[16] p(visit start)
//             author[16] u64(number) content hash[32] signer
// addendum := p("alcove addendum signature v1") addendum[16] note[16] client[16] u64(position)
//             content hash of the note[32] hash of the text[32] signer
// signer   := staff[16] p(name) p(credential) u64(signed at, milliseconds since 1970, UTC)
namespace alcove::notes {
namespace {

void append(Bytes& out, ByteView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

void append_text(Bytes& out, std::string_view text) {
  append_prefixed(out, as_bytes(text));
}

void append_signer(Bytes& out, const Signer& signer) {
  append(out, signer.staff.view());
  append_text(out, signer.name);
  append_text(out, signer.credential);
  append_u64(out, static_cast<std::uint64_t>(signer.signed_at.time_since_epoch().count()));
}

}  // namespace

Bytes statement_bytes(const NoteStatement& statement) {
  Bytes out;
  append_text(out, "alcove note signature v1");
  append(out, statement.note.view());
  append(out, statement.client.view());
  append(out, statement.appointment.view());
  append_text(out, format_local(statement.visit_start));
  append(out, statement.author.view());
  append_u64(out, static_cast<std::uint64_t>(statement.number));
  append(out, statement.content_hash);
  append_signer(out, statement.signer);
  return out;
}

Bytes statement_bytes(const AddendumStatement& statement) {
  Bytes out;
  append_text(out, "alcove addendum signature v1");
  append(out, statement.addendum.view());
  append(out, statement.note.view());
  append(out, statement.client.view());
  append_u64(out, static_cast<std::uint64_t>(statement.position));
  append(out, statement.note_content_hash);
  append(out, statement.text_hash);
  append_signer(out, statement.signer);
  return out;
}

api::notes::Standing standing_of(const crypto::PublicKey& clinic, ByteView statement,
                                 ByteView signature) {
  return crypto::ed25519_verify(clinic, statement, signature) ? api::notes::Standing::kVerified
                                                              : api::notes::Standing::kNotVerified;
}

}  // namespace alcove::notes
