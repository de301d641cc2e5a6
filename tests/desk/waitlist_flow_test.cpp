// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/waitlist_reading.h"
#include "shared/api/waitlist_steps.h"
#include "tests/desk/booking_sheet.h"
#include "tests/desk/equipped_clinic.h"
#include "tests/desk/working_clinic.h"

// The waitlist at the desk, against the server as it runs.

namespace alcove::tests {
namespace {

namespace waits = api::waitlist;

std::vector<waits::EntryRow> waiting(DeskClinic& clinic) {
  return clinic.other_desk->must(waits::list, {}).items;
}

waits::WaitEntryId add_waiting(DeskClinic& clinic, const ClientId& client, int hour = 0) {
  waits::SetRequest request;
  request.wait_entry = clinic.new_id<waits::WaitEntryId>();
  request.client = client;
  request.wish.service = clinic.service;
  request.wish.requested_at = clinic.today_at(hour);
  clinic.other_desk->must(waits::set_entry, request);
  return request.wait_entry;
}

// Opens the one entry that there is.
bool open_only_entry(DeskTerminal& desk) {
  if (!desk.press("waitlist") || !desk.until_shows("wait_0")) return false;
  desk.driver->click("wait_0");
  return desk.until_shows("wait_try");
}

TEST_CASE("somebody is put on the waitlist from the search, with days and hours") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("waitlist"));
  REQUIRE(desk.until_says("Nobody is waiting."));
  REQUIRE(desk.press("wait_add"));
  REQUIRE(desk.until_shows("find_text"));
  desk.driver->type("morales");
  REQUIRE(desk.until_shows("hit_0"));
  desk.driver->click("hit_0");
  REQUIRE(desk.until_shows("wish_sheet"));
  desk.driver->click("priority_urgent");
  scroll_to(desk, "wish_note", "wish_sheet_body");
  desk.driver->click("wish_day_2");
  type_over(*desk.driver, "wish_from", "9");
  type_over(*desk.driver, "wish_until", "12");
  type_over(*desk.driver, "wish_note", "ground floor");
  // For what, nobody but the desk knows.
  CHECK_FALSE(desk.driver->widget("wish_do").enabled);
  desk.driver->wheel("wish_sheet", 60);
  REQUIRE(desk.press("wish_service"));
  REQUIRE(desk.press("wish_choice_0"));
  REQUIRE(desk.press("wish_do"));
  REQUIRE(desk.until_gone("wish_sheet"));
  REQUIRE(desk.until_says("Lucía Morales is on the waitlist."));
  const auto rows = waiting(clinic);
  REQUIRE(rows.size() == 1);
  const waits::Wish& wish = rows[0].entry.wish;
  CHECK(wish.priority == waits::Priority::kUrgent);
  CHECK(wish.weekdays == std::vector<std::int64_t>{2});
  CHECK(wish.from_minute == 9 * 60);
  CHECK(wish.until_minute == 12 * 60);
  CHECK(wish.note == "ground floor");
  CHECK_FALSE(wish.clinician.has_value());
}

TEST_CASE("a try is noted, the entry changed and taken off, and waits again") {
  DeskClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const waits::WaitEntryId id = add_waiting(clinic, lucia);
  DeskTerminal desk(clinic);
  REQUIRE(open_only_entry(desk));
  desk.driver->click("wait_try");
  REQUIRE(desk.until_shows("try_sheet"));
  desk.driver->click("outcome_left_message");
  REQUIRE(desk.press("try_do"));
  REQUIRE(desk.until_says("Phone: Message left"));
  REQUIRE(desk.press("wait_change"));
  REQUIRE(desk.until_shows("wish_sheet"));
  desk.driver->click("risk_high");
  REQUIRE(desk.press("wish_do"));
  REQUIRE(desk.until_gone("wish_sheet"));
  REQUIRE(desk.until_says("Routine · High risk"));
  REQUIRE(desk.press("wait_close"));
  REQUIRE(desk.until_shows("close_sheet"));
  desk.driver->click("how_mistake");
  REQUIRE(desk.until([&] { return !desk.driver->widget("close_do").enabled; }));
  type_over(*desk.driver, "close_reason", "twice");
  REQUIRE(desk.press("close_do"));
  REQUIRE(desk.until_says("Lucía Morales is off the waitlist."));
  REQUIRE(desk.press("wait_reopen"));
  REQUIRE(desk.until_shows("reopen_sheet"));
  type_over(*desk.driver, "reopen_reason", "not twice after all");
  REQUIRE(desk.press("reopen_do"));
  REQUIRE(desk.until_says("Lucía Morales is waiting again."));
  const auto opened = clinic.other_desk->must(waits::open, {id});
  CHECK(opened.row.entry.state == waits::EntryState::kWaiting);
  CHECK(opened.row.entry.wish.risk == waits::Risk::kHigh);
  CHECK(opened.row.entry.revision == 4);
  REQUIRE(opened.tries.size() == 1);
  CHECK(opened.tries[0].outcome == waits::Outcome::kLeftMessage);
}

