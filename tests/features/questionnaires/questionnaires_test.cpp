// SPDX-License-Identifier: Apache-2.0
#include "server/features/questionnaires/questionnaires.h"

#include <catch2/catch.hpp>
#include <thread>

#include "server/http/live_events.h"
#include "tests/features/questionnaires/lobby_clinic.h"

using namespace alcove;
using namespace alcove::testing;
using questionnaires::Delivery;

TEST_CASE("within a second of the confirmed answer to item 9 the clinician's terminal knows") {
  LobbyClinic clinic;
  http::LiveEvents live(*clinic.box.ledger);
  const QuestionnaireId id = clinic.begin();
  std::int64_t after = live.newest();
  const auto start = std::chrono::steady_clock::now();
  std::chrono::steady_clock::duration took{};
  std::thread terminal([&] {
    live.wait(after, 10s);
    REQUIRE(clinic.alerts_now().size() == 1);
    took = std::chrono::steady_clock::now() - start;
  });
  const bool support =
      clinic.must(contract::answer, clinic.request(id, 1, kItem9, 1), clinic.lobby()).show_support;
  terminal.join();
  CHECK(support);
  CHECK(took < 1s);
  const auto lines =
      live.read(clinic.as("clara", clinic.room()), after, clinic.box.clock.now()).value();
  CHECK(lines.at(0).kind == api::live::Kind::kAlertChanged);
}

TEST_CASE(
    "the answer that calls for a person and its alert are one write: neither without the other") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.begin();
  const auto broken = clinic.write<bool>(clinic.lobby(), [&](audit::WriteTxn& txn) -> Result<bool> {
    ALCOVE_TRY(clinic.questionnaires.answer(txn, clinic.lobby().device,
                                            clinic.request(id, 1, kItem9, 3), Delivery::kLive));
    return Error{ErrorCode::kNoSpace, {}, "the disk is full"};
  });
  CHECK_FALSE(broken.ok());
  CHECK(clinic.alerts_now().empty());
  CHECK(clinic.score_of(id).critical == rules::CriticalAnswer::kNotReached);
}

TEST_CASE("item 9 at zero or declined raises nothing; declined is a flag of its own") {
  LobbyClinic clinic;
  const QuestionnaireId zero = clinic.begin();
  CHECK_FALSE(clinic.answer(zero, 1, kItem9, 0));
  CHECK(clinic.score_of(zero).critical == rules::CriticalAnswer::kZero);
  CHECK_FALSE(clinic.answer(zero, 2, kItem9, std::nullopt));
  CHECK(clinic.score_of(zero).critical == rules::CriticalAnswer::kDeclined);
  CHECK(clinic.alerts_now().empty());
}

TEST_CASE("going back does not retract the alert, and the later answer stands beside it") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.begin();
  CHECK(clinic.answer(id, 1, kItem9, 2));
  CHECK_FALSE(clinic.answer(id, 2, kItem9, 0));
  CHECK(clinic.alerts_now().size() == 1);
  const auto result = clinic.must(contract::result, {id}, clinic.room(), "clara");
  CHECK(result.score.critical == rules::CriticalAnswer::kZero);
  CHECK(result.score.critical_was_above_zero);
  REQUIRE(result.answers.size() == 2);
  CHECK(result.answers[0].points == 2);
  CHECK_FALSE(result.answers[0].stands);
  CHECK(result.answers[1].points == 0);
  CHECK(result.answers[1].stands);
}

TEST_CASE("an answer to another item above zero calls nobody") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.begin();
  CHECK_FALSE(clinic.answer(id, 1, kPhq9Items[0], 3));
  CHECK(clinic.alerts_now().empty());
}

