// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/desk/meeting_words.h"
#include "kiosk/screens/desk/picks.h"
#include "kiosk/screens/desk/session_takes.h"
#include "shared/api/meeting_moving.h"

// The time of a session of several: what stands against it while it is chosen, and the sheet that
// moves the session to another one.
namespace alcove::screens::desk {

// Something that no reason overrides; or only what a reason does.
bool is_refused(const FreeMeetingReply& free);
bool needs_reason(const FreeMeetingReply& free);

// "L. Brandt is at lunch from 12:00 to 12:50.": all of it, one sentence after the other.
std::string words_against_session(text::Language language, const FreeMeetingReply& free);

// At the foot of a sheet, where the time may be out of sight: that something is in the way of it,
// or else what is missing.
std::string foot_words(text::Language language, const std::optional<FreeMeetingReply>& free,
                       std::string missing);

// Whether everything is free, or else what is in the way, person by person; and where only a reason
// is wanted, a field for it.
void say_session_time(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, LocalDateTime start,
                      const FreeMeetingReply& free, std::string& override_reason);

struct MoveMeetingModel {
  MeetingCard card;
  std::vector<api::clinic_setup::Room> rooms{};
  Team team{};
  std::optional<RoomId> room{};
  SessionTakes takes{};
  LocalDate day{};
  LocalDate today{};
  std::string time{};     // as typed
  std::string minutes{};  // as typed
  std::string reason{};
  std::string override_reason{};
  bool asks_override = false;              // the box asked for it
  std::optional<FreeMeetingReply> free{};  // answers what is chosen now
  Against against{};
  Pick pick_day{};
  Pick pick_room{};

  // What is chosen, when it can be read.
  std::optional<LocalDateTime> start() const;
  bool same_time() const;  // only others lead it, or another room
  bool unchanged() const;
  bool asks_reason() const;  // to override what speaks against it
  bool complete() const;     // all that is known by now lets it be sent
};
MoveMeetingModel move_meeting_model(text::Language language, const MeetingCard& card,
                                    LocalDate today);
enum class MoveMeetingIntent : std::uint8_t { kNone, kClose, kMove };
MoveMeetingIntent draw(ui::Ui& ui, const SheetFrame& frame, MoveMeetingModel& model);

}  // namespace alcove::screens::desk
