// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/screens/first_run/first_run.h"
#include "kiosk/screens/lobby/closing.h"
#include "kiosk/screens/lobby/consent.h"
#include "kiosk/screens/lobby/details.h"
#include "kiosk/screens/lobby/identity.h"
#include "kiosk/screens/lobby/question.h"
#include "kiosk/screens/lobby/welcome.h"
#include "kiosk/screens/sign_in/reading_sheet.h"
#include "kiosk/screens/sign_in/sign_in.h"
#include "shared/base/grouped_code.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {
namespace {

using ui::Key;

const ui::Look kLobby{ui::Density::kLobby, ui::TextSize::k100, ui::Contrast::kNormal};
const ui::Look kStaff{};

// Keeps what the screen asked for since the last look.
template <class Intent, class Model>
struct Screen {
  explicit Screen(const ui::Look& look, Model start = {})
      : model(std::move(start)), driver(look, [this](ui::Ui& ui) {
          const Intent now = draw(ui, model);
          if (now != Intent::kNone) asked = now;
        }) {}
  Intent take() { return std::exchange(asked, Intent::kNone); }

  Model model;
  Intent asked = Intent::kNone;
  UiDriver driver;
};

using namespace screens::lobby;

TEST_CASE("the lobby's first screen offers two languages, larger text and contrast") {
  Screen<WelcomeIntent, WelcomeModel> screen(kLobby, {"Riverside", {}, text::Language::kEnglish});
  screen.driver.click("spanish");
  CHECK(screen.take() == WelcomeIntent::kSpanish);
  screen.driver.click("english");
  CHECK(screen.take() == WelcomeIntent::kEnglish);
  screen.driver.click("text_size");
  CHECK(screen.take() == WelcomeIntent::kTextSize);
  screen.driver.click("contrast");
  CHECK(screen.take() == WelcomeIntent::kContrast);
  screen.driver.change_look({ui::Density::kLobby, ui::TextSize::k200, ui::Contrast::kHigh});
  CHECK(screen.driver.shows_text("Normal contrast"));
}

TEST_CASE("a surname is typed on the screen, and next waits for it and says so") {
  Screen<Step, SurnameModel> screen(kLobby);
  CHECK_FALSE(screen.driver.widget("next").enabled);
  CHECK(screen.driver.shows_text("Please type your last name to go on."));
  for (const char* key : {"key_shift", "key_s", "key_o", "key_t", "key_o"}) {
    screen.driver.click(key);
  }
  CHECK(screen.model.surname == "Soto");
  screen.driver.click("next");
  CHECK(screen.take() == Step::kNext);
  screen.driver.click("key_done");
  CHECK(screen.take() == Step::kNext);
  screen.driver.click("back");
  CHECK(screen.take() == Step::kBack);
  screen.driver.click("help");
  CHECK(screen.take() == Step::kHelp);
}

TEST_CASE("the keys stay where they are when the first letter is typed") {
  Screen<Step, SurnameModel> screen(kLobby);
  const float before = screen.driver.widget("key_s").rect.y;
  screen.driver.click("key_s");
  CHECK(screen.driver.widget("key_s").rect.y == before);
}

TEST_CASE("a birth date is touched on the pad, and the tick goes on") {
  Screen<Step, BirthDateModel> screen(kLobby);
  screen.model.today = std::chrono::year(2026) / 11 / 23;
  screen.driver.turn();
  for (const char figure : std::string("4171986")) {
    screen.driver.click(std::string("digit_") + figure);
  }
  CHECK(screen.model.entry.date(screen.model.today) == std::chrono::year(1986) / 4 / 17);
  screen.driver.click("digit_ok");
  CHECK(screen.take() == Step::kNext);
  screen.driver.click("birth_day");
  screen.driver.type("31");
  CHECK_FALSE(screen.driver.widget("next").enabled);
  CHECK(screen.driver.shows_text("That month has no day 31."));
  screen.driver.click("digit_ok");
  CHECK(screen.take() == Step::kNone);
}

TEST_CASE("while the box is asked nothing more can be typed") {
  Screen<Step, PhoneDigitsModel> screen(kLobby);
  screen.driver.type("22");
  screen.driver.click("digit_3");
  screen.driver.click("digit_3");
  CHECK(screen.model.digits == "2233");
  screen.driver.click("digit_9");
  CHECK(screen.model.digits == "2233");
  screen.driver.click("next");
  CHECK(screen.take() == Step::kNext);
  screen.model.looking = true;
  screen.driver.turn();
  CHECK_FALSE(screen.driver.widget("next").enabled);
  screen.driver.click("digit_back");
  CHECK(screen.model.digits == "2233");
}

TEST_CASE("whoever is greeted by a wrong name can say so") {
  Screen<HelloIntent, HelloModel> screen(kLobby, {text::Language::kSpanish, "Lucía M.", {}});
  CHECK(screen.driver.shows_text("Hola, Lucía M."));
  screen.driver.click("not_me");
  CHECK(screen.take() == HelloIntent::kNotMe);
  screen.driver.click("next");
  CHECK(screen.take() == HelloIntent::kGoOn);
}

TEST_CASE("a detail is confirmed or changed, and a new phone has ten digits") {
  Screen<Step, ConfirmModel> confirm(kLobby, {{}, Detail::kPhone, "(•••) •••-••33", {}});
  CHECK_FALSE(confirm.driver.widget("next").enabled);
  confirm.driver.click("change_it");
  CHECK(confirm.model.still_right == false);
  confirm.driver.click("still_right");
  CHECK(confirm.model.still_right == true);
  confirm.driver.click("next");
  CHECK(confirm.take() == Step::kNext);

  Screen<Step, NewPhoneModel> phone(kLobby);
  phone.driver.type("716155011");
  CHECK_FALSE(phone.driver.widget("next").enabled);
  phone.driver.click("digit_9");
  CHECK(phone.model.digits == "7161550119");
  // No office number begins with a one: a slip of the finger.
  CHECK_FALSE(phone.driver.widget("next").enabled);
  phone.driver.key(Key::kEnter);
  CHECK(phone.take() == Step::kNone);
  phone.model.digits = "716555011";
  phone.driver.click("digit_9");
  CHECK(phone.driver.shows_text("(716) 555-0119"));
  phone.driver.key(Key::kEnter);
  CHECK(phone.take() == Step::kNext);
  CHECK(format_phone("5") == "(5");
  CHECK(format_phone("5550") == "(555) 0");
}

TEST_CASE("a consent must be read to its end before it can be signed") {
  ConsentReadModel model;
  model.title = "Consent to treatment";
  for (int i = 0; i < 60; ++i) model.body += "You decide whether you want care here. ";
  Screen<ConsentIntent, ConsentReadModel> screen(kLobby, model);
  CHECK_FALSE(screen.driver.widget("next").enabled);
  screen.driver.click("talk_first");
  CHECK(screen.take() == ConsentIntent::kTalkFirst);
  screen.driver.wheel("consent_text", -3);
  CHECK_FALSE(screen.driver.widget("next").enabled);
  screen.driver.wheel("consent_text", -200);
  CHECK(screen.driver.widget("next").enabled);
  screen.driver.wheel("consent_text", 200);
  screen.driver.click("next");  // having read it is enough
  CHECK(screen.take() == ConsentIntent::kNext);
}

TEST_CASE("a signature is a name and a stroke of the hand") {
  Screen<Step, ConsentSignModel> screen(kLobby);
  screen.driver.click("signer_name");
  CHECK(screen.driver.shows("key_a"));
  screen.driver.type("Lucía Morales");
  screen.driver.click("key_done");
  CHECK_FALSE(screen.driver.shows("key_a"));  // room for the hand
  CHECK_FALSE(screen.driver.widget("next").enabled);
  const ui::Point middle = screen.driver.widget("signature").visible_part.center();
  screen.driver.drag({middle, {middle.x + 100, middle.y - 40}, {middle.x + 200, middle.y + 20}});
  CHECK(screen.model.signature.points() > 3);
  CHECK(screen.driver.widget("next").enabled);
  screen.driver.click("signature_clear");
  CHECK_FALSE(screen.driver.widget("next").enabled);
}

TEST_CASE("touching an answer selects it, next confirms it, and not answering is an answer") {
  QuestionModel model;
  model.item = "Trouble relaxing";
  model.choices = {"Not at all", "Several days", "More than half the days", "Nearly every day"};
  model.total = 7;
  model.can_listen = true;
  Screen<QuestionIntent, QuestionModel> screen(kLobby, model);
  CHECK_FALSE(screen.driver.widget("next").enabled);
  screen.driver.click("choice_2");
  CHECK(screen.model.chosen == 2);
  CHECK(screen.take() == QuestionIntent::kNone);
  screen.driver.click("decline");
  CHECK_FALSE(screen.model.chosen.has_value());
  CHECK(screen.model.declined);
  screen.driver.click("choice_0");
  CHECK(screen.model.chosen == 0);
  CHECK_FALSE(screen.model.declined);
  screen.driver.click("listen");
  CHECK(screen.take() == QuestionIntent::kListen);
  // Answered before and gone back to, it can be left as it is.
  screen.model.chosen.reset();
  screen.model.kept = true;
  screen.driver.click("next");
  CHECK(screen.take() == QuestionIntent::kNext);
}

TEST_CASE("after a critical answer the numbers stand in the reader's language, without alarm") {
  Screen<SupportIntent, SupportModel> screen(kLobby, {text::Language::kSpanish, false, false});
  CHECK(screen.driver.shows_text("988"));
  CHECK(screen.driver.shows_text("AYUDA"));
  CHECK(screen.driver.shows_text("oprima 2"));
  screen.driver.click("talk_now");
  CHECK(screen.take() == SupportIntent::kTalkNow);
  screen.model.staff_called = true;
  screen.driver.turn();
  CHECK(screen.driver.shows("staff_called"));
  CHECK(screen.driver.widget("talk_now").enabled);  // nobody came: once more
  screen.driver.click("go_on");
  CHECK(screen.take() == SupportIntent::kGoOn);
}

TEST_CASE("an alert that cannot be delivered sends the client to a person, in plain words") {
  Screen<SupportIntent, SupportModel> screen(kLobby, {text::Language::kEnglish, true, false});
  CHECK(screen.driver.shows_text("Please talk to someone from our team now"));
}

TEST_CASE("a terminal kept at the desk's screen offers no new start") {
  Screen<SeeDeskIntent, SeeDeskModel> screen(kLobby);
  screen.driver.click("next");
  CHECK(screen.take() == SeeDeskIntent::kRestart);
  screen.model.can_restart = false;
  screen.driver.turn();
  CHECK_FALSE(screen.driver.shows("next"));
  screen.driver.click("help");
  CHECK(screen.take() == SeeDeskIntent::kHelp);
}

TEST_CASE("asked whether more time is needed, Enter says yes") {
  Screen<IdleIntent, IdleModel> screen(kLobby);
  screen.driver.key(Key::kEnter);
  CHECK(screen.take() == IdleIntent::kMoreTime);
  screen.driver.click("finish");
  CHECK(screen.take() == IdleIntent::kFinish);
}

using namespace screens::sign_in;

TEST_CASE("words typed on after a session was ended do not show in the field for the name") {
  Screen<SignInIntent, SignInModel> screen(kStaff);
  screen.driver.ui().drop_focus();
  screen.model.ended = true;
  screen.driver.turn();
  screen.driver.type("and she slept four hours");
  CHECK(screen.model.name.empty());
  screen.driver.type("name", "lbrandt");
  CHECK(screen.model.name == "lbrandt");
}

TEST_CASE("staff sign in with Enter, and not while the box is away or asked") {
  Screen<SignInIntent, SignInModel> screen(kStaff);
  screen.driver.type("name", "lbrandt");
  screen.driver.key(Key::kTab);
  screen.driver.type("correct horse battery");
  CHECK(screen.model.password == "correct horse battery");
  screen.driver.key(Key::kEnter);
  CHECK(screen.take() == SignInIntent::kSignIn);
  screen.model.busy = true;
  screen.driver.key(Key::kEnter);
  CHECK(screen.take() == SignInIntent::kNone);
  screen.model.busy = false;
  screen.model.problem = ErrorCode::kWrongSignIn;
  screen.driver.turn();
  CHECK(screen.driver.shows_text("That name and password do not belong together."));
  screen.model.place.connection = {false, "10:41", 0};
  screen.driver.turn();
  CHECK(screen.driver.shows_text("Nobody can sign in while the box is away."));
  CHECK_FALSE(screen.driver.widget("sign_in").enabled);
}

TEST_CASE("a new password needs 15 characters, twice the same") {
  Screen<NewPasswordIntent, NewPasswordModel> screen(kStaff);
  screen.driver.type("name", "admin");
  screen.driver.type("code", "7ZQ4K");
  screen.driver.type("new_password", "fourteen chars");
  screen.driver.type("again", "fourteen chars");
  CHECK(screen.driver.shows_text("1 more character is needed."));
  CHECK_FALSE(screen.driver.widget("keep_password").enabled);
  screen.driver.type("new_password", "x");
  CHECK(screen.driver.shows_text("The two are not the same yet."));
  screen.driver.type("again", "x");
  screen.driver.click("keep_password");
  CHECK(screen.take() == NewPasswordIntent::kKeep);
}

TEST_CASE("a new password is set without scrolling, also when an alert stands above") {
  for (const auto language : {text::Language::kEnglish, text::Language::kSpanish}) {
    screens::sign_in::NewPasswordModel model;
    model.language = language;
    model.place.alert = "Somebody in the lobby needs a clinician now. Sign in to see who it is.";
    Screen<screens::sign_in::NewPasswordIntent, screens::sign_in::NewPasswordModel> screen(kStaff,
                                                                                           model);
    for (const char* name : {"alert", "name", "keep_password", "set_up", "back"}) {
      CAPTURE(name);
      const ui::WidgetRecord& widget = screen.driver.widget(name);
      CHECK(widget.visible_part.height == widget.rect.height);
    }
    screen.driver.click("back");
    CHECK(screen.take() == screens::sign_in::NewPasswordIntent::kBack);
  }
}

TEST_CASE("a PIN is chosen by typing it twice; a difference starts anew") {
  Screen<NewPinIntent, NewPinModel> screen(kStaff);
  for (int i = 0; i < 6; ++i) screen.driver.click("digit_4");
  screen.driver.type("444445");
  CHECK(screen.take() == NewPinIntent::kNone);
  CHECK(screen.driver.shows_text("The two PINs were not the same."));
  CHECK(screen.model.first.empty());
  screen.driver.type("123456");
  CHECK(screen.driver.widget("pin_again").value.empty());
  screen.driver.type("12345");
  CHECK(screen.driver.widget("pin_again").value == "*****");
  screen.driver.click("digit_6");
  CHECK(screen.take() == NewPinIntent::kSet);
}

TEST_CASE("who is about to end a session is told of a form that was begun in it") {
  constexpr const char* kWords = "A form was begun here";
  using namespace screens::sign_in;
  Screen<LockedIntent, LockedModel> locked(kStaff);
  CHECK_FALSE(locked.driver.shows_text(kWords));
  locked.model.leaves_something = true;
  locked.driver.turn();
  CHECK(locked.driver.shows_text(kWords));
  Screen<ReadingIntent, ReadingModel> person(kStaff, {.person = "Mia Ortiz"});
  CHECK_FALSE(person.driver.shows_text(kWords));
  person.model.leaves_something = true;
  person.driver.turn();
  CHECK(person.driver.shows_text(kWords));
}

TEST_CASE("a locked terminal opens with the sixth figure, or hands over to another person") {
  LockedModel model;
  model.person = "L. Brandt, LCSW";
  Screen<LockedIntent, LockedModel> screen(kStaff, model);
  CHECK(screen.driver.shows_text("L. Brandt, LCSW is signed in here."));
  screen.driver.type("12345");
  CHECK(screen.take() == LockedIntent::kNone);
  screen.driver.click("digit_6");
  CHECK(screen.take() == LockedIntent::kUnlock);
  screen.model.tries_left = 1;
  screen.model.pin.clear();
  screen.driver.turn();
  CHECK(screen.driver.shows_text("1 try is left"));
  screen.driver.click("other_way");
  screen.driver.type("correct horse battery");
  screen.driver.key(Key::kEnter);
  CHECK(screen.model.password == "correct horse battery");
  CHECK(screen.take() == LockedIntent::kUnlock);
  screen.driver.click("switch_person");
  CHECK(screen.take() == LockedIntent::kSwitchPerson);
}

TEST_CASE("the enrolment code is checked group by group, and its dashes come by themselves") {
  using namespace screens::first_run;
  const Bytes bytes(22, 0xA7);
  const std::string code = encode_grouped_code(bytes);  // nine groups
  Screen<FirstRunIntent, FirstRunModel> screen(kStaff);
  screen.driver.type("address", "box.clinic.lan");
  screen.driver.click("code");
  for (const char c : code.substr(0, 17)) {
    if (c != '-') screen.driver.type(std::string(1, c));
  }
  CHECK(screen.model.code == code.substr(0, 18));  // three groups and their dashes
  CHECK(screen.driver.shows_text("6 groups to go."));
  screen.driver.type(" -");  // whoever types what is printed between groups
  CHECK(screen.model.code == code.substr(0, 18));
  screen.driver.type("00001");
  CHECK(screen.driver.shows_text("Group 4 has a typing mistake."));
  for (int i = 0; i < 6; ++i) screen.driver.key(Key::kBackspace);
  CHECK_FALSE(screen.driver.widget("connect").enabled);
  for (const char c : code.substr(18)) {
    if (c != '-') screen.driver.type(std::string(1, c));
  }
  CHECK(screen.driver.shows_text("The code is complete."));
  screen.driver.click("connect");
  CHECK(screen.take() == FirstRunIntent::kConnect);
  CHECK(decode_grouped_code(screen.model.code, bytes.size()).value() == bytes);
}

}  // namespace
}  // namespace alcove::tests
