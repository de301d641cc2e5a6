// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "server/features/check_in/check_in_rules.h"
#include "server/features/clients/clients.h"
#include "server/http/live_events.h"
#include "shared/crypto/crypto.h"
#include "tests/features/check_in/lobby.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

api::clients::Client record_of(Lobby& lobby) {
  return Lobby::decoded<api::clients::Client>(
      lobby.desk(api::clients::open, api::clients::OpenRequest{lobby.maria}));
}

contract::ProposeRequest new_number(Lobby& lobby, const CheckInId& id, const char* number) {
  return {.check_in = id,
          .proposal = lobby.new_id<ProposalId>(),
          .phone = record_of(lobby).details.phones[0].id,
          .number = number,
          .address = std::nullopt};
}

std::string decide(Lobby& lobby, const ProposalId& proposal, contract::Decision decision) {
  return code_in(lobby.desk(contract::decide, {proposal, decision}));
}

}  // namespace

TEST_CASE("arriving marks the appointment, begins the forms once, and shows everything masked") {
  Lobby lobby;
  const CheckInId id = lobby.greeted(rules::Language::kSpanish);
  const contract::ArriveReply reply = lobby.arrive(id);
  REQUIRE(reply.phones.size() == 1);
  CHECK(reply.phones[0].masked == "•••-••33");
  CHECK(reply.masked_address == "••• M••• S•••, Buffalo");
  REQUIRE(reply.consent.has_value());
  CHECK(reply.consent->title == "Consentimiento para el tratamiento");
  lobby.arrive(id);
  REQUIRE(lobby.arrivals.size() == 1);
  CHECK(lobby.arrivals[0].client == lobby.maria);
  CHECK(lobby.arrivals[0].appointment == lobby.visit);
  CHECK(lobby.arrivals[0].terminal == id_of<DeviceId>(1));
  CHECK(lobby.arrivals[0].language == rules::Language::kSpanish);
  const auto open = Lobby::decoded<api::appointments::OpenReply>(
      lobby.desk(api::appointments::open, api::appointments::OpenRequest{lobby.visit}));
  CHECK(open.row.appointment.state == rules::AppointmentState::kArrived);
}

TEST_CASE("a corrected phone waits for the desk, which sees both and accepts") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  lobby.arrive(id);
  const auto request = new_number(lobby, id, "7165550719");
  CHECK(code_in(lobby.ask(contract::propose, request)).empty());
  CHECK(record_of(lobby).details.phones[0].number == "(716) 555-2233");
  const auto seen = lobby.seen_by_desk();
  REQUIRE(seen.proposals.size() == 1);
  CHECK(seen.proposals[0].phone_was->number == "(716) 555-2233");
  CHECK(seen.proposals[0].number == "(716) 555-0719");
  const auto day = Lobby::decoded<api::appointments::DayReply>(
      lobby.desk(api::appointments::day, api::appointments::DayRequest{}));
  CHECK(day.items[0].flags ==
        std::vector<api::appointments::Flag>{api::appointments::Flag::kProposedChanges,
                                             api::appointments::Flag::kFormsDue});
  CHECK(decide(lobby, request.proposal, contract::Decision::kAccept).empty());
  CHECK(record_of(lobby).details.phones[0].number == "(716) 555-0719");
  CHECK(record_of(lobby).revision == 2);
  CHECK(lobby.seen_by_desk().proposals.empty());
  CHECK(decide(lobby, request.proposal, contract::Decision::kKeepOld) == "wrong_state");
}

TEST_CASE("keeping the old value changes nothing in the record") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  const contract::ProposeRequest request{
      .check_in = id,
      .proposal = lobby.new_id<ProposalId>(),
      .phone = std::nullopt,
      .number = std::nullopt,
      .address = api::clients::Address{"9 Elm Ave", "Apt 2", "Tonawanda", "NY", "14150"}};
  CHECK(code_in(lobby.ask(contract::propose, request)).empty());
  const auto seen = lobby.seen_by_desk();
  REQUIRE(seen.proposals.size() == 1);
  CHECK(seen.proposals[0].address_was->line1 == "221 Main St");
  CHECK(seen.proposals[0].address->line1 == "9 Elm Ave");
  CHECK(decide(lobby, request.proposal, contract::Decision::kKeepOld).empty());
  CHECK(record_of(lobby).revision == 1);
  CHECK(record_of(lobby).details.address->line1 == "221 Main St");
  CHECK(last_event(lobby, "proposal.decide")->detail == "address keep_old");
}

