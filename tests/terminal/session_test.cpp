// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/terminal/staff_terminal.h"

// A staff terminal from signing in to signing out, as the person before it sees it.

using namespace alcove;
using alcove::testing::StaffTerminal;
using alcove::testing::WorkLog;
using wire::Station;

TEST_CASE("a person signs in with a password, skips the PIN, works and signs out") {
  WorkLog log;
  StaffTerminal at(Station::kFrontDesk, &log);
  CHECK(at.sees("Test clinic"));
  CHECK(at.sees("Desk by the door"));
  at.type("name", "anna");
  at.type("password", "this is not her password");
  at.touch("sign_in");
  CHECK(at.sees("That name and password do not belong together."));
  at.type("password", testing::ServedClinic::password_of("anna"));
  at.touch("sign_in");
  at.touch("skip");
  CHECK(at.sees("work of anna tester"));
  at.touch("person");
  at.touch("sign_out");
  CHECK(at.sees_widget("sign_in"));
  CHECK(at.wait_for([&] { return log.count("gone") == 1; }));
  CHECK(log.count("leave") == 1);
  // Nothing of the first is left in the fields for the second.
  CHECK(at.ui->widget("name").value.empty());
  CHECK(at.ui->widget("password").value.empty());
  at.work_as("brandt");
  CHECK(at.sees("work of brandt tester"));
}

TEST_CASE("locking hides the screen at once, and the PIN brings it back as it was") {
  WorkLog log;
  StaffTerminal at(Station::kFrontDesk, &log);
  at.work_as_with_pin("anna", "482915");
  at.touch("lock");
  CHECK_FALSE(at.ui->shows_text("work of anna"));
  CHECK(at.sees("anna tester is signed in here."));
  CHECK(log.count("leave") == 1);
  at.type_pin("482916");
  CHECK(at.sees("4 tries are left"));
  at.type_pin("482915");
  CHECK(at.sees("work of anna tester"));
  CHECK(log.count("made anna tester") == 1);  // it is the same work
  CHECK(log.count("gone") == 0);
  CHECK(log.calls.back() == "line start_over");  // it reads anew what it missed
}

