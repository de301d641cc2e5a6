// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "server/audit/chain_store.h"
#include "server/audit/ledger.h"
#include "server/audit/spans.h"
#include "server/audit/verifier.h"
#include "shared/base/durable_file.h"
#include "tests/support/box.h"

using namespace alcove;
using namespace alcove::audit;
using alcove::testing::TestBox;

namespace {

ChainReport verify(TestBox& box) {
  return verify_chain(*box.store, box.ledger->audit_key(), box.ledger->signing_public(), {})
      .value();
}

Actor someone(TestBox& box) {
  return {.device = DeviceId::make(box.clock.now(), box.random),
          .person = StaffId::make(box.clock.now(), box.random),
          .session = SessionId::make(box.clock.now(), box.random),
          .purpose = "treatment"};
}

void add_events(TestBox& box, int count) {
  for (int i = 0; i < count; ++i) {
    REQUIRE(box.ledger->record(someone(box), {{.action = "client.open", .reason = "visit"}}).ok());
  }
}

// Writes to the chain past the ledger, as somebody with the key and a tool could.
void tamper(TestBox& box, const std::string& sql) {
  REQUIRE(box.store
              ->write([&](store::Connection& connection) -> Result<void> {
                connection.run(sql.c_str());
                return {};
              })
              .ok());
}

}  // namespace

TEST_CASE("a new chain begins with its first event, and verifies") {
  TestBox box;
  const ChainReport report = verify(box);
  CHECK(report.good());
  CHECK(report.events == 1);
  CHECK(report.head.epoch == 1);
  CHECK(report.head == box.ledger->head());
}

TEST_CASE("each write and each recorded read lengthens the chain, and the head follows") {
  TestBox box;
  add_events(box, 3);
  const auto written = box.ledger->write<int>(someone(box), [](WriteTxn& txn) -> Result<int> {
    txn.record({.action = "client.register"});
    return 5;
  });
  CHECK(written.value().value == 5);
  CHECK(written.value().head.number == 5);
  CHECK(written.value().head == box.ledger->head());
  box.reopen();
  CHECK(box.ledger->head() == written.value().head);
  CHECK(verify(box).good());
}

TEST_CASE("a write that is refused leaves no event") {
  TestBox box;
  const auto refused = box.ledger->write<int>(someone(box), [](WriteTxn& txn) -> Result<int> {
    txn.record({.action = "client.register"});
    return Error{ErrorCode::kTaken, {}, "no"};
  });
  CHECK(refused.error().code == ErrorCode::kTaken);
  CHECK(box.ledger->head().number == 1);
}

TEST_CASE("the hash of an event is the SHA-256 of its documented layout") {
  // docs/formats.md, "Audit event"; the expected value is from a separate implementation of that
  // page in Python (struct.pack and hashlib), not from this code.
  StoredEvent event;
  event.number = 2;
  event.epoch = 1;
  event.at = parse_utc("2026-11-24T15:00:00.000Z").value();
  event.actor.device = DeviceId::parse("018f0000-0000-7000-8000-000000000001").value();
  event.actor.system_user = "installer";
  event.actor.purpose = "operations";
  event.event.action = "client.open";
  event.event.reason = "visit";
  event.event.detail = "shown=1";
  event.previous.fill(0xAB);
  CHECK(to_hex(hash_of(event)) ==
        "22f8bdd524f1d8e50fa4f779dbff7a2a149d54e11107344e43bca813420d1cbd");
}

TEST_CASE("every field of an event is covered: changing any of them is found") {
  const std::string changes[] = {
      "UPDATE audit_event SET at = at + 1 WHERE number = 3",
      "UPDATE audit_event SET device = zeroblob(16) WHERE number = 3",
      "UPDATE audit_event SET person = NULL WHERE number = 3",
      "UPDATE audit_event SET session = NULL WHERE number = 3",
      "UPDATE audit_event SET system_user = 'x' WHERE number = 3",
      "UPDATE audit_event SET purpose = '' WHERE number = 3",
      "UPDATE audit_event SET action = 'client.edit' WHERE number = 3",
      "UPDATE audit_event SET client = zeroblob(16) WHERE number = 3",
      "UPDATE audit_event SET record = zeroblob(16) WHERE number = 3",
      "UPDATE audit_event SET reason = 'x' WHERE number = 3",
      "UPDATE audit_event SET outcome = 'failed' WHERE number = 3",
      "UPDATE audit_event SET detail = 'x' WHERE number = 3",
      "UPDATE audit_event SET previous_hash = zeroblob(32) WHERE number = 3",
      "UPDATE audit_event SET hash = zeroblob(32) WHERE number = 3",
      "UPDATE audit_event SET mac = zeroblob(32) WHERE number = 3",
      "UPDATE audit_event SET epoch = 2 WHERE number = 3",
      "DELETE FROM audit_event WHERE number = 3",
  };
  for (const std::string& change : changes) {
    CAPTURE(change);
    TestBox box;
    add_events(box, 4);
    tamper(box, change);
    const ChainReport report = verify(box);
    REQUIRE_FALSE(report.good());
    CHECK(report.bad->number == (change.starts_with("DELETE") ? 4 : 3));
  }
}

