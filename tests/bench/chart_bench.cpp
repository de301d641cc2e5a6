// SPDX-License-Identifier: Apache-2.0
// Opening the chart of a client with 20, 200 and 2,000 notes: what the box takes for the requests
// of a therapy room, asked one after the other over mutual TLS, and what the room takes from the
// press until the chart is drawn, with the terminal's own flow in this process and the graphics
// card's part left out. Prints "name<TAB>value<TAB>unit" lines.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <optional>

#include "kiosk/flows/room/chart_flow.h"
#include "shared/base/durable_file.h"
#include "tests/bench/chart_clinic.h"

using namespace alcove;
using Time = std::chrono::steady_clock;
using testing::ServedClinic;
using testing::ServedTerminal;

namespace {

// A terminal asks at most 50 times a second, 200 at once: with its signing in, these stay below.
constexpr int kOpenings = 40;
constexpr ui::Size kScreen{1280, 800};

double ms_since(Time::time_point start) {
  return std::chrono::duration<double, std::milli>(Time::now() - start).count();
}

// The middle and the worst of them.
void print(const std::string& what, int notes, std::vector<double> all_ms) {
  std::sort(all_ms.begin(), all_ms.end());
  const std::string name = what + ", " + std::to_string(notes) + " notes, ";
  std::printf("%sp50\t%.3f\tms\n", name.c_str(), all_ms[all_ms.size() / 2]);
  std::printf("%sp95\t%.3f\tms\n", name.c_str(), all_ms[all_ms.size() * 95 / 100]);
}

double ask_for_chart(ServedTerminal& room, const ClientId& client) {
  const auto start = Time::now();
  room.must(api::chart::open, {.client = client});
  room.must(api::questionnaires::scores, {.client = client, .next = std::nullopt});
  const auto notes = room.must(api::notes::of_client, {.client = client, .next = std::nullopt});
  room.must(api::appointments::of_client, {.client = client, .next = std::nullopt});
  ALCOVE_CHECK(!notes.items.empty());
  return ms_since(start);
}

void measure_server(bench::ChartClinic& clinic) {
  std::vector<std::unique_ptr<ServedTerminal>> rooms;
  std::vector<std::vector<double>> times(clinic.clients.size());
  for (const auto& client : clinic.clients) {
    rooms.push_back(std::make_unique<ServedTerminal>(clinic.at, wire::Station::kTherapyRoom,
                                                     "Room for " + std::to_string(client.notes),
                                                     bench::ChartClinic::kClinician));
  }
  for (int i = 0; i < kOpenings; ++i) {
    for (std::size_t n = 0; n < rooms.size(); ++n) {
      times[n].push_back(ask_for_chart(*rooms[n], clinic.clients[n].id));
    }
  }
  for (std::size_t n = 0; n < rooms.size(); ++n) {
    print("box: the chart's four requests", clinic.clients[n].notes, std::move(times[n]));
  }
}

// A room's terminal without its window.
class Room {
 public:
  Room(ServedClinic& at, const std::string& name) : at_(at) {
    const ServedClinic::Terminal enrolled = at.enrol(wire::Station::kTherapyRoom, name);
    ALCOVE_CHECK(replace_file(scratch_ / "key", Bytes(32, 0x42)).ok());
    files_.emplace(
        offline::TerminalFiles::open(scratch_ / "terminal", scratch_ / "key", at.random).value());
    ALCOVE_CHECK(files_
                     ->save({.device = enrolled.device,
                             .name = name,
                             .station = wire::Station::kTherapyRoom,
                             .server = {"127.0.0.1", at.port},
                             .identity = enrolled.identity})
                     .ok());
    box_ = link::Box::open({.enrolled = files_->load().value().value(),
                            .files = *files_,
                            .queue = queue_,
                            .clock = at.clock,
                            .random = at.random})
               .value();
    ui_ =
        ui::Ui::make({ui::Density::kStaff, ui::TextSize::k100, ui::Contrast::kNormal}, {}).value();
    sign_in();
  }
  ~Room() {
    box_.reset();
    queue_.run();
  }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  // From the press until a frame shows head, trend and notes.
  double open(const bench::ChartClinic::Patient& client) {
    const auto start = Time::now();
    flows::room::ChartFlow flow(*context_, {.client = client.id});
    until([&] {
      const screens::room::Bar bar{.connection = context_->connection(),
                                   .person = context_->person()};
      frame([&] { flow.draw(*ui_, bar); });
      return shows(client.family) && ui_->registry().find("note_0") != nullptr &&
             ui_->registry().find("trend") != nullptr;
    });
    return ms_since(start);
  }

