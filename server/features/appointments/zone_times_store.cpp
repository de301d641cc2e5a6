// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/zone_times_store.h"

namespace alcove::appointments {

using store::Statement;

std::vector<Appointment> visits_to_come(store::ReadTxn& txn, UtcTime now) {
  std::vector<AppointmentId> ids;
  {
    Statement row =
        txn.query("SELECT id FROM appointment WHERE start_at > $now ORDER BY start_at, id");
    row.bind("$now", now);
    while (row.next()) ids.push_back(row.id<AppointmentId>(0));
  }
  std::vector<Appointment> all;
  for (const AppointmentId& id : ids) all.push_back(*find_appointment(txn, id));
  return all;
}

std::vector<Meeting> meetings_to_come(store::ReadTxn& txn, UtcTime now) {
  std::vector<MeetingId> ids;
  {
    Statement row = txn.query("SELECT id FROM meeting WHERE start_at > $now ORDER BY start_at, id");
    row.bind("$now", now);
    while (row.next()) ids.push_back(row.id<MeetingId>(0));
  }
  std::vector<Meeting> all;
  for (const MeetingId& id : ids) all.push_back(*find_meeting(txn, id));
  return all;
}

void put_times(audit::WriteTxn& txn, const Appointment& appointment, UtcTime held_until) {
  txn.change(
         "UPDATE appointment SET start_at = $start, end_at = $end, holds_to = $held, "
         "time_shifted = $shifted WHERE id = $id")
      .bind("$start", appointment.start_time)
      .bind("$end", appointment.end_time)
      .bind("$held", held_until)
      .bind("$shifted", appointment.time_shifted)
      .bind("$id", appointment.id)
      .execute();
}

void put_times(audit::WriteTxn& txn, const Meeting& meeting, UtcTime held_until) {
  txn.change(
         "UPDATE meeting SET holds_to = $held, start_at = $start, end_at = $end, "
         "time_shifted = $shifted WHERE id = $id")
      .bind("$start", meeting.start_time)
      .bind("$end", meeting.end_time)
      .bind("$held", held_until)
      .bind("$shifted", meeting.time_shifted)
      .bind("$id", meeting.id)
      .execute();
  txn.change(
         "UPDATE meeting_clinician SET holds_to = $held, start_at = $start, end_at = $end "
         "WHERE meeting = $id")
      .bind("$start", meeting.start_time)
      .bind("$end", meeting.end_time)
      .bind("$held", held_until)
      .bind("$id", meeting.id)
      .execute();
}

void insert_zone_report(audit::WriteTxn& txn, const ZoneReport& report) {
  txn.change(
         "INSERT INTO zone_times (at, version, previous, moved, colliding) "
         "VALUES ($at, $version, $previous, $moved, $colliding)")
      .bind("$at", report.at)
      .bind("$version", report.version)
      .bind("$previous", report.previous)
      .bind("$moved", report.moved)
      .bind("$colliding", report.colliding)
      .execute();
}

std::optional<ZoneReport> newest_zone_report(store::ReadTxn& txn) {
  Statement row = txn.query(
      "SELECT at, version, previous, moved, colliding FROM zone_times ORDER BY number DESC "
      "LIMIT 1");
  if (!row.next()) return std::nullopt;
  ZoneReport report;
  report.at = row.time(0);
  report.version = row.text(1);
  report.previous = row.maybe_text(2);
  report.moved = row.integer(3);
  report.colliding = row.integer(4);
  return report;
}

}  // namespace alcove::appointments
