// SPDX-License-Identifier: Apache-2.0
#include "server/operator/backup.h"

#include <catch2/catch.hpp>

#include "server/operator/backup_folder.h"
#include "server/operator/restore.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::operation;
using namespace alcove::testing;

namespace {

Result<RestoreReply> restore(OpenBox& box, const BoxPaths& to, const std::filesystem::path& from,
                             const std::optional<std::filesystem::path>& lost = {},
                             std::optional<std::int64_t> lost_epoch = {}) {
  return restore_backup(to,
                        {.backup = from,
                         .lost_head_copy = lost,
                         .lost_epoch = lost_epoch,
                         .system_user = "installer"},
                        box.key, box.clock, box.random, {});
}

// What the clock of an OpenBox says at first, in seconds since 2026 began: 2026-11-24 02:00.
constexpr std::int64_t kFirstSecond = 28'260'000;

// What lies in a folder and below it.
std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code missing;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, missing)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("a backup restored into another folder holds every row and begins a new epoch") {
  OpenBox box;
  box.work(25);
  const audit::Head head = box.box->ledger().head();
  const std::filesystem::path file = box.scratch / "one.backup";
  const BackupReply taken = box.backup_to(file).value();
  CHECK(taken.head.number == head.number);
  CHECK(taken.bytes == static_cast<std::int64_t>(content_of(file).size()));

  const BoxPaths elsewhere = BoxPaths::standard(box.scratch / "elsewhere");
  const RestoreReply restored = restore(box, elsewhere, file).value();
  CHECK(restored.good);
  CHECK(restored.rows == taken.rows);
  CHECK(restored.backup_head.hash == taken.head.hash);
  CHECK(restored.head.epoch == kFirstSecond + 25);  // by the clock, after a second for each event
  CHECK(restored.head.number == head.number + 1);
  CHECK_FALSE(restored.lost_head);
  CHECK_THAT(restored.line, Catch::StartsWith("good: "));
  // No head copy of a lost box lies there: nobody can know, and the line does not sound as if.
  CHECK_FALSE(restored.head_copy_found);
  CHECK_THAT(restored.line,
             Catch::Contains("what is missing cannot be known here without the head copy"));
  CHECK_THAT(restored.line, Catch::Contains("--lost-head-copy"));
  CHECK_THAT(restored.line, !Catch::Contains("nothing is known to be missing"));
  CHECK(files_in(elsewhere.state) ==
        std::vector<std::string>{"keys", "lock", "locked-door.pem", "store.db"});

  const FolderLock lock = FolderLock::take(elsewhere).value();
  const std::unique_ptr<Box> opened =
      Box::open(lock, elsewhere, box.key, box.clock, box.random, {.system_user = "root"}).value();
  CHECK(opened->ledger().knows(head).value());
  CommandContext context{*opened, {.system_user = "root"}, [](auto, auto, auto) {}, -1};
  const std::string verified = box.commands.run("verify", context, "{}").value();
  CHECK_THAT(verified, Catch::Contains("\"good\":true"));
}

TEST_CASE("a restore in the place of a lost store names what is known to be missing") {
  OpenBox box;
  box.work(3);
  const std::filesystem::path file = box.scratch / "one.backup";
  const BackupReply taken = box.backup_to(file).value();
  box.work(7);
  const audit::Head lost = box.box->ledger().head();
  box.close();
  box.lock.reset();
  std::filesystem::remove(box.paths.store());
  std::filesystem::remove(box.paths.keys());

  const RestoreReply restored = restore(box, box.paths, file).value();
  REQUIRE(restored.lost_head);
  CHECK(restored.head_copy_found);
  CHECK(restored.lost_head->number == lost.number);
  // The event of the backup itself and the seven after it.
  CHECK(restored.missing_events == 8);
  CHECK(restored.missing_events == lost.number - taken.head.number);
  CHECK_THAT(restored.line, Catch::Contains("missing: 8 events after"));
  // The new history is the one that is watched from here on, and the old head is kept.
  CHECK(std::filesystem::exists(box.paths.head_copy.string() + ".before-restore"));
  box.lock.emplace(FolderLock::take(box.paths).value());
  REQUIRE(box.open());
  CHECK_FALSE(box.box->ledger().knows(lost).value());
  CHECK(box.run(kVerify).value().good);
}

