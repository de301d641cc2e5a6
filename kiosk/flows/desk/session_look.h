// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/flows/desk/desk_book.h"
#include "shared/api/meeting_moving.h"

namespace alcove::flows::desk {

// Asks, while the time of a session of several is chosen, what stands against it: once a person
// pauses, and again when the day changes. Only the write itself decides.
class SessionLook {
 public:
  using Request = api::appointments::FreeMeetingRequest;

  explicit SessionLook(const Desk& desk) : desk_(desk) {}

  // What is chosen now, in every frame; none while it cannot be read.
  void follow(const std::optional<Request>& wanted);
  void again();  // what was free may be taken
  void stop();
  std::int64_t tick(std::int64_t now_ms);
  // Answers what is chosen now.
  const std::optional<api::appointments::FreeMeetingReply>& free() const { return free_; }

 private:
  void ask();

  const Desk& desk_;
  link::Life life_;
  std::optional<Request> wanted_;
  std::string asked_;  // the same, to be compared
  std::optional<api::appointments::FreeMeetingReply> free_;
  bool due_ = false;
  std::int64_t now_ms_ = 0;
  std::int64_t due_ms_ = 0;
};

}  // namespace alcove::flows::desk
