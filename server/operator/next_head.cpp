// SPDX-License-Identifier: Apache-2.0
#include "server/operator/next_head.h"

#include <fmt/format.h>

#include <cerrno>

#include "server/audit/head_copy.h"
#include "shared/base/durable_file.h"

namespace alcove::operation {
namespace {

bool is_there(const std::filesystem::path& file) {
  std::error_code unknown;
  return std::filesystem::exists(file, unknown);
}

Result<void> rename_head(const std::filesystem::path& from, const std::filesystem::path& to,
                         const char* what) {
  std::error_code problem;
  std::filesystem::rename(from, to, problem);
  if (!problem) return {};
  errno = problem.value();
  return disk_error(what);
}

Result<void> put_aside(const std::filesystem::path& head_copy) {
  if (!is_there(head_copy)) return {};
  const std::string name = head_copy.string() + ".before-restore";
  std::string free = name;
  for (int n = 2; is_there(free); ++n) free = fmt::format("{}-{}", name, n);
  return rename_head(head_copy, free, "putting the old second copy of the audit head aside");
}

// Nothing for a copy that is not there, damaged or of another store.
Result<bool> holds(audit::Ledger& ledger, const std::filesystem::path& copy) {
  const auto head = audit::HeadCopy(copy, ledger.audit_key()).load();
  if (!head || !*head) return false;
  return ledger.knows(**head);
}

}  // namespace

void write_next_head(const BoxPaths& paths, const audit::Ledger& ledger, const audit::Head& head) {
  std::error_code ignored;
  std::filesystem::remove(paths.next_head(), ignored);
  audit::HeadCopy(paths.next_head(), ledger.audit_key()).offer(head);
}

Result<void> put_next_head(const BoxPaths& paths, OldHead old) {
  if (old == OldHead::kEvidence) ALCOVE_TRY(put_aside(paths.head_copy));
  if (!is_there(paths.next_head())) return {};
  ALCOVE_TRY(rename_head(paths.next_head(), paths.head_copy,
                         "putting the second copy of the audit head in its place"));
  return sync_folder(paths.head_copy.parent_path());
}

Result<void> finish_next_head(const BoxPaths& paths, audit::Ledger& ledger) {
  if (!is_there(paths.next_head())) return {};
  ALCOVE_ASSIGN(const bool ours, holds(ledger, paths.next_head()));
  if (!ours) {
    std::error_code ignored;
    std::filesystem::remove(paths.next_head(), ignored);
    return {};
  }
  ALCOVE_ASSIGN(const bool known, holds(ledger, paths.head_copy));
  return put_next_head(paths, known ? OldHead::kKnown : OldHead::kEvidence);
}

}  // namespace alcove::operation
