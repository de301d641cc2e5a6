// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>
#include <vector>

#include "tests/kiosk_window/close_request.h"
#include "tests/kiosk_window/screen_color.h"

namespace alcove::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using namespace std::chrono_literals;

// Polls a state instead of sleeping; false when it does not come within half a minute.
bool comes_true(const std::function<bool()>& state) {
  const auto deadline = std::chrono::steady_clock::now() + 60s;
  while (std::chrono::steady_clock::now() < deadline) {
    if (state()) return true;
    std::this_thread::sleep_for(20ms);
  }
  return false;
}

class Process {
 public:
  explicit Process(const std::function<void()>& run) : id_(fork()) {
    if (id_ == 0) {
      // However the test ends: what is left standing would hold its output open for ever.
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      run();
      _exit(127);
    }
  }
  ~Process() {
    if (ended_) return;
    kill(id_, SIGKILL);
    waitpid(id_, nullptr, 0);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t id() const { return id_; }
  bool running() {
    if (!ended_ && waitpid(id_, &status_, WNOHANG) == id_) ended_ = true;
    return !ended_;
  }
  int exit_code() const { return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1; }

 private:
  pid_t id_;
  int status_ = 0;
  bool ended_ = false;
};

// A display of our own; Xvfb chooses a free number and writes it into a pipe.
class Display {
 public:
  explicit Display(const char* option = nullptr) {
    int ends[2] = {};
    REQUIRE(pipe(ends) == 0);
    server_ = std::make_unique<Process>([&] {
      const std::string write_end = std::to_string(ends[1]);
      const int nothing = open("/dev/null", O_WRONLY);
      dup2(nothing, STDERR_FILENO);
      execlp("Xvfb", "Xvfb", "-displayfd", write_end.c_str(), "-screen", "0", "1280x800x24",
             "-nolisten", "tcp", option, static_cast<char*>(nullptr));
    });
    close(ends[1]);
    std::string number;
    char c = 0;
    while (read(ends[0], &c, 1) == 1 && c != '\n') number.push_back(c);
    close(ends[0]);
    REQUIRE_FALSE(number.empty());
    name_ = ":" + number;
    // NOLINTBEGIN(concurrency-mt-unsafe): this program has one thread
    setenv("DISPLAY", name_.c_str(), 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    // NOLINTEND(concurrency-mt-unsafe)
  }

 private:
  std::unique_ptr<Process> server_;
  std::string name_;
};

// The demo program, seen through the file it dumps its registry to.
class Kiosk {
 public:
  explicit Kiosk(const char* option = nullptr) {
    folder_ = fs::temp_directory_path() / ("alcove-window-" + std::to_string(getpid()));
    fs::create_directories(folder_);
    const std::string registry = (folder_ / "registry.json").string();
    // NOLINTNEXTLINE(concurrency-mt-unsafe): this program has one thread
    setenv("ALCOVE_KIOSK_REGISTRY", registry.c_str(), 1);
    process_ = std::make_unique<Process>([option] {
      execl(ALCOVE_WINDOW_DEMO, ALCOVE_WINDOW_DEMO, option, static_cast<char*>(nullptr));
    });
  }
  ~Kiosk() {
    process_.reset();
    fs::remove_all(folder_);
  }
  Kiosk(const Kiosk&) = delete;
  Kiosk& operator=(const Kiosk&) = delete;

  Process& process() { return *process_; }
  Json widget(const std::string& name) const {
    std::ifstream in(folder_ / "registry.json");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.empty()) return nullptr;
    const Json all = Json::parse(text);
    for (const Json& widget : all["widgets"]) {
      if (widget["name"] == name) return widget;
    }
    return nullptr;
  }
  bool shows_value(const std::string& name, const std::string& value) const {
    UNSCOPED_INFO(name << " is " << widget(name).dump());
    return comes_true([&] {
      const Json found = widget(name);
      return !found.is_null() && found["value"] == value;
    });
  }
  void click(const std::string& name, int times = 1) const {
    run("xdotool mousemove " + middle_of(name) + " click --delay 1 --repeat " +
        std::to_string(times) + " 1");
  }
  // Each is touched without a pause, and the pointer ends in a corner.
  void touch_in_passing(const std::vector<std::string>& names) const {
    std::string command = "xdotool";
    for (const std::string& name : names) command += " mousemove " + middle_of(name) + " click 1";
    run(command + " mousemove 5 5");
  }
  static void run(const std::string& command) { REQUIRE(std::system(command.c_str()) == 0); }

 private:
  std::string middle_of(const std::string& name) const {
    const Json at = widget(name);
    REQUIRE_FALSE(at.is_null());
    const auto middle = [&](const char* from, const char* length) {
      return std::to_string(
          static_cast<int>(at[from].get<double>() + at[length].get<double>() / 2));
    };
    return middle("x", "width") + " " + middle("y", "height");
  }

