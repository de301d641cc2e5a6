// SPDX-License-Identifier: Apache-2.0
// lobby_program FOLDER KEY-FILE: a lobby terminal without a window, in a process of its own, told
// what to do by lines on its standard input and answering each with a line: "ok" or "no". It
// replaces itself after each client, as alcove-kiosk does, and says "started" when it starts.
#include <iostream>

#include "kiosk/app/renewal.h"
#include "tests/lobby/lobby_screen.h"

using namespace alcove;
using alcove::testing::LobbyScreen;

namespace {

// The first word, and the rest of the line.
std::pair<std::string, std::string> parted(const std::string& line) {
  const std::size_t blank = line.find(' ');
  if (blank == std::string::npos) return {line, ""};
  return {line.substr(0, blank), line.substr(blank + 1)};
}

bool obey(LobbyScreen& screen, const std::string& line) {
  const auto [what, rest] = parted(line);
  if (what == "touch") {
    screen.touch(rest);
  } else if (what == "type") {
    const auto [widget, text] = parted(rest);
    screen.type(widget, text);
  } else if (what == "digits") {
    screen.type_digits(rest);
  } else if (what == "sign") {
    screen.sign(rest);
  } else if (what == "sees") {
    return screen.sees(rest);
  } else if (what == "after") {
    screen.after_ms(std::stoll(rest));
  } else if (what == "gone") {
    return screen.wait_for([&] { return screen.flow->wants_renewal(); });
  } else {
    return false;
  }
  return true;
}

}  // namespace

int main(int count, char** values) {
  if (count != 3) return 64;
  LobbyScreen screen(values[1], values[2]);
  screen.restart();
  std::cout << "started" << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
    bool good = false;
    try {
      good = obey(screen, line);
    } catch (const tests::UiDriverError& trouble) {
      std::cerr << trouble.what() << std::endl;
    }
    std::cout << (good ? "ok" : "no") << std::endl;
    if (line == "gone" && good) {
      screen.ui.reset();
      screen.flow.reset();
      screen.box.reset();
      std::cerr << shell::replace_program({.arguments = {values[0], values[1], values[2]}}).detail;
      return 1;
    }
  }
  return 0;
}
