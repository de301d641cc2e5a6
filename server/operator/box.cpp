// SPDX-License-Identifier: Apache-2.0
#include "server/operator/box.h"

#include <fmt/format.h>

#include "server/operator/file_rights.h"
#include "server/operator/locked_door_file.h"
#include "server/operator/next_head.h"
#include "server/operator/step_back_store.h"
#include "server/operator/unclean_end.h"
#include "shared/base/durable_file.h"
#include "shared/wire/json.h"

namespace alcove::operation {
namespace {

Error already_there(std::string detail) {
  return {ErrorCode::kAlreadyExists, {}, std::move(detail)};
}

void remove_store_files(const BoxPaths& paths) {
  std::error_code ignored;
  std::filesystem::remove(paths.store(), ignored);
  for (const char* suffix : BoxPaths::kBesideStore) {
    std::filesystem::remove(paths.store().string() + suffix, ignored);
  }
  std::filesystem::remove(paths.keys(), ignored);
  std::filesystem::remove(paths.locked_door(), ignored);
}

Result<void> check_files(const BoxPaths& paths) {
  std::vector<std::filesystem::path> files{paths.store(), paths.unclean_end(), paths.reserve(),
                                           paths.head_copy.parent_path(), paths.head_copy};
  for (const char* suffix : BoxPaths::kBesideStore) {
    files.emplace_back(paths.store().string() + suffix);
  }
  return check_may_open(paths, files);
}

// Runs what may throw on a broken disk and gives the refusal as a value.
template <class Work>
auto caught(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const Fault& fault) {
    return fault.error();
  }
}

}  // namespace

Result<void> check_nothing_beside_store(const BoxPaths& paths) {
  for (const char* suffix : BoxPaths::kBesideStore) {
    const std::filesystem::path file = paths.store().string() + suffix;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) continue;
    return already_there(fmt::format(
        "{} is in this folder without its store. Nothing was touched. It holds the last "
        "writes of the store that was here: move it to where that store is now",
        file.filename().string()));
  }
  return {};
}

Result<void> check_clinic(const std::string& clinic, const std::string& zone) {
  ALCOVE_TRY(Zone::named(zone));
  const auto checked = wire::checked_text("clinic", clinic, wire::line(1, 120));
  if (checked) return {};
  Error error = checked.error();
  error.detail = "the clinic's name: " + error.detail;
  return error;
}

Result<void> check_nothing_there(const BoxPaths& paths) {
  std::error_code ignored;
  if (std::filesystem::exists(paths.store(), ignored)) {
    return already_there(
        "there is a store in this folder already. Nothing was touched. Choose another folder with "
        "--state, or use the store that is there");
  }
  if (std::filesystem::exists(paths.keys(), ignored)) {
    return already_there(
        "there is a key file 'keys' in this folder, but no store. Nothing was touched. If it "
        "belongs to no store any more, move it away first");
  }
  if (std::filesystem::exists(paths.head_copy, ignored)) {
    return already_there(fmt::format(
        "the box remembers an earlier store (in {}). Nothing was touched. If that store is gone "
        "for good, move that file away; if it is to come back, use alcovectl restore",
        paths.head_copy.string()));
  }
  return check_nothing_beside_store(paths);
}

Result<keys::KeySlots> load_key_slots(const BoxPaths& paths) {
  ALCOVE_TRY(check_may_open(paths, {paths.state, paths.keys()}));
  const Result<Bytes> bytes = read_file(paths.keys(), keys::kMaxSlotFile);
  if (bytes) return keys::KeySlots::parse(as_text(*bytes));
  if (bytes.error().code == ErrorCode::kNotFound) {
    return Error{ErrorCode::kNotFound,
                 {},
                 fmt::format("there is no key file in {}: no store was made here yet. Nothing was "
                             "touched. alcovectl init makes one; alcovectl restore brings one back",
                             paths.state.string())};
  }
  if (bytes.error().code == ErrorCode::kTooLarge) {
    return Error{ErrorCode::kCorrupt, {}, "the key file is larger than any that Alcove writes"};
  }
  return Error{bytes.error().code,
               {},
               fmt::format("the file of the box's keys cannot be read: {}. It is not known to be "
                           "damaged. Look at dmesg, and at the disk it lies on",
                           bytes.error().detail)};
}

