// SPDX-License-Identifier: Apache-2.0
//
//   backup := "ALCOVE BACKUP 1" LF  header_size (u32, big-endian)  header (JSON)
//             snapshot (snapshot_bytes)  mac (32)
#include "server/operator/backup_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

#include "server/store/migrations.h"
#include "shared/base/descriptor.h"
#include "shared/base/durable_file.h"
#include "shared/base/own_file.h"
#include "shared/wire/json.h"

namespace alcove::operation {
namespace {

constexpr std::string_view kTitle = "ALCOVE BACKUP 1\n";
constexpr std::size_t kPrefixSize = kTitle.size() + 4;
constexpr std::size_t kMacSize = 32;
constexpr std::size_t kPiece = 1024 * 1024;

Error damaged() {
  return {ErrorCode::kCorrupt,
          {},
          "this backup is damaged, cut short or altered. Nothing was taken from it and nothing was "
          "touched. Use another backup"};
}

Key256 mac_key(const Key256& record_key, const BackupHeader& header) {
  return crypto::hkdf_sha256(record_key.view(), header.salt, "alcove backup v1");
}

// Exactly `out`, from that place of the file.
Result<void> read_at(int file, std::int64_t offset, std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t got = pread(file, out.data(), out.size(), offset);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return disk_error("reading the backup");
    if (got == 0) return damaged();
    out = out.subspan(static_cast<std::size_t>(got));
    offset += got;
  }
  return {};
}

Result<std::int64_t> size_of(int file) {
  struct stat facts {};
  if (fstat(file, &facts) != 0) return disk_error("looking at the backup");
  return std::int64_t{facts.st_size};
}

Bytes prefix_of(std::string_view header) {
  Bytes out(kTitle.begin(), kTitle.end());
  append_u32(out, static_cast<std::uint32_t>(header.size()));
  out.insert(out.end(), header.begin(), header.end());
  return out;
}

// What every format of a backup says in its header, whatever else it holds.
struct WrittenBy {
  std::string program;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("program", self.program, wire::line(1, 32));
  }
};

Error newer(int file, std::uint32_t header_size) {
  std::string program;
  Bytes text(std::min<std::size_t>(header_size, kMaxBackupHeader));
  if (read_at(file, kPrefixSize, text)) {
    const Result<WrittenBy> header =
        wire::decode<WrittenBy>(as_text(text), wire::UnknownFields::kIgnore);
    if (header) program = header->program;
  }
  return newer_backup(program);
}

Result<std::size_t> header_size_of(int file) {
  Bytes start(kPrefixSize);
  ALCOVE_TRY(read_at(file, 0, start));
  const std::string_view title = as_text(ByteView(start).first(kTitle.size()));
  const bool later = title.starts_with("ALCOVE BACKUP ") && title[14] > '1' && title[14] <= '9' &&
                     title[15] == '\n';
  if (title != kTitle && !later) return damaged();
  ByteReader reader(ByteView(start).subspan(kTitle.size()));
  ALCOVE_ASSIGN(const std::uint32_t size, reader.u32());
  if (later) return newer(file, size);
  if (size > kMaxBackupHeader) return damaged();
  return std::size_t{size};
}

// Feeds every byte before the MAC to `mac`, and those of the snapshot to `target` too.
Result<void> walk(int file, std::int64_t snapshot_at, std::int64_t mac_at, crypto::HmacSha256& mac,
                  int target, const BytesDone& progress) {
  Bytes piece(kPiece);
  std::int64_t at = 0;
  while (at < mac_at) {
    const std::int64_t end = at < snapshot_at ? snapshot_at : mac_at;
    const auto count = std::min<std::int64_t>(end - at, kPiece);
    const std::span<std::uint8_t> part = std::span(piece).first(static_cast<std::size_t>(count));
    ALCOVE_TRY(read_at(file, at, part));
    mac.update(part);
    if (at >= snapshot_at && target >= 0 && !write_all(target, part)) {
      return disk_error("writing the store");
    }
    at += count;
    if (progress) progress(at, mac_at);
  }
  return {};
}

Result<void> walk_and_compare(int file, const BackupHeader& header, const Key256& record_key,
                              int target, const BytesDone& progress) {
  ALCOVE_ASSIGN(const std::size_t header_size, header_size_of(file));
  ALCOVE_ASSIGN(const std::int64_t size, size_of(file));
  const auto snapshot_at = static_cast<std::int64_t>(kPrefixSize + header_size);
  const std::int64_t mac_at = size - static_cast<std::int64_t>(kMacSize);
  if (header.snapshot_bytes != mac_at - snapshot_at) return damaged();
  crypto::HmacSha256 mac(mac_key(record_key, header).view());
  ALCOVE_TRY(walk(file, snapshot_at, mac_at, mac, target, progress));
  Bytes written(kMacSize);
  ALCOVE_TRY(read_at(file, mac_at, written));
  if (!equal_secrets(mac.finish(), written)) return damaged();
  return {};
}

}  // namespace

