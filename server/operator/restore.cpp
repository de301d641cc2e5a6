// SPDX-License-Identifier: Apache-2.0
#include "server/operator/restore.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>

#include "server/operator/commands.h"
#include "server/operator/file_rights.h"
#include "server/operator/locked_door_file.h"
#include "server/operator/next_head.h"
#include "server/operator/restore_check.h"
#include "server/operator/step_back_store.h"
#include "server/operator/unclean_end.h"
#include "shared/base/durable_file.h"

namespace alcove::operation {
namespace {

Error refuse_existing(std::string_view what) {
  return {ErrorCode::kAlreadyExists,
          {},
          fmt::format("{}. Nothing was touched: a restore never overwrites. Restore into another "
                      "folder with --state, or move the old one away first",
                      what)};
}

Result<void> check_empty(const BoxPaths& paths, const Bytes& key_slots) {
  std::error_code ignored;
  if (std::filesystem::exists(paths.store(), ignored)) {
    return refuse_existing("there is a store in this folder already");
  }
  ALCOVE_TRY(check_nothing_beside_store(paths));
  if (!std::filesystem::exists(paths.keys(), ignored)) return {};
  // The same file is what an interrupted restore of this backup leaves behind.
  const Result<Bytes> there = read_file(paths.keys(), keys::kMaxSlotFile);
  if (there && *there == key_slots) return {};
  return refuse_existing("there is a key file 'keys' of another store in this folder");
}

// What the head copy of the lost box tells, if there is one.
struct Lost {
  bool copy_found = false;
  std::optional<audit::Head> head{};  // the highest that was seen and is not in the restored chain
  std::int64_t epoch = 0;             // the highest of the copies
  bool unusable = false;  // what lies at this box's usual place is no copy of this store's head
};

using Copied = Result<std::optional<audit::Head>>;

// What was named is wanted: without it the restore would say less than it was asked to.
Copied load_named(const std::filesystem::path& file, audit::Ledger& ledger) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return Error{ErrorCode::kNotFound, {}, "the file given as --lost-head-copy is not there"};
  }
  Copied named = audit::HeadCopy(file, ledger.audit_key()).load();
  if (named) return named;
  return Error{named.error().code,
               {},
               fmt::format("{}. Nothing was touched. Without --lost-head-copy the restore goes on, "
                           "and says that what is missing cannot be known",
                           named.error().detail)};
}

// The copy beside this folder is of a restore before this one where another one was named. One that
// is damaged, or of a store that was tried here, says nothing, and must not be in the way.
Result<Lost> find_lost(const BoxPaths& paths, const RestoreOrder& order, audit::Ledger& ledger) {
  Copied seen = audit::HeadCopy(paths.head_copy, ledger.audit_key()).load();
  Lost lost;
  lost.unusable = !seen;
  if (seen && *seen) lost.epoch = (*seen)->epoch;
  if (order.lost_head_copy) {
    seen = load_named(*order.lost_head_copy, ledger);
    if (!seen) return seen.error();
  }
  if (!seen || !*seen) return lost;
  ALCOVE_ASSIGN(const bool known, ledger.knows(**seen));
  lost.copy_found = true;
  if (!known) lost.head = **seen;
  lost.epoch = std::max(lost.epoch, (*seen)->epoch);
  return lost;
}

std::string missing_words(const RestoreReply& reply) {
  if (reply.head_copy_unusable) {
    return "what is missing cannot be known here: the second copy of the audit head that lay here "
           "is damaged or belongs to another store. It is kept beside the new one. Each "
           "terminal says how much it has seen, and gives back what it wrote";
  }
  if (!reply.head_copy_found) {
    return "what is missing cannot be known here without the head copy of the lost box. Each "
           "terminal says how much it has seen, and gives back what it wrote. If the lost box's "
           "disk can still be read, do this again, before the first start, with --lost-head-copy";
  }
  if (!reply.lost_head) return "nothing is known to be missing";
  if (reply.missing_events > 0) {
    return fmt::format("missing: {} events after {}, up to {} (epoch {})", reply.missing_events,
                       reply.backup_head.number, reply.lost_head->number, reply.lost_head->epoch);
  }
  return fmt::format("missing: another history up to event {} (epoch {})", reply.lost_head->number,
                     reply.lost_head->epoch);
}

std::string line_of(const RestoreReply& reply) {
  return fmt::format("{}: {} rows in {} tables from the backup of {}; head {} (epoch {}); {}; {}",
                     reply.good ? "good" : "bad", reply.rows, reply.tables,
                     format_utc(reply.backup_taken_at), reply.head.number, reply.head.epoch,
                     signature_words(reply.signatures), missing_words(reply));
}

struct Source {
  Descriptor file;
  BackupHeader header;
  Key256 record_key;
};

