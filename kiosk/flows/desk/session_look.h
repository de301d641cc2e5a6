// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/flows/desk/desk_book.h"
#include "shared/api/meeting_moving.h"

namespace alcove::flows::desk {

// Asks, while the time of a session of several is chosen, what stands against it, or against each
// of some sessions that are planned: once a person pauses, and again when the day changes. Only the
// write itself decides.
class SessionLook {
 public:
  using Request = api::appointments::FreeMeetingRequest;
  using Reply = api::appointments::FreeMeetingReply;

  explicit SessionLook(const Desk& desk) : desk_(desk) {}

  // What is chosen now, in every frame; none while it cannot be read.
  void follow(const std::optional<Request>& wanted);
  void follow_all(const std::vector<Request>& wanted);
  void again();  // what was free may be taken
  void stop();
  std::int64_t tick(std::int64_t now_ms);
  // Answers what is chosen now; of several, that one of them.
  std::optional<Reply> free(std::size_t number = 0) const;

 private:
  struct Asked {
    Request request;
    std::string words;  // the same, to be compared
    std::optional<Reply> free{};
    bool due = true;
  };

  void ask();  // one after the other

  const Desk& desk_;
  link::Life life_;
  std::vector<Asked> all_;
  bool due_ = false;
  std::int64_t now_ms_ = 0;
  std::int64_t due_ms_ = 0;
};

}  // namespace alcove::flows::desk
