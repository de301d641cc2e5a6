// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/offline/sealing.h"
#include "kiosk/offline/spool_file.h"
#include "shared/wire/head.h"

// The writes of this terminal that the box has acknowledged in the last 72 hours. A box that is
// restored from a backup does not have those that were made after it: they are offered to it.
// Sealed like the spool's records, so neither this program nor a thief can read them. Frames of
// `writes` (spool_file.h):
//
//   body := u8(1) id(16) u64(kept, ms of UTC) u64(epoch) u64(number) hash(32)
//           prefixed(sealed) prefixed(signature)                                  a write
//         | u8(2) id(16)                                                          it may go
//         | u8(3) u64(epoch)            all from before this epoch was offered to the box of it
//
// epoch, number and hash are the head of the audit chain in the reply. What a thief sees: how many
// writes there were, when, how large, and those heads.
namespace alcove::offline {

inline constexpr std::chrono::hours kKeepWrites{72};
// The oldest go first when there are more.
inline constexpr std::size_t kMaxKeptWrites = 5000;
inline constexpr std::size_t kMaxKeptBytes = 24 * 1024 * 1024;  // of sealed records

// Thread-safe.
class KeptWrites {
 public:
  // Errors: those of SpoolFile::open.
  static Result<std::unique_ptr<KeptWrites>> open(const std::filesystem::path& folder,
                                                  SpoolKeys keys, RandomSource& random);

  // What is kept from now on is signed with this key.
  void sign_with(const crypto::P256Key& key);

  // `record` has everything but the device, which is this terminal. Durable when it returns. A save
  // of a draft takes the place of the one it was typed on (Acknowledged::follows). Errors:
  // kTooLarge, kNoSpace, kStorageFault: then it is not kept, and that is all.
  Result<void> keep(api::spool::Record record);
  // What left the spool, as it was sealed.
  Result<void> keep_delivered(const std::vector<api::spool::SealedRecord>& records,
                              const wire::Head& head, UtcTime now);

  // What was acknowledged in earlier epochs, in the order of the chain. Nothing when it has been
  // offered in this one.
  std::vector<api::spool::Held> to_offer(std::int64_t epoch) const;
  // How many of those are newer than `kept_until`, the last event that the box of that epoch has of
  // the lost one.
  std::size_t to_bring_back(std::int64_t epoch, std::int64_t kept_until) const;
  // The first of these records that one delivery carries; those that went meanwhile are left out.
  // `ids` loses what was taken.
  std::vector<api::spool::SealedRecord> next_batch(std::vector<SpoolRecordId>& ids) const;
  Result<void> offered(std::int64_t epoch);

  // As it was found at the start: a restored box is not offered what is in it.
  const Damage& damage() const { return damage_; }
  std::size_t size() const;
  std::size_t bytes() const;

 private:
  struct Kept {
    UtcTime at;
    wire::Head head;
    api::spool::SealedRecord record;
  };
  // The newest save of a draft, and what it stands for.
  struct Draft {
    SpoolRecordId id;
    NoteRevisionId revision;
    std::optional<NoteRevisionId> base;
    api::spool::Acknowledged made;
    std::optional<SessionId> session;
  };

  KeptWrites(SpoolFile file, SpoolKeys keys, RandomSource& random)
      : file_(std::move(file)), keys_(std::move(keys)), random_(random) {}
  void take_in(ByteView body);
  std::optional<SpoolRecordId> follow_draft(api::spool::Record& record, const SpoolRecordId& id);
  Result<void> add(std::vector<Kept> news, std::vector<SpoolRecordId> gone);
  std::vector<SpoolRecordId> outlived(UtcTime now, std::size_t bytes) const;
  void remove(const SpoolRecordId& id);
  Result<void> shrink_when_due();

  mutable std::mutex mutex_;
  SpoolFile file_;
  SpoolKeys keys_;
  RandomSource& random_;
  std::vector<Kept> kept_;  // as they were kept, the oldest first
  std::map<NoteId, Draft> drafts_;
  std::size_t bytes_ = 0;
  std::int64_t offered_ = 0;
  Damage damage_;
};

}  // namespace alcove::offline
