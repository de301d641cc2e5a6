// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/check_in/lobby.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

const std::string kRefused = R"({"matched":false})";

}  // namespace

TEST_CASE("who is expected today is greeted with first name, initial and time, and nothing else") {
  Lobby lobby;
  const CheckInId id = lobby.new_id<CheckInId>();
  const http::Reply reply = lobby.identify(lobby.claim(id));
  CHECK(reply.body == R"({"matched":true,"greeting_name":"María L.","start":"2026-11-24T10:30"})");
  const auto event = last_event(lobby, "check_in.identify");
  CHECK(event->client == lobby.maria);
  CHECK(event->outcome == "done");
}

TEST_CASE(
    "every refusal is the same bytes, and the chain knows why without knowing what was typed") {
  struct Case {
    const char* why;
    std::function<void(Lobby&, contract::IdentifyRequest&)> change;
  };
  const std::vector<Case> cases = {
      {"nobody", [](Lobby&, auto& claim) { claim.surname = "Nguyen"; }},
      {"nobody", [](Lobby&, auto& claim) { claim.birth_date = parse_date("1986-04-18").value(); }},
      {"nobody", [](Lobby&, auto& claim) { claim.last_four = "2234"; }},
      {"nobody", [](Lobby& lobby, auto&) { lobby.box.clock.advance(std::chrono::hours(24)); }},
      {"no_phone",
       [](Lobby& lobby, auto& claim) {
         lobby.book(lobby.add_client("Ann", "Petrov", "1990-01-01", nullptr), "2026-11-24T12:00");
         claim.surname = "Petrov";
         claim.birth_date = parse_date("1990-01-01").value();
       }},
      {"minor",
       [](Lobby& lobby, auto& claim) {
         lobby.book(lobby.add_client("Kim", "Haddad", "2010-05-05", "716-555-2233"),
                    "2026-11-24T12:00");
         claim.surname = "Haddad";
         claim.birth_date = parse_date("2010-05-05").value();
       }},
      {"several", [](Lobby& lobby, auto&) {
         lobby.book(lobby.add_client("Lucía", "López", "1986-04-17", "716-556-2233"),
                    "2026-11-24T12:00");
       }}};
  for (const Case& one : cases) {
    Lobby lobby;
    contract::IdentifyRequest request = lobby.claim(lobby.new_id<CheckInId>());
    one.change(lobby, request);
    const http::Reply reply = lobby.identify(request);
    INFO(one.why);
    CHECK(reply.status == 200);
    CHECK(reply.body == kRefused);
    const auto event = last_event(lobby, "check_in.identify");
    CHECK(event->outcome == "refused");
    CHECK_FALSE(event->client.has_value());
    CHECK(event->detail.starts_with(std::string(one.why) + "; "));
    CHECK(event->detail.size() == std::string(one.why).size() + 2 + 16);
  }
}

TEST_CASE("match and refusal leave at the same moment, one second after they came") {
  Lobby lobby(Lobby::Wait::kReally);
  const auto took = [&](const std::string& surname) {
    contract::IdentifyRequest request = lobby.claim(lobby.new_id<CheckInId>());
    request.surname = surname;
    const auto came = std::chrono::steady_clock::now();
    lobby.identify(request);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 came)
        .count();
  };
  for (const char* surname : {"lopez", "Nguyen", "López de la Cruz"}) {
    const auto milliseconds = took(surname);
    CHECK(milliseconds >= 1000);
    CHECK(milliseconds < 1250);  // a loaded machine wakes late, never early
  }
  CHECK(lobby.check_ins.late_answers() == 0);
}

TEST_CASE("after three refusals of one attempt even the right answer is refused") {
  for (const int slips : {2, 3}) {
    Lobby lobby;
    const CheckInId id = lobby.new_id<CheckInId>();
    contract::IdentifyRequest wrong = lobby.claim(id);
    wrong.last_four = "0000";
    for (int i = 0; i < slips; ++i) CHECK(lobby.identify(wrong).body == kRefused);
    const bool greeted = lobby.identify(lobby.claim(id)).body != kRefused;
    CHECK(greeted == (slips == 2));
    if (!greeted) {
      CHECK(last_event(lobby, "check_in.identify")->detail.starts_with("too_many_tries"));
    }
  }
}

