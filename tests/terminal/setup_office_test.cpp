// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "server/features/appointments/clinic_setup_store.h"
#include "tests/terminal/staff_terminal.h"

// An administrator makes the rooms and services of a new clinic, against the server's own router.

using namespace alcove;
using alcove::testing::StaffTerminal;
using rules::SlotType;
using wire::Station;
namespace setup = api::clinic_setup;

namespace {

template <class Item>
std::optional<Item> named(const std::vector<Item>& all, const std::string& name) {
  const auto found = std::ranges::find_if(all, [&](const Item& one) { return one.name == name; });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

std::optional<setup::Room> room_called(StaffTerminal& office, const std::string& name) {
  using All = std::vector<setup::Room>;
  return named(office.own.store
                   ->read<All>([](store::ReadTxn& txn) -> Result<All> {
                     return appointments::list_rooms(txn);
                   })
                   .value(),
               name);
}

std::optional<setup::Service> service_called(StaffTerminal& office, const std::string& name) {
  using All = std::vector<setup::Service>;
  return named(office.own.store
                   ->read<All>([](store::ReadTxn& txn) -> Result<All> {
                     return appointments::list_services(txn);
                   })
                   .value(),
               name);
}

void clear(StaffTerminal& office, const std::string& field) {
  office.touch(field);
  office.ui->control('a');
  office.ui->key(ui::Key::kBackspace);
}

}  // namespace

TEST_CASE("an administrator adds a room, counts its seats, and takes it out of use") {
  StaffTerminal office(Station::kFrontDesk);
  office.work_as("ada");
  office.touch("section_rooms");
  office.touch("add");
  CHECK(office.sees("It needs a name."));
  office.type("room_name", "Garden room");
  office.type("room_seats", "0");
  CHECK(office.sees("Seats are a whole number from 1 to 500, or nothing."));
  CHECK_FALSE(office.ui->widget("room_keep").enabled);
  clear(office, "room_seats");
  office.type("room_seats", "8");
  office.touch("room_keep");
  CHECK(office.sees("Garden room is saved."));
  CHECK(office.sees("8 seats for clients"));
  const auto made = room_called(office, "Garden room");
  REQUIRE(made.has_value());
  CHECK(made->seats == 8);

  office.touch("room_change");
  CHECK(office.sees("Nothing is changed yet."));
  clear(office, "room_seats");
  office.touch("room_keep");
  CHECK(office.sees("Seats are not counted"));
  CHECK_FALSE(room_called(office, "Garden room")->seats.has_value());

  office.touch("room_change");
  office.touch("room_retired");
  office.touch("room_keep");
  CHECK(office.sees("It is offered for no visit any more."));
  CHECK(office.wait_for([&] { return room_called(office, "Garden room")->retired; }));
}

TEST_CASE("a service is made with its length, its pause, its parts of the week and who gives it") {
  StaffTerminal office(Station::kFrontDesk);
  office.work_as("ada");
  office.touch("section_services");
  office.touch("add");
  office.type("service_name", "Medication review");
  clear(office, "service_minutes");
  office.type("service_minutes", "22");
  CHECK(office.sees("A visit lasts 5 to 480 minutes, in steps of 5."));
  clear(office, "service_minutes");
  office.type("service_minutes", "20");
  clear(office, "service_pause");
  office.type("service_pause", "125");
  CHECK(office.sees("A pause is 0 to 120 minutes, in steps of 5."));
  clear(office, "service_pause");
  office.type("service_pause", "10");
  office.touch("fits_medication_check");
  for (int i = 0; i < 60; ++i) office.ui->wheel("service_sheet_body", -1);
  office.type("service_credentials", "MD, m.d.");
  CHECK(office.sees("Credentials are each there once"));
  CHECK_FALSE(office.ui->widget("service_keep").enabled);
  clear(office, "service_credentials");
  office.type("service_credentials", "MD, APRN");
  office.touch("service_keep");
  CHECK(office.sees("Medication review is saved."));
  CHECK(office.sees("Given by: MD, APRN."));
  const auto made = service_called(office, "Medication review");
  REQUIRE(made.has_value());
  CHECK(made->minutes == 20);
  CHECK(made->buffer_minutes == 10);
  CHECK(made->fits == std::vector{SlotType::kMedicationCheck});
  CHECK(made->credentials == std::vector<std::string>{"MD", "APRN"});

  office.touch("service_change");
  for (int i = 0; i < 60; ++i) office.ui->wheel("service_sheet_body", -1);
  office.touch("service_retired");
  office.touch("service_keep");
  CHECK(office.wait_for([&] { return service_called(office, "Medication review")->retired; }));
}

TEST_CASE("a name that another room or service in use has is said in the sheet, and mended there") {
  StaffTerminal office(Station::kFrontDesk);
  office.work_as("ada");
  office.touch("section_rooms");
  const auto add = [&](const std::string& name) {
    office.touch("add");
    office.type("room_name", name);
    office.touch("room_keep");
  };
  add("Quiet room");
  CHECK(office.sees("Quiet room is saved."));
  add("quiet ROOM");
  CHECK(office.sees("Another one in use has that name."));
  CHECK_FALSE(office.ui->widget("room_keep").enabled);
  office.type("room_name", " 2");
  office.touch("room_keep");
  CHECK(office.sees("quiet ROOM 2 is saved."));
  office.touch("section_services");
  office.touch("add");
  office.type("service_name", "Therapy");
  office.touch("service_keep");
  CHECK(office.sees("Another one in use has that name."));
  office.touch("service_sheet_close");
  CHECK_FALSE(office.ui->shows("service_sheet"));
}
