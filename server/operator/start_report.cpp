// SPDX-License-Identifier: Apache-2.0
#include "server/operator/start_report.h"

#include <fmt/format.h>

#include "server/audit/verifier.h"
#include "server/operator/unclean_end.h"

namespace alcove::operation {
namespace {

Error found_damaged(const std::string& finding) {
  return {ErrorCode::kCorrupt,
          {},
          fmt::format("the box ended without being stopped, and not all is as it was left: {}. "
                      "No record was changed. alcovectl verify says all of it; then restore the "
                      "newest good backup into an empty folder",
                      finding)};
}

Result<void> check_all(Box& box, StartReport& report) {
  const std::vector<std::string> findings =
      box.store().check_pages([&](std::int64_t, std::int64_t all) { report.pages = all; });
  if (!findings.empty()) return found_damaged(findings.front());
  report.checks.emplace_back("every page, index and reference");
  ALCOVE_ASSIGN(const audit::ChainReport chain,
                audit::verify_chain(box.store(), box.ledger().audit_key(),
                                    box.ledger().signing_public(), {}));
  if (chain.bad) {
    return found_damaged(fmt::format("event {}: {}", chain.bad->number, chain.bad->reason));
  }
  report.events = chain.events;
  report.checks.push_back(fmt::format("all {} events of the audit chain", chain.events));
  return {};
}

std::string size_words(std::int64_t bytes) {
  return bytes < 1024 * 1024 ? fmt::format("{} KiB", (bytes + 1023) / 1024)
                             : fmt::format("{} MiB", (bytes + 1024 * 1024 - 1) / (1024 * 1024));
}

}  // namespace

Result<StartReport> check_start(Box& box) {
  const auto begun = std::chrono::steady_clock::now();
  StartReport report{.opened_at = box.clock().now(),
                     .after_unclean_end = box.opening().recovered_bytes > 0,
                     .recovered_bytes = box.opening().recovered_bytes,
                     .checks = {"the key file", "the store's schema and settings",
                                "the head of the audit chain against its second copy"}};
  if (report.after_unclean_end) {
    ALCOVE_TRY(check_all(box, report));
    forget_unclean_end(box.paths());
  }
  const auto took = std::chrono::steady_clock::now() - begun + box.opening().took;
  report.milliseconds = std::chrono::ceil<std::chrono::milliseconds>(took).count();
  return report;
}

std::optional<api::administration::StartedAgain> started_again(const Box& box) {
  const std::optional<StartReport>& start = box.start();
  if (!start || !start->after_unclean_end) return std::nullopt;
  return api::administration::StartedAgain{.at = start->opened_at,
                                           .pages = start->pages,
                                           .events = start->events,
                                           .milliseconds = start->milliseconds};
}

std::string start_words(const StartReport& report) {
  std::string out = report.after_unclean_end
                        ? fmt::format(
                              "ended without being stopped last time; {} of last writes "
                              "were brought back from the log; ",
                              size_words(report.recovered_bytes))
                        : std::string("ended as asked last time; ");
  return out +
         fmt::format("checked {}; in {} ms", fmt::join(report.checks, ", "), report.milliseconds);
}

}  // namespace alcove::operation
