// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace alcove {

// Puts `bytes` in the place of `file`: a temporary file beside it, fsync, rename, fsync of the
// folder. After loss of power the file is the old one or the new one, never a part. Readable by its
// owner only. Errors: kNoSpace, kStorageFault; the file is the old one then, or, where only the
// folder's sync was refused, the new one whose name is not yet durable.
Result<void> replace_file(const std::filesystem::path& file, ByteView bytes);

// The whole file, at most `max_size` bytes. Errors: kNotFound, kTooLarge, kStorageFault.
Result<Bytes> read_file(const std::filesystem::path& file, std::size_t max_size);

// Makes a rename or a removal in the folder survive loss of power.
Result<void> sync_folder(const std::filesystem::path& folder);

// Writes all of it at the descriptor's place; false, with errno, when the system does not take it.
bool write_all(int descriptor, ByteView bytes);

// The refusal for the system call that has just failed: kNoSpace for a full disk, else
// kStorageFault with the operation's name ("writing a file"). A path may hold a name, so it is left
// out.
Error disk_error(const char* operation);

}  // namespace alcove