  fs::path folder_;
  std::unique_ptr<Process> process_;
};

// Processor time of a process so far, in clock ticks.
long ticks_of(pid_t id) {
  std::ifstream in("/proc/" + std::to_string(id) + "/stat");
  std::string text{std::istreambuf_iterator<char>(in), {}};
  text.erase(0, text.rfind(')') + 2);
  std::istringstream fields(text);
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  long user = 0;
  long system = 0;
  fields >> user >> system;
  return user + system;
}

TEST_CASE("the real window takes quick touches and typing in order, rests, and cannot be closed") {
  const Display display;
  Kiosk kiosk;
  REQUIRE(kiosk.shows_value("surname", ""));

  // A click may come before the window is in view; later ones find it there.
  REQUIRE(comes_true([&] {
    if (kiosk.widget("key_shift")["selected"] == true) return true;
    kiosk.click("key_shift");
    std::this_thread::sleep_for(200ms);
    return kiosk.widget("key_shift")["selected"] == true;
  }));
  kiosk.click("key_s");
  REQUIRE(kiosk.shows_value("surname", "S"));
  Kiosk::run("xdotool type --delay 5 oto");
  CHECK(kiosk.shows_value("surname", "Soto"));
  Kiosk::run("xdotool key ctrl+a BackSpace");
  CHECK(kiosk.shows_value("surname", ""));
  kiosk.click("key_a", 40);
  CHECK(kiosk.shows_value("surname", std::string(40, 'a')));

  // A touch counts where it was made, though the program was busy and the hand has gone on.
  Kiosk::run("xdotool key ctrl+a BackSpace");
  CHECK(kiosk.shows_value("surname", ""));
  kill(kiosk.process().id(), SIGSTOP);
  kiosk.touch_in_passing({"key_q", "key_p", "key_z", "key_m", "key_l"});
  kill(kiosk.process().id(), SIGCONT);
  CHECK(kiosk.shows_value("surname", "qpzml"));

  REQUIRE(ask_all_windows_to_close());
  Kiosk::run("xdotool key End b");
  CHECK(kiosk.shows_value("surname", "qpzmlb"));
  CHECK(kiosk.process().running());

  // Nothing moves, so nothing is drawn: at most a twentieth of a second of work in two.
  const long before = ticks_of(kiosk.process().id());
  std::this_thread::sleep_for(2s);
  CHECK(ticks_of(kiosk.process().id()) - before <= sysconf(_SC_CLK_TCK) / 20);

  kiosk.click("next");
  CHECK(comes_true([&] { return !kiosk.process().running(); }));
  CHECK(kiosk.process().exit_code() == 0);
}

TEST_CASE("while the program replaces itself the screen is never without its picture") {
  const Display display;
  Kiosk kiosk("--renew");
  REQUIRE(kiosk.shows_value("surname", ""));
  ScreenColor corner;
  REQUIRE(comes_true([&] { return corner.now() != 0; }));  // an empty display is black
  const unsigned long paper = corner.now();
  for (const char* const name : {"Soto", "Vega", "Ruiz"}) {
    REQUIRE(comes_true([&] {
      Kiosk::run(std::string("xdotool key ctrl+a BackSpace type --delay 5 ") + name);
      return kiosk.widget("surname")["value"] == name;
    }));
    kiosk.click("next");
    int looks = 0;
    int without = 0;
    // The new program knows nothing of what was typed.
    REQUIRE(comes_true([&] {
      for (int i = 0; i < 10; ++i, ++looks) without += corner.now() == paper ? 0 : 1;
      return kiosk.widget("surname")["value"] == "";
    }));
    CHECK(looks > 10);
    CHECK(without == 0);
  }
  CHECK(kiosk.process().running());
  CHECK(comes_true([] { return windows_on_display() == 1; }));  // none was left standing
}

// Xwayland under cage is such a display. Cage ends with it, and when the pipe closes that its
// program was started with.
TEST_CASE("whoever started the program and its display does not notice that it replaces itself") {
  const Display display("-terminate");
  int watched[2] = {};
  REQUIRE(pipe(watched) == 0);
  Kiosk kiosk("--renew");
  close(watched[1]);
  const auto hung_up = [&] {
    pollfd look{.fd = watched[0], .events = POLLIN, .revents = 0};
    return poll(&look, 1, 0) != 0;
  };
  REQUIRE(kiosk.shows_value("surname", ""));
  for (const char* const name : {"Soto", "Vega"}) {
    REQUIRE(comes_true([&] {
      Kiosk::run(std::string("xdotool key ctrl+a BackSpace type --delay 5 ") + name);
      return kiosk.widget("surname")["value"] == name;
    }));
    kiosk.click("next");
    REQUIRE(kiosk.shows_value("surname", ""));
    CHECK(kiosk.process().running());
    CHECK_FALSE(hung_up());
  }
  CHECK(comes_true([] { return windows_on_display() == 1; }));
  close(watched[0]);
}

}  // namespace
}  // namespace alcove::tests
