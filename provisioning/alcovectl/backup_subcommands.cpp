// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <fmt/format.h>

#include <charconv>

#include "provisioning/alcovectl/invocation.h"
#include "provisioning/alcovectl/set_up.h"
#include "server/operator/backup.h"
#include "server/operator/backup_folder.h"
#include "server/operator/backup_tries.h"
#include "server/operator/contract_keys.h"
#include "shared/base/durable_file.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

constexpr std::size_t kNewKeyFileSize = 64;  // bytes

struct InitReply {
  StoreId store;
  std::string recovery_key;
  operation::SetUpCodeReply set_up_code;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("store", self.store);
    visit("recovery_key", self.recovery_key, wire::secret(1, 64));
    visit("set_up_code", self.set_up_code);
  }
};

// The zone that the system's clock is set to, for example America/Chicago.
std::string system_zone() {
  std::error_code problem;
  const std::string target = std::filesystem::read_symlink("/etc/localtime", problem).string();
  const std::size_t at = target.find("zoneinfo/");
  return at == std::string::npos ? "UTC" : target.substr(at + 9);
}

// A file of random bytes that was not there before, for its owner alone.
Result<keys::KeySecret> make_key_file(const std::string& file, RandomSource& random) {
  Descriptor out(open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!out.valid()) {
    return Error{ErrorCode::kAlreadyExists,
                 {},
                 "the key file cannot be made: it is there already, or its folder is not. Nothing "
                 "was touched"};
  }
  SecretBytes content(kNewKeyFileSize);
  random.fill(content.writable());
  if (!write_all(out.get(), content.view()) || fsync(out.get()) != 0 || !out.close_now()) {
    return disk_error("writing the key file");
  }
  return keys::KeySecret::key_file(content.view());
}

// Fills the slots of a new store; gives the recovery key to be printed.
Result<std::string> fill_slots(Invocation& invocation, keys::KeySlots& slots,
                               const Key256& record_key) {
  const operation::Arguments& given = invocation.arguments();
  const auto add = [&](const keys::KeySecret& secret, std::string_view label) {
    return slots.add(record_key, secret, label, keys::kDefaultCost, invocation.clock().now(),
                     invocation.random());
  };
  ALCOVE_ASSIGN(const auto descriptor, given.number("--passphrase-fd", 0, 65535));
  const bool with_file = given.has("--key-file") || given.has("--make-key-file");
  if (!with_file || descriptor || given.has("--with-passphrase")) {
    ALCOVE_ASSIGN(
        const keys::KeySecret secret,
        new_passphrase(descriptor ? std::optional(static_cast<int>(*descriptor)) : std::nullopt));
    ALCOVE_TRY(add(secret, "Passphrase"));
  }
  if (given.has("--make-key-file")) {
    ALCOVE_ASSIGN(const keys::KeySecret secret,
                  make_key_file(*given.value("--make-key-file"), invocation.random()));
    ALCOVE_TRY(add(secret, "Starts the box"));
  } else if (given.has("--key-file")) {
    ALCOVE_ASSIGN(const keys::KeySecret secret, invocation.secret({}));
    ALCOVE_TRY(add(secret, "Starts the box"));
  }
  keys::NewRecoveryKey recovery = keys::make_recovery_key(invocation.random());
  ALCOVE_TRY(add(recovery.secret, "Recovery key, printed"));
  return std::move(recovery.printed);
}

std::string init_words(const InitReply& reply, UtcTime now) {
  return fmt::format("A new store was made ({}).\n", reply.store.text()) +
         recovery_key_words(reply.recovery_key) + set_up_code_words(reply.set_up_code, now);
}

// A recovery key that nobody has seen must not count as one that somebody holds.
Result<void> take_recovery_key_away(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::KeysListReply slots, invocation.ask(operation::kKeysList, {}));
  for (const auto& slot : slots.items) {
    if (slot.kind != keys::SlotKind::kRecovery) continue;
    ALCOVE_TRY(invocation.ask(operation::kKeysRemove, {.id = slot.id}));
  }
  return {};
}