Error clock_is_behind(UtcTime now, UtcTime newest) {
  return {ErrorCode::kWrongState, kClockField,
          fmt::format("the clock of this machine says {}, and the backup has entries of {}. One of "
                      "the two is wrong. Nothing was touched. If the clock is wrong, set it right "
                      "(timedatectl) and give the command again. If it is right, give the command "
                      "again with --clock-is-right",
                      format_utc(now), format_utc(newest))};
}

// Opens the backup and proves every byte of it.
Result<Source> open_source(const RestoreOrder& order, const keys::KeySecret& secret, UtcTime now,
                           const Progress& progress) {
  Source source;
  source.file = Descriptor(open(order.backup.c_str(), O_RDONLY | O_CLOEXEC));
  if (!source.file.valid()) {
    return Error{ErrorCode::kNotFound,
                 {},
                 "the backup cannot be opened. Nothing was touched. Is the stick in, and is the "
                 "name right?"};
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(order.backup, ignored)) {
    return Error{ErrorCode::kMalformed,
                 {},
                 "that is a folder. Nothing was touched. Name one backup in it, the newest is the "
                 "last of: ls FOLDER/*.backup"};
  }
  ALCOVE_ASSIGN(source.header, read_backup_header(source.file.get()));
  // Before a key is asked for and before every byte is read: a refusal needs no proof.
  if (source.header.schema > store::all_migrations().back().number) {
    return newer_backup(source.header.program, source.header.schema);
  }
  ALCOVE_ASSIGN(const keys::KeySlots slots,
                keys::KeySlots::parse(as_text(source.header.key_slots)));
  ALCOVE_ASSIGN(keys::OpenedSlot opened, slots.open(secret));
  source.record_key = std::move(opened.record_key);
  ALCOVE_TRY(
      check_backup(source.file.get(), source.header, source.record_key, [&](auto done, auto all) {
        if (progress) progress("checking every byte of the backup", done, all);
      }));
  // Only now is its time one that the clinic wrote.
  if (order.clock == ClockWord::kNothing && source.header.taken_at > now + kClockTolerance) {
    return clock_is_behind(now, source.header.taken_at);
  }
  return source;
}

// The backup does not hold what terminals are shown while the box is locked.
Result<void> keep_sign(const BoxPaths& paths, store::Store& store, audit::Ledger& ledger,
                       const audit::Actor& actor) {
  ALCOVE_ASSIGN(const std::string clinic,
                store.read<std::string>([](store::ReadTxn& txn) -> Result<std::string> {
                  const std::optional<BoxFacts> facts = find_box(txn);
                  if (!facts) return Error{ErrorCode::kCorrupt, {}, "the store is no box's"};
                  return facts->clinic;
                }));
  ALCOVE_ASSIGN(const auto authority, access::ClinicAuthority::load_or_make(ledger, clinic));
  return keep_locked_door(paths.locked_door(), ledger, authority, actor);
}

// The new epoch begins with the machine's time. In the words of the first start that finds it
// behind: what was to end ends. Nothing is in its place yet, so no end of the program in between
// confirms it.
Result<void> take_clock(const std::optional<StepBack>& behind, const RestoreOrder& order,
                        audit::Ledger& ledger, const audit::Actor& actor) {
  if (!behind) return {};
  if (order.clock == ClockWord::kNothing) return clock_is_behind(behind->now, behind->newest);
  ALCOVE_TRY(ledger.write<bool>(actor, [&](audit::WriteTxn& txn) -> Result<bool> {
    const std::string ended = end_what_would_live_longer(txn);
    txn.record({.action = "clock.confirmed",
                .detail = fmt::format("newest={} now={} ended: {}", format_utc(behind->newest),
                                      format_utc(txn.now()), ended)});
    return true;
  }));
  return {};
}

// Before take_clock, which ends sessions too: it says nothing of what was written in one.
Result<void> end_sessions(audit::Ledger& ledger, const audit::Actor& actor) {
  ALCOVE_TRY(ledger.write<bool>(actor, [](audit::WriteTxn& txn) -> Result<bool> {
    end_restored_sessions(txn);
    return true;
  }));
  return {};
}

Result<void> read_who_comes_in(store::Store& store, RestoreReply& reply) {
  ALCOVE_TRY(store.read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
    list_who_comes_in(txn, reply);
    return true;
  }));
  return {};
}

struct Marked {
  RestoreReply reply;
  OldHead old_head = OldHead::kKnown;
};