TEST_CASE("minutes go on by themselves, however often the program turns meanwhile") {
  WorkLog log;
  log.wakes_in_ms = 15'000;
  StaffTerminal at(Station::kFrontDesk, &log);
  at.work_as("anna");
  at.after_ms(20'000);
  at.terminal->turn(at.now_ms);
  at.terminal->tick(at.now_ms);
  bool drawn = false;
  for (int second = 0; second < 16; ++second) {  // as the program does, at least each second
    at.now_ms += 1000;
    drawn = at.terminal->turn(at.now_ms);
    at.terminal->tick(at.now_ms);
    if (second >= 14 && drawn) break;
  }
  CHECK(drawn);
}

TEST_CASE("after five wrong PINs only the password opens the terminal") {
  StaffTerminal at;
  at.work_as_with_pin("anna", "482915");
  at.touch("lock");
  for (int i = 0; i < 5; ++i) {
    CHECK(at.wait_for([&] { return at.ui->shows("digit_1") && at.ui->widget("digit_1").enabled; }));
    at.type_pin("000001");
    CHECK(at.sees(i < 4 ? "left, then the password" : "Please use your password now."));
  }
  CHECK_FALSE(at.ui->shows("pin"));
  at.type("password", testing::ServedClinic::password_of("anna"));
  at.touch("unlock");
  CHECK(at.works());
}

TEST_CASE("a PIN that is easily guessed, or typed differently, is not taken") {
  StaffTerminal at;
  at.sign_in("anna");
  at.type_pin("123456");
  CHECK(at.sees_widget("pin_again"));
  at.type_pin("123456");
  CHECK(at.sees("That PIN is too easy to guess."));
  at.type_pin("482915");
  CHECK(at.sees_widget("pin_again"));
  at.type_pin("482916");
  CHECK(at.sees("The two PINs were not the same."));
  at.type_pin("482915");
  at.type_pin("482915");
  CHECK(at.works());
}

TEST_CASE("a terminal that nobody touches locks itself after its station's time, not before") {
  StaffTerminal at;
  REQUIRE(at.clinic.access->devices
              .set_idle_lock({.system_user = "installer"}, Station::kFrontDesk,
                             std::chrono::seconds(120))
              .ok());
  at.work_as("anna");
  at.after_ms(119'000);
  CHECK(at.ui->shows("lock"));
  at.terminal->touched(at.now_ms);
  at.after_ms(119'000);
  CHECK(at.ui->shows("lock"));
  at.after_ms(1'000);
  CHECK_FALSE(at.ui->shows("lock"));
  CHECK(at.sees("anna tester is signed in here."));
}

TEST_CASE("another person takes over a locked terminal; the first one's work is put away first") {
  WorkLog log;
  log.holds_on = true;
  StaffTerminal at(Station::kFrontDesk, &log);
  at.work_as("anna");
  at.touch("lock");
  at.touch("switch_person");
  CHECK(at.sees_widget("sign_in"));
  CHECK_FALSE(at.ui->widget("name").enabled);  // her words are not safe yet
  CHECK(log.count("gone") == 0);
  log.leave_done();
  CHECK(at.wait_for([&] { return log.count("gone") == 1; }));
  at.work_as("brandt");
  CHECK(at.sees("work of brandt tester"));
  CHECK_FALSE(at.ui->shows_text("anna"));
}

TEST_CASE("work that cannot be put away in time does not keep the next person waiting for ever") {
  WorkLog log;
  log.holds_on = true;
  StaffTerminal at(Station::kFrontDesk, &log);
  at.work_as("anna");
  at.touch("person");
  at.touch("sign_out");
  at.after_ms(flows::StaffShell::kLeaveWithinMs - 1);
  CHECK(log.count("gone") == 0);
  at.after_ms(1);
  CHECK(at.wait_for([&] { return log.count("gone") == 1; }));
  log.leave_done();  // much later: nothing happens
  at.turn();
  CHECK(at.ui->shows("sign_in"));
}

TEST_CASE("a session that is ended from elsewhere says so, and what was open is put away") {
  WorkLog log;
  StaffTerminal at(Station::kFrontDesk, &log);
  at.work_as("anna");
  SECTION("by disabling the person, while the terminal rests") {
    CHECK(at.wait_for([&] { return log.count("line start_over") > 0; }));
    REQUIRE(at.clinic.access->staff.disable({.system_user = "installer"}, "anna").ok());
    // The line of the event stream brings it.
    CHECK(at.sees("You were signed out"));
  }
  SECTION("while the cable was out") {
    at.pull();
    REQUIRE(at.clinic.access->staff.disable({.system_user = "installer"}, "anna").ok());
    CHECK(at.ui->shows_text("work of anna"));
    at.cable.put_in();
    CHECK(at.sees("You were signed out"));
  }
  CHECK(at.wait_for([&] { return log.count("gone") == 1; }));
  CHECK(log.count("leave") == 1);
  CHECK_FALSE(at.ui->shows_text("anna"));
}

TEST_CASE(
    "text size, contrast and language are within reach, and are the terminal's own again "
    "for the next person") {
  StaffTerminal at;
  at.touch("reading");
  at.touch("spanish");
  CHECK(at.sees("Iniciar sesión"));
  at.touch("size_150");
  CHECK(at.wait_for([&] { return at.ui->ui().theme().look().text_size == ui::TextSize::k150; }));
  at.touch("size_100");
  at.touch("contrast_high");
  CHECK(at.wait_for([&] { return at.ui->ui().theme().look().contrast == ui::Contrast::kHigh; }));
  at.touch("reading_sheet_close");
  at.work_as("anna");
  CHECK(at.ui->ui().theme().look().contrast == ui::Contrast::kHigh);
  at.touch("person");
  at.touch("sign_out");
  CHECK(at.sees("Sign in"));
  CHECK(at.ui->ui().theme().look() == ui::Look{ui::Density::kStaff});
}

TEST_CASE("a person changes their own password behind their name, by the one that counts now") {
  StaffTerminal at;
  at.work_as("anna");
  at.touch("person");
  at.touch("change_password");
  at.type("own_current", "this is not her password");
  at.type("own_fresh", "lanterns over a quiet canal");
  at.type("own_again", "lanterns over a quiet canal");
  at.touch("own_keep");
  CHECK(at.sees("That is not your password."));
  at.type("own_current", testing::ServedClinic::password_of("anna"));
  at.type("own_fresh", "lanterns over a quiet canal");
  CHECK_FALSE(at.ui->widget("own_keep").enabled);
  at.type("own_again", "lanterns over a quiet canal");
  at.touch("own_keep");
  CHECK(at.sees("Your new password counts from now on."));
  at.touch("own_secret_close");
  CHECK(at.works());
  at.touch("person");
  at.touch("sign_out");
  at.type("name", "anna");
  at.type("password", testing::ServedClinic::password_of("anna"));
  at.touch("sign_in");
  CHECK(at.sees("That name and password do not belong together."));
  at.type("password", "lanterns over a quiet canal");
  at.touch("sign_in");
  CHECK(at.sees_widget("skip"));
}

TEST_CASE("a PIN is chosen later, and another takes its place by the password") {
  StaffTerminal at;
  at.work_as("anna");
  const auto choose = [&](const std::string& pin) {
    at.type("own_fresh", pin);
    at.type("own_again", pin);
    at.touch("own_keep");
  };
  const auto opens = [&](const std::string& pin) {
    at.touch("lock");
    at.type_pin(pin);
    CHECK(at.works());
  };
  at.touch("person");
  at.touch("change_pin");
  CHECK_FALSE(at.ui->shows("own_current"));
  choose("123456");
  CHECK(at.sees("That PIN is too easy to guess."));
  choose("482915");
  CHECK(at.sees("This PIN unlocks this terminal"));
  at.touch("own_secret_close");
  opens("482915");
  at.touch("person");
  at.touch("change_pin");
  at.type("own_current", testing::ServedClinic::password_of("anna"));
  choose("739154");
  CHECK(at.sees("This PIN unlocks this terminal"));
  at.touch("own_secret_close");
  opens("739154");
}

TEST_CASE("locking hides a sheet with a password in it, and nothing of it is left") {
  StaffTerminal at;
  at.work_as_with_pin("anna", "482915");
  at.touch("person");
  at.touch("change_password");
  at.type("own_current", "half of a password");
  at.after_ms(10 * 60'000);
  REQUIRE(at.sees("anna tester is signed in here."));
  at.type_pin("482915");
  CHECK(at.works());
  CHECK_FALSE(at.ui->shows("own_current"));
}
