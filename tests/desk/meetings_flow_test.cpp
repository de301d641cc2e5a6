// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/group_routes.h"
#include "shared/api/meeting_cancelling.h"
#include "tests/desk/booking_sheet.h"

// A group's session at the front desk, against the server as it runs.

namespace alcove::tests {
namespace {

using State = api::appointments::AppointmentState;

enum class Starts : std::uint8_t { kAtOne, kTenMinutesAgo };

// Ana, Lee and Sam belong to a group that meets today at one, or that began more than ten and less
// than fifteen minutes ago.
struct GroupClinic : DeskClinic {
  explicit GroupClinic(Starts starts = Starts::kAtOne) {
    const LocalDateTime now = at.zone.to_local(at.clock.now());
    const LocalDateTime begun =
        std::chrono::floor<std::chrono::duration<int, std::ratio<300>>>(now) -
        std::chrono::minutes(10);
    for (const char* name : {"Ana", "Lee", "Sam"}) {
      members.push_back(add_client(name, std::string("Group") + name));
    }
    guest = add_client("Noor", "Haddad", "1991-12-02");
    const LocalDate today = date_of(today_at(0));
    const auto group = other_desk->must(
        api::groups::set_group,
        {.id = new_id<api::groups::GroupId>(),
         .name = "Worry less",
         .service = service,
         .least = 2,
         .most = 8,
         .first_day = today,
         .last_day = {},
         .facilitators = {brandt},
         .usual = {.weekday = 1, .start_minute = 600, .minutes = 60, .room = room_2}});
    for (const ClientId& one : members) {
      other_desk->must(api::groups::set_membership, {.id = new_id<api::groups::MembershipId>(),
                                                     .group = group.id,
                                                     .client = one,
                                                     .join_day = today,
                                                     .leave_day = {},
                                                     .reason = ""});
    }
    meeting = other_desk
                  ->must(api::groups::book_session,
                         {.group = group.id,
                          .meeting = new_id<api::groups::MeetingId>(),
                          .start = starts == Starts::kAtOne ? today_at(13) : begun,
                          .minutes = 60,
                          .room = room_2,
                          .clinicians = {}})
                  .meeting.id;
  }
  api::appointments::MeetingReply look_at_all() {
    return other_desk->must(api::appointments::open_meeting, {meeting});
  }
  api::appointments::Appointment place_of(const ClientId& client) {
    for (const auto& row : look_at_all().places) {
      if (row.appointment.client == client) return row.appointment;
    }
    throw std::out_of_range("no place in that session");
  }

