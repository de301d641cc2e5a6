// SPDX-License-Identifier: Apache-2.0
// A backup as it may lie on a stick. The first byte chooses: 'f' the whole file; 'm' the same, its
// MAC made by somebody who has the record key, so that what lies behind it is reached too; 'h' a
// header alone, put into a file that fits it.
#include "server/operator/backup_file.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <algorithm>

#include "shared/base/descriptor.h"
#include "shared/wire/json.h"
#include "tests/fuzz/target.h"
#include "tests/support/scratch.h"

using namespace alcove;
using operation::BackupHeader;

namespace {

constexpr std::string_view kTitle = "ALCOVE BACKUP 1\n";
constexpr std::size_t kMacSize = 32;

Key256 record_key() {
  Key256 key;
  std::fill(key.writable().begin(), key.writable().end(), std::uint8_t{7});
  return key;
}

Descriptor file_of(ByteView content) {
  Descriptor file(memfd_create("backup", MFD_CLOEXEC));
  fuzz::require(file.valid(), "memory can be a file here");
  const ssize_t written = ::write(file.get(), content.data(), content.size());
  fuzz::require(written == static_cast<ssize_t>(content.size()), "it takes what is written");
  return file;
}

Bytes framed(ByteView header) {
  Bytes out(kTitle.begin(), kTitle.end());
  append_prefixed(out, header);
  return out;
}

// The MAC as docs/formats.md has it.
void append_mac(Bytes& file, const BackupHeader& header) {
  const Key256 key = crypto::hkdf_sha256(record_key().view(), header.salt, "alcove backup v1");
  crypto::HmacSha256 mac(key.view());
  mac.update(file);
  const crypto::Hash256 sum = mac.finish();
  file.insert(file.end(), sum.begin(), sum.end());
}

enum class Mac : std::uint8_t { kOurs, kTheirs };

void look_at(ByteView content, Mac mac) {
  const Descriptor file = file_of(content);
  const Result<BackupHeader> header = operation::read_backup_header(file.get());
  if (!header) return;
  fuzz::require(header->snapshot_bytes <= static_cast<std::int64_t>(content.size()),
                "a snapshot is not longer than its file");
  fuzz::require(operation::rows_of(*header) >= 0, "numbers of rows can be added up");
  static_cast<void>(operation::head_of(*header));
  fuzz::require(operation::signed_head_text(*header).size() < 1000, "what is signed is short");
  const bool good = operation::check_backup(file.get(), *header, record_key(), {}).ok();
  fuzz::require(mac == Mac::kOurs || !good, "a file that we did not write is refused");
  const testing::Scratch scratch;
  const auto target = scratch / "store.db";
  const bool taken =
      operation::extract_snapshot(file.get(), *header, record_key(), target, {}).ok();
  fuzz::require(taken == good, "what is checked and what is taken are the same");
  fuzz::require(std::filesystem::exists(target) == taken, "nothing of a refused file is left");
  if (!taken) return;
  fuzz::require(
      std::filesystem::file_size(target) == static_cast<std::uintmax_t>(header->snapshot_bytes),
      "the snapshot is taken whole");
}

void look_with_mac(ByteView content) {
  const Descriptor file = file_of(content);
  const Result<BackupHeader> header = operation::read_backup_header(file.get());
  if (!header || content.size() < kMacSize) return;
  Bytes whole(content.begin(), content.end() - kMacSize);
  append_mac(whole, *header);
  look_at(whole, Mac::kOurs);
}

void look_at_header(ByteView text) {
  Bytes file = framed(text);
  const Result<BackupHeader> header =
      wire::decode<BackupHeader>(as_text(text), wire::UnknownFields::kIgnore);
  const std::int64_t snapshot = header ? header->snapshot_bytes : 0;
  file.resize(file.size() + static_cast<std::size_t>(std::clamp<std::int64_t>(snapshot, 0, 4096)));
  file.resize(file.size() + kMacSize);
  look_with_mac(file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool in_memory = (fuzz::work_in_memory(), true);
  static_cast<void>(in_memory);
  fuzz::Input input(data, size);
  switch (input.byte()) {
    case 'h':
      look_at_header(input.rest());
      break;
    case 'm':
      look_with_mac(input.rest());
      break;
    default:
      look_at(input.rest(), Mac::kTheirs);
  }
  return 0;
}
