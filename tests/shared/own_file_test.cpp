// SPDX-License-Identifier: Apache-2.0
#include "shared/base/own_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cerrno>

#include "shared/base/durable_file.h"
#include "tests/support/scratch.h"

using namespace alcove;
using alcove::testing::Scratch;

namespace {

constexpr uid_t kOther = 65534;

struct stat facts_of(const std::filesystem::path& file) {
  struct stat facts {};
  REQUIRE(lstat(file.c_str(), &facts) == 0);
  return facts;
}

Bytes bytes_of(const std::filesystem::path& file) {
  return read_file(file, 100).value();
}

// Somebody else's folder; false where only root could make one and this is not root.
bool somebody_elses(const std::filesystem::path& folder) {
  std::filesystem::create_directory(folder);
  return geteuid() == 0 && chown(folder.c_str(), kOther, kOther) == 0;
}

}  // namespace

TEST_CASE("a link that lies where a file is replaced leads nobody to write elsewhere") {
  const Scratch scratch;
  REQUIRE(replace_file(scratch / "precious", Bytes(3, 1)).ok());
  std::filesystem::create_symlink(scratch / "precious", scratch / "file.new");
  REQUIRE(replace_file(scratch / "file", Bytes(3, 2)).ok());
  CHECK(bytes_of(scratch / "precious") == Bytes(3, 1));
  CHECK(bytes_of(scratch / "file") == Bytes(3, 2));
  CHECK_FALSE(std::filesystem::is_symlink(scratch / "file"));

  CHECK_FALSE(make_own_file(scratch / "file", O_WRONLY).valid());
  CHECK(errno == EEXIST);
  std::filesystem::create_symlink(scratch / "precious", scratch / "link");
  CHECK_FALSE(open_or_make_own_file(scratch / "link", O_RDWR).valid());
  CHECK(errno == ELOOP);
  CHECK((facts_of(scratch / "file").st_mode & 0777U) == 0600U);
}

TEST_CASE("what root makes in somebody's folder is theirs, and nothing of root's is given away") {
  const Scratch scratch;
  const std::filesystem::path folder = scratch / "theirs";
  if (!somebody_elses(folder)) return;  // there is no other user here
  REQUIRE(replace_file(folder / "replaced", Bytes(3, 1)).ok());
  CHECK(make_own_file(folder / "made", O_WRONLY).valid());
  CHECK(open_or_make_own_file(folder / "opened", O_RDWR).valid());
  CHECK(make_own_folder(folder / "folder", folder));
  for (const char* name : {"replaced", "made", "opened", "folder"}) {
    INFO(name);
    CHECK(facts_of(folder / name).st_uid == kOther);
    CHECK(facts_of(folder / name).st_gid == kOther);
  }
  // What is there already stays whose it is, also under another name.
  REQUIRE(replace_file(scratch / "of root", Bytes(3, 1)).ok());
  std::filesystem::create_hard_link(scratch / "of root", folder / "linked");
  CHECK(open_or_make_own_file(folder / "linked", O_RDWR).valid());
  CHECK_FALSE(give_to_owner_of_folder(folder / "linked"));
  CHECK(errno == EMLINK);
  std::filesystem::create_symlink(scratch / "of root", folder / "symbolic");
  CHECK_FALSE(give_to_owner_of_folder(folder / "symbolic"));
  CHECK(facts_of(scratch / "of root").st_uid == 0);
}
