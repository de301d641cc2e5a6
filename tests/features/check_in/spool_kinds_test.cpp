// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <catch2/catch.hpp>

#include "server/access/device_store.h"
#include "shared/wire/json.h"
#include "tests/features/check_in/lobby.h"

// What was confirmed in the lobby while the box was away, brought home later.

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;
using api::spool::Outcome;

namespace {

const std::array<std::string, 3> kNames{"Lobby one", "Lobby two", "Desk"};

// María has arrived at the first terminal, at ten; then the box goes away.
struct Away {
  Away() {
    lobby.check_ins.add_spool_kinds(kinds);
    for (const std::uint8_t number : std::array<std::uint8_t, 3>{1, 2, 3}) {
      const auto added = lobby.box.ledger->write<bool>(
          {.system_user = "installer"}, [&](audit::WriteTxn& txn) -> Result<bool> {
            access::insert_device(
                txn, {.id = id_of<DeviceId>(number),
                      .name = kNames.at(number - 1U),
                      .station = number == 3 ? wire::Station::kFrontDesk : wire::Station::kLobby,
                      .enrolled_at = txn.now(),
                      .revoked_at = std::nullopt,
                      .last_seen_at = std::nullopt,
                      .certificate_until = std::nullopt,
                      .fingerprint = {}});
            txn.record({.action = "terminal.enrol"});
            return true;
          });
      ALCOVE_CHECK(added.ok());
    }
    visit = lobby.greeted();
    forms = lobby.arrive(visit);
    at = lobby.box.clock.now() + 2min;
  }

  // What became of it, or the word of the refusal.
  template <class Request>
  std::string home(std::string_view kind, const Request& request) {
    const auto done = lobby.box.ledger->write<Outcome>(
        {.system_user = "spool"}, [&](audit::WriteTxn& txn) -> Result<Outcome> {
          const api::spool::Record record{.kind = std::string(kind),
                                          .device = id_of<DeviceId>(device),
                                          .author = author,
                                          .session = std::nullopt,
                                          .written_at = at,
                                          .body = wire::encode(request),
                                          .voucher = {},
                                          .acknowledged = {}};
          const Result<Outcome> outcome =
              (*kinds.find(record.kind))({lobby.new_id<SpoolRecordId>(), record}, txn);
          txn.record({.action = "spool.apply"});
          return outcome;
        });
    return std::string(done ? wire::word_of(done->value) : error_code_word(done.error().code));
  }
  contract::ProposeRequest new_number(const char* number) {
    return {.check_in = visit,
            .proposal = lobby.new_id<ProposalId>(),
            .phone = forms.phones[0].phone,
            .number = number,
            .address = std::nullopt};
  }
  contract::SignRequest signature() {
    return {.check_in = visit,
            .consent = lobby.new_id<ConsentId>(),
            .hash = forms.consent->hash,
            .typed_name = "María López",
            .strokes = {{.points = {{1, 2}, {3, 4}}}}};
  }
  void leave() {
    lobby.box.clock.advance(20min);
    lobby.ask(contract::finish, {.check_in = visit, .ending = contract::Ending::kForgotten});
  }

  std::string stop(contract::Ending ending = contract::Ending::kForgotten) {
    return home(contract::kFinishKind,
                contract::FinishRequest{.check_in = visit, .ending = ending});
  }
  std::vector<contract::HelpCall> calls() {
    return Lobby::decoded<contract::HelpCalls>(lobby.desk(contract::help_calls, {})).items;
  }

  Lobby lobby;
  spool::Handlers kinds;
  CheckInId visit;
  contract::ArriveReply forms;
  UtcTime at{};  // when it was confirmed
  std::uint8_t device = 1;
  std::optional<StaffId> author{};
};

}  // namespace

TEST_CASE("a correction from a spool waits for the desk though the visit has ended since") {
  Away away;
  const auto request = away.new_number("7165550719");
  away.leave();
  CHECK(away.home(contract::kProposeKind, request) == "applied");
  const auto seen = away.lobby.seen_by_desk();
  REQUIRE(seen.proposals.size() == 1);
  CHECK(seen.proposals[0].number == "(716) 555-0719");
  CHECK(seen.proposals[0].at == away.at);
  // Its live reply was lost, and it comes once more: it counts once.
  CHECK(away.home(contract::kProposeKind, request) == "applied");
  CHECK(away.lobby.seen_by_desk().proposals.size() == 1);
}

TEST_CASE("a correction from a spool does not take the place of a newer one") {
  Away away;
  const auto older = away.new_number("7165550719");
  away.lobby.box.clock.advance(10min);
  CHECK(code_in(away.lobby.ask(contract::propose, away.new_number("7165550720"))).empty());
  CHECK(away.home(contract::kProposeKind, older) == "sibling");
  const auto seen = away.lobby.seen_by_desk();
  REQUIRE(seen.proposals.size() == 1);
  CHECK(seen.proposals[0].number == "(716) 555-0720");
}

