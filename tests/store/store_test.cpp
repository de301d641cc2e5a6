// SPDX-License-Identifier: Apache-2.0
#include "server/store/store.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <numeric>
#include <thread>

#include "server/store/page_check.h"
#include "shared/base/durable_file.h"
#include "shared/crypto/crypto.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::store;
using alcove::testing::Scratch;

namespace {

constexpr Migration kNotes[] = {
    {1, "notes", "CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE) STRICT;"}};
constexpr Migration kTwoSteps[] = {
    kNotes[0], {2, "author", "ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT '';"}};
constexpr Migration kBadStep[] = {
    kNotes[0],
    {2, "bad", "ALTER TABLE note ADD COLUMN author TEXT; INSERT INTO nowhere VALUES (1);"}};

Key256 test_key(std::uint8_t byte = 7) {
  Key256 key;
  std::fill(key.writable().begin(), key.writable().end(), byte);
  return key;
}

UtcTime noon() {
  return parse_utc("2026-11-24T12:00:00.000Z").value();
}

std::unique_ptr<Store> fresh(const Scratch& scratch) {
  return Store::create(scratch / "store.db", test_key(), kNotes, noon());
}

Result<void> add(Store& store, const std::string& words) {
  return store.write([&](Connection& connection) -> Result<void> {
    connection.statement("INSERT INTO note (words) VALUES ($words)")
        .bind("$words", words)
        .execute();
    return {};
  });
}

std::int64_t count(Store& store) {
  return store
      .read<std::int64_t>([](ReadTxn& txn) -> Result<std::int64_t> {
        Statement row = txn.query("SELECT count(*) FROM note");
        row.next();
        return row.integer(0);
      })
      .value();
}

ErrorCode code_of_open(const std::filesystem::path& file, const Key256& key,
                       std::span<const Migration> migrations) {
  const auto store = Store::open(file, key, migrations, noon());
  REQUIRE_FALSE(store);
  return store.error().code;
}

}  // namespace

TEST_CASE("what was written is read again after the store is closed and opened") {
  const Scratch scratch;
  CHECK(add(*fresh(scratch), "a sentence").ok());
  auto store = Store::open(scratch / "store.db", test_key(), kNotes, noon()).value();
  CHECK(count(*store) == 1);
}

TEST_CASE("nothing readable lies in the store's files") {
  const Scratch scratch;
  auto store = fresh(scratch);
  REQUIRE(add(*store, "correct horse battery staple").ok());
  for (const auto& entry : std::filesystem::directory_iterator(scratch.folder())) {
    const Bytes bytes = read_file(entry.path(), 1U << 24).value();
    CHECK(as_text(bytes).find("correct horse") == std::string_view::npos);
    CHECK(as_text(bytes).find("CREATE TABLE") == std::string_view::npos);
    CHECK(as_text(bytes).find("SQLite format 3") == std::string_view::npos);
  }
}

TEST_CASE("another key does not open the store, and touches nothing") {
  const Scratch scratch;
  fresh(scratch).reset();
  const Bytes before = read_file(scratch / "store.db", 1U << 24).value();
  CHECK(code_of_open(scratch / "store.db", test_key(8), kNotes) == ErrorCode::kWrongKey);
  CHECK(read_file(scratch / "store.db", 1U << 24).value() == before);
  CHECK(code_of_open(scratch / "other.db", test_key(), kNotes) == ErrorCode::kNotFound);
  CHECK_FALSE(std::filesystem::exists(scratch / "other.db"));
}

TEST_CASE("a new store never takes the place of one that is there") {
  const Scratch scratch;
  fresh(scratch).reset();
  CHECK_THROWS_AS(fresh(scratch), Fault);
}

TEST_CASE("the settings that durability rests on are as promised on every connection") {
  const Scratch scratch;
  auto store = fresh(scratch);
  Connection connection(scratch / "store.db", Store::page_key(test_key()), Access::kReadOnly);
  const auto setting = [&](const char* pragma) {
    Statement row = connection.statement(std::string("PRAGMA ") + pragma);
    row.next();
    return row.text(0);
  };
  CHECK(setting("cipher") == "aegis");
  CHECK(setting("journal_mode") == "wal");
  CHECK(setting("synchronous") == "2");
  CHECK(setting("foreign_keys") == "1");
  CHECK(setting("temp_store") == "2");
  CHECK(setting("query_only") == "1");
  CHECK(setting("trusted_schema") == "0");
  CHECK(setting("cell_size_check") == "1");
  CHECK(setting("mmap_size") == "0");
  CHECK(setting("cache_size") == "-16384");  // KiB
  // A word in double quotes is a name and never taken for text.
  CHECK_THROWS(connection.run("SELECT \"nothing of that name\""));
}

