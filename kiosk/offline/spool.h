// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/offline/sealing.h"
#include "kiosk/offline/spool_file.h"

// What people have typed and the box does not have yet. Write-only: each record is sealed to the
// box's public key before it touches the disk, so neither this program after a restart nor a thief
// of the terminal can read it. Frames of `records` (spool_file.h):
//
//   body := u8(1) id(16) u64(written, ms of UTC) prefixed(sealed) prefixed(signature)   a record
//         | u8(2) id(16)                                                                it may go
//
// What a thief sees: how many records wait, how large they are, and when they were written.
namespace alcove::offline {

inline constexpr std::size_t kMaxSpoolRecords = 5000;
inline constexpr std::size_t kMaxSpoolBytes = 48 * 1024 * 1024;  // of sealed records waiting

struct NewSpoolRecord {
  std::string kind{};
  std::optional<StaffId> author{};
  std::optional<SessionId> session{};
  std::optional<api::session::Voucher> voucher{};  // of the session
  std::string body{};                              // JSON of the kind's struct; its owner wipes it
  // A record that this one contains in full (the same draft, a pause later): it goes, unless it is
  // on its way to the box already.
  std::optional<SpoolRecordId> instead_of{};
  // With instead_of: what is kept when the older record stays, or has gone home already. The same
  // words, said to follow those of that record. Empty: `body` either way.
  std::string body_beside{};
};

struct SpoolKept {
  SpoolRecordId id;
  bool replaced = false;  // the record it was kept instead of has gone: `body` is what was kept
};

struct SpoolWaiting {
  std::size_t records = 0;
  std::size_t bytes = 0;
  std::optional<UtcTime> oldest{};
};

// Thread-safe.
class Spool {
 public:
  // Errors: those of SpoolFile::open.
  static Result<std::unique_ptr<Spool>> open(const std::filesystem::path& folder, SpoolKeys keys,
                                             RandomSource& random);

  // Durable on this terminal when it returns. Errors: kTooLarge (the body), kTooMany (records or
  // bytes; the limit is in the sentence), kNoSpace, kStorageFault: then nothing was kept.
  Result<SpoolRecordId> add(const NewSpoolRecord& record, UtcTime written_at);
  // The same, and says whether the older record was replaced: nobody can know it beforehand.
  Result<SpoolKept> add_in_place(const NewSpoolRecord& record, UtcTime written_at);

  // What is kept from now on is signed with this key: the terminal's certificate was renewed. What
  // was signed before stays good: the box keeps every certificate that the terminal ever had.
  void sign_with(crypto::P256Key key);

  SpoolWaiting waiting() const;
  // As it was found when the spool was opened: what is in it never reaches the box by itself.
  const Damage& damage() const { return damage_; }

  // The oldest records, as many as one batch carries; they count as on their way until
  // `delivered` or `not_delivered` is called.
  std::vector<api::spool::SealedRecord> next_batch();
  // The box has these for good. An error only means that they are offered again after a restart,
  // where the box knows them by their ids.
  Result<void> delivered(const std::vector<SpoolRecordId>& ids);
  void not_delivered();

 private:
  struct Kept {
    SpoolRecordId id;
    UtcTime written_at;
    Bytes sealed;
    Bytes signature;
  };

  Spool(SpoolFile file, SpoolKeys keys, RandomSource& random)
      : file_(std::move(file)), keys_(std::move(keys)), random_(random) {}
  Result<Kept> seal(const NewSpoolRecord& record, const std::string& body, UtcTime written_at);
  void take_in(ByteView body);
  bool remove(const SpoolRecordId& id);
  Result<void> shrink_when_due();
  bool on_its_way(const SpoolRecordId& id) const;

  mutable std::mutex mutex_;
  SpoolFile file_;
  SpoolKeys keys_;
  RandomSource& random_;
  std::vector<Kept> kept_;  // oldest first
  std::vector<SpoolRecordId> on_the_way_;
  std::size_t bytes_ = 0;
  Damage damage_;
};

}  // namespace alcove::offline
