// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/staff_languages.h"
#include "tests/desk/booking_sheet.h"

// That an interpreter is needed, from the client's record to the visit, against the server as it
// runs.

namespace alcove::tests {
namespace {

TEST_CASE("a record says that an interpreter is needed, and every place that shows a visit too") {
  using Spoken = api::clients::SpokenLanguage;
  DeskClinic clinic;
  const ClientId client = clinic.add_client("Lucía", "Morales");
  auto now = clinic.other_desk->must(api::clients::open, {client});
  now.details.language = Spoken::kSpanish;
  clinic.other_desk->must(api::clients::edit, {client, now.revision, now.details});
  const AppointmentId visit = clinic.book(client, clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);

  REQUIRE(desk.until_shows("search"));
  desk.driver->control('k');
  REQUIRE(desk.until_shows("find_text"));
  desk.driver->type("morales");
  REQUIRE(desk.until_shows("hit_0"));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.press("record_edit"));
  REQUIRE(desk.until_shows("form_sheet"));
  const auto is_seen = [&] {
    const ui::WidgetRecord& tick = desk.driver->widget("needs_interpreter");
    return tick.visible_part.height > tick.rect.height - 1;
  };
  for (int i = 0; i < 60 && !is_seen(); ++i) desk.driver->wheel("form_sheet_body", -1);
  REQUIRE(desk.press("needs_interpreter"));
  REQUIRE(desk.press("form_save"));
  REQUIRE(desk.until_says("The record of Lucía Morales is up to date."));
  CHECK(clinic.other_desk->must(api::clients::open, {client}).details.needs_interpreter);
  REQUIRE(desk.press("record_sheet_close"));
  REQUIRE(desk.until_gone("record_sheet"));
  REQUIRE(desk.press("find_sheet_close"));

  REQUIRE(desk.until_gone("find_text"));
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.until_says("Interpreter: Spanish"));  // the row and the panel
  REQUIRE(desk.press("move"));
  REQUIRE(until_notice(desk, "book_interpreter", "Interpreter needed: Spanish. L. Brandt is not"));
  ServedTerminal(clinic.at, wire::Station::kFrontDesk, "Admin", "adam")
      .must(api::administration::set_languages, {clinic.reyes, {Spoken::kSpanish}});
  REQUIRE(choose_clinician(desk, "A. Reyes"));
  REQUIRE(desk.until(
      [&] { return desk.driver->shows("book_free") && !desk.driver->shows("book_interpreter"); }));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  REQUIRE(desk.until([&] { return !desk.driver->shows_text("Interpreter: Spanish"); }));
  CHECK(clinic.look(visit).row.flags.empty());
}

}  // namespace
}  // namespace alcove::tests