TEST_CASE("no reply to the lobby holds a score, a severity, a flag or an answer") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.begin();
  const http::Reply quiet =
      clinic.ask(contract::answer, clinic.request(id, 1, kPhq9Items[0], 3), clinic.lobby());
  CHECK(quiet.body == R"({"show_support":false,"nobody_hears":false})");
  const http::Reply calls =
      clinic.ask(contract::answer, clinic.request(id, 2, kItem9, 3), clinic.lobby());
  CHECK(calls.body == R"({"show_support":true,"nobody_hears":false})");
  const http::Reply open = clinic.ask(contract::open, {clinic.visit}, clinic.lobby());
  CHECK(open.body ==
        R"({"items":[{"questionnaire":")" + id.text() +
            R"(","instrument":"phq9","done":["44250-9","44260-8"],"next_number":3}]})");
  CHECK(clinic.ask(contract::finish, {id, contract::Ending::kStopped}, clinic.lobby()).body ==
        "{}");
}

TEST_CASE("the same answer again changes nothing, another answer under its number is refused") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.begin();
  CHECK(clinic.answer(id, 1, kItem9, 1));
  CHECK(clinic.answer(id, 1, kItem9, 1));
  CHECK(clinic.must(contract::result, {id}, clinic.room(), "clara").answers.size() == 1);
  CHECK(clinic.refusal(contract::answer, clinic.request(id, 1, kItem9, 2), clinic.lobby()) ==
        "conflict");
}

TEST_CASE("numbers go up to 200 answers in one questionnaire, and no further") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.begin();
  CHECK(clinic.refusal(contract::answer, clinic.request(id, 200, kItem9, 0), clinic.lobby()) == "");
  CHECK(clinic.refusal(contract::answer, clinic.request(id, 201, kItem9, 0), clinic.lobby()) ==
        "out_of_range");
  CHECK(clinic.refusal(contract::answer, clinic.request(id, 0, kItem9, 0), clinic.lobby()) ==
        "out_of_range");
  CHECK(clinic.refusal(contract::answer, clinic.request(id, 1, kItem9, 4), clinic.lobby()) ==
        "out_of_range");
}

TEST_CASE("another terminal, and another visit at the same one, cannot answer or see it") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.begin();
  const auto other = clinic.lobby("11");
  CHECK(clinic.refusal(contract::answer, clinic.request(id, 1, kItem9, 1), other) == "not_found");
  CHECK(clinic.refusal(contract::finish, {id, contract::Ending::kStopped}, other) == "not_found");
  CHECK(clinic.must(contract::open, {clinic.visit}, other).items.empty());
  const auto next_visit = CheckInId::make(clinic.box.clock.now(), clinic.box.random);
  CHECK(clinic.must(contract::open, {next_visit}, clinic.lobby()).items.empty());
  for (const auto& staff_terminal : {clinic.desk(), clinic.room()}) {
    CHECK(clinic.refusal(contract::answer, clinic.request(id, 1, kItem9, 1), staff_terminal,
                         "clara") == "wrong_station");
    CHECK(clinic.refusal(contract::open, {clinic.visit}, staff_terminal, "clara") ==
          "wrong_station");
  }
}

TEST_CASE("the next client at a terminal ends what the last one left open, as partial") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.answered("12");
  const ClientId next = clinic.client("Ana", "Silva");
  REQUIRE(clinic
              .try_begin({.client = next,
                          .instrument = InstrumentId::kPhq9,
                          .language = rules::Language::kEnglish,
                          .device = clinic.lobby().device,
                          .check_in = CheckInId::make(clinic.box.clock.now(), clinic.box.random),
                          .appointment = {}})
              .ok());
  CHECK(clinic.score_of(id).progress == contract::Progress::kPartial);
  CHECK(clinic.refusal(contract::answer, clinic.request(id, 3, kItem9, 1), clinic.lobby()) ==
        "wrong_state");
}

