// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/offline/spool.h"
#include "shared/base/durable_file.h"
#include "tests/terminal/read_lines.h"

// A terminal whose own files do not open says so and can be enrolled anew; what waits on it stays,
// and comes home.

using namespace alcove;
using alcove::testing::reads;
using alcove::testing::ServedClinic;
using alcove::testing::StaffTerminal;
using wire::Station;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxRead = 1 << 20;
constexpr const char* kTitle = "This terminal’s own files cannot be opened";

void end_program(StaffTerminal& at) {
  at.ui.reset();
  at.terminal.reset();
}

// It was connected, has seen the box, and one thing waits on it. It is stopped.
void leaves_a_thing(StaffTerminal& at) {
  REQUIRE(reads(at, "Connected to the box"));
  REQUIRE(at.wait_for([&] { return at.files->load().value()->sealing_public.has_value(); }));
  end_program(at);
  REQUIRE(fs::exists(at.files->witness_file()));
  SystemRandom random;
  const offline::Enrolled enrolled = at.files->load().value().value();
  const auto spool = offline::Spool::open(at.files->spool_folder(),
                                          {.sealing_public = *enrolled.sealing_public,
                                           .signing = enrolled.identity.key,
                                           .device = enrolled.device},
                                          random)
                         .value();
  REQUIRE(spool->add({.kind = "sample.words", .body = "{}"}, at.clinic.clock.now()).ok());
}

fs::path file_of(const StaffTerminal& at, const char* name) {
  return at.files_folder / "terminal" / name;
}

void damage(const fs::path& file) {
  Bytes content = read_file(file, kMaxRead).value();
  content.at(content.size() / 2) ^= 0x01;
  REQUIRE(replace_file(file, content).ok());
}

void with_another_key(StaffTerminal& at) {
  const fs::path key = at.files_folder / "key";
  REQUIRE(replace_file(key, Bytes(32, 0x43)).ok());
  at.files.emplace(
      offline::TerminalFiles::open(at.files_folder / "terminal", key, at.clinic.random).value());
}

// As the first run does when the box has taken the code.
void is_enrolled_as(StaffTerminal& at, const std::string& name) {
  end_program(at);
  const ServedClinic::Terminal next = at.clinic.enrol(at.station, name);
  REQUIRE(at.files
              ->save({.device = next.device,
                      .name = name,
                      .station = at.station,
                      .server = {"127.0.0.1", at.cable.port()},
                      .identity = next.identity})
              .ok());
  at.start();
}

void enrols_anew(StaffTerminal& at) {
  const auto records = at.files->spool_folder() / "records";
  const Bytes waits = read_file(records, kMaxRead).value();
  REQUIRE_FALSE(waits.empty());
  CHECK_FALSE(at.ui->shows("try_again"));
  at.touch("enrol");
  at.touch("enrol_no");
  at.touch("enrol");
  at.touch("enrol_yes");
  CHECK(at.sees_widget("address"));
  CHECK_FALSE(fs::exists(file_of(at, "terminal")));
  CHECK_FALSE(fs::exists(file_of(at, "witness")));
  CHECK(read_file(records, kMaxRead).value() == waits);
  is_enrolled_as(at, "Desk anew");
  CHECK(at.sees_widget("sign_in"));
  CHECK(at.wait_for([&] { return fs::file_size(records) == 0; }));  // the box has it
}

}  // namespace

TEST_CASE("a terminal with another key file says so, and is enrolled anew with what waits on it") {
  StaffTerminal at(Station::kFrontDesk);
  leaves_a_thing(at);
  const Bytes before = read_file(file_of(at, "terminal"), kMaxRead).value();
  const Bytes seen = read_file(file_of(at, "witness"), kMaxRead).value();
  with_another_key(at);
  at.start();
  CHECK(reads(at, kTitle));
  CHECK(reads(at, "They were sealed with another key file than the one that is here now"));
  CHECK(reads(at, "Por favor, pase a la recepción."));  // it may stand in the lobby
  enrols_anew(at);
  // Nothing was deleted: with the old key file it could be read.
  CHECK(read_file(file_of(at, "terminal.unreadable-1"), kMaxRead).value() == before);
  CHECK(read_file(file_of(at, "witness.unreadable-1"), kMaxRead).value() == seen);
}

TEST_CASE("a terminal of which one own file is damaged says so, and is enrolled anew") {
  StaffTerminal at(Station::kFrontDesk);
  leaves_a_thing(at);
  const std::string name = GENERATE("terminal", "witness");
  damage(file_of(at, name.c_str()));
  at.start();
  CHECK(reads(at, kTitle));
  CHECK(reads(at, "One of the files that say who this terminal is was damaged on its disk."));
  enrols_anew(at);
}

TEST_CASE("where only the witness is left under an old key no code is used up before it is told") {
  StaffTerminal at(Station::kFrontDesk);
  leaves_a_thing(at);
  REQUIRE(fs::remove(file_of(at, "terminal")));
  with_another_key(at);
  at.start();
  CHECK(reads(at, kTitle));
  CHECK_FALSE(at.ui->shows("address"));
  enrols_anew(at);
}

TEST_CASE("a terminal that cannot put its files aside says so, and leaves them as they are") {
  StaffTerminal at(Station::kFrontDesk);
  leaves_a_thing(at);
  damage(file_of(at, "terminal"));
  for (int i = 1; i < 1000; ++i) {
    std::ofstream(file_of(at, ("terminal.unreadable-" + std::to_string(i)).c_str())) << i;
  }
  const Bytes before = read_file(file_of(at, "terminal"), kMaxRead).value();
  at.start();
  REQUIRE(reads(at, kTitle));
  at.touch("enrol");
  at.touch("enrol_yes");
  CHECK(reads(at, "The old files could not be put aside"));
  CHECK_FALSE(at.ui->shows("address"));
  CHECK(read_file(file_of(at, "terminal"), kMaxRead).value() == before);
  // One place is free: it is taken, the last that there is.
  REQUIRE(fs::remove(file_of(at, "terminal.unreadable-999")));
  at.touch("enrol_yes");
  CHECK(at.sees_widget("address"));
  CHECK(read_file(file_of(at, "terminal.unreadable-999"), kMaxRead).value() == before);
}

TEST_CASE("without a key file the screen names it, and the program begins anew when it is there") {
  const testing::Scratch scratch;
  shell::RunQueue queue{[] {}};
  SystemClock clock;
  SystemRandom random;
  const fs::path key = scratch / "terminal-key";
  const auto terminal = program::Terminal::open(
                            {.queue = queue, .clock = clock, .random = random, .key_file = key}, 0)
                            .value();
  tests::UiDriver ui(terminal->look(), [&](ui::Ui& into) { terminal->draw(into); });
  ui.turn();
  CHECK(reads(ui, "The key file of this terminal is missing"));
  CHECK(reads(ui, key.string()));
  CHECK_FALSE(ui.shows("enrol"));
  CHECK_FALSE(ui.shows("try_again"));
  CHECK_FALSE(terminal->wants_renewal());
  REQUIRE(replace_file(key, Bytes(31, 1)).ok());  // no key file: too short
  CHECK_FALSE(terminal->wants_renewal());
  REQUIRE(replace_file(key, Bytes(32, 1)).ok());
  CHECK(terminal->wants_renewal());
}
