// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "kiosk/link/box.h"
#include "kiosk/screens/lobby/closing.h"
#include "shared/api/help_calls.h"

// "Get help": calls the desk silently, and tells truly whether it was reached: not while the box is
// away, nor while no terminal of the desk is connected to it. Then it is made again until it is
// heard, while the same client is here. For the UI thread.
namespace alcove::flows::lobby {

inline constexpr std::chrono::milliseconds kHelpWithin{1000};
inline constexpr std::int64_t kSayCallingAfterMs = 300;  // an answer is usually there before
inline constexpr std::int64_t kHelpAgainMs = 2000;       // between tries that came to nothing
inline constexpr std::int64_t kUnheardAgainMs =
    10'000;  // the box has it, no desk is there to see it

class HelpCall {
 public:
  HelpCall(link::Box& box, std::function<void()> changed)
      : box_(box), changed_(std::move(changed)) {}
  HelpCall(const HelpCall&) = delete;
  HelpCall& operator=(const HelpCall&) = delete;

  enum class State : std::uint8_t { kNone, kCalling, kCalled, kAway };
  // With the visit's id when somebody was greeted.
  void call(std::optional<CheckInId> check_in);
  State state() const { return state_; }
  // What the sheet says; nothing while there is none to show.
  std::optional<screens::lobby::HelpState> sheet() const;
  void close_sheet() { sheet_ = false; }
  // Without a sheet: the screen says it itself.
  void call_without_sheet(std::optional<CheckInId> check_in);

  void on_link();
  std::int64_t tick(std::int64_t now_ms);
  void forget();  // the next client

 private:
  void send();

  link::Box& box_;
  std::function<void()> changed_;
  link::Life life_;
  State state_ = State::kNone;
  bool sheet_ = false;
  bool under_way_ = false;
  api::check_in::HelpRequest request_{};
  std::optional<IdempotencyKey> key_;
  std::int64_t now_ms_ = 0;
  std::int64_t since_ms_ = 0;
  std::int64_t again_ms_ = 0;
};

}  // namespace alcove::flows::lobby