TEST_CASE("the same check-in goes on where it was left, also at another terminal") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.answered("12");
  CHECK(clinic.finish(id, contract::Ending::kForgotten) == "");
  const auto other = clinic.lobby("11");
  CHECK(clinic
            .try_begin({.client = clinic.maria,
                        .instrument = InstrumentId::kPhq9,
                        .language = rules::Language::kSpanish,
                        .device = other.device,
                        .check_in = clinic.visit,
                        .appointment = {}})
            .value() == id);
  const auto open = clinic.must(contract::open, {clinic.visit}, other);
  REQUIRE(open.items.size() == 1);
  CHECK(open.items[0].done == std::vector<std::string>{"44250-9", "44255-8"});
  CHECK(open.items[0].next_number == 3);
  CHECK(clinic.must(contract::open, {clinic.visit}, clinic.lobby()).items.empty());
}

TEST_CASE("completed means that every item was reached, declined ones among them") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.answered("0000-000");
  CHECK(clinic.finish(id, contract::Ending::kCompleted) == "missing_field");
  clinic.answer(id, 9, kItem9, 0);
  CHECK(clinic.finish(id, contract::Ending::kCompleted) == "");
  CHECK(clinic.finish(id, contract::Ending::kCompleted) == "");
  CHECK(clinic.finish(id, contract::Ending::kForgotten) == "wrong_state");
  const contract::ScoreLine score = clinic.score_of(id);
  CHECK(score.progress == contract::Progress::kCompleted);
  CHECK(score.answered == 8);
  CHECK(score.prorated);
  CHECK(score.total == 0);
}

TEST_CASE("scores are the worked examples of the instrument") {
  LobbyClinic clinic;
  const auto score = [&](const char* pattern) {
    clinic.visit = CheckInId::make(clinic.box.clock.now(), clinic.box.random);
    return clinic.score_of(clinic.answered(pattern));
  };
  auto line = score("333333333");
  CHECK(line.total == 27);
  CHECK(line.severity == rules::Severity::kSevere);
  line = score("120310211");
  CHECK(line.total == 11);
  CHECK(line.severity == rules::Severity::kModerate);
  CHECK(line.critical == rules::CriticalAnswer::kAboveZero);
  line = score("1111111--");
  CHECK(line.total == 9);
  CHECK(line.prorated);
  CHECK(line.answered == 7);
  CHECK(line.items == 9);
  CHECK(line.critical == rules::CriticalAnswer::kDeclined);
  line = score("222---000");
  CHECK_FALSE(line.total);
  CHECK_FALSE(line.severity);
  CHECK(line.answered == 6);
}

TEST_CASE("both instruments are due at a first visit, and not again within six days") {
  LobbyClinic clinic;
  const std::vector both{InstrumentId::kPhq9, InstrumentId::kGad7};
  const std::vector only_gad7{InstrumentId::kGad7};
  CHECK(clinic.due() == both);
  const QuestionnaireId id = clinic.answered("000000000");
  CHECK(clinic.due() == both);
  CHECK(clinic.finish(id, contract::Ending::kCompleted) == "");
  CHECK(clinic.due() == only_gad7);
  clinic.box.clock.advance(6 * 24h - 1ms);
  CHECK(clinic.due() == only_gad7);
  clinic.box.clock.advance(1ms);
  CHECK(clinic.due() == both);
}

TEST_CASE("GAD-7 is never put before PHQ-9, also when both were begun in the same millisecond") {
  for (int i = 0; i < 12; ++i) {
    LobbyClinic clinic;
    clinic.begin(InstrumentId::kPhq9);
    clinic.begin(InstrumentId::kGad7);
    const auto open = clinic.must(contract::open, {clinic.visit}, clinic.lobby()).items;
    REQUIRE(open.size() == 2);
    CHECK(open[0].instrument == InstrumentId::kPhq9);
    CHECK(open[1].instrument == InstrumentId::kGad7);
  }
}

