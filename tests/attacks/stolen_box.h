// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <functional>

#include "server/audit/chain_store.h"
#include "server/audit/head_copy.h"
#include "server/store/connection.h"
#include "tests/operator/practice.h"

namespace alcove::testing {

enum class Seen : std::uint8_t { kNot, kNoticed };
inline constexpr Seen kNot = Seen::kNot;
inline constexpr Seen kNoticed = Seen::kNoticed;

// Who noticed.
struct WhoNotices {
  Seen start = kNot;     // the server refuses to start, or tells at its start
  Seen verify = kNot;    // alcovectl verify
  Seen terminal = kNot;  // a terminal that saw the newest head stops
  friend bool operator==(const WhoNotices&, const WhoNotices&) = default;
};

inline constexpr WhoNotices kEverybody{kNoticed, kNoticed, kNoticed};

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
    for (const char* beside : operation::BoxPaths::kBesideStore) {
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
    // What does not open is served to nobody.
    if (!started && !box.open(operation::HeadCheck::kReport)) return kEverybody;
    verdict.start = !started || box.box->head_copy_was_missing() ? kNoticed : kNot;
    // A terminal says what it saw last, and the box has to know it: shared/api/hello.h.
    const Result<bool> known = box.box->ledger().knows(terminal_saw.value_or(newest));
    verdict.terminal = known && *known ? kNot : kNoticed;
    const Result<operation::VerifyReply> report = box.run(operation::kVerify);
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

}  // namespace alcove::testing
