// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/access/throttle.h"
#include "server/operator/box_keeper.h"
#include "server/operator/conditions.h"
#include "server/operator/step_back_store.h"
#include "shared/api/session.h"
#include "tests/operator/open_box.h"

// The clock of a box, set back between two openings: a person decides, and nothing lives longer.

using namespace alcove;
using namespace alcove::operation;
using namespace alcove::testing;
using namespace std::chrono_literals;

namespace {

std::optional<Error> refusal(OpenBox& at, const Opening& opening = {.system_user = "keeper"}) {
  at.close();
  auto opened = Box::open(*at.lock, at.paths, at.key, at.clock, at.random, opening);
  if (!opened) return opened.error();
  at.box = std::move(opened).value();
  return std::nullopt;
}

std::vector<audit::StoredEvent> events_of(Box& box, const std::string& action) {
  return box.store()
      .read<std::vector<audit::StoredEvent>>(
          [&](store::ReadTxn& txn) -> Result<std::vector<audit::StoredEvent>> {
            std::vector<audit::StoredEvent> all = find_events(txn, {.limit = 1000});
            std::erase_if(all, [&](const auto& one) { return one.event.action != action; });
            return all;
          })
      .value();
}

std::int64_t count(Box& box, const std::string& sql) {
  return box.store()
      .read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
        store::Statement row = txn.query(sql);
        row.next();
        return row.integer(0);
      })
      .value();
}

const Opening kConfirmed{.system_user = "keeper", .clock_confirmed_by = "root"};

}  // namespace

TEST_CASE("a box whose clock lies before its newest event waits, and names both times") {
  OpenBox at;
  at.work(3);  // the newest event is of 02:00:03
  at.clock.advance(-5min);
  CHECK_FALSE(refusal(at));  // clocks are put right by so much
  // The event of that opening has the new time, 01:55:03. Little steps do not add up all the same.
  at.clock.advance(-1ms);
  const auto refused = refusal(at);
  REQUIRE(refused);
  CHECK(refused->code == ErrorCode::kWrongState);
  CHECK(refused->field == kClockField);
  CHECK_THAT(refused->detail, Catch::Contains("says 2026-11-24T01:55:02.999Z") &&
                                  Catch::Contains("is of 2026-11-24T02:00:03.000Z") &&
                                  Catch::Contains("alcovectl clock confirm"));
  at.clock.advance(1ms);
  CHECK_FALSE(refusal(at));
}

TEST_CASE("looking at such a box is possible, and confirms nothing") {
  OpenBox at;
  at.clock.advance(-24h);
  CHECK(refusal(at));
  REQUIRE_FALSE(refusal(at, {.system_user = "keeper", .head_check = HeadCheck::kReport}));
  CHECK(events_of(*at.box, "clock.confirmed").empty());
  const auto told = [&]() -> std::optional<Condition> {
    for (const Condition& one : conditions_of(*at.box)) {
      if (one.code == ConditionCode::kClockWrong) return one;
    }
    return std::nullopt;
  };
  REQUIRE(told());
  CHECK(told()->subject == api::box::kWaitsForClock);
  CHECK(told()->severity == Severity::kProblem);
  // What was recorded by that look has the earlier time, and stands for nobody's word.
  CHECK(refusal(at));
  REQUIRE_FALSE(refusal(at, kConfirmed));
  CHECK_FALSE(told());
}

TEST_CASE("a person's word opens it once, is recorded with both times, and the chain stays good") {
  OpenBox at;
  at.work(2);
  at.clock.advance(-24h);
  REQUIRE(refusal(at));
  REQUIRE_FALSE(refusal(at, kConfirmed));
  const auto confirmed = events_of(*at.box, "clock.confirmed");
  REQUIRE(confirmed.size() == 1);
  CHECK(confirmed[0].actor.system_user == "root");
  CHECK_THAT(confirmed[0].event.detail,
             Catch::StartsWith("newest=2026-11-24T02:00:02.000Z now=2026-11-23T02:00:02.000Z"));
  CHECK(at.run(kVerify)->good);
  // From then on it is the box's time; the next step back is another one.
  CHECK_FALSE(refusal(at));
  at.clock.advance(-6min);
  CHECK(refusal(at));
  // A time that goes on is nobody's question, however far it went.
  at.clock.advance(24h * 400);
  CHECK_FALSE(refusal(at));
  CHECK(at.run(kVerify)->good);
}

