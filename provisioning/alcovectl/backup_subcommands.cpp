// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>

#include "provisioning/alcovectl/invocation.h"
#include "provisioning/alcovectl/making_a_box.h"
#include "server/operator/backup.h"
#include "server/operator/backup_folder.h"
#include "server/operator/backup_tries.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

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
       "file is given. It never touches a store that is there, and an init that fails leaves "
       "nothing\n"
       "behind. The clinic's time zone is told, and stays what it is.",
       {{"--clinic", "NAME", "the clinic's name, as screens and papers show it"},
        {"--zone", "ZONE",
         "the clinic's time zone, for example America/Chicago (default: the system's, but for "
         "UTC)"},
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