TEST_CASE("an event written anew with a fitting hash, but without the audit key, is found") {
  TestBox box;
  add_events(box, 1);
  StoredEvent forged;
  forged.number = box.ledger->head().number + 1;
  forged.epoch = 1;
  forged.at = box.clock.now();
  forged.event.action = "client.open";
  forged.previous = box.ledger->head().hash;
  forged.hash = hash_of(forged);
  forged.mac = mac_of(Key256(), forged.hash);
  REQUIRE(box.store
              ->write([&](store::Connection& connection) -> Result<void> {
                append_event(connection, forged, Key256());
                return {};
              })
              .ok());
  const ChainReport report = verify(box);
  REQUIRE_FALSE(report.good());
  CHECK(report.bad->number == forged.number);
  CHECK(report.bad->reason.find("seal") != std::string::npos);
}

TEST_CASE("an epoch begins with an event that the clinic's key has signed") {
  TestBox box;
  add_events(box, 2);
  const Head lost{1, 99, crypto::sha256(as_bytes("lost"))};
  const EpochFacts facts{.backup_head = box.ledger->head(),
                         .backup_taken_at = box.clock.now(),
                         .lost_head = lost,
                         .restored_by = "installer"};
  const Head head = box.ledger->begin_epoch({.system_user = "installer"}, facts).value();
  // The clock of this box says 2026-11-24 15:00: 327 days and 15 hours of that year.
  CHECK(head.epoch == 28'306'800);
  add_events(box, 1);
  const ChainReport report = verify(box);
  CHECK(report.good());
  CHECK(report.epochs == 2);

  const std::string detail =
      epoch_detail(facts, 2, [&](ByteView message) { return box.ledger->sign(message); });
  CHECK(epoch_detail_verifies(detail, 2, box.ledger->signing_public()));
  CHECK_FALSE(epoch_detail_verifies(detail, 3, box.ledger->signing_public()));
  std::string altered = detail;
  altered.replace(altered.find("lost_head=1/99"), 14, "lost_head=1/98");
  CHECK_FALSE(epoch_detail_verifies(altered, 2, box.ledger->signing_public()));
}

