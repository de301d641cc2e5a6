// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/booking_sheet.h"
#include "tests/desk/working_clinic.h"

// Booking at the desk when a clinician's hours have something to say, against the server as it
// runs. It is about noon there.

namespace alcove::tests {
namespace {

using rules::ConflictKind;
using rules::SlotType;

const std::string kBecause = "Her brother drives her at no other time";

// What was overridden when the visit was booked or last changed, and why.
void check_overridden(const api::appointments::OpenReply& visit,
                      const std::vector<ConflictKind>& kinds) {
  REQUIRE_FALSE(visit.history.empty());
  CHECK(visit.history.back().overridden == kinds);
  CHECK(visit.history.back().override_reason == kBecause);
}

TEST_CASE(
    "outside the hours it is said why not, and the next time that is free is one button away") {
  WorkingClinic clinic;
  clinic.works_with_lunch();
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "18:00");
  REQUIRE(until_notice(desk, "book_taken", "L. Brandt does not work from 6:00 PM to 6:30 PM."));
  CHECK(until_notice(desk, "book_taken", "No later time is free that day. Choose another day."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  CHECK_FALSE(desk.driver->shows("book_override"));  // no reason goes past it

  type_over(*desk.driver, "book_time", "13:30");
  REQUIRE(until_notice(desk, "book_taken", "L. Brandt does not work from 1:30 PM to 2:00 PM."));
  CHECK(until_notice(desk, "book_taken", "Free later that day:"));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  desk.driver->click("offer_0");
  REQUIRE(desk.until_says(", 2:00 PM: everything is free."));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].appointment.start == clinic.today_at(14));
}

TEST_CASE("who does not give a service is said with who does, and no other time is proposed") {
  WorkingClinic clinic;
  clinic.add_client("Lucía", "Morales");
  ServedTerminal admin(clinic.at, wire::Station::kFrontDesk, "Office 2", "adam");
  auto service = admin.must(api::clinic_setup::read, {}).services.at(0);
  service.credentials = {"MD", "APRN"};
  admin.must(api::clinic_setup::change_service, service);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "14:00");
  REQUIRE(until_notice(desk, "book_taken", " is given by: MD, APRN. L. Brandt is none of these."));
  CHECK(until_notice(desk, "book_taken", "Choose another clinician."));
  CHECK_FALSE(desk.driver->shows("offer_0"));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
}

TEST_CASE("a day on which the clinic is closed is said to be closed") {
  WorkingClinic clinic;
  clinic.closes_today();
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "A. Reyes"));
  type_over(*desk.driver, "book_time", "14:00");
  REQUIRE(until_notice(desk, "book_taken", ": the clinic is closed."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
}

TEST_CASE("a lunch is booked over with a reason, and the reason outlives a refusal") {
  WorkingClinic clinic;
  clinic.works_with_lunch();
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "15:10");
  REQUIRE(until_notice(desk, "book_soft", "L. Brandt is at lunch from 3:10 PM to 3:40 PM."));
  CHECK(until_notice(desk, "book_soft", "It can be booked all the same, with a reason."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  scroll_to(desk, "book_override");
  desk.driver->type("book_override", "   ");
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  type_over(*desk.driver, "book_override", kBecause);
  REQUIRE(desk.until([&] { return desk.driver->widget("book_do").enabled; }));

  // The other desk is faster than this one's screen: only the booking itself finds it.
  api::availability::ClosedDay snow = clinic.closes_today();
  desk.driver->click("book_do");
  REQUIRE(until_notice(desk, "book_taken", ": the clinic is closed."));
  REQUIRE(desk.until([&] { return desk.driver->widget("book_time").enabled; }));
  CHECK_FALSE(desk.driver->shows("sheet_notice"));
  CHECK(desk.driver->widget("book_time").value == "15:10");
  snow.reopened = true;
  clinic.other_desk->must(api::availability::set_closed_day, snow);
  REQUIRE(
      desk.until([&] { return desk.driver->ui().registry().find("book_override") != nullptr; }));
  CHECK(desk.driver->widget("book_override").value == kBecause);
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 1);
  check_overridden(clinic.look(rows[0].appointment.id), {ConflictKind::kLunch});
}

TEST_CASE("what asks for a reason only when it is booked is said in words, with the field for it") {
  WorkingClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "15:00");
  REQUIRE(desk.until_says(": everything is free."));
  clinic.works_with_lunch();
  desk.driver->click("book_do");
  REQUIRE(until_notice(desk, "book_soft", "L. Brandt is at lunch from 3:00 PM to 3:30 PM."));
  REQUIRE(desk.until([&] { return desk.driver->widget("book_override").enabled; }));
  CHECK_FALSE(desk.driver->shows("sheet_notice"));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  scroll_to(desk, "book_override");
  desk.driver->type("book_override", kBecause);
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 1);
  check_overridden(clinic.look(rows[0].appointment.id), {ConflictKind::kLunch});
}

