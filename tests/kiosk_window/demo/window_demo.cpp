// SPDX-License-Identifier: Apache-2.0
// One lobby screen in a real window, for the window test and for trying a terminal's screen and
// touch by hand: kiosk_window_demo [--full-screen | --renew]. Ends with 0 when Next is pressed, or
// replaces itself then; a window manager cannot close it.
#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

#include "kiosk/app/frame_loop.h"
#include "kiosk/app/renewal.h"
#include "kiosk/platform/window.h"
#include "kiosk/screens/lobby/identity.h"

using namespace alcove;

int main(int argc, char** argv) {
  const std::vector<shell::OpenFile> started_with = shell::open_files();
  auto ui = ui::Ui::make({ui::Density::kLobby, ui::TextSize::k100, ui::Contrast::kNormal}, {});
  if (!ui) {
    fmt::print(stderr, "{}\n", ui.error().detail);
    return 1;
  }
  shell::InputPump pump((*ui)->keyboard());
  shell::RunQueue queue(platform::Window::wake);
  platform::WindowOptions options;
  options.title = "Alcove window demo";
  options.full_screen = argc > 1 && std::string_view(argv[1]) == "--full-screen";
  const bool renews = argc > 1 && std::string_view(argv[1]) == "--renew";
  options.may_close = false;
  constexpr const char* kBefore = "ALCOVE_WINDOW_DEMO_BEFORE";
  if (const char* const before = std::getenv(kBefore)) options.window_before = before;
  auto window = platform::Window::open(options, **ui, pump);
  if (!window) {
    fmt::print(stderr, "{}\n", window.error().detail);
    return 1;
  }
  screens::lobby::SurnameModel model;
  bool done = false;
  shell::FrameLoop loop(**ui, pump, queue, [&](ui::Ui& now) {
    done = screens::lobby::draw(now, model) == screens::lobby::Step::kNext || done;
  });
  while (!done && !(*window)->close_asked()) {
    if ((*window)->take_damage()) loop.ask_redraw();
    if (loop.turn((*window)->now_ms(), (*window)->size())) (*window)->present();
    if (!done) (*window)->wait(-1);
  }
  if (done && renews) {
    const platform::StandingWindow standing = (*window)->stay_behind();
    fmt::print(stderr, "{}\n",
               shell::replace_program({.arguments = {argv, argv + argc},
                                       .environment = {std::string(kBefore) + "=" + standing.name},
                                       .started_with = started_with,
                                       .left_open = {standing.connection}})
                   .detail);
    return 1;
  }
  return done ? 0 : 3;
}
