// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_store.h"

#include <fmt/format.h>

#include <algorithm>

namespace alcove::notes {
namespace {

using store::Statement;

constexpr const char* kNoteColumns =
    "SELECT id, client, appointment, author, visit_start, state, format, author_name, credential, "
    "saved_at, signed_at, preview, addenda, open_siblings, parent, discarded_at FROM note ";

template <class E>
E word_at(const Statement& row, int column) {
  const std::optional<E> value = wire::from_word<E>(row.text(column));
  if (!value) throw Fault(ErrorCode::kCorrupt, "a note holds a word that it cannot have");
  return *value;
}

NoteRow note_at(const Statement& row) {
  NoteRow note;
  note.line.note = row.id<NoteId>(0);
  note.client = row.id<ClientId>(1);
  note.line.appointment = row.id<AppointmentId>(2);
  note.line.author = row.id<StaffId>(3);
  note.line.visit_start = row.local_time(4);
  note.line.state = word_at<api::notes::NoteState>(row, 5);
  note.line.format = word_at<rules::NoteFormat>(row, 6);
  note.line.author_name = row.text(7);
  note.line.credential = row.text(8);
  note.line.saved_at = row.maybe_time(9);
  note.line.signed_at = row.maybe_time(10);
  note.line.preview = row.text(11);
  note.line.addenda = row.integer(12);
  note.line.open_siblings = row.integer(13);
  note.parent = row.maybe_id<NoteId>(14);
  note.discarded = !row.is_null(15);
  return note;
}

std::optional<NoteRow> first_of(Statement& rows) {
  if (!rows.next()) return std::nullopt;
  return note_at(rows);
}

std::string sql_of_notes_of(bool after) {
  return fmt::format(
      "{} WHERE client = $client AND parent IS NULL AND discarded_at IS NULL {} ORDER BY "
      "visit_start DESC, id DESC LIMIT $limit",
      kNoteColumns, after ? "AND (visit_start, id) < ($visit_start, $id)" : "");
}

}  // namespace

crypto::Hash256 hash_from(const Statement& row, int column) {
  const Bytes blob = row.blob(column);
  crypto::Hash256 hash{};
  if (blob.size() != hash.size()) throw Fault(ErrorCode::kCorrupt, "a note has no hash");
  std::copy(blob.begin(), blob.end(), hash.begin());
  return hash;
}

std::optional<NoteRow> find_note(store::ReadTxn& txn, const NoteId& id) {
  Statement rows = txn.query(fmt::format("{} WHERE id = $id", kNoteColumns));
  rows.bind("$id", id);
  return first_of(rows);
}

std::optional<NoteRow> find_note_of(store::ReadTxn& txn, const AppointmentId& appointment,
                                    const StaffId& author) {
  Statement rows = txn.query(fmt::format(
      "{} WHERE appointment = $appointment AND author = $author AND parent IS NULL", kNoteColumns));
  rows.bind("$appointment", appointment).bind("$author", author);
  return first_of(rows);
}

bool has_note(store::ReadTxn& txn, const AppointmentId& appointment) {
  Statement rows = txn.query(
      "SELECT 1 FROM note WHERE appointment = $appointment AND discarded_at IS NULL LIMIT 1");
  rows.bind("$appointment", appointment);
  return rows.next();
}

std::optional<NoteRow> find_addendum_draft(store::ReadTxn& txn, const NoteId& parent,
                                           const StaffId& author) {
  Statement rows = txn.query(fmt::format(
      "{} WHERE parent = $parent AND author = $author AND state = 'draft'", kNoteColumns));
  rows.bind("$parent", parent).bind("$author", author);
  return first_of(rows);
}

std::vector<NoteId> addenda_in_writing(store::ReadTxn& txn, const ClientId& client,
                                       const StaffId& author) {
  Statement rows = txn.query(
      "SELECT parent FROM note WHERE client = $client AND author = $author AND parent IS NOT NULL "
      "AND state = 'draft' AND preview <> '' AND discarded_at IS NULL");
  rows.bind("$client", client).bind("$author", author);
  std::vector<NoteId> parents;
  while (rows.next()) parents.push_back(rows.id<NoteId>(0));
  return parents;
}

std::vector<NoteRow> notes_of(store::ReadTxn& txn, const ClientId& client,
                              const std::optional<PageEnd>& after, std::int64_t limit) {
  Statement rows = txn.query(sql_of_notes_of(after.has_value()));
  rows.bind("$client", client).bind("$limit", limit);
  if (after) rows.bind("$visit_start", after->visit_start).bind("$id", after->note);
  std::vector<NoteRow> notes;
  while (rows.next()) notes.push_back(note_at(rows));
  return notes;
}

std::vector<std::string> plan_of_notes_of(store::ReadTxn& txn) {
  std::vector<std::string> steps;
  for (const bool after : {false, true}) {
    Statement rows = txn.query("EXPLAIN QUERY PLAN " + sql_of_notes_of(after));
    while (rows.next()) steps.push_back(rows.text(3));
  }
  return steps;
}

void insert_note(audit::WriteTxn& txn, const NoteRow& row) {
  Statement insert = txn.change(
      "INSERT INTO note (id, client, appointment, author, visit_start, created_at, state, format, "
      "author_name, credential, preview, addenda, open_siblings, parent) VALUES ($id, $client, "
      "$appointment, $author, $visit_start, $now, 'draft', $format, $author_name, '', '', 0, 0, "
      "$parent)");
  insert.bind("$parent", row.parent);
  insert.bind("$id", row.line.note).bind("$client", row.client);
  insert.bind("$appointment", row.line.appointment).bind("$author", row.line.author);
  insert.bind("$visit_start", row.line.visit_start).bind("$now", txn.now());
  insert.bind("$format", wire::word_of(row.line.format));
  insert.bind("$author_name", row.line.author_name).execute();
}

void put_author_name(audit::WriteTxn& txn, const NoteId& id, const std::string& name) {
  txn.change("UPDATE note SET author_name = $name WHERE id = $id")
      .bind("$name", name)
      .bind("$id", id)
      .execute();
}

void put_saved(audit::WriteTxn& txn, const NoteId& id, const Content& content) {
  txn.change("UPDATE note SET saved_at = $at, format = $format, preview = $preview WHERE id = $id")
      .bind("$at", txn.now())
      .bind("$format", wire::word_of(content.format))
      .bind("$preview", preview_of(content))
      .bind("$id", id)
      .execute();
}

void put_signed(audit::WriteTxn& txn, const NoteRow& row) {
  txn.change(
         "UPDATE note SET state = 'signed', signed_at = $at, author_name = $name, credential = "
         "$credential WHERE id = $id")
      .bind("$at", row.line.signed_at)
      .bind("$name", row.line.author_name)
      .bind("$credential", row.line.credential)
      .bind("$id", row.line.note)
      .execute();
}

void put_addenda(audit::WriteTxn& txn, const NoteId& id, std::int64_t count) {
  txn.change("UPDATE note SET addenda = $count WHERE id = $id")
      .bind("$count", count)
      .bind("$id", id)
      .execute();
}

void put_discarded(audit::WriteTxn& txn, const NoteId& id, const std::optional<UtcTime>& at) {
  txn.change("UPDATE note SET discarded_at = $at WHERE id = $id")
      .bind("$at", at)
      .bind("$id", id)
      .execute();
}

void count_open_siblings(audit::WriteTxn& txn, const NoteId& id) {
  txn.change(
         "UPDATE note SET open_siblings = (SELECT count(*) FROM note_sibling WHERE note = $id AND "
         "resolution IS NULL) WHERE id = $id")
      .bind("$id", id)
      .execute();
}

std::optional<DraftRow> find_draft(store::ReadTxn& txn, const NoteId& note) {
  Statement row = txn.query(
      "SELECT number, revision, saved_at, content, kept_number, kept_at, kept_hash, held_device, "
      "held_session, held_name, held_since, held_until, span FROM note_draft WHERE note = $note");
  row.bind("$note", note);
  if (!row.next()) return std::nullopt;
  DraftRow draft;
  draft.note = note;
  draft.number = row.integer(0);
  draft.revision = row.maybe_id<NoteRevisionId>(1);
  draft.saved_at = row.maybe_time(2);
  draft.content = read_content(row.blob(3));
  draft.kept_number = row.integer(4);
  draft.kept_at = row.time(5);
  draft.kept_hash = hash_from(row, 6);
  if (!row.is_null(7)) {
    draft.holding = Holding{.hand = {row.id<DeviceId>(7), row.id<SessionId>(8)},
                            .device_name = row.text(9),
                            .since = row.time(10),
                            .until = row.time(11)};
  }
  draft.span = row.maybe_id<SpanId>(12).value_or(SpanId());
  return draft;
}

void put_draft(audit::WriteTxn& txn, const DraftRow& draft) {
  Statement put = txn.change(
      "INSERT INTO note_draft (note, number, revision, saved_at, content, kept_number, kept_at, "
      "kept_hash, held_device, held_session, held_name, held_since, held_until, span) VALUES "
      "($note, $number, $revision, $saved_at, $content, $kept_number, $kept_at, $kept_hash, "
      "$device, $session, $name, $since, $until, $span) ON CONFLICT (note) DO UPDATE SET number = "
      "excluded.number, revision = excluded.revision, saved_at = excluded.saved_at, content = "
      "excluded.content, kept_number = excluded.kept_number, kept_at = excluded.kept_at, kept_hash "
      "= excluded.kept_hash, held_device = excluded.held_device, held_session = "
      "excluded.held_session, held_name = excluded.held_name, held_since = excluded.held_since, "
      "held_until = excluded.held_until, span = excluded.span");
  put.bind("$note", draft.note).bind("$number", draft.number).bind("$revision", draft.revision);
  put.bind("$saved_at", draft.saved_at).bind("$content", content_bytes(draft.content));
  put.bind("$kept_number", draft.kept_number).bind("$kept_at", draft.kept_at);
  put.bind("$kept_hash", ByteView(draft.kept_hash));
  put.bind_null("$device").bind_null("$session").bind("$name", "");
  put.bind_null("$since").bind_null("$until").bind_null("$span");
  if (draft.holding) {
    put.bind("$device", draft.holding->hand.device);
    put.bind("$session", draft.holding->hand.session);
    put.bind("$name", draft.holding->device_name);
    put.bind("$since", draft.holding->since).bind("$until", draft.holding->until);
  }
  if (!draft.span.is_nil()) put.bind("$span", draft.span);
  put.execute();
}

void delete_draft(audit::WriteTxn& txn, const NoteId& note) {
  txn.change("DELETE FROM note_draft WHERE note = $note").bind("$note", note).execute();
}

std::optional<UtcTime> find_lost_signature(store::ReadTxn& txn, const NoteId& note) {
  Statement row = txn.query("SELECT signed_at FROM note_lost_signature WHERE note = $note");
  row.bind("$note", note);
  if (!row.next()) return std::nullopt;
  return row.time(0);
}

void put_lost_signature(audit::WriteTxn& txn, const NoteId& note, UtcTime signed_at) {
  txn.change("INSERT OR REPLACE INTO note_lost_signature (note, signed_at) VALUES ($note, $at)")
      .bind("$note", note)
      .bind("$at", signed_at)
      .execute();
}

std::optional<SaveRow> find_save(store::ReadTxn& txn, const NoteRevisionId& revision) {
  Statement row =
      txn.query("SELECT note, hash, number, sibling, at FROM note_save WHERE revision = $revision");
  row.bind("$revision", revision);
  if (!row.next()) return std::nullopt;
  return SaveRow{.revision = revision,
                 .note = row.id<NoteId>(0),
                 .hash = hash_from(row, 1),
                 .number = row.integer(2),
                 .sibling = row.maybe_id<api::notes::SiblingId>(3),
                 .at = row.time(4)};
}

void insert_save(audit::WriteTxn& txn, const SaveRow& save) {
  Statement insert = txn.change(
      "INSERT INTO note_save (revision, note, hash, number, sibling, at) VALUES ($revision, $note, "
      "$hash, $number, $sibling, $at)");
  insert.bind("$revision", save.revision).bind("$note", save.note);
  insert.bind("$hash", ByteView(save.hash)).bind("$number", save.number);
  insert.bind("$sibling", save.sibling).bind("$at", save.at).execute();
  txn.change("DELETE FROM note_save WHERE note = $note AND number <= $old AND sibling IS NULL")
      .bind("$note", save.note)
      .bind("$old", save.number - kRememberedSaves)
      .execute();
}

bool day_was_opened(store::ReadTxn& txn, const SessionId& session, const RecordId& day) {
  Statement row = txn.query(
      "SELECT 1 FROM audit_event WHERE action = 'note.my_day' AND session = $session AND record = "
      "$day LIMIT 1");
  row.bind("$session", session).bind("$day", day);
  return row.next();
}

}  // namespace alcove::notes