TEST_CASE("somebody who walks in outside the hours is seen, with a reason") {
  WorkingClinic clinic;
  clinic.works({{20, 22, SlotType::kTherapy}});
  clinic.add_client("Sam", "Haddad", "1990-01-02");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "walk_in", "haddad"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  REQUIRE(until_notice(desk, "book_soft", "L. Brandt does not work from 12:"));
  // So it is also for a time that has not come yet: who stands here is not sent away.
  type_over(*desk.driver, "book_time", "14:00");
  REQUIRE(until_notice(desk, "book_soft", "L. Brandt does not work from 2:00 PM to 2:30 PM."));
  desk.driver->type("book_override", kBecause);
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Sam Haddad is here and on the board."));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 1);
  check_overridden(clinic.look(rows[0].appointment.id), {ConflictKind::kOutsideHours});
}

TEST_CASE("a visit that is given to somebody else, or moved, asks for the reason too") {
  WorkingClinic clinic;
  clinic.works_with_lunch();
  const auto visit = clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(15),
                                 std::nullopt, clinic.reyes);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_shows("book_sheet"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  REQUIRE(until_notice(desk, "book_soft", "L. Brandt is at lunch from 3:00 PM to 3:50 PM."));
  desk.driver->type("book_override", kBecause);
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("The visit of Ana Petrov is changed."));
  check_overridden(clinic.look(visit), {ConflictKind::kLunch});

  // With the clinician that it has now only its room is another one: nothing is asked again.
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_shows("book_sheet"));
  type_over(*desk.driver, "book_time", "15:10");
  REQUIRE(until_notice(desk, "book_soft", "L. Brandt is at lunch from 3:10 PM to 4:00 PM."));
  CHECK(desk.driver->widget("book_override").value.empty());
  desk.driver->type("book_override", kBecause);
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Ana Petrov is moved to"));
  const auto old = clinic.look(visit);
  REQUIRE(old.row.appointment.moved_to);
  check_overridden(clinic.look(*old.row.appointment.moved_to), {ConflictKind::kLunch});
}

TEST_CASE("a cancelled visit is brought back over a lunch with a reason, which stays with it") {
  WorkingClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(15), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.press("cancel_do"));
  REQUIRE(desk.until_says("The visit of Ana Petrov is cancelled."));
  clinic.works_with_lunch();
  desk.driver->click("toast_action");
  REQUIRE(desk.until_shows("undo_do"));
  desk.driver->click("quick_0");
  REQUIRE(desk.press("undo_do"));
  REQUIRE(until_notice(desk, "undo_against", "L. Brandt is at lunch from 3:00 PM to 3:50 PM."));
  CHECK(until_notice(desk, "undo_against", "It can be booked all the same, with a reason."));
  CHECK_FALSE(desk.driver->shows("sheet_notice"));
  CHECK_FALSE(desk.driver->widget("undo_do").enabled);
  desk.driver->type("undo_override", "   ");
  CHECK_FALSE(desk.driver->widget("undo_do").enabled);
  type_over(*desk.driver, "undo_override", kBecause);
  REQUIRE(desk.press("undo_do"));
  REQUIRE(desk.until_gone("undo_sheet"));
  REQUIRE(desk.until_state("Scheduled"));
  check_overridden(clinic.look(visit), {ConflictKind::kLunch});
}

TEST_CASE(
    "a cancelled visit whose time somebody else has by now is not brought back, and why not") {
  WorkingClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(15), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.press("cancel_do"));
  REQUIRE(desk.until_says("The visit of Ana Petrov is cancelled."));
  clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"), clinic.today_at(15), std::nullopt);
  desk.driver->click("toast_action");
  REQUIRE(desk.until_shows("undo_do"));
  desk.driver->click("quick_0");
  REQUIRE(desk.press("undo_do"));
  REQUIRE(until_notice(desk, "undo_against",
                       "L. Brandt is taken from 3:00 PM to 3:50 PM (Case management)."));
  CHECK_FALSE(desk.driver->shows("undo_override"));  // no reason goes past it
}

}  // namespace
}  // namespace alcove::tests
