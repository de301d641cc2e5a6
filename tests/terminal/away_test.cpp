// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/appointments.h"
#include "shared/api/clinic_setup.h"
#include "tests/support/full_disk.h"
#include "tests/terminal/staff_terminal.h"

// A staff terminal while its box is away.

using namespace alcove;
using alcove::testing::ServedTerminal;
using alcove::testing::StaffTerminal;
using alcove::testing::WorkLog;
using wire::Station;

namespace {

// María López comes to Brandt today at one.
AppointmentId book_today(StaffTerminal& at) {
  const ClientId client = at.register_client();
  ServedTerminal desk(at.clinic, Station::kFrontDesk, "Booking", "anna");
  const auto id = AppointmentId::make(at.clinic.clock.now(), at.clinic.random);
  const LocalDateTime now = at.clinic.zone.to_local(at.clinic.clock.now());
  desk.must(api::appointments::book,
            {.appointment = id,
             .client = client,
             .clinician = at.brandt,
             .room = std::nullopt,
             .service = desk.must(api::clinic_setup::read, {}).services.at(0).id,
             .start = std::chrono::floor<std::chrono::days>(now) + std::chrono::hours(13),
             .minutes = 50});
  return id;
}

}  // namespace

TEST_CASE("nobody can sign in while the box is away, and the screen says so") {
  StaffTerminal at;
  CHECK(at.sees("Connected to the box"));
  at.type("name", "anna");
  at.type("password", testing::ServedClinic::password_of("anna"));
  at.pull();
  CHECK(at.sees("Nobody can sign in while the box is away."));
  CHECK_FALSE(at.ui->widget("sign_in").enabled);
  at.put_in();
  CHECK(at.wait_for([&] { return at.ui->widget("sign_in").enabled; }));
}

TEST_CASE("while the box is away the terminal checks the PIN itself, and counts the same tries") {
  WorkLog log;
  StaffTerminal at(Station::kFrontDesk, &log);
  at.work_as_with_pin("anna", "482915");
  at.touch("lock");
  at.type_pin("000001");  // at the box: one try
  CHECK(at.sees("4 tries are left"));
  at.pull();
  at.type_pin("000002");
  CHECK(at.sees("3 tries are left"));
  at.type_pin("482915");
  CHECK(at.sees("work of anna tester"));
  SECTION("three more, and it wants the password, which only the box can check") {
    at.touch("lock");
    at.type_pin("000003");
    CHECK(at.sees("2 tries are left"));
    at.type_pin("000004");
    CHECK(at.sees("1 try is left"));
    at.type_pin("000005");
    CHECK(at.sees("only the box can check a password"));
    CHECK_FALSE(at.ui->shows("pin"));
    CHECK(log.count("gone") == 0);
  }
  SECTION("the box, when it is back, has the session locked, and the terminal says so") {
    at.cable.put_in();
    CHECK(at.sees("The box has locked this session."));
    at.type_pin("482915");
    CHECK(at.sees("work of anna tester"));
    CHECK(log.count("made anna tester") == 1);
  }
}

TEST_CASE("a box whose disk takes nothing new keeps nobody out of their locked terminal") {
  WorkLog log;
  StaffTerminal at(Station::kFrontDesk, &log);
  at.work_as_with_pin("anna", "482915");
  at.touch("lock");
  {
    const testing::FullDisk full;  // every write of the box ends in a fault
    at.type_pin("000002");
    CHECK(at.sees("4 tries are left"));
    at.type_pin("482915");
    CHECK(at.sees("work of anna tester"));
  }
  at.touch("lock");
  at.type_pin("482915");
  CHECK(at.sees("work of anna tester"));
  CHECK(log.count("made anna tester") == 1);
}

TEST_CASE("wrong PINs that were tried while the box was away are told to it when it is back") {
  StaffTerminal at;
  at.work_as_with_pin("anna", "482915");
  at.touch("lock");
  at.pull();
  at.type_pin("000001");
  CHECK(at.sees("4 tries are left"));
  at.type_pin("000002");
  CHECK(at.sees("3 tries are left"));
  at.cable.put_in();
  CHECK(at.wait_for(
      [&] { return at.newest_unlocking() == "2 while the box was away; tries left: 3"; }));
  // The box counts on from there.
  at.type_pin("000003");
  CHECK(at.sees("2 tries are left"));
  CHECK(at.newest_unlocking() == "tries left: 2");
}

TEST_CASE("a terminal that is started while the box is away knows its clinic") {
  StaffTerminal at;
  CHECK(at.sees("Connected to the box"));
  CHECK(at.wait_for([&] { return at.files->load().value()->clinic == "Test clinic"; }));
  CHECK(at.files->load().value()->zone == at.clinic.zone.name());
  at.pull();
  at.start();
  CHECK(at.sees("Test clinic"));
  CHECK(at.sees("Nobody can sign in while the box is away."));
}

TEST_CASE("the desk's day stays readable while the box is away, also behind the PIN") {
  StaffTerminal at;
  const std::string row = "row_" + book_today(at).text();
  at.work_as_with_pin("anna", "482915");
  CHECK(at.sees_widget(row));
  at.pull();
  CHECK(at.sees("As of "));
  CHECK(at.ui->shows(row));
  at.touch("lock");
  CHECK(at.sees_widget("pin"));
  CHECK_FALSE(at.ui->shows(row));
  CHECK_FALSE(at.ui->shows_text("López"));
  // Switch person would leave everybody without a day.
  CHECK(at.sees("forgotten"));
  at.type_pin("482915");
  CHECK(at.sees_widget(row));
  CHECK(at.sees("As of "));
  CHECK_FALSE(at.ui->widget("book").enabled);
}

TEST_CASE("the desk's day is forgotten at sign-out, and is read anew when the box is back") {
  StaffTerminal at;
  const std::string row = "row_" + book_today(at).text();
  at.work_as("anna");
  CHECK(at.sees_widget(row));
  at.pull();
  CHECK(at.sees("As of "));
  at.touch("person");
  CHECK(at.sees("forgotten"));
  at.touch("sign_out");
  CHECK(at.sees_widget("sign_in"));
  CHECK(at.sees("Nobody can sign in while the box is away."));
  CHECK(at.sees("printed list"));
  CHECK_FALSE(at.ui->shows(row));
  CHECK_FALSE(at.ui->shows_text("López"));
  // Nor has the program after a restart anything of it.
  at.start();
  CHECK(at.sees("Nobody can sign in while the box is away."));
  CHECK_FALSE(at.ui->shows_text("López"));
  at.put_in();
  at.work_as("anna");
  CHECK(at.sees_widget(row));
  CHECK_FALSE(at.ui->shows_text("As of "));
}

TEST_CASE("a lobby terminal that is started while the box is away sends clients to the desk") {
  StaffTerminal at(Station::kLobby);
  CHECK(at.wait_for([&] { return !at.files->load().value()->clinic.empty(); }));
  at.cable.pull();
  at.start();
  CHECK(at.sees("Please see the front desk"));
  at.cable.put_in();
  CHECK(at.sees_widget("english"));
}