TEST_CASE("a signature from a spool counts from when it was made, and a second stands beside it") {
  Away away;
  const auto request = away.signature();
  away.leave();
  CHECK(away.home(contract::kSignKind, request) == "applied");
  CHECK(away.home(contract::kSignKind, request) == "applied");
  auto seen = away.lobby.seen_by_desk();
  REQUIRE(seen.signed_documents.size() == 1);
  CHECK(seen.signed_documents[0].at == away.at);
  CHECK(seen.signed_documents[0].terminal_name == "Lobby one");
  CHECK(away.home(contract::kSignKind, away.signature()) == "sibling");
  CHECK(away.lobby.seen_by_desk().signed_documents.size() == 2);
  auto other = away.signature();
  other.hash[0] = static_cast<std::uint8_t>(other.hash[0] ^ 1U);
  CHECK(away.home(contract::kSignKind, other) == "conflict");
}

TEST_CASE("a wish to talk first from a spool is on the desk's board") {
  Away away;
  away.leave();
  CHECK(away.home(contract::kTalkFirstKind, contract::ThisVisit{away.visit}) == "applied");
  CHECK(away.lobby.seen_by_desk().wants_to_talk);
}

TEST_CASE("what a spool says of a visit that did not go on there and then is not taken") {
  Away away;
  const UtcTime begun = away.lobby.box.clock.now();
  const auto talk = [&] {
    return away.home(contract::kTalkFirstKind, contract::ThisVisit{away.visit});
  };
  away.device = 2;
  CHECK(talk() == "not_found");
  away.device = 3;
  CHECK(talk() == "wrong_station");
  away.device = 1;
  away.author = id_of<StaffId>(1);
  CHECK(talk() == "wrong_station");
  away.author.reset();
  away.at = begun - 1ms;
  CHECK(talk() == "not_found");
  away.at = begun + 60min + 1ms;
  CHECK(talk() == "not_found");
  CHECK_FALSE(away.lobby.seen_by_desk().wants_to_talk);
  away.at = begun + 60min;
  CHECK(talk() == "applied");
  away.at = begun;
  CHECK(talk() == "applied");
}

TEST_CASE("who stopped in the middle while the box was away is called for, with the time") {
  Away away;
  away.lobby.box.clock.advance(20min);
  CHECK(away.stop() == "applied");
  const auto calls = away.calls();
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].kind == contract::CallKind::kStopped);
  CHECK(calls[0].at == away.at);
  CHECK(calls[0].greeting_name == "María L.");
  CHECK(calls[0].terminal_name == "Lobby one");
  CHECK(away.lobby.endings == std::vector{contract::Ending::kForgotten});
  // Answered, and brought home once more because the reply was lost: it is no second call.
  CHECK(code_in(away.lobby.desk(contract::answer_call, {calls[0].call})).empty());
  CHECK(away.stop() == "applied");
  CHECK(away.calls().empty());
}

TEST_CASE("nobody is called to a client whom somebody has met since they stopped") {
  Away away;
  SECTION("the visit was ended live, and its reply lost") {
    away.leave();
    const auto live = away.calls();
    REQUIRE(live.size() == 1);
    CHECK(code_in(away.lobby.desk(contract::answer_call, {live[0].call})).empty());
  }
  SECTION("the clinician has fetched them") {
    const api::appointments::MarkRequest mark{
        away.lobby.visit, 2, rules::AppointmentState::kInSession, {}, ""};
    CHECK(code_in(away.lobby.desk(api::appointments::mark, mark, "clinician")).empty());
  }
  SECTION("it is another day") {
    away.lobby.box.clock.advance(14h);
    REQUIRE(away.calls().empty());
  }
  CHECK(away.stop() == "applied");
  CHECK(away.calls().empty());
}

TEST_CASE("who called for help and then stopped is called for unless the call was heard") {
  Away away;
  SECTION("it was not") {
    CHECK(away.stop(contract::Ending::kHelp) == "applied");
    REQUIRE(away.calls().size() == 1);
    CHECK(away.calls()[0].kind == contract::CallKind::kStopped);
  }
  SECTION("it was, and somebody went") {
    const contract::HelpRequest help{away.lobby.new_id<contract::HelpCallId>(), away.visit};
    away.lobby.ask(contract::help, help);
    CHECK(code_in(away.lobby.desk(contract::answer_call, {help.call})).empty());
    CHECK(away.stop(contract::Ending::kHelp) == "applied");
    CHECK(away.calls().empty());
  }
  SECTION("it stands still: one call is enough") {
    away.lobby.ask(contract::help,
                   contract::HelpRequest{away.lobby.new_id<contract::HelpCallId>(), away.visit});
    CHECK(away.stop() == "applied");
    REQUIRE(away.calls().size() == 1);
    CHECK(away.calls()[0].kind == contract::CallKind::kHelp);
  }
}

TEST_CASE("who was greeted and never said that they are here is not called for") {
  Away away;
  const ClientId rosa = away.lobby.add_client("Rosa", "Vega", "1979-02-03", "716-555-8844");
  away.lobby.book(rosa, "2026-11-24T11:00");
  contract::IdentifyRequest claim = away.lobby.claim(away.lobby.new_id<CheckInId>());
  claim.surname = "vega";
  claim.birth_date = parse_date("1979-02-03").value();
  claim.last_four = "8844";
  REQUIRE(Lobby::decoded<contract::IdentifyReply>(away.lobby.identify(claim)).matched);
  away.visit = claim.check_in;
  CHECK(away.stop() == "applied");
  CHECK(away.calls().empty());
}
