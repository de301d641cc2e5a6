// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <mutex>

#include "shared/api/administration_box.h"
#include "tests/terminal/staff_terminal.h"

// An administrator at a staff terminal, and what it does to the others, as the people before them
// see it.

using namespace alcove;
using namespace std::chrono_literals;
using alcove::testing::ProgramTerminal;
using alcove::testing::ServedClinic;
using alcove::testing::StaffTerminal;
using wire::Station;

namespace {

constexpr const char* kPin = "482915";

// Ada at a front desk of a clinic whose box is as a test says.
struct Office : StaffTerminal {
  explicit Office(Station where = Station::kFrontDesk) : StaffTerminal(where) {
    own.close_box();
    own.store = store::Store::open(own.scratch / "store.db", own.record_key,
                                   store::all_migrations(), own.clock.now())
                    .value();
    own.ledger = audit::Ledger::open(*own.store, own.clock, own.random);
    own.access =
        access::AccessServices::open(
            *own.ledger, {.clinic_name = "Test clinic",
                          .main_port = 1,
                          .costs = {.password = {.passes = 1, .memory_kib = 64, .lanes = 1},
                                    .pin = {.passes = 1, .memory_kib = 32, .lanes = 1}}})
            .value();
    own.clinic =
        app::Clinic::open(
            *own.ledger, *own.access, {"Test clinic", own.zone},
            {.address = "127.0.0.1", .port = own.port, .enrolment_port = 0, .hosts = {"127.0.0.1"}},
            [found = found] {
              const std::lock_guard lock(found->mutex);
              return http::BoxLook{found->conditions, found->started};
            })
            .value();
    start();
  }

  void set(std::vector<api::box::Condition> now) {
    const std::lock_guard lock(found->mutex);
    found->conditions = std::move(now);
  }
  void set_started(std::optional<api::administration::StartedAgain> now) {
    const std::lock_guard lock(found->mutex);
    found->started = now;
  }
  // From the sheet that says what is about to happen.
  void prove(const std::string& pin = kPin) {
    type("pin", pin);
    touch("prove_go");
  }
  std::string code() {
    REQUIRE(sees_widget("code"));
    return ui->widget("code").value;
  }
  std::string newest(const std::string& action) {
    return own.store
        ->read<std::string>([&](store::ReadTxn& txn) -> Result<std::string> {
          store::Statement row = txn.query(
              "SELECT outcome || ' ' || detail FROM audit_event WHERE action = $action "
              "ORDER BY number DESC");
          row.bind("$action", action);
          return row.next() ? row.text(0) : std::string();
        })
        .value();
  }

  // The box looks at it for as long as it runs, which is longer than this part lives.
  struct Found {
    std::mutex mutex;
    std::vector<api::box::Condition> conditions;
    std::optional<api::administration::StartedAgain> started;
  };
  std::shared_ptr<Found> found = std::make_shared<Found>();
};

// Waits until it is so, and gives how long that took.
template <class So>
std::chrono::milliseconds time_until(ProgramTerminal& at, const So& so) {
  const auto before = std::chrono::steady_clock::now();
  REQUIRE(at.wait_for(so));
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               before);
}

}  // namespace

TEST_CASE("a forgotten password is reset at a terminal: a code, once, and the sessions are over") {
  Office office;
  ProgramTerminal room(office.clinic, Station::kTherapyRoom, "Room 2");
  room.work_as("brandt");
  office.work_as_with_pin("ada", kPin);
  office.touch("person_" + office.brandt.text());
  office.touch("person_reset");
  CHECK(office.sees("Reset the password of"));
  CHECK_FALSE(office.ui->widget("prove_go").enabled);
  office.prove();
  const std::string code = office.code();
  CHECK(time_until(room, [&] { return room.ui->shows_text("You were signed out"); }) < 1s);
  // Here, and where the password was set the first time.
  CHECK(office.newest("staff.reset") == "done sessions ended: 2");
  office.touch("code_put_away");
  CHECK(office.wait_for([&] { return !office.ui->shows_text(code); }));
  CHECK(office.sees("No password yet"));

  room.type("name", "brandt");
  room.type("password", ServedClinic::password_of("brandt"));
  room.touch("sign_in");
  CHECK(room.sees("That name and password do not belong together."));
  const auto use_code = [&] {
    room.touch("have_code");
    room.type("code", code);
    room.type("new_password", "marsh over quiet herons");
    room.type("again", "marsh over quiet herons");
    room.touch("keep_password");
  };
  use_code();
  room.touch("skip");
  CHECK(room.works());
  CHECK(room.signs_out_without("do not belong together"));
  room.type("name", "brandt");
  use_code();
  CHECK(room.sees("That code is not right."));
}

