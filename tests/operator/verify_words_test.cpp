// SPDX-License-Identifier: Apache-2.0
#include "server/operator/verify_words.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::operation;

namespace {

std::string words_of(Verdict verdict, std::vector<std::string> problems) {
  VerifyReply reply;
  reply.verdict = verdict;
  reply.problems = std::move(problems);
  return verify_words(reply);
}
bool says(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("verify of a disk that does not answer calls nothing altered, and no store evidence") {
  const std::string said = words_of(Verdict::kUnanswered, {"pages: page 7: in whatever words"});
  CHECK(
      said.starts_with("bad: not all that is stored could be read. Nothing is known to be "
                       "damaged, and nothing was changed.\n"));
  CHECK(says(said, "  ! pages: page 7: in whatever words\n"));
  CHECK_FALSE(says(said, "not as it was left"));
  CHECK_FALSE(says(said, "evidence"));
}

TEST_CASE(
    "what could not be read because the box was busy or its disk full is not called altered") {
  for (const ErrorCode code :
       {ErrorCode::kStorageFault, ErrorCode::kNoSpace, ErrorCode::kInUse, ErrorCode::kTooMany}) {
    CHECK(verdict_of(code) == Verdict::kUnanswered);
  }
  for (const ErrorCode code :
       {ErrorCode::kCorrupt, ErrorCode::kWrongKey, ErrorCode::kNotFound, ErrorCode::kRolledBack}) {
    CHECK(verdict_of(code) == Verdict::kAltered);
  }
}

TEST_CASE("a page that was read and is damaged is called that, whatever the words of the rest") {
  const std::string said =
      words_of(Verdict::kAltered, {"pages: page 7: the disk of the records does not answer",
                                   "pages: page 9: a page of the store is damaged or was "
                                   "altered"});
  CHECK(said.starts_with("bad: this box is not as it was left."));
  CHECK(says(said, "Keep this store as evidence"));
}

TEST_CASE("verify of a disk that takes nothing more says that all was read and is good") {
  const std::string said = words_of(Verdict::kUnwritten, {"writing: the disk is read-only"});
  CHECK(said.starts_with("bad: all that is stored was read and is as it was left"));
  CHECK(says(said, "nothing can be written"));
  CHECK_FALSE(says(said, "evidence"));
}

TEST_CASE("without the second copy of the head verify says what would not be noticed") {
  const std::string said = words_of(Verdict::kSecondCopy, {"the second copy cannot be read"});
  CHECK(said.starts_with("bad: all that is stored was read and is as it was left"));
  CHECK(says(said, "an older store put in its place would not be noticed"));
  CHECK(says(said, "  ! the second copy cannot be read\n"));
  CHECK_FALSE(says(said, "evidence"));
}

TEST_CASE("an older key file is no reason to restore the records") {
  const std::string said = words_of(Verdict::kKeys, {"key slots: an older key file was put back"});
  CHECK(said.starts_with("bad: this box is not as it was left."));
  CHECK_FALSE(says(said, "evidence"));
}
