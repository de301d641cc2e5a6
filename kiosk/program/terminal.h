// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/flows/first_run/first_run_flow.h"
#include "kiosk/flows/lobby/lobby_flow.h"
#include "kiosk/flows/staff/staff_shell.h"
#include "kiosk/flows/standing/own_files_flow.h"
#include "kiosk/flows/standing/standing_flow.h"
#include "kiosk/flows/waiting_room/display_flow.h"

// What this terminal is and shows: the first run until it is enrolled, then the flow of its
// station, or why it cannot go on. It knows no window. For the UI thread.
namespace alcove::program {

// The flow of a signed-in person at this kind of station.
std::unique_ptr<flows::StationFlow> make_station_flow(flows::StaffContext& context);
// The same with the system's printing, and with a folder for papers that are saved, if there is
// one.
std::unique_ptr<flows::StationFlow> make_flow_with_papers(
    flows::StaffContext& context, const std::optional<std::filesystem::path>& papers);

class Terminal {
 public:
  struct Parts {
    // Outlives the terminal, as do the others. Null: there is no key file to open them with.
    offline::TerminalFiles* files = nullptr;
    shell::RunQueue& queue;
    const Clock& clock;
    RandomSource& random;
    text::Language language = text::Language::kEnglish;
    bool touch_keyboard = false;
    ui::Look look{};  // as it was started; the density is the station's
    std::function<std::unique_ptr<flows::StationFlow>(flows::StaffContext&)> make_flow =
        make_station_flow;
    bool display = false;              // a lobby terminal on the wall of the waiting room
    std::filesystem::path key_file{};  // told, and looked for, where there are no files
  };
  // Errors: those of TerminalFiles::load and Box::open, but that a screen says so where the
  // terminal's own files do not open with its key file or are damaged; kForbidden where a terminal
  // that is not of the lobby is to be a display.
  static Result<std::unique_ptr<Terminal>> open(Parts parts, std::int64_t now_ms);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // What the clinic calls it; empty until it is enrolled.
  std::string name() const;
  void draw(ui::Ui& ui);
  // Before the frames of a turn that had input.
  void touched(std::int64_t now_ms);
  // Once in every turn, before what came is drawn: true when something has to be drawn.
  bool turn(std::int64_t now_ms);
  // Once in every turn, after it. Returns in how many milliseconds at the latest it wants the next;
  // negative: when something happens.
  std::int64_t tick(std::int64_t now_ms);
  // How the next frame is to look; changed between frames.
  ui::Look look() const;
  // A client was here and is forgotten: the program is to replace itself, so that no memory of the
  // last client is left. Or a key file was missing, and is there now.
  bool wants_renewal() const;
  // The program is to end: what is unsaved is put away, then `done`, three seconds later at most.
  void leave(std::function<void()> done);

 private:
  Terminal(Parts parts, std::int64_t now_ms) : parts_(std::move(parts)), now_ms_(now_ms) {}
  Result<void> start();
  void begin_first_run();
  void tell_of_own_files(screens::standing::Trouble trouble);
  Result<void> witness_opens() const;
  Result<void> work_as(offline::Enrolled enrolled);
  void begin_work();
  void enrol_anew();
  void stop_for(screens::standing::Trouble trouble);
  std::optional<screens::standing::Trouble> shown_trouble() const;

  Parts parts_;
  std::int64_t now_ms_ = 0;
  std::unique_ptr<flows::OwnFilesFlow> own_files_;
  std::unique_ptr<flows::FirstRunFlow> first_run_;
  std::unique_ptr<link::Box> box_;
  std::unique_ptr<flows::StandingFlow> standing_;
  std::unique_ptr<flows::StaffShell> staff_;
  std::unique_ptr<flows::LobbyFlow> lobby_;
  std::unique_ptr<flows::DisplayFlow> display_;
  std::optional<offline::Enrolled> enrolled_;  // just now, in a call of the first run
  bool enrol_anew_ = false;                    // asked for in a frame
  bool stop_is_drawn_ = false;                 // the screen that says why nothing goes on here
  bool changed_ = false;
};

}  // namespace alcove::program
