// SPDX-License-Identifier: Apache-2.0
#include "server/operator/backup.h"

#include <fmt/format.h>

#include "server/audit/chain_store.h"
#include "server/audit/verifier.h"
#include "server/features/notes/notes.h"
#include "server/operator/commands.h"

namespace alcove::operation {
namespace {

Error not_as_said(std::string_view what) {
  return {ErrorCode::kCorrupt,
          {},
          fmt::format("the copy does not hold what it should: {}. The running store was not "
                      "touched",
                      what)};
}

BytesDone step(const Progress& progress, std::string_view name) {
  return [&progress, name](std::int64_t done, std::int64_t all) {
    if (progress) progress(name, done, all);
  };
}

BackupHeader header_for(Box& box, const std::filesystem::path& snapshot) {
  const SnapshotFacts facts = inspect_snapshot(snapshot, box.record_key());
  BackupHeader header;
  header.store = box.facts().store;
  header.taken_at = box.clock().now();
  header.program = program_version();
  header.schema = facts.schema;
  header.epoch = facts.head.epoch;
  header.head_number = facts.head.number;
  header.head_hash = to_hex(facts.head.hash);
  header.tables = facts.tables;
  const crypto::PublicKey key = box.ledger().signing_public();
  header.signing_key.assign(key.begin(), key.end());
  const crypto::Signature signature = box.ledger().sign(as_bytes(signed_head_text(header)));
  header.head_signature.assign(signature.begin(), signature.end());
  header.salt.resize(kBackupSaltSize);
  box.random().fill(header.salt);
  const std::string slots = box.key_slots().text();
  header.key_slots.assign(slots.begin(), slots.end());
  header.snapshot_bytes = static_cast<std::int64_t>(std::filesystem::file_size(snapshot));
  return header;
}

// Restores the finished file into scratch space and compares.
Result<SignatureFacts> prove(Box& box, int file, const BackupHeader& header,
                             const ScratchFolder& scratch, const Progress& progress,
                             BackupStep& reached) {
  const std::filesystem::path copy = scratch / "proof.db";
  reached = BackupStep::kReadingBack;
  ALCOVE_TRY(check_backup(file, header, box.record_key(), step(progress, "reading it back")));
  reached = BackupStep::kProving;
  ALCOVE_TRY(extract_snapshot(file, header, box.record_key(), copy,
                              step(progress, "restoring it into scratch space")));
  ALCOVE_TRY(compare_snapshot(copy, box.record_key(), header));
  ALCOVE_ASSIGN(
      const std::unique_ptr<store::Store> store,
      store::Store::open(copy, box.record_key(), store::all_migrations(), box.clock().now()));
  const std::unique_ptr<audit::Ledger> ledger =
      audit::Ledger::open(*store, box.clock(), box.random());
  return examine_store(*store, *ledger, progress);
}

// The copies must not eat what is kept for signing out, alerts and the audit.
Result<void> check_room(Box& box) {
  const store::DiskReserve* const reserve = box.ledger().reserve();
  if (reserve == nullptr) return {};
  const store::DiskReserve::State disk = reserve->state();
  std::error_code missing;
  const auto size = std::filesystem::file_size(box.paths().store(), missing);
  const std::int64_t store_bytes = missing ? 0 : static_cast<std::int64_t>(size);
  if (disk.free_bytes >= disk.needed_bytes + store_bytes) return {};
  return Error{ErrorCode::kNoSpace, {}, "there is no room for a copy of the store"};
}

Result<BackupReply> write_and_prove(CommandContext& context, BackupStep& reached) {
  Box& box = context.box;
  ALCOVE_TRY(check_room(box));
  BackupHeader header;
  BackupReply reply;
  {
    ALCOVE_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(box.paths()));
    const std::filesystem::path snapshot = scratch / "snapshot.db";
    box.store().copy_to(snapshot, step(context.progress, "copying the store"));
    header = header_for(box, snapshot);
    reached = BackupStep::kWriting;
    ALCOVE_ASSIGN(reply.bytes, write_backup(context.file, header, snapshot, box.record_key(),
                                            step(context.progress, "writing the backup")));
  }
  reached = BackupStep::kProving;
  ALCOVE_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(box.paths()));
  ALCOVE_ASSIGN(reply.signatures,
                prove(box, context.file, header, scratch, context.progress, reached));
  reply.taken_at = header.taken_at;
  reply.head = head_facts(head_of(header));
  reply.rows = rows_of(header);
  reply.tables = static_cast<std::int64_t>(header.tables.size());
  return reply;
}

}  // namespace

Result<ScratchFolder> ScratchFolder::make(const BoxPaths& paths) {
  std::error_code problem;
  std::filesystem::remove_all(paths.scratch(), problem);
  ALCOVE_TRY(make_private_folder(paths.scratch()));
  return ScratchFolder(paths.scratch());
}

