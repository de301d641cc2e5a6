// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <set>
#include <thread>

#include "server/keys/set_up_code.h"
#include "tests/access/access_box.h"

using namespace alcove;
using namespace alcove::access;
using namespace std::chrono_literals;
using api::Role;
using testing::AccessBox;
using testing::kPasswordOfAna;
using wire::Station;

namespace {

struct DeskBox : AccessBox {
  Principal desk = terminal("Desk", Station::kFrontDesk);

  Error sign_in_refused(const std::string& name, const std::string& password = "not the password") {
    const auto result = try_sign_in(desk, name, password);
    REQUIRE_FALSE(result);
    return result.error();
  }
  std::string set_up_code() {
    const auto code = keys::make_set_up_code(box.random);
    const std::function<Result<bool>(audit::WriteTxn&)> work =
        [&](audit::WriteTxn& txn) -> Result<bool> {
      txn.change(
             "INSERT INTO set_up_code (hash, created_at, expires_at) VALUES ($hash, $now, $until)")
          .bind("$hash", ByteView(code.hash))
          .bind("$now", txn.now())
          .bind("$until", txn.now() + keys::kSetUpCodeLife)
          .execute();
      txn.record({.action = "test.code"});
      return true;
    };
    REQUIRE(box.ledger->write<bool>(operator_actor(), work).ok());
    return code.printed;
  }
};

}  // namespace

TEST_CASE("a person signs in with the password of her own and with nothing else") {
  DeskBox box;
  const StaffId ana = box.person("ana", {Role::kClinician, Role::kSupervisor}, box.desk);
  const auto opened = box.try_sign_in(box.desk, " Ana ").value();
  CHECK(opened.token.size() == 32);
  CHECK(opened.state.person.id == ana);
  CHECK(opened.state.person.display_name == "Ana Ruiz");
  CHECK(opened.state.person.credential == "LCSW");
  CHECK(opened.state.person.roles == std::vector<Role>{Role::kClinician, Role::kSupervisor});
  CHECK_FALSE(opened.state.locked);
  CHECK_FALSE(opened.state.pin_chosen);
  CHECK(opened.state.expires_at == box.box.clock.now() + 12h);
  CHECK(box.sign_in_refused("ana", kPasswordOfAna + " ").code == ErrorCode::kWrongSignIn);
  CHECK(box.sign_in_refused("ana", "").code == ErrorCode::kWrongSignIn);
}

TEST_CASE("the same password typed with combining accents is the same password") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk, "siete garzas y un caf\u00e9");
  CHECK(box.try_sign_in(box.desk, "ana", "siete garzas y un cafe\u0301").ok());
}

TEST_CASE("an unknown name, a wrong password and a disabled person get the same bytes") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  box.person("ben", {Role::kClinician}, box.desk);
  REQUIRE(box.services->staff.disable(AccessBox::operator_actor(), "ben").ok());
  box.add("cora", {Role::kClinician});  // has never set a password
  const Error wrong = box.sign_in_refused("ana");
  CHECK(wrong.code == ErrorCode::kWrongSignIn);
  CHECK(box.sign_in_refused("nobody") == wrong);
  CHECK(box.sign_in_refused("ben", kPasswordOfAna) == wrong);
  CHECK(box.sign_in_refused("cora", kPasswordOfAna) == wrong);
  CHECK(box.sign_in_refused("") == wrong);
}

TEST_CASE("known and unknown names are slowed down alike, moment by moment") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  const Principal room = box.terminal("Room", Station::kTherapyRoom);
  const auto tried = [&](const Principal& at, const std::string& name) {
    return box.try_sign_in(at, name, "wrong").error();
  };
  for (int i = 0; i < 30; ++i) {
    const Error known = tried(box.desk, "ana");
    const Error unknown = tried(room, "nobody");
    CHECK(known == unknown);
    box.later(1700ms);
  }
}

