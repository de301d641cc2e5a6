// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/zone_times_store.h"

namespace alcove::appointments {

using store::Statement;

namespace {

template <class Id>
std::vector<Id> ids_after(Statement row, UtcTime now) {
  std::vector<Id> ids;
  row.bind("$now", now);
  while (row.next()) ids.push_back(row.id<Id>(0));
  return ids;
}

// Of a visit or a meeting, what each of their tables has of it.
template <class Timed>
Statement& bind_times(Statement& row, const Timed& one, UtcTime held_until) {
  return row.bind("$id", one.id)
      .bind("$start", one.start_time)
      .bind("$end", one.end_time)
      .bind("$held", held_until);
}

}  // namespace

std::vector<Appointment> visits_to_come(store::ReadTxn& txn, UtcTime now) {
  std::vector<Appointment> all;
  for (const auto& id : ids_after<AppointmentId>(
           txn.query("SELECT id FROM appointment WHERE start_at > $now ORDER BY start_at, id"),
           now)) {
    all.push_back(*find_appointment(txn, id));
  }
  return all;
}

std::vector<Meeting> meetings_to_come(store::ReadTxn& txn, UtcTime now) {
  std::vector<Meeting> all;
  for (const auto& id : ids_after<MeetingId>(
           txn.query("SELECT id FROM meeting WHERE start_at > $now ORDER BY start_at, id"), now)) {
    all.push_back(*find_meeting(txn, id));
  }
  return all;
}

void put_times(audit::WriteTxn& txn, const Appointment& appointment, UtcTime held_until) {
  Statement row = txn.change(
      "UPDATE appointment SET start_at = $start, end_at = $end, holds_to = $held, "
      "time_shifted = $shifted WHERE id = $id");
  bind_times(row, appointment, held_until).bind("$shifted", appointment.time_shifted).execute();
}

void put_times(audit::WriteTxn& txn, const Meeting& meeting, UtcTime held_until) {
  Statement row = txn.change(
      "UPDATE meeting SET start_at = $start, end_at = $end, holds_to = $held, "
      "time_shifted = $shifted WHERE id = $id");
  bind_times(row, meeting, held_until).bind("$shifted", meeting.time_shifted).execute();
  Statement leading = txn.change(
      "UPDATE meeting_clinician SET start_at = $start, end_at = $end, holds_to = $held "
      "WHERE meeting = $id");
  bind_times(leading, meeting, held_until).execute();
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
