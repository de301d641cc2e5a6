// SPDX-License-Identifier: Apache-2.0
#include "server/operator/backup_tries.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "server/operator/backup_folder.h"
#include "server/operator/commands.h"
#include "server/operator/conditions.h"
#include "server/operator/exit_code.h"
#include "server/operator/restore.h"
#include "shared/wire/json.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::operation;
using namespace alcove::testing;

namespace {

const UtcTime kNight = parse_utc("2026-11-24T02:00:00.000Z").value();

audit::StoredEvent event(int hours, const std::string& outcome, const std::string& detail = {}) {
  audit::StoredEvent stored;
  stored.at = kNight + std::chrono::hours(hours);
  stored.event = {.action = "box.backup", .outcome = outcome, .detail = detail};
  return stored;
}

std::vector<ConditionCode> backup_codes(OpenBox& box) {
  std::vector<ConditionCode> codes;
  for (const Condition& condition : conditions_of(*box.box)) {
    if (sentence_of(condition).starts_with("backups: ")) codes.push_back(condition.code);
  }
  return codes;
}

}  // namespace

TEST_CASE("the standing of backups is the newest good one, and a failure only if it came after") {
  CHECK_FALSE(standing_of({}).last_good);
  CHECK_FALSE(standing_of({}).failed);
  const BackupStanding good = standing_of({event(48, "done"), event(24, "failed")});
  CHECK(good.last_good == kNight + std::chrono::hours(48));
  CHECK_FALSE(good.failed);
  const BackupStanding bad =
      standing_of({event(48, "failed", "error=no_space step=writing"),
                   event(24, "failed", "error=not_found step=folder"), event(0, "done")});
  CHECK(bad.last_good == kNight);
  REQUIRE(bad.failed);
  CHECK(bad.failed->at == kNight + std::chrono::hours(48));
  CHECK(bad.failed->refusal == ErrorCode::kNoSpace);
  CHECK(bad.failed->step == BackupStep::kWriting);
}

TEST_CASE("a backup that could not be named in the end is not the last good one") {
  const BackupStanding standing = standing_of(
      {event(48, "failed", failure_detail(ErrorCode::kStorageFault, BackupStep::kNaming)),
       event(48, "done"), event(24, "done")});
  CHECK(standing.last_good == kNight + std::chrono::hours(24));
  CHECK(standing.failed);
}

TEST_CASE("an event of before the steps were recorded is a failure all the same") {
  const BackupStanding standing = standing_of({event(1, "failed", "error=no_space")});
  REQUIRE(standing.failed);
  CHECK(standing.failed->refusal == ErrorCode::kNoSpace);
}

TEST_CASE("a full stick, a full box, a stick pulled out and a broken one are told apart") {
  CHECK(cause_of(ErrorCode::kNoSpace, BackupStep::kWriting) == BackupCause::kPlaceFull);
  CHECK(cause_of(ErrorCode::kNoSpace, BackupStep::kFolder) == BackupCause::kPlaceFull);
  CHECK(cause_of(ErrorCode::kNoSpace, BackupStep::kCopying) == BackupCause::kBoxFull);
  CHECK(cause_of(ErrorCode::kNoSpace, BackupStep::kProving) == BackupCause::kBoxFull);
  CHECK(cause_of(ErrorCode::kStorageFault, BackupStep::kWriting) == BackupCause::kPlaceGone);
  CHECK(cause_of(ErrorCode::kStorageFault, BackupStep::kNaming) == BackupCause::kPlaceGone);
  CHECK(cause_of(ErrorCode::kNotFound, BackupStep::kFolder) == BackupCause::kPlaceGone);
  CHECK(cause_of(ErrorCode::kCorrupt, BackupStep::kReadingBack) == BackupCause::kPlaceBroken);
  CHECK(cause_of(ErrorCode::kCorrupt, BackupStep::kProving) == BackupCause::kOther);
  CHECK(cause_of(ErrorCode::kStorageFault, BackupStep::kCopying) == BackupCause::kOther);
}

TEST_CASE("a full stick is a condition of the box until a good backup was taken") {
  OpenBox box;
  const Descriptor full(::open("/dev/full", O_RDWR));
  REQUIRE(full.valid());
  const Result<BackupReply> refused = box.run(kBackup, {}, full.get());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kNoSpace);
  CHECK_THAT(refused.error().detail,
             Catch::Contains("the stick or folder for it is full. Older ones are untouched"));
  CHECK(backup_codes(box) == std::vector{ConditionCode::kBackupPlaceFull});
  box.clock.advance(std::chrono::seconds(1));
  REQUIRE(box.backup_to(box.scratch / "one.backup"));
  CHECK(backup_codes(box).empty());
}

