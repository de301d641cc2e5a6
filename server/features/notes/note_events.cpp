// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_events.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/session_store.h"
#include "server/http/live_events.h"

namespace alcove::notes {

audit::Event event_of(const char* action, const NoteRow& note, std::string detail) {
  return {.action = action,
          .client = note.client,
          .record = audit::as_record(note.line.note),
          .detail = std::move(detail)};
}

std::string signing_detail(const SignedRow& text) {
  return fmt::format("number={} hash={}", text.number, to_hex(text.hash));
}

std::string signing_detail(const AddendumRow& addendum) {
  return fmt::format("addendum={} hash={}", addendum.id.text(), to_hex(addendum.hash));
}

Signing signing_of(const SignedRow& text) {
  return {.note = text.note,
          .at = text.signer.signed_at,
          .person = text.signer.staff,
          .detail = signing_detail(text)};
}

Signing signing_of(const AddendumRow& addendum) {
  return {.note = addendum.note,
          .at = addendum.signer.signed_at,
          .person = addendum.signer.staff,
          .detail = signing_detail(addendum)};
}

void tell(audit::WriteTxn& txn, const NoteRow& note) {
  http::publish(txn, api::live::Kind::kChartChanged, audit::as_record(note.client));
}

Result<NoteRow> own_note(store::ReadTxn& txn, const NoteId& id, const StaffId& author) {
  std::optional<NoteRow> note = find_note(txn, id);
  if (!note) return Error{ErrorCode::kNotFound, "note", "there is no such note"};
  if (note->line.author != author) {
    return Error{ErrorCode::kForbidden, "note", "a note is written by one person"};
  }
  return std::move(*note);
}

DraftRow need_draft(store::ReadTxn& txn, const NoteId& note, UtcTime now) {
  std::optional<DraftRow> draft = find_draft(txn, note);
  if (!draft) throw Fault(ErrorCode::kCorrupt, "a draft has no text");
  if (draft->holding && !access::find_session(txn, draft->holding->hand.session)) {
    draft->holding->until = std::min(draft->holding->until, now);
  }
  return std::move(*draft);
}

Hand hand_of(const access::Principal& who) {
  return {who.device, who.session()};
}

void keep(audit::WriteTxn& txn, const NoteRow& note, DraftRow& draft,
          api::notes::KeptFor kept_for) {
  if (draft.number == draft.kept_number) return;
  ALCOVE_CHECK(draft.revision && draft.saved_at);
  const crypto::Hash256 hash = content_hash(draft.content);
  if (hash == draft.kept_hash) return;
  RevisionRow row;
  row.note = draft.note;
  row.line.revision = *draft.revision;
  row.line.number = draft.number;
  row.line.kept_at = txn.now();
  row.line.saved_at = *draft.saved_at;
  row.line.kept_for = kept_for;
  if (draft.holding) row.line.terminal_name = draft.holding->device_name;
  row.content = draft.content;
  insert_revision(txn, row);
  draft.kept_number = draft.number;
  draft.kept_at = txn.now();
  draft.kept_hash = hash;
  txn.record(event_of("note.keep", note,
                      fmt::format("for={} number={} hash={}", wire::word_of(kept_for), draft.number,
                                  to_hex(hash))));
}

}  // namespace alcove::notes
