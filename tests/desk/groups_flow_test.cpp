// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/meeting_cancelling.h"
#include "tests/desk/groups_clinic.h"

// Groups, families and couples at the front desk, against the server as it runs. It is about noon
// there.

namespace alcove::tests {
namespace {

TEST_CASE("a group is made at the desk, somebody joins it, and its sessions stand in the day") {
  GroupsClinic clinic;
  const ClientId ana = clinic.add_client("Ana", "Petrov");
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("groups"));
  REQUIRE(desk.until_says("There is no group yet."));
  REQUIRE(desk.press("group_add"));
  REQUIRE(desk.until_shows("group_name"));
  CHECK_FALSE(desk.driver->widget("group_save").enabled);
  CHECK(desk.driver->shows_text("Still missing: Name, Service, Leads, Time."));
  desk.driver->type("group_name", "Worry less");
  REQUIRE(choose_in(desk, "group_service", 0));
  REQUIRE(choose_in(desk, "leader", 1));  // L. Brandt, after A. Reyes
  desk.driver->click("group_day_" + std::to_string(clinic.weekday_today()));
  desk.driver->type("group_time", "2 pm");
  type_over(*desk.driver, "group_minutes", "90");
  REQUIRE(choose_in(desk, "room", 1));  // no room comes first
  REQUIRE(desk.press("group_save"));
  REQUIRE(desk.until_says("Worry less is there. Next: who belongs to it."));
  const Group made = clinic.groups().at(0);
  CHECK(made.facilitators == std::vector<StaffId>{clinic.brandt});
  CHECK(made.usual.start_minute == 14 * 60);
  CHECK(made.usual.minutes == 90);
  CHECK(made.most == 8);
  CHECK_FALSE(made.last_day.has_value());

  REQUIRE(desk.until_says("Nobody belongs to it yet."));
  REQUIRE(find_and_take(desk, "group_add_member", "Petrov"));
  REQUIRE(desk.press("member_save"));
  REQUIRE(desk.until_says("Ana Petrov belongs to the group."));
  REQUIRE(desk.until_says("Who belongs to it: 1 of 8 places today"));

  REQUIRE(desk.press("group_plan"));
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until_says("Booked, with 1 person"));
  CHECK(desk.driver->shows_text("1 of at least 3."));
  REQUIRE(desk.until([&] { return clinic.open_group(made.id).sessions.size() == 4; }));
  const auto sessions = clinic.open_group(made.id).sessions;  // the latest first
  CHECK(sessions.back().start == clinic.today_at(14));
  CHECK(sessions.front().start == clinic.today_at(14) + std::chrono::weeks(3));
  REQUIRE(desk.until_gone("plan_do"));
  desk.driver->click("plan_sheet_close");
  const std::string first = "session_" + sessions.back().id.text();
  REQUIRE(desk.press(first));
  REQUIRE(desk.until_shows("meeting_attendance"));
  CHECK(desk.driver->shows_text("0 of 1 here"));
  CHECK(clinic.other_desk->must(api::appointments::open_meeting, {sessions.back().id})
            .places.at(0)
            .appointment.client == ana);
}

TEST_CASE("a date that cannot be booked is said beside it, and the other dates are booked") {
  GroupsClinic clinic;
  const Group group = clinic.add_group("Skills", 8);
  const ClientId sam = clinic.add_client("Sam", "Haddad");
  const AppointmentId visit = clinic.new_id<AppointmentId>();
  clinic.other_desk->must(api::appointments::book,
                          {.appointment = visit,
                           .client = sam,
                           .clinician = clinic.reyes,
                           .room = clinic.room_2,
                           .service = clinic.service,
                           .start = clinic.today_at(14) + std::chrono::weeks(1),
                           .minutes = 50});
  DeskTerminal desk(clinic);
  REQUIRE(open_plan_of(desk, group));
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until_says("Not booked: the room is taken."));
  REQUIRE(desk.until([&] { return clinic.open_group(group.id).sessions.size() == 3; }));
  clinic.other_desk->must(api::appointments::cancel, {.appointment = visit,
                                                      .base_revision = 1,
                                                      .by = api::appointments::CancelledBy::kClient,
                                                      .reason = "holiday"});
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until([&] { return clinic.open_group(group.id).sessions.size() == 4; }));
  REQUIRE(desk.until_gone("plan_do"));
}

TEST_CASE("who plans a second time begins with the first day that has no session yet") {
  GroupsClinic clinic;
  const Group group = clinic.add_group("Skills", 8);
  DeskTerminal desk(clinic);
  REQUIRE(open_plan_of(desk, group));
  type_over(*desk.driver, "plan_count_typed", "2");
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until([&] { return clinic.open_group(group.id).sessions.size() == 2; }));
  REQUIRE(desk.until_gone("plan_do"));
  desk.driver->click("plan_sheet_close");
  REQUIRE(desk.until([&] {
    return desk.driver->shows("session_" + clinic.open_group(group.id).sessions[0].id.text());
  }));
  REQUIRE(desk.press("group_plan"));
  desk.driver->click("plan_count_1");
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until([&] { return clinic.open_group(group.id).sessions.size() == 3; }));
  CHECK(clinic.open_group(group.id).sessions.front().start ==
        clinic.today_at(14) + std::chrono::weeks(2));
}