TEST_CASE("what was to end by the clock ends when a step back is confirmed, and not later") {
  OpenBox at;
  access::AccessServices& access = *at.box->access().value();
  const audit::Actor installer{.system_user = "installer"};
  // A terminal, and somebody who is signed in at it.
  const auto code = access.enrolments.open(installer, "Desk", wire::Station::kFrontDesk).value();
  const auto key = crypto::P256Key::make(at.random);
  const Bytes csr = crypto::make_request(key);
  const auto mac = crypto::EnrolmentCode::parse(code.code).value().mac(csr);
  const auto enrolled = access.enrolments.enrol(
      {}, {.protocol = 1, .csr = csr, .mac = Bytes(mac.begin(), mac.end())});
  const auto desk =
      access.devices
          .find(crypto::Certificate::from_der(enrolled->certificate).value().fingerprint())
          .value();
  const auto ana = access.staff
                       .add(installer, {.sign_in_name = "ana",
                                        .display_name = "Ana Ruiz",
                                        .credential = "",
                                        .roles = {api::Role::kFrontDesk}})
                       .value();
  const auto session = access.sessions.first_password(
      desk, {.sign_in_name = "ana", .code = ana.code, .new_password = "seven quiet herons"});
  REQUIRE(session.ok());
  // Codes that wait, and a name that waits after wrong passwords.
  access.staff.reset(installer, "ana").value();
  REQUIRE(access.enrolments.open(installer, "Room", wire::Station::kTherapyRoom).ok());
  for (int i = 0; i < 12; ++i) {
    at.clock.advance(20min);
    CHECK_FALSE(
        access.sessions.sign_in(desk, {.sign_in_name = "bo", .password = "wrong wrong"}).ok());
  }
  const std::int64_t waits = count(*at.box, "SELECT max(blocked_until) FROM throttle");
  REQUIRE(waits > at.clock.now().time_since_epoch().count());
  at.clock.advance(-30 * 24h);
  REQUIRE_FALSE(refusal(at, kConfirmed));
  CHECK(count(*at.box, "SELECT count(*) FROM session WHERE ended_at IS NULL") == 0);
  CHECK(count(*at.box, "SELECT count(*) FROM staff_code") == 0);
  CHECK(count(*at.box, "SELECT count(*) FROM enrolment WHERE state = 'open'") == 0);
  const std::int64_t now = at.clock.now().time_since_epoch().count();
  CHECK(count(*at.box, "SELECT max(blocked_until) FROM throttle") == now + 15 * 60 * 1000);
  CHECK(count(*at.box, "SELECT max(last_failure_at) FROM throttle") == now);
}

TEST_CASE("every column that says until when is known to the confirming of a step back") {
  OpenBox at;
  std::vector<std::string> found;
  at.box->store()
      .read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
        store::Statement row = txn.query(
            "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND (c.name LIKE '%until%' OR c.name LIKE '%expire%') "
            "ORDER BY 1");
        while (row.next()) found.push_back(row.text(0));
        return true;
      })
      .value();
  // Dates in certificates are the certificates' own. Until when a waiting client may have a time
  // was said to them, by the clinic's clock, and stays as it was said; until_minute is a time of
  // the day; until_time of an absence is what somebody said of a change that was made. All others
  // end in end_what_would_live_longer.
  CHECK(found == std::vector<std::string>{
                     "absence.until_time", "check_in_block.until", "device_certificate.until",
                     "enrolment.expires_at", "note_draft.held_until", "session.expires_at",
                     "session_confirmation.expires_at", "set_up_code.expires_at",
                     "staff_code.expires_at", "throttle.blocked_until", "wait_entry.until_minute",
                     "wait_offer.expires_at"});
}

TEST_CASE("a server whose clock was set back keeps the key, and opens when a person says so") {
  OpenBox at;
  at.close();
  const UtcTime right = at.clock.now();
  at.clock.set(right - 2h);
  BoxKeeper keeper(at.paths, std::move(*at.lock), at.clock, at.random);
  int opened = 0;
  keeper.when_open([&](Box&) -> Result<void> {
    ++opened;
    return {};
  });
  CHECK(keeper.confirm_clock("root").error().code == ErrorCode::kLocked);  // no key yet
  CHECK(keeper.unlock(at.key, "alcove").error().field == kClockField);
  CHECK(keeper.locked());
  REQUIRE(keeper.clock_problem());
  const Condition told = clock_condition(*keeper.clock_problem());
  CHECK(told.code == ConditionCode::kClockWrong);
  CHECK_THAT(sentence_of(told), Catch::Contains("2026-11-24T00:00:00.000Z") &&
                                    Catch::Contains("2026-11-24T02:00:00.000Z"));
  SECTION("a person confirms it") {
    REQUIRE(keeper.confirm_clock("root").ok());
    CHECK(events_of(*keeper.box(), "clock.confirmed").size() == 1);
  }
  SECTION("the clock is put right, and nobody is asked") {
    keeper.try_clock_again();
    CHECK(keeper.locked());
    at.clock.set(right);
    keeper.try_clock_again();
    REQUIRE_FALSE(keeper.locked());
    CHECK(events_of(*keeper.box(), "clock.confirmed").empty());
  }
  CHECK(opened == 1);
  CHECK_FALSE(keeper.clock_problem());
  keeper.close();
}