Result<ExitCode> init(Invocation& invocation) {
  const operation::Arguments& given = invocation.arguments();
  if (invocation.server_runs()) {
    return Error{ErrorCode::kInUse,
                 {},
                 "a server runs there already. Nothing was touched. init wants it stopped"};
  }
  if (given.has("--recovery-key") || given.has("--recovery-key-fd")) {
    return Error{ErrorCode::kMalformed, {}, "init makes the recovery key itself"};
  }
  ALCOVE_ASSIGN(operation::FolderLock lock, operation::FolderLock::take(invocation.paths()));
  ALCOVE_TRY(operation::check_nothing_there(invocation.paths()));
  const Key256 record_key = crypto::random_key(invocation.random());
  keys::KeySlots slots =
      keys::KeySlots::create(StoreId::make(invocation.clock().now(), invocation.random()));
  InitReply reply;
  ALCOVE_ASSIGN(reply.recovery_key, fill_slots(invocation, slots, record_key));
  const WipeOnExit key_wiped(reply.recovery_key);
  ALCOVE_ASSIGN(std::unique_ptr<operation::Box> box,
                operation::Box::create(lock, invocation.paths(),
                                       {.clinic = given.value("--clinic").value_or("Clinic"),
                                        .zone = given.value("--zone").value_or(system_zone()),
                                        .slots = slots},
                                       record_key, invocation.clock(), invocation.random(),
                                       invocation.system_user()));
  reply.store = slots.store();
  invocation.adopt(std::move(lock), std::move(box));
  ALCOVE_ASSIGN(reply.set_up_code, invocation.ask(operation::kSetUpCode, {}));
  const WipeOnExit code_wiped(reply.set_up_code.code);
  try {
    invocation.print<InitReply>(reply, [now = invocation.clock().now()](const InitReply& made) {
      return init_words(made, now);
    });
  } catch (const Fault&) {
    ALCOVE_TRY(take_recovery_key_away(invocation));
    return Error{ErrorCode::kStorageFault,
                 {},
                 "the store was made, but the recovery key could not be written to where the "
                 "output goes, so its slot was taken away again. Make one with alcovectl keys add "
                 "recovery, and the set-up code with alcovectl set-up-code"};
  }
  return ExitCode::kGood;
}

struct FinishedBackup {
  std::string file;
  operation::BackupReply facts;
  std::vector<std::string> removed;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("file", self.file, operation::kSentence);
    visit("facts", self.facts);
    visit("removed", self.removed, wire::at_most(10000, operation::kSentence));
  }
};

std::string backup_words(const FinishedBackup& backup) {
  std::string out = fmt::format(
      "{}: {} ({} bytes; {} rows in {} tables; head {}; {}; read back, restored into "
      "scratch space and compared)\n",
      backup.facts.signatures.good() ? "good" : "bad", backup.file, backup.facts.bytes,
      backup.facts.rows, backup.facts.tables, backup.facts.head.number,
      operation::signature_words(backup.facts.signatures));
  if (!backup.facts.signatures.good()) {
    out +=
        "The store itself was altered before this backup. Older backups were kept, all of them.\n";
  }
  for (const std::string& old : backup.removed) out += fmt::format("removed, older: {}\n", old);
  return out;
}

// The box hears of what it could not see, so that `status` and the administrators' screens tell it.
// Without a server and a key nobody is asked for one just for this.
Error told(Invocation& invocation, Error error, operation::BackupStep step) {
  if (error.code == ErrorCode::kAlreadyExists) return error;
  if (invocation.server_runs() || invocation.names_a_key()) {
    (void)invocation.ask(operation::kBackupFailed,
                         {.error = std::string(error_code_word(error.code)),
                          .step = std::string(operation::step_word(step))});
  }
  if (error.code == ErrorCode::kStorageFault) {
    error.detail = fmt::format("the backup was not taken: {} ({}). Older ones are untouched",
                               operation::cause_words(operation::cause_of(error.code, step), {}),
                               error.detail);
  }
  return error;
}