ScratchFolder::~ScratchFolder() {
  if (folder_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

SnapshotFacts inspect_snapshot(const std::filesystem::path& file, const Key256& record_key) {
  store::Connection connection(file, store::Store::page_key(record_key), store::Access::kReadOnly);
  store::ReadTxn txn(connection);
  return {.head = audit::read_head(txn), .schema = schema_number(txn), .tables = count_rows(txn)};
}

Result<void> compare_snapshot(const std::filesystem::path& file, const Key256& record_key,
                              const BackupHeader& header) {
  const SnapshotFacts facts = inspect_snapshot(file, record_key);
  if (facts.head != head_of(header)) return not_as_said("its audit head is another one");
  if (facts.schema != header.schema) return not_as_said("its schema is another one");
  if (facts.tables != header.tables) return not_as_said("its tables have other numbers of rows");
  return {};
}

std::string signature_words(const SignatureFacts& facts) {
  if (facts.good()) {
    return fmt::format("{} signed notes with {} addenda verified", facts.notes, facts.addenda);
  }
  const std::size_t more = facts.problems.size() - 1;
  return fmt::format("signatures: {}{}", facts.problems.front(),
                     more == 0 ? std::string() : fmt::format(", and {} more", more));
}

Result<SignatureFacts> examine_signatures(store::Store& store, audit::Ledger& ledger,
                                          const Progress& progress) {
  ALCOVE_ASSIGN(notes::SignatureReport report,
                notes::verify_signatures(store, ledger.signing_public(),
                                         step(progress, "checking signatures")));
  return SignatureFacts{
      .notes = report.notes, .addenda = report.addenda, .problems = std::move(report.problems)};
}

Result<SignatureFacts> examine_store(store::Store& store, audit::Ledger& ledger,
                                     const Progress& progress) {
  const std::vector<std::string> findings = store.check_pages(step(progress, "reading every page"));
  if (!findings.empty()) return not_as_said(findings.front());
  ALCOVE_ASSIGN(const audit::ChainReport chain,
                audit::verify_chain(store, ledger.audit_key(), ledger.signing_public(),
                                    step(progress, "checking the audit chain")));
  if (chain.bad) {
    return not_as_said(fmt::format("event {}: {}", chain.bad->number, chain.bad->reason));
  }
  return examine_signatures(store, ledger, progress);
}

// The refusal in words that say where it went wrong, after it was recorded. A box whose own disk is
// full may not be able to record it: what went wrong is said all the same.
Error record_failure(CommandContext& context, Error error, BackupStep step) {
  try {
    (void)context.box.ledger().record(context.actor,
                                      {{.action = "box.backup",
                                        .outcome = "failed",
                                        .detail = failure_detail(error.code, step)}});
  } catch (const Fault&) {
    // The next look at the box tells of the disk.
  }
  error.detail = fmt::format("the backup was not taken: {}. Older ones are untouched",
                             cause_words(cause_of(error.code, step), error.detail));
  return error;
}

Result<BackupReply> take_backup(CommandContext& context) {
  const std::unique_lock use(context.box.scratch_use(), std::try_to_lock);
  if (!use.owns_lock()) {
    return Error{ErrorCode::kInUse,
                 {},
                 "another backup is being taken. Nothing was touched. Wait until it is done"};
  }
  audit::Ledger& ledger = context.box.ledger();
  BackupStep reached = BackupStep::kCopying;
  Result<BackupReply> reply = [&]() -> Result<BackupReply> {
    try {
      return write_and_prove(context, reached);
    } catch (const Fault& fault) {
      return fault.error();
    }
  }();
  if (!reply) {
    return record_failure(context, std::move(reply).error(), reached);
  }
  ALCOVE_TRY(ledger.record(
      context.actor, {{.action = "box.backup",
                       .detail = fmt::format("head={}/{} rows={} bytes={} signature_problems={}",
                                             reply->head.epoch, reply->head.number, reply->rows,
                                             reply->bytes, reply->signatures.problems.size())}}));
  return reply;
}

namespace {

// What failed where the box could not see it.
Result<wire::Nothing> tell_failure(CommandContext& context, const BackupFailedRequest& told) {
  const std::optional<ErrorCode> refusal = error_code_from_word(told.error);
  const std::optional<BackupStep> step = step_from_word(told.step);
  if (!refusal) return Error{ErrorCode::kWrongType, "error", "no refusal is called that"};
  if (step != BackupStep::kFolder && step != BackupStep::kNaming) {
    return Error{ErrorCode::kWrongType, "step", "only the first and the last step are told"};
  }
  ALCOVE_TRY(context.box.ledger().record(
      context.actor,
      {{.action = "box.backup", .outcome = "failed", .detail = failure_detail(*refusal, *step)}}));
  return wire::Nothing{};
}

Result<wire::Nothing> set_limit(CommandContext& context, const BackupLimitRequest& request) {
  ALCOVE_TRY(
      context.box.ledger().write<bool>(context.actor, [&](audit::WriteTxn& txn) -> Result<bool> {
        set_backup_within_hours(txn, request.hours);
        txn.record(
            {.action = "box.backup_limit", .detail = fmt::format("hours={}", request.hours)});
        return true;
      }));
  return wire::Nothing{};
}

}  // namespace

void add_backup_commands(CommandTable& table) {
  table.on<wire::Nothing, BackupReply>(
      kBackup, [](CommandContext& context, const wire::Nothing&) { return take_backup(context); });
  table.on<wire::Nothing, wire::Nothing>(
      kBackupNamed, [](CommandContext&, const wire::Nothing&) { return wire::Nothing{}; });
  table.on<BackupFailedRequest, wire::Nothing>(kBackupFailed, tell_failure);
  table.on<BackupLimitRequest, wire::Nothing>(kBackupLimitSet, set_limit);
}

}  // namespace alcove::operation
