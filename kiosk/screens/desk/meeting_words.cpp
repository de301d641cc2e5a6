// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/meeting_words.h"

#include <algorithm>

#include "kiosk/text/meetings_messages.h"

namespace alcove::screens::desk {

using api::appointments::MeetingKind;
using api::appointments::MeetingPart;
using rules::Attendance;

bool is_cancelled(const MeetingCard& card) {
  return card.meeting.state == api::appointments::MeetingState::kCancelled;
}

bool has_begun(AppointmentState state) {
  return rules::is_here(state) || state == AppointmentState::kNoShow ||
         state == AppointmentState::kLeftWithoutBeingSeen;
}

bool is_called_off(const MeetingCard& card) {
  return is_cancelled(card) && card.meeting.cancelled_by == api::appointments::CancelledBy::kClient;
}

const MeetingCard* find_card(const std::vector<MeetingCard>& cards,
                             const std::optional<MeetingId>& meeting) {
  const auto found = std::find_if(cards.begin(), cards.end(), [&](const MeetingCard& card) {
    return card.meeting.id == meeting;
  });
  return found == cards.end() ? nullptr : &*found;
}

std::string_view kind_word(text::Language language, MeetingKind kind) {
  const text::MeetingsMessages say(language);
  switch (kind) {
    case MeetingKind::kGroup:
      return say.meeting_group();
    case MeetingKind::kFamily:
      return say.meeting_family();
    case MeetingKind::kCouple:
      return say.meeting_couple();
  }
  return {};
}

std::string meeting_title(text::Language language, const MeetingCard& card) {
  if (!card.meeting.title.empty()) return card.meeting.title;
  return std::string(kind_word(language, card.meeting.kind));
}

std::string leaders(text::Language language, const MeetingCard& card) {
  const text::MeetingsMessages say(language);
  std::string names;
  for (const auto& one : card.meeting.clinicians) {
    if (!names.empty()) names += ", ";
    names += one.substitute ? say.meeting_substitute(one.name) : one.name;
  }
  return names;
}

std::string few_words(text::Language language, const MeetingCard& card) {
  const std::optional<std::int64_t>& least = card.meeting.least;
  if (is_cancelled(card) || !least || card.expected >= *least) return {};
  return text::MeetingsMessages(language).meeting_few(
      {.expected = std::to_string(card.expected), .least = std::to_string(*least)});
}

Saying say_meeting(text::Language language, const MeetingCard& card) {
  const text::MeetingsMessages say(language);
  if (is_cancelled(card)) {
    return {state_word(language, is_called_off(card) ? AppointmentState::kCancelledByClient
                                                     : AppointmentState::kCancelledByClinic),
            ui::Tone::kAlarm};
  }
  if (card.expected == 0) return {std::string(say.meeting_nobody()), ui::Tone::kNeutral};
  return {say.meeting_here(
              {.here = std::to_string(card.here), .expected = std::to_string(card.expected)}),
          card.here > 0 ? ui::Tone::kGood : ui::Tone::kNeutral};
}

std::string place_name(text::Language language, const BoardRow& row) {
  const text::MeetingsMessages say(language);
  if (row.appointment.part == MeetingPart::kGuest) return say.meeting_guest(row.client_name);
  if (row.appointment.part == MeetingPart::kIdentified) {
    return say.meeting_identified(row.client_name);
  }
  return row.client_name;
}

std::string attendance_word(text::Language language, Attendance attendance) {
  const text::MeetingsMessages say(language);
  switch (attendance) {
    case Attendance::kPresent:
      return std::string(say.attendance_present());
    case Attendance::kLate:
      return std::string(say.attendance_late());
    case Attendance::kExcused:
      return std::string(say.attendance_excused());
    case Attendance::kNoShow:
      return std::string(say.attendance_no_show());
  }
  return {};
}

std::optional<Attendance> attendance_of(const BoardRow& row) {
  return rules::attendance_of(row.appointment.state, row.appointment.late_minutes);
}

Saying say_attendance(text::Language language, const BoardRow& row, UtcTime now) {
  const text::MeetingsMessages say(language);
  const std::optional<Attendance> attendance = attendance_of(row);
  if (rules::is_open(row.appointment.state)) {
    return {std::string(say.attendance_unmarked()), ui::Tone::kNeutral};
  }
  if (!attendance || *attendance == Attendance::kPresent) return say_state(language, row, now);
  if (*attendance == Attendance::kLate) {
    return {say.attendance_late_by(*row.appointment.late_minutes), ui::Tone::kPrimary};
  }
  const bool excused = *attendance == Attendance::kExcused;
  return {attendance_word(language, *attendance), excused ? ui::Tone::kNeutral : ui::Tone::kAlarm};
}

}  // namespace alcove::screens::desk