Result<std::unique_ptr<Box>> Box::create(const FolderLock&, const BoxPaths& paths,
                                         const NewBox& facts, const Key256& record_key,
                                         const Clock& clock, RandomSource& random,
                                         const std::string& system_user) {
  ALCOVE_TRY(check_clinic(facts.clinic, facts.zone));
  ALCOVE_TRY(check_nothing_there(paths));
  forget_unclean_end(paths);
  using Made = Result<std::unique_ptr<Box>>;
  Made made = caught([&]() -> Made {
    std::unique_ptr<Box> box(new Box(paths, clock, random, record_key.clone(), facts.slots));
    ALCOVE_TRY(replace_file(paths.keys(), as_bytes(facts.slots.text())));
    box->store_ =
        store::Store::create(paths.store(), record_key, store::all_migrations(), clock.now());
    const audit::Actor actor{.system_user = system_user};
    box->ledger_ = audit::Ledger::create(*box->store_, clock, random, actor);
    box->facts_ = {.store = facts.slots.store(),
                   .created = clock.now(),
                   .clinic = facts.clinic,
                   .zone = facts.zone,
                   .key_generation = facts.slots.generation()};
    ALCOVE_TRY(box->ledger_->write<bool>(actor, [&](audit::WriteTxn& txn) -> Result<bool> {
      insert_box(txn, box->facts_);
      txn.record({.action = "box.create",
                  .detail = fmt::format("store={} key_slots={}", box->facts_.store.text(),
                                        facts.slots.slots().size())});
      return true;
    }));
    // Before it is ever unlocked: a server that starts without a key has something to show.
    ALCOVE_ASSIGN(const auto authority,
                  access::ClinicAuthority::load_or_make(*box->ledger_, facts.clinic));
    ALCOVE_TRY(keep_locked_door(paths.locked_door(), *box->ledger_, authority, actor));
    ALCOVE_TRY(sync_folder(paths.state));
    ALCOVE_TRY(box->watch_head(HeadCheck::kRefuse));
    return box;
  });
  if (!made) remove_store_files(paths);
  return made;
}

Result<std::unique_ptr<Box>> Box::open(const FolderLock&, const BoxPaths& paths,
                                       const keys::KeySecret& secret, const Clock& clock,
                                       RandomSource& random, const Opening& opening) {
  ALCOVE_ASSIGN(keys::KeySlots slots, load_key_slots(paths));
  ALCOVE_TRY(check_files(paths));
  ALCOVE_ASSIGN(keys::OpenedSlot opened, slots.open(secret));
  using Opened = Result<std::unique_ptr<Box>>;
  return caught([&]() -> Opened {
    const auto begun = std::chrono::steady_clock::now();
    std::unique_ptr<Box> box(
        new Box(paths, clock, random, std::move(opened.record_key), std::move(slots)));
    ALCOVE_ASSIGN(box->opening_.recovered_bytes, note_unclean_end(paths));
    ALCOVE_TRY(box->open_store());
    std::error_code unreadable;
    box->head_copy_was_missing_ = !std::filesystem::exists(paths.head_copy, unreadable);
    // Before the event of the opening, which would otherwise be the first to follow a rollback.
    ALCOVE_TRY(box->watch_head(opening.head_check));
    if (box->head_copy_problem_) return box;
    const audit::Actor actor{.system_user = opening.system_user};
    ALCOVE_TRY(box->compare_clock(opening));
    ALCOVE_TRY(box->compare_generation(actor));
    std::vector<audit::Event> events;
    if (opening.refused_keys > 0) {
      events.push_back({.action = "box.open",
                        .outcome = "refused",
                        .detail = fmt::format("wrong_keys={}", opening.refused_keys)});
    }
    const std::int64_t recovered = box->opening_.recovered_bytes;
    events.push_back(
        {.action = "box.open",
         .detail = fmt::format(
             "key_slot={} kind={}{}", opened.slot.text(), wire::word_of(secret.kind()),
             recovered == 0 ? std::string() : fmt::format(" recovered_bytes={}", recovered))});
    ALCOVE_TRY(box->ledger_->record(actor, events));
    box->opening_.took = std::chrono::steady_clock::now() - begun;
    return box;
  });
}

Result<void> Box::open_store() {
  Result<std::unique_ptr<store::Store>> opened =
      store::Store::open(paths_.store(), record_key_, store::all_migrations(), clock_.now());
  if (!opened) {
    // The slot's MAC has just proved the key: what does not open with it is damaged.
    if (opened.error().code == ErrorCode::kWrongKey) {
      return Error{ErrorCode::kCorrupt,
                   {},
                   "the key is right, but the store's first page is damaged or belongs to another "
                   "store. Nothing was touched. Restore the newest backup into an empty folder"};
    }
    return opened.error();
  }
  store_ = std::move(opened).value();
  ledger_ = audit::Ledger::open(*store_, clock_, random_);
  ALCOVE_ASSIGN(
      const std::optional<BoxFacts> facts,
      (store_->read<std::optional<BoxFacts>>(
          [](store::ReadTxn& txn) -> Result<std::optional<BoxFacts>> { return find_box(txn); })));
  if (!facts || facts->store != slots_.store()) {
    return Error{ErrorCode::kCorrupt, {}, "the key file and the store do not belong together"};
  }
  facts_ = *facts;
  return {};
}

Result<void> Box::watch_head(HeadCheck check) {
  ALCOVE_TRY(make_head_folder(paths_));
  ALCOVE_TRY(finish_next_head(paths_, *ledger_));
  auto copy = std::make_unique<audit::HeadCopy>(paths_.head_copy, ledger_->audit_key());
  const Result<void> attached = ledger_->attach_head_copy(std::move(copy));
  if (attached) return {};
  const ErrorCode code = attached.error().code;
  const bool reportable = code == ErrorCode::kRolledBack || code == ErrorCode::kCorrupt;
  if (check == HeadCheck::kRefuse || !reportable) return attached;
  head_copy_problem_ = attached.error();
  return {};
}

