// SPDX-License-Identifier: Apache-2.0
#include "server/audit/spans.h"
#include "tests/access/room_box.h"

using namespace alcove;
using namespace alcove::access;
using namespace std::chrono_literals;
using api::Role;
using testing::AccessBox;
using testing::kPasswordOfAna;
using testing::kPin;
using testing::RoomBox;
using wire::Station;

TEST_CASE("a token belongs to its terminal, and nothing like it opens a session") {
  RoomBox box;
  const auto in = box.sign_in(box.room, "ana");
  CHECK(box.sessions().find_person(box.room.device, in.token)->staff == in.who.staff());
  const Principal desk = box.terminal("Desk", Station::kFrontDesk);
  CHECK(box.found_error(desk, in.token) == ErrorCode::kNotSignedIn);
  std::string other = in.token;
  other[0] = other[0] == '0' ? '1' : '0';
  CHECK(box.found_error(box.room, other) == ErrorCode::kNotSignedIn);
  CHECK(box.found_error(box.room, in.token + "00") == ErrorCode::kNotSignedIn);
  CHECK(box.found_error(box.room, std::string(64, 'x')) == ErrorCode::kNotSignedIn);
  CHECK(box.found_error(box.room, "") == ErrorCode::kNotSignedIn);
}

TEST_CASE("the store holds only the hash of a token") {
  RoomBox box;
  const auto in = box.sign_in(box.room, "ana");
  const Bytes token = from_hex(in.token).value();
  const auto rows = [&](ByteView value) {
    return box.box.store
        ->read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
          auto row = txn.query("SELECT count(*) FROM session WHERE token_hash = $value");
          row.bind("$value", value);
          row.next();
          return row.integer(0);
        })
        .value();
  };
  CHECK(rows(token) == 0);
  CHECK(rows(crypto::sha256(token)) == 1);
}

TEST_CASE("signing in ends the session that was on the terminal, with nothing of it reachable") {
  RoomBox box;
  const auto first = box.sign_in(box.room, "ana");
  box.person("ben", {Role::kPrescriber}, box.terminal("Other", Station::kTherapyRoom));
  std::vector<SessionId> told;
  box.services->observers.subscribe([&](const AccessEnded& ended) {
    if (ended.session) told.push_back(*ended.session);
  });
  const auto second = box.sign_in(box.room, "ben");
  CHECK(told == std::vector<SessionId>{first.who.session()});
  CHECK(box.found_error(box.room, first.token) == ErrorCode::kNotSignedIn);
  CHECK(box.sessions().find_person(box.room.device, second.token)->staff == second.who.staff());
}

TEST_CASE("a failed sign-in leaves the session on the terminal as it is") {
  RoomBox box;
  const auto in = box.sign_in(box.room, "ana");
  CHECK_FALSE(box.try_sign_in(box.room, "ben"));
  CHECK(box.sessions().find_person(box.room.device, in.token).ok());
}

TEST_CASE("one person may have a session on two terminals, each of its own") {
  RoomBox box;
  const Principal desk = box.terminal("Desk", Station::kFrontDesk);
  const auto room = box.sign_in(box.room, "ana");
  const auto at_desk = box.sign_in(desk, "ana");
  CHECK(box.sessions().find_person(box.room.device, room.token).ok());
  REQUIRE(box.sessions().sign_out(at_desk.who).ok());
  CHECK(box.found_error(desk, at_desk.token) == ErrorCode::kNotSignedIn);
  CHECK(box.sessions().find_person(box.room.device, room.token).ok());
}

TEST_CASE("disabling a person ends every session at once, and enabling needs a new password") {
  RoomBox box;
  const Principal desk = box.terminal("Desk", Station::kFrontDesk);
  const auto room = box.sign_in(box.room, "ana");
  const auto at_desk = box.sign_in(desk, "ana");
  std::size_t told = 0;
  box.services->observers.subscribe(
      [&](const AccessEnded& ended) { told += ended.session ? 1 : 0; });
  REQUIRE(box.services->staff.disable(AccessBox::operator_actor(), "ana").ok());
  CHECK(told == 2);
  CHECK(box.found_error(box.room, room.token) == ErrorCode::kNotSignedIn);
  CHECK(box.found_error(desk, at_desk.token) == ErrorCode::kNotSignedIn);
  CHECK(box.services->staff.reset(AccessBox::operator_actor(), "ana").error().code ==
        ErrorCode::kWrongState);
  const auto enabled = box.services->staff.enable(AccessBox::operator_actor(), "ana").value();
  CHECK(box.try_sign_in(box.room, "ana").error().code == ErrorCode::kWrongSignIn);
  CHECK(box.sessions()
            .first_password(box.room, {.sign_in_name = "ana",
                                       .code = enabled.code,
                                       .new_password = "nine patient lanterns"})
            .ok());
}

TEST_CASE("changed roles count from the next request on") {
  RoomBox box;
  const auto in = box.sign_in(box.room, "ana");
  REQUIRE(box.services->staff.set_roles(AccessBox::operator_actor(), "ana", {Role::kBiller}, true)
              .ok());
  const auto now = box.sessions().find_person(box.room.device, in.token).value();
  CHECK(now.roles == RoleSet{Role::kBiller});
  CHECK(now.crisis);
}

