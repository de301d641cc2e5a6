// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/meeting_store.h"

#include "server/features/appointments/resource_store.h"
#include "server/store/stored_words.h"
#include "shared/rules/attendance.h"

namespace alcove::appointments {
namespace {

using api::appointments::CancelledBy;
using api::appointments::MeetingClinician;
using api::appointments::MeetingKind;
using api::appointments::MeetingState;
using api::appointments::MeetingStep;
using store::Statement;

#define ALCOVE_MEETING                                                                        \
  "SELECT id, revision, kind, title, service, room, start, minutes, zone, start_at, end_at, " \
  "time_shifted, state, state_since, most, resources, least, cancelled_by FROM meeting "

std::vector<MeetingClinician> clinicians_at(store::ReadTxn& txn, const MeetingId& id,
                                            std::int64_t revision) {
  Statement row = txn.query(
      "SELECT clinician, substitute FROM meeting_clinician WHERE meeting = $meeting "
      "AND from_revision <= $revision AND (to_revision IS NULL OR to_revision > $revision) "
      "ORDER BY place");
  row.bind("$meeting", id).bind("$revision", revision);
  std::vector<MeetingClinician> clinicians;
  while (row.next()) {
    clinicians.push_back({.clinician = row.id<StaffId>(0), .substitute = row.boolean(1)});
  }
  return clinicians;
}

std::vector<Meeting> all_of(store::ReadTxn& txn, Statement& row) {
  std::vector<Meeting> meetings;
  while (row.next()) {
    Meeting meeting;
    meeting.id = row.id<MeetingId>(0);
    meeting.revision = row.integer(1);
    meeting.kind = store::word_in<MeetingKind>(row, 2);
    meeting.title = row.text(3);
    meeting.service = row.id<api::appointments::ServiceId>(4);
    meeting.room = row.maybe_id<RoomId>(5);
    meeting.start = row.local_time(6);
    meeting.minutes = row.integer(7);
    meeting.zone = row.text(8);
    meeting.start_time = row.time(9);
    meeting.end_time = row.time(10);
    meeting.time_shifted = row.boolean(11);
    meeting.state = store::word_in<MeetingState>(row, 12);
    meeting.state_since = row.time(13);
    meeting.most = row.maybe_integer(14);
    meeting.resources = resources_in(row, 15);
    meeting.least = row.maybe_integer(16);
    if (!row.is_null(17)) meeting.cancelled_by = store::word_in<CancelledBy>(row, 17);
    meetings.push_back(std::move(meeting));
  }
  for (Meeting& one : meetings) one.clinicians = clinicians_at(txn, one.id, one.revision);
  return meetings;
}

std::optional<std::string_view> word_of(const std::optional<CancelledBy>& by) {
  return by ? std::optional(wire::word_of(*by)) : std::nullopt;
}

bool stands(const Meeting& meeting) {
  return meeting.state == MeetingState::kStands;
}

void insert_clinicians(audit::WriteTxn& txn, const Meeting& meeting, UtcTime held_until) {
  std::int64_t place = 0;
  for (const MeetingClinician& one : meeting.clinicians) {
    txn.change(
           "INSERT INTO meeting_clinician (meeting, from_revision, place, to_revision, clinician, "
           "substitute, day, start_at, end_at, holds_to, holds_time) VALUES ($meeting, $revision, "
           "$place, NULL, $clinician, $substitute, $day, $start, $end, $held_until, $holds)")
        .bind("$meeting", meeting.id)
        .bind("$revision", meeting.revision)
        .bind("$place", place++)
        .bind("$clinician", one.clinician)
        .bind("$substitute", one.substitute)
        .bind("$day", date_of(meeting.start))
        .bind("$start", meeting.start_time)
        .bind("$end", meeting.end_time)
        .bind("$held_until", held_until)
        .bind("$holds", stands(meeting))
        .execute();
  }
}

}  // namespace

std::optional<Meeting> find_meeting(store::ReadTxn& txn, const MeetingId& id) {
  Statement row = txn.query(ALCOVE_MEETING "WHERE id = $id");
  row.bind("$id", id);
  std::vector<Meeting> found = all_of(txn, row);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Meeting> meetings_on(store::ReadTxn& txn, LocalDate day,
                                 const std::optional<StaffId>& clinician) {
  Statement row = txn.query(
      ALCOVE_MEETING
      "WHERE day = $day AND ($clinician IS NULL OR id IN (SELECT meeting FROM meeting_clinician "
      "WHERE clinician = $clinician AND day = $day AND to_revision IS NULL)) "
      "ORDER BY start_at, id");
  row.bind("$day", day).bind("$clinician", clinician);
  return all_of(txn, row);
}

std::int64_t count_meetings_on(store::ReadTxn& txn, LocalDate day) {
  Statement row = txn.query("SELECT count(*) FROM meeting WHERE day = $day");
  row.bind("$day", day);
  row.next();
  return row.integer(0);
}

UtcTime meeting_held_until(store::ReadTxn& txn, const MeetingId& id) {
  Statement row = txn.query("SELECT holds_to FROM meeting WHERE id = $id");
  row.bind("$id", id);
  ALCOVE_CHECK(row.next());
  return row.time(0);
}

void insert_meeting(audit::WriteTxn& txn, const Meeting& meeting, UtcTime held_until) {
  txn.change(
         "INSERT INTO meeting (id, revision, kind, title, service, room, day, start, minutes, "
         "zone, "
         "start_at, end_at, holds_to, time_shifted, state, holds_time, state_since, most, "
         "resources, "
         "least) VALUES "
         "($id, $revision, $kind, $title, $service, $room, $day, $start, $minutes, $zone, "
         "$start_at, $end_at, $held_until, $shifted, $state, $holds, $since, $most, $resources, "
         "$least)")
      .bind("$id", meeting.id)
      .bind("$revision", meeting.revision)
      .bind("$kind", wire::word_of(meeting.kind))
      .bind("$title", meeting.title)
      .bind("$service", meeting.service)
      .bind("$room", meeting.room)
      .bind("$day", date_of(meeting.start))
      .bind("$start", meeting.start)
      .bind("$minutes", meeting.minutes)
      .bind("$zone", meeting.zone)
      .bind("$start_at", meeting.start_time)
      .bind("$end_at", meeting.end_time)
      .bind("$held_until", held_until)
      .bind("$shifted", meeting.time_shifted)
      .bind("$state", wire::word_of(meeting.state))
      .bind("$holds", stands(meeting))
      .bind("$since", meeting.state_since)
      .bind("$most", meeting.most)
      .bind("$resources", api::resources::ids_words(meeting.resources))
      .bind("$least", meeting.least)
      .execute();
  insert_clinicians(txn, meeting, held_until);
}

void update_meeting(audit::WriteTxn& txn, const Meeting& meeting) {
  move_meeting_row(txn, meeting, meeting_held_until(txn, meeting.id));
}

void move_meeting_row(audit::WriteTxn& txn, const Meeting& meeting, UtcTime held_until) {
  txn.change(
         "UPDATE meeting SET revision = $revision, room = $room, day = $day, start = $start, "
         "minutes = $minutes, zone = $zone, start_at = $start_at, end_at = $end_at, "
         "holds_to = $held_until, time_shifted = $shifted, state = $state, holds_time = $holds, "
         "state_since = $since, resources = $resources, cancelled_by = $by "
         "WHERE id = $id AND revision = $revision - 1")
      .bind("$id", meeting.id)
      .bind("$revision", meeting.revision)
      .bind("$room", meeting.room)
      .bind("$day", date_of(meeting.start))
      .bind("$start", meeting.start)
      .bind("$minutes", meeting.minutes)
      .bind("$zone", meeting.zone)
      .bind("$start_at", meeting.start_time)
      .bind("$end_at", meeting.end_time)
      .bind("$held_until", held_until)
      .bind("$shifted", meeting.time_shifted)
      .bind("$state", wire::word_of(meeting.state))
      .bind("$holds", stands(meeting))
      .bind("$since", meeting.state_since)
      .bind("$resources", api::resources::ids_words(meeting.resources))
      .bind("$by", word_of(meeting.cancelled_by))
      .execute();
  ALCOVE_CHECK(txn.changed_rows() == 1);
  txn.change(
         "UPDATE meeting_clinician SET to_revision = $revision, holds_time = 0 "
         "WHERE meeting = $meeting AND to_revision IS NULL")
      .bind("$meeting", meeting.id)
      .bind("$revision", meeting.revision)
      .execute();
  insert_clinicians(txn, meeting, held_until);
}

void insert_meeting_step(audit::WriteTxn& txn, const Meeting& meeting, const MeetingEntry& entry) {
  txn.change(
         "INSERT INTO meeting_step (meeting, revision, at, step, state, room, start, minutes, "
         "reason, person, person_name, terminal, terminal_name, overridden, override_reason, "
         "resources, cancelled_by) "
         "VALUES ($meeting, $revision, $at, $step, $state, $room, $start, $minutes, $reason, "
         "$person, $person_name, $terminal, $terminal_name, $overridden, $override_reason, "
         "$resources, $by)")
      .bind("$meeting", meeting.id)
      .bind("$revision", meeting.revision)
      .bind("$at", entry.at)
      .bind("$step", wire::word_of(entry.step))
      .bind("$state", wire::word_of(meeting.state))
      .bind("$room", meeting.room)
      .bind("$start", entry.start)
      .bind("$minutes", entry.minutes)
      .bind("$reason", entry.reason)
      .bind("$person", txn.actor().person)
      .bind("$person_name", entry.person_name)
      .bind("$terminal", txn.actor().device)
      .bind("$terminal_name", entry.terminal_name)
      .bind("$overridden", store::words_of(entry.overridden))
      .bind("$override_reason", entry.override_reason)
      .bind("$resources", api::resources::ids_words(meeting.resources))
      .bind("$by", word_of(entry.cancelled_by))
      .execute();
}

std::vector<MeetingEntry> read_meeting_history(store::ReadTxn& txn, const MeetingId& id) {
  Statement row = txn.query(
      "SELECT revision, at, step, room, reason, person_name, terminal_name, overridden, "
      "override_reason, start, minutes, resources, cancelled_by FROM meeting_step "
      "WHERE meeting = $meeting ORDER BY revision");
  row.bind("$meeting", id);
  std::vector<MeetingEntry> history;
  while (row.next()) {
    MeetingEntry entry;
    entry.clinicians = clinicians_at(txn, id, row.integer(0));
    entry.at = row.time(1);
    entry.step = store::word_in<MeetingStep>(row, 2);
    entry.room = row.maybe_id<RoomId>(3);
    entry.reason = row.text(4);
    entry.person_name = row.text(5);
    entry.terminal_name = row.text(6);
    entry.overridden = store::enums_of<rules::ConflictKind>(row.text(7));
    entry.override_reason = row.text(8);
    if (!row.is_null(9)) entry.start = row.local_time(9);
    entry.minutes = row.maybe_integer(10);
    entry.resources = taken_of(txn, resources_in(row, 11));
    if (!row.is_null(12)) entry.cancelled_by = store::word_in<CancelledBy>(row, 12);
    history.push_back(std::move(entry));
  }
  return history;
}

std::map<MeetingId, PlaceCount> count_places_on(store::ReadTxn& txn, LocalDate day) {
  Statement row = txn.query(
      "SELECT meeting, state, state_since, start_at FROM appointment "
      "WHERE day = $day AND meeting IS NOT NULL");
  row.bind("$day", day);
  std::map<MeetingId, PlaceCount> counts;
  while (row.next()) {
    const auto state = store::word_in<rules::AppointmentState>(row, 1);
    PlaceCount& count = counts[row.id<MeetingId>(0)];
    if (rules::is_expected(state, row.time(2), row.time(3))) ++count.expected;
    if (rules::is_here(state)) ++count.here;
  }
  return counts;
}

#undef ALCOVE_MEETING

}  // namespace alcove::appointments
