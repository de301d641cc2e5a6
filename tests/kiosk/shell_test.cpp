// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "kiosk/app/frame_loop.h"
#include "kiosk/app/idle_timer.h"
#include "kiosk/app/input_pump.h"
#include "kiosk/app/run_queue.h"

namespace alcove::shell {
namespace {

using ui::InputFrame;

TEST_CASE("each logic frame holds at most one button, key or character, in order") {
  ui::OnScreenKeyboard keyboard;
  InputPump pump(keyboard);
  std::vector<std::string> seen;
  for (int i = 0; i < 40; ++i) {
    pump.push({i, ui::PointerPressed{{1, 1}}});
    pump.push({i, ui::PointerReleased{{1, 1}}});
    pump.push({i, ui::CharacterTyped{U'x'}});
    pump.push({i, ui::KeyPressed{{ui::Key::kBackspace, false, false, 0}}});
  }
  InputFrame frame;
  int frames = 0;
  while (pump.next(frame)) {
    const int transitions = (frame.pressed ? 1 : 0) + (frame.released ? 1 : 0) +
                            (frame.key ? 1 : 0) + (frame.character != 0 ? 1 : 0);
    REQUIRE(transitions == 1);
    const char* const wanted[] = {"press", "release", "character", "key"};
    const std::string now = frame.pressed          ? "press"
                            : frame.released       ? "release"
                            : frame.character != 0 ? "character"
                                                   : "key";
    REQUIRE(now == wanted[frames % 4]);
    ++frames;
  }
  CHECK(frames == 160);  // of 40 quick taps, 40 arrived
}

TEST_CASE("movement is merged, but its trail keeps every point while the pointer is down") {
  ui::OnScreenKeyboard keyboard;
  InputPump pump(keyboard);
  for (int i = 0; i < 50; ++i) pump.push({0, ui::PointerMoved{{static_cast<float>(i), 0}}});
  InputFrame frame;
  REQUIRE(pump.next(frame));
  CHECK(frame.pointer.x == 49);
  CHECK(frame.trail.empty());
  CHECK_FALSE(pump.next(frame));
  pump.push({0, ui::PointerPressed{{0, 0}}});
  for (int i = 1; i <= 198; ++i) pump.push({0, ui::PointerMoved{{static_cast<float>(i), 0}}});
  pump.push({0, ui::PointerReleased{{199, 0}}});
  std::size_t points = 0;
  while (pump.next(frame)) points += frame.trail.size();
  CHECK(points == 200);
}

TEST_CASE(
    "a release without a press, and what is held when the window goes, leave nothing behind") {
  ui::OnScreenKeyboard keyboard;
  InputPump pump(keyboard);
  pump.push({0, ui::PointerReleased{{5, 5}}});
  InputFrame frame;
  REQUIRE(pump.next(frame));
  CHECK_FALSE(frame.released);
  pump.push({0, ui::PointerPressed{{5, 5}}});
  REQUIRE(pump.next(frame));
  CHECK(pump.rest(1).down);
  pump.clear();
  CHECK_FALSE(pump.rest(1).down);
}

TEST_CASE("the input queue takes as much as its limit and counts what it drops") {
  ui::OnScreenKeyboard keyboard;
  InputPump pump(keyboard);
  for (std::size_t i = 0; i < kMaxWaitingEvents; ++i) pump.push({0, ui::CharacterTyped{U'a'}});
  CHECK(pump.dropped() == 0);
  pump.push({0, ui::CharacterTyped{U'b'}});
  CHECK(pump.dropped() == 1);
  InputFrame frame;
  std::size_t frames = 0;
  while (pump.next(frame)) {
    ++frames;
    REQUIRE(frame.character == U'a');
  }
  CHECK(frames == kMaxWaitingEvents);
}

TEST_CASE("after 30 seconds it asks, after 60 it forgets, and a touch gives back the whole time") {
  IdleTimer timer({}, 1'000);
  CHECK(timer.state(30'999) == Idle::kActive);
  CHECK(timer.state(31'000) == Idle::kWarning);
  CHECK(timer.seconds_left(31'000) == 30);
  CHECK(timer.seconds_left(31'001) == 30);
  CHECK(timer.seconds_left(60'001) == 1);
  CHECK(timer.state(60'999) == Idle::kWarning);
  CHECK(timer.state(61'000) == Idle::kForget);
  CHECK(timer.seconds_left(61'000) == 0);
  timer.touched(59'000);
  CHECK(timer.state(61'000) == Idle::kActive);
  CHECK(timer.state(89'000) == Idle::kWarning);
}

TEST_CASE("the loop sleeps exactly until the next thing it has to show") {
  IdleTimer timer({}, 0);
  CHECK(timer.sleep_ms(0) == 30'000);
  CHECK(timer.sleep_ms(29'990) == 10);
  CHECK(timer.sleep_ms(30'000) == 1'000);
  CHECK(timer.sleep_ms(30'400) == 600);
  CHECK(timer.sleep_ms(59'999) == 1);
  CHECK(timer.sleep_ms(60'000) == 0);
}

TEST_CASE("results from many threads all run on one, and wake it") {
  std::atomic<int> woken = 0;
  RunQueue queue([&] { ++woken; });
  int ran = 0;  // touched by this thread alone
  std::vector<std::thread> workers;
  for (int worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&] {
      for (int i = 0; i < 250; ++i) {
        while (!queue.post([&] { ++ran; })) std::this_thread::yield();
      }
    });
  }
  std::size_t counted = 0;
  while (counted < 1000) counted += queue.run();
  for (std::thread& worker : workers) worker.join();
  CHECK(ran == 1000);
  CHECK(woken == 1000);
  CHECK(queue.run() == 0);
}

TEST_CASE("what a task posts runs the next time, in order, and a full queue says so") {
  RunQueue queue([] {});
  std::string order;
  REQUIRE(queue.post([&] {
    order += "a";
    REQUIRE(queue.post([&] { order += "c"; }));
  }));
  REQUIRE(queue.post([&] { order += "b"; }));
  CHECK(queue.run() == 2);
  CHECK(order == "ab");
  CHECK(queue.run() == 1);
  CHECK(order == "abc");
  for (std::size_t i = 0; i < kMaxPosted; ++i) REQUIRE(queue.post([] {}));
  CHECK_FALSE(queue.post([] {}));
}

TEST_CASE("a turn in which nothing happened draws nothing") {
  auto ui = ui::Ui::make({}, {});
  REQUIRE(ui);
  InputPump pump((*ui)->keyboard());
  RunQueue queue([] {});
  int drawn = 0;
  FrameLoop loop(**ui, pump, queue, [&](ui::Ui&) { ++drawn; });
  CHECK(loop.turn(0, {800, 600}));
  const int first = drawn;
  CHECK_FALSE(loop.turn(1, {800, 600}));
  CHECK(drawn == first);
  pump.push({2, ui::PointerMoved{{3, 3}}});
  CHECK(loop.turn(2, {800, 600}));
  CHECK(drawn == first + 3);  // the event and two settle frames
  REQUIRE(queue.post([] {}));
  CHECK(loop.turn(3, {800, 600}));
  CHECK(loop.turn(4, {1024, 600}));  // resized
  CHECK_FALSE(loop.turn(5, {1024, 600}));
}

TEST_CASE("the dump names what stands on the screen, and no secret") {
  const auto path = std::filesystem::temp_directory_path() / "alcove-registry-test.json";
  ui::Registry registry;
  registry.add({"password",
                ui::WidgetKind::kField,
                {10, 20, 30, 40},
                {10, 20, 30, 40},
                "\u2022\u2022",
                true,
                true,
                true,
                false,
                0});
  ui::TextRecord seen;
  seen.text = "Sign in";
  seen.rect = {10, 10, 50, 20};
  seen.clip = {0, 0, 1280, 800};
  registry.add_text(seen);
  ui::TextRecord below = seen;
  below.text = "Further down";
  below.rect = {10, 900, 50, 20};
  registry.add_text(below);
  RegistryDump dump(path.string());
  dump.write(registry, {1280, 800});
  const auto read = [&] {
    std::ifstream in(path);
    return nlohmann::json::parse(std::string{std::istreambuf_iterator<char>(in), {}});
  };
  const auto first = read();
  CHECK(first["width"] == 1280);
  CHECK(first["focus"] == "password");
  CHECK(first["widgets"][0]["kind"] == "field");
  CHECK(first["widgets"][0]["height"] == 40);
  CHECK(first["widgets"][0]["value"] == "\u2022\u2022");
  CHECK(first["texts"] == nlohmann::json::array({"Sign in"}));
  dump.write(registry, {1280, 800});
  CHECK(read()["frame"] == first["frame"]);  // nothing changed
  registry.clear();
  dump.write(registry, {1280, 800});
  CHECK(read()["frame"] > first["frame"]);
  CHECK(read()["widgets"].empty());
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace alcove::shell
