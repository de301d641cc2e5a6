// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointments_store.h"

#include <limits>

#include "server/features/appointments/resource_store.h"
#include "server/store/stored_words.h"

namespace alcove::appointments {
namespace {

using api::appointments::Step;
using store::Statement;

#define ALCOVE_APPOINTMENT_COLUMNS                                                                \
  "id, revision, client, clinician, room, service, start, minutes, zone, start_at, end_at, "      \
  "time_shifted, state, state_since, arrived_at, walk_in, notice_minutes, moved_from, moved_to, " \
  "meeting, part, late_minutes, queue_token, modality, resources"

// Those of the day that $clinician leads or helps to lead.
#define ALCOVE_MEETINGS_OF_CLINICIAN                                     \
  "(SELECT meeting FROM meeting_clinician WHERE clinician = $clinician " \
  "AND day = $day AND to_revision IS NULL)"

Appointment appointment_at(const Statement& row) {
  Appointment appointment;
  appointment.id = row.id<AppointmentId>(0);
  appointment.revision = row.integer(1);
  appointment.client = row.id<ClientId>(2);
  appointment.clinician = row.id<StaffId>(3);
  appointment.room = row.maybe_id<RoomId>(4);
  appointment.service = row.id<api::appointments::ServiceId>(5);
  appointment.start = row.local_time(6);
  appointment.minutes = row.integer(7);
  appointment.zone = row.text(8);
  appointment.start_time = row.time(9);
  appointment.end_time = row.time(10);
  appointment.time_shifted = row.boolean(11);
  appointment.state = store::word_in<AppointmentState>(row, 12);
  appointment.state_since = row.time(13);
  appointment.arrived_at = row.maybe_time(14);
  appointment.walk_in = row.boolean(15);
  appointment.notice_minutes = row.maybe_integer(16);
  appointment.moved_from = row.maybe_id<AppointmentId>(17);
  appointment.moved_to = row.maybe_id<AppointmentId>(18);
  appointment.meeting = row.maybe_id<MeetingId>(19);
  if (!row.is_null(20)) appointment.part = store::word_in<api::appointments::MeetingPart>(row, 20);
  appointment.late_minutes = row.maybe_integer(21);
  if (!row.is_null(22)) appointment.queue_token = row.text(22);
  appointment.modality = store::word_in<api::appointments::Modality>(row, 23);
  appointment.resources = resources_in(row, 24);
  return appointment;
}

std::vector<Appointment> all_of(Statement& row) {
  std::vector<Appointment> appointments;
  while (row.next()) appointments.push_back(appointment_at(row));
  return appointments;
}

// What changes in an appointment's life; the rest stays as it was booked.
void bind_changing(Statement& statement, const Appointment& appointment) {
  statement.bind("$id", appointment.id)
      .bind("$revision", appointment.revision)
      .bind("$clinician", appointment.clinician)
      .bind("$room", appointment.room)
      .bind("$state", wire::word_of(appointment.state))
      .bind("$holds", rules::holds_time(appointment.state))
      .bind("$since", appointment.state_since)
      .bind("$arrived", appointment.arrived_at)
      .bind("$notice", appointment.notice_minutes)
      .bind("$to", appointment.moved_to)
      .bind("$late", appointment.late_minutes)
      .bind("$token", appointment.queue_token)
      .bind("$modality", wire::word_of(appointment.modality))
      .bind("$resources", api::resources::ids_words(appointment.resources));
}

}  // namespace

std::optional<Appointment> find_appointment(store::ReadTxn& txn, const AppointmentId& id) {
  Statement row =
      txn.query("SELECT " ALCOVE_APPOINTMENT_COLUMNS " FROM appointment WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return appointment_at(row);
}

std::vector<Appointment> appointments_on(store::ReadTxn& txn, LocalDate day) {
  return read_day(txn, {.day = day, .limit = std::numeric_limits<std::int64_t>::max()});
}

bool sees_client_on(store::ReadTxn& txn, const StaffId& clinician, const ClientId& client,
                    LocalDate day) {
  // No person: the client in the lobby, or the box that goes on with a series.
  Statement row = txn.query(
      "SELECT 1 FROM appointment a JOIN appointment_step s ON s.appointment = a.id "
      "WHERE a.client = $client AND a.day = $day AND a.holds_time = 1 "
      "AND s.person IS NOT $clinician AND ((a.meeting IS NULL AND a.clinician = $clinician "
      "AND s.clinician = $clinician) OR (a.meeting IN " ALCOVE_MEETINGS_OF_CLINICIAN
      " AND EXISTS (SELECT 1 FROM meeting_clinician m JOIN meeting_step j "
      "ON j.meeting = m.meeting AND j.revision = m.from_revision WHERE m.meeting = a.meeting "
      "AND m.clinician = $clinician AND (j.person IS NOT $clinician "
      "OR (s.step = 'mark' AND s.at >= j.at)))))");
  row.bind("$client", client).bind("$clinician", clinician).bind("$day", day);
  return row.next();
}

void insert_appointment(audit::WriteTxn& txn, const Appointment& appointment, UtcTime held_until) {
  Statement row = txn.change(
      "INSERT INTO appointment (id, revision, client, clinician, room, service, day, start, "
      "minutes, zone, start_at, end_at, holds_to, time_shifted, state, holds_time, state_since, "
      "arrived_at, walk_in, notice_minutes, moved_from, moved_to, late_minutes, meeting, part, "
      "queue_token, modality, resources) VALUES ($id, $revision, $client, $clinician, $room, "
      "$service, $day, "
      "$start, $minutes, $zone, $start_at, $end_at, $held_until, $shifted, $state, $holds, $since, "
      "$arrived, $walk_in, $notice, $from, $to, $late, $meeting, $part, $token, $modality, "
      "$resources)");
  std::optional<std::string_view> part;
  if (appointment.part) part = wire::word_of(*appointment.part);
  bind_changing(row, appointment);
  row.bind("$client", appointment.client)
      .bind("$service", appointment.service)
      .bind("$day", date_of(appointment.start))
      .bind("$start", appointment.start)
      .bind("$minutes", appointment.minutes)
      .bind("$zone", appointment.zone)
      .bind("$start_at", appointment.start_time)
      .bind("$end_at", appointment.end_time)
      .bind("$held_until", held_until)
      .bind("$shifted", appointment.time_shifted)
      .bind("$walk_in", appointment.walk_in)
      .bind("$from", appointment.moved_from)
      .bind("$meeting", appointment.meeting)
      .bind("$part", part)
      .execute();
}

void update_appointment(audit::WriteTxn& txn, const Appointment& appointment) {
  Statement row = txn.change(
      "UPDATE appointment SET revision = $revision, clinician = $clinician, room = $room, "
      "state = $state, holds_time = $holds, state_since = $since, arrived_at = $arrived, "
      "notice_minutes = $notice, moved_to = $to, late_minutes = $late, queue_token = $token, "
      "modality = $modality, resources = $resources "
      "WHERE id = $id AND revision = $revision - 1");
  bind_changing(row, appointment);
  row.execute();
  ALCOVE_CHECK(txn.changed_rows() == 1);
}

UtcTime held_until(store::ReadTxn& txn, const AppointmentId& id) {
  Statement row = txn.query("SELECT holds_to FROM appointment WHERE id = $id");
  row.bind("$id", id);
  ALCOVE_CHECK(row.next());
  return row.time(0);
}

void insert_step(audit::WriteTxn& txn, const Appointment& appointment, const HistoryEntry& entry) {
  std::optional<std::string_view> from;
  if (entry.from) from = wire::word_of(*entry.from);
  txn.change(
         "INSERT INTO appointment_step (appointment, revision, at, step, from_state, to_state, "
         "clinician, room, reason, person, person_name, terminal, terminal_name, overridden, "
         "override_reason, late_minutes, modality, resources) VALUES ($appointment, $revision, "
         "$at, $step, "
         "$from, $to, "
         "$clinician, $room, $reason, $person, $person_name, $terminal, $terminal_name, "
         "$overridden, $override_reason, $late, $modality, $resources)")
      .bind("$appointment", appointment.id)
      .bind("$revision", appointment.revision)
      .bind("$at", entry.at)
      .bind("$step", wire::word_of(entry.step))
      .bind("$from", from)
      .bind("$to", wire::word_of(entry.to))
      .bind("$clinician", entry.clinician)
      .bind("$room", entry.room)
      .bind("$reason", entry.reason)
      .bind("$person", txn.actor().person)
      .bind("$person_name", entry.person_name)
      .bind("$terminal", txn.actor().device.value_or(DeviceId()))
      .bind("$terminal_name", entry.terminal_name)
      .bind("$overridden", store::words_of(entry.overridden))
      .bind("$override_reason", entry.override_reason)
      .bind("$late", entry.late_minutes)
      .bind("$modality", wire::word_of(entry.modality))
      .bind("$resources", api::resources::ids_words(appointment.resources))
      .execute();
}

std::vector<HistoryEntry> read_history(store::ReadTxn& txn, const AppointmentId& id) {
  Statement row = txn.query(
      "SELECT at, step, from_state, to_state, clinician, room, reason, person_name, terminal_name, "
      "overridden, override_reason, late_minutes, modality, resources FROM appointment_step "
      "WHERE appointment = $id ORDER BY revision");
  row.bind("$id", id);
  std::vector<HistoryEntry> history;
  while (row.next()) {
    HistoryEntry entry;
    entry.at = row.time(0);
    entry.step = store::word_in<Step>(row, 1);
    if (!row.is_null(2)) entry.from = store::word_in<AppointmentState>(row, 2);
    entry.to = store::word_in<AppointmentState>(row, 3);
    entry.clinician = row.id<StaffId>(4);
    entry.room = row.maybe_id<RoomId>(5);
    entry.reason = row.text(6);
    entry.person_name = row.text(7);
    entry.terminal_name = row.text(8);
    entry.overridden = store::enums_of<rules::ConflictKind>(row.text(9));
    entry.override_reason = row.text(10);
    entry.late_minutes = row.maybe_integer(11);
    entry.modality = store::word_in<api::appointments::Modality>(row, 12);
    entry.resources = taken_of(txn, resources_in(row, 13));
    history.push_back(std::move(entry));
  }
  return history;
}

std::vector<Appointment> read_day(store::ReadTxn& txn, const DayPage& page) {
  const PageEnd after = page.after.value_or(PageEnd{UtcTime::min(), AppointmentId()});
  Statement row = txn.query("SELECT " ALCOVE_APPOINTMENT_COLUMNS
                            " FROM appointment WHERE day = $day AND (start_at, id) > ($start, $id) "
                            "AND ($clinician IS NULL OR clinician = $clinician "
                            "OR meeting IN " ALCOVE_MEETINGS_OF_CLINICIAN
                            ") ORDER BY start_at, id LIMIT $limit");
  row.bind("$day", page.day)
      .bind("$start", after.start)
      .bind("$id", after.id)
      .bind("$clinician", page.clinician)
      .bind("$limit", page.limit);
  return all_of(row);
}

std::int64_t count_day(store::ReadTxn& txn, LocalDate day,
                       const std::optional<StaffId>& clinician) {
  Statement row = txn.query(
      "SELECT count(*) FROM appointment WHERE day = $day "
      "AND ($clinician IS NULL OR clinician = $clinician "
      "OR meeting IN " ALCOVE_MEETINGS_OF_CLINICIAN ")");
  row.bind("$day", day).bind("$clinician", clinician);
  row.next();
  return row.integer(0);
}

std::vector<Appointment> read_between(store::ReadTxn& txn, const BetweenPage& page) {
  const PageEnd after = page.after.value_or(PageEnd{UtcTime::min(), AppointmentId()});
  // No appointment lasts longer: what began before that is over.
  const UtcTime reach = page.within.start - rules::kMaxDuration;
  // The days are an index's; a day more at either end is in every zone enough.
  const auto day_of = [](UtcTime time) {
    return LocalDate(std::chrono::floor<std::chrono::days>(time));
  };
  Statement row = txn.query(
      page.clinician ? "SELECT " ALCOVE_APPOINTMENT_COLUMNS
                       " FROM appointment WHERE id IN (SELECT id FROM appointment "
                       "WHERE holds_time = 1 AND meeting IS NULL AND clinician = $clinician "
                       "AND start_at > $reach AND start_at < $until UNION ALL "
                       "SELECT place.id FROM meeting_clinician AS held JOIN appointment AS place "
                       "ON place.meeting = held.meeting WHERE held.holds_time = 1 "
                       "AND held.clinician = $clinician AND held.start_at > $reach "
                       "AND held.start_at < $until AND place.holds_time = 1) AND end_at > $from "
                       "AND (start_at, id) > ($start, $id) ORDER BY start_at, id LIMIT $limit"
                     : "SELECT " ALCOVE_APPOINTMENT_COLUMNS
                       " FROM appointment WHERE day >= $first AND day <= $last AND holds_time = 1 "
                       "AND start_at > $reach AND start_at < $until AND end_at > $from "
                       "AND (start_at, id) > ($start, $id) ORDER BY start_at, id LIMIT $limit");
  if (page.clinician) {
    row.bind("$clinician", *page.clinician);
  } else {
    row.bind("$first", day_of(reach - std::chrono::days(1)))
        .bind("$last", day_of(page.within.end + std::chrono::days(1)));
  }
  row.bind("$reach", reach)
      .bind("$from", page.within.start)
      .bind("$until", page.within.end)
      .bind("$start", after.start)
      .bind("$id", after.id)
      .bind("$limit", page.limit);
  return all_of(row);
}

std::vector<Appointment> read_of_client(store::ReadTxn& txn, const ClientId& client,
                                        const std::optional<PageEnd>& before, std::int64_t limit) {
  const PageEnd end = before.value_or(PageEnd{UtcTime::max(), AppointmentId()});
  Statement row =
      txn.query("SELECT " ALCOVE_APPOINTMENT_COLUMNS
                " FROM appointment WHERE client = $client AND (start_at, id) < ($start, $id) "
                "ORDER BY start_at DESC, id DESC LIMIT $limit");
  row.bind("$client", client).bind("$start", end.start).bind("$id", end.id).bind("$limit", limit);
  return all_of(row);
}

std::vector<Appointment> places_of_meeting(store::ReadTxn& txn, const MeetingId& meeting) {
  Statement row = txn.query("SELECT " ALCOVE_APPOINTMENT_COLUMNS
                            " FROM appointment WHERE meeting = $meeting "
                            "AND state <> 'rescheduled' ORDER BY id");
  row.bind("$meeting", meeting);
  return all_of(row);
}

bool day_was_opened(store::ReadTxn& txn, const SessionId& session, const RecordId& day) {
  Statement row = txn.query(
      "SELECT 1 FROM audit_event WHERE action = 'day.open' AND session = $session "
      "AND record = $day LIMIT 1");
  row.bind("$session", session).bind("$day", day);
  return row.next();
}

#undef ALCOVE_APPOINTMENT_COLUMNS
#undef ALCOVE_MEETINGS_OF_CLINICIAN

}  // namespace alcove::appointments
