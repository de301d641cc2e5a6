// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/paper.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <thread>

#include "shared/base/check.h"
#include "shared/base/descriptor.h"
#include "shared/base/durable_file.h"

namespace alcove::platform {
namespace {

constexpr std::chrono::milliseconds kLookAgain{20};

// The paper in memory, to be read from its start: it never lies on a disk, and a program that does
// not read it cannot hold us up.
Result<Descriptor> in_memory(ByteView pdf) {
  Descriptor memory(memfd_create("paper", MFD_CLOEXEC));
  if (!memory.valid()) return disk_error("making room for a paper");
  if (!write_all(memory.get(), pdf) || lseek(memory.get(), 0, SEEK_SET) != 0) {
    return disk_error("making room for a paper");
  }
  return memory;
}

struct SpawnSettings {
  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};

  explicit SpawnSettings(int paper) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, paper, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    // Signals that this program blocks or ignores are none of its business.
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
};

Result<void> wait_for(pid_t child) {
  const auto end = std::chrono::steady_clock::now() + kPrintLimit;
  int status = 0;
  for (;;) {
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) break;
    if (ended < 0 && errno != EINTR) return disk_error("waiting for the printing");
    if (std::chrono::steady_clock::now() >= end) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return Error{ErrorCode::kTimedOut, {}, "printing took too long"};
    }
    std::this_thread::sleep_for(kLookAgain);
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return Error{ErrorCode::kUnavailable, {}, "the system's printing did not take the paper"};
}

}  // namespace

Result<void> print_pdf(ByteView pdf, const std::string& program) {
  ALCOVE_ASSIGN(const Descriptor paper, in_memory(pdf));
  const SpawnSettings settings(paper.get());
  std::string name = program;
  std::string from_input = "-";
  const std::array<char*, 3> arguments{name.data(), from_input.data(), nullptr};
  std::string path = "PATH=/usr/local/bin:/usr/bin:/bin";
  const std::array<char*, 2> environment{path.data(), nullptr};
  pid_t child = 0;
  const int refused = posix_spawnp(&child, program.c_str(), &settings.actions, &settings.attributes,
                                   arguments.data(), environment.data());
  if (refused == ENOENT) return Error{ErrorCode::kNotFound, {}, "there is no printing here"};
  if (refused != 0) return Error{ErrorCode::kUnavailable, {}, "the printing did not start"};
  return wait_for(child);
}

Result<std::filesystem::path> save_paper(const std::filesystem::path& folder,
                                         const std::string& name, ByteView bytes) {
  ALCOVE_CHECK(!name.empty() && name.find('/') == std::string::npos);
  std::error_code problem;
  if (!std::filesystem::exists(folder, problem)) {
    std::filesystem::create_directories(folder.parent_path(), problem);
    if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
      return disk_error("making the folder for papers");
    }
  }
  const std::filesystem::path file = folder / name;
  ALCOVE_TRY(replace_file(file, bytes));
  return file;
}

}  // namespace alcove::platform
