// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/renewal.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>
#include <string_view>

namespace alcove::shell {
namespace {

// What a library opened without the flag would otherwise live on in the new program.
void close_files_on_exec(const std::vector<int>& left_open) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir("/proc/self/fd"), closedir);
  if (!folder) return;
  while (const dirent* const entry = readdir(folder.get())) {
    int file = -1;
    const char* const end = entry->d_name + std::strlen(entry->d_name);
    if (std::from_chars(entry->d_name, end, file).ptr != end || file <= STDERR_FILENO) continue;
    const int flags = fcntl(file, F_GETFD);
    if (flags < 0) continue;
    const bool stays = std::find(left_open.begin(), left_open.end(), file) != left_open.end();
    fcntl(file, F_SETFD, stays ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC);
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

Error replace_program(const Renewal& renewal) {
  std::vector<std::string> words = renewal.arguments;
  std::vector<std::string> settings = environment_of(renewal);
  const std::vector<char*> arguments = pointers_to(words);
  const std::vector<char*> environment = pointers_to(settings);
  close_files_on_exec(renewal.left_open);
  execve("/proc/self/exe", arguments.data(), environment.data());
  return {ErrorCode::kUnavailable, {}, "the program cannot be replaced by itself"};
}

}  // namespace alcove::shell
