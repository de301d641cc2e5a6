// SPDX-License-Identifier: Apache-2.0
#include "tests/features/notes/ward.h"

namespace alcove::testing {

Ward::Ward()
    : router(*box.ledger),
      pipeline(router, rate_limit, box.clock, http::find_person_with(services->sessions)),
      notes(*box.ledger, site,
            [](store::ReadTxn& txn, const ClientId& client, const StaffId& staff) {
              return clients::relation_to(txn, client, staff);
            }) {
  http::add_access_routes(router, *services);
  clients::add_routes(router, *box.ledger, site.zone);
  appointments::register_routes(router, *box.ledger, site);
  notes.add_routes(router);
  notes.add_spool_kinds(handlers);
  room_1 = terminal("Room 1", wire::Station::kTherapyRoom);
  room_2 = terminal("Room 2", wire::Station::kTherapyRoom);
  room_3 = terminal("Room 3", wire::Station::kTherapyRoom);
  desk = terminal("Desk", wire::Station::kFrontDesk);
  lobby = terminal("Lobby", wire::Station::kLobby);
  person("dana", {api::Role::kFrontDesk}, desk);
  clara = person("clara", {api::Role::kClinician}, desk);
  olga = person("olga", {api::Role::kClinician}, desk);
  person("pia", {api::Role::kPrivacyOfficer}, desk);
  person("adam", {api::Role::kAdministrator}, desk);
  maria = add_client("María", "López");
  visit = book("2026-11-24T09:00");
}

ClientId Ward::add_client(const char* given, const char* family) {
  api::clients::RegisterRequest request;
  request.client = new_id<ClientId>();
  request.details.legal_given = given;
  request.details.legal_family = family;
  request.details.birth_date = parse_date("1990-04-02").value();
  request.care_team = {{.staff = clara, .role = api::clients::CareRole::kTherapist}};
  must(api::clients::register_client, request, sit("dana", desk));
  return request.client;
}

AppointmentId Ward::book(const ClientId& client, const char* start, const StaffId& clinician) {
  const auto id = new_id<AppointmentId>();
  must(api::appointments::book,
       {.appointment = id,
        .client = client,
        .clinician = clinician,
        .room = std::nullopt,
        .service =
            api::appointments::ServiceId::parse("01900000-0000-7000-8000-000000000001").value(),
        .start = local(start),
        .minutes = 50},
       sit("dana", desk));
  return id;
}

void Ward::cancel_as_moved(const AppointmentId& moved, const char* to) {
  must(api::appointments::move,
       {.appointment = moved,
        .base_revision = 1,
        .moved_to = new_id<AppointmentId>(),
        .clinician = clara,
        .room = std::nullopt,
        .start = local(to),
        .minutes = 50,
        .reason = "asked for"},
       sit("dana", desk));
}

notes_api::Content Ward::content(const std::string& data) {
  notes_api::Content content;
  content.format = NoteFormat::kDap;
  content.sections = {{NoteSection::kData, data}};
  content.start = local("2026-11-24T09:00");
  content.stop = local("2026-11-24T09:50");
  return content;
}

std::string Ward::text_of(const notes_api::Content& content, NoteSection section) {
  for (const notes_api::SectionText& one : content.sections) {
    if (one.section == section) return one.text;
  }
  return "(no such section)";
}

std::vector<std::string> Ward::actions_after(std::int64_t number) {
  return rows("SELECT action FROM audit_event WHERE number > " + std::to_string(number) +
              " ORDER BY number");
}

std::vector<std::string> Ward::rows(const std::string& sql) {
  return box.store
      ->read<std::vector<std::string>>(
          [&](store::ReadTxn& txn) -> Result<std::vector<std::string>> {
            std::vector<std::string> found;
            auto row = txn.query(sql);
            while (row.next()) found.push_back(row.text(0));
            return found;
          })
      .value();
}

}  // namespace alcove::testing
