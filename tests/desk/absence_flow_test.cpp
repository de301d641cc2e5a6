// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/absence_calls.h"
#include "tests/desk/booking_sheet.h"
#include "tests/desk/working_clinic.h"

// Somebody is ill, and a snow day, at the desk against the server as it runs. It is about noon
// there.

namespace alcove::tests {
namespace {

using rules::AppointmentState;
using rules::SlotType;

AppointmentState state_of(WorkingClinic& clinic, const AppointmentId& visit) {
  return clinic.look(visit).row.appointment.state;
}

// Opens what becomes of the visits while she is away from one o'clock until six.
bool decide_brandts_day(DeskTerminal& desk, WorkingClinic& clinic) {
  clinic.off_from_one_until_six();
  return desk.press("hours") && desk.until_shows("whose_" + clinic.brandt.text()) &&
         desk.press("whose_" + clinic.brandt.text()) && desk.press("time_off_0") &&
         desk.press("stays_decide") && desk.until_shows("absence_1");
}

bool says(DeskTerminal& desk, const std::string& name, const std::string& words) {
  return desk.until(
      [&] { return desk.driver->shows(name) && desk.driver->widget(name).value == words; });
}

TEST_CASE("an ill clinician's visits are cancelled or given away at once, and her clients called") {
  WorkingClinic clinic;
  const auto ana =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  const auto sam = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                               clinic.today_at(15), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(decide_brandts_day(desk, clinic));
  CHECK(desk.driver->widget("absence_0").value == "Petrov, Ana · Will be cancelled by the clinic");
  CHECK_FALSE(desk.driver->widget("absence_do").enabled);  // why?
  CHECK(state_of(clinic, ana) == AppointmentState::kScheduled);

  // Sam's goes to the colleague.
  desk.driver->click("absence_1");
  CHECK(desk.driver->shows_text("What becomes of this visit: Haddad"));  // whose it is
  REQUIRE(desk.press("absence_one_3"));
  REQUIRE(says(desk, "absence_1", "Haddad, Sam · Goes to A. Reyes at the same time"));
  CHECK(desk.driver->shows_text("Still missing: Why."));
  desk.driver->type("absence_reason", "L. Brandt is ill");
  CHECK_FALSE(desk.driver->shows_text("Still missing"));
  REQUIRE(desk.press("absence_do"));
  REQUIRE(desk.until_shows("calls_sheet"));
  REQUIRE(desk.until_shows("call_1"));
  CHECK(state_of(clinic, ana) == AppointmentState::kCancelledByClinic);
  CHECK(clinic.look(sam).row.appointment.clinician == clinic.reyes);

  CHECK(desk.driver->widget("call_0").value == "Petrov, Ana · Not told yet");
  desk.driver->click("call_0");
  REQUIRE(desk.until_shows("try_sheet"));
  CHECK(desk.driver->shows_text("(716) 555-0133"));  // while it is dialled
  desk.driver->click("outcome_reached");
  REQUIRE(desk.press("try_do"));
  REQUIRE(desk.until_gone("try_sheet"));
  REQUIRE(desk.until([&] { return desk.driver->widget("call_0").value == "Petrov, Ana · Told"; }));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("calls_sheet"));

  // The list is found again from the page of hours.
  REQUIRE(desk.press("hours_calls"));
  REQUIRE(desk.until_shows("call_list_0"));
  CHECK(desk.driver->widget("call_list_0").value == "1 client is still to be told");
  desk.driver->click("call_list_0");
  REQUIRE(desk.until_shows("call_1"));
}

TEST_CASE("who would meet nobody is marked until somebody decides, and nobody is reminded of it") {
  WorkingClinic clinic;
  const auto ana =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"), clinic.today_at(19), std::nullopt);
  DeskTerminal desk(clinic, std::nullopt,
                    {.print = [](ByteView) -> Result<void> { return {}; }, .save = {}});
  const auto says_of_ana = [&](const std::string& state) {
    const std::string name = "state_" + ana.text();
    return desk.until(
        [&] { return desk.driver->shows(name) && desk.driver->widget(name).value == state; });
  };
  REQUIRE(says_of_ana("Scheduled"));
  SECTION("its clinician is away") {
    clinic.off_from_one_until_six();
    REQUIRE(says_of_ana("Clinician away"));
    REQUIRE(desk.press("reminders"));
    REQUIRE(desk.until_says("1 visit is not listed: its clinician is away"));
    CHECK(desk.until_shows("remind_0"));
    CHECK_FALSE(desk.driver->shows("remind_1"));
  }
  SECTION("the clinic is closed") {
    clinic.closes_today();
    REQUIRE(says_of_ana("Clinic closed"));
    REQUIRE(desk.press("reminders"));
    REQUIRE(desk.until_says("2 visits are not listed"));
    CHECK(desk.until_says("Nobody is to be reminded of this day."));
    CHECK_FALSE(desk.driver->shows("remind_0"));
  }
}

TEST_CASE("a visit of an ill clinician is given a free time that is chosen from a list") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  const auto ana =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  const auto sam = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                               clinic.today_at(15), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(decide_brandts_day(desk, clinic));
  desk.driver->click("absence_0");
  REQUIRE(desk.until_shows("absence_one_4"));
  CHECK(desk.driver->shows_text("Another time with L. Brandt"));
  REQUIRE(desk.press("absence_one_4"));
  REQUIRE(desk.until_shows("absence_time_0"));
  const std::string first = desk.driver->widget("absence_time_0").value;
  CHECK_THAT(first, Catch::EndsWith("2:00 PM, L. Brandt"));  // tomorrow's first
  REQUIRE(desk.press("absence_time_0"));
  CHECK(desk.driver->shows("absence_1"));  // the list stays while it is read anew
  const std::string goes =
      "Petrov, Ana · Moves to " + first.substr(0, first.rfind(',')) + ", with L. Brandt";
  REQUIRE(desk.until([&] {
    return desk.driver->shows("absence_0") && desk.driver->widget("absence_0").value == goes;
  }));

