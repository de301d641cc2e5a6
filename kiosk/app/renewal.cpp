// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/renewal.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>

namespace alcove::shell {
namespace {

// What a library opened without the flag would otherwise live on in the new program.
void close_files_on_exec() {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir("/proc/self/fd"), closedir);
  if (!folder) return;
  while (const dirent* const entry = readdir(folder.get())) {
    const int file = std::atoi(entry->d_name);
    if (file <= STDERR_FILENO) continue;
    const int flags = fcntl(file, F_GETFD);
    if (flags >= 0) fcntl(file, F_SETFD, flags | FD_CLOEXEC);
  }
}

}  // namespace

Error replace_program(const Renewal& renewal) {
  for (const std::string& setting : renewal.environment) {
    const std::size_t equals = setting.find('=');
    setenv(setting.substr(0, equals).c_str(), setting.substr(equals + 1).c_str(), 1);
  }
  std::vector<std::string> words = renewal.arguments;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  close_files_on_exec();
  execv("/proc/self/exe", arguments.data());
  return {ErrorCode::kUnavailable, {}, "the program cannot be replaced by itself"};
}

}  // namespace alcove::shell
