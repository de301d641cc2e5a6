// SPDX-License-Identifier: Apache-2.0
#include "kiosk/program/program.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <vector>

#include "kiosk/app/frame_loop.h"
#include "kiosk/app/renewal.h"
#include "kiosk/platform/window.h"
#include "kiosk/program/end_signal.h"
#include "kiosk/program/options.h"
#include "kiosk/program/registry_guard.h"
#include "kiosk/program/terminal.h"
#include "shared/base/guard_memory.h"

namespace alcove::program {
namespace {

// The witness follows what was seen, and what waits goes home, though nobody touches the screen.
constexpr std::int64_t kLongestSleepMs = 1000;

constexpr std::int64_t kStartMs = 0;  // the window's clock begins there

enum class ExitCode : int { kGood = 0, kBad = 1, kRefused = 2, kUsage = 64 };

// What the kiosk says of itself goes to standard error. Never a name, a text or a key.
void say(std::string_view line) {
  fmt::print(stderr, "alcove-kiosk: {}\n", line);
}

int code(ExitCode exit_code) {
  return static_cast<int>(exit_code);
}

int refuse(const Error& error) {
  say(error.detail);
  const bool untouched = error.code == ErrorCode::kWrongKey ||
                         error.code == ErrorCode::kOutOfRange ||
                         error.code == ErrorCode::kNewerVersion ||
                         error.code == ErrorCode::kForbidden || error.code == ErrorCode::kNotFound;
  return code(untouched ? ExitCode::kRefused : ExitCode::kBad);
}

// The program before this one left its window standing, and its name here.
constexpr const char* kWindowBefore = "ALCOVE_KIOSK_WINDOW_BEFORE";
std::string window_before() {
  const char* const name = std::getenv(kWindowBefore);
  return name == nullptr ? "" : name;
}

// Everything of one run, in the order in which it depends on each other.
struct Kiosk {
  const Options& options;
  std::unique_ptr<EndSignal> end{};  // the first thread: the others do not get its signals
  SystemClock clock{};
  SystemRandom random{};
  std::unique_ptr<offline::TerminalFiles> files{};
  std::unique_ptr<shell::RunQueue> queue{};
  std::unique_ptr<ui::Ui> ui{};
  std::unique_ptr<shell::InputPump> pump{};
  std::unique_ptr<platform::Window> window{};
  std::unique_ptr<Terminal> terminal{};  // goes before the window that its workers wake
  std::unique_ptr<shell::FrameLoop> loop{};

  std::atomic<bool> window_is_open{false};

