// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_text_store.h"

#include <fmt/format.h>

#include "server/features/notes/note_store.h"

namespace alcove::notes {
namespace {

using api::notes::AddendumId;
using api::notes::RevisionLine;
using api::notes::SiblingId;
using api::notes::SiblingLine;
using store::Statement;

constexpr const char* kRevisionColumns =
    "SELECT revision, number, kept_at, saved_at, kept_for, device_name, format, length, hash, "
    "content FROM note_revision ";
constexpr const char* kSiblingColumns =
    "SELECT id, revision, base, device_name, written_at, arrived_at, after_signing, length, "
    "resolution, resolved_at, note, device, content FROM note_sibling ";
constexpr const char* kSignedColumns =
    "SELECT note, number, revision, content, hash, signed_at, signer, signer_name, credential, "
    "signature FROM note_signed ";
constexpr const char* kAddendumColumns =
    "SELECT id, position, text, hash, signed_at, signer, signer_name, credential, signature, note "
    "FROM note_addendum ";

template <class E>
E word_at(const Statement& row, int column) {
  const std::optional<E> value = wire::from_word<E>(row.text(column));
  if (!value) throw Fault(ErrorCode::kCorrupt, "a note holds a word that it cannot have");
  return *value;
}

RevisionLine revision_line_at(const Statement& row) {
  RevisionLine line;
  line.revision = row.id<NoteRevisionId>(0);
  line.number = row.integer(1);
  line.kept_at = row.time(2);
  line.saved_at = row.time(3);
  line.kept_for = word_at<api::notes::KeptFor>(row, 4);
  line.terminal_name = row.text(5);
  line.format = word_at<rules::NoteFormat>(row, 6);
  line.length = row.integer(7);
  line.content_hash = to_hex(hash_from(row, 8));
  return line;
}

SiblingLine sibling_line_at(const Statement& row) {
  SiblingLine line;
  line.sibling = row.id<SiblingId>(0);
  line.revision = row.id<NoteRevisionId>(1);
  line.base = row.maybe_id<NoteRevisionId>(2);
  line.terminal_name = row.text(3);
  line.written_at = row.time(4);
  line.arrived_at = row.time(5);
  line.after_signing = row.boolean(6);
  line.length = row.integer(7);
  if (!row.is_null(8)) line.resolution = word_at<api::notes::Resolution>(row, 8);
  line.resolved_at = row.maybe_time(9);
  return line;
}

std::optional<SiblingRow> first_sibling(Statement& row) {
  if (!row.next()) return std::nullopt;
  return SiblingRow{.note = row.id<NoteId>(10),
                    .device = row.id<DeviceId>(11),
                    .line = sibling_line_at(row),
                    .content = read_content(row.blob(12))};
}

Signer signer_at(const Statement& row, int first) {
  return {.staff = row.id<StaffId>(first + 1),
          .name = row.text(first + 2),
          .credential = row.text(first + 3),
          .signed_at = row.time(first)};
}

SignedRow signed_at(const Statement& row) {
  return {.note = row.id<NoteId>(0),
          .number = row.integer(1),
          .revision = row.id<NoteRevisionId>(2),
          .content = row.blob(3),
          .hash = hash_from(row, 4),
          .signer = signer_at(row, 5),
          .signature = row.blob(9)};
}

AddendumRow addendum_at(const Statement& row) {
  return {.id = row.id<AddendumId>(0),
          .note = row.id<NoteId>(9),
          .position = row.integer(1),
          .text = row.text(2),
          .hash = hash_from(row, 3),
          .signer = signer_at(row, 4),
          .signature = row.blob(8)};
}

void bind_signer(Statement& insert, const Signer& signer) {
  insert.bind("$signed_at", signer.signed_at).bind("$signer", signer.staff);
  insert.bind("$name", signer.name).bind("$credential", signer.credential);
}

constexpr std::string_view kIsSigning =
    "action IN ('note.sign', 'note.add_addendum') AND outcome = 'done'";

std::string sql_of_has_signing() {
  return fmt::format(
      "SELECT 1 FROM audit_event WHERE at = $at AND record = $note AND person = $person AND detail "
      "= $detail AND {}",
      kIsSigning);
}

std::int64_t only_number(Statement row) {
  return row.next() ? row.integer(0) : 0;
}

}  // namespace

void insert_revision(audit::WriteTxn& txn, const RevisionRow& row) {
  Statement insert = txn.change(
      "INSERT INTO note_revision (note, number, revision, saved_at, kept_at, kept_for, "
      "device_name, "
      "format, length, hash, content) VALUES ($note, $number, $revision, $saved_at, $kept_at, "
      "$kept_for, $device_name, $format, $length, $hash, $content)");
  insert.bind("$note", row.note).bind("$number", row.line.number);
  insert.bind("$revision", row.line.revision).bind("$saved_at", row.line.saved_at);
  insert.bind("$kept_at", row.line.kept_at);
  insert.bind("$kept_for", wire::word_of(row.line.kept_for));
  insert.bind("$device_name", row.line.terminal_name);
  insert.bind("$format", wire::word_of(row.content.format));
  insert.bind("$length", length_of(row.content));
  insert.bind("$hash", ByteView(content_hash(row.content)));
  insert.bind("$content", content_bytes(row.content)).execute();
}

std::vector<RevisionLine> revisions_of(store::ReadTxn& txn, const NoteId& note,
                                       const std::optional<std::int64_t>& before,
                                       std::int64_t limit) {
  Statement rows = txn.query(
      fmt::format("{} WHERE note = $note AND number < $before ORDER BY number DESC LIMIT $limit",
                  kRevisionColumns));
  rows.bind("$note", note).bind("$before", before.value_or(INT64_MAX)).bind("$limit", limit);
  std::vector<RevisionLine> lines;
  while (rows.next()) lines.push_back(revision_line_at(rows));
  return lines;
}

std::optional<RevisionRow> find_revision(store::ReadTxn& txn, const NoteId& note,
                                         const NoteRevisionId& revision) {
  Statement row =
      txn.query(fmt::format("{} WHERE note = $note AND revision = $revision", kRevisionColumns));
  row.bind("$note", note).bind("$revision", revision);
  if (!row.next()) return std::nullopt;
  return RevisionRow{
      .note = note, .line = revision_line_at(row), .content = read_content(row.blob(9))};
}

void put_sibling(audit::WriteTxn& txn, const SiblingRow& row) {
  Statement put = txn.change(
      "INSERT INTO note_sibling (id, note, revision, base, device, device_name, written_at, "
      "arrived_at, after_signing, length, content) VALUES ($id, $note, $revision, $base, $device, "
      "$device_name, $written_at, $arrived_at, $after_signing, $length, $content) ON CONFLICT (id) "
      "DO UPDATE SET revision = excluded.revision, written_at = excluded.written_at, arrived_at = "
      "excluded.arrived_at, after_signing = excluded.after_signing, length = excluded.length, "
      "content "
      "= excluded.content, resolution = "
      "NULL, resolved_at = NULL");
  put.bind("$id", row.line.sibling).bind("$note", row.note).bind("$revision", row.line.revision);
  put.bind("$base", row.line.base).bind("$device", row.device);
  put.bind("$device_name", row.line.terminal_name).bind("$written_at", row.line.written_at);
  put.bind("$arrived_at", row.line.arrived_at).bind("$after_signing", row.line.after_signing);
  put.bind("$length", length_of(row.content));
  put.bind("$content", content_bytes(row.content)).execute();
}

void put_resolution(audit::WriteTxn& txn, const SiblingId& id, api::notes::Resolution resolution) {
  txn.change("UPDATE note_sibling SET resolution = $word, resolved_at = $at WHERE id = $id")
      .bind("$word", wire::word_of(resolution))
      .bind("$at", txn.now())
      .bind("$id", id)
      .execute();
}

std::optional<SiblingRow> find_sibling(store::ReadTxn& txn, const SiblingId& id) {
  Statement row = txn.query(fmt::format("{} WHERE id = $id", kSiblingColumns));
  row.bind("$id", id);
  return first_sibling(row);
}

std::optional<SiblingRow> find_sibling_at(store::ReadTxn& txn, const NoteId& note,
                                          const NoteRevisionId& revision) {
  Statement row =
      txn.query(fmt::format("{} WHERE note = $note AND revision = $revision", kSiblingColumns));
  row.bind("$note", note).bind("$revision", revision);
  return first_sibling(row);
}

std::vector<SiblingLine> siblings_of(store::ReadTxn& txn, const NoteId& note, std::int64_t limit) {
  Statement rows = txn.query(
      fmt::format("{} WHERE note = $note ORDER BY resolution IS NOT NULL, rowid DESC LIMIT $limit",
                  kSiblingColumns));
  rows.bind("$note", note).bind("$limit", limit);
  std::vector<SiblingLine> lines;
  while (rows.next()) lines.push_back(sibling_line_at(rows));
  return lines;
}

std::int64_t count_siblings(store::ReadTxn& txn, const NoteId& note) {
  Statement row = txn.query("SELECT count(*) FROM note_sibling WHERE note = $note");
  row.bind("$note", note);
  return only_number(std::move(row));
}

void insert_signed(audit::WriteTxn& txn, const SignedRow& row) {
  Statement insert = txn.change(
      "INSERT INTO note_signed (note, number, revision, content, hash, signed_at, signer, "
      "signer_name, credential, signature) VALUES ($note, $number, $revision, $content, $hash, "
      "$signed_at, $signer, $name, $credential, $signature)");
  insert.bind("$note", row.note).bind("$number", row.number).bind("$revision", row.revision);
  insert.bind("$content", row.content).bind("$hash", ByteView(row.hash));
  bind_signer(insert, row.signer);
  insert.bind("$signature", row.signature).execute();
}

std::optional<SignedRow> find_signed(store::ReadTxn& txn, const NoteId& note) {
  Statement row = txn.query(fmt::format("{} WHERE note = $note", kSignedColumns));
  row.bind("$note", note);
  if (!row.next()) return std::nullopt;
  return signed_at(row);
}

std::vector<SignedRow> list_signed(store::ReadTxn& txn, const NoteId& after, std::int64_t limit) {
  Statement rows =
      txn.query(fmt::format("{} WHERE note > $after ORDER BY note LIMIT $limit", kSignedColumns));
  rows.bind("$after", after).bind("$limit", limit);
  std::vector<SignedRow> notes;
  while (rows.next()) notes.push_back(signed_at(rows));
  return notes;
}

std::int64_t count_signed(store::ReadTxn& txn) {
  return only_number(txn.query("SELECT count(*) FROM note_signed"));
}

std::int64_t count_marked_signed(store::ReadTxn& txn) {
  return only_number(
      txn.query("SELECT count(*) FROM note WHERE state = 'signed' AND parent IS NULL"));
}

void insert_addendum(audit::WriteTxn& txn, const AddendumRow& row) {
  Statement insert = txn.change(
      "INSERT INTO note_addendum (id, note, position, text, hash, signed_at, signer, signer_name, "
      "credential, signature) VALUES ($id, $note, $position, $text, $hash, $signed_at, $signer, "
      "$name, $credential, $signature)");
  insert.bind("$id", row.id).bind("$note", row.note).bind("$position", row.position);
  insert.bind("$text", row.text).bind("$hash", ByteView(row.hash));
  bind_signer(insert, row.signer);
  insert.bind("$signature", row.signature).execute();
}

std::optional<AddendumRow> find_addendum(store::ReadTxn& txn, const AddendumId& id) {
  Statement row = txn.query(fmt::format("{} WHERE id = $id", kAddendumColumns));
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return addendum_at(row);
}

std::vector<AddendumRow> addenda_of(store::ReadTxn& txn, const NoteId& note) {
  Statement rows =
      txn.query(fmt::format("{} WHERE note = $note ORDER BY position", kAddendumColumns));
  rows.bind("$note", note);
  std::vector<AddendumRow> addenda;
  while (rows.next()) addenda.push_back(addendum_at(rows));
  return addenda;
}

std::int64_t count_addenda(store::ReadTxn& txn, const NoteId& note) {
  Statement row = txn.query("SELECT count(*) FROM note_addendum WHERE note = $note");
  row.bind("$note", note);
  return only_number(std::move(row));
}

std::int64_t count_lost_addenda(store::ReadTxn& txn) {
  return only_number(
      txn.query("SELECT count(*) FROM note WHERE parent IS NOT NULL AND state = 'signed' AND NOT "
                "EXISTS (SELECT 1 FROM note_addendum WHERE note_addendum.id = note.id)"));
}

std::vector<SigningEvent> list_signings(store::ReadTxn& txn, std::int64_t after) {
  Statement rows = txn.query(
      fmt::format("SELECT number, record, at, person, detail FROM audit_event WHERE number > "
                  "$after AND {} AND record IS NOT NULL ORDER BY number",
                  kIsSigning));
  rows.bind("$after", after);
  std::vector<SigningEvent> events;
  while (rows.next()) {
    events.push_back({.number = rows.integer(0),
                      .signing = {.note = rows.id<NoteId>(1),
                                  .at = rows.time(2),
                                  .person = rows.maybe_id<StaffId>(3),
                                  .detail = rows.text(4)}});
  }
  return events;
}

bool has_signing(store::ReadTxn& txn, const Signing& signing) {
  Statement row = txn.query(sql_of_has_signing());
  row.bind("$at", signing.at).bind("$note", signing.note).bind("$person", signing.person);
  return row.bind("$detail", signing.detail).next();
}

std::string plan_of_has_signing(store::ReadTxn& txn) {
  Statement row = txn.query("EXPLAIN QUERY PLAN " + sql_of_has_signing());
  return row.next() ? row.text(3) : "";
}

}  // namespace alcove::notes
