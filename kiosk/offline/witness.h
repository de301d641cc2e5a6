// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "kiosk/client/https_client.h"
#include "kiosk/offline/sealed_file.h"
#include "shared/base/time.h"
#include "shared/wire/head.h"

// The terminal's memory of the audit chain: the highest head that any reply has carried. The box
// must hold that head for ever; when it does not, the terminal stops and says so until somebody who
// may has looked. Kept in `witness` (magic "alcwitn1", see sealed_file.h):
//
//   witness := u64(epoch) u64(number) hash(32) u32(standing) u64(since, ms of UTC, or 0)
//   standing = 0 going on | 1 rolled back | 2 restored; epoch 0 and number 0: nothing seen yet
namespace alcove::offline {

enum class Standing : std::uint8_t {
  kGoing,
  kRolledBack,  // the box does not hold what this terminal has seen: the alarm
  kRestored,    // the box was restored and says so; somebody has to confirm it here
};

struct WitnessState {
  Standing standing = Standing::kGoing;
  std::optional<wire::Head> head;
  std::optional<UtcTime> since;                  // when the terminal stopped
  std::optional<api::hello::Restored> restored;  // after a hello in this run of the program
};

// Thread-safe. The file follows a new head within kSaveEvery, and a stop at once; a disk that
// refuses does not stop the terminal from knowing.
class Witness {
 public:
  static constexpr std::chrono::milliseconds kSaveEvery{1000};

  // Errors: those of read_sealed but kNotFound: then nothing has been seen yet.
  static Result<std::unique_ptr<Witness>> open(std::filesystem::path file, const SecretBytes& key,
                                               const Clock& clock, RandomSource& random);
  ~Witness();  // keeps what is newer than the file

  // For the client; valid as long as this object.
  client::HeadMemory memory();

  WitnessState state() const;
  // Called on the thread that noticed, after every change of the standing. Set before first use.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }

  // The restore was confirmed here: go on in its epoch.
  Result<void> confirmed(const api::hello::ConfirmRestoreReply& reply);

  // Lets one hello be said although the terminal has stopped: the right store may have been put
  // back, or the facts of a restore are wanted.
  void ask_again();

  // Brings a newer head to the disk when kSaveEvery has passed; for a quiet moment.
  void keep();

 private:
  Witness(std::filesystem::path file, const SecretBytes& key, const Clock& clock,
          RandomSource& random)
      : file_(std::move(file)), key_(key.view()), clock_(clock), random_(random) {}
  Result<std::optional<wire::Head>> seen();
  Result<void> greeted(const api::hello::HelloReply& reply);
  Result<void> saw(const std::optional<wire::Head>& before, const wire::Head& now);
  Error stop(std::unique_lock<std::mutex>& lock, Standing standing);
  Result<void> save();

  const std::filesystem::path file_;
  const SecretBytes key_;
  const Clock& clock_;
  RandomSource& random_;
  std::function<void()> changed_;
  mutable std::mutex mutex_;
  WitnessState state_;
  bool asking_ = false;
  bool newer_than_file_ = false;
  std::chrono::steady_clock::time_point saved_at_{};
};

}  // namespace alcove::offline