// Before any event that has the new time, so that no end of the program in between confirms it.
Result<void> Box::compare_clock(const Opening& opening) {
  using Found = std::optional<StepBack>;
  const UtcTime now = clock_.now();
  ALCOVE_ASSIGN(const Found found, store_->read<Found>([&](store::ReadTxn& txn) -> Result<Found> {
    return step_back(txn, now);
  }));
  if (!found) return {};
  if (!opening.clock_confirmed_by) {
    if (opening.head_check == HeadCheck::kRefuse) return clock_refusal(*found);
    tell_clock_trouble({{ClockTrouble::Kind::kWaits, now, clock_refusal(*found).detail}});
    return {};
  }
  ALCOVE_TRY(ledger_->write<bool>(
      {.system_user = *opening.clock_confirmed_by, .purpose = "operations"},
      [&](audit::WriteTxn& txn) -> Result<bool> {
        const std::string ended = end_what_would_live_longer(txn);
        txn.record({.action = "clock.confirmed",
                    .detail = fmt::format("newest={} now={} ended: {}", format_utc(found->newest),
                                          format_utc(txn.now()), ended)});
        return true;
      }));
  return {};
}

Result<void> Box::compare_generation(const audit::Actor& actor) {
  const std::int64_t found = slots_.generation();
  keys_rolled_back_ = found < facts_.key_generation;
  if (found <= facts_.key_generation) return {};
  // The file was changed and the program stopped before the store could say so.
  ALCOVE_TRY(ledger_->write<bool>(actor, [&](audit::WriteTxn& txn) -> Result<bool> {
    set_key_generation(txn, found);
    txn.record({.action = "keys.found", .detail = fmt::format("generation={}", found)});
    return true;
  }));
  facts_.key_generation = found;
  return {};
}

Result<access::AccessServices*> Box::access(std::uint16_t main_port) {
  const std::lock_guard lock(access_mutex_);
  if (!access_) {
    ALCOVE_ASSIGN(access_, access::AccessServices::open(
                               *ledger_, {.clinic_name = facts_.clinic, .main_port = main_port}));
  }
  return access_.get();
}

void Box::tell_clock_trouble(std::vector<ClockTrouble> troubles) {
  const std::lock_guard lock(clock_mutex_);
  clock_troubles_ = std::move(troubles);
}

std::vector<ClockTrouble> Box::clock_troubles() const {
  const std::lock_guard lock(clock_mutex_);
  return clock_troubles_;
}

namespace {

void note_in(std::map<DeviceId, UtcTime>& ill, const DeviceId& terminal, bool well, UtcTime now) {
  if (well) {
    ill.erase(terminal);
  } else if (ill.size() < Box::kMostTerminals) {
    ill.emplace(terminal, now);
  }
}

}  // namespace

void Box::note_terminal_keeps(const DeviceId& terminal, bool keeps) {
  const std::lock_guard lock(terminals_mutex_);
  note_in(keeping_nothing_, terminal, keeps, clock_.now());
}

void Box::note_terminal_reads(const DeviceId& terminal, bool reads) {
  const std::lock_guard lock(terminals_mutex_);
  note_in(with_damage_, terminal, reads, clock_.now());
}

std::map<DeviceId, UtcTime> Box::terminals_with_damage() const {
  const std::lock_guard lock(terminals_mutex_);
  return with_damage_;
}

std::map<DeviceId, UtcTime> Box::terminals_keeping_nothing() const {
  const std::lock_guard lock(terminals_mutex_);
  return keeping_nothing_;
}

keys::KeySlots Box::key_slots() const {
  const std::lock_guard lock(slots_mutex_);
  return slots_;
}

Result<void> Box::change_slots(const audit::Actor& actor, const std::string& action,
                               const std::function<Result<std::string>(keys::KeySlots&)>& change) {
  const std::lock_guard lock(slots_mutex_);
  keys::KeySlots changed = slots_;
  changed.follow(facts_.key_generation);
  ALCOVE_ASSIGN(const std::string detail, change(changed));
  ALCOVE_TRY(replace_file(paths_.keys(), as_bytes(changed.text())));
  using Written = Result<audit::Committed<bool>>;
  const Written written = caught([&]() -> Written {
    return ledger_->write<bool>(actor, [&](audit::WriteTxn& txn) -> Result<bool> {
      set_key_generation(txn, changed.generation());
      txn.record({.action = action,
                  .detail = fmt::format("{} generation={}", detail, changed.generation())});
      return true;
    });
  });
  if (!written) {
    ALCOVE_TRY(replace_file(paths_.keys(), as_bytes(slots_.text())));
    return written.error();
  }
  slots_ = std::move(changed);
  keys_rolled_back_ = false;
  return {};
}

}  // namespace alcove::operation
