// SPDX-License-Identifier: Apache-2.0
#include "tests/features/appointments/book.h"

#include <nlohmann/json.hpp>

#include "server/access/staff_store.h"
#include "server/audit/chain_store.h"
#include "server/features/clients/clients.h"

namespace alcove::testing {
namespace {

Result<access::Person> find_person(const DeviceId&, std::string_view token,
                                   http::Pipeline::Presence) {
  const std::optional<api::Role> role = wire::from_word<api::Role>(token);
  if (!role) return Error{ErrorCode::kNotSignedIn, {}, "the session has ended"};
  return Book::person_with(*role);
}

}  // namespace

Book::Book(const char* now)
    : box(utc(now)),
      site{.zone = Zone::named("America/New_York").value()},
      pipeline(router, rate_limit, box.clock, find_person) {
  clients::add_routes(router, *box.ledger, site.zone);
  appointments::register_routes(router, *box.ledger, site);
  add_staff();
  room_1 = add_room("Room 1");
  room_2 = add_room("Room 2");
  ana = add_client("Ana", "Petrov", "1986-04-17");
  sam = add_client("Sam", "Haddad", "1991-12-02");
}

access::Person Book::person_with(api::Role role) {
  return {.staff = role == api::Role::kClinician ? kBrandt : kOrtiz,
          .session = id_of<SessionId>(static_cast<std::uint8_t>(10 + static_cast<int>(role))),
          .display_name = "M. Ortiz",
          .credential = "",
          .roles = {role}};
}

access::Principal Book::terminal(wire::Station station, std::uint8_t device) {
  access::Principal principal;
  principal.device = id_of<DeviceId>(device);
  principal.device_name = "Desk 1";
  principal.station = station;
  return principal;
}

access::Principal Book::desk(api::Role role) {
  access::Principal principal = terminal();
  principal.person = person_with(role);
  principal.purpose = access::Purpose::kTreatment;
  return principal;
}

void Book::add_staff() {
  struct Member {
    StaffId id;
    const char* name;
    api::Role role;
    bool disabled;
  };
  const Member members[] = {{kBrandt, "L. Brandt", api::Role::kClinician, false},
                            {kReyes, "A. Reyes", api::Role::kPrescriber, false},
                            {kOrtiz, "M. Ortiz", api::Role::kFrontDesk, false},
                            {kGone, "C. Osei", api::Role::kClinician, true}};
  const Result<bool> added = write<bool>(desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
    for (const Member& member : members) {
      access::StaffRecord staff;
      staff.id = member.id;
      staff.sign_in_name = member.id.text();
      staff.display_name = member.name;
      staff.roles = {member.role};
      staff.added_at = txn.now();
      access::insert_staff(txn, staff);
      if (member.disabled) access::update_staff_disabled(txn, staff.id, txn.now());
    }
    txn.record({.action = "staff.add"});
    return true;
  });
  ALCOVE_CHECK(added.ok());
}

RoomId Book::add_room(const char* name) {
  return try_add_room({new_id<RoomId>(), name, false}).value().id;
}

ClientId Book::add_client(const char* given, const char* family, const char* birth_date) {
  api::clients::RegisterRequest request;
  request.client = new_id<ClientId>();
  request.details.legal_given = given;
  request.details.legal_family = family;
  request.details.birth_date = parse_date(birth_date).value();
  return write<api::clients::Client>(desk(),
                                     [&](audit::WriteTxn& txn) {
                                       return clients::register_client(desk(), request, txn,
                                                                       site.day_of(txn.now()));
                                     })
      .value()
      .id;
}

Result<setup::Room> Book::try_add_room(const setup::Room& room) {
  return write<setup::Room>(
      desk(), [&](audit::WriteTxn& txn) { return appointments::add_room(room, txn); });
}

Result<setup::Room> Book::try_change_room(const setup::Room& room) {
  return write<setup::Room>(
      desk(), [&](audit::WriteTxn& txn) { return appointments::change_room(room, txn); });
}

Result<setup::Service> Book::try_add_service(const setup::Service& service) {
  return write<setup::Service>(
      desk(), [&](audit::WriteTxn& txn) { return appointments::add_service(service, txn); });
}

contract::BookRequest Book::booking(const char* start, std::int64_t minutes) {
  return {.appointment = new_id<AppointmentId>(),
          .client = ana,
          .clinician = kBrandt,
          .room = room_1,
          .service = contract::ServiceId::parse("01900000-0000-7000-8000-000000000001").value(),
          .start = at(start),
          .minutes = minutes};
}

Result<Appointment> Book::try_mark(const Appointment& appointment, AppointmentState state,
                                   std::string reason, std::optional<RoomId> room) {
  return change(&appointments::mark, {.appointment = appointment.id,
                                      .base_revision = appointment.revision,
                                      .state = state,
                                      .room = room,
                                      .reason = std::move(reason)});
}

Result<Appointment> Book::try_cancel(const Appointment& appointment, contract::CancelledBy by,
                                     std::string reason) {
  return change(&appointments::cancel, {.appointment = appointment.id,
                                        .base_revision = appointment.revision,
                                        .by = by,
                                        .reason = std::move(reason)});
}

Result<Appointment> Book::try_undo(const Appointment& appointment, std::string reason) {
  return change(&appointments::undo, {.appointment = appointment.id,
                                      .base_revision = appointment.revision,
                                      .reason = std::move(reason)});
}

contract::MoveRequest Book::moving(const Appointment& appointment, const char* start) {
  return {.appointment = appointment.id,
          .base_revision = appointment.revision,
          .moved_to = new_id<AppointmentId>(),
          .clinician = appointment.clinician,
          .room = appointment.room,
          .start = at(start),
          .minutes = appointment.minutes,
          .reason = ""};
}

Result<Appointment> Book::try_assign(const Appointment& appointment, StaffId clinician,
                                     std::optional<RoomId> room) {
  return change(&appointments::assign, {.appointment = appointment.id,
                                        .base_revision = appointment.revision,
                                        .clinician = clinician,
                                        .room = room,
                                        .reason = ""});
}

Appointment Book::stored(const AppointmentId& id) {
  return read<Appointment>(
      [&](store::ReadTxn& txn) { return appointments::find_appointment(txn, id).value(); });
}

std::vector<contract::HistoryEntry> Book::history_of(const AppointmentId& id) {
  return answer(contract::open, contract::OpenRequest{id}).history;
}

std::string code_in(const http::Reply& reply) {
  const auto json = nlohmann::json::parse(reply.body);
  return reply.status == 200 ? "" : json.at("error").at("code").get<std::string>();
}

std::vector<audit::Event> events_since(Book& book, std::int64_t number) {
  return book.read<std::vector<audit::Event>>([&](store::ReadTxn& txn) {
    store::Statement row = txn.query("SELECT " + std::string(audit::kEventColumns) +
                                     " FROM audit_event WHERE number > $number ORDER BY number");
    row.bind("$number", number);
    std::vector<audit::Event> events;
    while (row.next()) events.push_back(audit::event_at(row).event);
    return events;
  });
}

}  // namespace alcove::testing