TEST_CASE("a stick that is pulled out in the middle leaves older backups, and is a condition") {
  OpenBox box;
  // A file that takes so many bytes and then no more: a memory file of a size that is sealed.
  const Descriptor pulled(::memfd_create("pulled", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  REQUIRE(pulled.valid());
  REQUIRE(::ftruncate(pulled.get(), 100'000) == 0);
  REQUIRE(::fcntl(pulled.get(), F_ADD_SEALS, F_SEAL_GROW) == 0);
  const Result<BackupReply> refused = box.run(kBackup, {}, pulled.get());
  REQUIRE_FALSE(refused);
  CHECK_THAT(refused.error().detail,
             Catch::Contains("was pulled out, or is there for reading only") &&
                 Catch::Contains("Older ones are untouched"));
  CHECK(backup_codes(box) == std::vector{ConditionCode::kBackupPlaceGone});
  CHECK(exit_code_of(refused.error().code) == ExitCode::kBad);
}

TEST_CASE("a stick that is not in is told to the box, and only what the box cannot see itself") {
  OpenBox box;
  REQUIRE(box.run(kBackupFailed, {.error = "not_found", .step = "folder"}));
  CHECK(backup_codes(box) == std::vector{ConditionCode::kBackupPlaceGone});
  CHECK(box.run(kBackupFailed, {.error = "not_found", .step = "writing"}).error().field == "step");
  CHECK(box.run(kBackupFailed, {.error = "nonsense", .step = "folder"}).error().field == "error");
}

TEST_CASE("the limit of a backup's age is 26 hours until another is set, and that is recorded") {
  OpenBox box;
  REQUIRE(box.backup_to(box.scratch / "one.backup"));
  box.clock.advance(std::chrono::hours(26));
  CHECK(backup_codes(box).empty());
  box.clock.advance(std::chrono::seconds(1));
  CHECK(backup_codes(box) == std::vector{ConditionCode::kBackupOverdue});
  REQUIRE(box.run(kBackupLimitSet, {.hours = 170}));
  CHECK(backup_codes(box).empty());
  CHECK(box.run(kBackupLimitSet, {.hours = 8784}).ok());
  CHECK(box.run(kBackupLimitSet, {.hours = 8785}).error().field == "hours");
  CHECK(box.run(kBackupLimitSet, {.hours = 0}).error().field == "hours");
}

TEST_CASE(
    "what a program left behind that died while it wrote a backup is removed by the next one") {
  OpenBox box;
  const std::filesystem::path stick = box.scratch / "stick";
  std::filesystem::create_directory(stick);
  const std::filesystem::path left = stick / "alcove-20261101-020000Z.backup.partial";
  const std::filesystem::path foreign = stick / "holiday.partial";
  put_content(left, Bytes(100, 1));
  put_content(foreign, Bytes(100, 1));
  const GrowingBackup first = GrowingBackup::begin(stick, box.clock.now()).value();
  CHECK_FALSE(std::filesystem::exists(left));
  CHECK(std::filesystem::exists(foreign));
  // One that is being written stays.
  const GrowingBackup second =
      GrowingBackup::begin(stick, box.clock.now() + std::chrono::seconds(1)).value();
  CHECK(std::filesystem::exists(stick / "alcove-20261124-020000Z.backup.partial"));
}

TEST_CASE("a folder at which nothing is mounted is refused where a stick is demanded") {
  OpenBox box;
  const std::filesystem::path stick = box.scratch / "stick";
  std::filesystem::create_directory(stick);
  const auto refused = GrowingBackup::begin(stick, box.clock.now(), PlaceDemand::kMounted);
  CHECK(refused.error().code == ErrorCode::kNotFound);
  CHECK_THAT(refused.error().detail, Catch::Contains("nothing is mounted"));
  CHECK(std::filesystem::is_empty(stick));
}

TEST_CASE(
    "a backup from a newer version is refused with that version's name, and nothing is made") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  const Bytes good = content_of(file);
  const BoxPaths to = BoxPaths::standard(box.scratch / "elsewhere");
  const auto refused = [&] {
    const Result<RestoreReply> result =
        restore_backup(to, {.backup = file, .lost_head_copy = {}, .system_user = "installer"},
                       box.key, box.clock, box.random, {});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::kNewerVersion);
    CHECK_FALSE(std::filesystem::exists(to.state));
    return result.error().detail;
  };
  // A header of the same format by a later program with a later schema.
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  BackupHeader header = read_backup_header(in.get()).value();
  const std::int64_t known = store::all_migrations().back().number;
  header.schema = known + 1;
  const auto by = [&](const std::string& program) {
    header.program = program;
    const std::string text = wire::encode(header);
    Bytes later(good.begin(), good.begin() + 16);
    append_u32(later, static_cast<std::uint32_t>(text.size()));
    later.insert(later.end(), text.begin(), text.end());
    later.insert(later.end(), good.end() - (header.snapshot_bytes + 32), good.end());
    put_content(file, later);
    return later;
  };
  const std::string schemas = "its records have schema " + std::to_string(known + 1) +
                              ", and this program knows schemas up to " + std::to_string(known) +
                              ". Nothing was touched. ";
  // Another build that calls itself the same is not called newer than itself.
  const std::string own(program_version());
  by(own);
  const std::string same = refused();
  CHECK_THAT(same, Catch::Contains("was written by a later build of Alcove " + own));
  CHECK_THAT(same, Catch::Contains(schemas + "Install the build that wrote it or a later one"));
  CHECK_THAT(same, !Catch::Contains("newer than this program"));
  Bytes later = by("7.3.1");
  const std::string newer = refused();
  CHECK_THAT(newer, Catch::Contains("was written by Alcove 7.3.1, which is newer"));
  CHECK_THAT(newer, Catch::Contains(schemas + "Install that version or a later one"));

  // A later format, of which only the name of its program is known.
  later[14] = '2';
  put_content(file, later);
  CHECK_THAT(refused(), Catch::Contains("was written by Alcove 7.3.1, which is newer"));
  put_content(file, Bytes(later.begin(), later.begin() + 30));
  CHECK_THAT(refused(), Catch::Contains("was written by a later Alcove"));
}
