// SPDX-License-Identifier: Apache-2.0
// Restores beside something that is no copy of the lost box's head.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "server/operator/restore.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::operation;
using namespace alcove::testing;

namespace {

Result<RestoreReply> restore_beside(OpenBox& box, const BoxPaths& to,
                                    const std::filesystem::path& from,
                                    const std::optional<std::filesystem::path>& lost = {}) {
  return restore_backup(to, {.backup = from, .lost_head_copy = lost, .system_user = "installer"},
                        box.key, box.clock, box.random, {});
}

}  // namespace

TEST_CASE("a head copy that is damaged or another store's is put aside, and a restore goes on") {
  OpenBox box;
  box.work(3);
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.close();
  OpenBox other;
  other.close();  // writes its head
  const Bytes good = content_of(box.paths.head_copy);
  Bytes flipped = good;
  flipped.back() ^= 1U;
  const std::vector<Bytes> unusable{flipped,
                                    {},
                                    Bytes(good.begin(), good.begin() + 40),
                                    Bytes(1025, 'a'),
                                    content_of(other.paths.head_copy)};
  int number = 0;
  for (const Bytes& copy : unusable) {
    INFO("of " << copy.size() << " bytes");
    const BoxPaths to = BoxPaths::standard(box.scratch / fmt::format("to {}", ++number));
    std::filesystem::create_directories(to.head_copy.parent_path());
    put_content(to.head_copy, copy);
    // Named, it is wanted.
    const Result<RestoreReply> refused = restore_beside(box, to, file, to.head_copy);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::kCorrupt);
    CHECK_THAT(refused.error().detail, Catch::Contains("Nothing was touched. Without"));
    CHECK(content_of(to.head_copy) == copy);

    const RestoreReply restored = restore_beside(box, to, file).value();
    CHECK(restored.good);
    CHECK_FALSE(restored.head_copy_found);
    CHECK(restored.head_copy_unusable);
    CHECK_THAT(restored.line, Catch::Contains("what is missing cannot be known here: the second "
                                              "copy of the audit head that lay here is damaged"));
    CHECK(content_of(to.head_copy.string() + ".before-restore") == copy);
    const FolderLock lock = FolderLock::take(to).value();
    const std::unique_ptr<Box> opened =
        Box::open(lock, to, box.key, box.clock, box.random, {.system_user = "root"}).value();
    CHECK_FALSE(opened->head_copy_problem());
    CHECK_FALSE(opened->head_copy_was_missing());
  }
}

TEST_CASE("what was put aside at an earlier restore is not written over by a later one") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.close();
  const BoxPaths to = BoxPaths::standard(box.scratch / "elsewhere");
  // A folder in its place is no copy either.
  std::filesystem::create_directories(to.head_copy);
  REQUIRE(restore_beside(box, to, file));
  for (const std::uint8_t byte : {std::uint8_t{1}, std::uint8_t{2}}) {
    std::filesystem::remove_all(to.state);
    put_content(to.head_copy, Bytes(8, byte));
    REQUIRE(restore_beside(box, to, file));
  }
  const std::string aside = to.head_copy.string() + ".before-restore";
  CHECK(std::filesystem::is_directory(aside));
  CHECK(content_of(aside + "-2") == Bytes(8, 1));
  CHECK(content_of(aside + "-3") == Bytes(8, 2));
  CHECK(std::filesystem::is_regular_file(to.head_copy));
}

TEST_CASE("a restore that failed near its end leaves the lost box's head for the next try") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.work(5);
  const audit::Head lost = box.box->ledger().head();
  box.close();
  const BoxPaths to = BoxPaths::standard(box.scratch / "new");
  std::filesystem::create_directories(to.head_copy.parent_path());
  std::filesystem::copy_file(box.paths.head_copy, to.head_copy);
  const Bytes lost_copy = content_of(to.head_copy);
  const RestoreReply first = restore_beside(box, to, file).value();
  REQUIRE(first.lost_head);
  CHECK(first.lost_head->number == lost.number);
  const Bytes new_copy = content_of(to.head_copy);
  CHECK_FALSE(std::filesystem::exists(to.next_head()));

  SECTION("the store did not come into its place") {
    std::filesystem::remove_all(to.state);
    std::filesystem::remove(to.head_copy.string() + ".before-restore");
    put_content(to.head_copy, lost_copy);
    put_content(to.next_head(), new_copy);
    const RestoreReply second = restore_beside(box, to, file).value();
    CHECK(second.missing_events == first.missing_events);
    CHECK(second.lost_head->number == lost.number);
  }
  SECTION("it did, and the head did not") {
    REQUIRE(std::filesystem::exists(to.store()));
    std::filesystem::remove(to.head_copy.string() + ".before-restore");
    put_content(to.head_copy, lost_copy);
    put_content(to.next_head(), new_copy);
  }
  const FolderLock lock = FolderLock::take(to).value();
  const std::unique_ptr<Box> opened =
      Box::open(lock, to, box.key, box.clock, box.random, {.system_user = "root"}).value();
  CHECK_FALSE(opened->head_copy_problem());
  CHECK_FALSE(opened->head_copy_was_missing());
  CHECK_FALSE(std::filesystem::exists(to.next_head()));
  CHECK(content_of(to.head_copy.string() + ".before-restore") == lost_copy);
}

TEST_CASE("a restore that cannot put the old head aside says so behind all that it has to say") {
  OpenBox box;
  const std::filesystem::path file = box.scratch / "one.backup";
  REQUIRE(box.backup_to(file));
  box.work(5);
  box.close();
  BoxPaths to = BoxPaths::standard(box.scratch / "new");
  // With what is added to a copy that is put aside its name has more than 255 bytes.
  to.head_copy = to.head_copy.parent_path() / std::string(245, 'h');
  std::filesystem::create_directories(to.head_copy.parent_path());
  std::filesystem::copy_file(box.paths.head_copy, to.head_copy);
  const RestoreReply restored = restore_beside(box, to, file).value();
  CHECK(restored.good);
  CHECK(restored.missing_events > 0);
  CHECK_FALSE(restored.line.empty());
  CHECK_THAT(restored.unfinished,
             Catch::StartsWith("The records are in their place, but putting the old second copy") &&
                 Catch::Contains("File name too long (system 36)"));
  CHECK(std::filesystem::exists(to.store()));
}

TEST_CASE("a next head of another store or of a restore that came to nothing is not believed") {
  OpenBox box;
  OpenBox other;
  other.close();
  box.close();
  const Bytes own = content_of(box.paths.head_copy);
  for (const Bytes& next : {content_of(other.paths.head_copy), Bytes(), Bytes(9, 'x')}) {
    put_content(box.paths.next_head(), next);
    REQUIRE(box.open());
    CHECK_FALSE(box.box->head_copy_problem());
    CHECK_FALSE(std::filesystem::exists(box.paths.next_head()));
    box.close();
  }
  CHECK_FALSE(std::filesystem::exists(box.paths.head_copy.string() + ".before-restore"));
}
