// SPDX-License-Identifier: Apache-2.0
#include "server/operator/verify_words.h"

#include <fmt/format.h>

namespace alcove::operation {
namespace {

constexpr const char* kNotAsLeft = "bad: this box is not as it was left. Nothing was changed.\n";

std::string problem_lines(const std::vector<std::string>& problems) {
  std::string out;
  for (const std::string& problem : problems) out += fmt::format("  ! {}\n", problem);
  return out;
}

}  // namespace

std::string head_words(const HeadFacts& head) {
  return fmt::format("event {} of epoch {}, {}…", head.number, head.epoch, head.hash.substr(0, 16));
}

std::string verify_words(const VerifyReply& reply) {
  const std::string problems = problem_lines(reply.problems);
  switch (reply.verdict) {
    case Verdict::kGood:
      return fmt::format(
          "good: every page, {} events in {} epoch(s), {} signed notes with {} addenda, {} rows in "
          "{} tables; head {}\n",
          reply.events, reply.epochs, reply.signed_notes, reply.addenda, reply.rows,
          reply.tables.size(), reply.head ? head_words(*reply.head) : "none");
    case Verdict::kSecondCopy:
      return "bad: all that is stored was read and is as it was left, but an older store put in "
             "its place would not be noticed.\n" +
             problems;
    case Verdict::kUnwritten:
      return "bad: all that is stored was read and is as it was left, but nothing can be "
             "written.\n" +
             problems + "  Have the disk looked at. See alcovectl status.\n";
    case Verdict::kUnanswered:
      return "bad: not all that is stored could be read. Nothing is known to be damaged, and "
             "nothing was changed.\n" +
             problems;
    case Verdict::kKeys:  // harms no record: its own sentence says what to do
      return std::string(kNotAsLeft) + problems;
    case Verdict::kAltered:
      break;
  }
  std::string out = std::string(kNotAsLeft) + problems;
  if (reply.first_bad_event) {
    out += fmt::format("  The first bad event is number {}: {}.\n", reply.first_bad_event->number,
                       reply.first_bad_event->reason);
  }
  return out +
         "  Keep this store as evidence, and restore the newest good backup into another folder.\n";
}

Verdict verdict_of(ErrorCode code) {
  const bool unread = code == ErrorCode::kStorageFault || code == ErrorCode::kNoSpace ||
                      code == ErrorCode::kInUse || code == ErrorCode::kTooMany;
  return unread ? Verdict::kUnanswered : Verdict::kAltered;
}

}  // namespace alcove::operation
