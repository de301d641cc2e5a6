// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <optional>
#include <thread>

#include "kiosk/flows/room/room_flow.h"
#include "shared/api/appointment_steps.h"
#include "shared/api/notes.h"
#include "shared/api/session_lock.h"
#include "shared/base/durable_file.h"
#include "tests/desk/desk_clinic.h"
#include "tests/kiosk/support/ui_driver.h"
#include "tests/support/cable.h"

namespace alcove::tests {

// L. Brandt at a therapy room's terminal at the end of a cable, with the room's flow on a screen
// that a driver touches; the flow's time is the wall's.
struct RoomTerminal {
  explicit RoomTerminal(DeskClinic& clinic, const std::string& name = "Therapy room 2",
                        const std::string& person = "brandt")
      : at(clinic.at), cable(clinic.at.clinic->port()) {
    const ServedClinic::Terminal enrolled = at.enrol(wire::Station::kTherapyRoom, name);
    ALCOVE_CHECK(replace_file(scratch / "key", Bytes(32, 0x42)).ok());
    files.emplace(
        offline::TerminalFiles::open(scratch / "terminal", scratch / "key", at.random).value());
    ALCOVE_CHECK(files
                     ->save({.device = enrolled.device,
                             .name = name,
                             .station = wire::Station::kTherapyRoom,
                             .server = {"127.0.0.1", cable.port()},
                             .identity = enrolled.identity})
                     .ok());
    start();
    if (!person.empty()) sign_in(person);
  }
  ~RoomTerminal() { stop(); }

  // The program begins, as after a kill: it has nothing but its files.
  void start() {
    box = link::Box::open({.enrolled = files->load().value().value(),
                           .files = *files,
                           .queue = queue,
                           .clock = at.clock,
                           .random = at.random})
              .value();
    box->on_line([this](const api::live::Line& line) {
      if (flow) flow->on_line(line);
    });
    box->on_link([this] {
      if (flow) flow->on_link();
    });
  }
  void stop() {
    driver.reset();
    flow.reset();
    context.reset();
    box.reset();
    queue.run();
  }
  void sign_in(const std::string& person) {
    std::optional<Result<api::session::Opened>> opened;
    const link::Life life;
    box->ask(life, api::session::sign_in,
             api::session::SignInRequest{.sign_in_name = person,
                                         .password = ServedClinic::password_of(person)},
             [&](Result<api::session::Opened> reply) { opened.emplace(std::move(reply)); });
    while (!opened) queue.run();
    ALCOVE_CHECK(opened->ok());
    box->set_session(opened->value().token);
    context.emplace(flows::StaffContext{.box = *box,
                                        .clinic = "Test clinic",
                                        .station = "Therapy room",
                                        .zone = at.zone,
                                        .session = opened->value().state,
                                        .lock = [] {},
                                        .sign_out = [] {},
                                        .open_person_sheet = [] {}});
    flow = flows::make_room_flow(*context);
    driver.emplace(ui::Look{}, [this](ui::Ui& ui) { flow->draw(ui); });
    ALCOVE_CHECK(until([&] { return box->there() && box->about().has_value(); }));
  }

  std::int64_t now_ms() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 begun)
        .count();
  }
  void turn() {
    box->turn();
    queue.run();
    if (driver) driver->turn();
    if (flow) flow->tick(now_ms());
  }
  // Turns the loop of the program until `enough`, for a minute at most.
  bool until(const std::function<bool()>& enough) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < end) {
      turn();
      if (enough()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
  }
  bool shows(const std::string& widget) {
    return until([&] { return driver->shows(widget); });
  }
  bool says(const std::string& text) {
    return until([&] { return driver->shows_text(text); });
  }
  bool press(const std::string& widget) {
    const bool ready =
        until([&] { return driver->shows(widget) && driver->widget(widget).enabled; });
    if (ready) driver->click(widget);
    return ready;
  }
  bool safety(const std::string& begins) {
    return until([&] {
      return driver->shows("safety") && driver->widget("safety").value.starts_with(begins);
    });
  }
  // Opens the first visit of the day and its note.
  bool begin_note() { return press("visit_0") && press("begin_note") && shows("section_7"); }
  void write(const std::string& words) {
    driver->click("section_7");
    driver->control('a');
    driver->key(ui::Key::kEnd, false, true);
    driver->type(words);
  }
  // Leaves the words where the test put them: nothing more is typed, nothing handed over nicely.
  void kill() { stop(); }

  const std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
  ServedClinic& at;
  testing::Cable cable;
  testing::Scratch scratch;
  shell::RunQueue queue{[] {}};
  std::optional<offline::TerminalFiles> files;
  std::unique_ptr<link::Box> box;
  std::optional<flows::StaffContext> context;
  std::unique_ptr<flows::StationFlow> flow;
  std::optional<UiDriver> driver;
};

}  // namespace alcove::tests