TEST_CASE("what stands against each date that is planned is said before anything is booked") {
  GroupsClinic clinic;
  const Group group = clinic.add_group("Skills", 8);
  const ClientId sam = clinic.add_client("Sam", "Haddad");
  clinic.join(group, sam);
  const auto elsewhere = [&](const ClientId& client, std::optional<RoomId> room, int week) {
    clinic.other_desk->must(api::appointments::book,
                            {.appointment = clinic.new_id<AppointmentId>(),
                             .client = client,
                             .clinician = clinic.reyes,
                             .room = room,
                             .service = clinic.service,
                             .start = clinic.today_at(14) + std::chrono::weeks(week),
                             .minutes = 50});
  };
  elsewhere(clinic.add_client("Lee", "Novak"), clinic.room_2, 1);
  elsewhere(sam, std::nullopt, 2);
  DeskTerminal desk(clinic);
  REQUIRE(open_plan_of(desk, group));
  REQUIRE(desk.until_says("Room 2 is taken from 2:00 PM to 2:50 PM (Case management, A. Reyes)."));
  REQUIRE(
      desk.until_says("Sam Haddad has another visit from 2:00 PM to 2:50 PM and has no place."));
  CHECK(desk.driver->shows_text("Nothing is in the way."));
  CHECK(clinic.open_group(group.id).sessions.empty());
  // An hour later there is nothing for anybody.
  type_over(*desk.driver, "plan_time", "15:00");
  REQUIRE(desk.until([&] { return !desk.driver->shows_text("Room 2 is taken from"); }));
  REQUIRE(desk.until_says("Nothing is in the way."));
  CHECK_FALSE(desk.driver->shows_text("Sam Haddad has another visit"));
}

TEST_CASE("who joins and is elsewhere at a session is told so; a full group takes nobody") {
  GroupsClinic clinic;
  const Group group = clinic.add_group("Skills", 1);
  clinic.other_desk->must(api::groups::book_session,
                          {.group = group.id,
                           .meeting = clinic.new_id<api::groups::MeetingId>(),
                           .start = clinic.today_at(14),
                           .minutes = 60,
                           .room = {},
                           .clinicians = {}});
  const ClientId sam = clinic.add_client("Sam", "Haddad");
  clinic.add_client("Lee", "Okafor");
  clinic.book(sam, clinic.today_at(14), clinic.room_4, clinic.reyes);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("groups"));
  REQUIRE(desk.press("group_" + group.id.text()));
  REQUIRE(find_and_take(desk, "group_add_member", "Haddad"));
  REQUIRE(desk.press("member_save"));
  REQUIRE(desk.until_says("belongs to the group now."));
  CHECK(clinic.open_group(group.id).members.size() == 1);
  desk.driver->click("member_sheet_close");

  REQUIRE(find_and_take(desk, "group_add_member", "Okafor"));
  REQUIRE(desk.press("member_save"));
  REQUIRE(desk.until_says("The group is full on one of those days."));
  CHECK(clinic.open_group(group.id).members.size() == 1);
  desk.driver->click("member_sheet_close");

  // Sam leaves again, with why.
  const auto membership = clinic.open_group(group.id).members.at(0).membership;
  REQUIRE(desk.press("member_" + membership.id.text()));
  REQUIRE(desk.until_shows("member_leaves"));
  desk.driver->click("member_leaves");
  CHECK_FALSE(desk.driver->widget("member_save").enabled);
  desk.driver->type("member_reason", "moved away");
  REQUIRE(desk.press("member_save"));
  REQUIRE(desk.until_says("That is saved for Sam Haddad."));
  CHECK(clinic.open_group(group.id).members.at(0).membership.leave_day ==
        date_of(clinic.today_at(0)));
}

TEST_CASE("a family session is booked for several clients, and it is said whom it is about") {
  GroupsClinic clinic;
  const ClientId ana = clinic.add_client("Ana", "Petrov");
  const ClientId lee = clinic.add_client("Lee", "Okafor");
  const AppointmentId elsewhere =
      clinic.book(lee, clinic.today_at(15), clinic.room_4, clinic.reyes);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("groups"));
  REQUIRE(desk.press("book_together"));
  REQUIRE(find_and_take(desk, "together_add", "Petrov"));
  REQUIRE(find_and_take(desk, "together_add", "Okafor"));
  REQUIRE(desk.press("about_1"));
  REQUIRE(choose_in(desk, "together_service", 0));
  REQUIRE(choose_in(desk, "leader", 1));
  REQUIRE(scroll_down_to(desk, "together_sheet_body", "together_time"));
  desk.driver->type("together_time", "3 pm");
  // Said while it is filled in, and again once it is no longer so.
  REQUIRE(desk.until_says("Something is in the way at that time."));
  REQUIRE(scroll_down_to(desk, "together_sheet_body", "session_taken"));
  CHECK(desk.driver->shows_text("Lee Okafor has another visit from 3:00"));
  CHECK_FALSE(desk.driver->widget("together_do").enabled);
  clinic.other_desk->must(api::appointments::cancel, {.appointment = elsewhere,
                                                      .base_revision = 1,
                                                      .by = api::appointments::CancelledBy::kClient,
                                                      .reason = "the family comes"});
  REQUIRE(desk.until([&] { return desk.driver->widget("together_do").enabled; }));
  REQUIRE(desk.press("together_do"));
  REQUIRE(desk.until_says("The session is booked:"));
  REQUIRE(desk.until_shows("meeting_attendance"));
  CHECK(desk.driver->shows_text("Family session"));
  const auto rows = rows_today(clinic);
  std::size_t seen = 0;
  for (const auto& row : rows) {
    if (!row.appointment.meeting) continue;
    ++seen;
    const bool about = row.appointment.part == api::appointments::MeetingPart::kIdentified;
    CHECK(about == (row.appointment.client == lee));
    CHECK((row.appointment.client == lee || row.appointment.client == ana));
  }
  CHECK(seen == 2);
}

}  // namespace
}  // namespace alcove::tests