TEST_CASE("a restore that is done again with the lost box's head copy has an epoch of its own") {
  OpenBox box;
  box.work(3);
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.work(2);
  box.close();  // writes the newest head, of the first epoch
  const std::filesystem::path copy = box.scratch / "head-of-the-lost-box";
  std::filesystem::copy_file(box.paths.head_copy, copy);
  const BoxPaths to = BoxPaths::standard(box.scratch / "elsewhere");
  const RestoreReply first = restore(box, to, file).value();
  CHECK(first.head.epoch == kFirstSecond + 5);

  std::filesystem::remove_all(to.state);  // moved away, as the refusal to overwrite advises
  const RestoreReply again = restore(box, to, file, copy).value();
  CHECK(again.head.epoch == kFirstSecond + 6);
  REQUIRE(again.lost_head);
  CHECK(again.lost_head->epoch == 1);
  // The first restore's own copy of the head is kept beside it.
  CHECK(std::filesystem::exists(to.head_copy.string() + ".before-restore"));
}

TEST_CASE("a head copy that the backup goes beyond shows that nothing is known to be missing") {
  OpenBox box;
  box.work(3);
  box.close();  // writes the newest head
  const std::filesystem::path copy = box.scratch / "head-of-then";
  std::filesystem::copy_file(box.paths.head_copy, copy);
  REQUIRE(box.open());
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  const BoxPaths to = BoxPaths::standard(box.scratch / "elsewhere");
  const RestoreReply restored = restore(box, to, file, copy).value();
  CHECK(restored.head_copy_found);
  CHECK_FALSE(restored.lost_head);
  CHECK_THAT(restored.line, Catch::EndsWith("; nothing is known to be missing"));
}

TEST_CASE("the head copy of another box may be named, and one of another store is refused") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.work(4);
  const std::int64_t lost = box.box->ledger().head().number;
  box.close();  // writes the newest head
  const BoxPaths to = BoxPaths::standard(box.scratch / "elsewhere");
  const RestoreReply restored = restore(box, to, file, box.paths.head_copy).value();
  REQUIRE(restored.lost_head);
  CHECK(restored.lost_head->number == lost);

  OpenBox other;
  other.close();  // writes its head
  const BoxPaths third = BoxPaths::standard(box.scratch / "third");
  CHECK(restore(box, third, file, other.paths.head_copy).error().code == ErrorCode::kCorrupt);
  CHECK(restore(box, third, file, box.scratch / "nowhere").error().code == ErrorCode::kNotFound);
  CHECK_FALSE(std::filesystem::exists(third.store()));
  CHECK_FALSE(std::filesystem::exists(third.keys()));
}

TEST_CASE("an epoch that was lost is never used again") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.close();
  for (const std::int64_t epoch : {kFirstSecond, kFirstSecond + 1, kFirstSecond + 2}) {
    box.lock.reset();
    std::filesystem::remove(box.paths.store());
    const RestoreReply restored = restore(box, box.paths, file).value();
    CHECK(restored.head.epoch == epoch);
  }
  box.lock.emplace(FolderLock::take(box.paths).value());
  REQUIRE(box.open());
  CHECK(box.run(kVerify).value().good);
}

TEST_CASE("of two boxes restored from one backup, the later has the higher epoch") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.close();
  const auto restore_on = [&](const char* machine, std::optional<std::int64_t> lost_epoch = {}) {
    const BoxPaths there =
        BoxPaths::standard(box.scratch / machine);  // with no head copy beside it
    return restore(box, there, file, {}, lost_epoch).value().head.epoch;
  };
  box.clock.advance(std::chrono::hours(2));
  const std::int64_t first = restore_on("first");
  box.clock.advance(std::chrono::minutes(40));
  CHECK(restore_on("second") == first + 40 * 60);

  // The clock of the third is an hour behind that of the second: it is told what terminals saw.
  box.clock.advance(-std::chrono::hours(1));
  CHECK(restore_on("third") == first - 20 * 60);
  CHECK(restore_on("third again", first + 40 * 60) == first + 40 * 60 + 1);
}

