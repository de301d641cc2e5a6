// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/access/staff_store.h"
#include "server/features/appointments/appointments.h"
#include "server/features/clients/clients.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::operation;
using alcove::testing::OpenBox;

namespace {

// A client with a visit, and a note in the store that says it is signed and has no signature.
void claim_signed(OpenBox& box) {
  const Zone zone = Zone::named("UTC").value();
  const appointments::Site site{.zone = zone};
  access::Principal desk;
  desk.device = DeviceId::make(box.clock.now(), box.random);
  desk.station = wire::Station::kFrontDesk;
  desk.person = access::Person{.staff = StaffId::make(box.clock.now(), box.random),
                               .session = SessionId::make(box.clock.now(), box.random),
                               .display_name = "Dana",
                               .credential = "",
                               .roles = {api::Role::kFrontDesk, api::Role::kClinician}};
  desk.purpose = access::Purpose::kTreatment;
  api::clients::RegisterRequest person;
  person.client = ClientId::make(box.clock.now(), box.random);
  person.details.legal_given = "Ana";
  person.details.legal_family = "Petrov";
  person.details.birth_date = parse_date("1986-04-17").value();
  const auto today = std::chrono::floor<std::chrono::days>(zone.to_local(box.clock.now()));
  const auto done =
      box.box->ledger().write<bool>(desk.actor(), [&](audit::WriteTxn& txn) -> Result<bool> {
        access::StaffRecord staff;
        staff.id = desk.staff();
        staff.sign_in_name = "dana";
        staff.display_name = "Dana";
        staff.roles = desk.person->roles;
        staff.added_at = txn.now();
        access::insert_staff(txn, staff);
        ALCOVE_TRY(clients::register_client(desk, person, txn, date_of(today)));
        ALCOVE_ASSIGN(const auto visit,
                      appointments::book(desk,
                                         {.appointment = AppointmentId::make(txn.now(), box.random),
                                          .client = person.client,
                                          .clinician = desk.staff(),
                                          .room = std::nullopt,
                                          .service = api::appointments::ServiceId::parse(
                                                         "01900000-0000-7000-8000-000000000001")
                                                         .value(),
                                          .start = today + std::chrono::hours(9),
                                          .minutes = 50},
                                         txn, site));
        txn.change(
               "INSERT INTO note (id, client, appointment, author, visit_start, created_at, state, "
               "format, author_name, credential, preview, addenda, open_siblings) VALUES ($id, "
               "$client, $visit, $author, '2026-11-24T09:00', 0, 'signed', 'soap', 'Dana', '', '', "
               "0, 0)")
            .bind("$id", NoteId::make(txn.now(), box.random))
            .bind("$client", person.client)
            .bind("$visit", visit.id)
            .bind("$author", desk.staff())
            .execute();
        return true;
      });
  if (!done) throw Fault(done.error());
}

}  // namespace

TEST_CASE("verify finds a note that says it is signed and is not") {
  OpenBox box;
  const VerifyReply good = box.run(kVerify).value();
  CHECK(good.good);
  CHECK(good.signed_notes == 0);
  claim_signed(box);
  const VerifyReply found = box.run(kVerify).value();
  CHECK_FALSE(found.good);
  CHECK(found.problems ==
        std::vector<std::string>{"signatures: 1 notes are marked as signed, 0 have a signature"});
}
