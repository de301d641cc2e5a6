// SPDX-License-Identifier: Apache-2.0
#include "server/operator/verify_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace alcove::operation {
namespace {

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
  std::string out;
  if (reply.good) {
    out = fmt::format(
        "good: every page, {} events in {} epoch(s), {} signed notes with {} addenda, {} rows in "
        "{} "
        "tables; head {}\n",
        reply.events, reply.epochs, reply.signed_notes, reply.addenda, reply.rows,
        reply.tables.size(), reply.head ? head_words(*reply.head) : "none");
    return out;
  }
  const bool only_unwritten =
      std::all_of(reply.problems.begin(), reply.problems.end(),
                  [](const std::string& problem) { return problem.starts_with("writing: "); });
  if (only_unwritten) {
    return "bad: all that is stored was read and is as it was left, but nothing can be written.\n" +
           problem_lines(reply.problems) + "  Have the disk looked at. See alcovectl status.\n";
  }
  // What the box says of its own disk: server/store/connection.cpp.
  const bool only_unanswered =
      std::all_of(reply.problems.begin(), reply.problems.end(), [](const std::string& problem) {
        return problem.find("the disk of the records does not answer") != std::string::npos;
      });
  if (only_unanswered) {
    return "bad: not all that is stored could be read. Nothing is known to be damaged, and nothing "
           "was changed.\n" +
           problem_lines(reply.problems);
  }
  out = "bad: this box is not as it was left. Nothing was changed.\n";
  out += problem_lines(reply.problems);
  if (reply.first_bad_event) {
    out += fmt::format("  The first bad event is number {}: {}.\n", reply.first_bad_event->number,
                       reply.first_bad_event->reason);
  }
  // An older key file harms no record: its own sentence says what to do.
  const bool records =
      std::any_of(reply.problems.begin(), reply.problems.end(),
                  [](const std::string& problem) { return !problem.starts_with("key slots: "); });
  if (!records) return out;
  return out +
         "  Keep this store as evidence, and restore the newest good backup into another folder.\n";
}

}  // namespace alcove::operation
