// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/resource_store.h"

// What holds whose time.
namespace alcove::appointments {
namespace {

using api::appointments::Place;
using store::Statement;

bool is_gone(std::span<const AppointmentId> gone, const AppointmentId& id) {
  return std::binary_search(gone.begin(), gone.end(), id);
}

const char* busy_query(Place place) {
  switch (place) {
    case Place::kClinician:
      return "SELECT start_at, end_at, holds_to, id, 0 FROM appointment WHERE holds_time = 1 "
             "AND meeting IS NULL AND clinician = $who AND start_at > $reach AND start_at < $end "
             "AND holds_to > $start AND id IS NOT $except UNION ALL "
             "SELECT start_at, end_at, holds_to, meeting, 1 FROM meeting_clinician "
             "WHERE holds_time = 1 AND clinician = $who AND start_at > $reach AND start_at < $end "
             "AND holds_to > $start AND meeting IS NOT $except_meeting ORDER BY start_at";
    case Place::kRoom:
      return "SELECT start_at, end_at, holds_to, id, 0 FROM appointment WHERE holds_time = 1 "
             "AND meeting IS NULL AND room = $who AND start_at > $reach AND start_at < $end "
             "AND holds_to > $start AND id IS NOT $except UNION ALL "
             "SELECT start_at, end_at, holds_to, id, 1 FROM meeting WHERE holds_time = 1 "
             "AND room = $who AND start_at > $reach AND start_at < $end "
             "AND holds_to > $start AND id IS NOT $except_meeting ORDER BY start_at";
    case Place::kClient:
      return "SELECT start_at, end_at, end_at, id, 0 FROM appointment WHERE holds_time = 1 "
             "AND client = $who AND start_at > $reach AND start_at < $end AND end_at > $start "
             "AND id IS NOT $except ORDER BY start_at";
    case Place::kResource:
      return "SELECT start_at, end_at, end_at, id, 0 FROM appointment WHERE holds_time = 1 "
             "AND resources <> '' AND meeting IS NULL AND start_at > $reach AND start_at < $end "
             "AND end_at > $start AND instr(resources, $who) > 0 AND id IS NOT $except UNION ALL "
             "SELECT start_at, end_at, end_at, id, 1 FROM meeting WHERE holds_time = 1 "
             "AND resources <> '' AND start_at > $reach AND start_at < $end AND end_at > $start "
             "AND instr(resources, $who) > 0 AND id IS NOT $except_meeting ORDER BY start_at";
  }
  ALCOVE_CHECK(false);
  return "";
}

const char* held_query(Place place) {
  switch (place) {
    case Place::kClinician:
      return "SELECT start_at, holds_to FROM appointment WHERE holds_time = 1 AND meeting IS NULL "
             "AND clinician = $who AND start_at >= $from AND start_at < $until UNION ALL "
             "SELECT start_at, holds_to FROM meeting_clinician WHERE holds_time = 1 "
             "AND clinician = $who AND start_at >= $from AND start_at < $until ORDER BY start_at";
    case Place::kRoom:
      return "SELECT start_at, holds_to FROM appointment WHERE holds_time = 1 AND meeting IS NULL "
             "AND room = $who AND start_at >= $from AND start_at < $until UNION ALL "
             "SELECT start_at, holds_to FROM meeting WHERE holds_time = 1 "
             "AND room = $who AND start_at >= $from AND start_at < $until ORDER BY start_at";
    case Place::kClient:
      return "SELECT start_at, end_at FROM appointment WHERE holds_time = 1 "
             "AND client = $who AND start_at >= $from AND start_at < $until ORDER BY start_at";
    case Place::kResource:
      return "SELECT start_at, end_at FROM appointment WHERE holds_time = 1 AND resources <> '' "
             "AND meeting IS NULL AND start_at >= $from AND start_at < $until "
             "AND instr(resources, $who) > 0 UNION ALL "
             "SELECT start_at, end_at FROM meeting WHERE holds_time = 1 AND resources <> '' "
             "AND start_at >= $from AND start_at < $until AND instr(resources, $who) > 0 "
             "ORDER BY start_at";
  }
  ALCOVE_CHECK(false);
  return "";
}

// Resources stand in the row of a visit or a meeting by their words.
void bind_who(Statement& row, Place place, ByteView id) {
  if (place == Place::kResource) {
    row.bind("$who", api::resources::ResourceId::from_blob(id).text());
  } else {
    row.bind("$who", id);
  }
}

}  // namespace

std::int64_t count_visits(store::ReadTxn& txn, const StaffId& clinician, LocalDate day,
                          const AppointmentId& except, std::span<const AppointmentId> gone,
                          const std::optional<MeetingId>& except_meeting) {
  Statement row = txn.query(
      "SELECT id FROM appointment WHERE day = $day AND clinician = $clinician "
      "AND holds_time = 1 AND meeting IS NULL AND id != $except UNION ALL "
      "SELECT meeting FROM meeting_clinician WHERE clinician = $clinician AND day = $day "
      "AND to_revision IS NULL AND holds_time = 1 AND meeting IS NOT $except_meeting");
  row.bind("$day", day)
      .bind("$clinician", clinician)
      .bind("$except", except)
      .bind("$except_meeting", except_meeting);
  std::int64_t visits = 0;
  while (row.next()) {
    if (!is_gone(gone, row.id<AppointmentId>(0))) ++visits;
  }
  return visits;
}

std::vector<Busy> find_busy(store::ReadTxn& txn, const Wanted& wanted) {
  Statement row = txn.query(busy_query(wanted.place));
  // No appointment holds anything for longer: what began before that is over.
  constexpr auto kReach = rules::kMaxDuration + std::chrono::minutes(rules::kMaxBufferMinutes);
  const bool buffered = wanted.place == Place::kClinician || wanted.place == Place::kRoom;
  bind_who(row, wanted.place, wanted.id);
  row.bind("$reach", wanted.slot.start - kReach)
      .bind("$start", wanted.slot.start)
      .bind("$end", buffered ? std::max(wanted.slot.end, wanted.held_until) : wanted.slot.end)
      .bind("$except", wanted.except);
  if (wanted.place != Place::kClient) row.bind("$except_meeting", wanted.except_meeting);
  std::vector<Busy> busy;
  while (row.next()) {
    Busy one{{row.time(0), row.time(1)}, row.time(2)};
    if (row.boolean(4)) {
      one.meeting = row.id<MeetingId>(3);
    } else {
      one.visit = row.id<AppointmentId>(3);
      if (is_gone(wanted.gone, one.visit)) continue;
    }
    busy.push_back(one);
  }
  return busy;
}

std::vector<rules::TimeSlot> read_held(store::ReadTxn& txn, Place place, const UuidBytes& id,
                                       const rules::TimeSlot& begins_in) {
  Statement row = txn.query(held_query(place));
  bind_who(row, place, ByteView(id));
  row.bind("$from", begins_in.start).bind("$until", begins_in.end);
  std::vector<rules::TimeSlot> held;
  while (row.next()) held.push_back({row.time(0), row.time(1)});
  return held;
}

// The ids stay words: most visits of a year take something else, and none of those is made of them.
std::vector<TakenTime> read_taken(store::ReadTxn& txn, const rules::TimeSlot& begins_in,
                                  std::span<const api::resources::ResourceId> asked) {
  std::vector<std::string> words;
  for (const api::resources::ResourceId& id : asked) words.push_back(id.text());
  Statement row = txn.query(
      "SELECT start_at, end_at, resources FROM appointment WHERE holds_time = 1 "
      "AND resources <> '' AND meeting IS NULL AND start_at >= $from AND start_at < $until "
      "UNION ALL SELECT start_at, end_at, resources FROM meeting WHERE holds_time = 1 "
      "AND resources <> '' AND start_at >= $from AND start_at < $until ORDER BY start_at");
  row.bind("$from", begins_in.start).bind("$until", begins_in.end);
  std::vector<TakenTime> taken;
  while (row.next()) {
    const std::string ids = row.text(2);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (ids.find(words[i]) == std::string::npos) continue;
      taken.push_back({{row.time(0), row.time(1)}, asked[i]});
    }
  }
  return taken;
}

}  // namespace alcove::appointments
