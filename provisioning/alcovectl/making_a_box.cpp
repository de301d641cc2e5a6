// SPDX-License-Identifier: Apache-2.0
#include "provisioning/alcovectl/making_a_box.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "provisioning/alcovectl/set_up.h"
#include "server/operator/contract_keys.h"
#include "shared/base/durable_file.h"
#include "shared/base/own_file.h"
#include "shared/wire/fields.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

constexpr std::size_t kNewKeyFileSize = 64;  // bytes

struct InitReply {
  StoreId store;
  std::string zone;
  std::string recovery_key;
  operation::SetUpCodeReply set_up_code;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("store", self.store);
    visit("zone", self.zone, wire::line(1, 64));
    visit("recovery_key", self.recovery_key, wire::secret(1, 64));
    visit("set_up_code", self.set_up_code);
  }
};

// As UTC is called in the system's list.
bool is_utc(std::string_view zone) {
  constexpr std::array<std::string_view, 9> kNames{"UTC",  "UCT",   "Universal", "Zulu",     "GMT",
                                                   "GMT0", "GMT+0", "GMT-0",     "Greenwich"};
  if (zone.starts_with("Etc/")) zone.remove_prefix(4);
  return std::find(kNames.begin(), kNames.end(), zone) != kNames.end();
}

Error key_file_cannot_be_made() {
  return {ErrorCode::kAlreadyExists,
          {},
          "the key file cannot be made: it is there already, or its folder is not. Nothing "
          "was touched"};
}

// What is there only because of this init: taken away again unless the store was made.
class NewThings {
 public:
  explicit NewThings(const operation::BoxPaths& paths)
      : paths_(paths),
        state_was_there_(there(paths.state)),
        lock_was_there_(there(paths.lock())),
        head_was_there_(there(paths.head_copy.parent_path())) {}
  ~NewThings() {
    if (kept_) return;
    // While the lock is held.
    if (!key_file_.empty()) remove(key_file_);
    if (!head_was_there_) remove(paths_.head_copy.parent_path());
    if (lock_ && !lock_was_there_) remove(paths_.lock());
    if (!state_was_there_) remove(paths_.state);
  }
  NewThings(const NewThings&) = delete;
  NewThings& operator=(const NewThings&) = delete;

  Result<const operation::FolderLock*> take_lock() {
    ALCOVE_ASSIGN(operation::FolderLock taken, operation::FolderLock::take(paths_));
    return &lock_.emplace(std::move(taken));
  }
  // A file of random bytes that was not there before, for its owner alone.
  Result<void> make_key_file(const std::string& file, ByteView content) {
    Descriptor out(open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!out.valid()) return key_file_cannot_be_made();
    key_file_ = file;
    if (!write_all(out.get(), content) || fsync(out.get()) != 0 || !out.close_now()) {
      return disk_error("writing the key file");
    }
    return {};
  }
  // The store was made: all of it stays.
  operation::FolderLock keep() {
    kept_ = true;
    return std::move(*lock_);
  }

 private:
  static bool there(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
  }
  // Of a folder: only if nothing is in it.
  static void remove(const std::filesystem::path& path) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }

  const operation::BoxPaths& paths_;
  std::filesystem::path key_file_;
  bool state_was_there_;
  bool lock_was_there_;
  bool head_was_there_;
  std::optional<operation::FolderLock> lock_;
  bool kept_ = false;
};

// Of the clinic, as the options name it.
struct ClinicNames {
  std::string clinic;
  std::string zone;
};

struct NewKeys {
  std::string recovery_key;
  std::optional<SecretBytes> key_file{};  // what is to stand in the one that is to be made
};

// Fills the slots of a new store; gives the recovery key to be printed.
Result<NewKeys> fill_slots(Invocation& invocation, keys::KeySlots& slots,
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
  NewKeys made;
  if (given.has("--make-key-file")) {
    made.key_file.emplace(kNewKeyFileSize);
    invocation.random().fill(made.key_file->writable());
    ALCOVE_ASSIGN(const keys::KeySecret secret, keys::KeySecret::key_file(made.key_file->view()));
    ALCOVE_TRY(add(secret, "Starts the box"));
  } else if (given.has("--key-file")) {
    ALCOVE_ASSIGN(const keys::KeySecret secret, invocation.secret({}));
    ALCOVE_TRY(add(secret, "Starts the box"));
  }
  keys::NewRecoveryKey recovery = keys::make_recovery_key(invocation.random());
  ALCOVE_TRY(add(recovery.secret, "Recovery key, printed"));
  made.recovery_key = std::move(recovery.printed);
  return made;
}