TEST_CASE("without the right PIN nothing is reset, and the fifth wrong one locks the terminal") {
  Office office;
  office.work_as_with_pin("ada", kPin);
  office.touch("person_" + office.brandt.text());
  office.touch("person_reset");
  office.prove("000001");
  CHECK(office.sees("That PIN is not right."));
  for (int i = 0; i < 4; ++i) office.prove("000001");
  CHECK(office.sees("ada tester is signed in here."));
  CHECK(office.newest("staff.reset").empty());
  const auto still = office.clinic.access->staff.find("brandt");
  CHECK(still->has_password);
}

TEST_CASE("whoever chose no PIN proves by password, and what was typed is gone with the sheet") {
  Office office;
  office.work_as("ada");
  office.touch("person_" + office.brandt.text());
  office.touch("person_disable");
  CHECK(office.sees("Disable brandt tester?"));
  office.type("password", "half of it");
  office.touch("prove_sheet_close");
  office.touch("person_disable");
  CHECK(office.sees_widget("password"));
  CHECK(office.ui->widget("password").value.empty());
  office.type("password", ServedClinic::password_of("ada"));
  office.touch("prove_go");
  CHECK(office.sees("brandt tester is disabled and signed out everywhere."));
  office.touch("person_enable");
  office.type("password", ServedClinic::password_of("ada"));
  office.touch("prove_go");
  CHECK(office.sees("One-time code for brandt tester"));
}

TEST_CASE("somebody is added with roles, and roles are changed, each kept in the chain") {
  Office office;
  office.work_as_with_pin("ada", kPin);
  office.touch("add");
  office.type("person_shown", "Sam Lee");
  office.type("person_sign_in", "Anna");
  CHECK_FALSE(office.ui->widget("person_next").enabled);  // no role yet
  office.touch("role_clinician");
  office.touch("person_next");
  CHECK(office.sees("Add Sam Lee?"));
  office.prove();
  CHECK(office.sees("Somebody has, or had, that name to sign in with."));
  office.type("person_sign_in", ".lee");
  office.touch("person_next");
  office.prove();
  office.code();
  CHECK(office.sees("anna.lee"));
  office.touch("code_put_away");
  office.touch("person_roles");
  office.touch("role_supervisor");
  office.touch("person_next");
  CHECK(office.sees("Clinician, Supervisor"));
  office.prove();
  CHECK(office.sees("Sam Lee is changed."));
  CHECK(office.newest("staff.roles") ==
        "done before: roles=clinician crisis=no; now: roles=clinician,supervisor crisis=no");
}

TEST_CASE("the only administrator keeps that role, and is offered no reset of themselves") {
  Office office;
  office.work_as("ada");
  office.touch("person_" + office.ada.text());
  CHECK(office.sees("You are the only administrator"));
  CHECK_FALSE(office.ui->shows("person_reset"));
  CHECK_FALSE(office.ui->shows("person_disable"));
  office.touch("person_roles");
  CHECK(office.sees_widget("role_administrator"));
  CHECK_FALSE(office.ui->widget("role_administrator").enabled);
}