TEST_CASE(
    "four failures cost nothing, the fifth five seconds, and each further one twice as much") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  const auto waits = [&](std::chrono::milliseconds delay) {
    box.later(delay - 1ms);
    const Error error = box.sign_in_refused("ana", kPasswordOfAna);
    CHECK(error.code == ErrorCode::kThrottled);
    box.later(1ms);
    CHECK(error.detail.ends_with(format_utc(box.box.clock.now())));
  };
  for (int i = 0; i < 5; ++i) CHECK(box.sign_in_refused("ana").code == ErrorCode::kWrongSignIn);
  waits(5s);
  CHECK(box.sign_in_refused("ana").code == ErrorCode::kWrongSignIn);
  waits(10s);
  CHECK(box.sign_in_refused("ana").code == ErrorCode::kWrongSignIn);
  waits(20s);
  CHECK(box.try_sign_in(box.desk, "ana").ok());
  // The right password clears the count.
  for (int i = 0; i < 4; ++i) CHECK(box.sign_in_refused("ana").code == ErrorCode::kWrongSignIn);
  CHECK(box.try_sign_in(box.desk, "ana").ok());
}

TEST_CASE("the delay after failures doubles up to its limit") {
  using std::chrono::milliseconds;
  CHECK(delay_after(kNameRule, 0) == 0ms);
  CHECK(delay_after(kNameRule, 4) == 0ms);
  CHECK(delay_after(kNameRule, 5) == 5s);
  CHECK(delay_after(kNameRule, 6) == 10s);
  CHECK(delay_after(kNameRule, 12) == 640s);
  CHECK(delay_after(kNameRule, 13) == 15min);
  CHECK(delay_after(kNameRule, 1'000'000) == 15min);
  CHECK(delay_after(kDeviceRule, 19) == 0ms);
  CHECK(delay_after(kDeviceRule, 20) == 5s);
  CHECK(delay_after(kDeviceRule, 26) == 5min);
}

TEST_CASE("the count of failures survives a restart") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  for (int i = 0; i < 5; ++i) box.sign_in_refused("ana");
  box.restart();
  CHECK(box.sign_in_refused("ana", kPasswordOfAna).code == ErrorCode::kThrottled);
}

TEST_CASE("a hundred failures in a row shut a name until it is reset") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  for (int i = 0; i < 99; ++i) {
    CHECK(box.sign_in_refused("ana").code == ErrorCode::kWrongSignIn);
    box.later(16min);
  }
  CHECK(box.sign_in_refused("ana").code == ErrorCode::kWrongSignIn);
  box.later(std::chrono::hours(24 * 365));
  // The terminal's certificate has a day left; the name stays shut.
  CHECK(box.sign_in_refused("ana", kPasswordOfAna).code == ErrorCode::kThrottled);
  const auto code = box.services->staff.reset(AccessBox::operator_actor(), "ana")->code;
  CHECK(box.services->sessions
            .first_password(
                box.desk,
                {.sign_in_name = "ana", .code = code, .new_password = "nine patient lanterns"})
            .ok());
}

TEST_CASE("a terminal that tries name after name is slowed down, another one is not") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  for (int i = 0; i < 20; ++i) {
    CHECK(box.sign_in_refused("name" + std::to_string(i)).code == ErrorCode::kWrongSignIn);
  }
  CHECK(box.sign_in_refused("ana", kPasswordOfAna).code == ErrorCode::kThrottled);
  const Principal room = box.terminal("Room", Station::kTherapyRoom);
  CHECK(box.try_sign_in(room, "ana").ok());
  box.later(15min);
  CHECK(box.try_sign_in(box.desk, "ana").ok());
}

TEST_CASE("a failed sign-in is an event that names nobody, and a sign-in is one of its person") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  box.sign_in_refused("ana");
  box.sign_in_refused("secretname");
  box.try_sign_in(box.desk, "ana").value();
  const auto events = box.events("session.sign_in");
  REQUIRE(events.size() == 3);
  CHECK(events[0].starts_with("refused|wrong_sign_in|name="));
  CHECK(events[1].starts_with("refused|wrong_sign_in|name="));
  CHECK(events[2].starts_with("done||name="));
  CHECK(events[0].substr(22) != events[1].substr(22));
  for (const std::string& event : events) {
    CHECK(event.find("ana") == std::string::npos);
    CHECK(event.find("secretname") == std::string::npos);
  }
}