TEST_CASE("an epoch is above every one that is known, and follows the clock from 2026 on") {
  const auto at = [](const char* time) { return parse_utc(time).value(); };
  EpochFacts facts;
  CHECK(next_epoch(facts, 1, at("2026-01-01T00:00:02.000Z")) == 2);
  CHECK(next_epoch(facts, 1, at("2026-01-01T00:00:02.999Z")) == 2);
  CHECK(next_epoch(facts, 1, at("2026-01-01T00:00:03.000Z")) == 3);
  CHECK(next_epoch(facts, 1, at("2026-01-02T00:00:00.000Z")) == 86'400);
  CHECK(next_epoch(facts, 86'400, at("2026-01-02T00:00:00.000Z")) == 86'401);
  // A machine without a battery: the clock says nothing that could be lower.
  CHECK(next_epoch(facts, 5, at("2000-01-01T00:00:00.000Z")) == 6);
  facts.lost_head = Head{90'000, 12, {}};
  CHECK(next_epoch(facts, 5, at("2026-01-02T00:00:00.000Z")) == 90'001);
  facts.highest_epoch = 95'000;
  CHECK(next_epoch(facts, 5, at("2026-01-02T00:00:00.000Z")) == 95'001);
}

TEST_CASE("an epoch that begins without its signed event is found") {
  TestBox box;
  add_events(box, 1);
  REQUIRE(box.store
              ->write([&](store::Connection& connection) -> Result<void> {
                StoredEvent event;
                event.epoch = 2;
                event.at = box.clock.now();
                event.event.action = std::string(kEpochAction);
                event.event.detail = "epoch=2 backup_head=1/1/00 signature=00";
                append_event(connection, event, box.ledger->audit_key());
                return {};
              })
              .ok());
  CHECK_FALSE(verify(box).good());
}

TEST_CASE("saves within an open span need no event of their own, others do") {
  TestBox box;
  const Actor author = someone(box);
  const RecordId note = RecordId::make(box.clock.now(), box.random);
  const SpanId span =
      box.ledger
          ->write<SpanId>(author,
                          [&](WriteTxn& txn) -> Result<SpanId> {
                            return open_span(txn, {.action = "note.open", .record = note}, note,
                                             box.random);
                          })
          .value()
          .value;
  const std::int64_t before = box.ledger->head().number;
  const auto save = [&](const Actor& actor, const RecordId& record) {
    return box.ledger
        ->write<bool>(actor,
                      [&](WriteTxn& txn) -> Result<bool> {
                        if (txn.cover_by_span(span, record)) return true;
                        return Error{ErrorCode::kLeaseLost, {}, "not covered"};
                      })
        .ok();
  };
  for (int i = 0; i < 3; ++i) CHECK(save(author, note));
  CHECK(box.ledger->head().number == before);
  CHECK_FALSE(save(someone(box), note));
  CHECK_FALSE(save(author, RecordId::make(box.clock.now(), box.random)));
  CHECK(verify(box).open_spans == 1);
  REQUIRE(box.ledger
              ->write<bool>(author,
                            [&](WriteTxn& txn) -> Result<bool> {
                              txn.record({.action = "session.end"});
                              close_spans_of(txn, *author.session);
                              return true;
                            })
              .ok());
  CHECK_FALSE(save(author, note));
  const ChainReport report = verify(box);
  CHECK(report.good());
  CHECK(report.open_spans == 0);
  const auto detail = box.store->read<std::string>([](store::ReadTxn& txn) -> Result<std::string> {
    store::Statement row = txn.query("SELECT detail FROM audit_event ORDER BY number DESC LIMIT 1");
    row.next();
    return row.text(0);
  });
  CHECK(detail.value() == "opened=2 saves=3");
}

TEST_CASE("the second copy of the head follows the store and is found again") {
  TestBox box;
  const auto file = box.scratch / "head";
  REQUIRE(
      box.ledger->attach_head_copy(std::make_unique<HeadCopy>(file, box.ledger->audit_key())).ok());
  add_events(box, 5);
  const Head head = box.ledger->head();
  box.reopen();  // closing writes the newest head
  const HeadCopy copy(file, box.ledger->audit_key());
  CHECK(copy.load().value() == std::optional(head));
}

TEST_CASE("a store put back from an older copy is refused against the second copy of the head") {
  TestBox box;
  const auto file = box.scratch / "head";
  add_events(box, 2);
  box.store->copy_to(box.scratch / "old.db", {});
  REQUIRE(
      box.ledger->attach_head_copy(std::make_unique<HeadCopy>(file, box.ledger->audit_key())).ok());
  add_events(box, 2);
  box.ledger.reset();
  box.store.reset();
  for (const char* part : {"store.db", "store.db-wal", "store.db-shm"}) {
    std::filesystem::remove(box.scratch / part);
  }
  std::filesystem::rename(box.scratch / "old.db", box.scratch / "store.db");
  box.reopen();
  const auto attached =
      box.ledger->attach_head_copy(std::make_unique<HeadCopy>(file, box.ledger->audit_key()));
  REQUIRE_FALSE(attached);
  CHECK(attached.error().code == ErrorCode::kRolledBack);
}

TEST_CASE("any flipped byte or cut of the head copy is refused") {
  TestBox box;
  const auto file = box.scratch / "head";
  {
    HeadCopy copy(file, box.ledger->audit_key());
    copy.offer(box.ledger->head());
  }
  const Bytes good = read_file(file, 4096).value();
  for (std::size_t at = 0; at < good.size(); ++at) {
    Bytes altered = good;
    altered[at] ^= 1;
    REQUIRE(replace_file(file, altered).ok());
    CHECK_FALSE(HeadCopy(file, box.ledger->audit_key()).load().ok());
    REQUIRE(replace_file(file, ByteView(good).first(at)).ok());
    CHECK_FALSE(HeadCopy(file, box.ledger->audit_key()).load().ok());
  }
  CHECK_FALSE(HeadCopy(box.scratch / "none", box.ledger->audit_key()).load().value().has_value());
}

TEST_CASE("the words of a search are hidden by a keyed hash that is the same each time") {
  TestBox box;
  TestBox other;
  CHECK(box.ledger->keyed_hash("morales") == box.ledger->keyed_hash("morales"));
  CHECK(box.ledger->keyed_hash("morales") != box.ledger->keyed_hash("moralez"));
  CHECK(box.ledger->keyed_hash("morales") != other.ledger->keyed_hash("morales"));
  CHECK(box.ledger->keyed_hash("morales").size() == 16);
}

TEST_CASE("the ledger knows a head it wrote and no other") {
  TestBox box;
  const Head early = box.ledger->head();
  add_events(box, 2);
  CHECK(box.ledger->knows(early).value());
  CHECK(box.ledger->knows(box.ledger->head()).value());
  Head ahead = box.ledger->head();
  ++ahead.number;
  CHECK_FALSE(box.ledger->knows(ahead).value());
  Head other = early;
  other.hash[0] ^= 1;
  CHECK_FALSE(box.ledger->knows(other).value());
}
