// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/staff_store.h"
#include "server/features/appointments/appointments.h"
#include "server/features/clients/clients.h"
#include "server/features/notes/notes.h"
#include "tests/operator/open_box.h"

namespace alcove::testing {

// Dana, a client of hers, and a visit this morning.
struct Practice {
  explicit Practice(OpenBox& of) : box(of) {
    dana.device = id<DeviceId>();
    dana.station = wire::Station::kFrontDesk;
    dana.person = access::Person{.staff = id<StaffId>(),
                                 .session = id<SessionId>(),
                                 .display_name = "Dana",
                                 .credential = "LCSW",
                                 .roles = {api::Role::kFrontDesk, api::Role::kClinician}};
    dana.purpose = access::Purpose::kTreatment;
    api::clients::RegisterRequest person;
    person.client = client;
    person.details.legal_given = "Ana";
    person.details.legal_family = "Petrov";
    person.details.birth_date = parse_date("1986-04-17").value();
    person.care_team = {{.staff = dana.staff(), .role = api::clients::CareRole::kTherapist}};
    write([&](audit::WriteTxn& txn) -> Result<bool> {
      access::StaffRecord staff;
      staff.id = dana.staff();
      staff.sign_in_name = "dana";
      staff.display_name = "Dana";
      staff.roles = dana.person->roles;
      staff.added_at = txn.now();
      access::insert_staff(txn, staff);
      ALCOVE_TRY(clients::register_client(dana, person, txn, date_of(today)));
      ALCOVE_ASSIGN(const auto booked,
                    appointments::book(dana,
                                       {.appointment = visit,
                                        .client = client,
                                        .clinician = dana.staff(),
                                        .room = std::nullopt,
                                        .service = api::appointments::ServiceId::parse(
                                                       "01900000-0000-7000-8000-000000000001")
                                                       .value(),
                                        .start = today + std::chrono::hours(1),
                                        .minutes = 50},
                                       txn, site));
      return booked.id == visit;
    });
  }

  template <class Made>
  Made id() {
    return Made::make(box.clock.now(), box.random);
  }
  void write(const std::function<Result<bool>(audit::WriteTxn&)>& job) {
    const auto done = box.box->ledger().write<bool>(dana.actor(), job);
    if (!done) throw Fault(done.error());
  }

  // A note in the store that says it is signed and has no signature.
  void claim_signed() {
    write([&](audit::WriteTxn& txn) -> Result<bool> {
      txn.record({.action = "test.claim"});
      txn.change(
             "INSERT INTO note (id, client, appointment, author, visit_start, created_at, state, "
             "format, author_name, credential, preview, addenda, open_siblings) VALUES ($id, "
             "$client, $visit, $author, '2026-11-24T09:00', 0, 'signed', 'soap', 'Dana', '', '', "
             "0, 0)")
          .bind("$id", id<NoteId>())
          .bind("$client", client)
          .bind("$visit", visit)
          .bind("$author", dana.staff())
          .execute();
      return true;
    });
  }
  // One that is written and signed as any other.
  NoteId sign_note() {
    dana.station = wire::Station::kTherapyRoom;
    notes::Notes feature(box.box->ledger(), site,
                         [](store::ReadTxn& txn, const ClientId& of, const StaffId& staff) {
                           return clients::relation_to(txn, of, staff);
                         });
    api::notes::SaveRequest save{.note = id<NoteId>(),
                                 .revision = id<NoteRevisionId>(),
                                 .base = std::nullopt,
                                 .content = {}};
    save.content.format = rules::NoteFormat::kDap;
    save.content.sections = {{rules::NoteSection::kData, "She is well."}};
    save.content.start = today + std::chrono::hours(1);
    save.content.stop = today + std::chrono::hours(2);
    write([&](audit::WriteTxn& txn) -> Result<bool> {
      ALCOVE_TRY(feature.open_draft(dana,
                                    {.note = save.note,
                                     .appointment = visit,
                                     .format = rules::NoteFormat::kDap,
                                     .if_held = api::notes::IfHeld::kRead},
                                    txn));
      ALCOVE_TRY(feature.save(dana, save, txn));
      ALCOVE_TRY(feature.sign(dana, {save.note, save.revision, {}}, txn, notes::Proof::kNotAsked));
      return true;
    });
    return save.note;
  }
  // What somebody with the key and the box in hand could do to it.
  void alter(const char* sql) {
    write([&](audit::WriteTxn& txn) -> Result<bool> {
      txn.change("DROP TRIGGER note_signed_never_changes").execute();
      txn.change(sql).execute();
      txn.record({.action = "test.tamper"});
      return true;
    });
  }

  OpenBox& box;
  const Zone zone = Zone::named("UTC").value();
  const appointments::Site site{.zone = zone};
  const LocalDateTime today = std::chrono::floor<std::chrono::days>(zone.to_local(box.clock.now()));
  access::Principal dana;
  const ClientId client = id<ClientId>();
  const AppointmentId visit = id<AppointmentId>();
};

}  // namespace alcove::testing