TEST_CASE("an accepted address stands in the record") {
  Lobby lobby;
  const contract::ProposeRequest request{
      .check_in = lobby.greeted(),
      .proposal = lobby.new_id<ProposalId>(),
      .phone = std::nullopt,
      .number = std::nullopt,
      .address = api::clients::Address{"9 Elm Ave", "", "Tonawanda", "NY", "14150"}};
  REQUIRE(code_in(lobby.ask(contract::propose, request)).empty());
  CHECK(decide(lobby, request.proposal, contract::Decision::kAccept).empty());
  CHECK(record_of(lobby).details.address->city == "Tonawanda");
}

TEST_CASE("a second correction of the same phone replaces the first") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  const auto first = new_number(lobby, id, "716-555-0719");
  const auto second = new_number(lobby, id, "716-555-0720");
  REQUIRE(code_in(lobby.ask(contract::propose, first)).empty());
  REQUIRE(code_in(lobby.ask(contract::propose, second)).empty());
  const auto seen = lobby.seen_by_desk();
  REQUIRE(seen.proposals.size() == 1);
  CHECK(seen.proposals[0].id == second.proposal);
  CHECK(decide(lobby, first.proposal, contract::Decision::kAccept) == "wrong_state");
}

TEST_CASE("a correction that cannot be one is refused") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  CHECK(code_in(lobby.ask(contract::propose, new_number(lobby, id, "555-0719"))) == "out_of_range");
  auto request = new_number(lobby, id, "716-555-0719");
  request.phone = lobby.new_id<PhoneId>();
  CHECK(code_in(lobby.ask(contract::propose, request)) == "not_found");
  request.phone.reset();
  CHECK(code_in(lobby.ask(contract::propose, request)) == "missing_field");
  request = new_number(lobby, id, "716-555-0719");
  request.number.reset();
  CHECK(code_in(lobby.ask(contract::propose, request)) == "missing_field");
  CHECK(lobby.seen_by_desk().proposals.empty());
}

TEST_CASE("the hash of the document is that of its words, in each language") {
  for (const rules::Language language : rules::kLanguages) {
    const contract::ConsentDue due = check_in::consent_to_treatment(language);
    const auto hash = crypto::sha256(as_bytes(due.title + "\n\n" + due.text));
    CHECK(due.hash == Bytes(hash.begin(), hash.end()));
    CHECK(due.text.find("988") != std::string::npos);
    CHECK_FALSE(due.text.ends_with('\n'));
    CHECK(due.text.find("SPDX") == std::string::npos);
  }
  CHECK(check_in::consent_to_treatment(rules::Language::kEnglish).title == "Consent to treatment");
}

TEST_CASE("a consent is signed once, with the words that were read, and then counts for a year") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  const Bytes hash = lobby.arrive(id).consent->hash;
  Bytes other = hash;
  other[0] ^= 1U;
  CHECK(lobby.seen_by_desk().consent_due);
  CHECK(code_in(lobby.sign(id, other)) == "conflict");
  CHECK(code_in(lobby.sign(id, hash)).empty());
  CHECK(code_in(lobby.sign(id, hash)) == "wrong_state");
  const auto seen = lobby.seen_by_desk();
  CHECK_FALSE(seen.consent_due);
  REQUIRE(seen.signed_documents.size() == 1);
  CHECK(seen.signed_documents[0].document == "consent_to_treatment");
  CHECK(seen.signed_documents[0].at == parse_utc("2026-11-24T15:00:00.000Z").value());
  CHECK(seen.signed_documents[0].terminal_name == "Lobby 1");
  CHECK_FALSE(lobby.arrive(id).consent.has_value());
  CHECK(last_event(lobby, "consent.sign")->detail ==
        "consent_to_treatment version 1 en; " + to_hex(hash));
  lobby.box.clock.advance(std::chrono::days(365));
  CHECK_FALSE(lobby.seen_by_desk().consent_due);
  lobby.box.clock.advance(std::chrono::milliseconds(1));
  CHECK(lobby.seen_by_desk().consent_due);
}

TEST_CASE("a signature is more than a dot and at most 4000 points") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  const Bytes hash = lobby.arrive(id).consent->hash;
  CHECK(code_in(lobby.sign(id, hash, 0)) == "out_of_range");
  CHECK(code_in(lobby.sign(id, hash, 1)) == "out_of_range");
  CHECK(code_in(lobby.sign(id, hash, 4001)) == "out_of_range");
  CHECK(code_in(lobby.sign(id, hash, 4000)).empty());
}

