// SPDX-License-Identifier: Apache-2.0
#include "server/operator/verify_words.h"

#include <catch2/catch.hpp>

using namespace alcove::operation;

namespace {

const std::string kNoAnswer =
    "the disk of the records does not answer (system 5). Nothing is known to be damaged. Look at "
    "dmesg, stop the server, have the disk checked, start it";

std::string words_of(std::vector<std::string> problems) {
  VerifyReply reply;
  reply.problems = std::move(problems);
  return verify_words(reply);
}
bool says(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("verify of a disk that does not answer calls nothing altered, and no store evidence") {
  const std::string said = words_of({"pages: page 7: " + kNoAnswer, "row counts: " + kNoAnswer});
  CHECK(
      said.starts_with("bad: not all that is stored could be read. Nothing is known to be "
                       "damaged, and nothing was changed.\n"));
  CHECK(says(said, "  ! pages: page 7: the disk of the records does not answer (system 5)."));
  CHECK_FALSE(says(said, "not as it was left"));
  CHECK_FALSE(says(said, "evidence"));
}

TEST_CASE("a page that was read and is damaged is called that, whatever else was not read") {
  const std::string said = words_of({"pages: page 7: " + kNoAnswer,
                                     "pages: page 9: a page of the store is damaged or was "
                                     "altered"});
  CHECK(said.starts_with("bad: this box is not as it was left."));
  CHECK(says(said, "Keep this store as evidence"));
}

TEST_CASE("verify of a disk that takes nothing more says that all was read and is good") {
  const std::string said = words_of({"writing: the disk of the records has become read-only"});
  CHECK(said.starts_with("bad: all that is stored was read and is as it was left"));
  CHECK_FALSE(says(said, "evidence"));
}

TEST_CASE("an older key file is no reason to restore the records") {
  const std::string said = words_of({"key slots: an older key file was put back"});
  CHECK(said.starts_with("bad: this box is not as it was left."));
  CHECK_FALSE(says(said, "evidence"));
}
