// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/features/notes/note_content.h"
#include "server/features/notes/note_signature.h"
#include "shared/api/notes_revisions.h"
#include "shared/api/notes_siblings.h"

// The SQL of texts that stay: kept revisions, siblings, signed notes, addenda. Rows in, rows out,
// nothing decided.
namespace alcove::notes {

struct RevisionRow {
  NoteId note;
  api::notes::RevisionLine line;  // hash and length are those of the content
  Content content;
};
void insert_revision(audit::WriteTxn& txn, const RevisionRow& row);
// The newest first, below number `before`.
std::vector<api::notes::RevisionLine> revisions_of(store::ReadTxn& txn, const NoteId& note,
                                                   const std::optional<std::int64_t>& before,
                                                   std::int64_t limit);
std::optional<RevisionRow> find_revision(store::ReadTxn& txn, const NoteId& note,
                                         const NoteRevisionId& revision);

struct SiblingRow {
  NoteId note;
  DeviceId device;
  api::notes::SiblingLine line;  // the length is that of the content
  Content content;
};
void put_sibling(audit::WriteTxn& txn, const SiblingRow& row);  // adds it, or what it grew to
void put_resolution(audit::WriteTxn& txn, const api::notes::SiblingId& id,
                    api::notes::Resolution resolution);
std::optional<SiblingRow> find_sibling(store::ReadTxn& txn, const api::notes::SiblingId& id);
// The one whose newest text is that revision.
std::optional<SiblingRow> find_sibling_at(store::ReadTxn& txn, const NoteId& note,
                                          const NoteRevisionId& revision);
// Open ones first, each kind the newest first.
std::vector<api::notes::SiblingLine> siblings_of(store::ReadTxn& txn, const NoteId& note,
                                                 std::int64_t limit);
std::int64_t count_siblings(store::ReadTxn& txn, const NoteId& note);

struct SignedRow {
  NoteId note;
  std::int64_t number = 0;
  NoteRevisionId revision;
  Bytes content;  // content_bytes(), as it was signed
  crypto::Hash256 hash{};
  Signer signer;
  Bytes signature;
};
void insert_signed(audit::WriteTxn& txn, const SignedRow& row);
std::optional<SignedRow> find_signed(store::ReadTxn& txn, const NoteId& note);
// A page of every signed note, for `verify`: by id, above `after`.
std::vector<SignedRow> list_signed(store::ReadTxn& txn, const NoteId& after, std::int64_t limit);
std::int64_t count_signed(store::ReadTxn& txn);
std::int64_t count_marked_signed(store::ReadTxn& txn);  // notes of visits whose state says so

struct AddendumRow {
  api::notes::AddendumId id;
  NoteId note;
  std::int64_t position = 0;
  std::string text;
  crypto::Hash256 hash{};  // of the text
  Signer signer;
  Bytes signature;
};
void insert_addendum(audit::WriteTxn& txn, const AddendumRow& row);
std::optional<AddendumRow> find_addendum(store::ReadTxn& txn, const api::notes::AddendumId& id);
std::int64_t count_addenda(store::ReadTxn& txn, const NoteId& note);
// Addenda whose draft says that it was signed, and that are not there.
std::int64_t count_lost_addenda(store::ReadTxn& txn);
std::vector<AddendumRow> addenda_of(store::ReadTxn& txn, const NoteId& note);  // the oldest first

// What the audit chain tells of signings, in the chain's order, from behind event `after` on.
struct Signing {
  NoteId note;
  UtcTime at;                       // of the event; a signature bears the same time
  std::optional<StaffId> person{};  // who signed
  std::string detail;               // signing_detail() of what was signed

  bool operator==(const Signing&) const = default;
};
struct SigningEvent {
  std::int64_t number = 0;
  Signing signing;
};
std::vector<SigningEvent> list_signings(store::ReadTxn& txn, std::int64_t after);
// Whether the chain tells of it: one look into its index of times.
bool has_signing(store::ReadTxn& txn, const Signing& signing);
std::string plan_of_has_signing(store::ReadTxn& txn);  // for its test

}  // namespace alcove::notes
