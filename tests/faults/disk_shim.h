// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"

// A layer of the store's engine below its encryption (a SQLite VFS over the system's own), through
// which a test sees every call that changes a disk, and may let it fail.
namespace alcove::testing {

enum class DiskAct : std::uint8_t { kOpen, kRead, kWrite, kTruncate, kSync, kDelete };

struct DiskCall {
  DiskAct act = DiskAct::kOpen;
  std::string_view file;    // its name without the folder
  std::int64_t offset = 0;  // of a write or read; the length of a truncation
  ByteView data;            // of a write
};

class DiskWatcher {
 public:
  virtual ~DiskWatcher() = default;
  // Before the call is made: SQLITE_OK lets it through, another result code is what the engine
  // hears instead. On the thread that makes the call.
  virtual int before(const DiskCall& call) = 0;
  // After it has succeeded.
  virtual void done(const DiskCall& call) = 0;
};

// The watcher of every file that is opened through disk_shim_name() from now on; none: calls just
// pass. It must outlive the store that is opened through it.
void set_disk_watcher(DiskWatcher* watcher);

// For ConnectionOptions::vfs. The layer is put in at the first call.
const std::string& disk_shim_name();

}  // namespace alcove::testing
