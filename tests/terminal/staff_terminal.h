// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/program/terminal.h"
#include "tests/kiosk/support/ui_driver.h"
#include "tests/support/cable.h"
#include "tests/support/served_terminal.h"

namespace alcove::testing {

// What the flow of a station was asked to do, in place of a real one: the shell's promises to it.
struct WorkLog {
  std::vector<std::string> calls;  // "made anna", "line start_over", "leave", "gone"
  bool holds_on = false;           // before_leaving does not end by itself
  std::int64_t wakes_in_ms = -1;   // what its tick asks for, each time
  std::function<void()> leave_done;
  std::size_t count(const std::string& call) const;
};

// A terminal of a clinic as the program runs it, at the end of a cable that can be pulled. The
// terminal's own time stands still unless it is moved. Without a log its station's real flow runs.
class ProgramTerminal {
 public:
  ProgramTerminal(ServedClinic& at, wire::Station station, const std::string& name,
                  WorkLog* log = nullptr);
  ProgramTerminal(const ProgramTerminal&) = delete;
  ProgramTerminal& operator=(const ProgramTerminal&) = delete;

  void turn();
  bool wait_for(const std::function<bool()>& so);  // turns until it is so, at most a minute
  bool sees(const std::string& text);
  bool sees_widget(const std::string& widget);
  // Signs out, until the next one may sign in; whether that was never to be read meanwhile.
  bool signs_out_without(const std::string& text);
  void touch(const std::string& widget);  // turns until it may be used, and touches it
  void type(const std::string& widget, const std::string& text);
  void type_pin(const std::string& figures);
  void after_ms(std::int64_t time_ms);

  void sign_in(const std::string& name);  // up to the choice of a PIN
  void work_as(const std::string& name);  // without a PIN
  void work_as_with_pin(const std::string& name, const std::string& pin);
  bool works() { return sees_widget("lock"); }
  // The box is away, and the terminal has noticed; there again, likewise.
  void pull();
  void put_in();

  void start();  // as the program does at its start

  ServedClinic& clinic;
  DeviceId device;
  wire::Station station;
  WorkLog* log;
  Cable cable;
  shell::RunQueue queue{[] {}};
  Scratch files_folder;
  std::optional<offline::TerminalFiles> files;
  std::unique_ptr<program::Terminal> terminal;
  std::unique_ptr<tests::UiDriver> ui;
  std::int64_t now_ms = 1000;
};

// Anna is at the desk, Brandt a clinician, Ada the administrator.
struct ClinicOfThree {
  ClinicOfThree();
  ServedClinic own;
  StaffId anna, brandt, ada;
};

// Such a clinic with a terminal in it.
class StaffTerminal : public ClinicOfThree, public ProgramTerminal {
 public:
  explicit StaffTerminal(wire::Station station = wire::Station::kFrontDesk, WorkLog* log = nullptr);

  std::string newest_unlocking();  // what the box's chain says of the newest one, or of its refusal
  AlertId raise_alert(const ClientId& client);
  ClientId register_client();  // María López, by a desk of her own
};

}  // namespace alcove::testing
