// SPDX-License-Identifier: Apache-2.0
#include "shared/api/meeting_cancelling.h"
#include "tests/after_restore/lost_desk.h"

// Visits with an interpreter or equipment that were booked after the backup.

using namespace alcove;
using namespace alcove::tests;
namespace things = api::resources;

namespace {

struct EquippedDesk : LostDesk {
  things::ResourceId set(ServedTerminal& office, const std::string& name) {
    return office
        .must(things::set, {.id = new_id<things::ResourceId>(),
                            .base_revision = 0,
                            .kind = things::ResourceKind::kEquipment,
                            .name = name})
        .id;
  }
  AppointmentId book_with(const things::ResourceId& takes) {
    const AppointmentId visit = new_id<AppointmentId>();
    desk->must(api::appointments::book, {.appointment = visit,
                                         .client = ana,
                                         .clinician = brandt,
                                         .room = room_2,
                                         .service = service,
                                         .start = today_at(15),
                                         .minutes = 50,
                                         .resources = std::vector{takes}});
    return visit;
  }
  // Ana and Ben come together.
  api::appointments::MeetingId meet_with(const things::ResourceId& takes) {
    const auto meeting = new_id<api::appointments::MeetingId>();
    desk->must(api::appointments::book_meeting,
               {.meeting = meeting,
                .kind = api::appointments::MeetingKind::kCouple,
                .service = service,
                .start = today_at(15),
                .minutes = 50,
                .room = room_2,
                .clinicians = {brandt},
                .attendees = {{new_id<AppointmentId>(), ana}, {new_id<AppointmentId>(), ben}},
                .resources = std::vector{takes}});
    return meeting;
  }
  // At the restored box, with whoever is left.
  api::appointments::BookRequest booking_of(const ClientId& client,
                                            const things::ResourceId& takes) {
    return {.appointment = new_id<AppointmentId>(),
            .client = client,
            .clinician = reyes,
            .room = room_4,
            .service = service,
            .start = today_at(15),
            .minutes = 50,
            .resources = std::vector{takes}};
  }
};

}  // namespace

TEST_CASE("a visit comes back with what it takes, and keeps others from it") {
  EquippedDesk clinic;
  ServedTerminal office(clinic.at, wire::Station::kFrontDesk, "Second office", "adam");
  const auto kit = clinic.set(office, "Test kit");
  clinic.back_up();
  const AppointmentId visit = clinic.book_with(kit);
  clinic.lose_box();
  clinic.confirm(1);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const auto row = clinic.third->must(api::appointments::open, {visit}).row;
  CHECK(row.appointment.resources == std::vector{kit});
  CHECK(row.resources.at(0).name == "Test kit");
  CHECK(clinic.third->refusal(api::appointments::book,
                              {.appointment = clinic.new_id<AppointmentId>(),
                               .client = clinic.ben,
                               .clinician = clinic.reyes,
                               .room = clinic.room_4,
                               .service = clinic.service,
                               .start = clinic.today_at(15),
                               .minutes = 50,
                               .resources = std::vector{kit}}) == ErrorCode::kTaken);
}

TEST_CASE("a visit that takes what was added after the backup is set aside, to be booked again") {
  EquippedDesk clinic;
  clinic.back_up();
  ServedTerminal office(clinic.at, wire::Station::kFrontDesk, "Second office", "adam");
  const AppointmentId visit = clinic.book_with(clinic.set(office, "New kit"));
  clinic.lose_box();
  clinic.confirm(1);
  CHECK(clinic.not_taken() == std::vector<std::string>{"/v1/appointments/book not_found"});
  CHECK(clinic.third->refusal(api::appointments::open, {visit}) == ErrorCode::kNotFound);
}

TEST_CASE("a session comes back with what it takes, and keeps visits from it") {
  EquippedDesk clinic;
  ServedTerminal office(clinic.at, wire::Station::kFrontDesk, "Second office", "adam");
  const auto kit = clinic.set(office, "Test kit");
  const ClientId cleo = clinic.add_client("Cleo", "Bauer");
  clinic.back_up();
  const auto meeting = clinic.meet_with(kit);
  clinic.lose_box();
  clinic.confirm(1);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const auto card = clinic.third->must(api::appointments::open_meeting, {meeting}).card;
  CHECK(card.resources.at(0).name == "Test kit");
  CHECK(clinic.third->refusal(api::appointments::book, clinic.booking_of(cleo, kit)) ==
        ErrorCode::kTaken);
}

TEST_CASE("a session is set aside when a visit got what it takes after the restore") {
  EquippedDesk clinic;
  ServedTerminal office(clinic.at, wire::Station::kFrontDesk, "Second office", "adam");
  const auto kit = clinic.set(office, "Test kit");
  const ClientId cleo = clinic.add_client("Cleo", "Bauer");
  clinic.back_up();
  const auto meeting = clinic.meet_with(kit);
  clinic.lose_box();
  clinic.third->must(api::appointments::book, clinic.booking_of(cleo, kit));
  clinic.confirm(1);
  CHECK(clinic.not_taken() == std::vector<std::string>{"/v1/appointments/book_meeting taken"});
  CHECK(clinic.third->refusal(api::appointments::open_meeting, {meeting}) == ErrorCode::kNotFound);
}
