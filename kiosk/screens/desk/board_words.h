// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/language.h"
#include "kiosk/widgets/status.h"
#include "shared/api/clock_start.h"
#include "shared/api/day_board.h"

// How the desk says what stands in the book: a state in words and colour, a flag, what comes next.
namespace alcove::screens::desk {

using api::appointments::AppointmentState;
using api::appointments::BoardRow;
using api::appointments::Flag;

// From here on somebody who arrived is called waiting.
inline constexpr std::int64_t kWaitingFromMinutes = 10;
// And from here on, somebody looks after them.
inline constexpr std::int64_t kWaitingLongFromMinutes = 30;

// What the person's roles allow at the desk. The box decides; nothing is offered that it refuses.
enum class May : std::uint8_t { kChange, kLook };

struct Saying {
  std::string words;
  ui::Tone tone = ui::Tone::kNeutral;
  ui::Icon icon = ui::Icon::kNone;
  std::string shorter{};  // where a list has little room
};
// What the clock shows, which in the gap of spring is not the time that was said.
using api::appointments::clock_start;
// The time that was said, in few words: "Was 2:30: clock change".
std::string clock_change_words(text::Language language, LocalDateTime said);
// The same before what else is said of a visit or a session, where it was.
template <class Booked>
std::string after_clock_change(text::Language language, const Booked& booked, std::string words) {
  if (!booked.time_shifted) return words;
  return clock_change_words(language, booked.start) + " · " + words;
}
Saying say_state(text::Language language, const BoardRow& row, UtcTime now);
// How long after the start they came, once that is past the clinic's grace; none of a walk-in.
std::optional<std::int64_t> minutes_late(const BoardRow& row);
// The state alone, as a history tells it.
std::string state_word(text::Language language, AppointmentState state);
Saying say_flag(text::Language language, const BoardRow& row, Flag flag);
// That whoever came would meet nobody; the state says it of who is expected, so no list of flags
// repeats it.
std::optional<Flag> nobody_there(const BoardRow& row);
// What somebody should look at first stands first: a row has room for one or two.
std::vector<Flag> most_pressing_first(std::vector<Flag> flags);
// What is to be looked after, and of who is here whether they came late.
std::vector<Saying> flags_of(text::Language language, const BoardRow& row);
// "22 h before"; at least two days are counted in days, less than two hours in minutes.
std::string say_notice(text::Language language, std::int64_t minutes);

// The one next step of a visit; none when it is over.
// Who is seen by video or telephone is brought to no room.
std::optional<AppointmentState> next_state(const api::appointments::Appointment& visit,
                                           bool is_today);
// Where the client is, and its picture; none in the clinic.
std::string_view modality_word(text::Language language, api::appointments::Modality modality);
std::vector<std::string> modality_words(text::Language language);  // of all, for a list
api::appointments::Modality modality_at(std::size_t index);        // in that list
ui::Icon modality_icon(api::appointments::Modality modality);
std::string_view step_word(text::Language language, AppointmentState to);
// What is said once it is done: "Ana Petrov has arrived."
std::string marked_words(text::Language language, AppointmentState to, std::string_view name);

// The visit's row; null where it is not among them, and for no visit.
const BoardRow* find_row(const std::vector<BoardRow>& rows,
                         const std::optional<AppointmentId>& visit);

// As the clinic's rules say that a card may call them.
const std::string& card_name(const BoardRow& row);

// "López, María (Mari)" as one would say it: "María López"; a preferred name instead of the first.
std::string spoken_name(std::string_view list_name);

// Which of these people (by index) could be mistaken for another one among them: the same name or
// one typo apart, or twins (one surname, one birth date); and another record.
struct NamedRecord {
  std::int64_t record_number = 0;
  std::string_view list_name;
  LocalDate birth_date;
};
std::vector<bool> like_named(const std::vector<NamedRecord>& people);

}  // namespace alcove::screens::desk
