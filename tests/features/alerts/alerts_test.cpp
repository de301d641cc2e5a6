// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "server/http/live_events.h"
#include "tests/support/clinical_clinic.h"

using namespace alcove;
using namespace std::chrono_literals;
using alcove::testing::Clinic;
using api::alerts::Action;
using api::alerts::Escalation;
namespace contract = api::alerts;

namespace {

struct AlertClinic : Clinic {
  AlertClinic() {
    alerts.add_routes(router);
    workers.at("clara").present = true;
    maria = client("María", "López");
  }

  AlertId raise(const std::optional<AppointmentId>& appointment = std::nullopt) {
    return raise_for(questionnaire, appointment);
  }
  AlertId raise_for(const QuestionnaireId& of, const std::optional<AppointmentId>& appointment) {
    return write<AlertId>(lobby(),
                          [&](audit::WriteTxn& txn) -> Result<AlertId> {
                            return alerts.raise(txn, {.client = maria,
                                                      .source = contract::Source::kPhq9Item9,
                                                      .questionnaire = of,
                                                      .appointment = appointment});
                          })
        .value();
  }
  contract::PendingReply pending(const std::string& who, const access::Principal& at) {
    return must(contract::pending, wire::Nothing{}, at, who);
  }
  contract::WaitingReply waiting(const access::Principal& at, const std::string& who = {}) {
    return must(contract::waiting, wire::Nothing{}, at, who);
  }
  std::int64_t escalate() { return alerts.escalate_due(*box.ledger, box.clock.now()).value(); }
  access::Relation relation_of(const std::string& name) {
    return box.store
        ->read<access::Relation>([&](store::ReadTxn& txn) -> Result<access::Relation> {
          return alerts::Alerts::relation_to(txn, maria, staff(name), box.clock.now());
        })
        .value();
  }
  contract::Alert acknowledge(const AlertId& id, const std::string& who) {
    must(contract::open, {id}, room(), who);
    return must(contract::acknowledge, {id, Action::kSeenNow, "", {}}, room(), who);
  }

  alerts::Alerts alerts{staffing()};
  ClientId maria;
  QuestionnaireId questionnaire = QuestionnaireId::make(box.clock.now(), box.random);
};

}  // namespace

TEST_CASE("an alert reaches the care team, the visit's clinician and everyone with crisis") {
  AlertClinic clinic;
  const auto visit = AppointmentId::make(clinic.box.clock.now(), clinic.box.random);
  clinic.clinician_of[visit] = clinic.staff("petra");
  const AlertId id = clinic.raise(visit);
  for (const char* who : {"clara", "petra", "cruz"}) {
    const auto reply = clinic.pending(who, clinic.room());
    REQUIRE(reply.items.size() == 1);
    CHECK(reply.items[0].alert == id);
    CHECK(reply.items[0].meant_for_me);
    CHECK(reply.items[0].may_open);
  }
  CHECK(clinic.pending("olga", clinic.room()).items.empty());
  CHECK(clinic.pending("bill", clinic.desk()).items.empty());
}

TEST_CASE(
    "before it is opened a clinician's tile names nobody, and the desk's only the first name") {
  AlertClinic clinic;
  clinic.raise();
  const http::Reply tile = clinic.ask(contract::pending, wire::Nothing{}, clinic.room(), "clara");
  CHECK(tile.body.find("Mar") == std::string::npos);
  const http::Reply desk = clinic.ask(contract::pending, wire::Nothing{}, clinic.desk(), "dana");
  const auto item = nlohmann::json::parse(desk.body).at("items").at(0);
  CHECK(item.at("person") == "María L.");
  // Neither who she is in the record, nor what it is about.
  for (const char* field : {"client", "record_number", "source", "questionnaire", "appointment",
                            "acknowledged", "answers", "score"}) {
    CHECK_FALSE(item.contains(field));
  }
  for (const char* word : {"López", "phq9", "item9", "10001"}) {
    CHECK(desk.body.find(word) == std::string::npos);
  }
  CHECK(desk.body.find(clinic.maria.text()) == std::string::npos);
  CHECK(desk.body.find(clinic.questionnaire.text()) == std::string::npos);
}

