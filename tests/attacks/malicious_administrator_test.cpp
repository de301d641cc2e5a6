// SPDX-License-Identifier: Apache-2.0
// Somebody who looks after the box and has stolen what opens it. They change the store past the
// server, as consistently as its key lets them: hashes, MACs, signatures and the head's second copy
// are made anew where that helps. Each attack is looked at by the server at its start, by verify,
// and by a terminal that has seen the newest head; who notices is a table written by hand, and what
// nobody notices stands in docs/threat-model.md. Prints the table.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <functional>

#include "server/features/notes/note_content.h"
#include "server/features/notes/note_standing.h"
#include "server/operator/restore.h"
#include "tests/attacks/stolen_box.h"

using namespace alcove;
using namespace alcove::operation;
using namespace alcove::testing;

namespace {

struct Attack {
  const char* what;
  WhoNotices noticed;
  std::function<void(StolenBox&)> by;
};

void restore_again(StolenBox& stolen) {
  stolen.box.close();
  for (const char* beside : BoxPaths::kBesideStore) {
    std::filesystem::remove(stolen.box.paths.store().string() + beside);
  }
  std::filesystem::remove(stolen.box.paths.store());
  std::filesystem::remove(stolen.box.paths.keys());
  stolen.box.lock.reset();
  const auto restored = restore_backup(
      stolen.box.paths,
      {.backup = stolen.backup, .lost_head_copy = std::nullopt, .system_user = "thief"},
      stolen.box.key, stolen.box.clock, stolen.box.random, {});
  REQUIRE(restored.ok());
  stolen.box.lock.emplace(FolderLock::take(stolen.box.paths).value());
}

// The note says something else, and the clinic's own key has signed that.
void sign_note_anew(StolenBox& at) {
  if (!at.box.box) REQUIRE(at.box.open());
  notes::NoteRow note;
  notes::SignedRow text;
  at.box.box->store()
      .read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
        note = notes::find_note(txn, at.note).value();
        text = notes::find_signed(txn, at.note).value();
        return true;
      })
      .value();
  notes::Content content = notes::read_content(text.content);
  content.sections.at(0).text = "She is ill.";
  text.content = notes::content_bytes(content);
  text.hash = notes::content_hash(content);
  const crypto::Signature signature = at.box.box->ledger().sign(notes::statement_of(note, text));
  at.alter("DROP TRIGGER note_signed_never_changes");
  at.alter([&](store::Connection& connection) {
    connection
        .statement("UPDATE note_signed SET content = $c, hash = $h, signature = $s WHERE note = $n")
        .bind("$c", text.content)
        .bind("$h", ByteView(text.hash))
        .bind("$s", ByteView(signature))
        .bind("$n", at.note)
        .execute();
  });
}

// So that the event of its signing tells of what the note says now.
void make_signing_fit(StolenBox& at) {
  std::int64_t signing = 0;
  at.alter([&](store::Connection& connection) {
    connection.run(
        "UPDATE audit_event SET detail = substr(detail, 1, instr(detail, 'hash=') + 4) || "
        "(SELECT lower(hex(hash)) FROM note_signed) WHERE action = 'note.sign'");
    store::Statement row =
        connection.statement("SELECT number FROM audit_event WHERE action = 'note.sign'");
    REQUIRE(row.next());
    signing = row.integer(0);
  });
  at.make_chain_fit(signing);
}