TEST_CASE("who wants to talk first has signed nothing, and the desk knows") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  lobby.arrive(id);
  CHECK(code_in(lobby.ask(contract::talk_first, contract::ThisVisit{id})).empty());
  const auto seen = lobby.seen_by_desk();
  CHECK(seen.wants_to_talk);
  CHECK(seen.consent_due);
  const auto day = Lobby::decoded<api::appointments::DayReply>(
      lobby.desk(api::appointments::day, api::appointments::DayRequest{}));
  CHECK(day.items[0].flags ==
        std::vector<api::appointments::Flag>{api::appointments::Flag::kWantsToTalk,
                                             api::appointments::Flag::kFormsDue});
}

TEST_CASE("help is called from any screen, once, and stands until somebody goes") {
  Lobby lobby;
  http::LiveEvents live(*lobby.box.ledger);
  const contract::HelpRequest nobody{lobby.new_id<contract::HelpCallId>(), std::nullopt};
  CHECK(code_in(lobby.ask(contract::help, nobody)).empty());
  const contract::HelpRequest again{lobby.new_id<contract::HelpCallId>(), std::nullopt};
  CHECK(code_in(lobby.ask(contract::help, again)).empty());
  const CheckInId id = lobby.greeted();
  lobby.ask(contract::finish, {id, contract::Ending::kHelp});
  lobby.box.clock.advance(std::chrono::seconds(1));
  contract::IdentifyRequest claim = lobby.claim(lobby.new_id<CheckInId>());
  lobby.identify(claim, 2);
  const contract::HelpRequest maria{lobby.new_id<contract::HelpCallId>(), claim.check_in};
  CHECK(code_in(lobby.ask(contract::help, maria, 2)).empty());
  const auto calls = [&] {
    return Lobby::decoded<contract::HelpCalls>(lobby.desk(contract::help_calls, {})).items;
  };
  REQUIRE(calls().size() == 2);
  CHECK(calls()[0].call == nobody.call);
  CHECK_FALSE(calls()[0].greeting_name.has_value());
  CHECK(calls()[1].greeting_name == "María L.");
  CHECK(calls()[1].terminal_name == "Lobby 2");
  const auto go = [&](const contract::HelpCallId& call) {
    return code_in(lobby.desk(contract::answer_call, {call}));
  };
  CHECK(go(nobody.call).empty());
  CHECK(go(nobody.call) == "wrong_state");
  CHECK(go(lobby.new_id<contract::HelpCallId>()) == "not_found");
  CHECK(calls().size() == 1);
  std::int64_t heard = 0;
  access::Principal signed_out;
  signed_out.station = wire::Station::kFrontDesk;
  const auto lines = live.read(signed_out, heard, lobby.box.clock.now()).value();
  // Also a desk where nobody is signed in hears that somebody calls, not who.
  CHECK(std::count_if(lines.begin(), lines.end(), [](const auto& line) {
          return line.kind == api::live::Kind::kHelpCalled && !line.record;
        }) == 4);
}

TEST_CASE("a second client's call at a terminal does not bear the name of the first") {
  Lobby lobby;
  const auto rosa = lobby.add_client("Rosa", "Vega", "1990-01-02", "716-555-7788");
  lobby.book(rosa, "2026-11-24T12:00");
  const auto call = [&](const std::optional<CheckInId>& visit) {
    const contract::HelpRequest request{lobby.new_id<contract::HelpCallId>(), visit};
    CHECK(code_in(lobby.ask(contract::help, request)).empty());
    lobby.box.clock.advance(std::chrono::seconds(1));
  };
  const CheckInId maria = lobby.greeted();
  call(maria);
  call(maria);
  const contract::IdentifyRequest claim{.check_in = lobby.new_id<CheckInId>(),
                                        .language = rules::Language::kEnglish,
                                        .surname = "vega",
                                        .birth_date = parse_date("1990-01-02").value(),
                                        .last_four = "7788"};
  lobby.identify(claim);
  call(claim.check_in);
  call(std::nullopt);
  call(std::nullopt);
  const auto calls =
      Lobby::decoded<contract::HelpCalls>(lobby.desk(contract::help_calls, {})).items;
  REQUIRE(calls.size() == 3);
  CHECK(calls[0].greeting_name == "María L.");
  CHECK(calls[1].greeting_name == "Rosa V.");
  CHECK_FALSE(calls[2].greeting_name.has_value());
}

