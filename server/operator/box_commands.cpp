// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/audit/verifier.h"
#include "server/features/appointments/zone_times.h"
#include "server/operator/backup.h"
#include "server/operator/commands.h"
#include "server/operator/conditions.h"
#include "server/operator/verify_words.h"
#include "server/store/page_check.h"
#include "shared/base/zone_data.h"

namespace alcove::operation {
namespace {

constexpr std::size_t kMaxProblems = 40;

void add(VerifyReply& reply, Verdict verdict, std::string problem) {
  reply.verdict = std::max(reply.verdict, verdict);
  reply.problems.push_back(std::move(problem));
}

// Runs one part of a check; what stops it is a finding like any other.
template <class Part>
std::optional<Error> stopped(const Part& part) {
  try {
    const Result<void> done = part();
    if (!done) return done.error();
  } catch (const Fault& fault) {
    return fault.error();
  }
  return std::nullopt;
}

template <class Part>
void examine(VerifyReply& reply, std::string_view what, const Part& part) {
  const std::optional<Error> why = stopped(part);
  if (why) add(reply, verdict_of(why->code), fmt::format("{}: {}", what, why->detail));
}

// Nothing where it is not about what is stored being true; then `verify` leaves it to `status`.
std::optional<Verdict> verdict_on(ConditionCode code) {
  switch (code) {
    case ConditionCode::kHeadCopyFailing:  // so that an older store would not be noticed
      return Verdict::kSecondCopy;
    case ConditionCode::kKeyFileUnreadable:
    case ConditionCode::kKeyFileAltered:
    case ConditionCode::kKeyFileOlder:
      return Verdict::kKeys;
    case ConditionCode::kRolledBack:
    case ConditionCode::kHeadCopyMissing:
    case ConditionCode::kHeadCopyDamaged:
    case ConditionCode::kTerminalStopped:
      return Verdict::kAltered;
    case ConditionCode::kStoreUnreadable:  // verify says itself what it cannot read
    case ConditionCode::kStoreMissing:
    case ConditionCode::kRestoreUnchecked:
    case ConditionCode::kRestoreUnconfirmed:
    case ConditionCode::kTerminalKeepsNothing:
    case ConditionCode::kTerminalKeptDamaged:
    case ConditionCode::kOneKeySlotLeft:
    case ConditionCode::kBackupOverdue:
    case ConditionCode::kBackupFailed:
    case ConditionCode::kBackupPlaceFull:
    case ConditionCode::kBackupPlaceGone:
    case ConditionCode::kDiskNearlyFull:
    case ConditionCode::kDiskFull:
    case ConditionCode::kDiskUnwritable:
    case ConditionCode::kClockWrong:
    case ConditionCode::kClinicCertificateEnding:
    case ConditionCode::kTerminalCertificateEnding:
    case ConditionCode::kSetAside:
      break;
  }
  return std::nullopt;
}

Result<void> check_chain(CommandContext& context, VerifyReply& reply) {
  audit::Ledger& ledger = context.box.ledger();
  ALCOVE_ASSIGN(const audit::ChainReport report,
                audit::verify_chain(context.box.store(), ledger.audit_key(),
                                    ledger.signing_public(), [&](auto done, auto all) {
                                      context.progress("checking the audit chain", done, all);
                                    }));
  reply.events = report.events;
  reply.epochs = report.epochs;
  reply.head = head_facts(report.head);
  if (report.bad) {
    reply.first_bad_event = {.number = report.bad->number, .reason = report.bad->reason};
    return Error{ErrorCode::kCorrupt,
                 {},
                 fmt::format("event {}: {}", report.bad->number, report.bad->reason)};
  }
  return {};
}

Result<void> check_signatures(CommandContext& context, VerifyReply& reply) {
  ALCOVE_ASSIGN(SignatureFacts report,
                examine_signatures(context.box.store(), context.box.ledger(), context.progress));
  reply.signed_notes = report.notes;
  reply.addenda = report.addenda;
  for (std::string& problem : report.problems) {
    add(reply, Verdict::kAltered, "signatures: " + std::move(problem));
  }
  return {};
}

Result<void> check_counts(Box& box, VerifyReply& reply) {
  using Tables = std::vector<TableRows>;
  ALCOVE_ASSIGN(reply.tables, box.store().read<Tables>([](store::ReadTxn& txn) -> Result<Tables> {
    return count_rows(txn);
  }));
  for (const TableRows& table : reply.tables) reply.rows += table.rows;
  return {};
}

Result<VerifyReply> verify(CommandContext& context, const wire::Nothing&) {
  VerifyReply reply;
  Box& box = context.box;
  for (const Error& finding : store::find_bad_pages(
           box.paths().store(), store::Store::page_key(box.record_key()), {},
           [&](auto done, auto all) { context.progress("reading every page", done, all); })) {
    add(reply, verdict_of(finding.code), "pages: " + finding.detail);
  }
  examine(reply, "audit chain", [&] { return check_chain(context, reply); });
  examine(reply, "signatures", [&] { return check_signatures(context, reply); });
  examine(reply, "row counts", [&] { return check_counts(box, reply); });
  for (const Condition& condition : conditions_of(box)) {
    const std::optional<Verdict> verdict = verdict_on(condition.code);
    if (verdict) add(reply, *verdict, sentence_of(condition));
  }
  if (reply.problems.size() > kMaxProblems) reply.problems.resize(kMaxProblems);
  reply.good = reply.problems.empty();
  // A store that is behind its head copy must not be written to: the new event would stand in the
  // place of a lost one.
  if (!box.head_copy_problem()) {
    const std::optional<Error> why = stopped([&]() -> Result<void> {
      ALCOVE_TRY(box.ledger().record(
          context.actor,
          {{.action = "box.verify",
            .outcome = reply.good ? "done" : "failed",
            .detail = fmt::format("events={} problems={}", reply.events, reply.problems.size())}}));
      return {};
    });
    if (why) add(reply, Verdict::kUnwritten, "writing: " + why->detail);
    reply.good = reply.problems.empty();
  }
  return reply;
}

}  // namespace

std::string_view program_version() {
  return ALCOVE_VERSION;
}

HeadFacts head_facts(const audit::Head& head) {
  return {.epoch = head.epoch, .number = head.number, .hash = to_hex(head.hash)};
}

StatusReply describe_locked(const BoxPaths& paths) {
  StatusReply reply;
  reply.state = "locked";
  reply.version = program_version();
  reply.conditions = conditions_from_outside(paths);
  return reply;
}

// None while the rules are those that the box began with, and none where the store does not answer:
// that is among the conditions.
std::optional<ZoneChange> zone_change_of(Box& box) {
  using appointments::ZoneReport;
  std::optional<ZoneChange> change;
  (void)stopped([&]() -> Result<void> {
    ALCOVE_ASSIGN(const auto report,
                  box.store().read<std::optional<ZoneReport>>(
                      [](store::ReadTxn& txn) -> Result<std::optional<ZoneReport>> {
                        return appointments::newest_zone_report(txn);
                      }));
    if (!report || !report->previous) return {};
    change = ZoneChange{report->at, *report->previous, report->version, report->moved,
                        report->colliding};
    return {};
  });
  return change;
}

StatusReply describe(Box& box) {
  StatusReply reply;
  reply.state = "open";
  reply.version = program_version();
  reply.clinic = box.facts().clinic;
  reply.zone = box.facts().zone;
  reply.zone_data = zone_data_version();
  reply.zone_change = zone_change_of(box);
  reply.start = box.start();
  reply.store = box.facts().store;
  reply.head = head_facts(box.ledger().head());
  reply.key_slots = static_cast<std::int64_t>(box.key_slots().slots().size());
  std::error_code missing;
  const auto size = std::filesystem::file_size(box.paths().store(), missing);
  if (!missing) reply.store_bytes = static_cast<std::int64_t>(size);
  // What the store cannot tell is among the conditions.
  const BoxFindings findings = look_at(box);
  reply.last_backup = findings.backups.last_good;
  reply.schema = findings.schema;
  reply.conditions = conditions_of(findings);
  return reply;
}

void add_box_commands(CommandTable& table, const Names& names) {
  table.on<wire::Nothing, StatusReply>(
      kStatus, [](CommandContext& context, const wire::Nothing&) -> Result<StatusReply> {
        return describe(context.box);
      });
  table.on<wire::Nothing, VerifyReply>(kVerify, verify);
  add_audit_commands(table, names);
  add_key_commands(table);
  add_backup_commands(table);
  add_restore_commands(table);
}

}  // namespace alcove::operation