const std::vector<Attack> kAttacks = {
    {"an event's words are edited",
     {.verify = kNoticed},
     [](StolenBox& at) { at.alter("UPDATE audit_event SET detail = 'nothing' WHERE number = 5"); }},
    {"an event is deleted",
     {.verify = kNoticed},
     [](StolenBox& at) { at.alter("DELETE FROM audit_event WHERE number = 5"); }},
    {"two events change places",
     {.verify = kNoticed},
     [](StolenBox& at) {
       at.alter("UPDATE audit_event SET number = 1000005 WHERE number = 5");
       at.alter("UPDATE audit_event SET number = 5 WHERE number = 6");
       at.alter("UPDATE audit_event SET number = 6 WHERE number = 1000005");
     }},
    {"an event is edited, it and all after it sealed anew",
     {.start = kNoticed, .verify = kNoticed, .terminal = kNoticed},
     [](StolenBox& at) {
       at.alter("UPDATE audit_event SET detail = 'nothing' WHERE number = 5");
       at.make_chain_fit(5);
     }},
    {"the same, and the head's second copy made to fit",
     {.terminal = kNoticed},
     [](StolenBox& at) {
       at.alter("UPDATE audit_event SET detail = 'nothing' WHERE number = 5");
       at.make_chain_fit(5);
       at.make_head_copy_fit();
     }},
    {"the same to events that no terminal saw the end of",
     {},
     [](StolenBox& at) {
       at.alter([&](store::Connection& connection) {
         store::Statement row = connection.statement(
             fmt::format("SELECT {} FROM audit_event WHERE number = 5", audit::kEventColumns));
         row.next();
         const audit::StoredEvent event = audit::event_at(row);
         at.terminal_saw = audit::Head{event.epoch, event.number, event.hash};
       });
       at.alter("UPDATE audit_event SET detail = 'nothing' WHERE number = 9");
       at.make_chain_fit(9);
       at.make_head_copy_fit();
     }},
    {"the newest events are cut off",
     {.start = kNoticed, .verify = kNoticed, .terminal = kNoticed},
     [](StolenBox& at) { at.cut(5); }},
    {"the same, and the head's second copy is deleted",
     {.start = kNoticed, .verify = kNoticed, .terminal = kNoticed},
     [](StolenBox& at) {
       at.cut(5);
       at.box.close();
       std::filesystem::remove(at.box.paths.head_copy);
     }},
    {"the same, and the head's second copy made to fit",
     {.terminal = kNoticed},
     [](StolenBox& at) {
       at.cut(5);
       at.make_head_copy_fit();
     }},
    {"an older store is put back",
     {.start = kNoticed, .verify = kNoticed, .terminal = kNoticed},
     [](StolenBox& at) { at.put_back_older_store(); }},
    {"an older store is put back with its second copy",
     {.terminal = kNoticed},
     [](StolenBox& at) {
       at.put_back_older_store();
       put_content(at.box.paths.head_copy, at.older_copy);
     }},
    {"the same, and it is worked on past the old number",
     {.terminal = kNoticed},
     [](StolenBox& at) {
       at.put_back_older_store();
       put_content(at.box.paths.head_copy, at.older_copy);
       REQUIRE(at.box.open());
       at.box.work(40);
     }},
    {"a restore of an older backup is done again", {.terminal = kNoticed}, restore_again},
    {"a signed note's words are changed",
     {.verify = kNoticed},
     [](StolenBox& at) {
       at.alter("DROP TRIGGER note_signed_never_changes");
       at.alter(
           "UPDATE note_signed SET content = CAST(replace(CAST(content AS TEXT), 'is well', 'is "
           "ill.') AS BLOB)");
     }},
    {"a signed note is signed anew with the clinic's key", {.verify = kNoticed}, sign_note_anew},
    {"the same, its event too, and all after it sealed anew",
     {.start = kNoticed, .verify = kNoticed, .terminal = kNoticed},
     [](StolenBox& at) {
       sign_note_anew(at);
       make_signing_fit(at);
     }},
    {"the same, and the head's second copy made to fit",
     {.terminal = kNoticed},
     [](StolenBox& at) {
       sign_note_anew(at);
       make_signing_fit(at);
       at.make_head_copy_fit();
     }},
    {"a signed note is taken away with all that counts it",
     {.verify = kNoticed},
     [](StolenBox& at) {
       at.alter(
           "DROP TRIGGER note_signed_is_never_deleted; DROP TRIGGER note_is_never_deleted; "
           "DROP TRIGGER note_revision_is_never_deleted; DELETE FROM note_signed; "
           "DELETE FROM note_revision; DELETE FROM note_save; DELETE FROM note");
     }},
    {"a client's name is changed past the server",
     {},
     [](StolenBox& at) { at.alter("UPDATE client SET legal_given = 'Eva'"); }},
};

const char* word(Seen seen) {
  return seen == kNoticed ? "yes" : "no";
}

}  // namespace

TEST_CASE("what somebody with the store's key does past the server is noticed as the table says") {
  fmt::print("{:<55} {:<8} {:<8} {:<8}\n", "attack", "start", "verify", "terminal");
  for (const Attack& attack : kAttacks) {
    CAPTURE(attack.what);
    StolenBox stolen;
    attack.by(stolen);
    const WhoNotices verdict = stolen.look();
    fmt::print("{:<55} {:<8} {:<8} {:<8}\n", attack.what, word(verdict.start), word(verdict.verify),
               word(verdict.terminal));
    CHECK(verdict == attack.noticed);
  }
}
