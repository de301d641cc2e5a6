// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/client_finding.h"
#include "shared/api/client_history.h"
#include "tests/desk/desk_terminal.h"
#include "tests/support/cable.h"

// Finding, registering and changing clients at the desk, against the server as it runs.

namespace alcove::tests {
namespace {

void type_over(UiDriver& driver, const std::string& field, const std::string& text) {
  driver.click(field);
  driver.control('a');
  driver.type(text);
}

// Scrolls the sheet until the widget can be touched.
void reach(DeskTerminal& desk, const std::string& body, const std::string& name) {
  for (int i = 0; i < 60; ++i) {
    const ui::WidgetRecord& record = desk.driver->widget(name);
    if (record.visible_part.height > record.rect.height - 1) return;
    desk.driver->wheel(body, -1);
  }
}

bool open_find(DeskTerminal& desk, const std::string& words) {
  if (!desk.until_shows("search")) return false;
  desk.driver->control('k');
  if (!desk.until_shows("find_text")) return false;
  desk.driver->type(words);
  return true;
}

std::vector<api::clients::Hit> find(DeskClinic& clinic, const std::string& words) {
  return clinic.other_desk->must(api::clients::search, {words}).items;
}

TEST_CASE("Ctrl K finds a client by a part of the name, and Enter opens the record") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "lucia mor"));
  REQUIRE(desk.until_shows("hit_0"));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_says("(716) 555-0133"));
  CHECK(desk.driver->shows("record_sheet"));
  desk.driver->key(ui::Key::kEscape);  // the record, then the search
  desk.driver->key(ui::Key::kEscape);
  CHECK_FALSE(desk.driver->shows("find_sheet"));
}

TEST_CASE("of several who were found Enter takes nobody before one of them is marked") {
  DeskClinic clinic;
  clinic.add_client("Elizabeth", "Núñez");
  clinic.add_client("Paul", "Núñez");
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "nunez"));
  REQUIRE(desk.until_shows("hit_1"));
  desk.driver->key(ui::Key::kEnter);
  desk.driver->turn();
  CHECK(desk.driver->shows("find_sheet"));
  CHECK_FALSE(desk.driver->shows("record_sheet"));
  CHECK(desk.driver->widget("hit_0").focused);
  desk.driver->key(ui::Key::kDown);
  CHECK(desk.driver->widget("hit_1").focused);
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_shows("record_sheet"));
  CHECK(desk.until_says("Paul"));
}

TEST_CASE("two clients with like names are marked with what tells them apart") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales", "1986-04-17");
  clinic.add_client("Lucia", "Moralez", "1991-12-30");
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "morales"));
  REQUIRE(desk.until_shows("hit_1"));
  CHECK(desk.driver->shows_text("born April 17, 1986 · No. 10001"));
  CHECK(desk.driver->shows_text("born December 30, 1991 · No. 10002"));
}

TEST_CASE("a new client is registered with the least that is needed and can be found") {
  DeskClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "4/17/1986"));
  REQUIRE(desk.until_says("Nobody was found."));
  desk.driver->click("register_new");
  CHECK(desk.driver->widget("legal_family").value.empty());  // a date is no name
  desk.driver->type("legal_given", "Ngozi");
  desk.driver->click("form_save");
  CHECK(desk.driver->shows_text("The family name is needed."));
  desk.driver->type("legal_family", "Okafor");
  reach(desk, "form_sheet_body", "birth");
  desk.driver->type("birth", "4/17/86");
  CHECK(desk.driver->shows_text("April 17, 1986"));
  desk.driver->click("form_save");
  REQUIRE(desk.until_says("Ngozi Okafor is registered, number 10001."));
  const auto hits = find(clinic, "okafor");
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].name == "Okafor, Ngozi");
}

TEST_CASE("the name for which nobody was found stands in the form of a new client") {
  struct Carried {
    const char* looked_for;
    const char* given;
    const char* family;
  };
  const auto carried =
      GENERATE(Carried{"okafor", "", "Okafor"}, Carried{" ngozi  Okafor ", "Ngozi", "Okafor"},
               Carried{"okafor, ngozi adaeze", "Ngozi adaeze", "Okafor"},
               Carried{"Ángela María Ruiz", "Ángela María", "Ruiz"}, Carried{"716 555", "", ""});
  DeskClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, carried.looked_for));
  REQUIRE(desk.press("register_new"));
  CHECK(desk.driver->widget("legal_given").value == carried.given);
  CHECK(desk.driver->widget("legal_family").value == carried.family);
  // Nobody typed it into the form: there is nothing to keep, and the next name is another one.
  CHECK_FALSE(desk.flow->leaves_something());
  desk.driver->click("form_sheet_close");
  type_over(*desk.driver, "find_text", "Haddad");
  REQUIRE(desk.press("register_new"));
  CHECK(desk.driver->widget("legal_given").value.empty());
  CHECK(desk.driver->widget("legal_family").value == "Haddad");
}