  std::vector<ClientId> members;
  ClientId guest;
  api::appointments::MeetingId meeting;
};

std::string of(const char* name, const AppointmentId& place) {
  return name + ("_" + place.text());
}

bool open_session(DeskTerminal& desk, const GroupClinic& clinic) {
  return desk.press("meeting_" + clinic.meeting.text()) && desk.until_shows("meeting_attendance");
}

TEST_CASE(
    "a group's session is one row of the day that opens to those who come, and closes again") {
  GroupClinic clinic;
  DeskTerminal desk(clinic);
  const std::string session = "meeting_" + clinic.meeting.text();
  const std::string ana = DeskTerminal::row(clinic.place_of(clinic.members[0]).id);
  REQUIRE(desk.until_shows(session));
  CHECK(desk.driver->widget(session).value == "Worry less");
  CHECK(desk.driver->widget("here_" + clinic.meeting.text()).value == "0 of 3 here");
  CHECK_FALSE(desk.driver->shows(ana));
  REQUIRE(desk.press(session));
  REQUIRE(desk.until_shows(ana));
  CHECK(desk.driver->shows_text("L. Brandt"));
  // From the session to one of them, whose own panel it is then, and the session stays open.
  desk.driver->click(ana);
  REQUIRE(desk.until_says("At the kiosk"));
  CHECK(desk.driver->shows(ana));
  CHECK_FALSE(desk.driver->shows("move"));
  REQUIRE(desk.press(session));
  REQUIRE(desk.until_shows("meeting_attendance"));
  REQUIRE(desk.press(session));
  REQUIRE(desk.until_gone(ana));
}

TEST_CASE("among the columns each of them has a card of their own that does not name the group") {
  GroupClinic clinic;
  DeskTerminal desk(clinic);
  const std::string ana = DeskTerminal::row(clinic.place_of(clinic.members[0]).id);
  REQUIRE(desk.press("flow"));
  REQUIRE(desk.until_shows(ana));
  CHECK(desk.driver->widget(ana).value == "Ana G.");
  CHECK(desk.driver->shows(DeskTerminal::row(clinic.place_of(clinic.members[2]).id)));
  CHECK(desk.driver->shows_text("Group session"));
  CHECK_FALSE(desk.driver->shows_text("Worry less"));
  desk.driver->click(ana);
  REQUIRE(desk.until_says("At the kiosk"));
  CHECK_FALSE(desk.driver->shows_text("Worry less"));
  REQUIRE(desk.press("session"));
  REQUIRE(desk.until_shows("meeting_attendance"));
  CHECK(desk.driver->shows_text("Worry less"));
}

TEST_CASE("who is here or late or excused is marked in one sheet, and put right with a reason") {
  GroupClinic clinic(Starts::kTenMinutesAgo);
  const AppointmentId ana = clinic.place_of(clinic.members[0]).id;
  const AppointmentId lee = clinic.place_of(clinic.members[1]).id;
  const AppointmentId sam = clinic.place_of(clinic.members[2]).id;
  DeskTerminal desk(clinic);
  REQUIRE(open_session(desk, clinic));
  REQUIRE(desk.press("meeting_attendance"));
  REQUIRE(desk.press(of("present", ana)));
  REQUIRE(
      desk.until([&] { return clinic.place_of(clinic.members[0]).state == State::kInSession; }));
  REQUIRE(desk.press(of("late", lee)));
  REQUIRE(desk.until_shows("late_10"));
  CHECK(desk.driver->shows("late_5"));
  CHECK_FALSE(desk.driver->widget("late_15").enabled);  // so long ago it did not begin
  REQUIRE(desk.press("late_10"));
  REQUIRE(desk.until([&] { return clinic.place_of(clinic.members[1]).late_minutes == 10; }));
  REQUIRE(desk.until_says("Late by 10 min"));
  REQUIRE(desk.press(of("excused", sam)));
  REQUIRE(desk.until_says("Excused"));
  REQUIRE(desk.until(
      [&] { return clinic.place_of(clinic.members[2]).state == State::kLateCancelled; }));
  // Ana was somebody else: what was marked is taken back, and not without a reason.
  REQUIRE(desk.press(of("excused", ana)));
  REQUIRE(desk.until_shows("attendance_change"));
  CHECK_FALSE(desk.driver->widget("attendance_change").enabled);
  desk.driver->type("reason", "It was her sister");
  REQUIRE(desk.press("attendance_change"));
  REQUIRE(desk.until(
      [&] { return clinic.place_of(clinic.members[0]).state == State::kLateCancelled; }));
  CHECK(clinic.look(ana).history.back().reason == "It was her sister");
  desk.driver->click("attendance_sheet_close");
  REQUIRE(desk.until(
      [&] { return desk.driver->widget("here_" + clinic.meeting.text()).value == "1 of 3 here"; }));
}

TEST_CASE("minutes that are not offered are typed, up to those since the session began") {
  GroupClinic clinic(Starts::kTenMinutesAgo);
  DeskTerminal desk(clinic);
  REQUIRE(open_session(desk, clinic));
  REQUIRE(desk.press("meeting_attendance"));
  REQUIRE(desk.press(of("late", clinic.place_of(clinic.members[0]).id)));
  REQUIRE(desk.until_shows("late_typed"));
  desk.driver->type("late_typed", "45");
  REQUIRE(desk.until_says("Please type whole minutes,"));
  CHECK_FALSE(desk.driver->widget("attendance_change").enabled);
  type_over(*desk.driver, "late_typed", "7");
  REQUIRE(desk.until([&] { return desk.driver->widget("attendance_change").enabled; }));
  CHECK_FALSE(clinic.place_of(clinic.members[0]).late_minutes);  // not before it is put down
  REQUIRE(desk.press("attendance_change"));
  REQUIRE(desk.until([&] { return clinic.place_of(clinic.members[0]).late_minutes == 7; }));
}

TEST_CASE("before a session begins nobody can be late or missing") {
  GroupClinic clinic;
  DeskTerminal desk(clinic);
  const AppointmentId ana = clinic.place_of(clinic.members[0]).id;
  REQUIRE(open_session(desk, clinic));
  REQUIRE(desk.press("meeting_attendance"));
  REQUIRE(desk.until_shows(of("present", ana)));
  CHECK(desk.driver->shows(of("excused", ana)));
  CHECK(desk.driver->widget(of("excused", ana)).enabled);
  // In their places, so that nothing moves below a finger once it has begun.
  CHECK_FALSE(desk.driver->widget(of("late", ana)).enabled);
  CHECK_FALSE(desk.driver->widget(of("no_show", ana)).enabled);
}

TEST_CASE("whoever marks faster than the box answers has marked all of them") {
  GroupClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_session(desk, clinic));
  REQUIRE(desk.press("meeting_attendance"));
  REQUIRE(desk.until_shows(of("present", clinic.place_of(clinic.members[2]).id)));
  for (const ClientId& one : clinic.members) {
    desk.driver->click(of("present", clinic.place_of(one).id));
  }
  for (const ClientId& one : clinic.members) {
    REQUIRE(desk.until([&] { return clinic.place_of(one).state == State::kInSession; }));
  }
}

bool find_guest(DeskTerminal& desk, const std::string& words) {
  if (!desk.press("meeting_add_guest")) return false;
  if (!desk.until_says("Who comes as a guest?")) return false;
  desk.driver->type("find_text", words);
  if (!desk.until_shows("hit_0")) return false;
  desk.driver->click("hit_0");
  return desk.until_shows("guest_sheet");
}

TEST_CASE(
    "who comes as a guest is shown with the session first, and closing that changes nothing") {
  GroupClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_session(desk, clinic));
  REQUIRE(find_guest(desk, "Haddad"));
  const auto number = clinic.other_desk->must(api::clients::open, {clinic.guest}).record_number;
  CHECK(desk.driver->shows_text("Noor Haddad"));
  CHECK(desk.driver->shows_text("No. " + std::to_string(number) + ", born December 2, 1991"));
  CHECK(desk.driver->shows_text("1:00 PM, Room 2"));
  CHECK(desk.driver->shows_text("60 min · L. Brandt"));
  CHECK(desk.driver->shows_text("3 of 8 places are taken"));
  REQUIRE(desk.until_shows("guest_free"));
  desk.driver->click("guest_sheet_close");
  REQUIRE(desk.until_gone("guest_sheet"));
  CHECK(clinic.look_at_all().places.size() == 3);
}

