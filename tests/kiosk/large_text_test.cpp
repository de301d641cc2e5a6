// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/screens/lobby/consent.h"
#include "kiosk/screens/lobby/details.h"
#include "kiosk/screens/lobby/identity.h"
#include "kiosk/screens/lobby/question.h"
#include "kiosk/screens/sign_in/sign_in.h"
#include "kiosk/screens/standing/standing.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {
namespace {

TEST_CASE("in the largest text the name under a consent is seen whole while it is typed") {
  screens::lobby::ConsentSignModel model;
  model.language = text::Language::kSpanish;
  UiDriver driver({ui::Density::kLobby, ui::TextSize::k200, ui::Contrast::kNormal},
                  [&](ui::Ui& ui) { draw(ui, model); });
  driver.click("signer_name");
  REQUIRE(driver.shows("key_a"));
  driver.type("María Fernández");
  const ui::WidgetRecord field = driver.widget("signer_name");
  CHECK(field.visible_part.height == Approx(field.rect.height));
  driver.click("key_done");
  CHECK_FALSE(driver.shows("key_a"));
}

TEST_CASE("a form that takes another one's place is seen from its beginning, without its cursor") {
  screens::sign_in::SignInModel sign_in;
  sign_in.place.clinic = "Riverside";
  sign_in.place.connection.there = true;
  sign_in.place.touch_keyboard = true;
  screens::standing::StandingModel standing;
  standing.place = sign_in.place;
  standing.trouble = screens::standing::Trouble::kRestored;
  standing.restored.emplace();
  standing.restored->backup = "Tuesday, 2:00";
  bool restored = false;
  UiDriver driver({ui::Density::kStaff, ui::TextSize::k200, ui::Contrast::kHigh}, [&](ui::Ui& ui) {
    if (restored) {
      draw(ui, standing);
    } else {
      draw(ui, sign_in);
    }
  });
  for (int turn = 0; turn < 5; ++turn) driver.turn();  // until the cursor is no longer new
  driver.wheel("form", -100);
  CHECK(driver.ui().focused() == "name");
  CHECK(driver.widget("form").value != "0");
  restored = true;
  driver.turn();
  driver.turn();
  CHECK(driver.widget("form").value == "0");
  CHECK(driver.ui().focused().empty());
  CHECK_FALSE(driver.shows("key_a"));
}

TEST_CASE("in the largest text who is asked for birth date and digits sees the whole question") {
  const ui::Look look{ui::Density::kLobby, ui::TextSize::k200, ui::Contrast::kNormal};
  for (const text::Language language : {text::Language::kEnglish, text::Language::kSpanish}) {
    screens::lobby::BirthDateModel birth;
    birth.language = language;
    birth.today = parse_date("2026-11-23").value();
    UiDriver asked(look, [&](ui::Ui& ui) { draw(ui, birth); });
    for (int turn = 0; turn < 5; ++turn) asked.turn();
    CHECK(asked.shows("birth_month"));
    // "100": there is nothing to scroll.
    CHECK(asked.widget("birth_page").value == "100");
    screens::lobby::PhoneDigitsModel digits;
    digits.language = language;
    UiDriver shown(look, [&](ui::Ui& ui) { draw(ui, digits); });
    for (int turn = 0; turn < 5; ++turn) shown.turn();
    CHECK(shown.shows("phone_digits"));
    CHECK(shown.widget("phone_page").value == "100");
  }
}

TEST_CASE("in the largest text every question is read from its beginning, and so is every detail") {
  const ui::Look look{ui::Density::kLobby, ui::TextSize::k200, ui::Contrast::kHigh};
  screens::lobby::QuestionModel question;
  question.language = text::Language::kSpanish;
  question.stem = "Durante las últimas 2 semanas, ¿qué tan seguido ha tenido molestias?";
  question.item = "Poco interés o placer en hacer cosas";
  question.choices = {"Ningún día", "Varios días", "Más de la mitad de los días",
                      "Casi todos los días"};
  question.total = 9;
  UiDriver asked(look, [&](ui::Ui& ui) { draw(ui, question); });
  asked.wheel("question_page", -100);
  REQUIRE(asked.widget("question_page").value == "100");
  question.item = "Pensamientos de que estaría mejor muerto";
  question.number = 9;
  asked.turn();
  asked.turn();
  CHECK(asked.widget("question_page").value == "0");
  // The same question stays where it was scrolled to.
  asked.wheel("question_page", -100);
  asked.click("choice_3");
  asked.turn();
  CHECK(asked.shows("choice_3"));

  screens::lobby::ConfirmModel detail;
  detail.masked = "•••-••33";
  UiDriver shown(look, [&](ui::Ui& ui) { draw(ui, detail); });
  shown.wheel("confirm_page", -100);
  REQUIRE_FALSE(shown.widget("confirm_page").value == "0");
  detail.detail = screens::lobby::Detail::kAddress;
  shown.turn();
  shown.turn();
  CHECK(shown.widget("confirm_page").value == "0");
}

}  // namespace
}  // namespace alcove::tests