std::string zone_words(const InitReply& reply, bool was_named, UtcTime now) {
  const std::string at = format_local(Zone::named(reply.zone).value().to_local(now)).substr(11);
  return fmt::format(
      "The clinic's clock is that of {} (it is {} there), {}.\n"
      "It stays so: if it is the wrong one, move this store away now and make it again with --zone "
      "ZONE.\n",
      reply.zone, at, was_named ? "as --zone says" : "as this machine's is");
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

// Of what is asked for, all that can be refused before anything is there.
Result<ClinicNames> names_of(Invocation& invocation) {
  const operation::Arguments& given = invocation.arguments();
  if (invocation.server_runs()) {
    return Error{ErrorCode::kInUse,
                 {},
                 "a server runs there already. Nothing was touched. init wants it stopped"};
  }
  if (given.has("--recovery-key") || given.has("--recovery-key-fd")) {
    return Error{ErrorCode::kMalformed, {}, "init makes the recovery key itself"};
  }
  ALCOVE_TRY(operation::check_nothing_there(invocation.paths()));
  ClinicNames names{.clinic = given.value("--clinic").value_or("Clinic"), .zone = {}};
  ALCOVE_ASSIGN(names.zone, clinic_zone(given.value("--zone"), "/etc/localtime"));
  ALCOVE_TRY(operation::check_clinic(names.clinic, names.zone));
  if (const auto file = given.value("--make-key-file")) {
    std::error_code ignored;
    const bool there = std::filesystem::exists(std::filesystem::symlink_status(*file, ignored));
    if (there || !std::filesystem::is_directory(folder_of(*file), ignored)) {
      return key_file_cannot_be_made();
    }
  }
  return names;
}

Result<InitReply> make_store(Invocation& invocation, const ClinicNames& names) {
  const Key256 record_key = crypto::random_key(invocation.random());
  keys::KeySlots slots =
      keys::KeySlots::create(StoreId::make(invocation.clock().now(), invocation.random()));
  ALCOVE_ASSIGN(NewKeys made, fill_slots(invocation, slots, record_key));
  const WipeOnExit key_wiped(made.recovery_key);
  NewThings things(invocation.paths());
  ALCOVE_ASSIGN(const operation::FolderLock* const lock, things.take_lock());
  ALCOVE_TRY(operation::check_nothing_there(invocation.paths()));
  if (made.key_file) {
    ALCOVE_TRY(things.make_key_file(*invocation.arguments().value("--make-key-file"),
                                    made.key_file->view()));
  }
  ALCOVE_ASSIGN(std::unique_ptr<operation::Box> box,
                operation::Box::create(*lock, invocation.paths(),
                                       {.clinic = names.clinic, .zone = names.zone, .slots = slots},
                                       record_key, invocation.clock(), invocation.random(),
                                       invocation.system_user()));
  invocation.adopt(things.keep(), std::move(box));
  return InitReply{.store = slots.store(),
                   .zone = names.zone,
                   .recovery_key = made.recovery_key,
                   .set_up_code = {}};
}

}  // namespace

Result<std::string> clinic_zone(const std::optional<std::string>& given,
                                const std::filesystem::path& localtime) {
  std::string zone = given.value_or(std::string());
  if (!given) {
    std::error_code problem;
    const std::string target = std::filesystem::read_symlink(localtime, problem).string();
    const std::size_t at = target.find("zoneinfo/");
    if (at != std::string::npos) zone = target.substr(at + 9);
    if (zone.empty() || is_utc(zone)) {
      return Error{ErrorCode::kMissingField,
                   {},
                   fmt::format("which clock hangs on the clinic's wall? This machine's {}. Name "
                               "the clinic's with --zone, for example --zone America/New_York; a "
                               "clinic in UTC names it too. Nothing was touched",
                               zone.empty() ? "own zone is not set" : "own clock shows UTC")};
    }
  }
  ALCOVE_TRY(Zone::named(zone));
  return zone;
}

Result<ExitCode> init(Invocation& invocation) {
  ALCOVE_ASSIGN(const ClinicNames names, names_of(invocation));
  ALCOVE_ASSIGN(InitReply reply, make_store(invocation, names));
  const WipeOnExit key_wiped(reply.recovery_key);
  ALCOVE_ASSIGN(reply.set_up_code, invocation.ask(operation::kSetUpCode, {}));
  const WipeOnExit code_wiped(reply.set_up_code.code);
  const bool zone_was_named = invocation.arguments().has("--zone");
  try {
    invocation.print<InitReply>(reply, [&](const InitReply& made) {
      const UtcTime now = invocation.clock().now();
      return fmt::format("A new store was made ({}).\n", made.store.text()) +
             zone_words(made, zone_was_named, now) + recovery_key_words(made.recovery_key) +
             set_up_code_words(made.set_up_code, now);
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

}  // namespace alcove::ctl
