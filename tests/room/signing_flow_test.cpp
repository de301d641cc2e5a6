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
    room.context->session = reply->value();
  }
  // The PIN does not count any more: the sheet says so and offers nothing but the password.
  void sign_by_password() {
    REQUIRE(room.shows("password"));
    REQUIRE(room.says("After five wrong tries your PIN"));
    CHECK_FALSE(room.driver->shows("pin"));
    CHECK_FALSE(room.driver->shows("other_way"));
    room.driver->type("password", ServedClinic::password_of("brandt"));
    REQUIRE(room.press("sheet_go"));
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
  ready.sign_by_password();
  REQUIRE(ready.room.says("Signed by L. Brandt"));
  CHECK(ready.clinic.plan() == "We meet again on Monday.");
}

TEST_CASE("five wrong PINs under an addendum: the password signs it, and no word is gone") {
  Ready ready;
  ready.sign_note();
  REQUIRE(ready.room.press("add_addendum"));
  REQUIRE(write_addendum(ready.room, "Her brother is called Andrés."));
  REQUIRE(ready.room.safety("Safe on the box"));
  REQUIRE(ready.room.says("Sign the addendum"));
  REQUIRE(ready.room.press("sign"));
  for (int i = 0; i < 5; ++i) {
    INFO(i);
    ready.give_pin(kOtherPin);
    REQUIRE(ready.room.says("That PIN is not right."));
    REQUIRE(ready.room.until([&] { return ready.room.driver->widget("pin").enabled; }));
  }
  // The box has locked the session; once the password opened it, the sheet knows what is left.
  ready.unlock();
  ready.sign_by_password();
  REQUIRE(ready.room.until([&] { return ready.clinic.note().addenda.size() == 1; }));
  CHECK(ready.clinic.note().addenda[0].text == "Her brother is called Andrés.");
  CHECK(ready.room.says("Her brother is called Andrés."));
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
  // The way back leads on from where the note was left.
  room.driver->click("section_7");
  room.driver->control('z');
  CHECK(holds(room, "section_7", "Typed a blink "));
  room.driver->control('y');
  CHECK(holds(room, "section_7", "Typed a blink ago."));
  CHECK(room.safety("Safe on the box"));
}

TEST_CASE("an addendum is written under those before it, and seen where the note is read") {
  Ready ready;
  RoomTerminal& room = ready.room;
  ready.sign_note();
  RoomTerminal reading(ready.clinic, "Therapy room 3");
  REQUIRE(reading.press("visit_0"));
  REQUIRE(reading.shows("standing_0"));
  REQUIRE(room.press("add_addendum"));
  REQUIRE(write_addendum(room, "Her brother is called Andrés."));
  REQUIRE(room.safety("Safe on the box"));
  REQUIRE(room.press("sign"));
  ready.give_pin(kPin);
  REQUIRE(room.shows("standing_1"));
  CHECK(reading.says("Her brother is called Andrés."));
  CHECK(reading.shows("standing_1"));
  REQUIRE(room.press("add_addendum"));
  REQUIRE(room.shows("section_8"));
  CHECK(room.says("Her brother is called Andrés."));
  CHECK(room.says("We meet again on Monday."));
}

TEST_CASE("a time that was not understood is safe as it was typed, and there to be put right") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  REQUIRE(room.press("start"));
  room.driver->type("11h02");
  room.driver->key(ui::Key::kTab);
  CHECK(room.says("Write the time like"));
  REQUIRE(room.until([&] { return clinic.notes().size() == 1 && clinic.notes()[0].saved_at; }));
  CHECK(room.safety("Safe on the box"));
  CHECK(clinic.note().content.start_typed == "11h02");
  room.kill();
  room.start();
  room.sign_in("brandt");
  REQUIRE(room.press("visit_0"));
  if (room.until([&] { return room.driver->shows("begin_note") || room.driver->shows("start"); }) &&
      room.driver->shows("begin_note")) {
    REQUIRE(room.press("begin_note"));
  }
  REQUIRE(holds(room, "start", "11h02"));
  CHECK(room.says("Write the time like"));
  room.driver->click("start");
  room.driver->control('a');
  room.driver->type("1102");
  room.driver->key(ui::Key::kTab);
  REQUIRE(room.until([&] { return clinic.note().content.start == clinic.today_at(11, 2); }));
  CHECK(clinic.note().content.start_typed.empty());
}

TEST_CASE("the list of notes says of the draft what stands in it now") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  REQUIRE(room.shows("note_0"));
  CHECK(room.says("Nothing written yet"));
  const auto lines = [&] { return room.driver->shows_text("Says little, then more"); };
  room.write("Says little,");
  REQUIRE(room.safety("Safe on the box"));
  room.driver->type("\nthen more.");
  CHECK(room.until(lines));  // on one line, as nothing else on the screen has it
}

TEST_CASE("what stands over a chart changes its language with the terminal") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.press("visit_0"));
  REQUIRE(room.says("No. "));
  room.context->language = text::Language::kSpanish;
  CHECK(room.says("N.º "));
  CHECK_FALSE(room.driver->shows_text("No. "));
}

}  // namespace
}  // namespace alcove::tests
