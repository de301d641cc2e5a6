// SPDX-License-Identifier: Apache-2.0
#include "tests/room/room_clinic.h"

// Signing by PIN, and addenda, on the screen of a therapy room with a real server behind it.
namespace alcove::tests {
namespace {

const char* const kPin = "481516";
const char* const kOtherPin = "000000";

// A note with everything that signing needs, and the PIN that its writer chose today.
struct Ready {
  Ready() : room(clinic) {
    choose_pin();
    REQUIRE(room.begin_note());
    room.write("We meet again on Monday.");
    REQUIRE(room.press("start"));
    room.driver->type("11:02");
    room.driver->type("stop", "1155");
    REQUIRE(room.safety("Safe on the box"));
  }
  void choose_pin() {
    std::optional<Result<api::session::State>> reply;
    const link::Life life;
    room.box->ask(life, api::session::choose_pin, api::session::ChoosePinRequest{.pin = kPin},
                  [&](Result<api::session::State> state) { reply.emplace(std::move(state)); });
    REQUIRE(room.until([&] { return reply.has_value(); }));
    REQUIRE(reply->ok());
    room.context->session = reply->value();
  }
  // At the lock screen the password opens the session again.
  void unlock() {
    std::optional<Result<api::session::State>> reply;
    const link::Life life;
    room.box->ask(life, api::session::unlock,
                  api::session::Proof{.password = ServedClinic::password_of("brandt")},
                  [&](Result<api::session::State> state) { reply.emplace(std::move(state)); });
    REQUIRE(room.until([&] { return reply.has_value(); }));
    REQUIRE(reply->ok());
  }
  void give_pin(const char* pin) {
    REQUIRE(room.shows("pin"));
    room.driver->type("pin", pin);
    REQUIRE(room.press("sheet_go"));
  }
  std::int64_t tries_left() {
    std::optional<Result<api::session::State>> reply;
    const link::Life life;
    room.box->ask(life, api::session::state, wire::Nothing{},
                  [&](Result<api::session::State> state) { reply.emplace(std::move(state)); });
    REQUIRE(room.until([&] { return reply.has_value(); }));
    REQUIRE(reply->ok());
    return reply->value().pin_tries_left;
  }
  void sign_note() {
    REQUIRE(room.press("sign"));
    give_pin(kPin);
    REQUIRE(room.says("Signed by L. Brandt"));
  }