Error newer_backup(std::string_view program, std::optional<std::int64_t> schema) {
  const bool same_number = program == ALCOVE_VERSION;
  const std::string by = program.empty() ? "a later Alcove" : fmt::format("Alcove {}", program);
  std::string words =
      same_number
          ? fmt::format(
                "this backup was written by a later build of Alcove {}, which is also what "
                "this program calls itself",
                program)
          : fmt::format("this backup was written by {}, which is newer than this program ({})", by,
                        ALCOVE_VERSION);
  if (schema) {
    words += fmt::format(": its records have schema {}, and this program knows schemas up to {}",
                         *schema, store::all_migrations().back().number);
  }
  return {ErrorCode::kNewerVersion,
          {},
          fmt::format("{}. Nothing was touched. Install {}, then restore", words,
                      same_number ? "the build that wrote it or a later one"
                                  : "that version or a later one")};
}

std::string signed_head_text(const BackupHeader& header) {
  return fmt::format("alcove head v1 store={} epoch={} number={} hash={} at={}",
                     header.store.text(), header.epoch, header.head_number, header.head_hash,
                     format_utc(header.taken_at));
}

audit::Head head_of(const BackupHeader& header) {
  audit::Head head{.epoch = header.epoch, .number = header.head_number, .hash = {}};
  const Result<Bytes> hash = from_hex(header.head_hash);
  if (hash && hash->size() == head.hash.size()) {
    std::copy(hash->begin(), hash->end(), head.hash.begin());
  }
  return head;
}

std::int64_t rows_of(const BackupHeader& header) {
  std::int64_t rows = 0;
  for (const TableRows& table : header.tables) rows += table.rows;
  return rows;
}

Result<std::int64_t> write_backup(int file, const BackupHeader& header,
                                  const std::filesystem::path& snapshot, const Key256& record_key,
                                  const BytesDone& progress) {
  const Bytes prefix = prefix_of(wire::encode(header));
  ALCOVE_CHECK(prefix.size() <= kPrefixSize + kMaxBackupHeader);
  const Descriptor source(open(snapshot.c_str(), O_RDONLY | O_CLOEXEC));
  if (!source.valid()) return disk_error("opening the snapshot");
  if (lseek(file, 0, SEEK_SET) != 0) return disk_error("writing the backup");
  crypto::HmacSha256 mac(mac_key(record_key, header).view());
  mac.update(prefix);
  if (!write_all(file, prefix)) return disk_error("writing the backup");
  Bytes piece(kPiece);
  for (std::int64_t at = 0; at < header.snapshot_bytes;) {
    const auto count = std::min<std::int64_t>(header.snapshot_bytes - at, kPiece);
    const std::span<std::uint8_t> part = std::span(piece).first(static_cast<std::size_t>(count));
    ALCOVE_TRY(read_at(source.get(), at, part));
    mac.update(part);
    if (!write_all(file, part)) return disk_error("writing the backup");
    at += count;
    if (progress) progress(at, header.snapshot_bytes);
  }
  if (!write_all(file, mac.finish())) return disk_error("writing the backup");
  if (fsync(file) != 0) return disk_error("bringing the backup to the disk");
  // What is read back is to come from the disk, not from memory.
  posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
  return static_cast<std::int64_t>(prefix.size() + kMacSize) + header.snapshot_bytes;
}

Result<BackupHeader> read_backup_header(int file) {
  ALCOVE_ASSIGN(const std::size_t header_size, header_size_of(file));
  ALCOVE_ASSIGN(const std::int64_t size, size_of(file));
  if (size < static_cast<std::int64_t>(kPrefixSize + header_size + kMacSize)) return damaged();
  Bytes text(header_size);
  ALCOVE_TRY(read_at(file, kPrefixSize, text));
  const Result<BackupHeader> header =
      wire::decode<BackupHeader>(as_text(text), wire::UnknownFields::kRefuse);
  if (!header) return damaged();
  if (header->snapshot_bytes !=
      size - static_cast<std::int64_t>(kPrefixSize + header_size + kMacSize)) {
    return damaged();
  }
  return header;
}

Result<void> check_backup(int file, const BackupHeader& header, const Key256& record_key,
                          const BytesDone& progress) {
  return walk_and_compare(file, header, record_key, -1, progress);
}

Result<void> extract_snapshot(int file, const BackupHeader& header, const Key256& record_key,
                              const std::filesystem::path& target, const BytesDone& progress) {
  Descriptor out = make_own_file(target, O_WRONLY);
  if (!out.valid()) return disk_error("making the store's file");
  Result<void> done = walk_and_compare(file, header, record_key, out.get(), progress);
  if (done && fsync(out.get()) != 0) done = disk_error("bringing the store to the disk");
  if (done && !out.close_now()) done = disk_error("closing the store's file");
  if (!done) unlink(target.c_str());
  return done;
}

}  // namespace alcove::operation