TEST_CASE(
    "a stolen terminal is revoked from another one, and its connection ends within a second") {
  Office office;
  ProgramTerminal room(office.clinic, Station::kTherapyRoom, "Room 2");
  room.work_as("brandt");
  office.work_as_with_pin("ada", kPin);
  office.touch("section_terminals");
  office.touch("terminal_" + room.device.text());
  CHECK(office.sees("Certificate until"));
  CHECK(office.ui->widget("terminal_" + room.device.text() + "_state").value == "Connected");
  office.touch("terminal_revoke");
  CHECK(office.sees("Revoke Room 2?"));
  CHECK_FALSE(office.ui->shows_text("you are standing at"));
  office.prove();
  REQUIRE(office.sees("Room 2 is revoked."));
  CHECK(time_until(room, [&] { return room.ui->shows_text("taken out of service"); }) < 1s);
  CHECK(office.wait_for([&] {
    return office.ui->widget("terminal_" + room.device.text() + "_state").value == "Revoked";
  }));
  CHECK(office.newest("device.revoke") == "done sessions ended: 1");
}

TEST_CASE("whoever revokes the terminal they stand at is told so first") {
  Office office;
  office.work_as_with_pin("ada", kPin);
  office.touch("section_terminals");
  office.touch("terminal_" + office.device.text());
  office.touch("terminal_revoke");
  CHECK(office.sees("This is the terminal you are standing at."));
  office.prove();
  CHECK(office.sees("taken out of service"));
}