  RoomClinic clinic;
  RoomTerminal room;
};

TEST_CASE("a PIN signs; a wrong one is counted and said, and signs nothing") {
  Ready ready;
  REQUIRE(ready.room.press("sign"));
  ready.give_pin(kOtherPin);
  CHECK(ready.room.says("That PIN is not right."));
  CHECK(ready.tries_left() == 4);
  CHECK_FALSE(ready.clinic.note().signature);
  ready.give_pin(kPin);
  REQUIRE(ready.room.says("Signed by L. Brandt"));
  CHECK(ready.clinic.note().signature);
  CHECK(ready.tries_left() == 5);
}

TEST_CASE("after five wrong PINs only the password signs, and the words are still there") {
  Ready ready;
  REQUIRE(ready.room.press("sign"));
  for (int i = 0; i < 5; ++i) {
    INFO(i);
    ready.give_pin(kOtherPin);
    REQUIRE(ready.room.says("That PIN is not right."));
    REQUIRE(ready.room.until([&] { return ready.room.driver->widget("pin").enabled; }));
  }
  ready.give_pin(kPin);
  CHECK(ready.room.says("This terminal is locked."));
  CHECK_FALSE(ready.clinic.note().signature);
  ready.unlock();
  ready.give_pin(kPin);
  // The PIN is gone: the password is asked for.
  REQUIRE(ready.room.shows("password"));
  ready.room.driver->type("password", ServedClinic::password_of("brandt"));
  REQUIRE(ready.room.press("sheet_go"));
  REQUIRE(ready.room.says("Signed by L. Brandt"));
  CHECK(ready.clinic.plan() == "We meet again on Monday.");
}

TEST_CASE("an addendum is signed by PIN, a wrong one counted, and stands under the note") {
  Ready ready;
  ready.sign_note();
  REQUIRE(ready.room.press("add_addendum"));
  REQUIRE(write_addendum(ready.room, "Her brother is called Andrés."));
  REQUIRE(ready.room.safety("Safe on the box"));
  REQUIRE(ready.room.press("sign"));
  ready.give_pin(kOtherPin);
  CHECK(ready.room.says("That PIN is not right."));
  CHECK(ready.clinic.note().addenda.empty());
  ready.give_pin(kPin);
  REQUIRE(ready.room.until([&] { return ready.clinic.note().addenda.size() == 1; }));
  CHECK(ready.room.says("Her brother is called Andrés."));
  CHECK(ready.room.shows("standing_1"));
}

TEST_CASE("an addendum survives the end of the program, and is offered where it was left") {
  Ready ready;
  RoomTerminal& room = ready.room;
  ready.sign_note();
  REQUIRE(room.press("add_addendum"));
  REQUIRE(write_addendum(room, "She called"));
  REQUIRE(room.safety("Safe on the box"));
  room.kill();
  room.start();
  room.sign_in("brandt");
  REQUIRE(room.press("visit_0"));
  REQUIRE(room.says("Go on with the addendum"));
  CHECK(room.says("addendum in draft"));
  REQUIRE(room.press("add_addendum"));
  REQUIRE(holds(room, "section_8", "She called"));
  REQUIRE(write_addendum(room, " later."));
  REQUIRE(room.until([&] { return ready.clinic.addendum_in_draft() == "She called later."; }));
}

TEST_CASE("the cable is pulled while an addendum is typed: kept here, home by itself, once") {
  Ready ready;
  RoomTerminal& room = ready.room;
  ready.sign_note();
  REQUIRE(room.press("add_addendum"));
  REQUIRE(write_addendum(room, "Before."));
  REQUIRE(room.safety("Safe on the box"));
  room.cable.pull();
  room.driver->type(" While away.");
  REQUIRE(room.safety("Kept here"));
  CHECK(room.says("Keep typing. Your words are kept here, sealed."));
  const bool dies = GENERATE(false, true);
  if (dies) room.kill();
  room.cable.put_in();
  if (dies) room.start();
  REQUIRE(room.until([&] { return room.box->there() && room.box->waiting() == 0; }));
  if (!dies) CHECK(room.safety("Safe on the box"));
  CHECK(ready.clinic.addendum_in_draft() == "Before. While away.");
  CHECK(ready.clinic.note().addenda.empty());
}

TEST_CASE("a note begun by mistake is put aside, and begun again when it is wanted") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  REQUIRE(room.says("Not needed"));
  REQUIRE(room.press("discard"));
  REQUIRE(room.says("Begin the note"));
  CHECK(clinic.notes().empty());
  REQUIRE(room.press("begin_note"));
  REQUIRE(room.shows("section_7"));
  room.write("Wanted after all.");
  REQUIRE(room.safety("Safe on the box"));
  CHECK_FALSE(room.driver->shows("discard"));
  CHECK(clinic.plan() == "Wanted after all.");
}

TEST_CASE("while an addendum is written the visit's own note is kept, and gone back to") {
  RoomClinic clinic;
  const AppointmentId earlier = clinic.book(clinic.client, clinic.today_at(8), clinic.room_2);
  RoomTerminal room(clinic);
  clinic.sign_elsewhere(earlier, "Signed this morning.");
  REQUIRE(room.press("visit_1"));
  REQUIRE(room.press("begin_note"));
  REQUIRE(room.shows("section_7"));
  room.write("Typed a blink ago.");
  REQUIRE(room.until([&] { return room.driver->shows("note_1"); }));
  room.driver->click("note_1");
  REQUIRE(room.press("add_addendum"));
  REQUIRE(write_addendum(room, "To this morning."));
  REQUIRE(room.safety("Safe on the box"));
  REQUIRE(room.press("note_0"));
  CHECK(holds(room, "section_7", "Typed a blink ago."));
  CHECK(room.safety("Safe on the box"));
}

}  // namespace
}  // namespace alcove::tests