TEST_CASE("a guest who is at the desk gets a place in the session") {
  GroupClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_session(desk, clinic));
  REQUIRE(find_guest(desk, "Haddad"));
  REQUIRE(desk.press("guest_do"));
  REQUIRE(desk.until_says("Noor Haddad has a place in this session."));
  CHECK_FALSE(desk.driver->shows("guest_sheet"));
  CHECK(clinic.place_of(clinic.guest).part == api::appointments::MeetingPart::kGuest);
  REQUIRE(desk.until(
      [&] { return desk.driver->widget("here_" + clinic.meeting.text()).value == "0 of 4 here"; }));
}

TEST_CASE("a guest who is elsewhere at that time, or has a place already, is not added") {
  GroupClinic clinic;
  clinic.book(clinic.guest, clinic.today_at(13), clinic.room_4, clinic.reyes);
  DeskTerminal desk(clinic);
  REQUIRE(open_session(desk, clinic));
  REQUIRE(find_guest(desk, "Haddad"));
  REQUIRE(desk.until_says("Noor Haddad has another visit from 1:00 PM to"));
  CHECK_FALSE(desk.driver->widget("guest_do").enabled);
  desk.driver->click("guest_sheet_close");
  REQUIRE(find_guest(desk, "GroupAna"));
  REQUIRE(desk.until_says("Ana GroupAna has a place in this session already."));
  CHECK_FALSE(desk.driver->widget("guest_do").enabled);
}

