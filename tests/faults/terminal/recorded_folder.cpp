// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/terminal/recorded_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace alcove::testing {
namespace {

using Act = RecordedFolder::Act;
using Step = RecordedFolder::Step;

RecordedFolder* recording = nullptr;

bool by_chance(SeededRandom& random) {
  return random.below(2) == 0;
}

void write_into(Bytes& file, std::size_t offset, ByteView data) {
  file.resize(std::max(file.size(), offset + data.size()));
  std::copy(data.begin(), data.end(), file.begin() + static_cast<std::ptrdiff_t>(offset));
}

void make(Bytes& file, const Step& step) {
  if (step.act == Act::kCut) {
    file.resize(step.offset);
  } else {
    write_into(file, step.offset, step.data);
  }
}

// Only some of the sectors that the write touches were written.
void make_torn(Bytes& file, const Step& step, std::size_t sector, SeededRandom& random) {
  if (step.act == Act::kCut) return make(file, step);
  for (std::size_t at = 0; at < step.data.size();) {
    const std::size_t end =
        std::min(step.data.size(), ((step.offset + at) / sector + 1) * sector - step.offset);
    if (by_chance(random)) {
      write_into(file, step.offset + at, ByteView(step.data).subspan(at, end - at));
    }
    at = end;
  }
}

// What a disk holds of one folder's files.
class Disk {
 public:
  void make_step(const Step& step) {
    switch (step.act) {
      case Act::kWrite:
      case Act::kCut:
        waiting_[step.file].push_back(&step);
        return;
      case Act::kSync:
        for (const Step* one : waiting_[step.file]) make(synced_[step.file], *one);
        waiting_[step.file].clear();
        return;
      case Act::kCreate:
      case Act::kRename:
      case Act::kRemove:
        names_waiting_.push_back(&step);
        return;
      case Act::kSyncFolder:
        sync_names(step.name);
        return;
    }
  }

  std::map<std::string, Bytes> lose(Loss loss, SeededRandom& random) const {
    std::map<std::string, int> names = names_;
    for (const Step* step : names_waiting_) {
      const bool done = loss == Loss::kNone || (loss != Loss::kAll && by_chance(random));
      if (done) name(names, *step);
    }
    std::map<std::string, Bytes> files;
    for (const auto& [path, file] : names) files[path] = content(file, loss, random);
    return files;
  }

 private:
  static void name(std::map<std::string, int>& names, const Step& step) {
    if (step.act == Act::kCreate) names[step.name] = step.file;
    if (step.act == Act::kRemove) names.erase(step.name);
    if (step.act != Act::kRename) return;
    names.erase(step.name);
    names[step.to] = step.file;
  }

  void sync_names(const std::string& folder) {
    std::vector<const Step*> left;
    for (const Step* step : names_waiting_) {
      const std::string in = std::filesystem::path(step->name).parent_path();
      if (in == folder) {
        name(names_, *step);
      } else {
        left.push_back(step);
      }
    }
    names_waiting_.swap(left);
  }

  Bytes content(int file, Loss loss, SeededRandom& random) const {
    const auto synced = synced_.find(file);
    Bytes bytes = synced == synced_.end() ? Bytes() : synced->second;
    const auto found = waiting_.find(file);
    if (found == waiting_.end() || loss == Loss::kAll) return bytes;
    std::vector<const Step*> steps = found->second;
    if (loss == Loss::kReordered) {
      for (std::size_t i = steps.size(); i > 1; --i) {
        std::swap(steps[i - 1], steps[static_cast<std::size_t>(random.below(i))]);
      }
    }
    for (const Step* step : steps) {
      if (loss == Loss::kTorn512) {
        make_torn(bytes, *step, 512, random);
      } else if (loss == Loss::kTorn4096) {
        make_torn(bytes, *step, 4096, random);
      } else if (loss == Loss::kNone || by_chance(random)) {
        make(bytes, *step);
      }
    }
    return bytes;
  }

  std::map<int, Bytes> synced_;
  std::map<int, std::vector<const Step*>> waiting_;
  std::map<std::string, int> names_;
  std::vector<const Step*> names_waiting_;
};

}  // namespace

RecordedFolder::RecordedFolder(const std::filesystem::path& folder)
    : folder_(folder.string() + "/") {
  recording = this;
}

RecordedFolder::~RecordedFolder() {
  recording = nullptr;
}

bool RecordedFolder::is_below(const std::string& path) const {
  return (path + "/").starts_with(folder_);
}

std::string RecordedFolder::below(const std::string& path) const {
  return path.size() < folder_.size() ? std::string() : path.substr(folder_.size());
}

std::size_t RecordedFolder::position() const {
  const std::scoped_lock lock(mutex_);
  return steps_.size();
}

void RecordedFolder::closed(int descriptor) {
  const std::scoped_lock lock(mutex_);
  open_.erase(descriptor);
}

void RecordedFolder::opened(int descriptor, const std::string& path, int flags) {
  const std::scoped_lock lock(mutex_);
  if (!is_below(path)) return;
  const std::string name = below(path);
  if ((flags & O_DIRECTORY) != 0) {
    open_[descriptor] = {.file = -1, .name = name};
    return;
  }
  if ((flags & (O_WRONLY | O_RDWR)) == 0) return;
  auto found = names_.find(name);
  if (found == names_.end()) {
    const int file = static_cast<int>(sizes_.size());
    sizes_[file] = 0;
    found = names_.emplace(name, file).first;
    steps_.push_back({.act = Act::kCreate, .file = file, .name = name});
  } else if ((flags & O_TRUNC) != 0) {
    sizes_[found->second] = 0;
    steps_.push_back({.act = Act::kCut, .file = found->second});
  }
  open_[descriptor] = {.file = found->second};
}