TEST_CASE("a desk where nobody is signed in learns where somebody asks for help, and not who") {
  Lobby lobby;
  const CheckInId maria = lobby.greeted();
  lobby.ask(contract::help, contract::HelpRequest{lobby.new_id<contract::HelpCallId>(), maria});
  const http::Reply reply = lobby.desk(contract::calls_waiting, {}, "");
  const auto calls = Lobby::decoded<contract::WaitingCalls>(reply).items;
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].kind == contract::CallKind::kHelp);
  CHECK(calls[0].terminal_name == "Lobby 1");
  CHECK(calls[0].at == lobby.box.clock.now());
  CHECK(reply.body.find("Mar") == std::string::npos);
  const auto known =
      Lobby::decoded<contract::HelpCalls>(lobby.desk(contract::help_calls, {})).items;
  CHECK(code_in(lobby.desk(contract::answer_call, {known.at(0).call})).empty());
  CHECK(Lobby::decoded<contract::WaitingCalls>(lobby.desk(contract::calls_waiting, {}, ""))
            .items.empty());
  CHECK(code_in(lobby.ask(contract::calls_waiting, {})) == "wrong_station");
}

TEST_CASE("whether a terminal of the desk can show a call is told to the lobby") {
  Lobby lobby;
  const auto heard = [&] {
    const contract::HelpRequest request{lobby.new_id<contract::HelpCallId>(), std::nullopt};
    return Lobby::decoded<contract::HelpReply>(lobby.ask(contract::help, request)).heard;
  };
  lobby.desk_listens = false;
  CHECK_FALSE(heard());
  lobby.desk_listens = true;
  CHECK(heard());
}

TEST_CASE("a visit that has ended, or is an hour old, is over") {
  Lobby lobby;
  const CheckInId done = lobby.greeted();
  lobby.arrive(done);
  CHECK(code_in(lobby.ask(contract::finish, {done, contract::Ending::kDone})).empty());
  CHECK(lobby.endings == std::vector{contract::Ending::kDone});
  CHECK(code_in(lobby.ask(contract::talk_first, contract::ThisVisit{done})) == "not_found");
  CHECK(code_in(lobby.sign(done, Bytes(32))) == "not_found");
  CHECK(code_in(lobby.ask(contract::finish, {done, contract::Ending::kDone})) == "not_found");
  Lobby later;
  const CheckInId old = later.greeted();
  later.box.clock.advance(std::chrono::minutes(60));
  CHECK(code_in(later.ask(contract::talk_first, contract::ThisVisit{old})).empty());
  later.box.clock.advance(std::chrono::milliseconds(1));
  CHECK(code_in(later.ask(contract::talk_first, contract::ThisVisit{old})) == "not_found");
}

TEST_CASE("the desk may be faster than the client") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  const api::appointments::MarkRequest mark{
      lobby.visit, 1, rules::AppointmentState::kArrived, {}, ""};
  REQUIRE(code_in(lobby.desk(api::appointments::mark, mark)).empty());
  CHECK(code_in(lobby.ask(contract::arrive, contract::ThisVisit{id})).empty());
}

TEST_CASE("what a drawing rests as has a fixed layout") {
  const std::vector<contract::Stroke> strokes = {{{{1, 2}, {3, 1000}}}};
  CHECK(to_hex(check_in::encode_drawing(strokes)) ==
        "00000001"
        "00000002"
        "0000000100000002"
        "00000003000003e8");
}

TEST_CASE("who arrives is told the number of the waiting room, the same when asked again") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  const contract::ArriveReply reply = lobby.arrive(id);
  REQUIRE(reply.queue_token.has_value());
  CHECK(lobby.arrive(id).queue_token == reply.queue_token);
  const auto open = Lobby::decoded<api::appointments::OpenReply>(
      lobby.desk(api::appointments::open, api::appointments::OpenRequest{lobby.visit}));
  CHECK(open.row.appointment.queue_token == reply.queue_token);
}

TEST_CASE("who was marked by the desk while greeting is told the number that the desk sees") {
  Lobby lobby;
  const CheckInId id = lobby.greeted();
  const auto marked = Lobby::decoded<api::appointments::Appointment>(
      lobby.desk(api::appointments::mark,
                 api::appointments::MarkRequest{.appointment = lobby.visit,
                                                .base_revision = 1,
                                                .state = rules::AppointmentState::kArrived,
                                                .room = std::nullopt,
                                                .reason = {}}));
  REQUIRE(marked.queue_token.has_value());
  CHECK(lobby.arrive(id).queue_token == marked.queue_token);
}