TEST_CASE("a password hashed at an older cost is hashed anew when its owner signs in") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  const auto stored_memory = [&] {
    return box.box.store
        ->read<std::int64_t>([](store::ReadTxn& txn) -> Result<std::int64_t> {
          auto row = txn.query("SELECT memory_kib FROM staff_password");
          REQUIRE(row.next());
          return row.integer(0);
        })
        .value();
  };
  CHECK(stored_memory() == 64);
  HashCosts dearer = AccessBox::cheap();
  dearer.password.memory_kib = 128;
  box.restart(dearer);
  CHECK(box.sign_in_refused("ana").code == ErrorCode::kWrongSignIn);
  CHECK(stored_memory() == 64);
  CHECK(box.try_sign_in(box.desk, "ana").ok());
  CHECK(stored_memory() == 128);
  CHECK(box.try_sign_in(box.desk, "ana").ok());
}

TEST_CASE("without the vault's pepper the stored hash fits no password") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  const std::function<Result<bool>(audit::WriteTxn&)> other_pepper =
      [](audit::WriteTxn& txn) -> Result<bool> {
    txn.change("UPDATE vault SET secret = $secret WHERE name = 'password_pepper'")
        .bind("$secret", Bytes(32, 1))
        .execute();
    txn.record({.action = "test.pepper"});
    return true;
  };
  REQUIRE(box.box.ledger->write<bool>(AccessBox::operator_actor(), other_pepper).ok());
  box.restart();
  CHECK(box.sign_in_refused("ana", kPasswordOfAna).code == ErrorCode::kWrongSignIn);
}

TEST_CASE("a one-time code sets the first password once, within a quarter of an hour") {
  DeskBox box;
  const auto added = box.add("ana", {Role::kClinician});
  const auto set = [&](const std::string& name, const std::string& code) {
    return box.services->sessions.first_password(
        box.desk, {.sign_in_name = name, .code = code, .new_password = kPasswordOfAna});
  };
  CHECK(set("ben", added.code).error().code == ErrorCode::kWrongCode);
  CHECK(set("ana", "7ZQ4K-0M3PD").error() == set("ben", added.code).error());
  box.later(15min - 1ms);
  REQUIRE(set("ana", added.code).ok());
  CHECK(set("ana", added.code).error().code == ErrorCode::kWrongCode);
  const auto late = box.add("cora", {Role::kBiller});
  box.later(15min);
  CHECK(set("cora", late.code).error().code == ErrorCode::kWrongCode);
  const auto reset = box.services->staff.reset(AccessBox::operator_actor(), "cora").value();
  CHECK(set("cora", reset.code).ok());
}

TEST_CASE("a weak first password is refused with its reason, and the code stays good") {
  DeskBox box;
  const auto added = box.add("ana", {Role::kClinician});
  const auto set = [&](const std::string& password) {
    return box.services->sessions.first_password(
        box.desk, {.sign_in_name = "ana", .code = added.code, .new_password = password});
  };
  const auto reason = [&](const std::string& password) {
    const auto result = set(password);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::kPasswordWeak);
    CHECK(result.error().field == "new_password");
    return result.error().detail;
  };
  CHECK(reason("fourteen chars") == "too_short");
  CHECK(reason("passwordpassword") == "common");
  CHECK(reason("Ana Ruiz Ana Ruiz Ana") == "names");
  CHECK(set("seven quiet heron").ok());
}

TEST_CASE("guessing one-time codes is slowed down like guessing passwords") {
  DeskBox box;
  const auto added = box.add("ana", {Role::kClinician});
  const auto set = [&](const std::string& code) {
    return box.services->sessions.first_password(
        box.desk, {.sign_in_name = "ana", .code = code, .new_password = kPasswordOfAna});
  };
  for (int i = 0; i < 5; ++i) {
    const auto code = keys::make_set_up_code(box.box.random);
    CHECK(set(code.printed).error().code == ErrorCode::kWrongCode);
  }
  CHECK(set(added.code).error().code == ErrorCode::kThrottled);
}

TEST_CASE("a reset takes the password and every session away at once") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  const auto in = box.sign_in(box.desk, "ana");
  std::set<SessionId> told;
  box.services->observers.subscribe([&](const AccessEnded& ended) {
    if (ended.session) told.insert(*ended.session);
  });
  REQUIRE(box.services->staff.reset(AccessBox::operator_actor(), "ana").ok());
  CHECK(told.contains(in.who.session()));
  CHECK_FALSE(box.services->sessions.find_person(box.desk.device, in.token));
  CHECK(box.sign_in_refused("ana", kPasswordOfAna).code == ErrorCode::kWrongSignIn);
}