TEST_CASE("the last place goes to a guest, and for one more the sheet says that all are taken") {
  GroupClinic clinic;
  for (const char* name : {"One", "Two", "Three", "Four"}) {
    clinic.other_desk->must(api::appointments::join_meeting,
                            {.meeting = clinic.meeting,
                             .appointment = clinic.new_id<AppointmentId>(),
                             .client = clinic.add_client(name, "More")});
  }
  DeskTerminal desk(clinic);
  REQUIRE(open_session(desk, clinic));
  REQUIRE(find_guest(desk, "Haddad"));
  REQUIRE(desk.until_says("7 of 8 places are taken"));
  // Somebody else gets it while the sheet lies open.
  clinic.other_desk->must(api::appointments::join_meeting,
                          {.meeting = clinic.meeting,
                           .appointment = clinic.new_id<AppointmentId>(),
                           .client = clinic.add_client("Five", "More")});
  REQUIRE(desk.until_says("Every place of this session is taken."));
  CHECK_FALSE(desk.driver->widget("guest_do").enabled);
  CHECK(desk.driver->shows_text("8 of 8 places are taken"));
}

TEST_CASE(
    "cancelling a session says first whom it concerns and then whom to call; it is taken back") {
  GroupClinic clinic;
  DeskTerminal desk(clinic);
  clinic.other_desk->must(api::appointments::mark,
                          {.appointment = clinic.place_of(clinic.members[0]).id,
                           .base_revision = 1,
                           .state = State::kArrived,
                           .room = {},
                           .reason = ""});
  REQUIRE(open_session(desk, clinic));
  REQUIRE(desk.press("meeting_cancel"));
  REQUIRE(desk.until_says("Please call 2 clients:"));
  CHECK(desk.driver->shows_text("Lee GroupLee"));
  CHECK(desk.driver->shows_text("(716) 555-0133"));
  CHECK(desk.driver->shows_text("In the house already."));
  CHECK_FALSE(desk.driver->widget("cancelling_do").enabled);
  desk.driver->type("reason", "Brandt is ill");
  REQUIRE(desk.press("cancelling_do"));
  REQUIRE(desk.until_says("The session is cancelled"));
  CHECK(desk.driver->shows_text("Please call 2 clients:"));
  CHECK(clinic.place_of(clinic.members[1]).state == State::kCancelledByClinic);
  CHECK(clinic.place_of(clinic.members[0]).state == State::kArrived);
  desk.driver->click("cancelling_sheet_close");
  REQUIRE(desk.press("meeting_calls"));
  REQUIRE(desk.until_says("Please call 2 clients:"));
  desk.driver->click("cancelling_sheet_close");
  REQUIRE(desk.press("meeting_restore"));
  REQUIRE(desk.until_shows("restoring_do"));
  desk.driver->type("reason", "She is well again");
  REQUIRE(desk.press("restoring_do"));
  REQUIRE(desk.until_says("The session is held after all."));
  CHECK(clinic.place_of(clinic.members[1]).state == State::kScheduled);
}

TEST_CASE("somebody else leads the session, and says so everywhere") {
  GroupClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_session(desk, clinic));
  REQUIRE(desk.press("meeting_assign"));
  REQUIRE(desk.until_shows("leader"));
  CHECK(desk.driver->widget("leader").value == "L. Brandt");
  desk.driver->click("leader");
  REQUIRE(desk.until_shows("leader_choice_0"));
  desk.driver->click("leader_choice_0");  // A. Reyes
  CHECK(desk.driver->widget("with").value == "Nobody");
  desk.driver->click("with");
  REQUIRE(desk.until_shows("with_" + clinic.brandt.text()));
  desk.driver->click("with_" + clinic.brandt.text());
  desk.driver->click("with_done");
  CHECK(desk.driver->widget("with").value == "L. Brandt");
  REQUIRE(desk.press("leading_do"));
  REQUIRE(desk.until_says("A. Reyes leads the session."));
  REQUIRE(desk.until_says("A. Reyes (substitute), L. Brandt"));
  const auto seen = clinic.look_at_all().card.meeting.clinicians;
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].clinician == clinic.reyes);
  CHECK_FALSE(seen[1].substitute);
  CHECK(clinic.place_of(clinic.members[0]).clinician == clinic.reyes);
}

}  // namespace
}  // namespace alcove::tests
