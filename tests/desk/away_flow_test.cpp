// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/meetings.h"
#include "tests/desk/booking_sheet.h"
#include "tests/desk/working_clinic.h"

// From the panel of a visit that would meet nobody to what becomes of it, at the desk against the
// server as it runs. It is about noon there.

namespace alcove::tests {
namespace {

using rules::AppointmentState;

AppointmentState state_now(WorkingClinic& clinic, const AppointmentId& visit) {
  return clinic.look(visit).row.appointment.state;
}

bool row_says(DeskTerminal& desk, const std::string& name, const std::string& words) {
  return desk.until(
      [&] { return desk.driver->shows(name) && desk.driver->widget(name).value == words; });
}

struct TwoVisits : WorkingClinic {
  AppointmentId ana = book(add_client("Ana", "Petrov"), today_at(14), std::nullopt);
  AppointmentId sam = book(add_client("Sam", "Haddad", "1990-01-02"), today_at(15), std::nullopt);
};

TEST_CASE("whose clinician is away: one press leads to what becomes of the visit, and back") {
  TwoVisits clinic;
  clinic.off_from_one_until_six();
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(clinic.sam));
  REQUIRE(row_says(desk, "decide", "See what becomes of it"));
  CHECK(desk.driver->widget("next_step").value == "Arrived");  // the client may come all the same
  REQUIRE(desk.press("decide"));
  // It is asked about at once, and stands first; the others stay until somebody says otherwise.
  REQUIRE(desk.until_shows("absence_one_1"));
  CHECK(desk.driver->shows_text("What becomes of this visit: Haddad"));
  REQUIRE(desk.press("absence_one_1"));
  REQUIRE(row_says(desk, "absence_0", "Haddad, Sam · Will be cancelled by the clinic"));
  CHECK(desk.driver->widget("absence_1").value == "Petrov, Ana · Stays as it is");
  desk.driver->type("absence_reason", "L. Brandt is ill");
  REQUIRE(desk.press("absence_do"));
  REQUIRE(desk.until_shows("calls_sheet"));
  CHECK(state_now(clinic, clinic.sam) == AppointmentState::kCancelledByClinic);
  CHECK(state_now(clinic, clinic.ana) == AppointmentState::kScheduled);
  REQUIRE(desk.press("calls_sheet_close"));
  REQUIRE(desk.until_gone("calls_sheet"));
  CHECK(desk.driver->shows(DeskTerminal::row(clinic.ana)));
  CHECK(desk.until_state("Cancelled by the clinic"));
}

TEST_CASE("on a closed day the panel leads to what becomes of everybody's visits, its own first") {
  TwoVisits clinic;
  clinic.closes_today();
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(clinic.sam));
  REQUIRE(desk.press("decide"));
  REQUIRE(desk.until_shows("absence_one_1"));
  CHECK_FALSE(desk.driver->shows_text("Give it to"));  // nobody takes over
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(row_says(desk, "absence_0", "Haddad, Sam · Stays as it is"));
  CHECK_FALSE(desk.driver->widget("absence_do").enabled);  // nothing would change
  desk.driver->click("all_cancel");
  REQUIRE(row_says(desk, "absence_1", "Petrov, Ana · Will be cancelled by the clinic"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("absence_sheet"));
  CHECK(desk.driver->shows("decide"));
  CHECK(state_now(clinic, clinic.sam) == AppointmentState::kScheduled);
}

TEST_CASE("a time off that is over decides nothing any more: the panel leads to cancelling") {
  WorkingClinic clinic;
  const auto ana =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(8), std::nullopt);
  clinic.other_desk->must(api::availability::set_time_off,
                          {.id = clinic.new_id<api::availability::TimeOffId>(),
                           .clinician = clinic.brandt,
                           .from = clinic.today_at(7),
                           .until = clinic.today_at(9),
                           .kind = rules::TimeOffKind::kIll});
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(ana));
  REQUIRE(desk.press("decide"));
  REQUIRE(desk.until_shows("cancel_sheet"));
  CHECK_FALSE(desk.driver->shows("absence_sheet"));
}

TEST_CASE("a place in a session of several leads to all of the session") {
  WorkingClinic clinic;
  const auto session = clinic.new_id<api::appointments::MeetingId>();
  const auto hers = clinic.new_id<AppointmentId>();
  clinic.other_desk->must(api::appointments::book_meeting,
                          {.meeting = session,
                           .kind = api::appointments::MeetingKind::kFamily,
                           .service = clinic.service,
                           .start = clinic.today_at(14),
                           .minutes = 50,
                           .room = std::nullopt,
                           .clinicians = {clinic.brandt},
                           .attendees = {{hers, clinic.add_client("Ana", "Petrov")},
                                         {clinic.new_id<AppointmentId>(),
                                          clinic.add_client("Sam", "Petrov", "2012-01-02")}}});
  clinic.off_from_one_until_six();
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("meeting_" + session.text()));
  REQUIRE(desk.press(DeskTerminal::row(hers)));
  REQUIRE(row_says(desk, "decide", "All of the session"));
  desk.driver->click("decide");
  REQUIRE(desk.until_gone("decide"));
  CHECK(desk.driver->shows("meeting_" + session.text()));
}

TEST_CASE("a clinician at the desk, who keeps no book, goes on with the next step") {
  TwoVisits clinic;
  clinic.off_from_one_until_six();
  DeskTerminal desk(clinic, std::nullopt, {}, "brandt", "Desk 2");
  REQUIRE(desk.choose(clinic.sam));
  CHECK(desk.driver->widget("next_step").value == "Arrived");
  CHECK_FALSE(desk.driver->shows("decide"));
}

TEST_CASE("a day that is closed from another day's page is that day") {
  WorkingClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_shows("day_title"));
  desk.driver->click("day_after");
  REQUIRE(desk.until_shows("to_today"));
  const std::string shown = desk.driver->widget("day_title").value;  // "Sunday, November 29"
  REQUIRE(desk.press("hours"));
  REQUIRE(desk.press("whose_closed"));
  REQUIRE(desk.press("new_closed_day"));
  REQUIRE(desk.until_shows("closed_day_day"));
  CHECK_THAT(desk.driver->widget("closed_day_day").value,
             Catch::Contains(shown.substr(shown.find(", ") + 2)));
}

}  // namespace
}  // namespace alcove::tests
