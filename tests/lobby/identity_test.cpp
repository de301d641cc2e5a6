// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <set>

#include "tests/lobby/lobby_terminal.h"

// Every way not to be recognised, and what a terminal does that has seen too many.

using namespace alcove;
using alcove::testing::LobbyTerminal;

namespace {

std::multiset<std::string> screen_of(LobbyTerminal& lobby) {
  std::multiset<std::string> seen;
  for (const ui::TextRecord& text : lobby.ui->ui().registry().texts()) seen.insert(text.text);
  return seen;
}

}  // namespace

TEST_CASE("every refusal is the same screen, and what was typed is gone") {
  LobbyTerminal lobby;
  lobby.touch("english");
  lobby.identify("nobody here");
  REQUIRE(lobby.sees("Please see the front desk."));
  const auto nobody = screen_of(lobby);
  lobby.touch("next");
  REQUIRE(lobby.sees_widget("surname"));
  CHECK(lobby.ui->widget("surname").value.empty());
  lobby.identify("morales", "04181986");
  REQUIRE(lobby.sees("Please see the front desk."));
  CHECK(screen_of(lobby) == nobody);
  lobby.touch("next");
  lobby.identify("morales", "04171986", "9999");
  REQUIRE(lobby.sees("Please see the front desk."));
  CHECK(screen_of(lobby) == nobody);
}

TEST_CASE("a child, somebody without a phone and twins are sent to the desk like anybody else") {
  LobbyTerminal lobby;
  const auto now = date_of(lobby.clinic.zone.to_local(lobby.clinic.clock.now()));
  const LocalDate born{now.year() - std::chrono::years(10), std::chrono::January,
                       std::chrono::day(1)};
  const std::string child = format_date(born);
  lobby.add_client("Nia", "Okafor", child);
  lobby.add_client("Tom", "Walker", "1986-04-17", "");
  lobby.add_client("Lucas", "Morales");  // Lucía's twin, at the same phone
  lobby.touch("english");
  lobby.identify("nobody here");
  REQUIRE(lobby.sees("Please see the front desk."));
  const auto nobody = screen_of(lobby);
  lobby.touch("next");
  const std::string typed = child.substr(5, 2) + child.substr(8, 2) + child.substr(0, 4);
  lobby.identify("okafor", typed);
  REQUIRE(lobby.sees("Please see the front desk."));
  CHECK(screen_of(lobby) == nobody);
  lobby.touch("next");
  lobby.identify("walker");
  REQUIRE(lobby.sees("Please see the front desk."));
  lobby.touch("next");
  lobby.touch("english");
  lobby.identify("morales");
  REQUIRE(lobby.sees("Please see the front desk."));
  CHECK(screen_of(lobby) == nobody);
}

TEST_CASE("twins with phones of their own are told apart by them") {
  LobbyTerminal lobby;
  lobby.add_client("Lucas", "Morales", "1986-04-17", "716-555-4477");
  lobby.touch("english");
  lobby.identify("morales", "04171986", "4477");
  CHECK(lobby.sees("Hello, Lucas M."));
  lobby.touch("not_me");
  lobby.touch("next");
  lobby.touch("english");
  lobby.identify("morales", "04171986", "2233");
  CHECK(lobby.sees("Hello, Lucía M."));
}

TEST_CASE("who was not found and goes back leaves no name in the program: it begins anew") {
  LobbyTerminal lobby;
  lobby.touch("spanish");
  lobby.touch("back");
  REQUIRE(lobby.sees("Touch a language to check in."));
  CHECK_FALSE(lobby.flow->wants_renewal());  // only the language was the wrong one
  lobby.touch("spanish");
  lobby.identify("nadie");
  REQUIRE(lobby.sees("Por favor, pase a la recepción."));
  lobby.touch("next");
  REQUIRE(lobby.sees_widget("surname"));
  lobby.touch("back");
  CHECK(lobby.sees("Touch a language to check in."));
  CHECK(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
}

TEST_CASE("after three tries the attempt is over: the next one starts at the language") {
  LobbyTerminal lobby;
  lobby.touch("spanish");
  for (int i = 0; i < 3; ++i) {
    lobby.identify("nadie");
    REQUIRE(lobby.sees("Por favor, pase a la recepción."));
    lobby.touch("next");
    if (i < 2) REQUIRE(lobby.sees_widget("surname"));
  }
  CHECK(lobby.sees("Touch a language to check in."));
  CHECK(lobby.wait_for([&] { return lobby.flow->wants_renewal(); }));
}

TEST_CASE("who is recognised at the second try goes on as usual") {
  LobbyTerminal lobby;
  lobby.touch("english");
  lobby.identify("walker");
  REQUIRE(lobby.sees("Please see the front desk."));
  lobby.touch("next");
  lobby.identify();
  CHECK(lobby.sees("Hello, Lucía M."));
}

TEST_CASE("while the box looks, the screen is calm and nothing can be sent twice") {
  LobbyTerminal lobby;
  lobby.touch("english");
  const auto asked = std::chrono::steady_clock::now();
  lobby.identify();
  REQUIRE(lobby.sees("Looking for your visit. This takes a second."));
  CHECK_FALSE(lobby.ui->widget("next").enabled);
  CHECK(lobby.sees("Hello, Lucía M."));
  CHECK(std::chrono::steady_clock::now() - asked >= std::chrono::milliseconds(1000));
}

TEST_CASE("a terminal that saw too many tries shows the desk's screen for as long as it is told") {
  LobbyTerminal lobby;
  const link::Life life;
  int refused = 0;
  for (int i = 0; i < 20; ++i) {
    lobby.box->ask(life, api::check_in::identify,
                   {.check_in = CheckInId::make(lobby.clinic.clock.now(), lobby.clinic.random),
                    .language = rules::Language::kEnglish,
                    .surname = "nobody",
                    .birth_date = parse_date("1990-01-01").value(),
                    .last_four = "0000"},
                   [&](const Result<api::check_in::IdentifyReply>& reply) {
                     if (reply && !reply->matched) ++refused;
                   });
  }
  REQUIRE(lobby.wait_for([&] { return refused == 20; }));
  lobby.touch("english");
  lobby.identify();
  // Lucía herself: the terminal is shut, and that looks like any refusal, then has no way on.
  REQUIRE(lobby.sees("Please see the front desk."));
  CHECK(lobby.wait_for([&] { return !lobby.ui->shows("next"); }));
  CHECK(lobby.ui->shows("help"));
  lobby.after_ms(20'000);
  CHECK(lobby.sees("Please see the front desk."));
  CHECK_FALSE(lobby.ui->shows("english"));
}
