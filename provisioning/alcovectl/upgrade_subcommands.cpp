// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "provisioning/alcovectl/invocation.h"
#include "server/operator/upgrade.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

std::string seconds_words(std::int64_t milliseconds) {
  return fmt::format("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100);
}

std::string upgrade_words(const operation::UpgradeReport& report) {
  if (report.steps.empty()) {
    return fmt::format(
        "Nothing to change: the records have schema {} already, which this version writes.\n",
        report.to);
  }
  std::string out = fmt::format("Tried on a copy of the records ({} KiB). They were not touched.\n",
                                (report.store_bytes + 1023) / 1024);
  for (const operation::UpgradeStep& step : report.steps) {
    out += fmt::format("  {:04} {:<32} {:>8}\n", step.number, step.name,
                       seconds_words(step.milliseconds));
  }
  out += fmt::format(
      "{}: from schema {} to {}; {} rows before, {} after; every page and event, {}.\n",
      report.signatures.good() ? "good" : "bad", report.from, report.to, report.rows_before,
      report.rows_after, operation::signature_words(report.signatures));
  return out + fmt::format("The first start of this version takes about {} longer.\n",
                           seconds_words(report.milliseconds));
}

Result<ExitCode> upgrade(Invocation& invocation) {
  if (!invocation.arguments().has("--check")) {
    return Error{ErrorCode::kMalformed,
                 {},
                 "the records are brought forward by the first start of the new server. "
                 "alcovectl upgrade --check tries it beforehand"};
  }
  const auto server =
      invocation.server_runs() ? operation::ServerState::kRuns : operation::ServerState::kStopped;
  ALCOVE_ASSIGN(const keys::KeySecret secret, invocation.secret("Passphrase of the box: "));
  ALCOVE_ASSIGN(const operation::UpgradeReport report,
                operation::check_upgrade(invocation.paths(), secret, store::all_migrations(),
                                         invocation.clock(), invocation.random(), server,
                                         invocation.progress()));
  invocation.print<operation::UpgradeReport>(report, upgrade_words);
  return report.signatures.good() ? ExitCode::kGood : ExitCode::kBad;
}

}  // namespace

std::vector<Subcommand> upgrade_subcommands() {
  return {{"upgrade",
           "",
           "tries beforehand what a new version does to the records",
           "With --check: copies the store, brings the copy to the schema of this version, checks\n"
           "every page, event and signature of it, says which steps there are and how long the\n"
           "first start will take, and removes the copy. The records are only read; the old\n"
           "server may run meanwhile. It needs a key, because only this version knows the steps.",
           {{"--check", "", "tries it on a copy; there is nothing else to ask for"}},
           0,
           0,
           upgrade}};
}

}  // namespace alcove::ctl
