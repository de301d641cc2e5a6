// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <thread>

#include "kiosk/flows/waiting_room/display_flow.h"
#include "shared/api/appointment_steps.h"
#include "shared/api/clinic_setup.h"
#include "shared/api/day_board.h"
#include "tests/lobby/lobby_terminal.h"

// The display in the waiting room against the server as it runs: a lobby terminal that only shows.

namespace alcove::testing {
namespace {

using State = api::appointments::AppointmentState;
using api::appointments::Appointment;

// The lobby terminal of the place, hung on the wall.
struct Display : LobbyPlace {
  Display()
      : files(offline::TerminalFiles::open(folder / "terminal", folder / "key", random).value()) {
    clinic.add_person({.sign_in_name = "adam",
                       .display_name = "adam tester",
                       .credential = {},
                       .roles = {api::Role::kAdministrator}});
    ServedTerminal office(clinic, wire::Station::kFrontDesk, "Office", "adam");
    room = office
               .must(api::clinic_setup::add_room,
                     {RoomId::make(clinic.clock.now(), clinic.random), "Room 2", false})
               .id;
    box = link::Box::open({.enrolled = files.load().value().value(),
                           .files = files,
                           .queue = queue,
                           .clock = clock,
                           .random = random})
              .value();
    flow = std::make_unique<flows::DisplayFlow>(*box, now_ms);
    box->on_link([this] { flow->on_link(); });
    box->on_line([this](const api::live::Line& line) { flow->on_line(line); });
    ui = std::make_unique<tests::UiDriver>(flow->look(), [this](ui::Ui& on) { flow->draw(on); });
  }

  // The flow's own time stands still: nothing is asked again because time passed.
  bool wait_for(const std::function<bool()>& so) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < end) {
      box->turn();
      queue.run();
      flow->tick(now_ms);
      ui->turn();
      if (so()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }
  bool sees(const std::string& text) {
    return wait_for([&] { return ui->shows_text(text); });
  }
  Appointment mark(const Appointment& visit, State state,
                   const std::optional<RoomId>& to = std::nullopt) {
    return desk->must(api::appointments::mark, {.appointment = visit.id,
                                                .base_revision = visit.revision,
                                                .state = state,
                                                .room = to,
                                                .reason = {}});
  }
  Appointment first_visit() {
    return desk->must(api::appointments::day, api::appointments::DayRequest{})
        .items.at(0)
        .appointment;
  }

  SystemClock clock;
  SystemRandom random;
  shell::RunQueue queue{[] {}};
  offline::TerminalFiles files;
  RoomId room;
  std::unique_ptr<link::Box> box;
  std::unique_ptr<flows::DisplayFlow> flow;
  std::unique_ptr<tests::UiDriver> ui;
  std::int64_t now_ms = 1000;
};

}  // namespace

TEST_CASE("the display shows who waits and who is called, in both languages, as the desk says so") {
  Display display;
  REQUIRE(display.sees("Nobody is being called right now."));
  CHECK(display.ui->shows_text("Por ahora no llamamos a nadie."));
  const Appointment arrived = display.mark(display.first_visit(), State::kArrived);
  REQUIRE(arrived.queue_token.has_value());
  REQUIRE(display.sees(*arrived.queue_token));
  CHECK(display.ui->widget("waiting_0").value == *arrived.queue_token);

  const Appointment roomed = display.mark(arrived, State::kRoomed, display.room);
  REQUIRE(display.wait_for([&] { return display.ui->shows("called_0"); }));
  CHECK(display.ui->widget("called_0").value == *arrived.queue_token + " Room 2");
  CHECK(display.ui->shows_text("Now being called"));
  CHECK(display.ui->shows_text("Ahora llamamos a"));
  CHECK_FALSE(display.ui->shows("waiting_0"));

  display.mark(roomed, State::kInSession);
  REQUIRE(display.sees("Nobody is being called right now."));
  CHECK_FALSE(display.ui->shows_text(*arrived.queue_token));
}

TEST_CASE("nobody's name comes to the display, whatever it shows") {
  Display display;
  const Appointment arrived = display.mark(display.first_visit(), State::kArrived);
  display.mark(arrived, State::kRoomed, display.room);
  REQUIRE(display.wait_for([&] { return display.ui->shows("called_0"); }));
  for (const char* const name : {"Luc", "Morales", "brandt", "tester"}) {
    INFO(name);
    CHECK_FALSE(display.ui->shows_text(name));
  }
}

TEST_CASE("while the box is away no old call stands on the wall, and it is back by itself") {
  Display display;
  const Appointment arrived = display.mark(display.first_visit(), State::kArrived);
  display.mark(arrived, State::kRoomed, display.room);
  REQUIRE(display.wait_for([&] { return display.ui->shows("called_0"); }));
  display.cable.pull();
  REQUIRE(display.sees("We call you in person."));
  CHECK(display.ui->shows_text("Le llamamos en persona."));
  CHECK_FALSE(display.ui->shows("called_0"));
  display.cable.put_in();
  REQUIRE(display.wait_for([&] { return display.ui->shows("called_0"); }));
}

TEST_CASE("the display asks again when its time is over, though nobody told it anything") {
  Display display;
  REQUIRE(display.sees("Nobody is being called right now."));
  // A line that was lost: the box tells this one nothing.
  display.box->on_line({});
  const Appointment arrived = display.mark(display.first_visit(), State::kArrived);
  display.now_ms += flows::DisplayFlow::kAgainMs;
  REQUIRE(display.sees(*arrived.queue_token));
}

}  // namespace alcove::testing
