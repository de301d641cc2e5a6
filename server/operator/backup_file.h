// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "server/audit/event.h"
#include "server/keys/slot.h"
#include "server/operator/box_store.h"

// The one file of a backup. Grammar: docs/formats.md, "Backup". The functions take an open
// descriptor, because the file may have been opened by another process with other rights. Errors:
// kCorrupt for whatever is not exactly as it was written, kNoSpace, kTooLarge, kStorageFault.
namespace alcove::operation {

inline constexpr std::size_t kMaxBackupHeader = 1024 * 1024;  // bytes
inline constexpr std::size_t kBackupSaltSize = 32;

// The readable part: who holds the file can read it without any key. Nothing in it is believed
// before the MAC was checked.
struct BackupHeader {
  StoreId store;
  UtcTime taken_at;
  std::string program;  // version that wrote it
  std::int64_t schema = 0;
  std::int64_t epoch = 0;
  std::int64_t head_number = 0;
  std::string head_hash;
  Bytes head_signature;  // of the clinic's key over signed_head_text()
  Bytes signing_key;     // its public half
  Bytes salt;            // of the MAC's key
  std::vector<TableRows> tables;
  Bytes key_slots;  // the whole key file
  std::int64_t snapshot_bytes = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    constexpr wire::Range kAny = wire::range(0, INT64_MAX);
    visit("store", self.store);
    visit("taken_at", self.taken_at);
    visit("program", self.program, wire::line(1, 32));
    visit("schema", self.schema, kAny);
    visit("epoch", self.epoch, kAny);
    visit("head_number", self.head_number, kAny);
    visit("head_hash", self.head_hash, wire::line(64, 64));
    visit("head_signature", self.head_signature, wire::bytes(64, 64));
    visit("signing_key", self.signing_key, wire::bytes(32, 32));
    visit("salt", self.salt, wire::bytes(kBackupSaltSize, kBackupSaltSize));
    visit("tables", self.tables, wire::at_most(1000));
    visit("key_slots", self.key_slots, wire::bytes(1, 64 * 1024));
    visit("snapshot_bytes", self.snapshot_bytes, kAny);
  }
};

std::string signed_head_text(const BackupHeader& header);
audit::Head head_of(const BackupHeader& header);
std::int64_t rows_of(const BackupHeader& header);

// The refusal (kNewerVersion) of a backup that a later program wrote: its version, empty where it
// is not known, and its schema, where that is what this program does not know.
Error newer_backup(std::string_view program, std::optional<std::int64_t> schema = std::nullopt);

using BytesDone = std::function<void(std::int64_t done, std::int64_t all)>;

// Writes header, snapshot and MAC from the beginning of the file, and brings them to the disk.
// Gives the size of the file.
Result<std::int64_t> write_backup(int file, const BackupHeader& header,
                                  const std::filesystem::path& snapshot, const Key256& record_key,
                                  const BytesDone& progress);

// The header as it stands there, unproven; the size of the file must fit it.
Result<BackupHeader> read_backup_header(int file);

// Reads the whole file from the disk and compares the MAC over every byte.
Result<void> check_backup(int file, const BackupHeader& header, const Key256& record_key,
                          const BytesDone& progress);

// Copies the snapshot into a new file, checking the MAC once more on the way; what does not hold is
// removed again.
Result<void> extract_snapshot(int file, const BackupHeader& header, const Key256& record_key,
                              const std::filesystem::path& target, const BytesDone& progress);

}  // namespace alcove::operation
