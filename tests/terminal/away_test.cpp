// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/terminal/staff_terminal.h"

// A staff terminal while its box is away.

using namespace alcove;
using alcove::testing::StaffTerminal;
using alcove::testing::WorkLog;
using wire::Station;

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