// Checks the extracted store and begins its new epoch in it, before it is put in place.
Result<Marked> examine_and_mark(const BoxPaths& paths, const RestoreOrder& order,
                                const Source& source, const std::filesystem::path& file,
                                const Clock& clock, RandomSource& random,
                                const Progress& progress) {
  ALCOVE_TRY(compare_snapshot(file, source.record_key, source.header));
  ALCOVE_ASSIGN(const std::unique_ptr<store::Store> store,
                store::Store::open(file, source.record_key, store::all_migrations(), clock.now()));
  const std::unique_ptr<audit::Ledger> ledger = audit::Ledger::open(*store, clock, random);
  ALCOVE_ASSIGN(SignatureFacts signatures, examine_store(*store, *ledger, progress));
  const audit::Head before = head_of(source.header);
  ALCOVE_ASSIGN(const Lost lost, find_lost(paths, order, *ledger));
  const audit::Actor actor{.system_user = order.system_user, .purpose = "operations"};
  const std::int64_t highest = std::max(lost.epoch, order.lost_epoch.value_or(0));
  using Behind = std::optional<StepBack>;
  ALCOVE_ASSIGN(const Behind behind,
                store->read<Behind>([&](store::ReadTxn& txn) -> Result<Behind> {
                  return step_back(txn, clock.now());
                }));
  ALCOVE_ASSIGN(const audit::Head head,
                ledger->begin_epoch(actor, {.backup_head = before,
                                            .backup_taken_at = source.header.taken_at,
                                            .lost_head = lost.head,
                                            .restored_by = order.system_user,
                                            .highest_epoch = highest}));
  ALCOVE_TRY(end_sessions(*ledger, actor));
  ALCOVE_TRY(take_clock(behind, order, *ledger, actor));
  ALCOVE_TRY(keep_sign(paths, *store, *ledger, actor));
  RestoreReply reply;
  reply.good = signatures.good();
  reply.signatures = std::move(signatures);
  reply.backup_taken_at = source.header.taken_at;
  reply.rows = rows_of(source.header);
  reply.tables = static_cast<std::int64_t>(source.header.tables.size());
  reply.backup_head = head_facts(before);
  reply.head = head_facts(head);
  reply.head_copy_found = lost.copy_found;
  reply.head_copy_unusable = lost.unusable && !lost.copy_found;
  if (lost.head) {
    reply.lost_head = head_facts(*lost.head);
    reply.missing_events = std::max<std::int64_t>(0, lost.head->number - before.number);
  }
  reply.line = line_of(reply);
  ALCOVE_TRY(read_who_comes_in(*store, reply));
  ALCOVE_TRY(make_head_folder(paths));
  write_next_head(paths, *ledger, head);
  const bool evidence = lost.head || lost.unusable;
  return Marked{std::move(reply), evidence ? OldHead::kEvidence : OldHead::kKnown};
}

Result<RestoreReply> restore(const BoxPaths& paths, const RestoreOrder& order,
                             const keys::KeySecret& secret, const Clock& clock,
                             RandomSource& random, const Progress& progress) {
  ALCOVE_ASSIGN(const Source source, open_source(order, secret, clock.now(), progress));
  ALCOVE_TRY(check_empty(paths, source.header.key_slots));
  ALCOVE_ASSIGN(const FolderLock lock, FolderLock::take(paths));
  ALCOVE_TRY(check_may_open(paths, {paths.head_copy.parent_path(), paths.head_copy}));
  ALCOVE_TRY(check_empty(paths, source.header.key_slots));
  ALCOVE_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(paths));
  const std::filesystem::path file = scratch / "restored.db";
  ALCOVE_TRY(extract_snapshot(source.file.get(), source.header, source.record_key, file,
                              [&](auto done, auto all) {
                                if (progress) progress("restoring", done, all);
                              }));
  ALCOVE_ASSIGN(const Marked marked,
                examine_and_mark(paths, order, source, file, clock, random, progress));
  forget_unclean_end(paths);
  ALCOVE_TRY(replace_file(paths.keys(), source.header.key_slots));
  if (std::rename(file.c_str(), paths.store().c_str()) != 0) {
    return disk_error("putting the store in its place");
  }
  RestoreReply reply = marked.reply;
  // From here on the records are there, and the new history is the one to watch: whoever asked for
  // it has to be told what is missing and who comes in, whatever fails now.
  Result<void> put = sync_folder(paths.state);
  if (put) put = put_next_head(paths, marked.old_head);
  if (!put) {
    reply.unfinished = fmt::format(
        "The records are in their place, but {}. The box sees to it when it is opened next; "
        "look whether its disk is well",
        put.error().detail);
  }
  return reply;
}

}  // namespace

Result<RestoreReply> restore_backup(const BoxPaths& paths, const RestoreOrder& order,
                                    const keys::KeySecret& secret, const Clock& clock,
                                    RandomSource& random, const Progress& progress) {
  try {
    return restore(paths, order, secret, clock, random, progress);
  } catch (const Fault& fault) {
    return fault.error();
  }
}

}  // namespace alcove::operation
