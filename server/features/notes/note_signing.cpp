// SPDX-License-Identifier: Apache-2.0
#include "server/access/access_decision.h"
#include "server/access/sessions.h"
#include "server/audit/spans.h"
#include "server/features/notes/note_events.h"
#include "server/features/notes/note_standing.h"
#include "server/features/notes/notes.h"

// Signing a note, and what follows a signed one.
namespace alcove::notes {
namespace {

using access::Principal;
using audit::WriteTxn;
using contract::NoteState;
using wire::Permission;

Signer signer_of(const Principal& who, UtcTime now) {
  const access::Person& person = who.signed_in();
  return {.staff = person.staff,
          .name = person.display_name,
          .credential = person.credential,
          .signed_at = now};
}

contract::Signature signature_shown(const Signer& signer, const crypto::Hash256& hash) {
  return {.signed_at = signer.signed_at,
          .by = signer.staff,
          .by_name = signer.name,
          .credential = signer.credential,
          .content_hash = to_hex(hash),
          .standing = contract::Standing::kVerified};
}

Result<void> check_proof(WriteTxn& txn, const Principal& who, const Bytes& confirmation,
                         Proof proof) {
  if (proof == Proof::kNotAsked) return {};
  return access::take_proof(txn, who, confirmation);
}

// The draft as the person read it, from the terminal that writes it.
Result<DraftRow> draft_to_sign(WriteTxn& txn, const Principal& who, const NoteRow& note,
                               const NoteRevisionId& revision) {
  if (note.line.state == NoteState::kSigned) {
    return Error{ErrorCode::kSigned, "note", "the note is signed"};
  }
  DraftRow draft = need_draft(txn, note.line.note, txn.now());
  if (!draft.holding || draft.holding->hand != hand_of(who)) {
    return Error{ErrorCode::kLeaseLost, "note", "another terminal writes this draft now"};
  }
  if (draft.revision != revision) {
    return Error{ErrorCode::kConflict, "revision", "the draft has a newer revision"};
  }
  if (note.line.open_siblings > 0) {
    return Error{ErrorCode::kWrongState, "siblings", "there is text beside the draft"};
  }
  ALCOVE_TRY(check_ready(draft.content));
  if (note.parent &&
      count_addenda(txn, *note.parent) >= static_cast<std::int64_t>(contract::kMaxAddenda)) {
    return Error{ErrorCode::kTooMany, "note", "the note has as many addenda as it may"};
  }
  return draft;
}

SignedRow signed_row(const DraftRow& draft, const Signer& signer) {
  return {.note = draft.note,
          .number = draft.number,
          .revision = *draft.revision,
          .content = content_bytes(draft.content),
          .hash = content_hash(draft.content),
          .signer = signer,
          .signature = {}};
}

void mark_signed(NoteRow& note, const Signer& signer) {
  note.line.state = NoteState::kSigned;
  note.line.signed_at = signer.signed_at;
  note.line.author_name = signer.name;
  note.line.credential = signer.credential;
}

void close_draft(WriteTxn& txn, const NoteRow& note, const DraftRow& draft) {
  put_signed(txn, note);
  audit::close_span(txn, draft.span);
  delete_draft(txn, note.line.note);
}

}  // namespace

Result<contract::Signature> Notes::sign(const Principal& who, const contract::SignRequest& request,
                                        WriteTxn& txn, Proof proof) {
  ALCOVE_TRY(access::decide(who, Permission::kNoteWrite, access::Relation::kOwn));
  ALCOVE_ASSIGN(NoteRow note, own_note(txn, request.note, who.staff()));
  ALCOVE_ASSIGN(DraftRow draft, draft_to_sign(txn, who, note, request.revision));
  ALCOVE_TRY(check_proof(txn, who, request.confirmation, proof));
  keep(txn, note, draft, contract::KeptFor::kSigning);
  if (note.parent) return sign_addendum(who, std::move(note), draft, txn);
  SignedRow row = signed_row(draft, signer_of(who, txn.now()));
  mark_signed(note, row.signer);
  const crypto::Signature signature = ledger_.sign(statement_of(note, row));
  row.signature.assign(signature.begin(), signature.end());
  insert_signed(txn, row);
  close_draft(txn, note, draft);
  txn.record(event_of("note.sign", note, signing_detail(row)));
  tell(txn, note);
  return signature_shown(row.signer, row.hash);
}

Result<contract::Signature> Notes::sign_addendum(const Principal& who, NoteRow addendum,
                                                 DraftRow& draft, WriteTxn& txn) {
  const std::optional<NoteRow> note = find_note(txn, *addendum.parent);
  const std::optional<SignedRow> text = find_signed(txn, *addendum.parent);
  if (!note || !text) throw Fault(ErrorCode::kCorrupt, "an addendum follows no signed note");
  AddendumRow row{.id = contract::AddendumId(addendum.line.note.bytes()),
                  .note = *addendum.parent,
                  .position = count_addenda(txn, *addendum.parent) + 1,
                  .text = draft.content.sections.front().text,
                  .hash = {},
                  .signer = signer_of(who, txn.now()),
                  .signature = {}};
  row.hash = crypto::sha256(as_bytes(row.text));
  const crypto::Signature signature = ledger_.sign(statement_of(*note, *text, row));
  row.signature.assign(signature.begin(), signature.end());
  insert_addendum(txn, row);
  put_addenda(txn, row.note, row.position);
  mark_signed(addendum, row.signer);
  close_draft(txn, addendum, draft);
  txn.record(event_of("note.add_addendum", *note, signing_detail(row)));
  tell(txn, *note);
  return signature_shown(row.signer, row.hash);
}

}  // namespace alcove::notes