  // From any thread. Before there is a window nobody sleeps.
  void wake() const {
    if (window_is_open) platform::Window::wake();
  }
  Result<void> open(const std::string& title);
  enum class Ended : std::uint8_t { kAsAsked, kForRenewal };
  Result<Ended> run();
  Result<void> follow_look();
};

Result<void> Kiosk::open(const std::string& title) {
  // Without a key file the terminal says so, and which one it is.
  if (offline::read_key_file(*options.key_file)) {
    ALCOVE_ASSIGN(offline::TerminalFiles own,
                  offline::TerminalFiles::open(options.state, *options.key_file, random));
    files = std::make_unique<offline::TerminalFiles>(std::move(own));
  }
  queue = std::make_unique<shell::RunQueue>([this] { wake(); });
  // First of all: the box is being reached while the letters are drawn, once, for the right look.
  ALCOVE_ASSIGN(terminal,
                Terminal::open({.files = files.get(),
                                .queue = *queue,
                                .clock = clock,
                                .random = random,
                                .language = options.language,
                                .touch_keyboard = options.touch_keyboard,
                                .look = {ui::Density::kStaff, options.text_size, options.contrast},
                                .make_flow =
                                    [papers = options.papers](flows::StaffContext& context) {
                                      return make_flow_with_papers(context, papers);
                                    },
                                .display = options.display,
                                .key_file = *options.key_file},
                               kStartMs));
  ALCOVE_ASSIGN(ui, ui::Ui::make(terminal->look(), {}));
  pump = std::make_unique<shell::InputPump>(ui->keyboard());
  // Several in one row of windows are told apart.
  const std::string name = terminal->name();
  ALCOVE_ASSIGN(window,
                platform::Window::open({.title = name.empty() ? title : name + " · " + title,
                                        .width = options.width,
                                        .height = options.height,
                                        .full_screen = options.full_screen,
                                        .may_close = !options.full_screen,
                                        .window_before = window_before()},
                                       *ui, *pump));
  window_is_open = true;
  loop = std::make_unique<shell::FrameLoop>(*ui, *pump, *queue,
                                            [this](ui::Ui& now) { terminal->draw(now); });
  loop->on_input([this](std::int64_t now_ms) { terminal->touched(now_ms); });
  return {};
}

Result<void> Kiosk::follow_look() {
  const ui::Look wanted = terminal->look();
  if (wanted == ui->theme().look()) return {};
  ALCOVE_TRY(ui->change_look(wanted));
  loop->ask_redraw();
  return {};
}

Result<Kiosk::Ended> Kiosk::run() {
  bool leaving = false;
  bool left = false;
  while (!left) {
    if (!leaving && (end->came() || window->close_asked())) {
      leaving = true;
      terminal->leave([&left] { left = true; });
    }
    if (terminal->turn(window->now_ms()) || window->take_damage()) loop->ask_redraw();
    ALCOVE_TRY(follow_look());
    if (loop->turn(window->now_ms(), window->size())) window->present();
    const std::int64_t wish = terminal->tick(window->now_ms());
    const std::int64_t sleep = wish < 0 ? kLongestSleepMs : std::min(wish, kLongestSleepMs);
    if (!leaving && terminal->wants_renewal()) return Ended::kForRenewal;
    if (!left) window->wait(static_cast<double>(sleep) / 1000);
  }
  return Ended::kAsAsked;
}

// How this program was started, for the one that replaces it.
struct Started {
  std::vector<std::string> arguments{};
  std::vector<shell::OpenFile> files{};
};

// The same program anew in this process: the system gives it fresh memory. What stands in the
// window stays on the screen meanwhile. Returns only when that is not possible.
Error renew(Kiosk& kiosk, const Started& started) {
  kiosk.loop.reset();
  kiosk.terminal.reset();  // ends every call, and leaves its files whole
  const platform::StandingWindow standing = kiosk.window->stay_behind();
  shell::Renewal renewal{.arguments = started.arguments,
                         .environment = {std::string(kWindowBefore) + "=" + standing.name},
                         .started_with = started.files};
  if (standing.connection >= 0) renewal.left_open.push_back(standing.connection);
  return shell::replace_program(renewal);
}

// One run, from opening the window to closing it; begins anew where a client has gone.
Result<void> run_once(const Options& options, const std::string& title, const Started& started) {
  Kiosk kiosk{options};
  kiosk.end = std::make_unique<EndSignal>([&kiosk] { kiosk.wake(); });
  ALCOVE_TRY(kiosk.open(title));
  const Result<Kiosk::Ended> ended = kiosk.run();
  kiosk.end.reset();  // it wakes the window
  if (!ended) return ended.error();
  if (*ended == Kiosk::Ended::kAsAsked) return {};
  // The unit starts it again, which forgets as well.
  return renew(kiosk, started);
}

}  // namespace

int run_kiosk(int count, char** values) {
  const Started started{{values, values + count}, shell::open_files()};
  guard_memory();
  keep_standard_streams();
  umask(S_IRWXG | S_IRWXO);
  const std::vector<std::string_view> arguments(values + 1, values + count);
  const Result<Options> options = read_options(arguments);
  if (!options) {
    say(options.error().detail);
    say("alcove-kiosk --help shows what there is");
    return code(ExitCode::kUsage);
  }
  if (options->help) {
    fmt::print("{}", kiosk_help());
    return code(ExitCode::kGood);
  }
  if (options->version) {
    fmt::print("alcove-kiosk {}\n", ALCOVE_VERSION);
    return code(ExitCode::kGood);
  }
  const Result<bool> written =
      registry_is_written(options->full_screen ? Shown::kFullScreen : Shown::kWindow);
  if (!written) return refuse(written.error());
  if (*written)
    say("what stands on the screen is written to a file, as ALCOVE_KIOSK_REGISTRY asks");
  try {
    const Result<void> ended = run_once(
        *options, *written ? "Alcove, its screen is written to a file" : "Alcove", started);
    return ended ? code(ExitCode::kGood) : refuse(ended.error());
  } catch (const Fault& fault) {
    return refuse(fault.error());
  }
}

}  // namespace alcove::program
