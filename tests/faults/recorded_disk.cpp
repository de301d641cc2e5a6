// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/recorded_disk.h"

#include <sqlite3.h>

#include <algorithm>

namespace alcove::testing {
namespace {

using Step = RecordedDisk::Step;

void write_into(Bytes& file, std::int64_t offset, ByteView data) {
  const auto from = static_cast<std::size_t>(offset);
  file.resize(std::max(file.size(), from + data.size()));
  std::copy(data.begin(), data.end(), file.begin() + static_cast<std::ptrdiff_t>(from));
}

void make(Bytes& file, const Step& step) {
  if (step.act == DiskAct::kTruncate) {
    file.resize(static_cast<std::size_t>(step.offset));
  } else {
    write_into(file, step.offset, step.data);
  }
}

bool by_chance(SeededRandom& random) {
  return random.below(2) == 0;
}

// Only some of the sectors that the write touches were written.
void make_torn(Bytes& file, const Step& step, std::int64_t sector, SeededRandom& random) {
  if (step.act == DiskAct::kTruncate) return make(file, step);
  const auto size = static_cast<std::int64_t>(step.data.size());
  for (std::int64_t at = 0; at < size;) {
    const std::int64_t end =
        std::min(size, ((step.offset + at) / sector + 1) * sector - step.offset);
    if (by_chance(random)) {
      write_into(file, step.offset + at,
                 ByteView(step.data).subspan(static_cast<std::size_t>(at),
                                             static_cast<std::size_t>(end - at)));
    }
    at = end;
  }
}

void make_lossy(Bytes& file, const Step& step, Loss loss, SeededRandom& random) {
  switch (loss) {
    case Loss::kNone:
      return make(file, step);
    case Loss::kAll:
      return;
    case Loss::kSome:
    case Loss::kReordered:
      if (by_chance(random)) make(file, step);
      return;
    case Loss::kTorn512:
      return make_torn(file, step, 512, random);
    case Loss::kTorn4096:
      return make_torn(file, step, 4096, random);
  }
}

}  // namespace

int RecordedDisk::before(const DiskCall&) {
  return SQLITE_OK;
}

void RecordedDisk::done(const DiskCall& call) {
  if (call.act == DiskAct::kOpen || call.act == DiskAct::kRead) return;
  const std::scoped_lock lock(mutex_);
  steps_.push_back(
      {call.act, std::string(call.file), call.offset, Bytes(call.data.begin(), call.data.end())});
}

std::size_t RecordedDisk::position() const {
  const std::scoped_lock lock(mutex_);
  return steps_.size();
}

void PowerCut::advance_to(std::size_t position) {
  for (; position_ < position; ++position_) {
    const Step& step = steps_[position_];
    if (step.act == DiskAct::kDelete) {
      files_.erase(step.file);
      continue;
    }
    File& file = files_[step.file];
    if (step.act != DiskAct::kSync) {
      file.waiting.push_back(&step);
      continue;
    }
    if (syncs_ == Syncs::kOnlySaid) continue;
    for (const Step* waiting : file.waiting) make(file.synced, *waiting);
    file.waiting.clear();
    file.there = true;
  }
}

std::map<std::string, Bytes> PowerCut::files_after(Loss loss, SeededRandom& random) const {
  std::map<std::string, Bytes> found;
  for (const auto& [name, file] : files_) {
    std::vector<const Step*> waiting = file.waiting;
    if (loss == Loss::kReordered) {
      for (std::size_t i = waiting.size(); i > 1; --i) {
        std::swap(waiting[i - 1], waiting[static_cast<std::size_t>(random.below(i))]);
      }
    }
    Bytes bytes = file.synced;
    for (const Step* step : waiting) make_lossy(bytes, *step, loss, random);
    const bool named = file.there || (loss != Loss::kAll && !bytes.empty());
    if (named) found.emplace(name, std::move(bytes));
  }
  return found;
}

}  // namespace alcove::testing
