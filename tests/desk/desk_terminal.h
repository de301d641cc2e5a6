// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/flows/desk/desk_flow.h"
#include "shared/base/durable_file.h"
#include "tests/desk/desk_clinic.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {

// Mia's terminal with the desk's flow on a screen that a driver touches.
struct DeskTerminal {
  explicit DeskTerminal(DeskClinic& clinic, std::optional<std::uint16_t> port = {},
                        flows::PaperWays paper = {}, const std::string& who = "mia",
                        const std::string& name = "Front desk")
      : at(clinic.at), enrolled(at.enrol(wire::Station::kFrontDesk, name)) {
    ALCOVE_CHECK(replace_file(scratch / "key", Bytes(32, 0x42)).ok());
    files.emplace(
        offline::TerminalFiles::open(scratch / "terminal", scratch / "key", at.random).value());
    box = link::Box::open({{.device = enrolled.device,
                            .name = "Front desk",
                            .station = wire::Station::kFrontDesk,
                            .server = {"127.0.0.1", port.value_or(at.clinic->port())},
                            .identity = enrolled.identity},
                           *files,
                           queue,
                           at.clock,
                           at.random})
              .value();
    std::optional<Result<api::session::Opened>> opened;
    box->ask(life, api::session::sign_in,
             api::session::SignInRequest{.sign_in_name = who,
                                         .password = ServedClinic::password_of(who)},
             [&](Result<api::session::Opened> reply) { opened.emplace(std::move(reply)); });
    while (!opened) queue.run();
    ALCOVE_CHECK(opened->ok());
    const api::session::Opened& session = opened->value();
    box->set_session(session.token);
    context.emplace(flows::StaffContext{.box = *box,
                                        .clinic = "Test clinic",
                                        .station = "Front desk",
                                        .zone = at.zone,
                                        .session = session.state,
                                        .lock = [this] { locked = true; },
                                        .sign_out = [] {},
                                        .open_person_sheet = [] {}});
    flow = flows::make_desk_flow(*context, std::move(paper));
    box->on_line([this](const api::live::Line& line) { flow->on_line(line); });
    box->on_link([this] { flow->on_link(); });
    driver.emplace(ui::Look{}, [this](ui::Ui& ui) { flow->draw(ui); });
  }

  // Turns the loop of the program until `enough`, a minute at most.
  bool until(const std::function<bool()>& enough) {
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - start < std::chrono::seconds(60)) {
      queue.run();
      box->turn();
      flow->tick(std::chrono::duration_cast<std::chrono::milliseconds>(
                     std::chrono::steady_clock::now() - begun)
                     .count());
      driver->turn();
      if (enough()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
  }
  bool until_shows(const std::string& name) {
    return until([&] { return driver->shows(name); });
  }
  bool until_says(const std::string& text) {
    return until([&] { return driver->shows_text(text); });
  }
  bool until_gone(const std::string& name) {
    return until([&] { return !driver->shows(name); });
  }
  // What the panel says of the chosen visit begins so.
  bool until_state(const std::string& words) {
    return until([&] {
      return driver->shows("panel_state") && driver->widget("panel_state").value.starts_with(words);
    });
  }
  // Waits until it can be pressed, and presses it.
  bool press(const std::string& name) {
    const bool ready = until([&] { return driver->shows(name) && driver->widget(name).enabled; });
    if (ready) driver->click(name);
    return ready;
  }
  static std::string row(const AppointmentId& id) { return "row_" + id.text(); }
  // Waits for it, chooses it and waits for what the panel reads.
  bool choose(const AppointmentId& id) {
    if (!until_shows(row(id))) return false;
    driver->click(row(id));
    return until_says("At the kiosk");
  }

  const std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
  ServedClinic& at;
  ServedClinic::Terminal enrolled;
  alcove::testing::Scratch scratch;
  shell::RunQueue queue{[] {}};
  std::optional<offline::TerminalFiles> files;
  std::unique_ptr<link::Box> box;
  link::Life life;
  std::optional<flows::StaffContext> context;
  std::unique_ptr<flows::StationFlow> flow;
  std::optional<UiDriver> driver;
  bool locked = false;
};

}  // namespace alcove::tests