TEST_CASE("after a cancelling the desk says who could have the time, offers it and books it") {
  DeskClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  add_waiting(clinic, lucia);
  const AppointmentId visit = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                                          clinic.today_at(16), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.press("cancel_do"));
  REQUIRE(desk.until_says(
      "The visit of Sam Haddad is cancelled. 1 person on the waitlist could have this time."));
  REQUIRE(desk.press("toast_action"));
  REQUIRE(desk.until_shows("wait_0"));
  desk.driver->click("wait_0");
  REQUIRE(desk.press("wait_offer"));
  REQUIRE(desk.until_shows("wait_time_0"));
  REQUIRE(desk.press("offer_do"));
  REQUIRE(desk.until_says("Offered to Lucía Morales until"));
  REQUIRE(desk.press("wait_take"));
  REQUIRE(desk.until_says("Lucía Morales is booked."));
  CHECK(waiting(clinic).empty());
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].client_name == "Morales, Lucía");
  CHECK(rows[1].appointment.start == clinic.today_at(16));
  CHECK(rows[1].appointment.minutes == 30);  // as long as that service usually is
  CHECK(rows[1].room_name == "Room 2");
}

TEST_CASE("while a time is offered it says to whom and until when, and it is declined from there") {
  DeskClinic clinic;
  add_waiting(clinic, clinic.add_client("Lucía", "Morales"));
  add_waiting(clinic, clinic.add_client("Ana", "Petrov", "1988-03-01"), 1);
  const AppointmentId visit = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                                          clinic.today_at(16), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.press("cancel_do"));
  REQUIRE(desk.until_says("2 people on the waitlist could have this time."));
  REQUIRE(desk.press("toast_action"));
  REQUIRE(desk.until_shows("wait_1"));
  desk.driver->click("wait_0");
  REQUIRE(desk.press("wait_offer"));
  REQUIRE(desk.until_shows("wait_time_0"));
  REQUIRE(desk.press("offer_do"));
  REQUIRE(desk.until_says("Offered to Lucía Morales until"));
  REQUIRE(desk.until_shows("wait_take"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_shows("wait_offered_0"));
  CHECK(desk.driver->widget("wait_offered_0").value == "Morales, Lucía");
  CHECK(desk.driver->shows_text("This time is offered already."));
  CHECK(desk.driver->shows_text("1 other person on the waitlist could have it."));
  CHECK_FALSE(desk.driver->shows_text("Nobody on the waitlist could come then."));
  CHECK_FALSE(desk.driver->shows("wait_0"));
  desk.driver->click("wait_offered_0");
  REQUIRE(desk.press("wait_decline"));
  REQUIRE(desk.until_gone("wait_decline"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_shows("wait_1"));
  CHECK_FALSE(desk.driver->shows("wait_offered_0"));
}

TEST_CASE("who could have a time that fell free is asked from the cancelled visit, later on too") {
  DeskClinic clinic;
  add_waiting(clinic, clinic.add_client("Lucía", "Morales"));
  const ClientId sam = clinic.add_client("Sam", "Haddad", "1990-01-02");
  const AppointmentId visit = clinic.book(sam, clinic.today_at(16), clinic.room_2);
  const AppointmentId begun = clinic.book(sam, clinic.today_at(9), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.until_shows("cancel"));
  CHECK_FALSE(desk.driver->shows("see_who"));  // it still stands
  for (const AppointmentId& one : {visit, begun}) {
    clinic.other_desk->must(api::appointments::cancel,
                            {.appointment = one,
                             .base_revision = 1,
                             .by = api::appointments::CancelledBy::kClinic,
                             .reason = "The clinician is ill"});
  }
  REQUIRE(desk.until_shows("see_who"));
  REQUIRE(desk.press("see_who"));
  REQUIRE(desk.until_shows("wait_0"));
  CHECK(desk.until_says("Who could come at"));
  desk.driver->click("wait_0");
  REQUIRE(desk.press("wait_offer"));
  REQUIRE(desk.until_shows("wait_time_0"));
  CHECK_THAT(desk.driver->widget("wait_time_0").value, Catch::Contains("4:00 PM"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("wait_time_0"));
  desk.driver->key(ui::Key::kEscape);
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("wait_0"));
  REQUIRE(desk.choose(begun));  // nobody can have it any more
  REQUIRE(desk.until_shows("book_again"));
  CHECK_FALSE(desk.driver->shows("see_who"));
}

TEST_CASE("how long people waited is counted by the box and saved as a file") {
  DeskClinic clinic;
  add_waiting(clinic, clinic.add_client("Lucía", "Morales"));
  std::string name_of_it;
  std::string saved;
  DeskTerminal desk(clinic, std::nullopt,
                    {.print = [](ByteView) -> Result<void> { return {}; },
                     .save = [&](const std::string& name, ByteView csv) -> Result<std::string> {
                       name_of_it = name;
                       saved.assign(csv.begin(), csv.end());
                       return "/papers/" + name;
                     }});
  REQUIRE(desk.press("waitlist"));
  REQUIRE(desk.press("wait_report"));
  REQUIRE(desk.until_says("1 first call"));
  CHECK(desk.until_says("within 48 hours"));
  CHECK(desk.until_says("nothing to judge yet"));
  REQUIRE(desk.press("report_save"));
  REQUIRE(desk.until_says("/papers/time-to-service-"));
  CHECK(name_of_it == "time-to-service-" + format_date(date_of(clinic.today_at(0))) + ".csv");
  CHECK(saved.find("Morales") == std::string::npos);
  desk.driver->click("report_twelve");
  REQUIRE(desk.until_gone("report_saved"));
  REQUIRE(desk.until_says("1 first call"));
}

TEST_CASE("an offer of the next free times is declined, and the client goes on waiting") {
  WorkingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  add_waiting(clinic, lucia);
  clinic.works({{0, 24, rules::SlotType::kTherapy}});
  DeskTerminal desk(clinic);
  REQUIRE(open_only_entry(desk));
  desk.driver->click("wait_offer");
  REQUIRE(desk.until_shows("wait_time_0"));
  CHECK_FALSE(desk.driver->widget("offer_do").enabled);
  // Those of later days come behind them; what was chosen stays.
  desk.driver->click("wait_time_1");  // the first one may be less than a minute away
  desk.driver->wheel("offer_sheet", -60);
  REQUIRE(desk.press("offer_more"));
  REQUIRE(desk.until_shows("wait_time_8"));
  desk.driver->wheel("offer_sheet", 120);
  CHECK(desk.driver->widget("wait_time_1").selected);
  REQUIRE(desk.press("offer_do"));
  REQUIRE(desk.until_shows("wait_decline"));
  REQUIRE(desk.press("wait_decline"));
  REQUIRE(desk.until_says("Lucía Morales goes on waiting."));
  REQUIRE(desk.until_shows("wait_offer"));
  REQUIRE(waiting(clinic).size() == 1);
  CHECK_FALSE(waiting(clinic)[0].open_offer.has_value());
}

TEST_CASE("the first row of the waitlist has the focus, and Enter opens it") {
  DeskClinic clinic;
  add_waiting(clinic, clinic.add_client("Lucía", "Morales"));
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("waitlist"));
  REQUIRE(desk.until(
      [&] { return desk.driver->shows("wait_0") && desk.driver->widget("wait_0").focused; }));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_shows("wait_try"));
  CHECK(desk.until([&] { return desk.driver->widget("wait_offer").focused; }));
  desk.driver->click("wait_try");
  REQUIRE(desk.until(
      [&] { return desk.driver->shows("try_do") && desk.driver->widget("way_phone").focused; }));
}

