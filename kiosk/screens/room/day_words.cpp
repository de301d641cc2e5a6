// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/day_words.h"

#include <algorithm>

#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/screens/room/room_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/room_messages.h"

namespace alcove::screens::room {

std::string day_facts(text::Language language, const api::appointments::BoardRow& row, Born born) {
  const text::RoomMessages say(language);
  std::string out = say.room_record(std::to_string(row.record_number));
  if (born == Born::kSaid) {
    out += " · " + say.room_born(text::full_date(language, row.birth_date));
  }
  // Who came just now waits no minute yet; the state says that somebody is there.
  if (row.minutes_waiting.value_or(0) > 0) out += " · " + say.room_waiting(*row.minutes_waiting);
  out += " · " + row.service_name + " · ";
  out += place_word(language, row);
  return out;
}

std::string day_needs(text::Language language, const api::appointments::BoardRow& row) {
  using api::appointments::Flag;
  std::string out;
  if (std::find(row.flags.begin(), row.flags.end(), Flag::kInterpreter) != row.flags.end()) {
    out = text::RoomMessages(language).room_interpreter(language_word(language, row.language));
  }
  if (row.resources.empty()) return out;
  return out + (out.empty() ? "" : " · ") + desk::taken_line(language, row.resources);
}

}  // namespace alcove::screens::room
