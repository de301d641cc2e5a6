// SPDX-License-Identifier: Apache-2.0
#include "server/features/chart/chart.h"

#include <catch2/catch.hpp>

#include "server/features/questionnaires/questionnaires.h"
#include "tests/support/clinical_clinic.h"

using namespace alcove;
using namespace std::chrono_literals;
using alcove::testing::Clinic;
using api::chart::FlagKind;
using rules::InstrumentId;
namespace asked = api::questionnaires;

namespace {

constexpr const char* kItem9 = "44260-8";

struct Ward : Clinic {
  Ward() {
    alerts.add_routes(router);
    questionnaires.add_routes(router);
    charts.add_routes(router);
    maria = client("María", "López");
  }

  api::chart::Chart open(const std::string& who = "clara") {
    return must(api::chart::open, {maria}, room(), who);
  }
  std::vector<FlagKind> flags() {
    std::vector<FlagKind> kinds;
    for (const api::chart::Flag& flag : open().flags) kinds.push_back(flag.kind);
    return kinds;
  }
  QuestionnaireId begin(InstrumentId instrument) {
    box.clock.advance(1min);
    return write<QuestionnaireId>(lobby(),
                                  [&](audit::WriteTxn& txn) {
                                    return questionnaires.begin(
                                        txn, {.client = maria,
                                              .instrument = instrument,
                                              .language = rules::Language::kSpanish,
                                              .device = lobby().device,
                                              .check_in = CheckInId::make(txn.now(), box.random),
                                              .appointment = {}});
                                  })
        .value();
  }
  void answer(const QuestionnaireId& id, std::int64_t number, const char* item,
              std::optional<std::int64_t> points) {
    must(asked::answer,
         {.questionnaire = id,
          .number = number,
          .item = item,
          .kind = points ? rules::AnswerKind::kPoints : rules::AnswerKind::kDeclined,
          .points = points,
          .confirmed_at = box.clock.now()},
         lobby());
  }

  alerts::Alerts alerts{staffing()};
  questionnaires::Questionnaires questionnaires{alerts, find_relation()};
  chart::Charts charts{*box.ledger, zone, find_relation()};
  ClientId maria;
};

}  // namespace

TEST_CASE("the head of a chart says who the client is, and how old today") {
  Ward ward;
  const api::chart::Chart chart = ward.open();
  CHECK(chart.client == ward.maria);
  CHECK(chart.shown_name == "López, María");
  CHECK(chart.called == "María");
  CHECK(chart.record_number > 0);
  CHECK(chart.birth_date == parse_date("1990-04-02").value());
  CHECK(chart.age_years == 36);  // on 24 November 2026
  CHECK(chart.flags.empty());
  CHECK(chart.latest.empty());
}

TEST_CASE("item 9 above zero is an open alert and a flag, and stays a flag once acknowledged") {
  Ward ward;
  const QuestionnaireId phq9 = ward.begin(InstrumentId::kPhq9);
  ward.answer(phq9, 1, kItem9, 2);
  CHECK(ward.flags() == std::vector<FlagKind>{FlagKind::kAlertOpen, FlagKind::kItem9AboveZero});
  const api::chart::Chart chart = ward.open();
  REQUIRE(chart.alerts.size() == 1);
  CHECK(chart.alerts[0].questionnaire == phq9);
  ward.must(api::alerts::open, {chart.alerts[0].alert}, ward.room(), "clara");
  ward.must(api::alerts::acknowledge,
            {.alert = chart.alerts[0].alert,
             .action = api::alerts::Action::kSeenNow,
             .words = "",
             .handed_to = {}},
            ward.room(), "clara");
  CHECK(ward.flags() == std::vector<FlagKind>{FlagKind::kItem9AboveZero});
}

TEST_CASE("item 9 declined, and taken back after it was above zero, are flags of their own") {
  Ward ward;
  const QuestionnaireId phq9 = ward.begin(InstrumentId::kPhq9);
  ward.answer(phq9, 1, kItem9, std::nullopt);
  CHECK(ward.flags() == std::vector<FlagKind>{FlagKind::kItem9Declined});
  ward.answer(phq9, 2, kItem9, 1);
  ward.answer(phq9, 3, kItem9, 0);
  CHECK(ward.flags() == std::vector<FlagKind>{FlagKind::kAlertOpen, FlagKind::kItem9WasAboveZero});
}

TEST_CASE("the newest of each instrument counts; one without an answer hides nothing") {
  Ward ward;
  const QuestionnaireId first = ward.begin(InstrumentId::kPhq9);
  ward.answer(first, 1, kItem9, 0);
  const QuestionnaireId gad7 = ward.begin(InstrumentId::kGad7);
  ward.answer(gad7, 1, "69725-0", 3);
  const QuestionnaireId second = ward.begin(InstrumentId::kPhq9);
  auto latest = ward.open().latest;
  REQUIRE(latest.size() == 2);
  CHECK(latest[0].questionnaire == gad7);
  CHECK(latest[1].questionnaire == first);
  ward.answer(second, 1, kItem9, 0);
  latest = ward.open().latest;
  REQUIRE(latest.size() == 2);
  CHECK(latest[0].questionnaire == second);
}

TEST_CASE("a questionnaire that was left is flagged as partial") {
  Ward ward;
  const QuestionnaireId phq9 = ward.begin(InstrumentId::kPhq9);
  ward.answer(phq9, 1, kItem9, 0);
  ward.must(asked::finish, {phq9, asked::Ending::kStopped}, ward.lobby());
  CHECK(ward.flags() == std::vector<FlagKind>{FlagKind::kPartialAnswers});
}

TEST_CASE("opening a chart is one event of the session; looking again is covered by it") {
  Ward ward;
  const std::int64_t before = ward.box.ledger->head().number;
  ward.open();
  ward.open();
  CHECK(ward.actions_after(before) == std::vector<std::string>{"chart.open"});
}

TEST_CASE("a chart is opened on the care team and in the therapy room, else in an emergency") {
  Ward ward;
  const auto refusal = [&](const std::string& who, const access::Principal& at,
                           const std::string& purpose = {}) {
    return ward.refusal(api::chart::open, {ward.maria}, at, who, purpose);
  };
  CHECK(refusal("clara", ward.room()) == "");
  CHECK(refusal("olga", ward.room()) == "forbidden");
  CHECK(refusal("clara", ward.desk()) == "wrong_station");
  CHECK(refusal("clara", ward.lobby()) == "wrong_station");
  CHECK(refusal("", ward.room()) == "not_signed_in");
  CHECK(refusal("clara/locked", ward.room()) == "session_locked");
  for (const char* who : {"dana", "bill", "adam"}) {
    INFO(who);
    CHECK(refusal(who, ward.room()) == "forbidden");
    CHECK(refusal(who, ward.room(), "break_glass") == "forbidden");
  }
  const std::int64_t before = ward.box.ledger->head().number;
  CHECK(refusal("olga", ward.room(), "break_glass") == "");
  CHECK(refusal("olga", ward.room(), "break_glass") == "");
  CHECK(ward.actions_after(before) == std::vector<std::string>{"chart.open", "chart.open"});
}