 private:
  void sign_in() {
    const std::string person = bench::ChartClinic::kClinician;
    std::optional<Result<api::session::Opened>> opened;
    const link::Life life;
    box_->ask(life, api::session::sign_in,
              api::session::SignInRequest{.sign_in_name = person,
                                          .password = ServedClinic::password_of(person)},
              [&](Result<api::session::Opened> reply) { opened.emplace(std::move(reply)); });
    until([&] { return opened.has_value(); });
    ALCOVE_CHECK(opened->ok());
    box_->set_session(opened->value().token);
    context_.emplace(flows::StaffContext{.box = *box_,
                                         .clinic = "Test clinic",
                                         .station = "Therapy room",
                                         .zone = at_.zone,
                                         .session = opened->value().state,
                                         .lock = [] {},
                                         .sign_out = [] {},
                                         .open_person_sheet = [] {}});
    until([&] { return box_->there() && box_->about().has_value(); });
  }

  // Turns as the program does: when something came, until it is so.
  void until(const std::function<bool()>& so) {
    for (;;) {
      box_->turn();
      queue_.run();
      if (so()) return;
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, std::chrono::milliseconds(5), [this] { return woken_; });
      woken_ = false;
    }
  }
  void frame(const std::function<void()>& draw) {
    ui::InputFrame input;
    input.time_ms = ++frame_time_ms_;
    ui_->begin(input, kScreen);
    draw();
    ui_->end();
  }
  bool shows(const std::string& text) {
    const auto& texts = ui_->registry().texts();
    return std::any_of(texts.begin(), texts.end(), [&](const ui::TextRecord& record) {
      return record.text.find(text) != std::string::npos;
    });
  }
  void wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    wake_.notify_one();
  }

  ServedClinic& at_;
  testing::Scratch scratch_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool woken_ = false;
  shell::RunQueue queue_{[this] { wake(); }};
  std::optional<offline::TerminalFiles> files_;
  std::unique_ptr<link::Box> box_;
  std::optional<flows::StaffContext> context_;
  std::unique_ptr<ui::Ui> ui_;
  std::int64_t frame_time_ms_ = 0;
};

void measure_room(bench::ChartClinic& clinic) {
  std::vector<std::unique_ptr<Room>> rooms;
  std::vector<std::vector<double>> times(clinic.clients.size());
  for (const auto& client : clinic.clients) {
    rooms.push_back(
        std::make_unique<Room>(clinic.at, "Drawn room for " + std::to_string(client.notes)));
  }
  for (int i = 0; i < kOpenings; ++i) {
    for (std::size_t n = 0; n < rooms.size(); ++n) {
      times[n].push_back(rooms[n]->open(clinic.clients[n]));
    }
  }
  for (std::size_t n = 0; n < rooms.size(); ++n) {
    print("room: from the press to the drawn chart", clinic.clients[n].notes, std::move(times[n]));
  }
}

}  // namespace

int main() {
  try {
    bench::ChartClinic clinic({20, 200, 2000});
    measure_server(clinic);
    measure_room(clinic);
  } catch (const Fault& fault) {
    std::fprintf(stderr, "chart_bench: %s %s\n", fault.error().field.c_str(),
                 fault.error().detail.c_str());
    return 1;
  }
  return 0;
}