TEST_CASE("a new terminal takes the code that the administrator's screen shows") {
  Office office;
  office.work_as_with_pin("ada", kPin);
  office.touch("section_terminals");
  office.touch("add");
  office.type("terminal_name", "Desk by the door");
  office.touch("terminal_next");
  office.prove();
  CHECK(office.sees("A terminal has that name"));
  office.type("terminal_name", " 2");
  office.touch("station_therapy-room");
  office.touch("terminal_next");
  office.prove();
  const std::string code = office.code();
  CHECK(office.sees("The address is"));
  const auto key = crypto::P256Key::make(office.clinic.random);
  const Bytes csr = crypto::make_request(key);
  const auto mac = crypto::EnrolmentCode::parse(code).value().mac(csr);
  const auto enrolled = office.clinic.access->enrolments.enrol(
      {}, {.protocol = 1, .csr = csr, .mac = Bytes(mac.begin(), mac.end())});
  REQUIRE(enrolled.ok());
  CHECK(enrolled->name == "Desk by the door 2");
  CHECK(enrolled->station == Station::kTherapyRoom);
  office.touch("code_put_away");
  office.after_ms(10'000);  // the list is read again
  CHECK(office.sees_widget("terminal_" + enrolled->device.text()));
}

TEST_CASE("locking the terminal puts a code that is shown away for good") {
  Office office;
  office.work_as_with_pin("ada", kPin);
  office.touch("person_" + office.anna.text());
  office.touch("person_reset");
  office.prove();
  const std::string code = office.code();
  office.touch("code_put_away");
  office.touch("person_reset");
  office.prove();
  const std::string second = office.code();
  CHECK(second != code);
  office.after_ms(11 * 60 * 1000);
  CHECK(office.sees("ada tester is signed in here."));
  office.type_pin(kPin);
  CHECK(office.works());
  CHECK_FALSE(office.ui->shows("code"));
  CHECK_FALSE(office.ui->shows_text(second));
}

TEST_CASE("what is wrong with the box stands on an administrator's screen, and what to do") {
  Office office;
  office.set({{.code = api::box::ConditionCode::kBackupOverdue,
               .severity = api::box::Severity::kProblem,
               .at = office.clinic.clock.now() - std::chrono::days(3),
               .number = 3},
              {.code = api::box::ConditionCode::kOneKeySlotLeft,
               .severity = api::box::Severity::kWarning}});
  office.work_as("ada");
  CHECK(office.sees("The last good backup is 3 days old. And 1 more thing."));
  office.touch("box_see");
  CHECK(office.sees("systemctl start alcove-backup"));
  CHECK_FALSE(office.ui->shows("box_notice"));
  office.touch("condition_1");
  CHECK(office.sees("Only one key is left outside the box"));
  // Looked at anew once a minute.
  office.set({});
  office.touch("section_people");
  office.after_ms(61'000);
  CHECK(office.wait_for([&] { return !office.ui->shows("box_notice"); }));
  office.touch("section_box");
  CHECK(office.sees("All is well with the box."));
}

TEST_CASE("a certificate that ends within sixty days stands on an administrator's screen") {
  Office office;
  using enum api::box::ConditionCode;
  const UtcTime soon = office.clinic.clock.now() + std::chrono::days(59);
  const auto warning = api::box::Severity::kWarning;
  office.set({{.code = kClinicCertificateEnding, .severity = warning, .at = soon},
              {kTerminalCertificateEnding, warning, soon, {}, "Lobby 2"}});
  office.work_as("ada");
  CHECK(office.sees("The clinic’s own certificate ends on"));
  office.touch("box_see");
  CHECK(office.sees("The certificate of Lobby 2 ends on"));
}

TEST_CASE("after a power cut the box's page says what was looked at, until an orderly start") {
  Office office;
  office.set_started(api::administration::StartedAgain{
      .at = office.clinic.clock.now(), .pages = 1'204, .events = 1'048'210, .milliseconds = 3'120});
  office.work_as("ada");
  office.touch("section_box");
  REQUIRE(office.sees_widget("box_started"));
  const std::string said = office.ui->widget("box_started").value;
  CHECK(said.starts_with("Started again today at "));
  CHECK(said.ends_with(
      " Before anybody was served it read all 1,204 pages of the records and the 1,048,210 entries "
      "of the record of what was done, in 3 seconds: all good."));
  CHECK(office.sees("All is well with the box."));
  // It is no condition: nothing stands on other pages.
  CHECK_FALSE(office.ui->shows("box_notice"));
  office.touch("section_people");
  CHECK_FALSE(office.ui->shows("box_started"));
  office.set_started({});
  office.after_ms(61'000);
  office.touch("section_box");
  CHECK(office.wait_for([&] { return !office.ui->shows("box_started"); }));
}

TEST_CASE("an administrator with another role works in it, and the page is a step away") {
  Office office;
  office.clinic.add_person({.sign_in_name = "eve",
                            .display_name = "Eve Stone",
                            .credential = "",
                            .roles = {api::Role::kFrontDesk, api::Role::kAdministrator}});
  office.set({{.code = api::box::ConditionCode::kDiskFull,
               .severity = api::box::Severity::kProblem,
               .number = 3,
               .subject = api::box::kRecordsDisk}});
  office.work_as("eve");
  CHECK(office.sees_widget("book"));
  CHECK(office.sees("The disk of the box is full."));
  office.touch("box_see");
  CHECK(office.sees("New writes are refused"));
  office.touch("back");
  CHECK(office.sees_widget("book"));
  office.touch("person");
  office.touch("administer");
  CHECK(office.sees_widget("person_" + office.ada.text()));
}

TEST_CASE("nobody but an administrator hears how the box is, or is offered the page") {
  Office office;
  office.set({{.code = api::box::ConditionCode::kDiskFull,
               .severity = api::box::Severity::kProblem,
               .number = 3}});
  office.work_as("anna");
  CHECK(office.sees_widget("book"));
  office.touch("person");
  CHECK(office.sees_widget("sign_out"));
  CHECK_FALSE(office.ui->shows("administer"));
  CHECK_FALSE(office.ui->shows("box_notice"));
}

TEST_CASE("while the box is away everything can be looked at and nothing pressed that needs it") {
  Office office;
  office.work_as_with_pin("ada", kPin);
  office.touch("person_" + office.brandt.text());
  CHECK(office.sees_widget("person_reset"));
  office.pull();
  CHECK(office.sees("As it was last read."));
  for (const char* button : {"person_reset", "person_roles", "person_disable", "add"}) {
    CHECK_FALSE(office.ui->widget(button).enabled);
  }
  office.put_in();
  office.touch("person_reset");
  CHECK(office.sees_widget("prove_go"));
}
