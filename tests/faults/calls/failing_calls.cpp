// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/calls/failing_calls.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <mutex>
#include <optional>
#include <set>

namespace alcove::testing {
namespace {

struct State {
  std::mutex mutex;
  std::string folder;  // empty: nothing is watched
  std::set<int> open;
  std::array<std::size_t, std::size(kCalls)> counts{};
  FailingCalls::Wanted wanted;
  bool failing = false;
  bool counting = true;
  bool failed = false;
};

State& state() {
  static State one;
  return one;
}

bool is_below(const State& now, const char* path) {
  return !now.folder.empty() && std::string_view(path).starts_with(now.folder);
}

// What the call is to fail with; 0: it is let through. The lock is held.
int count_one(State& now, Call call) {
  if (!now.counting) return 0;
  const std::size_t number = ++now.counts.at(static_cast<std::size_t>(call));
  if (!now.failing || now.wanted.call != call || number != now.wanted.number) return 0;
  now.failed = true;
  return now.wanted.problem;
}

int problem_of(Call call, const char* path) {
  State& now = state();
  const std::scoped_lock lock(now.mutex);
  return is_below(now, path) ? count_one(now, call) : 0;
}

int problem_of(Call call, int descriptor) {
  State& now = state();
  const std::scoped_lock lock(now.mutex);
  return now.open.contains(descriptor) ? count_one(now, call) : 0;
}

void opened(int descriptor, const char* path) {
  const int kept = errno;
  State& now = state();
  const std::scoped_lock lock(now.mutex);
  if (descriptor >= 0 && is_below(now, path)) now.open.insert(descriptor);
  errno = kept;
}

int open_by(int (*real)(const char*, int, ...), const char* path, int flags, va_list rest) {
  const int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
  errno = problem_of(Call::kOpen, path);
  if (errno != 0) return -1;
  const int descriptor = real(path, flags, mode);
  opened(descriptor, path);
  return descriptor;
}

void closed(int descriptor) {
  State& now = state();
  const std::scoped_lock lock(now.mutex);
  now.open.erase(descriptor);
}

}  // namespace

const char* word_of(Call call) {
  switch (call) {
    case Call::kOpen:
      return "open";
    case Call::kRead:
      return "read";
    case Call::kWrite:
      return "write";
    case Call::kSync:
      return "sync";
    case Call::kRename:
      return "rename";
  }
  return "";
}

FailingCalls::FailingCalls(const std::filesystem::path& folder) {
  let_all_pass();
  const std::scoped_lock lock(state().mutex);
  state().folder = folder.string();
}

FailingCalls::~FailingCalls() {
  let_all_pass();
  const std::scoped_lock lock(state().mutex);
  state().folder.clear();
  state().open.clear();
}

void FailingCalls::fail(Call call, std::size_t number, int problem) {
  State& now = state();
  const std::scoped_lock lock(now.mutex);
  now.counts = {};
  now.wanted = {call, number, problem};
  now.failing = true;
  now.counting = true;
  now.failed = false;
}

void FailingCalls::let_all_pass() {
  const std::scoped_lock lock(state().mutex);
  state().failing = false;
}

FailingCalls::Wanted FailingCalls::wanted() {
  const std::scoped_lock lock(state().mutex);
  return state().wanted;
}

void FailingCalls::stop_counting() {
  const std::scoped_lock lock(state().mutex);
  state().counting = false;
}

std::size_t FailingCalls::count(Call call) {
  const std::scoped_lock lock(state().mutex);
  return state().counts.at(static_cast<std::size_t>(call));
}

bool FailingCalls::has_failed() {
  const std::scoped_lock lock(state().mutex);
  return state().failed;
}

}  // namespace alcove::testing

// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl*,readability-identifier-naming)
using alcove::testing::Call;

extern "C" {

int __real_open(const char* path, int flags, ...);
int __real_open64(const char* path, int flags, ...);
ssize_t __real_read(int descriptor, void* into, std::size_t size);
ssize_t __real_pread64(int descriptor, void* into, std::size_t size, off_t at);
ssize_t __real_write(int descriptor, const void* from, std::size_t size);
ssize_t __real_pwrite64(int descriptor, const void* from, std::size_t size, off_t at);
int __real_fsync(int descriptor);
int __real_fdatasync(int descriptor);
int __real_ftruncate(int descriptor, off_t size);
int __real_ftruncate64(int descriptor, off_t size);
int __real_rename(const char* from, const char* to);
int __real_close(int descriptor);

int __wrap_open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const int descriptor = alcove::testing::open_by(__real_open, path, flags, rest);
  va_end(rest);
  return descriptor;
}
int __wrap_open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const int descriptor = alcove::testing::open_by(__real_open64, path, flags, rest);
  va_end(rest);
  return descriptor;
}

ssize_t __wrap_read(int descriptor, void* into, std::size_t size) {
  errno = alcove::testing::problem_of(Call::kRead, descriptor);
  return errno != 0 ? -1 : __real_read(descriptor, into, size);
}
ssize_t __wrap_pread64(int descriptor, void* into, std::size_t size, off_t at) {
  errno = alcove::testing::problem_of(Call::kRead, descriptor);
  return errno != 0 ? -1 : __real_pread64(descriptor, into, size, at);
}
ssize_t __wrap_write(int descriptor, const void* from, std::size_t size) {
  const int problem = alcove::testing::problem_of(Call::kWrite, descriptor);
  if (problem == 0) return __real_write(descriptor, from, size);
  if (problem == ENOSPC && size > 1) static_cast<void>(__real_write(descriptor, from, size / 2));
  errno = problem;
  return -1;
}
ssize_t __wrap_pwrite64(int descriptor, const void* from, std::size_t size, off_t at) {
  const int problem = alcove::testing::problem_of(Call::kWrite, descriptor);
  if (problem == 0) return __real_pwrite64(descriptor, from, size, at);
  if (problem == ENOSPC && size > 1) {
    static_cast<void>(__real_pwrite64(descriptor, from, size / 2, at));
  }
  errno = problem;
  return -1;
}
int __wrap_fsync(int descriptor) {
  errno = alcove::testing::problem_of(Call::kSync, descriptor);
  return errno != 0 ? -1 : __real_fsync(descriptor);
}
int __wrap_fdatasync(int descriptor) {
  errno = alcove::testing::problem_of(Call::kSync, descriptor);
  return errno != 0 ? -1 : __real_fdatasync(descriptor);
}
int __wrap_ftruncate(int descriptor, off_t size) {
  errno = alcove::testing::problem_of(Call::kWrite, descriptor);
  return errno != 0 ? -1 : __real_ftruncate(descriptor, size);
}
int __wrap_ftruncate64(int descriptor, off_t size) {
  errno = alcove::testing::problem_of(Call::kWrite, descriptor);
  return errno != 0 ? -1 : __real_ftruncate64(descriptor, size);
}
int __wrap_rename(const char* from, const char* to) {
  errno = alcove::testing::problem_of(Call::kRename, from);
  return errno != 0 ? -1 : __real_rename(from, to);
}
int __wrap_close(int descriptor) {
  alcove::testing::closed(descriptor);
  return __real_close(descriptor);
}
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl*,readability-identifier-naming)
