// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/offline/kept_writes.h"
#include "kiosk/offline/spool.h"
#include "shared/base/durable_file.h"
#include "tests/terminal/read_lines.h"

// Something that was kept on a terminal cannot be read any more: people hear of it there, and the
// box does.

using namespace alcove;
using alcove::testing::reads;
using alcove::testing::StaffTerminal;
using wire::Station;

namespace {

namespace fs = std::filesystem;

void stop(StaffTerminal& at) {
  at.ui.reset();
  at.terminal.reset();
}

void flip(const fs::path& file, std::size_t byte) {
  Bytes content = read_file(file, offline::kMaxSpoolFile).value();
  content.at(byte) ^= 0x04;
  REQUIRE(replace_file(file, content).ok());
}

// Three things wait on the terminal that was stopped, and the second is damaged. Returns how many
// bytes that one takes.
std::size_t damage_second_of_three(StaffTerminal& at) {
  SystemRandom random;
  const offline::Enrolled enrolled = at.files->load().value().value();
  REQUIRE(enrolled.sealing_public);
  const auto spool = offline::Spool::open(at.files->spool_folder(),
                                          {.sealing_public = *enrolled.sealing_public,
                                           .signing = enrolled.identity.key,
                                           .device = enrolled.device},
                                          random)
                         .value();
  const fs::path records = at.files->spool_folder() / "records";
  std::vector<std::size_t> ends;
  for (int i = 0; i < 3; ++i) {
    REQUIRE(
        spool->add({.kind = "sample.words", .body = std::string(4200, 'w')}, at.clinic.clock.now())
            .ok());
    ends.push_back(fs::file_size(records));
  }
  flip(records, ends[0] + 2000);
  return ends[1] - ends[0];
}

}  // namespace

TEST_CASE("a damaged record is told at the terminal and to the box until its file is moved away") {
  StaffTerminal at(Station::kFrontDesk);
  REQUIRE(reads(at, "Connected to the box"));
  REQUIRE(at.wait_for([&] { return at.files->load().value()->sealing_public.has_value(); }));
  CHECK(at.clinic.reads(at.device) == true);
  CHECK_FALSE(at.ui->shows("damage"));
  stop(at);
  const std::size_t bytes = damage_second_of_three(at);
  REQUIRE(bytes > 4200);
  REQUIRE(bytes < 5000);

  at.start();
  CHECK(reads(at, "about 5 KB, cannot be read."));
  CHECK(reads(at, "The damaged file is kept as spool/records.damaged-1"));
  CHECK(reads(at, "Please tell an administrator."));
  CHECK(at.wait_for([&] { return at.clinic.reads(at.device) == false; }));
  at.work_as_with_pin("anna", "482915");  // and while somebody works
  CHECK(reads(at, "Something that was kept on this terminal cannot be read."));
  at.touch("lock");
  CHECK(reads(at, "about 5 KB, cannot be read."));

  stop(at);  // the program is started again: the file that is in use now is whole
  at.start();
  CHECK(reads(at, "The damaged file is kept as spool/records.damaged-1"));
  CHECK(at.wait_for([&] { return at.clinic.reads(at.device) == false; }));

  stop(at);
  fs::rename(at.files->spool_folder() / "records.damaged-1", at.files_folder / "for-repair");
  at.start();
  CHECK(reads(at, "Connected to the box"));
  CHECK(at.wait_for([&] { return at.clinic.reads(at.device) == true; }));
  CHECK_FALSE(at.ui->shows("damage"));
}

TEST_CASE("damage in what is kept for a restored box is told as that: the box itself has it all") {
  StaffTerminal at(Station::kFrontDesk);
  REQUIRE(reads(at, "Connected to the box"));
  REQUIRE(at.wait_for([&] { return at.files->load().value()->sealing_public.has_value(); }));
  stop(at);
  const fs::path writes = at.files->kept_folder() / "writes";
  REQUIRE(replace_file(writes, offline::frame_of(Bytes(2100, 0x03))).ok());
  flip(writes, 700);
  at.start();
  CHECK(reads(at, "The box has all of it, and nothing is missing."));
  CHECK(reads(at, "about 3 KB"));
  CHECK(reads(at, "kept/writes.damaged-1"));
  CHECK(at.wait_for([&] { return at.clinic.reads(at.device) == false; }));
}

TEST_CASE("in the lobby the desk is asked to look, in both languages") {
  StaffTerminal at(Station::kLobby);
  REQUIRE(at.wait_for([&] { return at.files->load().value()->sealing_public.has_value(); }));
  stop(at);
  damage_second_of_three(at);
  at.start();
  CHECK(reads(at, "Something that was kept on this terminal cannot be read."));
  CHECK(reads(*at.ui, "Algo que se guardaba en esta terminal no se puede leer."));
}
