// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/setup_sheets.h"
#include "tests/kiosk/support/scenes_office.h"

// Rooms and services on the administrator's page, and their sheets.
namespace alcove::tests {
namespace {

using namespace screens::administration;
using api::clinic_setup::ServiceId;
using rules::SlotType;

template <class Made>
Made id(int number) {
  return Made::parse("018f0000-0000-7000-8000-0000000000" + std::to_string(40 + number)).value();
}

std::vector<Room> clinic_rooms() {
  return {{id<RoomId>(1), "Group room", false, 12},
          {id<RoomId>(2), "Room 2", false},
          {id<RoomId>(3), "The quiet room at the end of the corridor, beside the garden", false, 1},
          {id<RoomId>(4), "Room 7", true, 3}};
}

std::vector<Service> clinic_services() {
  std::vector<Service> all = {
      {id<ServiceId>(1), "Group session", 90, false, 15, {SlotType::kGroup}},
      {id<ServiceId>(2), "Intake", 60, false, 0, {SlotType::kIntake, SlotType::kCrisisHold}},
      {id<ServiceId>(3), "Medication check after a change of the dose", 20, false, 5},
      {id<ServiceId>(4), "Therapy", 50, false, 10},
      {id<ServiceId>(5), "Play group of the summer", 45, true}};
  all[2].fits = {SlotType::kMedicationCheck};
  all[2].credentials = {"MD", "DO", "APRN", "PMHNP-BC"};
  return all;
}

void shows_setup(PageModel& model, Section section) {
  model.section = section;
  model.rooms.take(clinic_rooms());
  model.services.take(clinic_services());
}

}  // namespace

void add_setup_scenes(std::vector<Scene>& out) {
  out.push_back(office_page("94-admin-rooms", [](PageModel& model) {
    shows_setup(model, Section::kRooms);
    model.room = clinic_rooms()[0].id;
  }));
  out.push_back(office_page("94-admin-rooms-none", [](PageModel& model) {
    model.section = Section::kRooms;
    model.rooms.take({});
  }));
  out.push_back(office_page("94-admin-services", [](PageModel& model) {
    shows_setup(model, Section::kServices);
    model.service = clinic_services()[2].id;
  }));
  out.push_back(office_page("94-admin-services-away", [](PageModel& model) {
    shows_setup(model, Section::kServices);
    model.service = clinic_services()[4].id;
    model.there = false;
  }));
  out.push_back(over_page<RoomForm>("98-admin-room-add", {}));
  RoomForm room = room_form(clinic_rooms()[0]);
  room.retired = room.still_booked = true;
  out.push_back(over_page<RoomForm>("98-admin-room-change", room));
  out.push_back(over_page<ServiceForm>("98-admin-service-add", {}));
  out.push_back(
      over_page<ServiceForm>("98-admin-service-change", service_form(clinic_services()[2])));
}

}  // namespace alcove::tests