TEST_CASE("twenty refusals in ten minutes shut a terminal for five, and the desk is told") {
  Lobby lobby;
  contract::IdentifyRequest wrong = lobby.claim({});
  wrong.last_four = "0000";
  const auto fail = [&](int times) {
    for (int i = 0; i < times; ++i) {
      wrong.check_in = lobby.new_id<CheckInId>();
      CHECK(lobby.identify(wrong).body == kRefused);
    }
  };
  const auto shut = [&] {
    return Lobby::decoded<contract::TerminalReply>(lobby.ask(contract::terminal, wire::Nothing{}))
        .blocked_until;
  };
  fail(19);
  CHECK_FALSE(shut().has_value());
  fail(1);
  CHECK(shut() == parse_utc("2026-11-24T15:05:00.000Z").value());
  CHECK(lobby.identify(lobby.claim(lobby.new_id<CheckInId>())).body == kRefused);
  // Another terminal is not concerned.
  CHECK(lobby.identify(lobby.claim(lobby.new_id<CheckInId>()), 2).body != kRefused);
  const auto calls =
      Lobby::decoded<contract::HelpCalls>(lobby.desk(contract::help_calls, wire::Nothing{}));
  REQUIRE(calls.items.size() == 1);
  CHECK(calls.items[0].kind == contract::CallKind::kTooManyTries);
  CHECK(calls.items[0].terminal_name == "Lobby 1");
  lobby.box.clock.advance(std::chrono::minutes(5));
  CHECK_FALSE(shut().has_value());
  CHECK(lobby.identify(lobby.claim(lobby.new_id<CheckInId>())).body != kRefused);
}

TEST_CASE("refusals that lie further back than ten minutes do not shut a terminal") {
  Lobby lobby;
  contract::IdentifyRequest wrong = lobby.claim({});
  wrong.last_four = "0000";
  for (int i = 0; i < 25; ++i) {
    wrong.check_in = lobby.new_id<CheckInId>();
    lobby.identify(wrong);
    lobby.box.clock.advance(std::chrono::seconds(35));
  }
  CHECK(lobby.identify(lobby.claim(lobby.new_id<CheckInId>())).body != kRefused);
}

TEST_CASE("who has arrived already is not found a second time") {
  Lobby lobby;
  lobby.arrive(lobby.greeted());
  CHECK(lobby.identify(lobby.claim(lobby.new_id<CheckInId>())).body == kRefused);
}

TEST_CASE("who is to be seen by video is not found in the lobby, and the desk helps") {
  Lobby lobby;
  const auto visit = Lobby::decoded<api::appointments::DayReply>(
                         lobby.desk(api::appointments::day, api::appointments::DayRequest{}))
                         .items.at(0)
                         .appointment;
  const auto meet = [&](api::appointments::Modality modality, std::int64_t revision) {
    return lobby.desk(api::appointments::assign,
                      api::appointments::AssignRequest{.appointment = visit.id,
                                                       .base_revision = revision,
                                                       .clinician = visit.clinician,
                                                       .room = visit.room,
                                                       .reason = "",
                                                       .modality = modality});
  };
  REQUIRE(meet(api::appointments::Modality::kVideo, visit.revision).status == 200);
  CHECK(lobby.identify(lobby.claim(lobby.new_id<CheckInId>())).body == kRefused);
  REQUIRE(meet(api::appointments::Modality::kInClinic, visit.revision + 1).status == 200);
  CHECK(lobby.identify(lobby.claim(lobby.new_id<CheckInId>())).body != kRefused);
}

TEST_CASE("a lost answer is asked for again; another terminal cannot take the visit over") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  CHECK(lobby.identify(lobby.claim(id)).body != kRefused);
  CHECK(lobby.identify(lobby.claim(id), 2).body == kRefused);
  CHECK(code_in(lobby.ask(contract::arrive, contract::ThisVisit{id}, 2)) == "not_found");
  CHECK(code_in(lobby.ask(contract::arrive, contract::ThisVisit{id})).empty());
}

TEST_CASE("the next client at a terminal ends the visit before") {
  Lobby lobby;
  const CheckInId first = lobby.greeted();
  const CheckInId second = lobby.greeted();
  CHECK(lobby.endings == std::vector{contract::Ending::kForgotten});
  CHECK(code_in(lobby.ask(contract::arrive, contract::ThisVisit{first})) == "not_found");
  CHECK(code_in(lobby.ask(contract::arrive, contract::ThisVisit{second})).empty());
}

TEST_CASE("staff terminals do not have the lobby's routes, nor the lobby the desk's") {
  Lobby lobby;
  CHECK(code_in(lobby.desk(contract::identify, lobby.claim(lobby.new_id<CheckInId>()))) ==
        "wrong_station");
  CHECK(code_in(lobby.desk(contract::help, {lobby.new_id<contract::HelpCallId>(), {}})) ==
        "wrong_station");
  for (const char* session : {"", "front_desk"}) {
    CHECK(code_in(lobby.ask(contract::of_client, {lobby.maria}, 1, session)) == "wrong_station");
    CHECK(code_in(lobby.ask(contract::help_calls, {}, 1, session)) == "wrong_station");
    CHECK(code_in(lobby.ask(contract::decide, {lobby.new_id<ProposalId>()}, 1, session)) ==
          "wrong_station");
  }
  CHECK(code_in(lobby.desk(contract::of_client, {lobby.maria}, "administrator")) == "forbidden");
  CHECK(code_in(lobby.desk(contract::help_calls, {}, "administrator")) == "forbidden");
  CHECK(code_in(lobby.desk(contract::decide, {lobby.new_id<ProposalId>()}, "biller")) ==
        "forbidden");
}