TEST_CASE("locked and signed-out terminals learn that somebody needs a clinician, and no more") {
  AlertClinic clinic;
  clinic.raise();
  for (const auto& [at, who] :
       {std::pair(clinic.room(), ""), std::pair(clinic.desk(), ""),
        std::pair(clinic.room(), "clara/locked"), std::pair(clinic.desk(), "dana/locked")}) {
    const http::Reply reply = clinic.ask(contract::waiting, wire::Nothing{}, at, who);
    CHECK(reply.body == R"({"items":[{"since":"2026-11-24T15:00:00.000Z","escalated":false}]})");
    const std::string refused = clinic.refusal(contract::pending, wire::Nothing{}, at, who);
    CHECK(refused == (*who == 0 ? "not_signed_in" : "session_locked"));
  }
}

TEST_CASE("the lobby can ask nothing about alerts") {
  AlertClinic clinic;
  const AlertId id = clinic.raise();
  CHECK(clinic.refusal(contract::waiting, wire::Nothing{}, clinic.lobby()) == "wrong_station");
  CHECK(clinic.refusal(contract::pending, wire::Nothing{}, clinic.lobby()) == "wrong_station");
  CHECK(clinic.refusal(contract::told, {id, {}}, clinic.lobby()) == "wrong_station");
  CHECK(clinic.refusal(contract::open, {id}, clinic.lobby()) == "wrong_station");
  CHECK(clinic.refusal(contract::acknowledge, {id, Action::kSeenNow, "", {}}, clinic.lobby()) ==
        "wrong_station");
}

TEST_CASE("only clinical people open and acknowledge; every role that may not is refused") {
  AlertClinic clinic;
  const AlertId id = clinic.raise();
  for (const char* who : {"dana", "bill", "pia", "adam"}) {
    CHECK(clinic.refusal(contract::open, {id}, clinic.desk(), who) == "forbidden");
    CHECK(clinic.refusal(contract::acknowledge, {id, Action::kSeenNow, "", {}}, clinic.desk(),
                         who) == "forbidden");
  }
  CHECK(clinic.refusal(contract::told, {id, {}}, clinic.desk(), "adam") == "forbidden");
  CHECK(clinic.refusal(contract::open, {id}, clinic.room(), "") == "not_signed_in");
  for (const char* who : {"clara", "olga", "sam", "petra", "cruz"}) {
    CHECK(clinic.refusal(contract::open, {id}, clinic.room(), who).empty());
  }
}

TEST_CASE("opening is an event, shows who it is, and makes the opener one who answers the alert") {
  AlertClinic clinic;
  const AlertId id = clinic.raise();
  CHECK(clinic.relation_of("olga") == access::Relation::kNone);
  const std::int64_t before = clinic.box.ledger->head().number;
  const contract::Alert alert = clinic.must(contract::open, {id}, clinic.room(), "olga");
  CHECK(alert.client == clinic.maria);
  CHECK(alert.person == "López, María");
  CHECK(alert.questionnaire == clinic.questionnaire);
  CHECK(clinic.actions_after(before) == std::vector<std::string>{"alert.open"});
  CHECK(clinic.relation_of("olga") == access::Relation::kAlert);
}

TEST_CASE("an acknowledgement keeps name, time and action, and takes the tile away everywhere") {
  AlertClinic clinic;
  const AlertId id = clinic.raise();
  CHECK(clinic.refusal(contract::acknowledge, {id, Action::kSeenNow, "", {}}, clinic.room(),
                       "clara") == "wrong_state");
  clinic.box.clock.advance(40s);
  const contract::Alert done = clinic.acknowledge(id, "clara");
  REQUIRE(done.acknowledged);
  CHECK(done.acknowledged->by_name == "clara Tester");
  CHECK(done.acknowledged->at == done.since + 40s);
  CHECK(done.acknowledged->action == Action::kSeenNow);
  CHECK(clinic.waiting(clinic.room()).items.empty());
  CHECK(clinic.pending("cruz", clinic.room()).items.empty());
  CHECK(clinic.refusal(contract::acknowledge, {id, Action::kOther, "again", {}}, clinic.room(),
                       "clara") == "wrong_state");
  CHECK(clinic.refusal(contract::told, {id, {}}, clinic.desk(), "dana") == "wrong_state");
  // Its openers may look it up again; nobody else opens it any more.
  CHECK(clinic.must(contract::open, {id}, clinic.room(), "clara").acknowledged);
  CHECK(clinic.refusal(contract::open, {id}, clinic.room(), "olga") == "not_found");
}

