// SPDX-License-Identifier: Apache-2.0
#include "kiosk/program/options.h"

#include <stdlib.h>

#include <catch2/catch.hpp>

#include "kiosk/flows/staff/local_pin.h"
#include "kiosk/program/registry_guard.h"

// How the program may be started, and what it refuses.

using namespace alcove;
using namespace alcove::program;

namespace {

Result<Options> read(std::vector<std::string_view> arguments) {
  arguments.insert(arguments.begin(), {"--key-file", "/run/key"});
  return read_options(arguments);
}

std::string refusal(std::vector<std::string_view> arguments) {
  const auto options = read(std::move(arguments));
  return options ? "taken" : options.error().detail;
}

// A variable of the environment for the length of a test.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    setenv(name, value.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): no other thread runs here
  }
  ~Variable() { unsetenv(name_); }  // NOLINT(concurrency-mt-unsafe): likewise
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

}  // namespace

TEST_CASE("the program takes its options, and has usual values for the rest") {
  const Options usual = read({}).value();
  CHECK(usual.state == "/var/lib/alcove-kiosk");
  CHECK(usual.width == 1280);
  CHECK(usual.height == 800);
  CHECK(usual.language == text::Language::kEnglish);
  CHECK_FALSE(usual.full_screen);
  CHECK_FALSE(usual.display);
  const Options given = read({"--state", "here", "--window=1920x1080", "--text", "150",
                              "--contrast", "high", "--language", "es", "--touch-keyboard"})
                            .value();
  CHECK(given.state == "here");
  CHECK(given.width == 1920);
  CHECK(given.height == 1080);
  CHECK(given.text_size == ui::TextSize::k150);
  CHECK(given.contrast == ui::Contrast::kHigh);
  CHECK(given.language == text::Language::kSpanish);
  CHECK(given.touch_keyboard);
  CHECK(read({"--display"})->display);
  CHECK(refusal({"--display=yes"}) != "taken");
  CHECK(read({"--full-screen"}).value().full_screen);
  CHECK_FALSE(usual.papers);
  CHECK(read({"--papers", "/media/stick"}).value().papers == "/media/stick");
}

TEST_CASE("a mistake on the command line is named by its option") {
  CHECK(read_options({}).error().detail == "--key-file FILE is needed");
  CHECK(refusal({"--text", "125"}) == "--text takes one of 100, 150, 200");
  CHECK(refusal({"--contrast", "low"}) == "--contrast takes one of normal, high");
  CHECK(refusal({"--language", "fr"}) == "--language takes one of en, es");
  CHECK(refusal({"--full-screen", "--window", "800x640"}) ==
        "give one of --full-screen and --window");
  CHECK(refusal({"here"}) == "alcove-kiosk takes options only");
  for (const char* size : {"640x639", "639x640", "16385x800", "800", "800x", "x800", "800x600x2"}) {
    INFO(size);
    CHECK(refusal({"--window", size}).starts_with("--window takes a size"));
  }
  CHECK(refusal({"--window", "640x640"}) == "taken");
  CHECK(refusal({"--window", "16384x16384"}) == "taken");
  CHECK(read_options(std::vector<std::string_view>{"--help"}).value().help);
}

TEST_CASE("what stands on the screen is written to a file in a demonstration only") {
  CHECK_FALSE(registry_is_written(Shown::kWindow).value());
  const Variable file("ALCOVE_KIOSK_REGISTRY", "/dev/shm/registry.json");
  CHECK(registry_is_written(Shown::kWindow).value());
  CHECK(registry_is_written(Shown::kFullScreen).error().code == ErrorCode::kForbidden);
  SECTION("never as the clinic's unit, which hands over a credential") {
    const Variable unit("CREDENTIALS_DIRECTORY", "/run/credentials/alcove-kiosk.service");
    CHECK(registry_is_written(Shown::kWindow).error().code == ErrorCode::kForbidden);
  }
  SECTION("never onto a disk") {
    const Variable disk("ALCOVE_KIOSK_REGISTRY", ALCOVE_BINARY_DIR "/registry.json");
    CHECK(registry_is_written(Shown::kWindow).error().code == ErrorCode::kForbidden);
  }
}

TEST_CASE("a PIN is known again by its hash, and another is not") {
  SystemRandom random;
  const crypto::Argon2Cost cheap{.passes = 1, .memory_kib = 64, .lanes = 1};
  const flows::LocalPin pin = flows::LocalPin::make("482915", random, cheap).value();
  CHECK(pin.matches("482915"));
  CHECK_FALSE(pin.matches("482916"));
  CHECK_FALSE(pin.matches(""));
  CHECK_FALSE(pin.matches("4829155"));
}