TEST_CASE("a write that is refused leaves no trace and does not harm its neighbours") {
  const Scratch scratch;
  auto store = fresh(scratch);
  const auto refused = store->write([](Connection& connection) -> Result<void> {
    connection.run("INSERT INTO note (words) VALUES ('half')");
    return Error{ErrorCode::kConflict, {}, "no"};
  });
  CHECK(refused.error().code == ErrorCode::kConflict);
  CHECK(add(*store, "whole").ok());
  CHECK(count(*store) == 1);
}

TEST_CASE("a write that breaks a rule of the store throws and is undone") {
  const Scratch scratch;
  auto store = fresh(scratch);
  REQUIRE(add(*store, "once").ok());
  try {
    (void)add(*store, "once");
    FAIL("the second was taken");
  } catch (const Fault& fault) {
    CHECK(fault.error().code == ErrorCode::kConflict);
    CHECK(fault.error().detail.find("once") == std::string::npos);
  }
  CHECK(count(*store) == 1);
}

TEST_CASE("many writers at once are committed in groups, each exactly once") {
  const Scratch scratch;
  auto store = fresh(scratch);
  std::atomic<int> commits{0};
  store->set_after_commit([&](Connection&) { ++commits; });
  std::vector<std::thread> threads;
  for (int writer = 0; writer < 16; ++writer) {
    threads.emplace_back([&, writer] {
      for (int i = 0; i < 25; ++i) {
        const bool fails = i % 5 == 4;
        const auto result = store->write([&](Connection& connection) -> Result<void> {
          const std::string words = std::to_string(writer) + "/" + std::to_string(i);
          connection.statement("INSERT INTO note (words) VALUES ($words)")
              .bind("$words", words)
              .execute();
          if (fails) return Error{ErrorCode::kWrongState, {}, "refused on purpose"};
          return {};
        });
        if (result.ok() == fails) std::abort();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(count(*store) == 16 * 20);
  CHECK(commits.load() <= 16 * 25);
}

TEST_CASE("a snapshot does not see what is written after it began") {
  const Scratch scratch;
  auto store = fresh(scratch);
  REQUIRE(add(*store, "before").ok());
  const auto seen = store->read<std::int64_t>([&](ReadTxn& txn) -> Result<std::int64_t> {
    const auto look = [&] {
      Statement row = txn.query("SELECT count(*) FROM note");
      row.next();
      return row.integer(0);
    };
    const std::int64_t first = look();
    REQUIRE(add(*store, "after").ok());
    CHECK(look() == first);
    return first;
  });
  CHECK(seen.value() == 1);
  CHECK(count(*store) == 2);
}

TEST_CASE("when every snapshot is taken one more reader is refused after its wait, not hung") {
  const Scratch scratch;
  StoreOptions options;
  options.max_readers = 1;
  options.reader_wait = std::chrono::milliseconds(20);
  auto store = Store::create(scratch / "store.db", test_key(), kNotes, noon(), options);
  const auto outer = store->read<int>([&](ReadTxn&) -> Result<int> {
    const auto inner = store->read<int>([](ReadTxn&) -> Result<int> { return 1; });
    CHECK(inner.error().code == ErrorCode::kTooMany);
    return 2;
  });
  CHECK(outer.value() == 2);
  CHECK(store->read<int>([](ReadTxn&) -> Result<int> { return 3; }).value() == 3);
}

TEST_CASE("an older store is brought forward and keeps its rows") {
  const Scratch scratch;
  REQUIRE(add(*fresh(scratch), "kept").ok());
  auto store = Store::open(scratch / "store.db", test_key(), kTwoSteps, noon()).value();
  const auto author = store->read<std::string>([](ReadTxn& txn) -> Result<std::string> {
    Statement row = txn.query("SELECT author FROM note WHERE words = 'kept'");
    REQUIRE(row.next());
    return row.text(0);
  });
  CHECK(author.value().empty());
  CHECK_FALSE(std::filesystem::exists(scratch / "store.db.rehearsal"));
}

TEST_CASE("a migration that cannot work is found on the copy and leaves the store as it was") {
  const Scratch scratch;
  REQUIRE(add(*fresh(scratch), "kept").ok());
  CHECK_FALSE(Store::open(scratch / "store.db", test_key(), kBadStep, noon()).ok());
  CHECK_FALSE(std::filesystem::exists(scratch / "store.db.rehearsal"));
  auto store = Store::open(scratch / "store.db", test_key(), kNotes, noon()).value();
  CHECK(count(*store) == 1);
}

TEST_CASE("a store of a newer version is refused with a sentence that says so") {
  const Scratch scratch;
  Store::create(scratch / "store.db", test_key(), kTwoSteps, noon()).reset();
  const auto store = Store::open(scratch / "store.db", test_key(), kNotes, noon());
  REQUIRE_FALSE(store);
  CHECK(store.error().code == ErrorCode::kNewerVersion);
  CHECK(store.error().detail.find("schema 2") != std::string::npos);
}

TEST_CASE("a copy taken while writes go on is one consistent state") {
  const Scratch scratch;
  auto store = fresh(scratch);
  for (int i = 0; i < 300; ++i) REQUIRE(add(*store, "before " + std::to_string(i)).ok());
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) (void)add(*store, "during " + std::to_string(i));
  });
  std::int64_t pages = 0;
  store->copy_to(scratch / "copy.db", [&](std::int64_t done, std::int64_t) { pages = done; });
  stop = true;
  writer.join();
  CHECK(pages > 0);
  CHECK_FALSE(std::filesystem::exists(scratch / "copy.db-wal"));
  auto copy = Store::open(scratch / "copy.db", test_key(), kNotes, noon()).value();
  CHECK(count(*copy) >= 300);
  CHECK(copy->check_pages({}).empty());
}

TEST_CASE("a store that could be opened for reading alone is refused by whoever means to write") {
  const Scratch scratch;
  fresh(scratch);
  // The engine makes do with reading where the file says that a later program writes it.
  Bytes content = read_file(scratch / "store.db", 1U << 24).value();
  content[18] ^= 0x20;
  REQUIRE(replace_file(scratch / "store.db", content).ok());
  const auto opened = Store::open(scratch / "store.db", test_key(), kNotes, noon());
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().code == ErrorCode::kStorageFault);
}