Result<ExitCode> backup(Invocation& invocation) {
  ALCOVE_ASSIGN(const auto keep, invocation.arguments().number("--keep", 1, 9999));
  const std::filesystem::path folder = std::filesystem::absolute(invocation.word(0));
  const auto demand = invocation.arguments().has("--mounted") ? operation::PlaceDemand::kMounted
                                                              : operation::PlaceDemand::kFolder;
  Result<operation::GrowingBackup> begun =
      operation::GrowingBackup::begin(folder, invocation.clock().now(), demand);
  if (!begun) return told(invocation, begun.error(), operation::BackupStep::kFolder);
  operation::GrowingBackup growing = std::move(begun).value();
  FinishedBackup done;
  ALCOVE_ASSIGN(done.facts, invocation.ask(operation::kBackup, {}, growing.descriptor()));
  // Pulled out between the box's last look and this one: the box thinks that it went well.
  const Result<operation::BackupHeader> header =
      operation::read_backup_header(growing.descriptor());
  if (!header) return told(invocation, header.error(), operation::BackupStep::kNaming);
  const Result<std::filesystem::path> finished = growing.finish();
  if (!finished) return told(invocation, finished.error(), operation::BackupStep::kNaming);
  const std::filesystem::path& file = *finished;
  done.file = file.string();
  const auto heard = invocation.ask(operation::kBackupNamed, {});
  if (!heard) {
    Error error = heard.error();
    error.detail = fmt::format(
        "the backup is good and has its name ({}), but the box did not hear of it and may say "
        "that it was broken off: {}. Take the next one as usual",
        done.file, error.detail);
    return error;
  }
  const bool good = done.facts.signatures.good();
  // Where signed notes were altered, an older backup may be the only true one.
  if (keep && good) {
    for (const auto& old :
         operation::thin_out(folder, header->store, static_cast<std::size_t>(*keep), file)) {
      done.removed.push_back(old.string());
    }
  }
  invocation.print<FinishedBackup>(done, backup_words);
  return good ? ExitCode::kGood : ExitCode::kBad;
}

Result<ExitCode> backup_limit(Invocation& invocation) {
  operation::BackupLimitRequest request;
  const std::string& hours = invocation.word(0);
  const char* const end = hours.data() + hours.size();
  const auto [rest, problem] = std::from_chars(hours.data(), end, request.hours);
  if (problem != std::errc() || rest != end || request.hours < 1 || request.hours > 8784) {
    return Error{ErrorCode::kMalformed, {}, "HOURS is a number from 1 to 8784"};
  }
  ALCOVE_TRY(invocation.ask(operation::kBackupLimitSet, request));
  invocation.show(
      fmt::format("After {} hours without a good backup the box says so.\n", request.hours));
  return ExitCode::kGood;
}

}  // namespace

std::vector<Subcommand> backup_subcommands() {
  return {
      {"init",
       "",
       "makes a new, empty store",
       "The first thing on a new box, with the server stopped. Makes the encrypted store and its\n"
       "keys, and prints two things once: the recovery key, for the safe, and a set-up code, with\n"
       "which the first administrator sets a password. Asks for a passphrase, twice, unless a key\n"
       "file is given. It never touches a store that is there.",
       {{"--clinic", "NAME", "the clinic's name, as screens and papers show it"},
        {"--zone", "ZONE",
         "the clinic's time zone, for example America/Chicago (default: the "
         "system's)"},
        {"--make-key-file", "FILE",
         "makes a new key file, so that the box starts by itself; wrap it with systemd-creds"},
        {"--with-passphrase", "", "asks for a passphrase also when a key file is given"}},
       0,
       0,
       init},
      {"backup",
       "TO",
       "puts a backup into the folder or onto the stick TO",
       "Takes a backup while the clinic works: one encrypted file, named by its time, which opens\n"
       "with the same keys as the box. It is read back, restored into scratch space and compared\n"
       "before it is called good; it is called bad, and kept, when a signature under a note does\n"
       "not fit what the note says. When the stick is full or pulled out, older backups stay as "
       "they\n"
       "are.",
       {{"--keep", "COUNT", "then removes this box's oldest backups there until so many are left"},
        {"--mounted", "", "refuses unless something is mounted at TO: a stick that is not in"}},
       1,
       1,
       backup},
      {"backup-limit",
       "HOURS",
       "after how many hours without a good backup the box says so",
       "Status and every administrator's screen say that a backup is overdue once the last good\n"
       "one is older than so many hours: 26 for one every night, 170 for one a week.",
       {},
       1,
       1,
       backup_limit}};
}

}  // namespace alcove::ctl
