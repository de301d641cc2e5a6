// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/terminal/staff_terminal.h"

// The program started as a display of the waiting room.

namespace alcove::testing {
namespace {

Result<std::unique_ptr<program::Terminal>> opened_as_display(ProgramTerminal& at) {
  at.ui.reset();
  at.terminal.reset();
  program::Terminal::Parts parts{
      .files = &*at.files, .queue = at.queue, .clock = at.clinic.clock, .random = at.clinic.random};
  parts.display = true;
  parts.look.text_size = ui::TextSize::k150;
  return program::Terminal::open(std::move(parts), at.now_ms);
}

}  // namespace

TEST_CASE("a lobby terminal that is a display shows who is called, and no way to check in") {
  ServedClinic clinic;
  ProgramTerminal wall(clinic, wire::Station::kLobby, "Wall");
  wall.terminal = opened_as_display(wall).value();
  wall.ui = std::make_unique<tests::UiDriver>(wall.terminal->look(),
                                              [&](ui::Ui& into) { wall.terminal->draw(into); });
  CHECK(wall.terminal->look() == ui::Look{ui::Density::kLobby, ui::TextSize::k150});
  REQUIRE(wall.sees("Nobody is being called right now."));
  CHECK_FALSE(wall.ui->shows("english"));
  CHECK_FALSE(wall.terminal->wants_renewal());
}

TEST_CASE("a terminal of the staff is no display: it refuses to start and says why") {
  ServedClinic clinic;
  for (const wire::Station station : {wire::Station::kFrontDesk, wire::Station::kTherapyRoom}) {
    ProgramTerminal at(clinic, station, std::string(wire::word_of(station)));
    const auto opened = opened_as_display(at);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::kForbidden);
    CHECK(opened.error().detail == "--display is for a terminal of the lobby; this one is " +
                                       std::string(wire::word_of(station)));
  }
}

}  // namespace alcove::testing
