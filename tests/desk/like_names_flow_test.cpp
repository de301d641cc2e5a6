// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/meeting_cancelling.h"
#include "tests/desk/groups_clinic.h"

// Two clients of like names in one session of several: whatever is about one of them says which.

namespace alcove::tests {
namespace {

// Ana Petrov and Ana Petrow come together since ten minutes ago. Jae Petrov was born on Ana
// Petrov's day: twins, as far as the clinic knows.
struct LikeClinic : GroupsClinic {
  LikeClinic() {
    ana = add_client("Ana", "Petrov");
    like = add_client("Ana", "Petrow", "1990-05-02");
    twin = add_client("Jae", "Petrov");
    meeting = new_id<api::appointments::MeetingId>();
    const LocalDateTime now = at.zone.to_local(at.clock.now());
    ana_place = new_id<AppointmentId>();
    other_desk->must(
        api::appointments::book_meeting,
        {.meeting = meeting,
         .kind = api::appointments::MeetingKind::kFamily,
         .service = service,
         .start = std::chrono::floor<std::chrono::duration<int, std::ratio<300>>>(now) -
                  std::chrono::minutes(10),
         .minutes = 60,
         .room = room_2,
         .clinicians = {brandt},
         .attendees = {{ana_place, ana}, {new_id<AppointmentId>(), like}}});
  }
  // "No. 10001"
  std::string number(const ClientId& client) {
    return "No. " + std::to_string(other_desk->must(api::clients::open, {client}).record_number);
  }
  std::string row() const { return "meeting_" + meeting.text(); }

  ClientId ana, like, twin;
  AppointmentId ana_place;
  api::appointments::MeetingId meeting;
};

TEST_CASE("attendance of two with like names says which of them is meant") {
  LikeClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.press(clinic.row()));
  REQUIRE(desk.press("meeting_attendance"));
  REQUIRE(desk.until_says(clinic.number(clinic.ana) + ", born April 17, 1986"));
  CHECK(desk.driver->shows_text(clinic.number(clinic.like) + ", born May 2, 1990"));
  REQUIRE(desk.press("late_" + clinic.ana_place.text()));
  REQUIRE(desk.until_says("How many minutes late did Ana Petrov, " + clinic.number(clinic.ana) +
                          " come?"));
  REQUIRE(desk.press("late_5"));
  REQUIRE(desk.until_says("Late by 5 min"));
  REQUIRE(desk.press("excused_" + clinic.ana_place.text()));
  REQUIRE(
      desk.until_says("Ana Petrov, " + clinic.number(clinic.ana) + " is marked otherwise now."));
}

TEST_CASE("cancelling one visit of two with like names, and what is said then, says whose") {
  LikeClinic clinic;
  const std::string called = "Ana Petrov, " + clinic.number(clinic.ana);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press(clinic.row()));
  REQUIRE(desk.press("place_" + clinic.ana_place.text()));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.until_shows("cancel_do"));
  CHECK(desk.driver->shows_text(called));
  REQUIRE(desk.press("cancel_do"));
  REQUIRE(desk.until_shows("toast"));
  CHECK(desk.driver->widget("toast").value.find(called) != std::string::npos);
}

TEST_CASE("the list of whom to call tells two of like names apart") {
  LikeClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.press(clinic.row()));
  REQUIRE(desk.press("meeting_cancel"));
  REQUIRE(desk.press("cancelling_by_clinic"));
  REQUIRE(desk.until_says("Please call 2 clients:"));
  CHECK(desk.driver->shows_text(clinic.number(clinic.ana) + ", born April 17, 1986"));
  CHECK(desk.driver->shows_text(clinic.number(clinic.like) + ", born May 2, 1990"));
}

TEST_CASE("who joins a session of somebody with a like name is said with the number") {
  LikeClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.press(clinic.row()));
  REQUIRE(find_and_take(desk, "meeting_add_guest", "Jae"));
  REQUIRE(desk.press("guest_do"));
  REQUIRE(desk.until_says("Jae Petrov, " + clinic.number(clinic.twin) +
                          " has a place in this session."));
}

TEST_CASE(
    "a family's sheet says the number and birth date of both of like names, and of no other") {
  LikeClinic clinic;
  const ClientId third = clinic.add_client("Min", "Petrov");
  clinic.add_client("Noor", "Haddad", "1991-12-02");
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("groups"));
  REQUIRE(desk.press("book_together"));
  REQUIRE(find_and_take(desk, "together_add", "Haddad"));
  REQUIRE(find_and_take(desk, "together_add", "Jae"));
  CHECK_FALSE(desk.driver->shows_text(", born"));
  REQUIRE(find_and_take(desk, "together_add", "Min"));
  REQUIRE(desk.until_says(clinic.number(clinic.twin) + ", born April 17, 1986"));
  CHECK(desk.driver->shows_text(clinic.number(third) + ", born April 17, 1986"));
  CHECK_FALSE(desk.driver->shows_text(", born December 2, 1991"));
}

TEST_CASE("who joins a group in which somebody has a like name is said with the number") {
  LikeClinic clinic;
  const Group group = clinic.add_group("Skills", 8);
  clinic.join(group, clinic.ana);
  DeskTerminal desk(clinic);
  REQUIRE(open_sheet_of(desk, group));
  REQUIRE(find_and_take(desk, "group_add_member", "Jae"));
  REQUIRE(desk.until_says("Jae Petrov, " + clinic.number(clinic.twin)));
}

}  // namespace
}  // namespace alcove::tests