TEST_CASE(
    "the language of the record is chosen for who is put on the waitlist, who is then said to be") {
  EquippedClinic clinic;
  clinic.lucia();
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("waitlist"));
  REQUIRE(desk.press("wait_add"));
  REQUIRE(desk.until_shows("find_text"));
  desk.driver->type("morales");
  REQUIRE(desk.press("hit_0"));
  REQUIRE(desk.until_shows("wish_sheet"));
  CHECK(desk.driver->widget("wish_language").value == "Spanish");
  CHECK(desk.driver->widget("speaks_either").selected);
  CHECK(desk.driver->shows_text("Still missing: Service."));
  REQUIRE(desk.press("wish_service"));
  REQUIRE(desk.press("wish_choice_0"));
  CHECK_FALSE(desk.driver->shows_text("Still missing"));
  REQUIRE(desk.press("wish_do"));
  REQUIRE(desk.until_shows("wait_added"));
  const auto rows = waiting(clinic);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].entry.wish.language == Spoken::kSpanish);
  CHECK(rows[0].entry.wish.language_by == api::clients::LanguageBy::kEither);
}

TEST_CASE("a language that leaves no time to offer is named, and one press offers without it") {
  EquippedClinic clinic;
  clinic.works({{0, 24, rules::SlotType::kTherapy}});
  waits::SetRequest request;
  request.wait_entry = clinic.new_id<waits::WaitEntryId>();
  request.client = clinic.lucia();
  request.wish.service = clinic.service;
  request.wish.requested_at = clinic.today_at(0);
  request.wish.language = Spoken::kSpanish;
  request.wish.language_by = api::clients::LanguageBy::kClinician;
  clinic.other_desk->must(waits::set_entry, request);
  DeskTerminal desk(clinic);
  REQUIRE(open_only_entry(desk));
  desk.driver->click("wait_offer");
  REQUIRE(desk.until_shows("look_without"));
  CHECK(desk.driver->shows_text("What leaves no time is the language (Spanish)"));
  desk.driver->click("look_without");
  REQUIRE(desk.until_shows("wait_time_0"));
  CHECK(desk.driver->shows_text("Looked for without the language (Spanish)."));
  desk.driver->click("wait_time_1");
  REQUIRE(desk.press("offer_do"));
  REQUIRE(desk.until_shows("wait_take"));
}