// Everything here is written at the end of a file.
void RecordedFolder::written(int descriptor, ByteView bytes) {
  const std::scoped_lock lock(mutex_);
  const auto found = open_.find(descriptor);
  if (found == open_.end()) return;
  std::size_t& size = sizes_[found->second.file];
  steps_.push_back({.act = Act::kWrite,
                    .file = found->second.file,
                    .offset = size,
                    .data = Bytes(bytes.begin(), bytes.end())});
  size += bytes.size();
}

void RecordedFolder::cut(int descriptor, std::size_t size) {
  const std::scoped_lock lock(mutex_);
  const auto found = open_.find(descriptor);
  if (found == open_.end()) return;
  sizes_[found->second.file] = size;
  steps_.push_back({.act = Act::kCut, .file = found->second.file, .offset = size});
}

void RecordedFolder::synced(int descriptor) {
  const std::scoped_lock lock(mutex_);
  const auto found = open_.find(descriptor);
  if (found == open_.end()) return;
  const Open& what = found->second;
  steps_.push_back(
      {.act = what.file < 0 ? Act::kSyncFolder : Act::kSync, .file = what.file, .name = what.name});
}

void RecordedFolder::renamed(const std::string& from, const std::string& to) {
  const std::scoped_lock lock(mutex_);
  const auto found = names_.find(below(from));
  if (!is_below(from) || found == names_.end()) return;
  const int file = found->second;
  steps_.push_back({.act = Act::kRename, .file = file, .name = below(from), .to = below(to)});
  names_.erase(found);
  names_[below(to)] = file;
}

void RecordedFolder::removed(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  if (!is_below(path) || names_.erase(below(path)) == 0) return;
  steps_.push_back({.act = Act::kRemove, .name = below(path)});
}

std::map<std::string, Bytes> files_after(const std::vector<Step>& steps, std::size_t position,
                                         Loss loss, SeededRandom& random) {
  Disk disk;
  for (std::size_t i = 0; i < position; ++i) disk.make_step(steps[i]);
  return disk.lose(loss, random);
}

std::size_t cuts_wanted(std::size_t every_day) {
  const char* wanted =
      std::getenv("ALCOVE_POWER_CUTS");  // NOLINT(concurrency-mt-unsafe): one thread
  return wanted == nullptr ? every_day
                           : static_cast<std::size_t>(std::strtoul(wanted, nullptr, 10));
}

}  // namespace alcove::testing

// The linker leads every call of the program here (CMakeLists.txt); the names are its own.
// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl*,readability-identifier-naming)
extern "C" {

int __real_open(const char* path, int flags, ...);
ssize_t __real_write(int descriptor, const void* data, std::size_t size);
int __real_ftruncate(int descriptor, off_t size);
int __real_fsync(int descriptor);
int __real_fdatasync(int descriptor);
int __real_rename(const char* from, const char* to);
int __real_unlink(const char* path);
int __real_close(int descriptor);

int __wrap_open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  const int descriptor = __real_open(path, flags, mode);
  if (descriptor >= 0 && alcove::testing::recording != nullptr) {
    alcove::testing::recording->opened(descriptor, path, flags);
  }
  return descriptor;
}
ssize_t __wrap_write(int descriptor, const void* data, std::size_t size) {
  const ssize_t written = __real_write(descriptor, data, size);
  if (written > 0 && alcove::testing::recording != nullptr) {
    alcove::testing::recording->written(
        descriptor, {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(written)});
  }
  return written;
}
int __wrap_ftruncate(int descriptor, off_t size) {
  const int done = __real_ftruncate(descriptor, size);
  if (done == 0 && alcove::testing::recording != nullptr) {
    alcove::testing::recording->cut(descriptor, static_cast<std::size_t>(size));
  }
  return done;
}
int __wrap_fsync(int descriptor) {
  const int done = __real_fsync(descriptor);
  if (done == 0 && alcove::testing::recording != nullptr) {
    alcove::testing::recording->synced(descriptor);
  }
  return done;
}
int __wrap_fdatasync(int descriptor) {
  const int done = __real_fdatasync(descriptor);
  if (done == 0 && alcove::testing::recording != nullptr) {
    alcove::testing::recording->synced(descriptor);
  }
  return done;
}
int __wrap_rename(const char* from, const char* to) {
  const int done = __real_rename(from, to);
  if (done == 0 && alcove::testing::recording != nullptr) {
    alcove::testing::recording->renamed(from, to);
  }
  return done;
}
int __wrap_unlink(const char* path) {
  const int done = __real_unlink(path);
  if (done == 0 && alcove::testing::recording != nullptr) {
    alcove::testing::recording->removed(path);
  }
  return done;
}
int __wrap_close(int descriptor) {
  if (alcove::testing::recording != nullptr) alcove::testing::recording->closed(descriptor);
  return __real_close(descriptor);
}
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl*,readability-identifier-naming)