TEST_CASE("the answer to an alert opens the chart until a day after it was acknowledged") {
  AlertClinic clinic;
  const AlertId id = clinic.raise();
  clinic.must(contract::open, {id}, clinic.room(), "olga");
  clinic.must(contract::acknowledge, {id, Action::kHandedOver, "", clinic.staff("petra")},
              clinic.room(), "olga");
  clinic.box.clock.advance(24h - 1ms);
  CHECK(clinic.relation_of("olga") == access::Relation::kAlert);
  CHECK(clinic.relation_of("petra") == access::Relation::kAlert);
  CHECK(clinic.relation_of("sam") == access::Relation::kNone);
  clinic.box.clock.advance(1ms);
  CHECK(clinic.relation_of("olga") == access::Relation::kNone);
  CHECK(clinic.relation_of("petra") == access::Relation::kNone);
}

TEST_CASE("an alert is handed only to somebody clinical who works here") {
  AlertClinic clinic;
  const AlertId id = clinic.raise();
  clinic.must(contract::open, {id}, clinic.room(), "clara");
  for (const StaffId& nobody : {clinic.staff("dana"), StaffId()}) {
    CHECK(clinic.refusal(contract::acknowledge, {id, Action::kHandedOver, "", nobody},
                         clinic.room(), "clara") == "not_found");
  }
  CHECK(clinic.waiting(clinic.room()).items.size() == 1);
}

TEST_CASE("told in person is marked with name and time, twenty times, and does not end the alert") {
  AlertClinic clinic;
  const AlertId id = clinic.raise();
  for (std::size_t i = 0; i < contract::kMaxTold; ++i) {
    clinic.must(contract::told, {id, "Clara"}, clinic.desk(), "dana");
  }
  CHECK(clinic.refusal(contract::told, {id, "Clara"}, clinic.desk(), "dana") == "too_many");
  const auto reply = clinic.pending("dana", clinic.desk());
  REQUIRE(reply.items.size() == 1);
  REQUIRE(reply.items[0].told.size() == 20);
  CHECK(reply.items[0].told[0].by == "dana Tester");
  CHECK(reply.items[0].told[0].whom == "Clara");
}

TEST_CASE("an alert goes to every staff terminal at two minutes, and to none of them before") {
  AlertClinic clinic;
  clinic.raise();
  clinic.box.clock.advance(2min - 1ms);
  CHECK(clinic.escalate() == 0);
  CHECK(clinic.pending("olga", clinic.room()).items.empty());
  CHECK(clinic.waiting(clinic.desk(), "adam").items.empty());
  clinic.box.clock.advance(1ms);
  CHECK(clinic.escalate() == 1);
  const auto seen = clinic.pending("olga", clinic.room());
  REQUIRE(seen.items.size() == 1);
  CHECK(seen.items[0].escalated == Escalation::kNotAcknowledged);
  CHECK_FALSE(seen.items[0].meant_for_me);
  CHECK(clinic.pending("bill", clinic.desk()).items.size() == 1);
  CHECK(clinic.waiting(clinic.desk(), "adam").items.size() == 1);
  const std::int64_t head = clinic.box.ledger->head().number;
  clinic.box.clock.advance(1h);
  CHECK(clinic.escalate() == 0);
  CHECK(clinic.box.ledger->head().number == head);
}

TEST_CASE(
    "a thousand alerts are shown; one more takes the oldest's place, and every one escalates") {
  AlertClinic clinic;
  std::vector<AlertId> raised;
  for (int i = 0; i < 1001; ++i) {
    clinic.box.clock.advance(1ms);
    raised.push_back(clinic.raise_for(
        QuestionnaireId::make(clinic.box.clock.now(), clinic.box.random), std::nullopt));
    if (i == 999) {
      const auto all = clinic.pending("clara", clinic.room()).items;
      REQUIRE(all.size() == 1000);
      CHECK(all.front().alert == raised.front());
    }
  }
  const auto shown = clinic.pending("clara", clinic.room()).items;
  REQUIRE(shown.size() == 1000);
  CHECK(shown.front().alert == raised.at(1));
  CHECK(shown.back().alert == raised.back());
  CHECK(clinic.waiting(clinic.room()).items.size() == 1000);
  clinic.box.clock.advance(2min);
  CHECK(clinic.escalate() == 1001);
  CHECK(clinic.pending("olga", clinic.room()).items.size() == 1000);
}