TEST_CASE("the set-up code of a new box makes the first administrator, once") {
  DeskBox box;
  const std::string code = box.set_up_code();
  const auto set_up = [&](const std::string& with, const std::string& name = "Head.Office",
                          const std::string& password = kPasswordOfAna) {
    return box.services->sessions.first_administrator(
        box.desk,
        {.code = with, .sign_in_name = name, .display_name = "Bo Lind", .new_password = password});
  };
  CHECK(set_up(keys::make_set_up_code(box.box.random).printed).error().code ==
        ErrorCode::kWrongCode);
  CHECK(set_up(code, "two words").error().code == ErrorCode::kOutOfRange);
  CHECK(set_up(code, "head.office", "short").error().code == ErrorCode::kPasswordWeak);
  const auto opened = set_up(code);
  REQUIRE(opened.ok());
  CHECK(opened->state.person.roles == std::vector<Role>{Role::kAdministrator});
  CHECK(set_up(code, "second").error().code == ErrorCode::kWrongCode);
  CHECK(box.try_sign_in(box.desk, "head.office").ok());
  const std::string late = box.set_up_code();
  box.later(15min);
  CHECK(set_up(late, "third").error().code == ErrorCode::kWrongCode);
}

TEST_CASE("two tries with one name at once are not both made") {
  DeskBox box;
  box.person("ana", {Role::kClinician}, box.desk);
  const Principal room = box.terminal("Room", Station::kTherapyRoom);
  HashCosts slow = AccessBox::cheap();
  slow.password = {.passes = 100, .memory_kib = 16384, .lanes = 1};
  const auto added = box.services->staff.reset(AccessBox::operator_actor(), "ana").value();
  box.restart(slow);
  REQUIRE(
      box.services->sessions
          .first_password(
              box.desk, {.sign_in_name = "ana", .code = added.code, .new_password = kPasswordOfAna})
          .ok());
  std::atomic<int> turned_away = 0;
  std::atomic<int> wrong = 0;
  const auto one = [&](const Principal& at) {
    const auto result =
        box.services->sessions.sign_in(at, {.sign_in_name = "ana", .password = "not the password"});
    if (result.error().code == ErrorCode::kTooMany) ++turned_away;
    if (result.error().code == ErrorCode::kWrongSignIn) ++wrong;
  };
  std::thread first(one, box.desk);
  std::thread second(one, room);
  first.join();
  second.join();
  CHECK(wrong == 1);
  CHECK(turned_away == 1);
}

TEST_CASE("ten thousand counts of failures are kept, then the oldest goes") {
  DeskBox box;
  const std::function<Result<bool>(audit::WriteTxn&)> fill =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    for (std::int64_t i = 1; i <= 9999; ++i) {
      txn.change(
             "INSERT INTO throttle (subject, failures, last_failure_at, blocked_until) "
             "VALUES ($subject, 1, $at, 0)")
          .bind("$subject", crypto::sha256(as_bytes(std::to_string(i))))
          .bind("$at", i)
          .execute();
    }
    note_failure(txn, subject_of_name("a"), kNameRule);
    txn.record({.action = "test.fill"});
    return true;
  };
  const auto rows = [&](const std::string& condition) {
    return box.box.store
        ->read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
          auto row = txn.query("SELECT count(*) FROM throttle " + condition);
          row.next();
          return row.integer(0);
        })
        .value();
  };
  REQUIRE(box.box.ledger->write<bool>(AccessBox::operator_actor(), fill).ok());
  CHECK(rows("") == 10'000);
  CHECK(rows("WHERE last_failure_at = 1") == 1);
  const std::function<Result<bool>(audit::WriteTxn&)> one_more =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    note_failure(txn, subject_of_name("b"), kNameRule);
    txn.record({.action = "test.fill"});
    return true;
  };
  REQUIRE(box.box.ledger->write<bool>(AccessBox::operator_actor(), one_more).ok());
  CHECK(rows("") == 10'000);
  CHECK(rows("WHERE last_failure_at = 1") == 0);
}
