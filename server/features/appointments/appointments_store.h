// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/features/appointments/appointment_rules.h"
#include "shared/api/free_time.h"

// The SQL of appointments: rows in, rows out, nothing decided.
namespace alcove::appointments {

std::optional<Appointment> find_appointment(store::ReadTxn& txn, const AppointmentId& id);
std::vector<Appointment> appointments_on(store::ReadTxn& txn, LocalDate day);
bool sees_client_on(store::ReadTxn& txn, const StaffId& clinician, const ClientId& client,
                    LocalDate day);

// Every field as it is given. The revision of a stored one grows by one each time. Clinician and
// room are held until the end and the buffer of the service.
void insert_appointment(audit::WriteTxn& txn, const Appointment& appointment, UtcTime held_until);
void update_appointment(audit::WriteTxn& txn, const Appointment& appointment);

// The visit and its history go. Fault when something else refers to it.
void delete_appointment(audit::WriteTxn& txn, const AppointmentId& id);

// Whether another feature has anything that is about the visit: a note, an offer, a check-in, a
// date of a series that gave it this time.
bool something_refers_to(store::ReadTxn& txn, const AppointmentId& id);

UtcTime held_until(store::ReadTxn& txn, const AppointmentId& id);
// How many visits the clinician has that day, a meeting being one, but for the exceptions and those
// that are `gone` (sorted).
std::int64_t count_visits(store::ReadTxn& txn, const StaffId& clinician, LocalDate day,
                          const AppointmentId& except, std::span<const AppointmentId> gone = {},
                          const std::optional<MeetingId>& except_meeting = std::nullopt);

// The step that led to this revision of the appointment, under the actor of the transaction.
void insert_step(audit::WriteTxn& txn, const Appointment& appointment, const HistoryEntry& entry);
// The oldest first.
std::vector<HistoryEntry> read_history(store::ReadTxn& txn, const AppointmentId& id);

// An appointment or a meeting that holds time of a clinician, a room, a client or a resource. The
// places of a meeting hold their clients only.
struct Busy {
  rules::TimeSlot slot;
  UtcTime held_until;  // not before its end; of a client, the end
  AppointmentId visit{};
  std::optional<MeetingId> meeting{};  // then it is no visit
};
struct Wanted {
  api::appointments::Place place;
  ByteView id;  // of the clinician, the room, the client or the resource
  rules::TimeSlot slot;
  UtcTime held_until{};                   // of what is wanted; none or of a client, the end counts
  std::optional<AppointmentId> except{};  // does not stand in its own way
  std::span<const AppointmentId> gone{};  // nor do these; sorted
  std::optional<MeetingId> except_meeting{};
};
// Everything in the book that overlaps what is wanted, by time; buffers count.
std::vector<Busy> find_busy(store::ReadTxn& txn, const Wanted& wanted);

// The same from start to the end of the buffer, for all that begins in the time; one pass over an
// index that holds all of it, but for a client.
std::vector<rules::TimeSlot> read_held(store::ReadTxn& txn, api::appointments::Place place,
                                       const UuidBytes& id, const rules::TimeSlot& begins_in);

// Visits and meetings that take one of those asked for and begin in the time, by start: until they
// end, without a pause; one of each for every one that they take.
struct TakenTime {
  rules::TimeSlot slot;
  api::resources::ResourceId resource{};
};
std::vector<TakenTime> read_taken(store::ReadTxn& txn, const rules::TimeSlot& begins_in,
                                  std::span<const api::resources::ResourceId> asked);

// A page of the day, of everybody or of one clinician (meetings that they help to lead too): at
// most `limit`, after `after`.
struct DayPage {
  LocalDate day;
  std::optional<StaffId> clinician{};
  std::optional<PageEnd> after{};
  std::int64_t limit = 0;
};
std::vector<Appointment> read_day(store::ReadTxn& txn, const DayPage& page);
std::int64_t count_day(store::ReadTxn& txn, LocalDate day, const std::optional<StaffId>& clinician);

// What holds its time in [from, until), by time; of everybody, or of one clinician.
struct BetweenPage {
  rules::TimeSlot within;
  std::optional<StaffId> clinician{};
  std::optional<PageEnd> after{};
  std::int64_t limit = 0;
};
std::vector<Appointment> read_between(store::ReadTxn& txn, const BetweenPage& page);

// A client's appointments, the latest first, before `before`.
std::vector<Appointment> read_of_client(store::ReadTxn& txn, const ClientId& client,
                                        const std::optional<PageEnd>& before, std::int64_t limit);

// Every place of the meeting, whatever its state, but those that it was moved from.
std::vector<Appointment> places_of_meeting(store::ReadTxn& txn, const MeetingId& meeting);

// Whether the session opened that day (as the audit chain knows it) already.
bool day_was_opened(store::ReadTxn& txn, const SessionId& session, const RecordId& day);

}  // namespace alcove::appointments