TEST_CASE("a freed time is offered with an interpreter, or says that nobody understands then") {
  EquippedClinic clinic;
  waits::SetRequest request;
  request.wait_entry = clinic.new_id<waits::WaitEntryId>();
  request.client = clinic.lucia();
  request.wish.service = clinic.service;
  request.wish.requested_at = clinic.today_at(0);
  request.wish.language = Spoken::kSpanish;
  clinic.other_desk->must(waits::set_entry, request);
  const AppointmentId visit = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                                          clinic.today_at(16), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.press("cancel_do"));
  REQUIRE(desk.until([&] {
    return desk.driver->shows("toast_action") &&
           desk.driver->widget("toast_action").value == "See who";
  }));
  desk.driver->click("toast_action");
  REQUIRE(desk.until_shows("wait_0"));
  desk.driver->click("wait_0");
  REQUIRE(desk.press("wait_offer"));
  REQUIRE(desk.until_shows("wait_time_0"));
  CHECK_THAT(desk.driver->widget("wait_time_0").value, Catch::Contains("R. Vega"));
  REQUIRE(desk.press("offer_do"));
  REQUIRE(desk.press("wait_take"));
  REQUIRE(desk.until_says("Lucía Morales is booked."));
  CHECK(rows_today(clinic)[1].appointment.resources == std::vector{clinic.spanish});
}

}  // namespace
}  // namespace alcove::tests