TEST_CASE("Enter where nobody was found begins the record of a new client, and nothing before") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "okafor"));
  REQUIRE(desk.until_says("Nobody was found"));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_shows("form_sheet"));
  CHECK(desk.driver->widget("legal_family").value == "Okafor");
  desk.driver->click("form_sheet_close");
  // One letter more, and the answer is about something else.
  desk.driver->type("find_text", "a");
  desk.driver->key(ui::Key::kEnter);
  CHECK_FALSE(desk.driver->shows("form_sheet"));
}

TEST_CASE("a possible second record is not made before the first was looked at") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "4711"));
  REQUIRE(desk.press("register_new"));
  desk.driver->type("legal_given", "Lucia");
  desk.driver->type("legal_family", "Morales");
  reach(desk, "form_sheet_body", "birth");
  desk.driver->type("birth", "4/17/1986");
  desk.driver->click("form_save");
  REQUIRE(desk.until_shows("same_0"));
  CHECK(desk.driver->shows_text("same birth date"));
  CHECK(find(clinic, "morales").size() == 1);
  desk.driver->click("same_sheet_close");
  CHECK(desk.driver->widget("legal_given").value == "Lucia");  // nothing that was typed is lost
  desk.driver->click("form_save");
  REQUIRE(desk.until_shows("not_the_same"));
  desk.driver->click("not_the_same");
  REQUIRE(desk.until_says("is registered, number 10002."));
  CHECK(find(clinic, "morales").size() == 2);
}

TEST_CASE("an edit that met another one keeps what was typed and shows what stands there now") {
  DeskClinic clinic;
  const ClientId client = clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "morales"));
  REQUIRE(desk.until_shows("hit_0"));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.press("record_edit"));
  reach(desk, "form_sheet_body", "pronouns");
  desk.driver->type("pronouns", "they/them");
  // The other desk changes pronouns and the middle name meanwhile.
  auto now = clinic.other_desk->must(api::clients::open, {client});
  now.details.pronouns = "she/her";
  now.details.legal_middle = "Ana";
  clinic.other_desk->must(api::clients::edit, {client, now.revision, now.details});
  desk.driver->click("form_save");
  REQUIRE(desk.until_says("In the record now: she/her"));
  CHECK(desk.driver->widget("pronouns").value == "they/them");
  CHECK(desk.driver->widget("legal_middle").value == "Ana");
  desk.driver->click("form_save");
  REQUIRE(desk.until_says("The record of Lucía Morales is up to date."));
  const auto kept = clinic.other_desk->must(api::clients::open, {client});
  CHECK(kept.details.pronouns == "they/them");
  CHECK(kept.details.legal_middle == "Ana");
}

TEST_CASE("what was changed in a record is told with the old value, who and when") {
  DeskClinic clinic;
  const ClientId client = clinic.add_client("Lucía", "Morales");
  auto now = clinic.other_desk->must(api::clients::open, {client});
  now.details.birth_date = parse_date("1986-04-18").value();
  clinic.other_desk->must(api::clients::edit, {client, now.revision, now.details});
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "morales"));
  REQUIRE(desk.until_shows("hit_0"));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until([&] { return desk.driver->widget("record_edit").enabled; }));
  const float edit = desk.driver->widget("record_edit").rect.y;
  REQUIRE(desk.press("record_history"));
  REQUIRE(desk.until_says("April 17, 1986 → April 18, 1986"));
  CHECK(desk.driver->shows_text("Mia Ortiz at Other desk"));
  // The record has its size again as soon as it can be touched: its buttons move under no finger.
  desk.driver->key(ui::Key::kEscape);
  CHECK(desk.driver->widget("record_edit").rect.y == edit);
}

TEST_CASE("what was changed is told in words, and of which phone and colleague") {
  DeskClinic clinic;
  const ClientId client = clinic.add_client("Lucía", "Morales");
  auto now = clinic.other_desk->must(api::clients::open, {client});
  now.details.sex_for_insurance = api::clients::SexForInsurance::kFemale;
  now.details.language = api::clients::SpokenLanguage::kSpanish;
  now.details.residence = api::clients::Residence::kNoFixedAddress;
  now.details.phones[0].kind = api::clients::PhoneKind::kHome;
  now.details.phones[0].may_leave_message = false;
  now = clinic.other_desk->must(api::clients::edit, {client, now.revision, now.details});
  clinic.other_desk->must(
      api::clients::set_care_team,
      {client, now.revision, {{clinic.brandt, api::clients::CareRole::kCaseManager}}});
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "morales"));
  REQUIRE(desk.until_shows("hit_0"));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.press("record_history"));
  for (const char* words :
       {"Not known → Female", "English → Spanish", "Not asked → No fixed address", "Mobile → Home",
        "Phones · (716) 555-0133", "Messages may be left on this phone · (716) 555-0133",
        "yes → no", "Care team · L. Brandt", "nothing → Case manager"}) {
    INFO(words);
    CHECK(desk.until_says(words));
  }
}

