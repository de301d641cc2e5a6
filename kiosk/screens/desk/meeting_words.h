// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/desk/board_words.h"
#include "shared/api/meeting_record.h"
#include "shared/rules/attendance.h"

// How the desk says what a session of several clients is and how it stands.
namespace alcove::screens::desk {

using api::appointments::MeetingCard;
using api::appointments::MeetingId;

bool is_cancelled(const MeetingCard& card);
// By its clients, who therefore know.
bool is_called_off(const MeetingCard& card);
// A place whose client came, or was marked as missing: from then on the session stays where it is.
bool has_begun(AppointmentState state);
// The session's card; null where it is not among them, and for no session.
const MeetingCard* find_card(const std::vector<MeetingCard>& cards,
                             const std::optional<MeetingId>& meeting);
// "Group session": never whose or of what, for where more people look.
std::string_view kind_word(text::Language language, api::appointments::MeetingKind kind);
// The group's name; of a family or couple what it is.
std::string meeting_title(text::Language language, const MeetingCard& card);
// "L. Brandt, A. Reyes (substitute)"
std::string leaders(text::Language language, const MeetingCard& card);
// "5 of 8 here"
// "2 of at least 4"; empty where enough come, or nobody said how many that are.
std::string few_words(text::Language language, const MeetingCard& card);
Saying say_meeting(text::Language language, const MeetingCard& card);
// "Petrov, Ana · guest"
std::string place_name(text::Language language, const BoardRow& row);

std::string attendance_word(text::Language language, rules::Attendance attendance);
// Attendance where it is known, else the state: "Late by 10 min".
Saying say_attendance(text::Language language, const BoardRow& row, UtcTime now);
std::optional<rules::Attendance> attendance_of(const BoardRow& row);

}  // namespace alcove::screens::desk