TEST_CASE("a restore never overwrites a store or the key file of another one") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  OpenBox other;
  other.close();
  const Bytes store = content_of(other.paths.store());
  CHECK(restore(box, other.paths, file).error().code == ErrorCode::kAlreadyExists);
  CHECK(content_of(other.paths.store()) == store);
  std::filesystem::remove(other.paths.store());
  other.lock.reset();
  const Bytes keys_file = content_of(other.paths.keys());
  CHECK(restore(box, other.paths, file).error().code == ErrorCode::kAlreadyExists);
  CHECK(content_of(other.paths.keys()) == keys_file);
}

TEST_CASE("a restore beside the write-ahead log of a lost store is refused, not mixed with it") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.work(5);
  const std::filesystem::path log = box.paths.store().string() + "-wal";
  const Bytes left = content_of(log);
  REQUIRE_FALSE(left.empty());
  box.close();
  box.lock.reset();
  std::filesystem::remove(box.paths.store());
  // As kill -9 leaves it, after somebody moved only the store's own file away.
  put_content(log, left);
  const Result<RestoreReply> refused = restore(box, box.paths, file);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kAlreadyExists);
  CHECK_THAT(refused.error().detail, Catch::Contains("store.db-wal"));
  CHECK(content_of(log) == left);
  CHECK_FALSE(std::filesystem::exists(box.paths.store()));

  std::filesystem::remove(log);
  REQUIRE(restore(box, box.paths, file));
  box.lock.emplace(FolderLock::take(box.paths).value());
  REQUIRE(box.open());
  CHECK(box.run(kVerify).value().good);
}

TEST_CASE(
    "a backup with any byte changed, cut anywhere or lengthened is refused, and leaves nothing") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  const Bytes good = content_of(file);
  const BoxPaths to = BoxPaths::standard(box.scratch / "elsewhere");
  const auto refused = [&](const Bytes& altered) {
    put_content(file, altered);
    const Result<RestoreReply> result = restore(box, to, file);
    if (result) return false;
    const ErrorCode code = result.error().code;
    return code == ErrorCode::kCorrupt || code == ErrorCode::kNewerVersion;
  };
  // The MAC is the same for every byte of the snapshot: there every 211th; elsewhere each one.
  const Descriptor in(open(file.c_str(), O_RDONLY));
  const std::int64_t snapshot = read_backup_header(in.get()).value().snapshot_bytes;
  const std::size_t snapshot_at = good.size() - 32 - static_cast<std::size_t>(snapshot);
  for (std::size_t at = 0; at < good.size(); at += at < snapshot_at ? 1 : 211) {
    Bytes altered = good;
    altered[at] ^= 0x04;
    CAPTURE(at);
    REQUIRE(refused(altered));
  }
  for (std::size_t at = good.size() - 32; at < good.size(); ++at) {
    Bytes altered = good;
    altered[at] ^= 0x80;
    REQUIRE(refused(altered));
  }
  for (std::size_t size = 0; size < good.size(); size += size < snapshot_at ? 1 : 509) {
    CAPTURE(size);
    REQUIRE(refused(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size))));
  }
  Bytes longer = good;
  longer.push_back(0);
  CHECK(refused(longer));
  CHECK_FALSE(std::filesystem::exists(to.state));
  put_content(file, good);
  CHECK(restore(box, to, file).ok());
}

TEST_CASE("a backup under another key is a wrong key and touches nothing") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  const BoxPaths to = BoxPaths::standard(box.scratch / "elsewhere");
  box.key = some_key_file(77);
  CHECK(restore(box, to, file).error().code == ErrorCode::kWrongKey);
  CHECK_FALSE(std::filesystem::exists(to.state));
}

