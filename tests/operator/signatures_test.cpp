// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/operator/restore.h"
#include "tests/operator/practice.h"

using namespace alcove;
using namespace alcove::operation;
using alcove::testing::OpenBox;
using alcove::testing::Practice;

namespace {

Result<RestoreReply> restore(OpenBox& box, const BoxPaths& to, const std::filesystem::path& from) {
  return restore_backup(
      to, {.backup = from, .lost_head_copy = std::nullopt, .system_user = "installer"}, box.key,
      box.clock, box.random, {});
}

}  // namespace

TEST_CASE("verify finds a note that says it is signed and is not") {
  OpenBox box;
  const VerifyReply good = box.run(kVerify).value();
  CHECK(good.good);
  CHECK(good.signed_notes == 0);
  Practice(box).claim_signed();
  const VerifyReply found = box.run(kVerify).value();
  CHECK_FALSE(found.good);
  CHECK(found.problems ==
        std::vector<std::string>{"signatures: 1 notes are marked as signed, 0 have a signature"});
}

TEST_CASE("a backup and a restore say how many signatures they found good") {
  OpenBox box;
  Practice(box).sign_note();
  const std::filesystem::path file = box.scratch / "one.backup";
  const BackupReply taken = box.backup_to(file).value();
  CHECK(taken.signatures.good());
  CHECK(taken.signatures.notes == 1);
  const RestoreReply restored =
      restore(box, BoxPaths::standard(box.scratch / "elsewhere"), file).value();
  CHECK(restored.good);
  CHECK(restored.signatures.notes == 1);
  CHECK_THAT(restored.line, Catch::StartsWith("good: ") &&
                                Catch::Contains("1 signed notes with 0 addenda verified"));
}

TEST_CASE("a signed note altered in the store makes its backup bad, and so is what is restored") {
  OpenBox box;
  Practice practice(box);
  const NoteId note = practice.sign_note();
  const char* const sql =
      GENERATE("UPDATE note_signed SET signature = zeroblob(64)",
               "UPDATE note_signed SET content = CAST(replace(content, 'well', 'dead') AS BLOB)");
  INFO(sql);
  practice.alter(sql);
  const std::string found = "note " + note.text() + ": its signature does not fit what it says";
  const std::filesystem::path file = box.scratch / "one.backup";
  CHECK(box.backup_to(file).value().signatures.problems == std::vector<std::string>{found});

  const BoxPaths elsewhere = BoxPaths::standard(box.scratch / "elsewhere");
  const RestoreReply restored = restore(box, elsewhere, file).value();
  CHECK_FALSE(restored.good);
  CHECK_THAT(restored.line, Catch::StartsWith("bad: ") && Catch::Contains("signatures: " + found));
  // It is in its place all the same: what else it holds is needed, and the note is shown as not
  // verified.
  const FolderLock lock = FolderLock::take(elsewhere).value();
  const std::unique_ptr<Box> opened =
      Box::open(lock, elsewhere, box.key, box.clock, box.random, {.system_user = "root"}).value();
  const auto again = examine_signatures(opened->store(), opened->ledger(), {}).value();
  CHECK(again.problems == std::vector<std::string>{found});
}