TEST_CASE("every page whose byte was flipped is refused or reported, and no wrong row is served") {
  const Scratch scratch;
  {
    auto store = fresh(scratch);
    for (int i = 0; i < 40; ++i) REQUIRE(add(*store, "words " + std::to_string(i)).ok());
  }
  const Bytes good = read_file(scratch / "store.db", 1U << 24).value();
  std::vector<std::size_t> ignored;
  for (std::size_t at = 0; at < good.size(); at += at < 200 ? 1 : 97) {
    Bytes altered = good;
    altered[at] ^= 0x20;
    REQUIRE(replace_file(scratch / "altered.db", altered).ok());
    const auto store = Store::open(scratch / "altered.db", test_key(), kNotes, noon());
    if (!store) continue;
    if ((*store)->check_pages({}).empty()) {
      ignored.push_back(at);
      CHECK(count(**store) == 40);  // reported as good, so it must be good
      CHECK(add(**store, "one more").ok());
    }
  }
  // The salt of a key derivation that a raw key does not use (docs/formats.md). Nothing else: the
  // byte that makes the file one to be read only is refused at the opening.
  std::vector<std::size_t> harmless(16);
  std::iota(harmless.begin(), harmless.end(), 0);
  CHECK(ignored == harmless);
}

TEST_CASE("of pages that were altered each is named, and no good one") {
  constexpr std::size_t kPage = 4096;
  const Scratch scratch;
  {
    auto store = fresh(scratch);
    for (int i = 0; i < 40; ++i) {
      REQUIRE(add(*store, std::to_string(i) + std::string(2000, 'w')).ok());
    }
  }
  const Bytes good = read_file(scratch / "store.db", 1U << 24).value();
  REQUIRE(good.size() > 24 * kPage);
  const auto findings = [&](const std::vector<std::size_t>& pages) {
    Bytes altered = good;
    for (const std::size_t page : pages) altered[(page - 1) * kPage + 1000] ^= 1U;
    REQUIRE(replace_file(scratch / "altered.db", altered).ok());
    std::vector<std::string> found;
    for (const Error& one :
         find_bad_pages(scratch / "altered.db", Store::page_key(test_key()), {}, {})) {
      CHECK(one.code == ErrorCode::kCorrupt);
      found.push_back(one.detail.substr(0, one.detail.find(':')));
    }
    return found;
  };
  CHECK(findings({9, 15, 24}) == std::vector<std::string>{"page 9", "page 15", "page 24"});
  std::vector<std::size_t> all;
  for (std::size_t page = 4; page <= 24; ++page) all.push_back(page);  // 21, of which 20 are told
  CHECK(findings(all).size() == 20);
  all.pop_back();
  CHECK(findings(all).back() == "page 23");
}

TEST_CASE("a value goes in and comes out as it was, also empty text, NUL and no value") {
  const Scratch scratch;
  auto store = fresh(scratch);
  REQUIRE(add(*store, std::string("a\0b", 3)).ok());
  REQUIRE(add(*store, "").ok());
  const auto words =
      store->read<std::vector<std::string>>([](ReadTxn& txn) -> Result<std::vector<std::string>> {
        std::vector<std::string> all;
        Statement row = txn.query("SELECT words, NULL FROM note ORDER BY id");
        while (row.next()) {
          all.push_back(row.text(0));
          CHECK_FALSE(row.maybe_text(1).has_value());
          CHECK(row.maybe_text(0).has_value());
        }
        return all;
      });
  CHECK(words.value() == std::vector<std::string>{std::string("a\0b", 3), ""});
}