TEST_CASE("nobody there: at once when raised, and at once when the last one leaves") {
  AlertClinic clinic;
  clinic.raise();
  CHECK(clinic.escalate() == 0);
  clinic.workers.at("clara").present = false;
  clinic.workers.at("olga").present = true;  // there, but it is not meant for her
  CHECK(clinic.escalate() == 1);
  CHECK(clinic.pending("olga", clinic.room()).items.at(0).escalated == Escalation::kNobodyThere);

  AlertClinic empty;
  empty.workers.at("clara").present = false;
  empty.raise();
  CHECK(empty.pending("olga", empty.room()).items.size() == 1);
}

TEST_CASE("an acknowledged alert does not escalate any more") {
  AlertClinic clinic;
  clinic.acknowledge(clinic.raise(), "clara");
  clinic.box.clock.advance(2min);
  CHECK(clinic.escalate() == 0);
}

TEST_CASE("a pending alert is there again after a restart, and its two minutes go on") {
  Clinic clinic;
  ClientId maria = clinic.client("María", "López");
  clinic.workers.at("clara").present = true;
  alerts::Alerts alerts(clinic.staffing());
  REQUIRE(clinic
              .write<AlertId>(clinic.lobby(),
                              [&](audit::WriteTxn& txn) -> Result<AlertId> {
                                return alerts.raise(txn, {.client = maria,
                                                          .source = contract::Source::kPhq9Item9,
                                                          .questionnaire = {},
                                                          .appointment = {}});
                              })
              .ok());
  clinic.box.clock.advance(90s);
  clinic.box.reopen();
  const auto waiting = clinic.box.store->read<contract::WaitingReply>(
      [&](store::ReadTxn& txn) -> Result<contract::WaitingReply> {
        return alerts::Alerts::waiting(clinic.room(), txn);
      });
  REQUIRE(waiting->items.size() == 1);
  CHECK(waiting->items[0].since == clinic.box.clock.now() - 90s);
  CHECK(alerts.escalate_due(*clinic.box.ledger, clinic.box.clock.now()).value() == 0);
  clinic.box.clock.advance(30s);
  CHECK(alerts.escalate_due(*clinic.box.ledger, clinic.box.clock.now()).value() == 1);
}

TEST_CASE(
    "one questionnaire has one pending alert; after an acknowledgement it may raise another") {
  AlertClinic clinic;
  const AlertId first = clinic.raise();
  CHECK(clinic
            .write<AlertId>(clinic.lobby(),
                            [&](audit::WriteTxn& txn) -> Result<AlertId> {
                              txn.record({.action = "test"});
                              return clinic.alerts.raise(txn,
                                                         {.client = clinic.maria,
                                                          .source = contract::Source::kPhq9Item9,
                                                          .questionnaire = clinic.questionnaire,
                                                          .appointment = {}});
                            })
            .value() == first);
  clinic.acknowledge(first, "clara");
  CHECK(clinic.raise() != first);
}

TEST_CASE(
    "every change of an alert is told to the terminals, without saying which to locked ones") {
  AlertClinic clinic;
  http::LiveEvents live(*clinic.box.ledger);
  std::int64_t after = live.newest();
  std::int64_t locked_after = after;
  clinic.acknowledge(clinic.raise(), "clara");
  const auto lines =
      live.read(clinic.as("clara", clinic.room()), after, clinic.box.clock.now()).value();
  std::vector<api::live::Kind> kinds;
  for (const auto& line : lines) {
    kinds.push_back(line.kind);
    // The board's row may have another flag; whose it is, is not in the line.
    CHECK(line.record.has_value() == (line.kind != api::live::Kind::kDayChanged));
  }
  using api::live::Kind;
  CHECK(kinds == std::vector{Kind::kAlertChanged, Kind::kDayChanged, Kind::kAlertChanged,
                             Kind::kDayChanged, Kind::kChartChanged});
  const auto general = live.read(clinic.room(), locked_after, clinic.box.clock.now()).value();
  CHECK(general.size() == 2);
  for (const auto& line : general) {
    CHECK(line.kind == api::live::Kind::kAlertChanged);
    CHECK_FALSE(line.record.has_value());
  }
}

TEST_CASE("the store itself refuses to delete an alert or to change an acknowledged one") {
  AlertClinic clinic;
  clinic.acknowledge(clinic.raise(), "clara");
  for (const char* sql : {"DELETE FROM alert", "UPDATE alert SET words = 'x'"}) {
    CHECK_THROWS_AS(clinic.box.store->write([&](store::Connection& connection) -> Result<void> {
      connection.run(sql);
      return {};
    }),
                    Fault);
  }
}
