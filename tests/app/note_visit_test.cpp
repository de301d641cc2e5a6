// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/offline/delivery.h"
#include "shared/api/appointments.h"
#include "shared/api/chart.h"
#include "shared/api/clients.h"
#include "shared/api/clinic_setup.h"
#include "shared/api/notes.h"
#include "shared/api/session_lock.h"
#include "tests/support/served_terminal.h"

// A note through the server's own router, over mutual TLS: written, kept while the box was away,
// brought home by the terminal's real spool, signed.

using namespace alcove;
using namespace std::chrono_literals;
using alcove::testing::ServedClinic;
using alcove::testing::ServedTerminal;
using wire::Station;
namespace notes_api = api::notes;

namespace {

struct NoteVisit {
  NoteVisit() {
    at.add_person({.sign_in_name = "mia",
                   .display_name = "Mia Tester",
                   .credential = "",
                   .roles = {api::Role::kFrontDesk}});
    brandt = at.add_person({.sign_in_name = "brandt",
                            .display_name = "L. Brandt",
                            .credential = "LCSW",
                            .roles = {api::Role::kClinician}});
    ServedTerminal desk(at, Station::kFrontDesk, "Desk", "mia");
    room.emplace(at, Station::kTherapyRoom, "Room 1", "brandt");
    const auto state = room->must(api::session::state, {});
    session = state.session;
    api::clients::RegisterRequest person;
    person.client = new_id<ClientId>();
    person.details.legal_given = "Lucía";
    person.details.legal_family = "Morales";
    person.details.birth_date = parse_date("1986-04-17").value();
    client = desk.must(api::clients::register_client, person).id;
    const auto noon = std::chrono::floor<std::chrono::days>(at.zone.to_local(at.clock.now())) + 12h;
    visit = new_id<AppointmentId>();
    desk.must(api::appointments::book,
              {.appointment = visit,
               .client = client,
               .clinician = brandt,
               .room = std::nullopt,
               .service = desk.must(api::clinic_setup::read, {}).services.at(0).id,
               .start = noon,
               .minutes = 50});
  }

  template <class IdType>
  IdType new_id() {
    return IdType::make(at.clock.now(), at.random);
  }
  notes_api::SaveRequest save(const notes_api::Draft& draft,
                              const std::optional<NoteRevisionId>& base, const std::string& data) {
    notes_api::SaveRequest request{
        .note = draft.note, .revision = new_id<NoteRevisionId>(), .base = base, .content = {}};
    request.content.format = rules::NoteFormat::kDap;
    request.content.sections = {{rules::NoteSection::kData, data}};
    request.content.start = draft.visit_start;
    request.content.stop = draft.visit_start + 50min;
    return request;
  }
  std::unique_ptr<offline::Spool> open_spool() {
    return offline::Spool::open(
               room->files / "spool",
               {at.ledger->sealing_public(), room->enrolled.identity.key, room->enrolled.device},
               at.random)
        .value();
  }

  ServedClinic at;
  std::optional<ServedTerminal> room;
  StaffId brandt;
  SessionId session;
  ClientId client;
  AppointmentId visit;
};

}  // namespace

TEST_CASE("a note is begun, comes home from the terminal's spool, and is signed") {
  NoteVisit clinic;
  ServedTerminal& room = *clinic.room;
  const auto draft = room.must(notes_api::open_draft, {.note = clinic.new_id<NoteId>(),
                                                       .appointment = clinic.visit,
                                                       .format = rules::NoteFormat::kDap,
                                                       .if_held = notes_api::IfHeld::kRead});
  const auto first = clinic.save(draft, std::nullopt, "She came");
  CHECK(room.must(notes_api::save, first).number == 1);
  const auto kept_1 = clinic.save(draft, first.revision, "She came on time");
  const auto kept_2 = clinic.save(draft, kept_1.revision, "She came on time, and is well.");
  const auto spool = clinic.open_spool();
  for (const notes_api::SaveRequest& kept : {kept_1, kept_2}) {
    REQUIRE(spool
                ->add({.kind = std::string(notes_api::kSpoolKind),
                       .author = clinic.brandt,
                       .session = clinic.session,
                       .body = wire::encode(kept),
                       .instead_of = std::nullopt},
                      clinic.at.clock.now())
                .ok());
  }
  offline::DeliveryReport report;
  REQUIRE(offline::deliver_all(*room.client, *spool, report).ok());
  CHECK(report.applied == 2);
  CHECK(report.quarantined == 0);
  const auto confirmed = room.must(api::session::confirm,
                                   {.pin = {}, .password = ServedClinic::password_of("brandt")});
  const auto signature =
      room.must(notes_api::sign,
                {.note = draft.note, .revision = kept_2.revision, .confirmation = confirmed.token});
  CHECK(signature.by_name == "L. Brandt");
  const auto note = room.must(notes_api::open, {draft.note});
  CHECK(note.signature->standing == notes_api::Standing::kVerified);
  CHECK(note.content.sections.at(0).text == "She came on time, and is well.");
  const auto day = room.must(notes_api::my_day, {});
  REQUIRE(day.items.size() == 1);
  CHECK(day.items[0].state == notes_api::VisitNote::kSigned);
  CHECK(room.must(api::chart::open, {clinic.client}).called == "Lucía");
}