TEST_CASE("a session ends after twelve hours, whatever was done") {
  RoomBox box;
  const auto in = box.with_pin();
  for (int i = 0; i < 12 * 12; ++i) {
    CHECK(box.sessions().find_person(box.room.device, in.token).ok());
    box.later(5min);
  }
  CHECK(box.found_error(box.room, in.token) == ErrorCode::kNotSignedIn);
  CHECK(box.sessions().unlock(in.who, {.pin = kPin, .password = {}}).error().code ==
        ErrorCode::kNotSignedIn);
  REQUIRE(box.sessions().end_expired().ok());
  CHECK(box.events("session.expire") == std::vector<std::string>{"done||1"});
}

TEST_CASE("a session survives a restart of the server") {
  RoomBox box;
  const auto in = box.with_pin();
  box.restart();
  CHECK_FALSE(box.sessions().find_person(box.room.device, in.token)->locked);
  REQUIRE(box.sessions().lock(in.who, {}).ok());
  box.restart();
  CHECK(box.locked(in));
  CHECK(box.sessions().unlock(in.who, {.pin = kPin, .password = {}}).ok());
}

TEST_CASE("who is at work when the box starts again goes on, and is locked ten minutes later") {
  RoomBox box;
  const auto in = box.with_pin();
  box.later(9min);
  CHECK_FALSE(box.sessions().find_person(box.room.device, in.token)->locked);
  box.later(9min);
  box.restart();
  CHECK_FALSE(box.locked(in));
  box.later(10min - 1ms);
  CHECK_FALSE(box.locked(in));
  box.later(1ms);
  CHECK(box.locked(in));
}

TEST_CASE("the proof for signing is good once, for two minutes, in its own session") {
  RoomBox box;
  const auto in = box.with_pin();
  const Principal desk = box.terminal("Desk", Station::kFrontDesk);
  const auto other = box.sign_in(desk, "ana");
  const auto take = [&](const Principal& who, const Bytes& proof) {
    const std::function<Result<bool>(audit::WriteTxn&)> sign =
        [&](audit::WriteTxn& txn) -> Result<bool> {
      txn.record({.action = "test.sign"});
      ALCOVE_TRY(take_proof(txn, who, proof));
      return true;
    };
    return box.box.ledger->write<bool>(who.actor(), sign).ok();
  };
  const auto confirm = [&] {
    return box.sessions().confirm(in.who, {.pin = kPin, .password = {}}).value().token;
  };
  const Bytes proof = confirm();
  CHECK_FALSE(take(other.who, proof));
  CHECK_FALSE(take(in.who, Bytes(32, 0)));
  CHECK(take(in.who, proof));
  CHECK_FALSE(take(in.who, proof));
  const Bytes late = confirm();
  box.later(2min);
  CHECK_FALSE(take(in.who, late));
  const Bytes in_time = confirm();
  box.later(2min - 1ms);
  CHECK(take(in.who, in_time));
  const Bytes by_password =
      box.sessions().confirm(in.who, {.pin = {}, .password = kPasswordOfAna}).value().token;
  CHECK(take(in.who, by_password));
}

TEST_CASE("a proof ends with its session") {
  RoomBox box;
  const auto in = box.with_pin();
  const Bytes proof = box.sessions().confirm(in.who, {.pin = kPin, .password = {}}).value().token;
  REQUIRE(box.sessions().sign_out(in.who).ok());
  const std::function<Result<bool>(audit::WriteTxn&)> sign =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    txn.record({.action = "test.sign"});
    ALCOVE_TRY(take_proof(txn, in.who, proof));
    return true;
  };
  CHECK(box.box.ledger->write<bool>(in.who.actor(), sign).error().code == ErrorCode::kNotSignedIn);
}

TEST_CASE("a changed password ends the other sessions and is the one that counts") {
  RoomBox box;
  const Principal desk = box.terminal("Desk", Station::kFrontDesk);
  const auto here = box.sign_in(box.room, "ana");
  const auto there = box.sign_in(desk, "ana");
  const auto change = [&](const std::string& current, const std::string& next) {
    return box.sessions().change_password(here.who,
                                          {.current_password = current, .new_password = next});
  };
  CHECK(change("wrong", "nine patient lanterns").error().code == ErrorCode::kWrongSignIn);
  CHECK(change(kPasswordOfAna, "short").error().code == ErrorCode::kPasswordWeak);
  REQUIRE(change(kPasswordOfAna, "nine patient lanterns").ok());
  CHECK(box.sessions().find_person(box.room.device, here.token).ok());
  CHECK(box.found_error(desk, there.token) == ErrorCode::kNotSignedIn);
  CHECK(box.try_sign_in(desk, "ana").error().code == ErrorCode::kWrongSignIn);
  CHECK(box.try_sign_in(desk, "ana", "nine patient lanterns").ok());
}

TEST_CASE("signing out closes what the session was typing") {
  RoomBox box;
  const auto in = box.sign_in(box.room, "ana");
  const RecordId draft = RecordId::make(box.box.clock.now(), box.box.random);
  const std::function<Result<bool>(audit::WriteTxn&)> type =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    audit::open_span(txn, {.action = "note.open"}, draft, box.box.random);
    return true;
  };
  REQUIRE(box.box.ledger->write<bool>(in.who.actor(), type).ok());
  const auto open_spans = [&] {
    return box.box.store
        ->read<std::int64_t>([](store::ReadTxn& txn) -> Result<std::int64_t> {
          auto row = txn.query("SELECT count(*) FROM audit_span WHERE closed_by IS NULL");
          row.next();
          return row.integer(0);
        })
        .value();
  };
  CHECK(open_spans() == 1);
  REQUIRE(box.sessions().sign_out(in.who).ok());
  CHECK(open_spans() == 0);
  CHECK(box.sessions().sign_out(in.who).error().code == ErrorCode::kNotSignedIn);
}