TEST_CASE("a birth date that cannot be says what is wrong with it") {
  DeskClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "okafor"));
  REQUIRE(desk.press("register_new"));
  reach(desk, "form_sheet_body", "birth");
  for (const auto& [typed, words] :
       {std::pair{"2/31/1990", "That month has no such day."},
        std::pair{"1/1/2190", "That day is still to come."},
        std::pair{"1/1/1790", "Nobody is that old. Please look at the year."},
        std::pair{"yesterday", "Write the birth date like 4/17/1986."}}) {
    type_over(*desk.driver, "birth", typed);
    CHECK(desk.driver->shows_text(words));
  }
}

TEST_CASE("a phone that is added has the cursor, and can be seen") {
  DeskClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "okafor"));
  REQUIRE(desk.press("register_new"));
  reach(desk, "form_sheet_body", "phone_add");
  desk.driver->click("phone_add");
  REQUIRE(desk.until([&] { return desk.driver->shows("phone_0"); }));
  const ui::WidgetRecord number = desk.driver->widget("phone_0");
  CHECK(number.focused);
  CHECK(number.visible_part.height == number.rect.height);
  desk.driver->type("716 555 0144");
  CHECK(desk.driver->widget("phone_0").value == "716 555 0144");
}

TEST_CASE("while the box is away nobody is said to be missing, and the search goes on after it") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  alcove::testing::Cable cable(clinic.at.clinic->port());
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  cable.pull();
  REQUIRE(desk.until([&] { return !desk.driver->widget("book").enabled; }));
  REQUIRE(open_find(desk, "morales"));
  REQUIRE(desk.until_says("The box is away. What you typed stays here"));
  REQUIRE(desk.until_says("Looking."));
  REQUIRE(desk.until([&] { return !desk.driver->shows_text("Looking."); }));
  CHECK_FALSE(desk.driver->shows_text("Nobody was found."));
  cable.put_in();
  CHECK(desk.until_shows("hit_0"));
  CHECK_FALSE(desk.driver->shows("sheet_notice"));
}

TEST_CASE("a registration that was begun waits while somebody else's record is edited") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_find(desk, "okafor"));
  CHECK_FALSE(desk.flow->leaves_something());
  REQUIRE(desk.press("register_new"));
  desk.driver->type("legal_given", "Ngozi");
  CHECK(desk.flow->leaves_something());
  desk.driver->click("form_sheet_close");

  type_over(*desk.driver, "find_text", "morales");
  REQUIRE(desk.until_shows("hit_0"));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.press("record_edit"));
  desk.driver->type("legal_middle", "Ana");
  desk.driver->click("form_sheet_close");
  REQUIRE(desk.press("record_edit"));
  CHECK(desk.driver->widget("legal_middle").value == "Ana");
  REQUIRE(desk.press("form_save"));
  REQUIRE(desk.until_gone("form_sheet"));
  desk.driver->click("record_sheet_close");

  REQUIRE(desk.press("register_new"));
  CHECK(desk.driver->widget("legal_given").value == "Ngozi");
  CHECK(desk.driver->widget("legal_family").value == "Okafor");
  reach(desk, "form_sheet_body", "birth");
  desk.driver->type("birth", "4/17/86");
  REQUIRE(desk.press("form_save"));
  REQUIRE(desk.until_says("Ngozi Okafor is registered"));
  CHECK_FALSE(desk.flow->leaves_something());
}

TEST_CASE("a form that is closed, or that the box leaves alone, keeps what was typed") {
  DeskClinic clinic;
  alcove::testing::Cable cable(clinic.at.clinic->port());
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(open_find(desk, "okafor"));
  REQUIRE(desk.press("register_new"));
  desk.driver->type("legal_given", "Ngozi");
  cable.pull();
  REQUIRE(desk.until([&] { return !desk.driver->widget("form_save").enabled; }));
  type_over(*desk.driver, "legal_given", "Ngozi Adaeze");  // typing goes on
  desk.driver->click("form_sheet_close");
  REQUIRE(desk.until_says("What you typed is kept here"));
  cable.put_in();
  REQUIRE(desk.press("register_new"));
  CHECK(desk.driver->widget("legal_given").value == "Ngozi Adaeze");
  CHECK(desk.driver->widget("legal_family").value == "Okafor");
}

}  // namespace
}  // namespace alcove::tests
