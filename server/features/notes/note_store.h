// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/features/notes/note_content.h"
#include "server/features/notes/note_rules.h"
#include "shared/api/notes_list.h"

// The SQL of notes and drafts: rows in, rows out, nothing decided. Kept texts: note_text_store.h.
namespace alcove::notes {

// The head of a note: what lists show, and whose it is.
struct NoteRow {
  api::notes::NoteLine line;
  ClientId client;
  std::optional<NoteId> parent{};  // the signed note that this addendum follows
  bool discarded = false;          // begun by mistake: not listed
};

std::optional<NoteRow> find_note(store::ReadTxn& txn, const NoteId& id);
std::optional<NoteRow> find_note_of(store::ReadTxn& txn, const AppointmentId& appointment,
                                    const StaffId& author);
// Of anybody, and not begun by mistake.
bool has_note(store::ReadTxn& txn, const AppointmentId& appointment);
// The one addendum to that note that this person is writing.
std::optional<NoteRow> find_addendum_draft(store::ReadTxn& txn, const NoteId& parent,
                                           const StaffId& author);
// The notes of a client to which this person is writing an addendum, with words in it.
std::vector<NoteId> addenda_in_writing(store::ReadTxn& txn, const ClientId& client,
                                       const StaffId& author);
// What lists show, without addenda: by visit, the latest first, after `after`.
std::vector<NoteRow> notes_of(store::ReadTxn& txn, const ClientId& client,
                              const std::optional<PageEnd>& after, std::int64_t limit);
// How the engine goes about notes_of(), in its own words; for the test that it never sorts or
// walks through what it does not show.
std::vector<std::string> plan_of_notes_of(store::ReadTxn& txn);

void insert_note(audit::WriteTxn& txn, const NoteRow& row);
void put_author_name(audit::WriteTxn& txn, const NoteId& id, const std::string& name);
// What lists show of the draft's newest text.
void put_saved(audit::WriteTxn& txn, const NoteId& id, const Content& content);
void put_signed(audit::WriteTxn& txn, const NoteRow& row);
void put_addenda(audit::WriteTxn& txn, const NoteId& id, std::int64_t count);
void put_discarded(audit::WriteTxn& txn, const NoteId& id, const std::optional<UtcTime>& at);
void count_open_siblings(audit::WriteTxn& txn, const NoteId& id);

struct DraftRow {
  NoteId note;
  std::int64_t number = 0;
  std::optional<NoteRevisionId> revision;
  std::optional<UtcTime> saved_at;
  Content content;
  std::int64_t kept_number = 0;
  UtcTime kept_at;
  crypto::Hash256 kept_hash{};
  std::optional<Holding> holding;
  SpanId span;  // nil: none
};
std::optional<DraftRow> find_draft(store::ReadTxn& txn, const NoteId& note);
void put_draft(audit::WriteTxn& txn, const DraftRow& draft);  // adds it, or takes its place
void delete_draft(audit::WriteTxn& txn, const NoteId& note);  // what it holds is signed

// When a note was signed on a box that was lost, where it came back as a draft.
std::optional<UtcTime> find_lost_signature(store::ReadTxn& txn, const NoteId& note);
void put_lost_signature(audit::WriteTxn& txn, const NoteId& note, UtcTime signed_at);

// A save that came before.
struct SaveRow {
  NoteRevisionId revision;
  NoteId note;
  crypto::Hash256 hash{};
  std::int64_t number = 0;
  std::optional<api::notes::SiblingId> sibling;
  UtcTime at;
};
inline constexpr std::int64_t kRememberedSaves = 64;  // of each note; siblings' are never forgotten
std::optional<SaveRow> find_save(store::ReadTxn& txn, const NoteRevisionId& revision);
void insert_save(audit::WriteTxn& txn, const SaveRow& save);

// Whether the session looked at that day's notes already.
bool day_was_opened(store::ReadTxn& txn, const SessionId& session, const RecordId& day);

crypto::Hash256 hash_from(const store::Statement& row, int column);

}  // namespace alcove::notes