TEST_CASE("a backup can be opened with every key of the box") {
  OpenBox box;
  const keys::KeySecret second = some_key_file(50);
  REQUIRE(box.box->change_slots({}, "keys.add", [&](keys::KeySlots& slots) -> Result<std::string> {
    ALCOVE_ASSIGN(const KeySlotId id,
                  slots.add(box.record_key, second, "Spare", {}, box.clock.now(), box.random));
    return id.text();
  }));
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.key = some_key_file(50);
  CHECK(restore(box, BoxPaths::standard(box.scratch / "elsewhere"), file).ok());
}

TEST_CASE("the head in a backup is signed by the clinic") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  const Descriptor in(open(file.c_str(), O_RDONLY));
  const BackupHeader header = read_backup_header(in.get()).value();
  crypto::PublicKey key{};
  std::copy(header.signing_key.begin(), header.signing_key.end(), key.begin());
  CHECK(key == box.box->ledger().signing_public());
  CHECK(crypto::ed25519_verify(key, as_bytes(signed_head_text(header)), header.head_signature));
}

TEST_CASE("a full stick is said plainly and recorded, and nothing unfinished stays") {
  OpenBox box;
  const Descriptor full(open("/dev/full", O_RDWR));
  REQUIRE(full.valid());
  const Result<BackupReply> refused = box.run(kBackup, {}, full.get());
  CHECK(refused.error().code == ErrorCode::kNoSpace);
  CHECK(files_in(box.paths.state) == std::vector<std::string>{"keys", "lock", "locked-door.pem",
                                                              "store.db", "store.db-shm",
                                                              "store.db-wal"});
  CHECK(box.run(kVerify).value().good);

  const std::filesystem::path stick = box.scratch / "stick";
  std::filesystem::create_directory(stick);
  put_content(stick / "alcove-20260101-000000Z.backup", Bytes(10, 1));
  {
    const GrowingBackup growing = GrowingBackup::begin(stick, box.clock.now()).value();
    CHECK(files_in(stick).size() == 2);
  }
  CHECK(files_in(stick) == std::vector<std::string>{"alcove-20260101-000000Z.backup"});
}

TEST_CASE("a backup has the name of its time once it is finished, and never replaces another") {
  OpenBox box;
  const std::filesystem::path stick = box.scratch / "stick";
  CHECK(GrowingBackup::begin(stick, box.clock.now()).error().code == ErrorCode::kNotFound);
  std::filesystem::create_directory(stick);
  GrowingBackup growing = GrowingBackup::begin(stick, box.clock.now()).value();
  CHECK(files_in(stick) == std::vector<std::string>{"alcove-20261124-020000Z.backup.partial"});
  CHECK(growing.finish().value() == stick / "alcove-20261124-020000Z.backup");
  CHECK(files_in(stick) == std::vector<std::string>{"alcove-20261124-020000Z.backup"});
  CHECK(GrowingBackup::begin(stick, box.clock.now()).error().code == ErrorCode::kAlreadyExists);
}

TEST_CASE("thinning out removes the oldest of this store only, and never the newest good one") {
  OpenBox box;
  OpenBox neighbour;
  const std::filesystem::path stick = box.scratch / "stick";
  std::filesystem::create_directory(stick);
  for (const char* day : {"01", "02", "03", "04"}) {
    REQUIRE(box.backup_to(stick / (std::string("alcove-202611") + day + "-020000Z.backup")));
  }
  REQUIRE(neighbour.backup_to(stick / "alcove-20261001-020000Z.backup"));
  put_content(stick / "alcove-20260901-020000Z.backup", Bytes(100, 7));
  put_content(stick / "holiday.jpg", Bytes(100, 7));
  const StoreId store = box.box->facts().store;
  CHECK(backups_in(stick, store).size() == 4);
  const std::filesystem::path newest = stick / "alcove-20261104-020000Z.backup";
  CHECK(thin_out(stick, store, 3, newest).size() == 1);
  CHECK(thin_out(stick, store, 1, newest).size() == 2);
  CHECK(thin_out(stick, store, 1, newest).empty());
  CHECK(files_in(stick) ==
        std::vector<std::string>{"alcove-20260901-020000Z.backup", "alcove-20261001-020000Z.backup",
                                 "alcove-20261104-020000Z.backup", "holiday.jpg"});
}
