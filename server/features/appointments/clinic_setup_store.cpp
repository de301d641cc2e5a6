// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/clinic_setup_store.h"

#include "server/store/stored_words.h"

namespace alcove::appointments {

using api::appointments::ServiceId;
using api::clinic_setup::Room;
using api::clinic_setup::Rules;
using api::clinic_setup::Service;
using store::Statement;

namespace {

Room room_at(const Statement& row) {
  return {row.id<RoomId>(0), row.text(1), row.boolean(2), row.maybe_integer(3)};
}

Service service_at(const Statement& row) {
  return {row.id<ServiceId>(0),
          row.text(1),
          row.integer(2),
          row.boolean(3),
          row.integer(4),
          store::enums_of<rules::SlotType>(row.text(5)),
          rules::credentials_in(row.text(6))};
}

}  // namespace

std::vector<Room> list_rooms(store::ReadTxn& txn) {
  Statement row = txn.query("SELECT id, name, retired, seats FROM room ORDER BY name, id");
  std::vector<Room> rooms;
  while (row.next()) rooms.push_back(room_at(row));
  return rooms;
}

std::vector<Service> list_services(store::ReadTxn& txn) {
  Statement row = txn.query(
      "SELECT id, name, minutes, retired, buffer_minutes, fits, credentials FROM service "
      "ORDER BY name, id");
  std::vector<Service> services;
  while (row.next()) services.push_back(service_at(row));
  return services;
}

std::optional<Room> find_room(store::ReadTxn& txn, const RoomId& id) {
  Statement row = txn.query("SELECT id, name, retired, seats FROM room WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return room_at(row);
}

std::optional<Service> find_service(store::ReadTxn& txn, const ServiceId& id) {
  Statement row = txn.query(
      "SELECT id, name, minutes, retired, buffer_minutes, fits, credentials FROM service "
      "WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return service_at(row);
}

Rules read_rules(store::ReadTxn& txn) {
  Statement row = txn.query(
      "SELECT cancellation_notice_minutes, crisis_release_hours, card_name, grace_minutes "
      "FROM clinic_rules WHERE only = 1");
  if (!row.next()) throw Fault(ErrorCode::kCorrupt, "the store has lost the clinic's rules");
  return {row.integer(0), row.integer(1), store::word_in<api::clinic_setup::CardName>(row, 2),
          row.integer(3)};
}

void put_room(audit::WriteTxn& txn, const Room& room) {
  txn.change(
         "INSERT INTO room (id, name, retired, seats) VALUES ($id, $name, $retired, $seats) "
         "ON CONFLICT (id) DO UPDATE SET name = excluded.name, retired = excluded.retired, "
         "seats = excluded.seats")
      .bind("$id", room.id)
      .bind("$name", room.name)
      .bind("$retired", room.retired)
      .bind("$seats", room.seats)
      .execute();
}

void put_service(audit::WriteTxn& txn, const Service& service) {
  txn.change(
         "INSERT INTO service (id, name, minutes, retired, buffer_minutes, fits, credentials) "
         "VALUES ($id, $name, $minutes, $retired, $buffer, $fits, $credentials) ON CONFLICT (id) "
         "DO UPDATE SET "
         "name = excluded.name, minutes = excluded.minutes, retired = excluded.retired, "
         "buffer_minutes = excluded.buffer_minutes, fits = excluded.fits, "
         "credentials = excluded.credentials")
      .bind("$id", service.id)
      .bind("$name", service.name)
      .bind("$minutes", service.minutes)
      .bind("$retired", service.retired)
      .bind("$buffer", service.buffer_minutes)
      .bind("$fits", store::words_of(service.fits))
      .bind("$credentials", rules::credentials_line(service.credentials))
      .execute();
}

void put_rules(audit::WriteTxn& txn, const Rules& rules) {
  txn.change(
         "UPDATE clinic_rules SET cancellation_notice_minutes = $minutes, "
         "crisis_release_hours = $hours, card_name = $card, grace_minutes = $grace "
         "WHERE only = 1")
      .bind("$minutes", rules.cancellation_notice_minutes)
      .bind("$hours", rules.crisis_release_hours)
      .bind("$card", wire::word_of(rules.card_name))
      .bind("$grace", rules.grace_minutes)
      .execute();
}

std::int64_t count_coming_in_room(store::ReadTxn& txn, const RoomId& room, UtcTime now) {
  Statement row = txn.query(
      "SELECT (SELECT count(*) FROM appointment WHERE room = $room AND holds_time = 1 "
      "AND meeting IS NULL AND end_at > $now) + (SELECT count(*) FROM meeting WHERE room = $room "
      "AND holds_time = 1 AND end_at > $now)");
  row.bind("$room", room).bind("$now", now);
  row.next();
  return row.integer(0);
}

}  // namespace alcove::appointments