  SECTION("the next one is not offered the same time") {
    desk.driver->click("absence_1");
    REQUIRE(desk.press("absence_one_4"));
    REQUIRE(desk.until_shows("absence_time_0"));
    CHECK(desk.driver->widget("absence_time_0").value != first);
    desk.driver->key(ui::Key::kEscape);
    REQUIRE(desk.until_gone("absence_time_0"));
    CHECK(desk.driver->widget("absence_0").value == goes);
  }
  desk.driver->type("absence_reason", "L. Brandt is ill");
  REQUIRE(desk.press("absence_do"));
  REQUIRE(desk.until_shows("call_1"));
  CHECK(state_of(clinic, ana) == AppointmentState::kRescheduled);
  CHECK(state_of(clinic, sam) == AppointmentState::kCancelledByClinic);
  const auto stands = clinic.look(ana).row.appointment.moved_to;
  REQUIRE(stands);
  CHECK(clinic.look(*stands).row.appointment.clinician == clinic.brandt);
  CHECK(clinic.look(*stands).row.appointment.start > clinic.today_at(18));
}

TEST_CASE("the list stays where it was scrolled to when another time is chosen for one of them") {
  WorkingClinic clinic;
  clinic.works({{13, 18, SlotType::kTherapy}});
  for (int i = 0; i < 10; ++i) {
    const std::string name = "Kind" + std::string(1, static_cast<char>('a' + i));
    clinic.other_desk->must(api::appointments::book,
                            {.appointment = clinic.new_id<AppointmentId>(),
                             .client = clinic.add_client(name, name, "1980-01-01"),
                             .clinician = clinic.brandt,
                             .room = std::nullopt,
                             .service = clinic.service,
                             .start = clinic.today_at(13) + i * std::chrono::minutes(30),
                             .minutes = 30});
  }
  DeskTerminal desk(clinic);
  REQUIRE(decide_brandts_day(desk, clinic));
  scroll_to(desk, "absence_9", "absence_sheet_body");
  const auto place = [&] { return desk.driver->widget("absence_9").rect; };
  const ui::Rect before = place();
  const float unscrolled = desk.driver->widget("absence_0").rect.y;
  REQUIRE(before.y > unscrolled);
  desk.driver->click("absence_9");
  REQUIRE(desk.press("absence_one_4"));
  REQUIRE(desk.until_shows("absence_time_0"));
  REQUIRE(desk.press("absence_time_0"));
  REQUIRE(desk.until([&] {
    return desk.driver->widget("absence_9").value.find("Moves to") != std::string::npos;
  }));
  REQUIRE(desk.until_gone("absence_time_0"));
  CHECK(desk.driver->shows("absence_9"));
  CHECK(place().y == Approx(before.y));
  CHECK_FALSE(desk.driver->shows("absence_0"));  // it had been scrolled out of sight
}

TEST_CASE("a time that somebody else took meanwhile is said, and the other choices stay") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"), clinic.today_at(15), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(decide_brandts_day(desk, clinic));
  desk.driver->click("absence_0");
  REQUIRE(desk.press("absence_one_4"));
  REQUIRE(desk.until_shows("absence_time_0"));
  REQUIRE(desk.press("absence_time_0"));
  REQUIRE(desk.until_says("Moves to "));
  desk.driver->click("absence_1");
  REQUIRE(desk.press("absence_one_2"));
  REQUIRE(says(desk, "absence_1", "Haddad, Sam · Stays as it is"));
  clinic.book(clinic.add_client("Jo", "Weaver", "1971-05-06"),
              clinic.today_at(14) + std::chrono::days(1), std::nullopt);
  desk.driver->type("absence_reason", "L. Brandt is ill");
  REQUIRE(desk.press("absence_do"));
  REQUIRE(desk.until_shows("absence_changed"));
  REQUIRE(desk.until_says("is not free any more"));
  CHECK_THAT(desk.driver->widget("absence_0").value, Catch::EndsWith("is not free any more"));
  CHECK(desk.driver->widget("absence_1").value == "Haddad, Sam · Stays as it is");
  CHECK_FALSE(desk.driver->widget("absence_do").enabled);  // nothing would change
}

TEST_CASE("a snow day takes everybody's visits, and what changed meanwhile is shown first") {
  WorkingClinic clinic;
  const auto ana =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  clinic.closes_today();
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("hours"));
  REQUIRE(desk.press("whose_closed"));
  REQUIRE(desk.press("closed_day_0"));
  REQUIRE(desk.press("stays_decide"));
  REQUIRE(desk.until_shows("absence_0"));
  CHECK_FALSE(desk.driver->shows("all_reassign"));  // nobody takes over
  desk.driver->type("absence_reason", "Snow");
  clinic.other_desk->must(api::appointments::mark, {.appointment = ana,
                                                    .base_revision = 1,
                                                    .state = AppointmentState::kArrived,
                                                    .room = std::nullopt,
                                                    .reason = ""});
  REQUIRE(desk.press("absence_do"));
  REQUIRE(desk.until_shows("absence_changed"));
  REQUIRE(says(desk, "absence_0", "Petrov, Ana · Stays: somebody is here already"));
  CHECK(state_of(clinic, ana) == AppointmentState::kArrived);
}

}  // namespace
}  // namespace alcove::tests
