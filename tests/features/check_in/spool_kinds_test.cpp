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
