// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/renewal.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

namespace alcove::shell {
namespace {

std::optional<OpenFile> file_at(int number) {
  struct stat about {};
  if (fstat(number, &about) != 0) return std::nullopt;
  return OpenFile{number, about.st_dev, about.st_ino};
}

// What a library opened without the flag would otherwise live on in the new program.
void close_files_on_exec(const Renewal& renewal) {
  for (const OpenFile& file : open_files()) {
    const auto is_this = [&](const OpenFile& other) {
      return other.number == file.number && other.device == file.device &&
             other.inode == file.inode;
    };
    const bool stays =
        std::any_of(renewal.started_with.begin(), renewal.started_with.end(), is_this) ||
        std::find(renewal.left_open.begin(), renewal.left_open.end(), file.number) !=
            renewal.left_open.end();
    const int flags = fcntl(file.number, F_GETFD);
    if (flags < 0) continue;
    fcntl(file.number, F_SETFD, stays ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC);
  }
}

std::string_view name_of(std::string_view setting) {
  return setting.substr(0, setting.find('='));
}

// What this program was started with, but for what the renewal sets itself.
std::vector<std::string> environment_of(const Renewal& renewal) {
  std::vector<std::string> settings = renewal.environment;
  for (char** setting = environ; *setting != nullptr; ++setting) {
    const auto same = [&](const std::string& other) { return name_of(other) == name_of(*setting); };
    if (std::none_of(renewal.environment.begin(), renewal.environment.end(), same)) {
      settings.emplace_back(*setting);
    }
  }
  return settings;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

std::vector<OpenFile> open_files() {
  std::vector<OpenFile> files;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir("/proc/self/fd"), closedir);
  if (!folder) return files;
  while (const dirent* const entry = readdir(folder.get())) {
    int number = -1;
    const char* const end = entry->d_name + std::strlen(entry->d_name);
    if (std::from_chars(entry->d_name, end, number).ptr != end) continue;
    if (number <= STDERR_FILENO || number == dirfd(folder.get())) continue;
    if (const std::optional<OpenFile> file = file_at(number)) files.push_back(*file);
  }
  return files;
}

Error replace_program(const Renewal& renewal) {
  std::vector<std::string> words = renewal.arguments;
  std::vector<std::string> settings = environment_of(renewal);
  const std::vector<char*> arguments = pointers_to(words);
  const std::vector<char*> environment = pointers_to(settings);
  close_files_on_exec(renewal);
  execve("/proc/self/exe", arguments.data(), environment.data());
  return {ErrorCode::kUnavailable, {}, "the program cannot be replaced by itself"};
}

}  // namespace alcove::shell
