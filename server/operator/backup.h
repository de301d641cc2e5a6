// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/backup_file.h"
#include "server/operator/backup_tries.h"
#include "server/operator/box.h"
#include "server/operator/command_table.h"
#include "server/operator/contract_backup.h"

namespace alcove::operation {

// Records a try that came to nothing, and gives the refusal in words that say where it went wrong.
Error record_failure(CommandContext& context, Error error, BackupStep step);

// Takes a backup of a box that goes on serving, into an open and empty file: snapshot, header, MAC;
// then reads the file back, restores it into the scratch folder and compares rows, head, pages and
// chain with what was written. kInUse while another backup is taken.
Result<BackupReply> take_backup(CommandContext& context);

// What a store's file holds, looked at beside the running program.
struct SnapshotFacts {
  audit::Head head;
  std::int64_t schema = 0;
  std::vector<TableRows> tables;
};
SnapshotFacts inspect_snapshot(const std::filesystem::path& file, const Key256& record_key);

// Refuses (kCorrupt) a store's file that does not hold what the header says.
Result<void> compare_snapshot(const std::filesystem::path& file, const Key256& record_key,
                              const BackupHeader& header);

// Opens it as a store (older schemas are brought forward in it) and checks every page and the whole
// chain: kCorrupt with the first finding. Gives what the signatures under its notes are worth.
Result<SignatureFacts> examine_store(store::Store& store, audit::Ledger& ledger,
                                     const Progress& progress);

// Every signature under every note and addendum. The one check of `verify`, of a backup and of a
// restore.
Result<SignatureFacts> examine_signatures(store::Store& store, audit::Ledger& ledger,
                                          const Progress& progress);

// An empty folder for one piece of work, removed with all in it when it goes.
class ScratchFolder {
 public:
  static Result<ScratchFolder> make(const BoxPaths& paths);
  ScratchFolder(ScratchFolder&& other) noexcept : folder_(std::move(other.folder_)) {
    other.folder_.clear();
  }
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();
  std::filesystem::path operator/(const char* name) const { return folder_ / name; }

 private:
  explicit ScratchFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
};

}  // namespace alcove::operation