TEST_CASE("answers from a spool find their questionnaire after it was left, and may complete it") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.answered("00000000");
  auto late = clinic.request(id, 9, kItem9, 2);
  clinic.box.clock.advance(20min);
  CHECK(clinic.finish(id, contract::Ending::kForgotten) == "");
  const auto replay = [&](const contract::AnswerRequest& request) {
    return clinic.write<contract::AnswerReply>(clinic.lobby(), [&](audit::WriteTxn& txn) {
      return clinic.questionnaires.answer(txn, clinic.lobby().device, request, Delivery::kReplayed);
    });
  };
  CHECK(replay(late).ok());
  CHECK(replay(late).ok());
  CHECK(clinic.alerts_now().size() == 1);
  const auto result = clinic.must(contract::result, {id}, clinic.room(), "clara");
  REQUIRE(result.answers.size() == 9);
  CHECK(result.answers[8].confirmed_at == late.confirmed_at);
  CHECK(replay(clinic.request(id, 10, "69722-7", 1)).ok());
  CHECK(clinic
            .write<wire::Nothing>(clinic.lobby(),
                                  [&](audit::WriteTxn& txn) {
                                    return Questionnaires::finish(
                                        txn, clinic.lobby().device,
                                        {id, contract::Ending::kCompleted}, Delivery::kReplayed);
                                  })
            .ok());
  CHECK(clinic.score_of(id).progress == contract::Progress::kCompleted);
}

TEST_CASE("staff see scores only in a therapy room and only of those they care for") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.answered("111");
  const auto scores = [&](const char* who, const access::Principal& at, const char* purpose = "") {
    return clinic.refusal(contract::scores, {clinic.maria, {}}, at, who, purpose);
  };
  CHECK(scores("clara", clinic.room()) == "");
  CHECK(scores("pia", clinic.room()) == "");
  CHECK(scores("olga", clinic.room(), "break_glass") == "");
  for (const char* who : {"olga", "sam", "petra", "dana", "bill", "adam"}) {
    CHECK(scores(who, clinic.room()) == "forbidden");
    CHECK(clinic.refusal(contract::result, {id}, clinic.room(), who) == "forbidden");
  }
  CHECK(scores("", clinic.room()) == "not_signed_in");
  CHECK(scores("clara/locked", clinic.room()) == "session_locked");
  CHECK(scores("clara", clinic.desk()) == "wrong_station");
  CHECK(scores("", clinic.lobby()) == "wrong_station");
}

TEST_CASE("each look at scores or answers is an event of the chain before the answer leaves") {
  LobbyClinic clinic;
  const QuestionnaireId id = clinic.answered("1");
  const std::int64_t before = clinic.box.ledger->head().number;
  clinic.must(contract::scores, {clinic.maria, {}}, clinic.room(), "clara");
  clinic.must(contract::result, {id}, clinic.room(), "clara");
  CHECK(clinic.actions_after(before) ==
        std::vector<std::string>{"questionnaire.scores", "questionnaire.open"});
}

TEST_CASE("the trend is read newest first and page by page") {
  LobbyClinic clinic;
  std::vector<QuestionnaireId> begun;
  for (std::size_t i = 0; i < contract::kMaxResults + 1; ++i) {
    clinic.box.clock.advance(24h);
    clinic.visit = CheckInId::make(clinic.box.clock.now(), clinic.box.random);
    begun.push_back(clinic.begin());
  }
  const auto first = clinic.must(contract::scores, {clinic.maria, {}}, clinic.room(), "clara");
  CHECK(first.items.size() == 200);
  CHECK(first.items.front().questionnaire == begun.back());
  REQUIRE(first.next);
  const auto second =
      clinic.must(contract::scores, {clinic.maria, first.next}, clinic.room(), "clara");
  REQUIRE(second.items.size() == 1);
  CHECK(second.items[0].questionnaire == begun.front());
  CHECK_FALSE(second.next);
}

TEST_CASE("the store itself refuses to change or delete an answer") {
  LobbyClinic clinic;
  clinic.answered("1");
  for (const char* sql :
       {"DELETE FROM questionnaire_answer", "UPDATE questionnaire_answer SET points = 0"}) {
    CHECK_THROWS_AS(clinic.box.store->write([&](store::Connection& connection) -> Result<void> {
      connection.run(sql);
      return {};
    }),
                    Fault);
  }
}
