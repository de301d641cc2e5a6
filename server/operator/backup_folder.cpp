// SPDX-License-Identifier: Apache-2.0
#include "server/operator/backup_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <regex>

#include "server/operator/backup_file.h"
#include "shared/base/durable_file.h"
#include "shared/base/own_file.h"

namespace alcove::operation {
namespace {

// 2026-11-24T02:00:00.000Z -> alcove-20261124-020000Z.backup
std::string name_at(UtcTime now) {
  std::string digits;
  for (const char c : format_utc(now).substr(0, 19)) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  return fmt::format("alcove-{}-{}Z.backup", digits.substr(0, 8), digits.substr(8));
}

bool is_backup_of(const std::filesystem::path& file, const StoreId& store) {
  const Descriptor in(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!in.valid()) return false;
  const Result<BackupHeader> header = read_backup_header(in.get());
  return header && header->store == store;
}

// Another file system than the folder above. The table of mounts would not do: a unit of systemd
// sees the folders it may write as mounts of their own.
bool is_mounted(const std::filesystem::path& folder) {
  struct stat here {};
  struct stat above {};
  if (stat(folder.c_str(), &here) != 0) return false;
  if (stat((folder / "..").c_str(), &above) != 0) return false;
  return here.st_dev != above.st_dev;
}

// Whoever writes one holds its lock: what can be locked belongs to nobody any more.
void remove_leftovers(const std::filesystem::path& folder) {
  static const std::regex kName(R"(alcove-\d{8}-\d{6}Z\.backup\.partial)");
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    if (!std::regex_match(entry.path().filename().string(), kName)) continue;
    const Descriptor left(open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!left.valid() || flock(left.get(), LOCK_EX | LOCK_NB) != 0) continue;
    std::error_code ignored;
    std::filesystem::remove(entry.path(), ignored);
  }
}

}  // namespace

Result<GrowingBackup> GrowingBackup::begin(const std::filesystem::path& folder, UtcTime now,
                                           PlaceDemand demand) {
  std::error_code problem;
  if (!std::filesystem::is_directory(folder, problem)) {
    return Error{ErrorCode::kNotFound,
                 {},
                 "the folder for the backup is not there. Nothing was written. Is the stick in and "
                 "mounted? A new folder must be made first"};
  }
  if (demand == PlaceDemand::kMounted && !is_mounted(folder)) {
    return Error{ErrorCode::kNotFound,
                 {},
                 "nothing is mounted at the folder for the backup. Nothing was written. Put the "
                 "stick in, then: systemctl start alcove-backup"};
  }
  remove_leftovers(folder);
  const std::filesystem::path name = folder / name_at(now);
  if (std::filesystem::exists(name, problem)) {
    return Error{ErrorCode::kAlreadyExists,
                 {},
                 "a backup of this second is there already. Nothing was written. Try again"};
  }
  const std::string partial = name.string() + ".partial";
  Descriptor descriptor = make_own_file(partial, O_RDWR);
  if (!descriptor.valid()) return disk_error("making a file in the backup's folder");
  (void)flock(descriptor.get(), LOCK_EX | LOCK_NB);  // where there are no locks, nothing is removed
  return GrowingBackup(name, std::move(descriptor));
}

GrowingBackup::~GrowingBackup() {
  if (!descriptor_.valid()) return;
  std::error_code ignored;
  std::filesystem::remove(partial(), ignored);
}

Result<std::filesystem::path> GrowingBackup::finish() {
  if (fsync(descriptor_.get()) != 0) return disk_error("bringing the backup to the disk");
  if (std::rename(partial().c_str(), name_.c_str()) != 0) return disk_error("naming the backup");
  descriptor_.close_now();
  ALCOVE_TRY(sync_folder(name_.parent_path()));
  return name_;
}

std::vector<std::filesystem::path> backups_in(const std::filesystem::path& folder,
                                              const StoreId& store) {
  static const std::regex kName(R"(alcove-\d{8}-\d{6}Z\.backup)");
  std::vector<std::filesystem::path> found;
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    if (!std::regex_match(entry.path().filename().string(), kName)) continue;
    if (is_backup_of(entry.path(), store)) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::filesystem::path> thin_out(const std::filesystem::path& folder,
                                            const StoreId& store, std::size_t keep,
                                            const std::filesystem::path& newest_good) {
  std::vector<std::filesystem::path> removed;
  std::vector<std::filesystem::path> all = backups_in(folder, store);
  std::erase(all, newest_good);
  const std::size_t others = keep > 0 ? keep - 1 : 0;
  for (std::size_t i = 0; i + others < all.size(); ++i) {
    std::error_code problem;
    if (std::filesystem::remove(all[i], problem)) removed.push_back(all[i]);
  }
  return removed;
}

}  // namespace alcove::operation
