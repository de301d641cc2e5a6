// SPDX-License-Identifier: Apache-2.0
#include "tests/access/room_box.h"

using namespace alcove;
using namespace alcove::access;
using namespace std::chrono_literals;
using testing::AccessBox;
using testing::kPasswordOfAna;
using testing::kPin;
using testing::RoomBox;
using wire::Station;

TEST_CASE(
    "a session without a touch for ten minutes is locked, and looks that are no touch do not keep "
    "it") {
  RoomBox box;
  const auto in = box.with_pin();
  box.later(10min - 1ms);
  CHECK_FALSE(box.locked(in));
  CHECK_FALSE(box.sessions().find_person(box.room.device, in.token)->locked);
  box.later(10min - 1ms);
  CHECK_FALSE(box.locked(in));
  box.later(1ms);
  CHECK(box.locked(in));
  CHECK(box.sessions().find_person(box.room.device, in.token)->locked);
  const auto state = box.sessions().unlock(in.who, {.pin = kPin, .password = {}}).value();
  CHECK_FALSE(state.locked);
  CHECK_FALSE(box.locked(in));
}

TEST_CASE("the station's own idle time counts") {
  RoomBox box;
  REQUIRE(
      box.services->devices.set_idle_lock(AccessBox::operator_actor(), Station::kTherapyRoom, 2min)
          .ok());
  const auto in = box.sign_in(box.room, "ana");
  box.later(2min - 1ms);
  CHECK_FALSE(box.locked(in));
  box.later(1ms);
  CHECK(box.locked(in));
}

TEST_CASE("a PIN is six digits, not easily guessed, and chosen once") {
  RoomBox box;
  const auto in = box.sign_in(box.room, "ana");
  const auto choose = [&](const std::string& pin) {
    return box.sessions().choose_pin(in.who, {pin});
  };
  CHECK(choose("48291").error().code == ErrorCode::kPasswordWeak);
  CHECK(choose("123456").error().detail == "run");
  CHECK(choose("777777").error().detail == "all_the_same");
  const auto state = choose(kPin).value();
  CHECK(state.pin_chosen);
  CHECK(state.pin_tries_left == 5);
  CHECK(choose("592814").error().code == ErrorCode::kWrongState);
}

TEST_CASE("the PIN unlocks its own session and no other") {
  RoomBox box;
  const auto in = box.with_pin();
  const Principal desk = box.terminal("Desk", Station::kFrontDesk);
  const auto other = box.sign_in(desk, "ana");
  REQUIRE(box.sessions().lock(in.who, {.why = api::session::LockReason::kIdle}).ok());
  REQUIRE(box.sessions().lock(other.who, {}).ok());
  CHECK(box.locked(in));
  CHECK(box.sessions().unlock(other.who, {.pin = kPin, .password = {}}).error().code ==
        ErrorCode::kWrongState);
  CHECK(box.locked(other));
  CHECK_FALSE(box.sessions().unlock(in.who, {.pin = kPin, .password = {}})->locked);
  CHECK(box.events("session.lock") == std::vector<std::string>{"done||idle", "done||by_hand"});
}

TEST_CASE("the fourth wrong PIN leaves one try, the fifth leaves only the password") {
  RoomBox box;
  const auto in = box.with_pin();
  REQUIRE(box.sessions().lock(in.who, {}).ok());
  const auto unlock = [&](const std::string& pin) {
    return box.sessions().unlock(in.who, {.pin = pin, .password = {}});
  };
  for (int left = 4; left >= 1; --left) {
    const Error error = unlock("000001").error();
    CHECK(error.code == ErrorCode::kWrongCode);
    CHECK(error.detail == "the PIN is not right; tries left: " + std::to_string(left));
  }
  CHECK(box.sessions().state(in.who)->pin_tries_left == 1);
  CHECK_FALSE(unlock(kPin)->locked);
  CHECK(box.sessions().state(in.who)->pin_tries_left == 5);
  REQUIRE(box.sessions().lock(in.who, {}).ok());
  for (int i = 0; i < 5; ++i) CHECK(unlock("000001").error().code == ErrorCode::kWrongCode);
  CHECK(unlock(kPin).error().code == ErrorCode::kWrongState);
  CHECK(box.sessions().state(in.who)->pin_tries_left == 0);
  const auto state = box.sessions().unlock(in.who, {.pin = {}, .password = kPasswordOfAna}).value();
  CHECK_FALSE(state.locked);
  CHECK_FALSE(state.pin_chosen);
  CHECK(box.sessions().choose_pin(in.who, {.pin = "592814"}).ok());
}

