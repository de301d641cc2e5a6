// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "server/audit/event.h"

namespace alcove::audit {

// The second copy of the head: a small file outside the store's folder, so that an older copy of
// the store put in its place is noticed at the next start. Written after the commit by a thread of
// its own, at most a few times a second, each time by an atomic rename with fsync; it may lag
// behind the store but never runs ahead of it. Its MAC is under the audit key. Grammar:
// docs/formats.md, "Head copy".
class HeadCopy {
 public:
  HeadCopy(std::filesystem::path file, const Key256& audit_key);
  ~HeadCopy();  // writes the newest head that was offered
  HeadCopy(const HeadCopy&) = delete;
  HeadCopy& operator=(const HeadCopy&) = delete;

  // The head in the file; nothing when there is no file yet; kCorrupt when it is damaged or under
  // another key, kStorageFault when its disk does not answer.
  Result<std::optional<Head>> load() const;

  // Never waits for the disk. A disk that refuses is tried again with the next offer.
  void offer(const Head& head);

  // True when the last attempt to write failed (for `status`).
  bool failing() const;

 private:
  void loop();
  bool save(const Head& head) const;

  std::filesystem::path file_;
  Key256 key_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<Head> offered_;
  bool failing_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace alcove::audit
