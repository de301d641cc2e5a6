// SPDX-License-Identifier: Apache-2.0
// Somebody who looks after the box and has stolen what opens it. They change the store past the
// server, as consistently as its key lets them: hashes, MACs, signatures and the head's second copy
// are made anew where that helps. Each attack is looked at by the server at its start, by verify,
// and by a terminal that has seen the newest head; who notices is a table written by hand, and what
// nobody notices stands in docs/threat-model.md. Prints the table.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <functional>

#include "server/audit/chain_store.h"
#include "server/audit/head_copy.h"
#include "server/operator/restore.h"
#include "server/store/connection.h"
#include "tests/operator/practice.h"

using namespace alcove;
using namespace alcove::operation;
using namespace alcove::testing;

namespace {

enum class Seen : std::uint8_t { kNot, kNoticed };
constexpr Seen kNot = Seen::kNot;
constexpr Seen kNoticed = Seen::kNoticed;

// Who noticed.
struct WhoNotices {
  Seen start = kNot;     // the server refuses to start, or tells at its start
  Seen verify = kNot;    // alcovectl verify
  Seen terminal = kNot;  // a terminal that saw the newest head stops
  friend bool operator==(const WhoNotices&, const WhoNotices&) = default;
};

// A box with a signed note in it that has been at work, and what the thief of its key can do.
struct StolenBox {
  StolenBox() {
    practice.emplace(box);
    note = practice->sign_note();
    REQUIRE(box.backup_to(backup).ok());
    box.close();
    older_store = content_of(box.paths.store());
    older_copy = content_of(box.paths.head_copy);
    REQUIRE(box.open());
    box.work(12);
    newest = box.box->ledger().head();
    const ByteView key = box.box->ledger().audit_key().view();
    std::copy(key.begin(), key.end(), audit_key.writable().begin());
  }

  // SQL on the store that no program has open, with the key of its pages.
  void alter(const std::string& sql) {
    alter([&](store::Connection& connection) { connection.run(sql.c_str()); });
  }
  void alter(const std::function<void(store::Connection&)>& job) {
    box.close();
    store::Connection connection(box.paths.store(), store::Store::page_key(box.record_key),
                                 store::Access::kReadWrite);
    job(connection);
  }

  // Every event from `from` on gets the hash and the MAC that fit it now.
  void make_chain_fit(std::int64_t from) {
    alter([&](store::Connection& connection) {
      std::vector<audit::StoredEvent> events;
      {
        store::Statement rows = connection.statement(
            fmt::format("SELECT {} FROM audit_event ORDER BY number", audit::kEventColumns));
        while (rows.next()) events.push_back(audit::event_at(rows));
      }
      crypto::Hash256 previous{};
      for (audit::StoredEvent& event : events) {
        if (event.number >= from) {
          event.previous = previous;
          event.hash = audit::hash_of(event);
          event.mac = audit::mac_of(audit_key, event.hash);
          connection
              .statement(
                  "UPDATE audit_event SET previous_hash = $p, hash = $h, mac = $m "
                  "WHERE number = $n")
              .bind("$p", ByteView(event.previous))
              .bind("$h", ByteView(event.hash))
              .bind("$m", ByteView(event.mac))
              .bind("$n", event.number)
              .execute();
        }
        previous = event.hash;
      }
    });
  }

  // A second copy of the head that fits the store as it is now.
  void make_head_copy_fit() {
    audit::Head head;
    alter([&](store::Connection& connection) { head = audit::read_head(connection); });
    std::filesystem::remove(box.paths.head_copy);
    audit::HeadCopy(box.paths.head_copy, audit_key).offer(head);
  }

  void put_back_older_store() {
    box.close();
    for (const char* beside : BoxPaths::kBesideStore) {
      std::filesystem::remove(box.paths.store().string() + beside);
    }
    put_content(box.paths.store(), older_store);
  }

  void cut(std::int64_t events) {
    alter(fmt::format("DELETE FROM audit_event WHERE number > {}", newest.number - events));
  }

  WhoNotices look() {
    WhoNotices verdict;
    const bool started = box.open().ok();
    if (!started) REQUIRE(box.open(HeadCheck::kReport));
    verdict.start = !started || box.box->head_copy_was_missing() ? kNoticed : kNot;
    // A terminal says what it saw last, and the box has to know it: shared/api/hello.h.
    const Result<bool> known = box.box->ledger().knows(terminal_saw.value_or(newest));
    verdict.terminal = known && *known ? kNot : kNoticed;
    const Result<VerifyReply> report = box.run(kVerify);
    verdict.verify = report && report->good ? kNot : kNoticed;
    return verdict;
  }

  OpenBox box;
  std::optional<Practice> practice;
  NoteId note;
  const std::filesystem::path backup = box.scratch / "one.backup";
  Bytes older_store;
  Bytes older_copy;
  audit::Head newest;
  std::optional<audit::Head> terminal_saw;  // the newest, unless said otherwise
  Key256 audit_key;
};

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