TEST_CASE("a PIN takes the place of another only after a proof, which counts once") {
  RoomBox box;
  const auto in = box.with_pin();
  const auto choose = [&](const std::optional<Bytes>& confirmation) {
    return box.sessions().choose_pin(in.who, {.pin = "592814", .confirmation = confirmation});
  };
  CHECK(choose(std::nullopt).error().code == ErrorCode::kWrongState);
  const auto proof =
      box.sessions().confirm(in.who, {.pin = {}, .password = kPasswordOfAna}).value();
  CHECK(choose(proof.token).ok());
  CHECK(choose(proof.token).error().code == ErrorCode::kNotSignedIn);
  REQUIRE(box.sessions().lock(in.who, {}).ok());
  CHECK_FALSE(box.sessions().unlock(in.who, {.pin = kPin, .password = {}}).ok());
  CHECK_FALSE(box.sessions().unlock(in.who, {.pin = "592814", .password = {}})->locked);
}

TEST_CASE("wrong PINs while the box was away count with those at the box; the fifth locks") {
  RoomBox box;
  const auto in = box.with_pin();
  CHECK_FALSE(box.sessions().confirm(in.who, {.pin = "000001", .password = {}}).ok());
  CHECK(box.sessions().count_pin_tries(in.who, {.wrong = 3})->pin_tries_left == 1);
  CHECK_FALSE(box.locked(in));
  CHECK(box.events("session.unlock") ==
        std::vector<std::string>{"refused|wrong_pin|3 while the box was away; tries left: 1"});
  const auto all = box.sessions().count_pin_tries(in.who, {.wrong = 5}).value();
  CHECK((all.locked && !all.pin_chosen));
  CHECK(all.pin_tries_left == 0);
}

TEST_CASE("five wrong PINs on an open session lock it") {
  RoomBox box;
  const auto in = box.with_pin();
  for (int i = 0; i < 4; ++i) {
    CHECK_FALSE(box.sessions().confirm(in.who, {.pin = "000001", .password = {}}));
    CHECK_FALSE(box.locked(in));
  }
  CHECK_FALSE(box.sessions().confirm(in.who, {.pin = "000001", .password = {}}));
  CHECK(box.locked(in));
}

TEST_CASE("unlocking takes the PIN or the password, not both and not neither") {
  RoomBox box;
  const auto in = box.with_pin();
  CHECK(box.sessions().unlock(in.who, {}).error().code == ErrorCode::kOutOfRange);
  CHECK(box.sessions().unlock(in.who, {.pin = kPin, .password = kPasswordOfAna}).error().code ==
        ErrorCode::kOutOfRange);
}

TEST_CASE("wrong passwords at the lock screen count like those at sign-in") {
  RoomBox box;
  const auto in = box.with_pin();
  REQUIRE(box.sessions().lock(in.who, {}).ok());
  for (int i = 0; i < 5; ++i) {
    CHECK(box.sessions().unlock(in.who, {.pin = {}, .password = "wrong"}).error().code ==
          ErrorCode::kWrongSignIn);
  }
  CHECK(box.sessions().unlock(in.who, {.pin = {}, .password = kPasswordOfAna}).error().code ==
        ErrorCode::kThrottled);
  CHECK(box.locked(in));
  const Principal desk = box.terminal("Desk", Station::kFrontDesk);
  CHECK(box.try_sign_in(desk, "ana").error().code == ErrorCode::kThrottled);
  // The PIN is not shut by that.
  CHECK(box.sessions().unlock(in.who, {.pin = kPin, .password = {}}).ok());
}
