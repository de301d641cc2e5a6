// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/desk/like_names.h"
#include "kiosk/screens/desk/meeting_words.h"
#include "kiosk/screens/desk/picks.h"
#include "shared/api/meeting_free.h"

// Before somebody who was found has a place in a session of several: who it is, which session, and
// what stands against it. Closing it changes nothing.
namespace alcove::screens::desk {

struct GuestModel {
  MeetingCard card;
  FoundClient who;
  AppointmentId place{};                // the same one when it is tried again
  std::int64_t taken = 0;               // places of the session
  std::optional<std::int64_t> seats{};  // that its room has
  bool has_place = false;               // they come already
  // Answers whether they are elsewhere at that time.
  std::optional<api::appointments::FreeMeetingReply> free{};
  Against against{};

  bool is_full() const;
  bool has_no_seat() const;
  bool possible() const;  // as far as it is known by now
};
enum class GuestIntent : std::uint8_t { kNone, kClose, kAdd };
GuestIntent draw(ui::Ui& ui, const SheetFrame& frame, GuestModel& model);

}  // namespace alcove::screens::desk
